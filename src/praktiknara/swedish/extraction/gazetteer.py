"""Names that are known beforehand: found wherever they stand, also with a genitive s or without rings and dots."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from praktiknara.swedish.extraction.spelling import FOLD

_WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of organisations, kept by their first word."""

    _names: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    _whole: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str | tuple[str, str]]) -> "Gazetteer":
        """Make a gazetteer of names, or of pairs (as it may be written, as it is called); the last one of a name wins."""
        called: dict[tuple[str, ...], str] = {}
        for entry in names:
            written, name = (entry, entry) if isinstance(entry, str) else entry
            words = tuple(_key(match[0]) for match in _WORD.finditer(written))
            if words and (len(words) > 1 or len(words[0]) > 2):
                called[words] = name
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for words, name in sorted(called.items(), key=lambda entry: -len(entry[0])):
            by_first[words[0]].append((words, name))
        return cls(dict(by_first), {" ".join(words): name for words, name in called.items()})

    def called(self, written: str) -> str | None:
        """What something is called whose name is written so, or None."""
        return self._whole.get(" ".join(_key(match[0]) for match in _WORD.finditer(written)))

    def occurrences(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where names stand in a text, the longest first at each place, and what each is called."""
        if not self._names:
            return
        words = [(_key(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        place = 0
        while place < len(words):
            found = self._at(words, place, text)
            if found is None:
                place += 1
                continue
            length, called = found
            yield words[place][1], words[place + length - 1][2], called
            place += length

    def _at(self, words: list[tuple[str, int, int]], place: int, text: str) -> tuple[int, str] | None:
        first = words[place][0]
        for start in {first, first.removesuffix("s")}:
            for name, called in self._names.get(start, ()):
                here = tuple(word for word, _, _ in words[place : place + len(name)])
                if here[:-1] == name[:-1] and here and here[-1] in {name[-1], name[-1] + "s"}:
                    begun = text[words[place][1]]
                    if begun.isupper() or not called[:1].isupper() or called.casefold().endswith(_COMMON):
                        return len(name), called
        return None


# Bodies that are written with a small letter in running text.
_COMMON = ("nämnden", "förvaltningen", "styrelsen", "myndigheten", "rådet", "enheten", "avdelningen", "gruppen",
           "fullmäktige", "akademin", "nämnderna", "frågor", "institutionen")  # fmt: skip  # a list reads best as lines of words


def _key(word: str) -> str:
    return word.translate(FOLD).casefold()
