"""Registration numbers of cases, and the numbers of laws and public inquiries."""

import re
from collections.abc import Iterator

from praktiknara.swedish.extraction.values import Found, Kind

_LEADS = re.compile(
    r"(?<!\w)(?:dnr|diarie(?:nr|nummer)|ärende(?:nr|nummer)|drende(?:nr|nummer)|dossiernr|beteckning(?=:))[.:]{0,2} {0,3}",
    re.IGNORECASE,
)
# What stands after "dnr": letters of the body first or last, then groups of figures.
_AFTER = re.compile(
    r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}[ ./:-]{0,2})?\d{1,5}(?:(?:[/:–-] ?|\.(?! ))\d{1,7}){1,5}(?: (?:19|20)\d\d(?![\d-])|/[A-ZÅÄÖ]{2,5}(?!\w))?"
)
# "Diarienummer" over a column whose first cell is the day
_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
# 3.1.1-188/2021 · 3.1.1–681 2021 · 1.2.1-55-2019
_PLAN = re.compile(
    r"(?<![\d.,/])\d{1,2}(?:\.\d{1,2}){1,3} ?[-–] ?\d{1,5}(?: ?[/-] ?| )(?:19|20)\d\d(?![\d/])"
)
# SOF 2023/526 · KS-2021/00123 · SN 2019-0456 · KS 2015/342-1 · S2023/01234/SOF
_BODY = re.compile(
    r"(?<![\w-])[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}[ /-]?(?:19|20)\d\d[/:-]\d{1,6}(?:-\d[\d.]{0,8}(?<!\.)|/[A-ZÅÄÖ]{2,5}(?!\w))?(?![\d/-])"
)
_NOT_A_BODY = {"För", "I", "Av", "År", "Den", "Från", "Till", "Och", "Under", "Ar", "Sedan", "Mot"}
_PRINT = re.compile(
    r"(?<!\w)(?P<kind>SOU|Ds|SFS|HSLF-FS|SOSFS|Dir\.?|[Pp]rop\.?|[Bb]et\.?|[Ss]kr\.?) ?"
    r"(?P<number>(?:19|20)\d\d(?:/\d{2,4})? ?: ?[A-Za-z]{0,4}\d{1,4})(?!\d)"
)
_LAW = re.compile(r"(?<=\()(?:1[789]|20)\d\d:\d{1,4}(?=\))")


def references(text: str) -> Iterator[Found]:
    """Find registration numbers, normalised as a registry writes them: one kind of dash, no blanks, year last."""
    for match in _PRINT.finditer(text):
        name = match["kind"].rstrip(".")
        name = name.capitalize() if name.casefold() in {"prop", "bet", "skr", "dir"} else name
        value = f"{name} {match['number'].replace(' ', '')}"
        yield Found(Kind.REFERENCE_NUMBER, value, *match.span(), "public_print", 0.97, "public_print")
    for lead in _LEADS.finditer(text):
        after = _AFTER.match(text, lead.end())
        if after and not _DAY.fullmatch(after[0]):
            yield _case(after, "after_dnr", 0.98)
    for match in _PLAN.finditer(text):
        yield _case(match, "registry_plan_number", 0.93)
    for match in _BODY.finditer(text):
        letters = re.match(r"[^\W\d_]+", match[0])
        if letters and letters[0] not in _NOT_A_BODY and not re.fullmatch(r"\D*\d{4}-\d{2,4}", match[0]):
            yield _case(match, "body_and_year", 0.9)
        elif (
            letters
            and letters[0].isupper()
            and 2 <= len(letters[0]) <= 5
            and re.search(r"-0?\d{3,}$", match[0])
        ):
            yield _case(match, "body_and_year", 0.85)
    for match in _LAW.finditer(text):
        yield Found(
            Kind.REFERENCE_NUMBER, f"SFS {match[0]}", *match.span(), "law_in_brackets", 0.9, "public_print"
        )


def _case(match: re.Match[str], rule: str, confidence: float) -> Found:
    return Found(Kind.REFERENCE_NUMBER, normalised(match[0]), *match.span(), rule, confidence, "dnr")


def normalised(number: str) -> str:
    """Write a registration number one way: hyphens for dashes, a slash before the year when a blank stood there."""
    plain = re.sub(r" ?[–—-] ?", "-", " ".join(number.split()))
    plain = re.sub(r" ?/ ?", "/", plain)
    return re.sub(r"^([\d.]+-\d+) ((?:19|20)\d\d)$", r"\1/\2", plain)
