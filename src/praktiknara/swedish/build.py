"""Makes the lexicon's files out of the data in the packages wordfreq and simplemma.

Runs at set-up, takes some seconds, and leaves everything as it was if it is broken off. Where the data come from and
on what terms is told in docs/swedish.md.
"""

import re
import shutil
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from operator import itemgetter
from pathlib import Path

import marisa_trie  # type: ignore[import-not-found]  # it has no types

from praktiknara.swedish.lexicon import (
    BUILT,
    COLUMNS,
    HEAD,
    LISTED,
    RIVAL,
    WORDS,
    wanted_folder,
)

WORD = re.compile(r"[a-zåäöéèüáàæøñçëïóôêâ]{1,40}")
PLAIN = str.maketrans("åäöéèüáàæøñçëïóôêâ", "aaoeeuaaaonceiooea")
FLOOR = 1e-9
# A head is in the dictionary and stands before this many different words that are common and in the dictionary too;
# a short one must do more, since letters meet by chance.
FEWEST_TAILS, FEWEST_TAILS_OF_SHORT, SHORT = 6, 12, 3
TAIL_FREQUENCY, SHORT_TAIL_FREQUENCY, HEAD_FREQUENCY = 1e-6, 1e-5, 3e-7
# A rival is no misspelling: it is in the dictionary and not a thousand times rarer.
RIVAL_SHARE = 1e-3
# Words that begin other words by chance, as in brukar, upprättar, rapporten, regeringen, beslutar.
BY_CHANCE = """
all alla allt andra att avs bara bed beg beh bel ben ber bes bet bev bli bru dem den der det detta dig dit efter
ell eller ena ens ent ett exp fram från fär få får för före förs gen genom ger ges god got gör hade han har hed
hel hen hon hos här icke ing ink inn inom ins inte inv jag kan kap kon kor kos kunna les lik med mel men mer mig
min mot mycket mån ned nog nor när oss pers pla pol por pre pri pro rap rapp rec red ref reg rege rek rel res
rev sam samt sed sin ska skall ske ste sti str stå sva sve säk sök sön tas ten ter til till tom tra tre två und
under ung upp upps ut uta utan ute uti var vara vid vil vis över
"""
NO_HEADS = frozenset(BY_CHANCE.split())


def frequencies() -> dict[str, float]:
    """Swedish words of running text with their share of it, 0..1, from wordfreq."""
    from wordfreq import get_frequency_list

    return {
        word: float(10 ** (-centibels / 100))
        for centibels, words in enumerate(get_frequency_list("sv", "large"))
        for word in words
        if WORD.fullmatch(word)
    }


def base_forms() -> dict[str, str]:
    """Swedish word forms with their base forms, in lower case, from simplemma's dictionary."""
    from simplemma.strategies import DefaultDictionaryFactory

    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for form, lemma in DefaultDictionaryFactory().get_dictionary("sv").items():
        if WORD.fullmatch(form) and WORD.fullmatch(lemma):
            found[form] = lemma
        elif WORD.fullmatch(form.lower()) and WORD.fullmatch(lemma.lower()):
            names[form.lower()] = lemma.lower()
    return names | found


def families(common: Mapping[str, float], lemmas: Mapping[str, str]) -> defaultdict[str, float]:
    """How common each base form is, all its forms together."""
    sums: defaultdict[str, float] = defaultdict(float)
    for word, frequency in common.items():
        sums[lemmas.get(word, word)] += frequency
    return sums


def productive_heads(common: Mapping[str, float], lemmas: Mapping[str, str]) -> set[str]:
    """Words that stand first in many compounds."""
    family = families(common, lemmas)
    tails = {
        word: lemma
        for word, lemma in lemmas.items()
        if family[lemma] >= (TAIL_FREQUENCY if len(word) > SHORT else SHORT_TAIL_FREQUENCY)
        and len(word) >= SHORT
    }
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in {*common, *lemmas.values()}:
        for place in range(SHORT, len(word) - SHORT + 1):
            tail = tails.get(word[place:])
            if tail and word[:place] in lemmas:
                found[word[:place]].add(tail)
    return {
        head
        for head, ends in found.items()
        if len(ends) >= (FEWEST_TAILS if len(head) > SHORT else FEWEST_TAILS_OF_SHORT)
        and family[lemmas[head]] >= HEAD_FREQUENCY
        and head not in NO_HEADS
    }


def rivals(common: Mapping[str, float], lemmas: Mapping[str, str]) -> set[str]:
    """Dictionary words that another dictionary word differs from in the marks over its letters only."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in lemmas:
        if word in common:
            groups[word.translate(PLAIN)].append(word)
    found: set[str] = set()
    for group in groups.values():
        most = max(common[word] for word in group)
        alive = [word for word in group if common[word] >= RIVAL_SHARE * most]
        if len(alive) > 1:
            found.update(alive)
    return found


def build(folder: Path) -> None:
    """Write the lexicon's files as a whole, or not at all; another process may do the same meanwhile."""
    common, lemmas = frequencies(), base_forms()
    BUILT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILT, prefix="new-") as new:
        _write(Path(new) / "files", common, lemmas)
        with suppress(OSError):  # the other was first, and wrote the same
            (Path(new) / "files").rename(folder)
    for old in BUILT.iterdir():
        if old != folder and not old.name.startswith("new-"):
            shutil.rmtree(old, ignore_errors=True)


def _write(folder: Path, common: Mapping[str, float], lemmas: Mapping[str, str]) -> None:
    family, heads, paired = families(common, lemmas), productive_heads(common, lemmas), rivals(common, lemmas)
    words = marisa_trie.Trie({*common, *lemmas, *lemmas.values()})
    order = sorted(words.items(), key=itemgetter(1))
    columns = (
        array("I", (words[lemmas.get(word, word)] for word, _number in order)),
        array("f", (common.get(word, FLOOR) for word, _number in order)),
        array("f", (max(family[lemmas.get(word, word)], FLOOR) for word, _number in order)),
        array(
            "B",
            (
                HEAD * (word in heads) | RIVAL * (word in paired) | LISTED * (word in lemmas)
                for word, _ in order
            ),
        ),
    )
    folder.mkdir()
    words.save(str(folder / WORDS))
    with (folder / COLUMNS).open("wb") as file:
        for column in columns:
            column.tofile(file)


if __name__ == "__main__":
    if not (there := wanted_folder()).exists():
        build(there)
