"""What every way of telling a project shares: its title, when two titles are one work, and where it stands."""

import re
from dataclasses import dataclass

from praktiknara.swedish.extraction.blocks import Block
from praktiknara.swedish.extraction.spelling import damaged, folded, tolerant

WORK = (
    r"(?:\w{2,30}(?:studie|projekt|utvärdering|kartläggning|uppföljning|granskning|analys|undersökning|försök|pilot)"
    r"|följeforskning|studie|utvärdering|kartläggning|uppföljning|granskning|analys|undersökning|utredning|förstudie|pilot|projekt)"
)


# A piece of work that is not called a project, where its name follows: "studien Anhörigas röst"
THE_WORK = "aktstudien|intervjustudien|registerstudien|studien|utvärderingen|kartläggningen|piloten|försöket|förstudien|uppföljningen|utvecklingsarbetet"


STARTS_LIKE_WORK = tolerant(
    rf"(?:\d[\d.]{{0,5}} )?(?:{WORK} (?:av|om|kring|för|inom|i) |{WORK} [A-ZÅÄÖ]|"
    r"implementering(?:en)? av|införande(?:t)? av|utveckling av|vidareutveckling av|fortsättning (?:av|på)|"
    r"kartläggning och|pilotprojekt|projektet |projekt:|pilot(?:en)?[: ]|stärkt |metodutveckling|stöd till|modell för)"
)


# "Kvällsro (Farsta, 450 000 kr)", "Kvällsro (2019–2021)"
IN_BRACKETS = re.compile(r" \([^()]{0,80}\d{3}[^()]{0,20}\)$")


QUOTE = '”“"’‘»«*_'


NAMED = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{damaged('(?!del)[a-zé]{0,24}projekt(?:et)?|[a-zé]{0,20}program(?:met)?|' + THE_WORK + '|(?:programansökan|ansökan|projekt) med titeln')}))"
    rf" (?:(?:kallat|kallad|med namnet|benämnt) )?(?P<open>[{QUOTE}])(?P<name>[A-ZÅÄÖ][^{QUOTE}\n]{{3,150}}?)[{QUOTE}]"
)


MONEY_AFTER = tolerant(
    r"(?: \([^()]{3,90}\))?(?: ?[:,–-])? {0,9}(?:(?:högst|ca\.?|cirka|drygt|knappt|upp till|maximalt) )?\d{1,3}(?:[ .]\d{3}){0,3} ?(?:kr|tkr|mnkr|kronor)(?!\w)"
)


CAPITAL_NAME = r"(?P<name>(?!Projekt)[A-ZÅÄÖ][\w-]{2,40}(?: (?:(?:på|i|vid) )?[A-ZÅÄÖ][\w-]{1,30}){0,3})"


BARE = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{damaged('(?!del)[a-zé]{0,24}projektet|projekt|projektledare(?:n)? för|[a-zé]{0,20}programmet|forskningsprogram,')})) "
    rf"{CAPITAL_NAME}"
)


_BEGUN = (
    r"(?:har |hade )?(?:\w{2,20} )?(?:påbörjats|initierats|genomförts|inletts|startats|tagits fram|startat|påbörjades|"
    r"initierades|inleddes|startade|avslutats|färdigställts|genomfördes|beställts|pågår|planeras|ska genomföras)"
)


ABOUT = r"(?:om|av|kring|för|rörande|gällande)"


NOUN_VERB = tolerant(
    rf"(?:^|(?<=[.!?] ))(?:(?:under|i|sedan|våren|hösten) (?:\w+ ){{1,2}}har )?(?:en|ett) (?P<noun>(?:\w{{3,20}} )?{WORK})(?P<first> {ABOUT} [^.;]{{3,120}}?)? "
    rf"{_BEGUN}(?P<rest>[^.;]{{0,240}})"
)


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


def key_of(title: str) -> str:
    """A title's words, folded, by which two titles are compared."""
    return " ".join(re.findall(r"\w+", folded(title)))


def _within(short: str, long: str) -> bool:
    return f" {short} " in f" {long} "


def same_work(mine: str, theirs: str) -> bool:
    """Whether one title is the other with more words; an evaluation of a pilot is not the pilot."""
    short, long = sorted((mine, theirs), key=len)
    return _within(short, long) and not re.match(
        rf"(?:utvardering|forstudie)\w* (?:av |for |om )?{re.escape(short)}", long
    )


def acronym(title: str) -> str:
    """The first word of three capitals or more, or nothing."""
    found = re.search(r"[A-ZÅÄÖ]{3,10}", title)
    return found[0] if found else ""


def title_of(text: str) -> str:
    """A heading as a title: without its number, its quotation marks, "Fortsättning av projektet", and figures in brackets."""
    plain = IN_BRACKETS.sub("", text.strip(" " + QUOTE))
    rest = plain[_PREFIX.match(plain).end() :] if _PREFIX.match(plain) else plain  # type: ignore[union-attr]  # just matched
    rest = rest if len(rest) > 3 and (rest[0].isupper() or rest[0] in QUOTE or plain[:1].isdigit()) else plain
    return rest[:1].upper() + rest[1:]


def trimmed(block: Block, start: int, end: int) -> tuple[int, int]:
    """A stretch of a block without the spaces round it."""
    while start < end - 1 and block.text[start] == " ":
        start += 1
    return block.run.span(start, end)
