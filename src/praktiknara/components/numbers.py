"""Numbers and kronor as a Swedish reader writes them."""

import re
from decimal import Decimal

NO_BREAK = "\u00a0"
MINUS = "\u2212"
COUNTED = {
    "sv": (
        "noll", "ett", "två", "tre", "fyra", "fem", "sex",
        "sju", "åtta", "nio", "tio", "elva", "tolv",
    ),
    "en": (
        "zero", "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "eleven", "twelve",
    ),
}  # fmt: skip  # it reads better in rows
_SPACES = "\u0020\u00a0\u2009\u202f"
_KRONOR = re.compile(
    rf"^([0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}}){{1,4}}|[0-9]{{1,15}})[{_SPACES}]*(?:kr|kronor|SEK|:-)?\.?$",
    re.IGNORECASE,
)


def number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """Write 1234567.5 as 1 234 567,5 with spaces that do not break; whole numbers get no decimals of their own."""
    if decimals is not None:
        written = f"{abs(value):,.{decimals}f}"
    elif isinstance(value, int):
        written = f"{abs(value):,}"
    else:
        written = f"{abs(Decimal(str(value))):,f}"
    sign = MINUS if value < 0 else ""
    return sign + written.replace(",", NO_BREAK).replace(".", ",")


def kronor(value: int) -> str:
    """Write a sum of money: 2 310 000 kr."""
    return f"{number(value)}{NO_BREAK}kr"


def in_words(count: int, language: str = "sv") -> str:
    """Write a count to twelve as a word, as running text does, and above that in figures."""
    words = COUNTED["en" if language.startswith("en") else "sv"]
    return words[count] if 0 <= count < len(words) else number(count)


def read_kronor(text: str) -> int | None:
    """Read "1 234 567 kr" as 1234567; None when it is not whole kronor."""
    found = _KRONOR.match(text.strip())
    return int(re.sub(rf"[{_SPACES}]", "", found.group(1))) if found else None
