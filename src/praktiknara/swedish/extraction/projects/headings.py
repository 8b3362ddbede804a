"""Projects that have a heading of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from praktiknara.swedish.extraction.blocks import Block, Shape
from praktiknara.swedish.extraction.headings import known
from praktiknara.swedish.extraction.projects.shared import (
    BARE,
    IN_BRACKETS,
    MONEY_AFTER,
    NAMED,
    NOUN_VERB,
    QUOTE,
    STARTS_LIKE_WORK,
    Told,
    key_of,
    title_of,
)
from praktiknara.swedish.extraction.spelling import tolerant

_GENERAL = tolerant(
    r"(?:summa|totalt|utbildning(?:en|ar|sdagar)?$|utlysning|redovisning|medel|övriga?|budget|nya|strategi|förslag|lokala utvecklingsmedel|rekvirering|"
    r"programområde|organis|inledning|innehåll|bilag|fokusområde|prioriter|ansökning|beslut|forsknings- och utvecklings|"
    r"fou|lum|fum|mul|must|eu|samarbete|samverkan med|kunskapsbank|forskning|pågående|avslutade|projekt(?:en)?(?: \d{4})?$|projekten |de |"
    r"årsrapport|rapport|plan|inriktning|utveckling av arbetssätt|budgetuppdrag|socialförvaltning|socialnämnd|medverk|"
    r"spridning|motivering|yrkande|beslutsgång|reservation|lärdom|erfarenhet|slutsats|nätverk|seminari|konferens|uppföljning av (?:planen|föregående|målen|budget)|sammanfatt|tidplan|processen)"
)


_ONE_PROJECT = tolerant(
    r"(?<!\w)(?:\w{0,20}projektet|projektets|studien|studiens|utvärderingen|kartläggningen|förstudien|piloten|"
    r"forskningsprogram(?:met|mets)?|försöket|insatsen utvärderas|uppföljningen|delrapporten|slutrapporten)(?!\w)"
)


_MONEY_OR_AIM = tolerant(
    r"bevilja\w{1,3} medel|finansier|syft(?:et|ar|at|e)|beviljades|får (?:finansiering|medel)|kosta|kostnad|avsätts|handledare är|ansvarig är|projektledare|följs (?:upp )?(?:av|genom)|utvärderas|ansökan (?:gäller|avser|från)|projektägare|pågår|har pågått|genomförs|genomfördes|har genomförts|leds av|leddes av|startade|startar|pågick"
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
    r"(?:[\w-]{2,20} ){0,4}?(?P<projects>(?:\w{0,20}-?)?projekt(?:en)?|ansökningar(?:na)?|studier(?:na)?|insatser(?:na)?|satsningar(?:na)?)"
    r"(?: i korthet| i sammandrag| var för sig| \d{4}(?:[–-]\d{4})?| (?:under|inom|i|som|med|för) [\w -]{3,60})?"
)


# "I planen ingår både pågående och nya projekt."
_PROMISE = tolerant(
    r"(?:ingår|omfattar|omfattas|redovisas|beskrivs|presenteras|pågår|följer|följande|består av|varje|fördelas)[^.]{0,70}?(?<!\w)(?:\w{0,20}-?projekt|studier|utvärderingar)(?!\w)"
)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


_REPORT_OF = tolerant(
    r"(?:slut|del|projekt|utvärderings)(?:rapport|redovisning)(?: \d)?(?:: | [–-] | (?:för|av|från|om) (?=\w{0,20}projekt|studie|utvärdering))"
)


_NUMBER = re.compile(r"^\d[\d.]{0,5} ")


def under_headings(blocks: Sequence[Block], length: int) -> Iterator[Told]:
    """Headings that are a project's; one between two that are needs less to speak for it."""
    gathered = _gathered(blocks)
    scored: list[tuple[int, Told]] = []
    dated: list[bool] = []
    numbers: list[str] = []
    for place, block in enumerate(blocks):
        if block.shape is not Shape.HEADING or known(block.text) or _is_list_intro(blocks, place):
            continue
        if gathers_projects(block.text):
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
        numbers.append(found[0] if (found := _NUMBER.match(block.text)) else "")
        dated.append(bool(_YEAR.search(" ".join(body)[:300])))
        scored.append((score, Told(title_of(block.text), block.start, end, "heading", 0.0)))
    scores = _numbered_alike([score for score, _ in scored], numbers)
    scored = [(score, one) for score, (_, one) in zip(scores, scored, strict=True)]
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
            if block.shape is Shape.PARAGRAPH and not worth and _PROMISE.search(block.text[-300:]):
                worth, number = 1, ""
            continue
        mine = _NUMBER.match(block.text)
        if gathers := _GATHERING.fullmatch(_NUMBER.sub("", block.text)):
            sure = (
                gathers["projects"]
                .casefold()
                .endswith(("projekt", "projekten", "na", "studier", "ansökningar"))
            )
            worth, number = (2 if sure else 1), mine[0].rstrip(". ") if mine else ""
        elif known(block.text) or (number and not block.text.startswith(f"{number}.")):
            worth = 0
        elif worth:
            found[place] = worth + (worth > 1 and mine is not None)  # one of a numbered row of projects
    return found


def _numbered_alike(scores: list[int], numbers: list[str]) -> list[int]:
    """Raise the headings of a numbered row most of which are projects' to what a project needs."""
    rows: dict[tuple[str, int], list[int]] = {}
    row = 0
    for place, number in enumerate(numbers):
        parent, _, last = number.strip(" .").rpartition(".")
        row += last == "1"
        if last:
            rows.setdefault((parent, row), []).append(place)
    raised = list(scores)
    for places in rows.values():
        if len(places) > 2 and sum(scores[place] >= 2 for place in places) >= 0.6 * len(places):
            for place in places:
                raised[place] = max(scores[place], 3 if scores[place] >= 0 else scores[place])
    return raised


def gathers_projects(heading: str) -> bool:
    """Whether a heading says that projects are told under it."""
    return bool(_GATHERING.fullmatch(_NUMBER.sub("", heading)))


def _is_list_intro(blocks: Sequence[Block], place: int) -> bool:
    """A heading right above another heading gathers what stands under those."""
    return place + 1 < len(blocks) and blocks[place + 1].shape is Shape.HEADING


def _score(heading: str, body: str) -> int:
    """How much speaks for a heading being a project's: how it begins, and what the first lines under it say."""
    if not body:
        return 0
    bare = heading.strip(" " + QUOTE)
    score = 2 if STARTS_LIKE_WORK.match(bare) else 0
    opening = body[:450]
    if _ONE_PROJECT.search(opening):
        score += 2
    elif _ONE_PROJECT.search(body):
        score += 1
    if _MONEY_OR_AIM.search(body[:900]):
        score += 1
    if IN_BRACKETS.search(bare) and MONEY_AFTER.search(bare):
        score += 2
    if _REPORT_OF.match(bare):
        score += 3
    if _GRANTED.search(body[:250]):
        score += 2
    if _FIELDS.search(opening):
        score += 3
    if score == 2 and NOUN_VERB.search(opening):
        score += 1
    if any(
        key_of(found["name"])[:12] == key_of(bare)[:12]
        for found in [*NAMED.finditer(body), *BARE.finditer(body)]
    ):
        score += 2
    if _GENERAL.match(_NUMBER.sub("", bare)):
        score -= 3
    return score
