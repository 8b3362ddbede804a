"""Organisations: by name when it is known, else by how such names end, and districts told in a list."""

import re
from collections.abc import Iterator

from praktiknara.swedish.extraction.gazetteer import Gazetteer
from praktiknara.swedish.extraction.headings import has_verb
from praktiknara.swedish.extraction.lines import FUNCTION_WORDS
from praktiknara.swedish.extraction.spelling import CAPITAL, exact, folded, tolerant
from praktiknara.swedish.extraction.values import Found, Kind

NO_NAMES = Gazetteer()
_PLACE = rf"(?:(?:Norra|Södra|Västra|Östra|Gamla) )?{CAPITAL}-?"
_DISTRICTS = exact(
    rf"(?P<places>{_PLACE}(?:, {_PLACE}){{0,14}}(?:,? (?:och|samt|respektive) {_PLACE})?) "
    r"(?P<kind>[Ss]tadsdels?(?:förvaltning|nämnd)|[Ss]ocialförvaltning|[Ss]ocialnämnd|[Kk]ommun(?!\w*(?:styr|full)))"
    r"(?P<ending>arnas|arna|ars|ar|ers|er|ernas|erna|ens|en|s)?(?!\w)"
)
_NO_PLACE_WRITTEN = (
    "Varje Alla Samtliga Denna Hela Respektive Inom Vid Till Från För Flera Stadens En Någon Vissa "
)
_NO_PLACE = frozenset(_NO_PLACE_WRITTEN.split())
_ITEM = exact(_PLACE)
_ACADEMIC = exact(
    rf"(?<![\w-])(?P<name>(?:{CAPITAL} ){{1,4}}(?:(?:[Tt]ekniska |[Ll]äns )?)"
    r"(?P<kind>[Uu]niversitet|[Hh]ögskola|[Ii]nstitut(?:et)?|[Ll]andsting|[Ss]tad|[Rr]egionen))(?P<s>s)?(?!\w)"
)
_IN_PLACE = exact(
    rf"(?<![\w-])(?:Högskolan|Länsstyrelsen|Samordningsförbundet|Handelshögskolan|FoU)(?: i)? {CAPITAL}(?: län)?(?!\w)"
    rf"|(?<![\w-])(?:Region|Stiftelsen|Föreningen) {CAPITAL}(?: {CAPITAL}){{0,2}}|(?<!\w)FoU[- ]?(?:i )?{CAPITAL}"
)
_COMPANY = re.compile(rf"(?<![\w-])(?:{CAPITAL} ){{1,3}}(?:AB|HB|KB|Associates|Consulting|Management)(?!\w)")
_BODY = tolerant(
    r"(?<![\w-])(?!(?:\w{1,12}s)?stadsdels)(?P<name>(?:\w{2,12}-)?\w{3,30}?(?:förvaltningen|nämnden|styrelsen|myndigheten|"
    r"fullmäktige|departementet|förbundet|akademien|akademin|inspektionen|landstinget|universitetet|polisen|"
    r"(?<!om)(?<=[-srl])rådet|centrum(?:et)?|förvaltningsgruppen|(?<=\w{4}[se])enheten))(?P<s>s)?(?!\w)"
)
_UNIT = tolerant(
    r"(?<![\w-])(?P<name>(?:avdelningen|enheten|institutionen|sektionen|rådet|myndigheten|inspektionen|centrum) för "
    r"(?P<field>\w{2,30}-?(?:,? \w{2,30}-?){0,6}))"
)
_DEPARTMENT = tolerant(
    r"(?<![\w-])(?P<name>\w{4,30}(?:ska|iska|logiska) (?:institutionen|fakulteten|enheten))(?!\w)"
)
_STOPS = FUNCTION_WORDS - {"och"} | {
    "är", "har", "ska", "som", "ansvarar", "kommer", "fördelar", "ger", "får", "tar", "den", "pa", "fran", "ar", "dr",
    "leder", "där", "när", "vilket", "vilken", "genom", "bereder", "kan", "tillsammans", "inför", "1", "l",
}  # fmt: skip  # a list reads best as lines of words
_NO_BODY = re.compile(
    r"(?:samt|hela|denna|denn|egna|den|inom|själva|stads?dels|nämndens?|under|över|central|lokal|för|affärs)?"
    r"(?:förvaltningen|nämnden|styrelsen|centrum|centrumet|myndigheten|förbundet|polisen|landstinget|rådet|universitetet)s?"
)


def organisations(text: str, gazetteer: Gazetteer = NO_NAMES) -> Iterator[Found]:
    """Find organisations; a name told by two rules comes once, from the surer rule and the longer stretch."""
    found = [
        *(
            _found(called, start, end, "known_name", 0.97)
            for start, end, called in gazetteer.occurrences(text)
        ),
        *_districts(text, gazetteer),
        *_by_ending(text, gazetteer),
    ]
    last = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end, -one.confidence)):
        if one.start >= last:
            yield one
            last = one.end


def _districts(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """Each place of a list has its own organisation: "Farsta och Skarpnäcks stadsdelsförvaltningar" are two."""
    for match in _DISTRICTS.finditer(text):
        kind = _plain_kind(match["kind"])
        items = list(_ITEM.finditer(text, match.start("places"), match.end("places")))
        if len(items) > 1 and kind == "kommun":
            items = items[-1:]
        for item in items:
            place = item[0].rstrip("-")
            last = item is items[-1]
            end = match.end("kind") + len(match["ending"] or "") if last and len(items) == 1 else item.end()
            end -= 0 if last else len(item[0]) - len(place)
            name = f"{place} {kind}"
            if place in _NO_PLACE:
                continue
            forms = (name, f"{place.removesuffix('s')} {kind}", f"{place}s {kind}")
            called = next(filter(None, map(gazetteer.called, forms)), name)
            yield _found(called, item.start(), end, "place_and_kind", 0.93 if last else 0.9)


def _plain_kind(written: str) -> str:
    plain = folded(written)
    for kind in ("stadsdelsförvaltning", "stadsdelsnämnd", "socialförvaltning", "socialnämnd"):
        if tolerant(kind.replace("stadsdels", "stadsdels?")).fullmatch(written):
            return kind
    return plain


def _by_ending(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    for match in _ACADEMIC.finditer(text):
        words = match["name"].split()
        while len(words) > 2 and folded(words[0]) in {"vid", "pa", "i", "samt", "professor", "docent"}:
            words = words[1:]
        if len(words) == 2 and words[0].casefold() in {"varje", "hela", "denna"}:
            continue
        start = match.start() + match["name"].rindex(" ".join(words))
        name = " ".join([*words[:-1], words[-1].casefold()])
        yield _found(gazetteer.called(name) or name, start, match.end(), "academic_ending", 0.88)
    for pattern, rule, confidence in ((_IN_PLACE, "kind_and_place", 0.9), (_COMPANY, "company", 0.85)):
        for match in pattern.finditer(text):
            yield _found(gazetteer.called(match[0]) or match[0], *match.span(), rule, confidence)
    for match in _BODY.finditer(text):
        name = match["name"]
        if not _NO_BODY.fullmatch(folded(name)) and not _NO_BODY.fullmatch(name.casefold()):
            yield _found(gazetteer.called(name) or _capital(name), *match.span(), "body_ending", 0.85)
    for match in _DEPARTMENT.finditer(text):
        yield _found(
            gazetteer.called(match["name"]) or _capital(match["name"]), *match.span(), "department", 0.85
        )
    for match in _UNIT.finditer(text):
        yield from _unit(match, gazetteer)


def _unit(match: re.Match[str], gazetteer: Gazetteer) -> Iterator[Found]:
    """The name of a unit goes on until a word that names cannot hold."""
    kept = 0
    words = list(re.finditer(r"\w+-?", match["field"]))
    for place, word in enumerate(words):
        if word[0].casefold() in _STOPS or has_verb(word[0]) or (place and word[0][0].isupper()):
            break
        kept = place + 1
    if kept and words[kept - 1][0] == "och":
        kept -= 1
    if kept:
        end = match.start("field") + words[kept - 1].end()
        name = match.string[match.start() : end]
        yield _found(gazetteer.called(name) or _capital(name), match.start(), end, "unit_for_field", 0.8)


def _found(name: str, start: int, end: int, rule: str, confidence: float) -> Found:
    return Found(Kind.ORGANISATION, name, start, end, rule, confidence)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
