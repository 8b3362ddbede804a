"""Persons with their titles: a title before or after the name, names over titles in columns, authors of reports."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise, takewhile

from praktiknara.swedish.extraction.blocks import Block
from praktiknara.swedish.extraction.first_names import is_first_name, restored
from praktiknara.swedish.extraction.headings import has_verb
from praktiknara.swedish.extraction.lines import FUNCTION_WORDS, Line
from praktiknara.swedish.extraction.spelling import CAPITAL, damaged, folded, tolerant
from praktiknara.swedish.extraction.titles import (
    NAME_WORD,
    PARTICLE,
    TITLE,
    canonical,
    is_plural,
    is_title,
    titles_of,
)
from praktiknara.swedish.extraction.values import Found, Kind

_NAME = rf"{CAPITAL}(?: (?:{PARTICLE} )?{NAME_WORD}){{1,3}}"
_JOINED = re.compile(r"(?: \([A-ZÅÄÖ]{1,3}\))?(?:,| \(|,? som är|,? är) ?(?:(?:en|ett|den) )?")
_LABELLED = tolerant(
    r"(?<!\w)(?P<title>handläggare|kontaktperson|föredragande|projektledare|ansvarig|författare|rapportör|utredare)"
    r"(?:(?: handläggare)? ?: {0,40}(?:till {1,60})?|(?<=gare) {1,60}(?:till {1,60})?)"
)
# What somebody is to the paper or the project; a title of one's own says more.
_OF_THE_PAPER = {"ansvarig", "kontaktperson", "forfattare", "foredragande", "rapportor"}
_AFTER_LABEL = re.compile(_NAME)
_RESPONSIBLE = re.compile(
    rf"(?P<title>{damaged('(?:[Aa]nsvarig|[Pp]rojektansvarig|[Pp]rojektledare|[Ll]edare|[Kk]ontaktperson)')})"
    rf"[^.;:]{{0,60}}? (?:{damaged('är|heter|var|har varit')}) (?P<name>{_NAME})"
)
_LED_BY = re.compile(
    rf"(?:{damaged('leds|leddes|genomförs|genomfördes|genomförts|görs|utförs|ansvaras|skriven|författad|sammanställd')}) av "
    rf"(?P<name>{_NAME})"
)
_INITIALS = re.compile(
    r"(?<![\w.])(?P<name>[A-ZÅÄÖ]\. ?(?:[A-ZÅÄÖ]\. ?)?[A-ZÅÄÖ][\w-]{2,30})(?=,|\.? \(?(?:19|20)\d\d| och | & )"
)
_CITED = re.compile(rf"\((?P<name>{CAPITAL}(?: {CAPITAL})?),? (?:19|20)\d\d\)")
_IS = re.compile(rf"(?<=\w) (?:{damaged('är|var|har varit|blir|blev|heter')}) (?P<name>{_NAME})")
# "enhetschef för vuxenenheten", "professor i socialt arbete", "lektor vid Lunds universitet"
_FIELD = re.compile(rf"(?: (?:{damaged('för|i|inom|vid|på')}) (?:[^\W\d_][\w-]{{1,30}} ?){{1,5}})$")
_AND = re.compile(rf"(?P<mark>, | och | samt |, samt )(?P<name>{_NAME})")
_ANY = re.compile(rf"(?<![\w-])(?P<name>{_NAME})")
_SECOND_TITLE = re.compile(
    rf"[^.]{{0,60}}? och (?P<title>(?i:{TITLE}))(?P<field> {damaged('för')} [^.,;]{{2,40}})?"
)


def persons(text: str, organisations: Iterable[Found] = ()) -> Iterator[Found]:
    """Find persons in running text; the organisation is the one told right after the name or title."""
    known = sorted(organisations, key=lambda found: found.start)
    taken = bytearray(len(text))
    for body in known:
        taken[body.start : body.end] = b"\1" * (body.end - body.start)
    found: list[Found] = []
    for candidate in _candidates(text):
        if any(taken[candidate.start : candidate.end]):
            continue
        taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
        found.append(_placed(candidate, known, text))
    yield from sorted(found, key=lambda one: one.start)


def _candidates(text: str) -> Iterator[Found]:
    """Names that may be a person's, the surest rules first."""
    plain: list[Found] = []
    listed: list[Found] = []
    for label in _LABELLED.finditer(text):
        named = _AFTER_LABEL.match(text, label.end())
        if named and (kept := _name_words(named[0].split())):
            end = named.start() + len(" ".join(kept))
            own = _title_from(text, end) if folded(label["title"]) in _OF_THE_PAPER else None
            title = canonical(text[slice(*own)] if own else label["title"])
            told = None if title == "ansvarig" else title
            yield _found(" ".join(kept), named.start(), end, "label_and_name", 0.88, told)
            listed.extend(_listed(text, end, title))
    for match in _ANY.finditer(text):
        if one := _named(match, text):
            if one.rule == "first_name_known":
                plain.append(one)
            else:
                yield one
                listed.extend(_sharing(one, text))
    for match in _IS.finditer(text):
        said = _title_ending_at(text, match.start() + 1) or _title_with_field(text, match.start() + 1)
        if said and (kept := _name_words(match["name"].split())):
            start, name = match.start("name"), " ".join(kept)
            yield _found(name, start, start + len(name), "title_is_name", 0.9, canonical(said))
            listed.extend(_listed(text, start + len(name), canonical(said)) if is_plural(said) else ())
    yield from listed
    for pattern, rule, confidence in ((_RESPONSIBLE, "responsible_is", 0.8), (_LED_BY, "led_by", 0.7)):
        for match in pattern.finditer(text):
            kept = _name_words(match["name"].split())
            if kept:
                name = " ".join(kept)
                start = match.start("name")
                title = (match.groupdict().get("title") or "").casefold()
                kept_title = title if title.startswith(("projektl", "kontakt")) else None
                yield _found(name, start, start + len(name), rule, confidence, kept_title)
    for match in _INITIALS.finditer(text):
        yield _found(match["name"], *match.span("name"), "author_with_initial", 0.85)
    for match in _CITED.finditer(text):
        if " " in match["name"]:
            yield _found(match["name"], *match.span("name"), "cited_author", 0.7)
    yield from plain


def _listed(text: str, at: int, title: str) -> Iterator[Found]:
    """The names of a list after its first, up to the one after "och", with the title they share."""
    names: list[Found] = []
    while len(names) < 12 and (match := _AND.match(text, at)):
        kept = _name_words(match["name"].split())
        if not kept:
            return
        start, at = match.start("name"), match.start("name") + len(" ".join(kept))
        own = _title_from(text, at)
        names.append(_found(" ".join(kept), start, at, "title_of_list", 0.85, title))
        if match["mark"] != ", ":
            yield from () if own else names
            return


def _sharing(one: Found, text: str) -> Iterator[Found]:
    """Names that share the title of a name: "forskarna A och B", "A och B, forskare vid ..."."""
    title = str(one.details["title"])
    if one.rule == "title_before_name":
        written = _title_ending_at(text, one.start) or ""
        yield from _listed(text, one.end, title) if is_plural(written) else ()
    elif one.rule == "title_after_name" and (place := _title_from(text, one.end)):
        written = text[slice(*place)]
        before = _NAME_BEFORE.search(text, max(0, one.start - 60), one.start)
        if before and (is_plural(written) or written.endswith("are")):
            kept = _name_words(before["name"].split())
            if kept and len(kept) == len(before["name"].split()):
                yield _found(before["name"], *before.span("name"), "title_of_list", 0.8, title)


# "Anna Berg, docent Karl Ek": the title is the next one's.
_OTHER_NAME = re.compile(rf"\.? {_NAME}")
_NAME_BEFORE = re.compile(rf"(?<![\w-])(?P<name>{_NAME}) (?:och|samt) $")


def _named(match: re.Match[str], text: str) -> Found | None:
    """A name with its title, before it or after it; without one, only when the first name is known."""
    words = match["name"].split()
    start, title = match.start("name"), None
    while len(words) > 2 and is_title(words[0]):
        title = words[0] if title is None else f"{title} {words[0]}"
        start += len(words.pop(0)) + 1
    kept = _name_words(words)
    if not kept:
        return None
    name = " ".join(kept)
    end = start + len(name)
    if before := _title_ending_at(text, match.start("name")):
        title = f"{before} {title}" if title else before
    if title:
        return _found(name, start, end, "title_before_name", 0.93, canonical(title))
    if is_first_name(kept[0]) and (field := _title_with_field(text, start)):
        return _found(name, start, end, "title_and_field", 0.8, canonical(field))
    if after := _title_from(text, end):
        return _found(name, start, end, "title_after_name", 0.9, canonical(text[slice(*after)]))
    return _found(name, start, end, "first_name_known", 0.7) if is_first_name(kept[0]) else None


def _name_words(words: list[str]) -> list[str]:
    """The words of a name, up to the first that no name has; none when too few are left."""
    kept = list(takewhile(lambda word: not _is_no_name(word), words))
    return kept if len(kept) > 1 and not is_title(kept[0]) else []


def _title_ending_at(text: str, at: int) -> str | None:
    """The title right before a place."""
    if text[at - 1 : at] != " ":
        return None
    words = text[max(0, at - 70) : at].split()
    return next(
        (" ".join(words[-n:]) for n in (2, 1) if len(words) >= n and is_title(" ".join(words[-n:]))), None
    )


def _title_with_field(text: str, at: int) -> str | None:
    """The title before a place with what it is for between: "enhetschef för vuxenenheten"."""
    ahead = text[max(0, at - 100) : at].rstrip()
    field = _FIELD.search(ahead) if ahead.count(" ") else None
    while field:
        words = field[0].split()
        if has_verb(field[0]) or folded(words[-1]) in FUNCTION_WORDS or "och" in words[-2:]:
            return None
        if title := _title_ending_at(ahead + " ", field.start() + 1):
            return title
        field = _FIELD.search(ahead, field.start() + 1)
    return None


def _title_from(text: str, at: int) -> tuple[int, int] | None:
    """Where a title stands right after a name: ", docent", " (projektledare", ", en erfaren forskare"."""
    joined = _JOINED.match(text, at)
    if not joined:
        return None
    words = list(re.finditer(r"[\w.-]+", text[joined.end() : joined.end() + 90]))[:5]
    for first, length in ((0, 3), (0, 2), (0, 1), (1, 1), (2, 1)):
        if first + length <= len(words):
            start, end = joined.end() + words[first].start(), joined.end() + words[first + length - 1].end()
            if first and text[joined.end() : start].casefold() != text[joined.end() : start]:
                return None
            if is_title(text[start:end].rstrip(".")) and not _OTHER_NAME.match(text, end):
                return start, end - (text[end - 1] == ".")
    return None


def _placed(one: Found, known: list[Found], text: str) -> Found:
    """Add the organisation told after the name or its title, and a second title."""
    after = one.end
    details = dict(one.details)
    if one.rule == "title_after_name" and (title := _title_from(text, one.end)):
        after = title[1]
        second = _SECOND_TITLE.match(text, after, after + 100)
        if second:
            details["other_title"] = canonical(second["title"]) + (second["field"] or "").rstrip()
    if one.rule != "label_and_name":
        details["organisation"] = _organisation(known, after, text)
    return replace(one, value=restored(str(one.value)), details=details)


def _found(name: str, start: int, end: int, rule: str, confidence: float, title: str | None = None) -> Found:
    return Found(
        Kind.PERSON, name, start, end, rule, confidence, details={"title": title, "organisation": None}
    )


# A heading may hold a name with its title; other capitals of a heading are its own.
SURE_IN_A_HEADING = frozenset({"label_and_name", "title_before_name", "title_of_list"})
_NO_NAME = tolerant(
    r"\S{0,40}(?:universitet|högskola|institut|förvaltning|nämnd|kommun|stad|stads|landsting|center|centrum|rådet|akademi\w*|"
    r"myndighet\w*|avdelning\w*|enhet\w*|projekt\w*|rapport\w*|fonden|plan|program\w*|modell\w*|metod\w*|skola|gatan|vägen)"
)
_COMMON_WRITTEN = (
    "ersta barnen nya detta denna den det en ett vid under efter for fran genom inom med mot och om pa "
    "samt som till vi sida datum telefon utover vidare arbetet enligt signs of safety individual "
    "placement support motivational interviewing mutual study visits alla bostad forst lokala sociala "
    "stockholms sveriges region lansstyrelsen socialtjansten karolinska framtidens hallbar forskning "
    "medel budget tjansteutlatande stockholm goteborg malmo eu esf "
)
_COMMON = frozenset(_COMMON_WRITTEN.split())


def _is_no_name(word: str) -> bool:
    plain = folded(word).strip(".")
    return plain in _COMMON or bool(_NO_NAME.fullmatch(word)) or (word.isupper() and len(word) > 2)


_TIED = tolerant(r"(?:, |[^.]{0,60}(?<!\w)(?:vid|på|för|till|från|i|av) )(?:\w+ ){0,3}")


def _organisation(known: list[Found], after: int, text: str) -> str | None:
    """The organisation told within a few words after, in the same sentence and with a word that ties it."""
    place = bisect_left(known, after, key=lambda one: one.start)
    if place == len(known) or known[place].start > after + 70:
        return None
    between = text[after : known[place].start]
    return str(known[place].value) if _TIED.fullmatch(between) else None


def signatures(block: Block) -> Iterator[Found]:
    """Find the persons who sign: n names in one line over n titles in the next, in columns or run together."""
    for names, titles in zip(block.lines, block.lines[1:], strict=False):
        spans = titles_of(titles.text)
        if not spans or titles_of(names.text):
            continue
        columns = _columns(names, len(spans))
        for (start, end), (first, last) in zip(columns, spans, strict=False):
            begin = _place(block, names, start)
            name = restored(" ".join(names.text[start:end].split()))
            details = {"title": canonical(titles.text[first:last]), "organisation": None}
            confidence = 0.92 if len(columns) == len(spans) else 0.6
            yield Found(
                Kind.PERSON,
                name,
                begin,
                begin + end - start,
                "names_over_titles",
                confidence,
                details=details,
            )


def _place(block: Block, line: Line, at: int) -> int:
    """Where a character of a line stands in the text of its block: lines of a signature are joined by a blank each."""
    before = 0
    for other in block.lines:
        if other is line:
            break
        before += len(other.text) + 1
    return before + at


def _columns(line: Line, count: int) -> list[tuple[int, int]]:
    """Cut a line of names into `count` names: at gaps of two blanks or a tab, else before a first name."""
    wide = [match.span() for match in re.finditer(r"\S+(?: \S+)*", line.text)]
    if len(wide) == count:
        return wide
    words = [match.span() for match in re.finditer(r"\S+", line.text)][:16]
    if len(words) < 2 * count:
        return [(words[0][0], words[-1][1])] if count == 1 else []
    best = max(combinations(range(2, len(words) - 1), count - 1), key=lambda cuts: _worth(line, words, cuts))
    edges = [0, *best, len(words)]
    return [(words[a][0], words[b - 1][1]) for a, b in pairwise(edges)]


def _worth(line: Line, words: list[tuple[int, int]], cuts: tuple[int, ...]) -> float:
    """How good a division is: every name begins with a first name, has two words at least, and they are alike in length."""
    edges = [0, *cuts, len(words)]
    sizes = [b - a for a, b in pairwise(edges)]
    if min(sizes) < 2:
        return -100
    firsts = sum(is_first_name(line.text[slice(*words[cut])]) for cut in cuts)
    return 10 * firsts - (max(sizes) - min(sizes)) - 0.1 * sizes[0]
