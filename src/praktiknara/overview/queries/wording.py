"""Numbers and lists as a sentence has them."""

from django.utils.translation import gettext as _


def count_word(number: int) -> str:
    """Write a small number of two or more in words, a larger one in figures."""
    words = {
        2: _("två"),
        3: _("tre"),
        4: _("fyra"),
        5: _("fem"),
        6: _("sex"),
        7: _("sju"),
        8: _("åtta"),
        9: _("nio"),
        10: _("tio"),
        11: _("elva"),
        12: _("tolv"),
    }
    return words.get(number, str(number))


def first_up(text: str) -> str:
    """Give a text its capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def in_a_row(words: list[str]) -> str:
    """Write words one after the other: a, b och c."""
    return " ".join([", ".join(words[:-1]), _("och"), words[-1]]) if len(words) > 1 else "".join(words)
