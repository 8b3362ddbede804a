"""Full dates and years; a date without its year takes it from the date beside it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from praktiknara.swedish.extraction.spelling import sentence, tolerant
from praktiknara.swedish.extraction.values import Found, Kind

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
          "december")  # fmt: skip  # a list reads best as lines of words
MONTH = "|".join([*MONTHS, r"jan\.?|feb\.?|apr\.?|aug\.?|sept?\.?|okt\.?|nov\.?|dec\.?"])
YEAR = r"(?:19|20)\d\d(?!\d)"
NONE_TOLD: Mapping[str, str] = {}
_ISO = re.compile(rf"(?<![\d/-])({YEAR})[-–](\d\d)[-–](\d\d)(?![\d/-])")
_COMPACT = re.compile(r"(?<![\d-])((?:19|20)\d\d)(\d\d)(\d\d)(?![\d-])")
_SLASHED = re.compile(rf"(?<![\d/])(\d{{1,2}})/(\d{{1,2}})[ -]({YEAR})(?![/-])")
_WRITTEN = re.compile(
    rf"(?<![\d,./-])(?:(?P<first>\d{{1,2}})(?P<until> ?[-–] ?| och | till ))?(?P<day>\d{{1,2}})(?::?e)?\.? "
    rf"(?P<month>{MONTH})(?![a-zåäö])(?:,? (?:år )?(?P<year>{YEAR}))?",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"(?<!\w)(?P<month>{MONTH})(?![a-zåäö]),? (?:år )?(?P<year>{YEAR})", re.IGNORECASE)
_SEASON = tolerant(rf"(?<!\w)(?P<season>våren|sommaren|hösten|vintern) (?:år )?(?P<year>{YEAR})")
_QUARTER = tolerant(
    rf"(?<!\w)(?P<quarter>första|andra|tredje|fjärde) (?P<part>kvartalet|halvåret|tertialet) (?:år )?(?P<year>{YEAR})"
)
_YEAR = re.compile(
    rf"(?<![\d,.:/#-])(?<!\d )(?P<year>{YEAR})(?![:%-]| ?(?:procent|%|kronor|kr\b|tkr|\d{{3}}(?!\d)))"
)
_BOUNDS = (
    ("start", tolerant(r"(?:påbörja|starta|inled|initiera|igångsatt)\w{0,6} (?:(?:under|i|år|våren|hösten|början av) ){0,2}$")),
    ("end", tolerant(r"(?:avsluta|slutför|slutredovisa|slutrapport|upphör|färdigställ)\w{0,6}(?: [^.\d]{1,24})? ?(?:under|i|år|klar) $"
                     r"|(?:avsluta|slutför)\w{0,6} $")),
)  # fmt: skip  # a list reads best as lines of words
_SHARED = re.compile(rf"(?<![\d/])({YEAR})/({YEAR}|\d\d)(?![\d/])")


def dates(text: str, near: str = "", told: Mapping[str, str] = NONE_TOLD) -> Iterator[Found]:
    """Find full dates, ISO.

    `near` is text around the block, from which a date without its year may take one; `told` are the years of the
    paper's days, "12 november" to "2020": the same day told before in full is the same date.
    """
    for pattern, order in ((_ISO, (1, 2, 3)), (_COMPACT, (1, 2, 3)), (_SLASHED, (3, 2, 1))):
        for match in pattern.finditer(text):
            if day := _iso(*(int(match[group]) for group in order)):
                yield Found(Kind.DATE, day, *match.span(), "figures", 0.97 if pattern is _ISO else 0.85)
    for match in _WRITTEN.finditer(text):
        yield from _written(match, text, near, told)


def days_told(text: str) -> dict[str, str]:
    """The days that a paper tells with one year only, as "12 nov" to that year."""
    years: dict[str, set[str]] = {}
    for found in _WRITTEN.finditer(text):
        if found["year"]:
            years.setdefault(_day(found), set()).add(found["year"])
    return {day: told.pop() for day, told in years.items() if len(told) == 1}


def _day(match: re.Match[str]) -> str:
    return f"{int(match['day'])} {match['month'][:3].casefold()}"


def _written(match: re.Match[str], text: str, near: str, told: Mapping[str, str]) -> Iterator[Found]:
    month = month_number(match["month"])
    rule, confidence, details = "day_month_year", 0.98, {}
    year = int(match["year"]) if match["year"] else None
    if year is None:
        same_day = told.get(_day(match))
        year = int(same_day) if same_day else _borrowed_year(text, match.end(), near)
        rule, confidence, details = "day_month", 0.75, {"year_from": "context"}
    if year is None:
        return
    if (match["first"]) and (day := _iso(year, month, int(match["first"]))):
        yield Found(Kind.DATE, day, *match.span(), rule + "_first_of_two", confidence, details=details)
    if day := _iso(year, month, int(match["day"])):
        yield Found(Kind.DATE, day, match.start("day"), match.end(), rule, confidence, details=details)


def _borrowed_year(text: str, at: int, near: str) -> int | None:
    """The year of the nearest full date in the same paragraph, after it before before it; else the only one nearby."""
    full = [(found.start(), int(found["year"])) for found in _WRITTEN.finditer(text) if found["year"]]
    full += [(found.start(), int(found[1])) for found in _ISO.finditer(text)]
    after = [year for place, year in sorted(full) if place >= at]
    before = [year for place, year in sorted(full) if place < at]
    if after or before:
        return after[0] if after else before[-1]
    start, end = sentence(text, at)
    years = {int(found["year"]) for found in _YEAR.finditer(text[start:end])}
    if len(years) == 1:
        return years.pop()
    nearby = {int(found["year"]) for found in _WRITTEN.finditer(near) if found["year"]}
    return nearby.pop() if len(nearby) == 1 else None


def years(text: str) -> Iterator[Found]:
    """Find years, with the month, season or part of the year they are told with."""
    for match in _MONTH_YEAR.finditer(text):
        yield _year(match, "month_year", 0.97, month=month_number(match["month"]))
    for match in _SEASON.finditer(text):
        yield _year(match, "season_year", 0.95, season=match["season"].casefold())
    for match in _QUARTER.finditer(text):
        yield _year(match, "part_of_year", 0.95, part=f"{match['quarter']} {match['part']}".casefold())
    for match in _SHARED.finditer(text):
        yield Found(Kind.YEAR, int(match[1]), *match.span(1), "turn_of_year", 0.8)
        second = int(match[1][:2] + match[2]) if len(match[2]) == 2 else int(match[2])
        if second == int(match[1]) + 1:
            yield Found(Kind.YEAR, second, *match.span(2), "turn_of_year", 0.8)
    for match in _YEAR.finditer(text):
        yield _year(match, "year", 0.9)


def _year(match: re.Match[str], rule: str, confidence: float, **details: int | str) -> Found:
    before = match.string[max(0, match.start() - 40) : match.start()]
    for bound, pattern in _BOUNDS:
        if pattern.search(before):
            details["bound"] = bound
    return Found(Kind.YEAR, int(match["year"]), *match.span(), rule, confidence, details=details)


def month_number(word: str) -> int:
    """Give the number of a month, by its first three letters."""
    return 1 + next(place for place, month in enumerate(MONTHS) if month[:3] == word[:3].casefold())


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
