"""Periods from one year or month to another; years that something begins or ends with; how long it lasts."""

import re
from collections.abc import Iterator

from praktiknara.swedish.extraction.dates import MONTH, YEAR, month_number
from praktiknara.swedish.extraction.numbers import WORD, number
from praktiknara.swedish.extraction.spelling import sentence, tolerant
from praktiknara.swedish.extraction.values import Found, Kind

_SEASON = "våren|hösten|sommaren|vintern|vårterminen|höstterminen|vt|ht|början av|mitten av|slutet av"
_POINT = rf"(?:(?:i |den )?(?:\d{{1,2}} )?(?:{MONTH}),? |(?:{_SEASON}|årsskiftet) )?(?:år )?"
_TO = r"(?: ?[-–—] ?|–| till och med | t ?\.?o\.?m\.? | tom\.? | till | fram till )"
_MONTH = re.compile(rf"(?<!\w)(?:{MONTH})(?!\w)", re.IGNORECASE)
_RANGE = tolerant(
    rf"(?<![\d/.:-])(?P<first>{_POINT}(?P<start>{YEAR}))(?P<to>{_TO})(?P<last>{_POINT}(?P<end>{YEAR}|\d\d(?![\d%])))(?![/:-]|,\d)"
)
_BOTH = tolerant(
    rf"(?<![\d/.:-])(?P<first>(?:(?:{_SEASON}) )?(?P<start>{YEAR}))(?: och | samt | & )(?:år )?(?P<last>(?:(?:{_SEASON}) )?(?P<end>{YEAR}))(?![/:-])"
)
_BETWEEN = tolerant(
    rf"(?<!\w)mellan (?:åren )?(?P<first>{_POINT}(?P<start>{YEAR})) och (?P<last>{_POINT}(?P<end>{YEAR}))(?![/:-])"
)
# "mars–juni 2021", "den 1 mars till den 31 maj 2021": the year is told once
_ONE_YEAR = tolerant(
    rf"(?<![\w.])(?:(?:den )?\d{{1,2}} )?(?P<start>{MONTH})(?:{_TO}|(?P<and> och ))(?:(?:den )?\d{{1,2}} )?(?P<end>{MONTH}),? (?:år )?(?P<year>{YEAR})(?![/:-])"
)
_SEASONS = tolerant(
    rf"(?<!\w)(?P<start>{_SEASON})(?: ?[-–—] ?| till (?:och med )?)(?P<end>{_SEASON}) (?P<year>{YEAR})(?![/:-])"
)
_ISO = re.compile(
    rf"(?<![\d/-])(?P<first>{YEAR}-\d\d)(?:-\d\d)?(?: ?[–—] ?| - | till (?:och med )?| t\.?o\.?m\.? )(?P<last>{YEAR}-\d\d)(?:-\d\d)?(?![\d-])"
)
_SLASHED = re.compile(
    rf"(?<![\d/])\d{{1,2}}/(?P<start>\d{{1,2}})(?: (?P<first>{YEAR}))? ?[–—-] ?\d{{1,2}}/(?P<end>\d{{1,2}}) (?P<last>{YEAR})(?![/-])"
)
_SHARED = tolerant(
    rf"(?:(?:verksamhets|läs|budget|projekt|studie)år\w{{0,3}}|åren|perioden|under) (?P<start>{YEAR})/(?P<end>{YEAR}|\d\d)(?![\d/])"
)
# "Projekttid: 130101–151231"; without the word before it, six figures may be anything
_SIX_FIGURES = re.compile(
    r"(?:tid|period)(?:en)?(?: ?:| är)? (?P<first>\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])) ?[–—-] ?"
    r"(?P<last>\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![\d-])",
    re.IGNORECASE,
)
# "sept -17 till juni -19"
_SHORT_YEARS = tolerant(
    rf"(?<!\w)(?P<start>{MONTH}) ?[-–’'](?P<first>\d\d)(?:{_TO})(?P<end>{MONTH}) ?[-–’'](?P<last>\d\d)(?!\d)"
)
_MANY_YEARS = tolerant(rf"(?<![\d/.:-])(?P<years>{YEAR}(?:, {YEAR}){{1,6}},? (?:och|samt) {YEAR})(?![/:-])")
_SINCE_UNTIL = tolerant(
    rf"(?<!\w)(?:sedan|från(?: och med)?|fr\.?o\.?m\.?|(?:påbörjades|startade|inleddes|började)(?: i| under)?) (?P<first>{_POINT}(?P<start>{YEAR}))"
    rf"(?P<between>[^.!?;\d]{{1,80}}?)(?:avslutas|avslutades|slutförs|slutredovisas|upphör|till och med|t\.?o\.?m\.?) "
    rf"(?:under |i |år )?(?P<last>{_POINT}(?P<end>{YEAR}))"
)
_SINCE = tolerant(
    rf"(?<!\w)(?:sedan|från och med|fr\.?o\.?m\.?|med start) (?P<first>{_POINT}(?P<start>{YEAR}))"
)
_UNTIL = tolerant(
    rf"(?<!\w)(?:till och med|t\.?o\.?m\.?|tom|fram till|längst till) (?P<last>{_POINT}(?P<end>{YEAR}))"
)
_LONG = tolerant(
    rf"(?<!\w)(?:under|i|max|maximalt|högst|totalt|på|omfattar|löper över)(?: en period (?:av|om)| sammanlagt| högst| ca| cirka)?"
    rf" (?P<number>\d{{1,2}}|{WORD}) (?P<unit>år|månader)(?!\w)(?! sedan| gam)"
)
_AGE = tolerant(r"(?:ålder|åldrar|åldern|unga|gammal|gamla|födda|född)")


def periods(text: str) -> Iterator[Found]:
    """Find periods with both ends told, as {"start", "end"}: a year as int, a month as "2013-09".

    One end alone is a year with its bound, and how long something lasts is a count of years or months.
    """
    for match in _SINCE_UNTIL.finditer(text):
        yield from _ordered(match, "since_until", 0.85, match["first"], match["last"])
    for match in _ISO.finditer(text):
        yield from _ordered(match, "from_to", 0.95, match["first"], match["last"])
    for match in _SLASHED.finditer(text):
        first, last = match["first"] or match["last"], match["last"]
        if max(start := int(match["start"]), end := int(match["end"])) <= 12 and (
            first < last or start < end
        ):
            yield _period(match, "from_to", 0.9, f"{first}-{start:02}", f"{last}-{end:02}")
    for match in _ONE_YEAR.finditer(text):
        start, end = month_number(match["start"]), month_number(match["end"])
        between = _MONTHS_BETWEEN.search(text, 0, match.start()) if match["and"] else True
        if start < end and between:
            yield _period(
                match, "months_of_a_year", 0.93, f"{match['year']}-{start:02}", f"{match['year']}-{end:02}"
            )
    for match in _SEASONS.finditer(text):
        yield _period(match, "seasons_of_a_year", 0.85, int(match["year"]), int(match["year"]))
    for match in _SIX_FIGURES.finditer(text):
        if match["first"] < match["last"]:
            first, last = (f"20{told[:2]}-{told[2:4]}" for told in (match["first"], match["last"]))
            yield _period(match, "from_to", 0.85, first, last, match.start("first"))
    for match in _SHORT_YEARS.finditer(text):
        first, last = (
            f"20{match[year]}-{month_number(match[month]):02}"
            for year, month in (("first", "start"), ("last", "end"))
        )
        if first < last:
            yield _period(match, "from_to", 0.9, first, last)
    for match in _SHARED.finditer(text):
        start, end = int(match["start"]), int(match["start"][: -len(match["end"])] + match["end"])
        if end == start + 1:
            yield _period(match, "turn_of_year", 0.88, start, end, match.start("start"))
    for match in _MANY_YEARS.finditer(text):
        told = [int(year) for year in re.findall(r"\d{4}", match["years"])]
        if told == list(range(told[0], told[-1] + 1)):
            yield _period(match, "years_in_a_row", 0.85, told[0], told[-1])
    for match in _RANGE.finditer(text):
        yield from _ordered(match, "from_to", 0.95, match["first"], match["last"])
    for match in _BETWEEN.finditer(text):
        yield from _ordered(match, "between", 0.9, match["first"], match["last"])
    for match in _BOTH.finditer(text):
        if int(match["end"]) == int(match["start"]) + 1:
            yield from _ordered(match, "two_years", 0.85, match["first"], match["last"])


def bounds(text: str) -> Iterator[Found]:
    """Find years that something runs from or to ("sedan 2011", "till och med oktober 2014"), and how long ("i tre år")."""
    for pattern, bound in ((_SINCE, "start"), (_UNTIL, "end")):
        for match in pattern.finditer(text):
            month = _MONTH.search(match[0])
            details: dict[str, int | str] = {"bound": bound} | (
                {"month": month_number(month[0])} if month else {}
            )
            yield Found(Kind.YEAR, int(match[bound]), *match.span(), f"bound_{bound}", 0.9, details=details)
    for match in _LONG.finditer(text):
        start, _ = sentence(text, match.start(), reach=60)
        if not _AGE.search(text, start, match.start()):
            unit = "månader" if match["unit"].casefold().startswith("m") else "år"
            yield Found(Kind.COUNT, int(number(match["number"])), *match.span(), "duration", 0.8, unit)


_MONTHS_BETWEEN = re.compile(r"mellan (?:den )?$", re.IGNORECASE)


def _period(
    match: re.Match[str],
    rule: str,
    confidence: float,
    first: int | str,
    last: int | str,
    at: int | None = None,
) -> Found:
    start = match.start() if at is None else at
    return Found(Kind.PERIOD, {"start": first, "end": last}, start, match.end(), rule, confidence)


def _ordered(match: re.Match[str], rule: str, confidence: float, first: str, last: str) -> Iterator[Found]:
    """A period, when it does not run backwards; a turn of the year beside an age or an amount is none."""
    start, end = _point(first), _point(last, century=first)
    if int(str(start)[:4]) <= int(str(end)[:4]) <= int(str(start)[:4]) + 60:
        yield Found(Kind.PERIOD, {"start": start, "end": end}, *match.span(), rule, confidence)


def _point(text: str, century: str = "") -> int | str:
    """A year as int, or with its month as "2013-09"."""
    digits = re.findall(r"\d{4}|\d\d$", text)[-1] if "-" not in text else text[:4]
    if len(digits) == 2:
        digits = re.findall(r"\d{4}", century)[-1][:2] + digits
    if iso := re.fullmatch(rf"{YEAR}-(0[1-9]|1[0-2])", text):
        return iso[0]
    month = _MONTH.search(text)
    return f"{digits}-{month_number(month[0]):02}" if month else int(digits)
