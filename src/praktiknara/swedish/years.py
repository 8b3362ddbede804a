"""år or är: an engine without Swedish writes both as "ar", and only the neighbours tell them apart.

The rule is of grammar: år follows a preposition, a number, an ordinal or a measure and stands before a year or at a
clause's end; är follows a subject and never ends a clause.
"""

import re
from collections.abc import Sequence

from praktiknara.swedish.usage import word_set

SURE, LIKELY, HINT = (
    9.0,
    5.5,
    3.0,
)  # weights for år against är, as natural logarithms of odds; är is commoner by 2.9
FIRST_YEAR, LAST_YEAR = 1850, 2150

MEASURES = word_set(
    "ett halvt per inför under varje sista senaste förra nästa föregående innevarande kommande följande gångna vart vartannat"
    " varannat samma hela nytt ytterligare påföljande närmaste tidigare i fjärde femte sjätte sjunde åttonde nionde tionde"
    " hundra hundratals tiotals tjugotal par flertal antal dryga knappa föregångna mellanliggande"
)
NUMERALS = word_set(
    "två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo trettio"
    " fyrtio femtio sextio sjuttio åttio nittio tjugofem halvtannat"
)
AMOUNTS = word_set("några många flera få fler båda enstaka åtskilliga andra tredje första alla")
LEADS = word_set(
    "i på under efter för om inom sedan till med var över från drygt knappt cirka ca omkring ungefär minst högst nästan"
    " mellan kring runt upp fyllt sina sitt dess deras våra vårt"
)
AFTERWARDS = word_set("sedan gammal gamla gammalt senare tillbaka framåt efter före dessförinnan")
SUBJECTS = word_set(
    "det den de dem vi jag du han hon ni man vad hur dessa som där här vem vilka vilket vilken så inte att och"
    " syftet målet men"
)
# är is not followed by a second verb, and år hardly by the beginning of what something is.
FINITE = word_set("har hade ska skall kan fick blev kommer gäller finns får är beviljades fördelades")
COMPLEMENTS = word_set(
    "att det den en ett inte också dock därför alltså mycket mer så för viktig viktigt viktiga stor stora svårt"
)
TENS = re.compile(
    r"(?:tjugo|(?:tret|fyr|fem|sex|sjut|åt|nit)tio)(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio)"
)
BOTH = frozenset({"år", "är", "ar"})
DEFINITE = re.compile(r"[^\W\d_]{3,}(?:en|et|an|na)")
ENDS = frozenset([*'.,;:)!?”"–', ""])
STARTS = frozenset([*'.,!?:;•–-”"', ""])


def weight(before: Sequence[str], after: Sequence[str]) -> float:
    """Give the weight for år against är, from the words and signs before (the nearest first) and after; 0 says nothing."""
    first, second, third, *_ = [*before, "", "", ""]
    following, next_but_one, *_ = [*after, "", ""]
    if is_year(following) and not is_year(first):
        return SURE
    if first[:1].isdigit():
        return _after_digits(first, second, following)
    if first in MEASURES or (following == "i" and next_but_one in {"rad", "råd"}):
        return SURE
    if first == "detta":
        return LIKELY if second in LEADS else -LIKELY
    if first in NUMERALS or first in AMOUNTS or TENS.fullmatch(first):
        return _after_count(first, second, third, following)
    if _is_repeated(first, second, following, next_but_one):
        return LIKELY
    if following in FINITE:
        return -HINT if DEFINITE.fullmatch(first) else LIKELY
    if first in SUBJECTS or following in COMPLEMENTS:
        return -LIKELY
    if following in ENDS:
        return -HINT if DEFINITE.fullmatch(first) else LIKELY  # vad effekten är; läget är, som sagt
    return 0.0


def _is_repeated(first: str, second: str, following: str, next_but_one: str) -> bool:
    """Say whether it is one of the two in "år för år" or "från år till år"."""
    return (
        first in {"för", "från"}
        or (first == "till" and second in BOTH)
        or (following in {"för", "till"} and next_but_one in BOTH)
    )


def _after_digits(number: str, second: str, following: str) -> float:
    if is_year(number):
        return LIKELY if following in ENDS and second != "år" else -LIKELY
    if following in ENDS or following in AFTERWARDS or second in LEADS:
        return SURE
    return LIKELY


def _after_count(count: str, second: str, third: str, following: str) -> float:
    if second == "av" and (third in NUMERALS or third in {"en", "ett"}):  # tre av fyra är
        return -HINT
    if following in ENDS or following in AFTERWARDS or second in LEADS:
        return SURE
    if second.endswith("s") and second not in {"finns", "dess", "hos"}:  # projektets andra år
        return LIKELY
    if count in AMOUNTS or second in STARTS or second in SUBJECTS:
        return -HINT
    return LIKELY


def is_year(word: str) -> bool:
    """Say whether the word is a year of our time in digits."""
    return len(word) == 4 and word.isdigit() and FIRST_YEAR <= int(word) <= LAST_YEAR
