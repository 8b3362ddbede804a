"""Amounts of money in kronor, with VAT, how exact they are, what they are for the reader, and their year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from praktiknara.swedish.extraction.dates import YEAR
from praktiknara.swedish.extraction.numbers import DIGITS, FIGURES, WORD, number
from praktiknara.swedish.extraction.qualifiers import qualifier
from praktiknara.swedish.extraction.spelling import sentence, tolerant
from praktiknara.swedish.extraction.values import Found, Kind

_UNIT = (
    r"(?P<scale>tusen|miljon(?:er)?|miljard(?:er)?|milj\.?|mkr|mnkr|msek|tkr|tsek|ksek|mdkr)?"
    r"(?P<crowns> ?(?:svenska )?(?:kronor|kronors|kr(?!\w)\.?|sek(?!\w)|:-))?"
)
_NUMBER = rf"(?:{DIGITS}|(?<!\w)(?:en halv|en kvarts|halvannan)(?!\w)|(?<!\w)(?:{WORD})(?: och en halv| och ett halvt)?(?!\w))"
_AMOUNT = tolerant(
    rf"(?P<number>{_NUMBER})(?:(?P<range> ?[-–] ?| till )(?P<upper>{FIGURES}))? {{0,2}}{_UNIT}"
)

_OTHER_MONEY = tolerant(r" ?(?:euro|eur|dollar|usd|norska|danska|pund|€|£|\$)")
_PEOPLE_OR_THINGS = tolerant(
    r" ?(?:av )?(?:invånare|människor|personer|svenskar|barn|unga|hushåll|besök|timmar|år|ton|kvadrat\w*|patienter|"
    r"användare|bilar|resor|arbetslösa|medborgare|européer|bostäder|samtal|ärenden|\w{3,20}(?:are|ningar|ner|arna))(?!\w)"
)
_MONEY = tolerant(
    r"medel|belopp|budget|bidrag|anslag|kostnad|kostar|finansi|fond|utlys|ansök|sök|bevilj|tilldel|fördel|avsätt|avsatt|"
    r"ersättning|intäkt|utgift|underskott|överskott|investering|satsning|ram(?!\w)|kronor|pengar|betal|projektet får"
)
_CAP = tolerant(
    r"maximalt belopp|maxbelopp|högsta belopp|högst|maximalt|max\.? |upp till|som mest|beloppsgräns|(?:inte|inget|ingen|ej)(?!\w)[^.]{0,40}mer än|(?<!\w)tak(?:et)?(?!\w)"
)
_PROPOSED = tolerant(
    r"föresl|förslag|ansöker|ansökt|ansöka|söker|söka (?!sig)|sökt(?!e)|avsätts|avsättas|avsätter|begär|äskar|yrkar|"
    r"planeras|beräknas|avser att"
)
_GRANTED = tolerant(
    r"bevilja(?:t|ts|de|des|r|s|nde)(?!\w)|beviljat|tilldela(?:t|ts|de|des)|erhåll(?:it|er)|erhöll|erhöl|fördelades|"
    r"fördelats|fick|fått|utbetala(?:t|ts|des)|betalades|bevilja(?!s medel från)"
)
_FRAME = tolerant(
    r"totalt|sammanlag|summa|(?<!\w)ram(?:en)?(?!\w)|budget|utlyst|utlysning|resterande|kvarstående|omfattar|fördelar|"
    r"kan fördelas|anslag|disponer|avsatt"
)
_ROLES = (("proposed", _PROPOSED), ("granted", _GRANTED), ("frame", _FRAME))
_NO_VAT = re.compile(r"(?:exkl(?:usive|\.)?|utan|före|ex\.?) ?(?:av )?(?:moms|mervärdesskatt)", re.IGNORECASE)
_WITH_VAT = re.compile(r"(?:inkl(?:usive|\.)?|med) ?(?:moms|mervärdesskatt)", re.IGNORECASE)
_CLAUSE_END = tolerant(r"; |, men |, medan | men | respektive |, vilket |, varav ")
_YEAR_AFTER = tolerant(
    rf"(?<!\w)(?:för|under|avseende|år|i|till|budget|genomförande|verksamhetsåret) (?:år )?(?P<year>{YEAR})(?![-–/])"
)
_EARLIER = tolerant(r"(?<!\w)(?:tidigare|förra|föregående|förut)(?!\w)")
_YEAR = re.compile(rf"(?<![\d/.–-])(?P<year>{YEAR})(?![\d/–-]| \d{{3}})")


@dataclass(frozen=True, slots=True)
class Around:
    """What is known from outside the block.

    The VAT of the whole paper, the unit of a table, the year of a heading, whether the section is a proposal, and the
    sentence that introduces a list.
    """

    vat: str | None = None
    table_unit: str | None = None
    year: int | None = None
    proposal: bool = False
    intro: str = ""


NOTHING = Around()
_COLUMN = re.compile(rf"(?:(?<=  )|(?<=\t))(?P<number>{FIGURES})(?= {{2}}|\t|$)")
_SHARING = tolerant(
    rf"(?P<between>mellan )?(?<![\w,.:/-])(?<!\d )(?P<number>{FIGURES})(?P<mark>, |,? och |,? respektive | eller )$"
)
# No paragraph that a person wrote has more; what is made to be slow ends here.
MOST_IN_BLOCK = 500


def amounts(text: str, around: Around = NOTHING) -> Iterator[Found]:
    """Find amounts, in whole kronor."""
    seen = 0
    for match in _AMOUNT.finditer(text):
        if not (match["scale"] or match["crowns"]):
            continue
        seen += 1
        if seen > MOST_IN_BLOCK:
            return
        certainty = _certainty(match, text)
        if not certainty:
            continue
        factor = _factor(match["scale"])
        end = match.end() - (len(match[0]) - len(match[0].rstrip()))
        if match["upper"]:
            lower, upper = number(match["number"]) * factor, number(match["upper"]) * factor
            if lower < upper:
                yield _found(text, match.start(), end, lower, certainty - 0.05, around, "amount_range")
                yield _found(text, match.start("upper"), end, upper, certainty - 0.05, around, "amount_range")
                continue
        start = match.start("upper") if match["upper"] else match.start()
        value = _value(match["upper"] or match["number"]) * factor
        for figures in _sharing(text, match):
            worth = number(figures["number"]) * factor
            yield _found(text, *figures.span("number"), worth, certainty - 0.1, around, "amount_sharing_unit")
        rule = "amount_in_words" if not match["number"][:1].isdigit() else "amount"
        yield _found(text, start, end, value, certainty, around, rule)


def row_amounts(text: str, around: Around) -> Iterator[Found]:
    """Find the figures in the columns of a table's row, in the unit that stands over the table.

    The last column is money; one before it is when it is no year and large enough not to be a number of people.
    """
    found = list(_COLUMN.finditer(text))
    if not found or not around.table_unit or _TABLE_UNIT.search(text):
        return
    factor = _factor(around.table_unit)
    for column in found:
        value = number(column["number"])
        written = re.fullmatch(YEAR, column["number"])
        sure = column is found[-1] and around.table_unit != UNSAID and value
        if sure or (not written and value * factor >= 1_000 and value >= 100):
            yield _found(text, *column.span("number"), value * factor, 0.85, around, "table_row")


def _sharing(text: str, amount: re.Match[str]) -> Iterator[re.Match[str]]:
    """Figures before an amount that share its unit: "160 000 respektive 215 000 kronor", "mellan 1,9 och 2,3 miljoner"."""
    at, sure = amount.start(), False
    for _ in range(8):
        figures = _SHARING.search(text, max(0, at - 60), at)
        if figures is None:
            return
        mark = figures["mark"].strip(" ,").casefold()
        sure = sure or mark == "respektive" or bool(figures["between"])
        grouped = " " in figures["number"] or "," in figures["number"]
        if re.fullmatch(YEAR, figures["number"]) or not (grouped or sure):
            return
        if not amount["scale"] and number(figures["number"]) < 1_000:
            return
        yield figures
        at = figures.start("number")


def _value(text: str) -> float:
    plain = text.casefold()
    if plain.startswith("en halv"):
        return 0.5
    if plain.startswith("en kvarts"):
        return 0.25
    if plain == "halvannan":
        return 1.5
    if " och e" in plain:
        return number(plain.split(" och e")[0]) + 0.5
    return number(plain)


def _factor(scale: str | None) -> int:
    """How many kronor a unit is: tkr 1,000, mnkr and miljoner 1,000,000, miljarder 1,000,000,000."""
    if not scale:
        return 1
    plain = scale.casefold()
    if plain.startswith(("miljard", "md")):
        return 1_000_000_000
    if plain.startswith("m"):
        return 1_000_000
    return 1 if plain.startswith("kr") else 1_000


def _certainty(match: re.Match[str], text: str) -> float:
    """How sure it is that a number with this unit is money; 0 when it is people, things or another currency."""
    scale = (match["scale"] or "").casefold()
    if match["crowns"]:
        return 0.97 if match["number"][:1].isdigit() else 0.93
    if scale.endswith(("kr", "sek")):
        return 0.96
    if scale == "tusen" or _OTHER_MONEY.match(text, match.end()):
        return 0.0
    if _PEOPLE_OR_THINGS.match(text, match.end()):
        return 0.0
    start, end = sentence(text, match.start(), reach=250)
    return 0.8 if _MONEY.search(text, start, end) else 0.0


def _found(
    text: str, start: int, end: int, value: float, confidence: float, around: Around, rule: str
) -> Found:
    first, last = _clause(text, start, end)
    before, after = text[first:start], text[end:last]
    role = _role(before, after)
    if role == "other":
        role = _role(text[sentence(text, start)[0] : start], "")
    if role == "other" and around.intro:
        role = _role(around.intro[-200:], "")
    if around.proposal and role in {"other", "frame"}:
        role = "proposed"
    details = {
        "vat": _vat(text, start, end, last) or around.vat,
        "qualifier": qualifier(before) or ("at_most" if role == "cap" else "exact"),
        "role": role,
        "year": _year(text, first, start, end, last) or around.year,
    }
    return Found(Kind.AMOUNT, round(value), start, end, rule, confidence, "SEK", details)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence that is about this amount."""
    first, last = sentence(text, start)
    for stop in _CLAUSE_END.finditer(text, first, last):
        if stop.end() <= start:
            first = stop.end()
        elif stop.start() >= end:
            return first, stop.start()
    return first, max(last, end)


def _role(before: str, after: str) -> str:
    """What the clause does with the money: a cap wins, then what stands nearest before, then what stands after."""
    if _CAP.search(before[-90:]):
        return "cap"
    near = [
        (found[-1].start(), name) for name, pattern in _ROLES if (found := list(pattern.finditer(before)))
    ]
    later = [(first.start(), name) for name, pattern in _ROLES if (first := pattern.search(after[:80]))]
    proposed = [name for _, name in near if name == "proposed"]
    if proposed:
        return "proposed"
    firm = [name for place, name in later if place < 30 and name != "frame"]
    if firm:
        return firm[0]
    if near:
        return max(near)[1]
    return min(later)[1] if later else "other"


def _vat(text: str, start: int, end: int, last: int) -> str | None:
    close = text[end : min(last, end + 40)]
    ahead = text[max(0, start - 30) : start]
    if _NO_VAT.search(close) or _NO_VAT.search(ahead):
        return "excl"
    return "incl" if _WITH_VAT.search(close) or _WITH_VAT.search(ahead) else None


def _year(text: str, first: int, start: int, end: int, last: int) -> int | None:
    """The year the clause gives the amount: the next one after it, else the last one before it, else the sentence's only."""
    if following := _YEAR_AFTER.search(text, end, last):
        return int(following["year"])
    earlier = list(_YEAR.finditer(text, first, start))
    if earlier:
        return int(earlier[-1]["year"])
    if _EARLIER.search(text, first, last):
        return None
    whole = sentence(text, start)
    years = {int(found["year"]) for found in _YEAR_AFTER.finditer(text, *whole)}
    return years.pop() if len(years) == 1 else None


def vat_of_table(heading: str) -> str | None:
    """What a table's head says of its figures: "kronor exklusive moms"."""
    if _NO_VAT.search(heading):
        return "excl"
    return "incl" if _WITH_VAT.search(heading) else None


def stated_vat(text: str) -> str | None:
    """What a paper says of all its amounts: "Alla belopp anges exklusive moms"."""
    said = _ALL.search(text)
    if not said:
        return None
    return "excl" if _NO_VAT.search(said[0]) else "incl"


_ALL = tolerant(
    r"(?:alla|samtliga|angivna|redovisade) (?:\w{1,20} )?(?:belopp|summor|kostnader)[^.]{1,60}?(?:exkl|inkl|utan|med)\w{0,6}\.? moms"
)
_TABLE_UNIT = re.compile(
    r"(?<!\w)(?:i |\()?(?P<unit>tkr|mnkr|mkr|tusental kronor|tusen kronor|miljoner kronor|kronor|kr|SEK)\)?(?!\w)",
    re.IGNORECASE,
)


# A unit that nothing says, but that the names of the columns are of money.
UNSAID = "kr?"
_MONEY_COLUMNS = tolerant(
    r"(?:^|.{0,60}(?: {2,}|\t))(?:budget|utfall|belopp|kostnad(?:er)?|beviljat|sökt|förslag|summa|bidrag)(?: {2,}|\t|$)"
)


def money_columns(heading: str) -> str | None:
    """The mark of a table whose columns are named as money without its unit."""
    return UNSAID if _MONEY_COLUMNS.match(heading) and not re.search(r"\d{2}", heading) else None


def table_unit(heading: str) -> str | None:
    """The unit that a table's head gives its figures."""
    found = _TABLE_UNIT.search(heading)
    if not found:
        return None
    unit = found["unit"].casefold()
    return {"kronor": "", "kr": "", "sek": ""}.get(unit, unit) or "kr"
