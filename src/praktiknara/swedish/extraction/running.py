"""When a project runs, put together from the years that are told of it with a verb: begun, ongoing, ended, paid for."""

import re
from collections.abc import Iterator

from praktiknara.swedish.extraction.dates import MONTH, YEAR
from praktiknara.swedish.extraction.numbers import WORD, number
from praktiknara.swedish.extraction.spelling import sentence, tolerant

_BEGUN = (
    r"(?:påbörja|starta|inled|initiera|igångsatt|sjösatt|begyn)\w{0,6}|(?:satte|sattes|sätts|drog|drogs|dras|kom|kommer) (?:i gång|igång)"
    r"|med (?:början|start)|tog vid|tog (?:sin )?början|tar (?:sin )?början|öppnade(?:s|n)?(?!\w)|invigdes|projektstart(?:en)? (?:var|är|blev)"
)
_GOES_ON = r"(?:pågå|pågick|fortlöp|fortgå|fortgick|fortsätt|bedriv|bedrev|genomför)\w{0,5}|(?:ske|skedde|skett|äga rum|ägde rum|prövas|löper|löpte)(?!\w)"
_ENDED = (
    r"(?:avsluta|avslut|slutför|slutredovisa|slutrapport|färdigställ|upphör|leverera|avveckla|överlämna|slutredovisning)\w{0,5}"
    r"|(?:lades|läggs|lagts) (?:ned|ner)|(?:vara|är|var) (?:slutfört|slutförd|avslutat|avslutad|klart?|färdigt?)|tog slut|till ända"
    r"|(?:förläng\w{1,6}|förlängning(?:en)?) (?:till|t\.?o\.?m\.?)"
)
_PAID = r"(?:fick|får|fått|erhöll|erhåller|erhållit|bevilja\w{0,4}|tilldela\w{0,4}|avsätt\w{0,3})(?!\w)"
_IN = (
    rf"(?:(?:under|i|till|vid|för|och|med|hela|år|våren|hösten|sommaren|vintern|nyåret|årsskiftet|(?:början|slutet|utgången|mitten) av|\d{{1,2}}|den|"
    rf"(?:första|andra|tredje|fjärde) (?:kvartalet|halvåret|tertialet)|(?:vår|höst)terminen|{MONTH}) ){{0,6}}"
)
_BEFORE = tuple(
    (
        tells,
        tolerant(rf"(?<!\w)(?:{verb})(?: (?!(?:och|ursprungligen)(?!\w))[^\s.,;\d]{{1,20}}){{0,3}} ?{_IN}$"),
    )
    for tells, verb in (("begun", _BEGUN), ("ongoing", _GOES_ON), ("ended", _ENDED))
)
_NOT_SO = tolerant(r"(?<!\w)(?:skulle|var tänkt|hade planerats)(?!\w)")
_ITSELF = r"(?:projektet|arbetet|studien|utvärderingen|försöket|kartläggningen|uppföljningen|satsningen)"
_AFTER = tuple(
    (tells, tolerant(rf"^ {verb}"))
    for tells, verb in (
        ("begun", rf"(?:{_BEGUN}|fick [^.;\d]{{2,60}}? i uppdrag|gavs [^.;\d]{{2,60}}? i uppdrag)"),
        ("ongoing", rf"(?:{_GOES_ON})"),
        ("ended", rf"(?:{_ENDED}|[^.;\d]{{0,80}}?{_ITSELF} (?:avslut|upphör|slutför))"),
    )
)
_IT_ENDED = tolerant(rf"(?<!\w){_ITSELF} (?:avslut|upphör|slutför)\w{{0,5}} [^.;\d]{{0,80}}?{_IN}$")
_UNTIL = tolerant(rf"(?<!\w)(?:till och med|t\.?o\.?m\.?|fram till|längst till) {_IN}$")
_OPENS = tolerant(r"(?:^|[\s(])(?:under|i|budget för|våren|hösten|sommaren|vintern)(?: år)? $")
_ALL_OF_IT = tolerant(r"(?<!\w)under (?:(?:våren|sommaren|hösten|vintern) )?(?:år )?$")
_MONEY = tolerant(r"(?:(?<!\w)|-)(?:fou-?|projekt|utvecklings)?(?:medel|finansiering)(?!\w)")
_PAID_FOR = tolerant(_PAID)
_WAS_DONE = tolerant(r"^ (?:genomförde|gjorde|utförde|finansierade (?:[\w-]{2,30} ){1,3}(?:en|ett) )s? ?")
_FOUND = re.compile(rf"(?<![\d/:.-]){YEAR}(?![/:-]|\.\d| års?(?!\w))")
_DIVIDED = re.compile(r"(?<=[a-zåäö])-\s+(?=[a-zåäö])")
_HAVE = r"(?<!\w)(?:har|hade)(?!\w)[^.;]{0,120}?(?<!\w)"
_HAS_BEGUN = tolerant(
    rf"{_HAVE}(?:påbörjats?|startats?|inletts?|initierats?|(?:fått|givit|gett) [^.;]{{0,90}}?(?:i|1|l) uppdrag)(?!\w)"
)
_HAS_ENDED = tolerant(rf"{_HAVE}(?:avslutats?|slutförts?|utvärderats?|genomförts?|färdigställts?)(?!\w)")
_THE_YEAR = tolerant(r"(?<!\w)under året(?!\w)")
_ANNUAL = tolerant(
    rf"(?<!\w)(?:årsrapport(?:en)?|årsredovisning(?:en)?|verksamhetsberättelse(?:n)?|årsberättelse(?:n)?|fou-rapport(?:en)?)(?!\w)"
    rf"[^.]{{0,80}}?(?<!\d)(?P<year>{YEAR})"
)
_WORK = r"\w{0,20}(?:projekt|studie|utvärdering|uppföljning|satsning|försök|samarbete|pilot)"
_LONG = tolerant(
    rf"(?<!\w)(?:(?P<first>{WORD})årig(?:t|a)? {_WORK}|{_WORK}(?:et|en)? är (?P<second>{WORD})årigt?(?!\w)"
    rf"|projekttid(?:en)? ?(?:är|:) (?P<third>\d{{1,2}}|{WORD}) (?P<unit>år|månader)(?!\w))"
)
_ACCOUNT = tolerant(
    rf"(?:slut)?redovisning(?:en|ar)? [^.]{{0,60}}?(?:projekt|studier|insatser)\w{{0,3}} [^.\d]{{0,40}}(?P<year>{YEAR})"
)
_REACH = 20_000  # a project's stretch is a page or two; the rest of a paper without headings is not about it

Told = dict[str, set[int]]


def year_of_report(text: str) -> int | None:
    """Give the year that a yearly report tells of, as its first page says; None for another paper."""
    found = _ANNUAL.search(text, 0, 3000)
    return int(found["year"]) if found else None


def year_of_account(heading: str) -> int | None:
    """Give the year whose projects are accounted for under a heading; None when the heading says no such thing."""
    found = _ACCOUNT.match(heading)
    return int(found["year"]) if found else None


def runs(stretch: str, of_report: int | None = None, of_account: int | None = None) -> dict[str, int]:
    """Put together when a project runs from what is told of it: "start", "end", "duration_years" or "duration_months", those that are told.

    A project paid for in a year, and no more told, starts then; where the projects of that year are accounted for it
    ends then too. "Under året", and what a yearly report says has been begun or ended without a year, is of the year
    of the report.
    """
    text = " ".join(_DIVIDED.sub("", stretch[:_REACH]).split())
    told: Told = {}
    for tells, year in _told(text):
        told.setdefault(tells, set()).add(year)
    if of_report:
        for tells, pattern in (("begun", _HAS_BEGUN), ("ended", _HAS_ENDED), ("ongoing", _THE_YEAR)):
            if pattern.search(text):
                told.setdefault(tells, set()).add(of_report)
    if not told.keys() - {"paid"} and of_account in told.get("paid", set()):
        return {"start": of_account, "end": of_account}
    composed = _composed(told)
    if (long := _LONG.search(text)) and len(composed) < 2:
        composed[_unit(long["unit"])] = int(number(long["first"] or long["second"] or long["third"]))
    return composed


def _unit(told: str | None) -> str:
    return "duration_months" if told and told.casefold().startswith("m") else "duration_years"


def _told(text: str) -> Iterator[tuple[str, int]]:
    """Every year that a verb is told with, and what the verb says."""
    for found in _FOUND.finditer(text):
        year = int(found[0])
        start, end = sentence(text, found.start())
        before, after = text[start : found.start()], text[found.end() : end]
        close = before[-90:]
        if _WAS_DONE.match(after) and _ALL_OF_IT.search(close):
            yield "begun", year
            yield "ended", year
        elif _UNTIL.search(close) or _IT_ENDED.search(close):
            yield "ended", year
        elif tells := _verb_before(close) or (_verb_after(after) if _OPENS.search(close) else None):
            yield tells, year
        elif _MONEY.search(text, start, end) and _PAID_FOR.search(text, start, end):
            yield "paid", year


def _verb_before(text: str) -> str | None:
    if _NOT_SO.search(text):
        return None
    return next((tells for tells, pattern in _BEFORE if pattern.search(text)), None)


def _verb_after(text: str) -> str | None:
    return next((tells for tells, pattern in _AFTER if pattern.match(text)), None)


def _composed(told: Told) -> dict[str, int]:
    begun, ongoing, ended = (told.get(tells, set()) for tells in ("begun", "ongoing", "ended"))
    lasts = ongoing | ended
    starts = begun | ongoing | {year for year in ended if year < max(lasts)}
    if not begun:
        starts |= told.get("paid", set())
    start = min(starts, default=None)
    end = max(lasts, default=None)
    if end is not None and start is not None and end <= start and not (end in ended and end in begun):
        end = None
    return {name: year for name, year in (("start", start), ("end", end)) if year is not None}
