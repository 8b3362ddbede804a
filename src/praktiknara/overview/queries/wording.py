"""Numbers and lists as a sentence has them."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktiknara.components.numbers import in_words


def count_word(number: int) -> str:
    """Write a small number in words, a larger one in figures, in the reader's language."""
    return in_words(number, get_language() or "sv")


def first_up(text: str) -> str:
    """Give a text its capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def in_a_row(words: list[str]) -> str:
    """Write words one after the other: a, b och c."""
    return " ".join([", ".join(words[:-1]), _("och"), words[-1]]) if len(words) > 1 else "".join(words)
