"""The papers' words for kinds and states, turned into ours."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import TextChoices

from .entries import Unreadable

C = TypeVar("C", bound=TextChoices)


def choice(choices: type[C], word: str, what: str, *, also: Mapping[str, C] | None = None) -> C:
    """Give the choice whose Swedish label is the word, or that it also means; anything else is refused."""
    if also and word in also:
        return also[word]
    for one in choices:
        if str(one.label) == word:
            return one
    raise Unreadable(f"{what} ”{word}” känns inte igen.")


def holding(text: str, meanings: Mapping[str, C], otherwise: C) -> C:
    """Give the meaning of the first words that the text holds, whatever the case of its letters."""
    lowered = text.casefold()
    return next((meaning for words, meaning in meanings.items() if words in lowered), otherwise)
