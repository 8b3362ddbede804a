"""How exact a number is told to be, by the words right before it."""

from praktiknara.swedish.extraction.spelling import tolerant

_WORDS = (
    ("nearly", "knappt|nästan|närmare|inte fullt|strax under"),
    ("at_most", r"högst|maximalt|max\.?|upp till|som mest|ej överstigande|inte mer än|taket"),
    ("about", r"cirka|ca\.?|omkring|ungefär|runt|drygt|uppskattningsvis|i storleksordningen|över|minst"),
)
_PATTERNS = [
    (name, tolerant(rf"(?:^|(?<=[ (]))(?:{words})(?: belopp)?(?: (?:på|om|är|till))?$"))
    for name, words in _WORDS
]


def qualifier(before: str) -> str | None:
    """Name what stands right before a number: "about", "at_most" or "nearly"; None when nothing does."""
    close = " ".join(before[-60:].split()[-4:])
    return next((name for name, pattern in _PATTERNS if pattern.search(close)), None)
