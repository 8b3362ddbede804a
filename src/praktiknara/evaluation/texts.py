"""Sentences for people in Swedish and in English, and numbers as each language writes them."""

from typing import NamedTuple


class Sentence(NamedTuple):
    """One sentence in both languages, with a code that stays the same when the words are changed."""

    code: str
    sv: str
    en: str

    def text(self, lang: str) -> str:
        """Give the sentence in `lang`: "sv", or English for anything else."""
        return self.sv if lang == "sv" else self.en


class Words(NamedTuple):
    """A number or a name as it is written in each language."""

    sv: str
    en: str

    def __str__(self) -> str:
        raise TypeError("Say which language: .sv or .en")


MINUS = "\N{MINUS SIGN}"
NARROW = "\N{NO-BREAK SPACE}"


def number(value: float, decimals: int = 0) -> Words:
    """Write a number with so many decimals: comma and spaces between thousands in Swedish, point and commas in English.

    Example:
        >>> number(-1234.5, 1).sv.replace("\\xa0", " "), number(1234.5, 1).en
        ('−1 234,5', '1,234.5')
    """
    english = f"{abs(value):,.{decimals}f}"
    sign = MINUS if value < 0 and english.strip("0.,") else ""
    swedish = english.replace(",", NARROW).replace(".", ",")
    return Words(sign + swedish, sign + english)


def percent(share: float, decimals: int = 0) -> Words:
    """Write a share (0–1) as a percentage with a space before the sign in Swedish.

    Example:
        >>> percent(0.605).sv.replace("\\xa0", " "), percent(0.605).en
        ('60 %', '60%')
    """
    swedish, english = number(100 * share, decimals)
    return Words(f"{swedish}{NARROW}%", f"{english}%")


def p_value(p: float) -> Words:
    """Write a p-value with three decimals, and below 0.001 as less than that."""
    if p < 0.001:
        return Words("p < 0,001", "p < 0.001")
    swedish, english = number(p, 3)
    return Words(f"p = {swedish}", f"p = {english}")
