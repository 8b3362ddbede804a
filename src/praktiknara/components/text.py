"""Swedish text: its alphabet, its addresses, and what does not belong in it."""

import re
import unicodedata

SWEDISH_LAST = {"å": "zzza", "ä": "zzzb", "ö": "zzzc"}
SAME_AS = {"æ": "ä", "ø": "ö", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe"}
ABOUT_LAST = re.compile(r"[,\s]+(cirka|ca|omkring|ungefär)\.?$", re.IGNORECASE)
KEPT_CONTROLS = "\n\t"
DANGEROUS = ("=", "+", "-", "@", "\t", "\n")
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
JOINERS = {"\u200c", "\u200d"}


def sort_key(text: str) -> str:
    """Order words as a Swedish register does: å, ä and ö last, capitals, other accents and signs no matter.

    Only a–z and digits are used, so that every database sorts the keys alike whatever its collation.
    """
    letters = "".join(_letter(character) for character in unicodedata.normalize("NFC", text).casefold())
    return "0".join(re.sub(r"[^a-z0-9 ]+", "", letters).split())


def slug(text: str) -> str:
    """Write a text as part of an address: å and ä become a, ö becomes o, the rest of the signs hyphens."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    spelled = "".join(SAME_AS.get(character, character) for character in lowered)
    return re.sub(r"[^a-z0-9]+", "-", _without_accents(spelled)).strip("-")


def plain(text: str) -> str:
    """Keep what a reader can see: composed letters, ordinary line breaks, no control or direction signs."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(character for character in composed if _is_visible(character))


def safe_cell(written: str) -> str:
    """Give a text that a spreadsheet shows as it is, and never reads as a formula."""
    visible = plain(written)
    return f"'{visible}" if visible.startswith(DANGEROUS) else visible


def without_about(text: str) -> str:
    """Leave out a last "cirka" before a figure that says it itself: "årsram, cirka" becomes "årsram"."""
    return ABOUT_LAST.sub("", text)


def words(text: str) -> int:
    """Count words the way a person would, between the white spaces."""
    return len(text.split())


def search_words(text: str) -> list[str]:
    """Give the words of a text as a search compares them: letters and figures in lower case, alike in every database."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())


def _letter(character: str) -> str:
    """Give one letter its place in the alphabet."""
    home = SAME_AS.get(character, character)
    return SWEDISH_LAST.get(home) or _without_accents(home)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _is_visible(character: str) -> bool:
    # A joiner shapes Persian and many emoji; without it the word changes.
    if character in KEPT_CONTROLS or character in JOINERS:
        return True
    return unicodedata.category(character) not in INVISIBLE
