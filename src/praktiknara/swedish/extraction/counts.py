"""Counts with what was counted, and shares in per cent."""

import re
from collections.abc import Iterator

from praktiknara.swedish.extraction.numbers import DIGITS, FIGURES, WORD, number
from praktiknara.swedish.extraction.qualifiers import qualifier
from praktiknara.swedish.extraction.spelling import folded, tolerant
from praktiknara.swedish.extraction.values import Found, Kind

_SHARE = re.compile(
    rf"(?:(?:(?P<from>{DIGITS}) ?[-–] ?)|(?:(?:mellan|från) (?P<low>{DIGITS}) (?:och|till) ))?(?P<number>(?<![\d,.]){FIGURES}|(?<!\w)(?:{WORD})(?!\w)) ?(?P<unit>procent(?!\w)|%)",
    re.IGNORECASE,
)
_FRACTION = tolerant(
    r"(?<!\w)(?P<top>en|två|tre) (?P<part>tredjedel|fjärdedel|femtedel|tiondel)(?:ar)?(?!\w)"
)
_PARTS = {"tre": 3, "fja": 4, "fje": 4, "fjd": 4, "fem": 5, "tio": 10}
_COUNT = tolerant(
    rf"(?P<number>(?<![\w§+])(?:{DIGITS})|(?<!\w)(?:{WORD})(?!\w)) (?P<adjective>(?:\w{{2,20}}[ae] |st(?:ycken|\.)? )?)"
    r"(?P<noun>[^\W\d]{1,10}/?-?[^\W\d]{2,40}(?:[/-][^\W\d]{2,30})?)"
)
_OF_ALL = tolerant(rf"(?<=\(av )(?P<number>{DIGITS})(?= totalt)")
_NOT_COUNTED_WRITTEN = (
    "procent ar aret ars kronor krona kr miljoner miljon miljarder miljard tusen tkr mnkr mkr "
    "procentenheter och eller som till av for i pa med om att det den de en ett han hon samt har var vid "
    "fran under inom kan ska kap kapitlet manader manad manaders veckor dagar dag timmar timme minuter "
    "gang ganger exkl inkl exklusive inklusive januari februari mars april maj juni juli augusti "
    "september oktober november december stycket punkten bilaga sidan sida sidor mot dar nar hur men "
    "vilket dock enligt arligen totalt genom kommer fick far gav ger blev finns grader meter kilometer cm "
    "mg tredjedel tredjedelar fjardedel euro sek moms forsta andra tredje maximalt hogst bor skulle hade "
    "visar redovisas beslutades fattades utover dess delar sagt minst alder aldrar sig "
)
_NOT_COUNTED = frozenset(_NOT_COUNTED_WRITTEN.split())
_ENDINGS = re.compile(
    r"(?:or|ar|er|n|en|st|k|rn|ent|an|al|am|em|jekt|de|re|are|ande|ende|s|lag|ad|et|gg|ak|b|rt|d)"
)


def shares(text: str) -> Iterator[Found]:
    """Find shares in per cent, between nothing and all or not."""
    for match in _SHARE.finditer(text):
        if lower := match["from"] or match["low"]:
            place = match.start("from") if match["from"] else match.start("low")
            yield Found(
                Kind.SHARE, _plain(number(lower)), place, match.end(), "percent_range", 0.85, "percent"
            )
        value = number(match["number"])
        place = match.start("number")
        yield Found(
            Kind.SHARE, _plain(value), place, match.end(), "percent", 0.95, "percent", _about(text, place)
        )
    for match in _FRACTION.finditer(text):
        part = _PARTS.get(folded(match["part"])[:3])
        if part:
            share = round(100 * number(match["top"]) / part, 1)
            yield Found(Kind.SHARE, share, *match.span(), "fraction", 0.75, "percent")


def counts(text: str) -> Iterator[Found]:
    """Find how many of what; one is not counted, since "en" and "1" are most often something else."""
    for match in _COUNT.finditer(text):
        written = match["number"]
        value = number(written)
        noun = match["noun"] if match["noun"][:2].isupper() else match["noun"].casefold()
        end = match.end()
        if _not_a_thing(noun) and match["adjective"].strip():
            # What was taken for an adjective is the noun: "212 medarbetare under hösten".
            noun, end = match["adjective"].strip().casefold(), match.end("adjective") - 1
        elif match["adjective"] and folded(match["adjective"]).split()[0] in _NOT_COUNTED:
            continue
        if value < 2 or value != int(value) or _not_a_thing(noun) or _is_label(text, match.start()):
            continue
        digits = written[:1].isdigit()
        details: dict[str, object] = dict(_about(text, match.start()))
        if digits and written[0] == "0":
            details["leading_zero"] = True
        if digits and re.fullmatch(r"(?:19|20)\d\d", written):
            continue
        rule, confidence = ("count", 0.85) if digits else ("count_in_words", 0.75)
        yield Found(Kind.COUNT, int(value), match.start(), end, rule, confidence, noun, details)
    for match in _OF_ALL.finditer(text):
        yield Found(Kind.COUNT, int(number(match["number"])), *match.span(), "count_of_all", 0.8, "totalt")


def _not_a_thing(noun: str) -> bool:
    """Whether a word is a unit of its own kind of value, or no noun at all."""
    plain = folded(noun)
    return (
        plain in _NOT_COUNTED or len(plain) < 3 or plain.endswith("ariga") or not _ENDINGS.search(plain[-4:])
    )


def _is_label(text: str, at: int) -> bool:
    """Whether the number names something ("bilaga 2", "kapitel 4", "punkt 3", "20-29 år") rather than counts it."""
    before = text[max(0, at - 14) : at].casefold().rstrip(" ")
    return before.endswith(("bilaga", "kap", "kapitel", "punkt", "steg", "fas", "nr", "nivå", "tabell", "figur", "§", "sid",
                            "programområde", "-", "–", "år", "mål", "del", ":"))  # fmt: skip  # a list reads best as lines of words


def _about(text: str, at: int) -> dict[str, str]:
    told = qualifier(text[max(0, at - 60) : at])
    return {"qualifier": told} if told else {}


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value
