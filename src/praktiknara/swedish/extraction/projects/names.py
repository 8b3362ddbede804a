"""Projects that are named in running text."""

import re
from collections.abc import Iterator, Sequence

from praktiknara.swedish.extraction.blocks import Block, Shape
from praktiknara.swedish.extraction.headings import has_verb
from praktiknara.swedish.extraction.lines import FUNCTION_WORDS
from praktiknara.swedish.extraction.projects.shared import (
    BARE,
    CAPITAL_NAME,
    NAMED,
    QUOTE,
    THE_WORK,
    WORK,
    Told,
    trimmed,
)
from praktiknara.swedish.extraction.spelling import damaged, sentence, tolerant

# "Studien Maten och minnet. Högskolan fick ..."
_RUN_IN = tolerant(
    r"(?:studien|projektet|insatsen|programmet|delprojektet|förstudien) (?P<name>\w[^.?!:,\d]{3,70}(?:\?|(?=\. [A-ZÅÄÖ])))"
)


_SHORT = re.compile(r" ?\([A-ZÅÄÖ]{3,10}\)")


_GETS = re.compile(
    rf"[{QUOTE}](?P<name>[A-ZÅÄÖ][^{QUOTE}\n]{{3,80}}?)[{QUOTE}],? "
    rf"(?i:{damaged('(?:som )?(?:har )?(?:får|fick|fått|beviljas|beviljades|beviljats|tilldelas|tilldelades|tilldelats|prövas|prövades|genomfördes|utvärderas|utvärderades|startade|avslutades|riktade sig|riktar sig|vände sig|vänder sig|syftade till|syftar till|handlade om|handlar om|omfattade|omfattar|har (?:genomförts|prövats|bedrivits|drivits|utvärderats))')})(?!\w)"
)


# "genomfördes ”Kartläggning av ensamhet”", "det största projektet var ”Bo kvar”", "”Rätt till arbete”, en försöksverksamhet"
_QUOTED = re.compile(
    rf"(?:(?<!\w)(?i:{damaged('genomfördes|genomförs|startade|startar|pågår|pågick|drivs|drevs|avslutades|inom ramen för|under rubriken|(?:projektet|projekten|studien|satsningen|piloten) (?:var|är|heter|hette)')}) "
    rf"[{QUOTE}](?P<name>[A-ZÅÄÖ][^{QUOTE}\n]{{3,120}}?)[{QUOTE}]"
    rf"|[{QUOTE}](?P<second>[A-ZÅÄÖ][^{QUOTE}\n]{{3,120}}?)[{QUOTE}], (?i:(?:en|ett) (?:\w{{2,20}} ){{0,2}}?(?:{damaged(WORK)}|{damaged('försöksverksamhet|arbetsmodell')}))(?!\w))"
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


_SOME_WORK = tolerant(WORK)

# "påbörja Äldre i LSS-boende, en kartläggning av": a name in the middle of a sentence, and what it is
_NAME = r"[A-ZÅÄÖ][\w-]{2,30}(?: (?!en |ett )[\wåäöÅÄÖ-]{1,24}){1,8}"
_NAME_THEN_WORK = re.compile(
    rf"(?<=[a-zåäö] )(?P<name>{_NAME}), (?i:(?:en|ett) (?:\w{{2,20}} ){{0,2}}?{damaged(WORK)})(?!\w)"
)
# "Försöket, som fått namnet Måltiden som möte, har"
_GIVEN_NAME = re.compile(
    rf"(?i:{damaged('(?:fått|har|bär|med) namnet|kallas(?: för)?|kallat|kallad')}) (?P<name>{_NAME})(?=,|\.| \()"
)
# "studien Anhörigas röst, som bygger", "Utvärderingen Egen nyckel, som gällde"
_WORK_THEN_NAME = re.compile(rf"(?<!\w)(?i:{damaged(THE_WORK)}) {CAPITAL_NAME}")


def by_name(blocks: Sequence[Block]) -> Iterator[Told]:
    """Projects and programmes named in quotation marks or by a capital."""
    for place, block in enumerate(blocks):
        if block.shape in {Shape.HEADING, Shape.CONTENTS, Shape.FOOTNOTE, Shape.ROW}:
            continue
        for pattern, rule, confidence in (
            (NAMED, "name_in_quotes", 0.85), (_GETS, "name_gets", 0.7), (_NAME_THEN_PROJECT, "name_then_project", 0.75), (BARE, "bare_name", 0.7),
            (_WORK_THEN_NAME, "bare_name", 0.65), (_NAME_THEN_WORK, "name_then_work", 0.7), (_GIVEN_NAME, "given_name", 0.75),
        ):  # fmt: skip  # a list reads best as lines of words
            for match in pattern.finditer(block.text):
                start, end = sentence(block.text, match.start())
                short = _SHORT.match(block.text, match.end())
                title = match["name"].strip() + (short[0].rstrip() if short else "")
                if rule == "bare_name":
                    title += _rest_of_name(block.text, match)
                    if pattern is _WORK_THEN_NAME and " " not in title:
                        continue
                elif rule == "name_then_work" and has_verb(title):
                    continue
                yield Told(title, *trimmed(block, start, end), rule, confidence)
        run_in = _RUN_IN.match(block.text)
        if (
            run_in
            and run_in["name"][0].isupper()
            and (run_in["name"][-1] == "?" or not has_verb(run_in["name"]))
        ):
            yield Told(run_in["name"], block.start, block.end, "run_in_title", 0.8)
        for match in _QUOTED.finditer(block.text):
            title = match["name"] or match["second"]
            yield Told(title, *trimmed(block, *sentence(block.text, match.start())), "name_in_quotes", 0.75)
        for match in _SEVERAL.finditer(block.text):
            span = trimmed(block, *sentence(block.text, match.start()))
            for name in re.split(r", | och | samt ", match["names"]):
                yield Told(_until_verb(name), *span, "named_together", 0.7)
        for match in _ONE_OF.finditer(block.text):
            before = (blocks[place - 1].text[-200:] if place else "") + block.text[: match.start("name")]
            if match["name"][0].isupper() and _SOME_WORK.search(before):
                span = trimmed(block, *sentence(block.text, match.start()))
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
