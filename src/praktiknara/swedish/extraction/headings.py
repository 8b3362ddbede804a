"""Which lines are headings: those that papers share, and those that stand alone and end nowhere."""

import re

from praktiknara.swedish.extraction.lines import BULLET, FUNCTION_WORDS, Line
from praktiknara.swedish.extraction.spelling import damaged, folded

_KNOWN = {
    "summary": "sammanfattning|sammanfattande bedömning",
    "background": "bakgrund|inledning|bakgrund och syfte",
    "preparation": "ärendets beredning|beredning",
    "case": "ärendet(?::.{1,80})?|ärendebeskrivning|beskrivning av ärendet",
    "decision": "(?:förvaltningens |nämndens |stadsdelsförvaltningens |kontorets )?förslag till beslut|beslut|beslutsförslag",
    "attachments": "bilagor|bilaga(?: \\d{1,2})?|bilageförteckning|beslutsunderlag",
    "contents": "innehåll|innehållsförteckning",
    "views": "(?:\\w{3,30}s )?synpunkter(?: och förslag)?|(?:\\w{3,30}s )?bedömning|analys och bedömning",
    "equality": "jämställdhetsanalys|konsekvenser för jämställdhet",
    "children": "barnkonsekvensanalys|konsekvenser för barn|barnets bästa",
    "economy": "ekonomi|ekonomiska konsekvenser|budget|finansiering|kostnader",
    "references": "referenser|källor|litteratur|källförteckning|noter",
    "purpose": "syfte|mål|syfte och mål|uppdrag|uppdraget",
    "method": "metod|genomförande|tillvägagångssätt|arbetssätt",
    "result": "resultat|slutsatser?|diskussion|resultat och slutsatser|lärdomar",
    "other": "övrigt|framåtblick|tidplan|tidsplan|uppföljning|organisation|organisering och uppdrag|målgrupp|sändlista",
}
KNOWN = {
    key: re.compile(rf"(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.? )?(?:{damaged(words)}) ?:?", re.IGNORECASE)
    for key, words in _KNOWN.items()
}
_VERBS_WRITTEN = (
    "ar er dr ér &r har hade ska skall skulle kan kunde kommer far fick bor maste vill avser foreslar "
    "foreslas beslutar beslutade godkanner overlamnar delger delges fordelar ansvarar genomfor genomfors "
    "beviljas beviljades syftar innebar handlar pagar pagick drivs bedrivs ingar bestar omfattar visar "
    "redovisas redovisar framgar menar anser bidrar finns fanns blev blir gav ger var utgor galler deltar "
    "deltog arbetar samverkar utlyser utlystes leds leder avslutades avslutas startade startar paborjades "
    "tilldelas tilldelades erholl antog anger beskriver behover anvander anvands beviljade genomforde "
    "behandlade behandlar tillstyrkte riktar erbjuder erbjuds presenteras sammanfattas utgar utfors "
    "utvarderas planeras planerar baseras skedde sker gors gjorde gor tog tar satsar kostar kostade vander "
    "provar prövar provade testar testade utvecklar undersoker foljer hjalper ledde motte vande moter "
)
_VERBS = frozenset(_VERBS_WRITTEN.split())
_PASSIVE = re.compile(r"\w{2,30}(?:ades|erats)")
_IS_WRITTEN = "ar er dr ér &r 4r"
_IS = frozenset(_IS_WRITTEN.split())  # "är", but also "år" beside a number


def known(text: str) -> str | None:
    """Name the heading that papers share, when this is one."""
    if len(text) > 120 or text[:1].islower():
        return None
    return next((key for key, pattern in KNOWN.items() if pattern.fullmatch(text)), None)


def has_verb(text: str) -> bool:
    """Whether a line says something: it has a finite verb outside a clause that begins with "som"."""
    words = ["", *(word.strip(".,:;()”\"'") for word in folded(text).split()), ""]
    said = [
        place
        for place, word in enumerate(words)
        if (word in _VERBS or _PASSIVE.fullmatch(word))
        and not _is_year(words[place - 1], word, words[place + 1])
    ]
    # "Unga som varken arbetar eller studerar": verbs close after "som" say what the unga are
    return any("som" not in words[max(0, place - 3) : place] for place in said)


def _is_year(before: str, word: str, after: str) -> bool:
    """Whether what may be "är" is "år": a number stands beside it."""
    return word in _IS and (before[-1:].isdigit() or after[:4].isdigit())


def is_title(text: str) -> bool:
    """Whether a text can be a heading: it begins like one, says nothing, and ends nowhere."""
    plain = text.strip(" *_”\"’'")
    words = plain.split()
    if not 2 < len(plain) <= 220 or len(words) > 26 or plain.endswith((".", ",", ";", ":", "!", "-")):
        return False
    if not (plain[0].isupper() or re.match(r"\d{1,2}(?:\.\d{1,2}){0,3}\.? [A-ZÅÄÖ]", plain)) or BULLET.match(
        plain
    ):
        return False
    if words[-1].casefold() in FUNCTION_WORDS or not any(
        len(word) > 2 and word[:3].isalpha() for word in words
    ):
        return False
    if re.search(
        r"@|www\.|\d{2,4}[- ]\d{2,3} \d{2}|^(?!(?i:slut|del|projekt)rapport)\S+(?: \S+)?: \S", plain
    ) or ". " in re.sub(r"^\S{1,8} ", "", plain):
        return False
    return not has_verb(plain)


def heading_lines(lines: list[Line], width: int) -> int:
    """Count the lines at the top of a paragraph that are its heading; 0 when it has none."""
    for count in range(1, min(4, len(lines)) + 1):
        text = _as_one(lines[:count])
        if known(text):
            return count
        if count == len(lines):
            return count if is_title(text) else 0
        following = lines[count]
        if not (following.text[:1].isupper() or following.is_item) or not is_title(text):
            continue
        room = width - len(lines[count - 1].text) - 1
        broken_on_purpose = len(following.text.split(None, 1)[0]) <= room - 1 or following.is_item
        alone = count == 1 and len(lines[0].text) <= 0.85 * width and has_verb(following.text)
        if broken_on_purpose or alone:
            return count
    return 0


def _as_one(lines: list[Line]) -> str:
    text = ""
    for line in lines:
        hyphened = text.endswith("-") and line.text[:1].islower()
        text = text[:-1] + line.text if hyphened else f"{text} {line.text}".strip()
    return text
