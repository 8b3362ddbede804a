"""Text that is one character from other text, found without comparing every pair."""

from collections.abc import Iterable, Iterator


def _without_one(text: str) -> Iterator[tuple[int, str]]:
    for place in range(len(text)):
        yield place, text[:place] + text[place + 1 :]


def near_count(known: Iterable[str], strange: Iterable[str]) -> int:
    """How many of `strange` can become one of `known` by one character changed, added, removed or swapped with the next.

    Each known text is entered by what is left when one character goes (and by itself): two texts that differ in one
    place leave the same when that place goes, and two that differ by one character more leave the shorter one.
    """
    whole = set(known)
    shorter: set[str] = set()
    holed: set[tuple[int, str]] = set()
    for text in whole:
        for hole in _without_one(text):
            holed.add(hole)
            shorter.add(hole[1])
    return sum(_near(text, whole, shorter, holed) for text in set(strange))


def _near(text: str, whole: set[str], shorter: set[str], holed: set[tuple[int, str]]) -> bool:
    if text in whole or text in shorter:
        return True
    if any(hole in holed or hole[1] in whole for hole in _without_one(text)):
        return True
    return any(
        text[:place] + text[place + 1] + text[place] + text[place + 2 :] in whole
        for place in range(len(text) - 1)
    )
