"""Numbers as they are written in Swedish: with spaces, with a comma, and in words."""

from praktiknara.swedish.extraction.spelling import tolerant

_UNITS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
          "fjorton", "femton", "sexton", "sjutton", "arton", "nitton")  # fmt: skip  # a list reads best as lines of words
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")


def _words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_UNITS) if number}
    words |= {"en": 1, "aderton": 18, "hundra": 100, "etthundra": 100, "tvåhundra": 200, "trehundra": 300}
    words |= {"fyrahundra": 400, "femhundra": 500, "tusen": 1000, "ettusen": 1000}
    for place, ten in enumerate(_TENS, start=2):
        words[ten] = place * 10
        words |= {ten + word: place * 10 + number for number, word in enumerate(_UNITS[:10]) if number}
        words[ten + "en"] = place * 10 + 1
    return words


WORDS = _words()
# For a pattern: tens with units after, then the rest; longest first, so that a part never wins over the whole.
_AFTER_TENS = "|".join(["en", *_UNITS[1:10]])
_REST = "|".join(sorted((word for word in WORDS if not word.startswith(_TENS)), key=len, reverse=True))
WORD = rf"(?:{'|'.join(_TENS)})(?:{_AFTER_TENS})?|{_REST}"
# 2 310 000 · 2.310.000 · 45 · 45,5
FIGURES = r"(?:\d{1,3}(?:[ .]\d{3}){1,4}(?!\d)|\d{1,12})(?:,\d{1,3})?(?!\d)"
DIGITS = rf"(?<![\d,.:/-]){FIGURES}"


def number(text: str) -> float:
    """Give the number that digits or a word stand for; the word may be spoilt by a scan.

    Raises:
        ValueError: it is neither.
    """
    plain = text.casefold().strip()
    if plain[:1].isdigit():
        return float(plain.replace(" ", "").replace(".", "").replace(",", "."))
    if plain in WORDS:
        return WORDS[plain]
    for pattern, value in _SPOILT:
        if pattern.fullmatch(plain):
            return value
    raise ValueError(f"not a number: {text[:40]}")


_SPOILT = [(tolerant(word), value) for word, value in WORDS.items() if set(word) & set("åäö")]
