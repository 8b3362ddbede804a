"""Projects: told by a heading, by a name in quotation marks, in a list, or in a sentence that says one was begun."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from praktiknara.swedish.extraction.blocks import Block, Shape
from praktiknara.swedish.extraction.first_names import is_first_name
from praktiknara.swedish.extraction.headings import has_verb, is_title, known
from praktiknara.swedish.extraction.lines import BULLET, FUNCTION_WORDS, MONEY_LAST, NUMBERED
from praktiknara.swedish.extraction.spelling import damaged, folded, sentence, tolerant

_WORK = (
    r"(?:\w{2,30}(?:studie|projekt|utvärdering|kartläggning|uppföljning|granskning|analys|undersökning|försök|pilot)"
    r"|följeforskning|studie|utvärdering|kartläggning|uppföljning|granskning|analys|undersökning|utredning|förstudie|pilot|projekt)"
)
_STARTS_LIKE_WORK = tolerant(
    rf"(?:\d[\d.]{{0,5}} )?(?:{_WORK} (?:av|om|kring|för|inom|i) |{_WORK} [A-ZÅÄÖ]|"
    r"implementering(?:en)? av|införande(?:t)? av|utveckling av|vidareutveckling av|fortsättning (?:av|på)|"
    r"kartläggning och|pilotprojekt|projektet |projekt:|pilot(?:en)?[: ]|stärkt |metodutveckling|stöd till|modell för)"
)
_GENERAL = tolerant(
    r"(?:summa|totalt|utbildning(?:en|ar|sdagar)?$|utlysning|redovisning|medel|övriga?|budget|nya|strategi|förslag|lokala utvecklingsmedel|rekvirering|"
    r"programområde|organis|inledning|innehåll|bilag|fokusområde|prioriter|ansökning|beslut|forsknings- och utvecklings|"
    r"fou|lum|fum|mul|must|eu|samarbete|samverkan med|kunskapsbank|forskning|pågående|avslutade|projekt(?:en)?(?: \d{4})?$|projekten |de |"
    r"årsrapport|rapport|plan|inriktning|utveckling av arbetssätt|budgetuppdrag|socialförvaltning|socialnämnd|medverk|"
    r"spridning|nätverk|seminari|konferens|uppföljning av (?:planen|föregående|målen|budget)|sammanfatt|tidplan|processen)"
)
_ONE_PROJECT = tolerant(
    r"(?<!\w)(?:\w{0,20}projektet|projektets|studien|studiens|utvärderingen|kartläggningen|förstudien|piloten|"
    r"forskningsprogram(?:met|mets)?|insatsen utvärderas|uppföljningen|delrapporten|slutrapporten)(?!\w)"
)
_MONEY_OR_AIM = tolerant(
    r"bevilja\w{1,3} medel|finansier|syft(?:et|ar|at|e)|beviljades|får (?:finansiering|medel)|kosta|ansökan (?:gäller|avser|från)|projektägare|pågår|har pågått|genomförs|genomfördes|har genomförts|leds av|leddes av|startade|startar|pågick"
)
_FIELD = (
    r"(?<!\w)(?:tid|medel|ansvarig|syfte|finansiär|finansiering|målgrupp|kontakt|period|kostnad|budget) ?:"
)
_FIELDS = tolerant(
    r"(?<!\w)(?:projekttid|projektperiod|projektledare|projektägare|projektnummer|projekttyp|(?:beviljat|sökt) belopp|"
    rf"(?:beviljade|sökta) medel|medverkande|löptid|tidsperiod) ?:|{_FIELD}.{{1,160}}{_FIELD}"
)
_GRANTED = tolerant(
    r"(?:har |fick |får )?(?:beviljats|beviljades|tilldelats|tilldelades|fått|fick) (?:\w{2,20} ){0,2}?medel (?:till|för|under|\d{4})"
)
_GATHERING = tolerant(
    r"(?:[\w-]{3,20} ){0,2}(?:(?P<projects>(?:\w{0,20}-?)?projekt(?:en)?|ansökningar(?:na)?|studier(?:na)?)|insatser(?:na)?|satsningar(?:na)?)"
    r"(?: i korthet| i sammandrag| var för sig| \d{4})?"
)
# "Kvällsro (Farsta, 450 000 kr)", "Kvällsro (2019–2021)"
_IN_BRACKETS = re.compile(r" \([^()]{0,80}\d{3}[^()]{0,20}\)$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "Studien Maten och minnet. Högskolan fick ..."
_RUN_IN = tolerant(
    r"(?:studien|projektet|insatsen|programmet|delprojektet|förstudien) (?P<name>\w[^.?!:,\d]{3,70}(?:\?|(?=\. [A-ZÅÄÖ])))"
)
_REPORT_OF = tolerant(
    r"(?:slut|del|projekt|utvärderings)(?:rapport|redovisning)(?: \d)?(?:: | [–-] | (?:för|av|från|om) (?=\w{0,20}projekt|studie|utvärdering))"
)
_NUMBER = re.compile(r"^\d[\d.]{0,5} ")
_QUOTE = '”“"’‘»«*_'
_NAMED = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{damaged('(?!del)[a-zé]{0,24}projekt(?:et)?|[a-zé]{0,20}program(?:met)?|(?:programansökan|ansökan|projekt) med titeln')}))"
    rf" (?:(?:kallat|kallad|med namnet|benämnt) )?(?P<open>[{_QUOTE}])(?P<name>[A-ZÅÄÖ][^{_QUOTE}\n]{{3,150}}?)[{_QUOTE}]"
)
_MONEY_AFTER = tolerant(
    r"(?: \([^()]{3,90}\))?(?: ?[:,–-])? {0,9}(?:(?:högst|ca\.?|cirka|drygt|knappt|upp till|maximalt) )?\d{1,3}(?:[ .]\d{3}){0,3} ?(?:kr|tkr|mnkr|kronor)(?!\w)"
)
_SHORT = re.compile(r" ?\([A-ZÅÄÖ]{3,10}\)")
_BARE = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{damaged('(?!del)[a-zé]{0,24}projektet|projekt|projektledare(?:n)? för|[a-zé]{0,20}programmet|forskningsprogram,')})) "
    rf"(?P<name>(?!Projekt)[A-ZÅÄÖ][\w-]{{2,40}}(?: (?:(?:på|i|vid) )?[A-ZÅÄÖ][\w-]{{1,30}}){{0,3}})"
)
_GETS = re.compile(
    rf"[{_QUOTE}](?P<name>[A-ZÅÄÖ][^{_QUOTE}\n]{{3,80}}?)[{_QUOTE}],? "
    rf"(?i:{damaged('(?:som )?(?:har )?(?:får|fick|fått|beviljas|beviljades|beviljats|tilldelas|tilldelades|tilldelats)')})(?!\w)"
)
_NAME_THEN_PROJECT = re.compile(
    rf"(?<!\w)(?P<name>[A-ZÅÄÖ]{{3,10}} [–—-] [^.:;!?,]{{8,90}})\. {damaged('(?:Projektet|Programmet|Studien)')} "
)
# "projekten Nya vägar och Samlad hjälp", "tre projekt, Nya vägar, Kompassen och Samlad hjälp, har"
_SEVERAL = re.compile(
    rf"(?i:{damaged('projekten|(?:projekt|pilotstudier|studier|piloter)[,:]')}) "
    rf"(?P<names>{{name}}(?:, {{name}}){{{{0,8}}}} (?:och|samt) {{name}})".format(
        name=r"[A-ZÅÄÖ][\w-]{2,30}(?: (?!och |samt )[a-zåäö][\w-]{0,20}){0,3}"
    )
)
_ONE_OF = tolerant(
    r"(?:(?:det|den) (?:ena|andra|första|tredje|fjärde|sista)(?: projektet| studien| piloten)?|ett projekt), (?P<name>\w[^,.;:()]{3,80}),"
)
_SOME_WORK = tolerant(_WORK)
_STRONG_INTRO = tolerant(
    r"(?:^|(?<!\w))(?:följande|dessa|nedanstående|två|tre|fyra|fem|sex|sju|åtta|nio|tio|pågående|avslutade|nya|beviljade|"
    r"planerade|tillstyrkta|prioriterade)[^.:]{0,40}?(?:projekt|studier|utvärderingar|kartläggningar|satsningar)(?!\w)"
)
_NO_PROJECTS = tolerant(
    r"områden|kriterier|villkor|krav(?!\w)|frågor|mål(?!\w)|syften|grupper|steg(?!\w)|delar(?!\w)|kommuner|medlemmar|personer"
)
_TABLE_HEAD = tolerant(
    r"(?:nr\.?[ \t]+)?(?:\w{0,20}projekt(?:ets)?(?:namn|titel)?|projektets (?:namn|titel)|insats|satsning|titel|ansökan)(?: {2,}|\t|$| \w{4,20}(?: \w{4,20}){0,4}$)"
)
_NO_ROW = tolerant(
    r"(?:del)?summa|total|återst|varav|övrig|resterande|sammanlag|kvarst|budget|ram(?!\w)|avsatt|beviljat|antal"
)
_LIST_OF_PROJECTS = tolerant(
    r"(?:projekt|studier|utvärderingar|kartläggningar|satsningar)[^.]{0,160}(?::|\. det gäller:)$"
)
_BEGUN = (
    r"(?:har |hade )?(?:\w{2,20} )?(?:påbörjats|initierats|genomförts|inletts|startats|tagits fram|startat|påbörjades|"
    r"initierades|inleddes|startade|avslutats|färdigställts|genomfördes|beställts|pågår|planeras|ska genomföras)"
)
_ABOUT = r"(?:om|av|kring|för|rörande|gällande)"
_NOUN_VERB = tolerant(
    rf"(?:^|(?<=[.!?] ))(?:(?:under|i|sedan|våren|hösten) (?:\w+ ){{1,2}}har )?(?:en|ett) (?P<noun>(?:\w{{3,20}} )?{_WORK})(?P<first> {_ABOUT} [^.;]{{3,120}}?)? "
    rf"{_BEGUN}(?P<rest>[^.;]{{0,240}})"
)
_THE_WORK_OF = tolerant(
    rf"^(?P<noun>{_WORK}(?:en)?) (?P<first>{_ABOUT} [^.;]{{3,140}}?)(?=,? (?:som|genomförs|har|görs|syftar|pågår|är|leds|påbörja|avslut|visar) ?|,)"
)
_PLAN_FOR = tolerant(
    rf"^en projektplan [^.;]{{3,60}}? för (?P<noun>{_WORK}) (?P<first>{_ABOUT} [^.;]{{3,120}})"
)
_ASSIGNED = tolerant(
    r"^(?P<who>[^.;]{2,90}?) (?:har )?(?:fått|fick|givit|gett|ges|får) (?:[^.;]{2,90}? )?(?:i|1|l) uppdrag att (?P<verb>utvärdera|kartlägga|"
    r"utreda|undersöka|följa upp|analysera|utviardera|ta fram en|ta fram ett|genomföra en|genomföra ett|göra en) (?P<first>[^.;]{3,160})"
)
_DONE_BY = tolerant(
    r"^(?P<who>[A-Z]\w{2,30}(?: \w{2,20}){0,2}) har (?P<verb>utvärderat|kartlagt|undersökt|granskat|analyserat) (?P<first>[^.;]{3,120})"
)
_PLANNED = tolerant(
    rf"(?:planeras|påbörjas|påbörjades|inleds|inleddes|startas|startades|initieras|genomförs|genomfördes|görs) (?:\w{{2,12}} )?(?:en|ett)(?: ny(?:tt)?| mindre| större| gemensamt?)? (?P<noun>{_WORK}) "
    rf"(?P<first>{_ABOUT} [^.;]{{3,160}})"
)
_FINANCED = tolerant(
    rf"(?:finansier\w{{1,4}}|användes|används|använts|driver|drev|bedriver|beställt|finansiera,)(?P<between>[^.;]{{0,140}}?),? (?:till )?(?:en|ett)(?: rad| \w{{3,12}})? (?P<noun>(?:\w{{0,20}}studie|\w{{3,24}}projekt|"
    rf"{_WORK})) (?P<first>(?:om|av|kring|för) [^.;]{{3,160}})"
)
_APPLIES = tolerant(
    r"(?:planerar|avser) att (?:ansöka|söka) om medel för att (?:utveckla|ta fram|pröva|utvärdera) (?P<first>[^.;]{3,120})"
)
_SMALL = tolerant(r"(?:i|l|1) ett (?P<noun>(?:fou|forsknings|utvecklings|pilot)-?projekt) som ")
_INSIDE = tolerant(r"inom (?P<field>[\w-]{4,40}(?:området|vården|omsorgen|tjänsten|skolan))")
_VERB_NOUNS = {
    "utv": "Utvärdering av", "kartl": "Kartläggning av", "utr": "Utredning av", "und": "Undersökning av",
    "fol": "Uppföljning av", "ana": "Analys av", "gra": "Granskning av", "ta fr": "", "gen": "", "gor": "",
}  # fmt: skip  # a list reads best as lines of words
_CUT = tolerant(
    r",? (?:som|vilka?|vilket|där|i syfte|med syfte|baserat på|tillsammans med|genom|med stöd|på uppdrag|under \d{4}|"
    r"samt att|och syftar|för att (?!erbjuda|stärka|minska)|enligt|i samverkan|i samarbete|i staden(?! )|i stadens\w{0,3}|i form) ?|, (?!resultat)"
)
MOST = 400
_SKIPPED = {
    "summary",
    "decision",
    "preparation",
    "contents",
    "attachments",
    "references",
    "equality",
    "children",
}
_PREFIX = tolerant(
    r"(?:\d[\d.]{0,5} )?(?:(?:slut|del)(?:rapport|redovisning)(?: \d)?(?::| [–-]| för| av| från) )?(?:fortsättning (?:av|på) )?(?:(?:utvärderingen|projektet|projekt:?|studien) (?:av )?)*"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A project as the paper tells it: title and the stretch of raw text that is about it."""

    title: str
    start: int
    end: int
    rule: str
    confidence: float


def projects(blocks: Sequence[Block], length: int) -> list[Told]:
    """Find the projects of a paper, each once: under the rule that tells most of it."""
    told: list[Told] = []
    named = [*_listed(blocks), *_rows(blocks), *_named(blocks)]
    by_heading = [one for one in _headings(blocks, length) if not _gathers(one, named)]
    for one in [*by_heading, *named, *_sentences(blocks, by_heading)]:
        if len(told) < MOST and not _told_before(one, told):
            told.append(one)
    return sorted(told, key=lambda one: (one.start, one.end))


def _gathers(heading: Told, named: Sequence[Told]) -> bool:
    """Whether what stands under a heading is several projects, none of which has its name."""
    mine = _key(heading.title)
    inside = {_key(one.title) for one in named if heading.start <= one.start < heading.end}
    return len(inside) > 1 and not any(_same_work(mine, other) for other in inside)


def _told_before(one: Told, told: Sequence[Told]) -> bool:
    mine = _key(one.title)
    for other in told:
        theirs = _key(other.title)
        if mine == theirs or (min(len(mine), len(theirs)) > 4 and _same_work(mine, theirs)):
            return True
        if one.rule in {
            "name_in_quotes",
            "bare_name",
            "noun_and_verb",
            "work_of",
            "name_then_project",
            "assigned",
            "done_by",
            "planned",
            "named_together",
            "one_of_several",
        }:
            inside = other.start <= one.start < other.end and other.rule == "heading"
            if inside and one.rule != "name_in_quotes":
                return True
        if (
            (short := _acronym(one.title))
            and short in {one.title, other.title}
            and short == _acronym(other.title)
        ):
            return True
    return False


def _key(title: str) -> str:
    return " ".join(re.findall(r"\w+", folded(title)))


def _within(short: str, long: str) -> bool:
    return f" {short} " in f" {long} "


def _same_work(mine: str, theirs: str) -> bool:
    """Whether one title is the other with more words; an evaluation of a pilot is not the pilot."""
    short, long = sorted((mine, theirs), key=len)
    return _within(short, long) and not re.match(
        rf"(?:utvardering|forstudie)\w* (?:av |for |om )?{re.escape(short)}", long
    )


def _acronym(title: str) -> str:
    found = re.search(r"[A-ZÅÄÖ]{3,10}", title)
    return found[0] if found else ""


def _headings(blocks: Sequence[Block], length: int) -> Iterator[Told]:
    """Headings that are a project's; one between two that are needs less to speak for it."""
    gathered = _gathered(blocks)
    scored: list[tuple[int, Told]] = []
    dated: list[bool] = []
    for place, block in enumerate(blocks):
        if block.shape is not Shape.HEADING or known(block.text) or _is_list_intro(blocks, place):
            continue
        body: list[str] = []
        end = length
        for following in blocks[place + 1 :]:
            if following.shape is Shape.HEADING:
                end = following.start
                break
            if following.shape is not Shape.FOOTNOTE and len(body) < 12:
                body.append(following.text)
        score = _score(block.text, " ".join(body)) + (gathered.get(place, 0) if body else 0)
        dated.append(bool(_YEAR.search(" ".join(body)[:300])))
        scored.append((score, Told(_title(block.text), block.start, end, "heading", 0.0)))
    scores = [score for score, _ in scored]
    for place, (score, one) in enumerate(scored):
        before, after = scores[max(0, place - 2) : place], scores[place + 1 : place + 2]
        beside = bool(before and after) and min(before[-1], *after) >= 3
        after_two = len(before) == 2 and min(before) >= 3 and dated[place]
        between = score in {1, 2} and (beside or after_two)
        if score >= 3 or between:
            yield replace(one, confidence=0.6 if between else min(0.95, 0.55 + 0.1 * score))


def _gathered(blocks: Sequence[Block]) -> dict[int, int]:
    """Headings under one that gathers projects, as their places and how much that speaks for them."""
    found: dict[int, int] = {}
    worth, number = 0, ""
    for place, block in enumerate(blocks):
        if block.shape is not Shape.HEADING:
            continue
        mine = _NUMBER.match(block.text)
        if gathers := _GATHERING.fullmatch(_NUMBER.sub("", block.text)):
            worth, number = (2 if gathers["projects"] else 1), mine[0].rstrip(". ") if mine else ""
        elif known(block.text) or (number and not block.text.startswith(f"{number}.")):
            worth = 0
        elif worth:
            found[place] = worth
    return found


def _is_list_intro(blocks: Sequence[Block], place: int) -> bool:
    """A heading right above another heading gathers what stands under those."""
    return place + 1 < len(blocks) and blocks[place + 1].shape is Shape.HEADING


def _score(heading: str, body: str) -> int:
    """How much speaks for a heading being a project's: how it begins, and what the first lines under it say."""
    if not body:
        return 0
    bare = heading.strip(" " + _QUOTE)
    score = 2 if _STARTS_LIKE_WORK.match(bare) else 0
    opening = body[:450]
    if _ONE_PROJECT.search(opening):
        score += 2
    elif _ONE_PROJECT.search(body):
        score += 1
    if _MONEY_OR_AIM.search(body[:900]):
        score += 1
    if _IN_BRACKETS.search(bare) and _MONEY_AFTER.search(bare):
        score += 2
    if _REPORT_OF.match(bare):
        score += 3
    if _GRANTED.search(body[:250]):
        score += 2
    if _FIELDS.search(opening):
        score += 3
    if score == 2 and _NOUN_VERB.search(opening):
        score += 1
    if any(
        _key(found["name"])[:12] == _key(bare)[:12]
        for found in [*_NAMED.finditer(body), *_BARE.finditer(body)]
    ):
        score += 2
    if _GENERAL.match(_NUMBER.sub("", bare)):
        score -= 3
    return score


def _title(text: str) -> str:
    """A heading as a title: without its number, its quotation marks, "Fortsättning av projektet", and figures in brackets."""
    plain = _IN_BRACKETS.sub("", text.strip(" " + _QUOTE))
    rest = plain[_PREFIX.match(plain).end() :] if _PREFIX.match(plain) else plain  # type: ignore[union-attr]  # just matched
    rest = (
        rest if len(rest) > 3 and (rest[0].isupper() or rest[0] in _QUOTE or plain[:1].isdigit()) else plain
    )
    return rest[:1].upper() + rest[1:]


def _listed(blocks: Sequence[Block]) -> Iterator[Told]:
    """Points of a list that a sentence about projects introduces: each begins like a piece of work, or has its money."""
    intro = strong = False
    for block in blocks:
        if block.shape is Shape.ITEM and (intro or strong):
            text = _bare_item(block.text)
            money = _MONEY_AFTER.search(text)
            title = (text[: money.start()] if money else text).strip()
            begins = _STARTS_LIKE_WORK.match(title) and len(title) < 220 and not title.endswith(".")
            if not begins and strong and not is_title(title) and (end := _TITLE_ENDS.search(title, 3)):
                title = title[: end.start()].strip()
            if begins or ((money or strong) and is_title(title)):
                yield Told(_title(_plain(title)), block.start, block.end, "listed", 0.8)
        elif block.shape is not Shape.ITEM:
            told = block.text[-260:]
            intro = bool(_LIST_OF_PROJECTS.search(told))
            strong = (intro or block.shape is Shape.HEADING) and _promises(told)


def _promises(intro: str) -> bool:
    """Whether what introduces a list says that its points are projects."""
    last = intro.rstrip(":").rsplit(". ", 1)[-1]
    return bool(_STRONG_INTRO.search(last)) and not _NO_PROJECTS.search(last)


def _plain(title: str) -> str:
    """A point's title without what is said of it after a comma."""
    cut = _CUT_ITEM.search(title, 12)
    return title[: cut.start()] if cut else title


def _rows(blocks: Sequence[Block]) -> Iterator[Told]:
    """Rows of a table whose first column is said to be projects."""
    inside = False
    for block in blocks:
        if block.shape is not Shape.ROW:
            inside = bool(_TABLE_HEAD.match(block.text)) and block.shape is not Shape.ITEM
            continue
        if not inside:
            inside = bool(_TABLE_HEAD.match(block.text))
            continue
        columns = re.split(r" {2,}|\t", _without_money(block))
        cells = [cell for cell in columns if not re.fullmatch(r"\d{1,2}[.)]?", cell)]
        title = re.sub(r"^\d{1,2}[.)]? ", "", cells[0]) if cells else ""
        if is_title(title) and not _NO_ROW.match(title):
            yield Told(_title(title), block.start, block.end, "table_row", 0.8)


_TITLE_ENDS = re.compile(r" \(|: |\.(?: |$)| [–—-] (?=\d)")
_CUT_ITEM = tolerant(r", (?:som|i samarbete|i samverkan|tillsammans|med |vid |på uppdrag|genom)")


def _without_money(block: Block) -> str:
    """A row, of a row without columns only what stands before the name or place and the money that end it."""
    money = MONEY_LAST.fullmatch(block.text) if block.lines[0].in_table else None
    if money is None or re.search(r" {2,}|\t", block.text):
        return block.text
    words = block.text[: money.start("money")].split()
    tail = next((place for place, word in enumerate(words) if place > 1 and is_first_name(word)), len(words))
    while tail == len(words) > 2 and words[-1][:1].isupper() and words[-2] not in FUNCTION_WORDS:
        words.pop()
        tail = len(words)
    return " ".join(words[:tail])


def _bare_item(text: str) -> str:
    mark = BULLET.match(text) or NUMBERED.match(text)
    return text[mark.end() :] if mark else text


def _named(blocks: Sequence[Block]) -> Iterator[Told]:
    """Projects and programmes named in quotation marks or by a capital."""
    for place, block in enumerate(blocks):
        if block.shape in {Shape.HEADING, Shape.CONTENTS, Shape.FOOTNOTE, Shape.ROW}:
            continue
        for pattern, rule, confidence in (
            (_NAMED, "name_in_quotes", 0.85), (_GETS, "name_gets", 0.7), (_NAME_THEN_PROJECT, "name_then_project", 0.75), (_BARE, "bare_name", 0.7),
        ):  # fmt: skip  # a list reads best as lines of words
            for match in pattern.finditer(block.text):
                start, end = sentence(block.text, match.start())
                short = _SHORT.match(block.text, match.end())
                title = match["name"].strip() + (short[0].rstrip() if short else "")
                if rule == "bare_name":
                    title += _rest_of_name(block.text, match)
                yield Told(title, *_trimmed(block, start, end), rule, confidence)
        run_in = _RUN_IN.match(block.text)
        if (
            run_in
            and run_in["name"][0].isupper()
            and (run_in["name"][-1] == "?" or not has_verb(run_in["name"]))
        ):
            yield Told(run_in["name"], block.start, block.end, "run_in_title", 0.8)
        for match in _SEVERAL.finditer(block.text):
            span = _trimmed(block, *sentence(block.text, match.start()))
            for name in re.split(r", | och | samt ", match["names"]):
                yield Told(_until_verb(name), *span, "named_together", 0.7)
        for match in _ONE_OF.finditer(block.text):
            before = (blocks[place - 1].text[-200:] if place else "") + block.text[: match.start("name")]
            if match["name"][0].isupper() and _SOME_WORK.search(before):
                span = _trimmed(block, *sentence(block.text, match.start()))
                yield Told(match["name"], *span, "one_of_several", 0.65)


def _rest_of_name(text: str, match: re.Match[str]) -> str:
    """The small letters that a name goes on with: "projektet Tillit i vardagen har" gives " i vardagen"."""
    following = _LOWER.match(text, match.end())
    words = following[0].split() if following else []
    single = " " not in match["name"]
    kept: list[str] = []
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        verb_first = (
            not kept and single and match["name"].endswith(("n", "t")) and word.endswith(("ar", "er"))
        )
        if _says(word) or verb_first or (word == "och" and (kept or not single or not after or _says(after))):
            break
        kept.append(word)
    while kept and kept[-1] in FUNCTION_WORDS:
        kept.pop()
    return "".join(f" {word}" for word in kept)


def _until_verb(name: str) -> str:
    words = name.split()
    kept = next((place for place, word in enumerate(words) if place and _says(word)), len(words))
    return " ".join(words[:kept])


def _says(word: str) -> bool:
    """Whether a word is a verb, or begins what is said of a project rather than its name."""
    return has_verb(word) or word in _NO_NAME or bool(_PAST.fullmatch(word))


_LOWER = re.compile(r"(?: [a-zåäöé][\w-]{0,30}){1,6}")
_PAST = re.compile(r"\w{2,30}(?:ade|ades|ats|dde|ddes|kte|ktes|pte|ptes|ste|stes|nde)")
_NO_NAME_WRITTEN = (
    "som under efter sedan inom tillsammans hos från genom till samt eller men där när vilket vars gick går är "
    "också inte redan nu då därför liksom respektive enligt innan via mellan utan bland "
)
_NO_NAME = frozenset(_NO_NAME_WRITTEN.split())


def _sentences(blocks: Sequence[Block], by_heading: Sequence[Told]) -> Iterator[Told]:
    """Sentences that say that a piece of work was begun, ordered or paid for."""
    section: str | None = None
    for block in blocks:
        if block.shape is Shape.HEADING:
            section = known(block.text)
        if block.shape is not Shape.PARAGRAPH or section in _SKIPPED:
            continue
        text = block.text
        for title, place, rule, confidence, whole in _said(text):
            start, end = (0, len(text)) if whole else sentence(text, place)
            first, last = _trimmed(block, start, end)
            if folded(title).startswith("forstudie"):
                title = _of_its_project(title, first, by_heading)
            yield Told(title, first, last, rule, confidence)


def _of_its_project(title: str, at: int, by_heading: Sequence[Told]) -> str:
    """A preliminary study is named after the project under whose heading it is told."""
    return next((f"Förstudie: {one.title}" for one in by_heading if one.start <= at < one.end), title)


def _said(text: str) -> Iterator[tuple[str, int, str, float, bool]]:
    """What a paragraph says was done, as (title, place, rule, confidence, whether all of the paragraph tells about it)."""
    if match := _PLAN_FOR.match(text):
        yield _composed(match["noun"], match["first"]), 0, "plan_for", 0.75, True
    elif match := _THE_WORK_OF.match(text):
        noun = (
            match["noun"].removesuffix("en")
            if match["noun"].casefold().endswith(("ingen", "ien"))
            else match["noun"]
        )
        yield _composed(noun, match["first"]), 0, "work_of", 0.75, True
    elif match := _ASSIGNED.match(text):
        yield _done(match["verb"], match["first"]), 0, "assigned", 0.75, True
    elif match := _DONE_BY.match(text):
        yield _done(match["verb"], match["first"]), 0, "done_by", 0.75, True
    else:
        for match in _NOUN_VERB.finditer(text):
            about = match["first"] or _after_about(match["rest"])
            if about:
                yield _composed(match["noun"], about), match.start(), "noun_and_verb", 0.7, match.start() == 0
    for match in _PLANNED.finditer(text):
        yield _composed(match["noun"], match["first"]), match.start(), "planned", 0.7, False
    for match in _FINANCED.finditer(text):
        yield _composed(match["noun"], match["first"]), match.start(), "financed", 0.7, False
    for match in _APPLIES.finditer(text):
        yield _shortened(match["first"]), match.start(), "applies_for", 0.6, False
    for match in _SMALL.finditer(text):
        start, _ = sentence(text, match.start())
        if field := _INSIDE.search(text, start, match.start()):
            yield f"{match['noun']} inom {field['field']}", match.start(), "small_project", 0.6, False


def _after_about(rest: str) -> str | None:
    found = tolerant(rf"(?<!\w)(?P<about>{_ABOUT} [^.;]{{3,160}})").search(rest)
    return found["about"] if found else None


def _composed(noun: str, about: str) -> str:
    return _shortened(f"{noun} {about.strip()}")


def _done(verb: str, first: str) -> str:
    plain = folded(verb)
    begun = next((noun for start, noun in _VERB_NOUNS.items() if plain.startswith(start)), "Utvärdering av")
    return _shortened(f"{begun} {first}".strip())


def _shortened(title: str) -> str:
    """A title ends where the sentence goes on to say how, with whom or why."""
    cut = _CUT.search(title, 12)
    plain = (title[: cut.start()] if cut else title).strip(" ,:–—-" + _QUOTE)
    words = plain.split()
    while len(words) > 2 and folded(words[-1]) in {"och", "i", "av", "for", "med", "pa", "till", "om", "den"}:
        words.pop()
    plain = " ".join(words[:22])
    return plain[:1].upper() + plain[1:]


def _trimmed(block: Block, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and block.text[start] == " ":
        start += 1
    return block.run.span(start, end)
