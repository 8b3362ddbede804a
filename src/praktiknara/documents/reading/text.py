"""Text files: which letters the bytes are, and where the pages break."""

import codecs
import re

from .shape import ReadFile, ReadPage, Unreadable

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The eight-bit alphabets that Swedish text has been written in, the likeliest first.
EIGHT_BIT = ("cp1252", "latin-1", "mac_roman", "cp850")
WORD_LIKE = re.compile(r"(?<=[a-zåäö])[åäöé]|[ÅÄÖåäö](?=[a-zåäö])")
ODD = re.compile(r"[^\x00-\x7fåäöÅÄÖéÉèÈüÜáÁàÀæÆøØôêëïçñ§–—‘’“”«»…•½¼°€£%·\u00a0\u00ad\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read(content: bytes, kind: str) -> ReadFile:
    """Read a text file as it stands: its characters are its own, also line ends and a leading mark of order.

    Only NUL, which no database keeps, becomes a space, so that every offset holds.
    """
    text = decode(content).replace("\x00", " ")
    pages = [ReadPage(page) for page in re.split(r"(?<=\f)", text) if page]
    title = heading(text) if kind == "md" else ""
    return ReadFile(kind, pages, glue="", title=title).within_bounds()


def heading(text: str) -> str:
    """Give the first heading of a Markdown text, or nothing."""
    found = re.search(r"^#{1,2}[ \t]+(.{3,250})$", text[:20_000], re.MULTILINE)
    return found[1].strip(" #\r") if found else ""


def decode(content: bytes) -> str:
    """Give the characters of a text file: UTF-8, UTF-16, an eight-bit alphabet, or several mixed."""
    text = _decoded(content)
    if len(CONTROL.findall(text[:100_000])) * 50 > min(len(text), 100_000):
        raise Unreadable("not_text")
    return text


def _decoded(content: bytes) -> str:
    for mark, name in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(name)
            except UnicodeDecodeError as fault:
                raise Unreadable("not_text") from fault
    if (wide := _wide(content)) is not None:
        return wide
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _has_utf8(content):
        return "".join(_line(line) for line in content.splitlines(keepends=True))
    return _eight_bit(content)


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a western text is NUL."""
    start = content[:4_000]
    if len(start) < 8 or start.count(0) * 5 < len(start) * 2:
        return None
    name = "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    try:
        return content[: len(content) // 2 * 2].decode(name)
    except UnicodeDecodeError:
        return None


def _has_utf8(content: bytes) -> bool:
    """Say whether Swedish letters in UTF-8 stand somewhere among the bytes."""
    return re.search(rb"\xc3[\xa4\xa5\xb6\x84\x85\x96\xa9]", content) is not None


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return _pieces(line)


def _pieces(line: bytes) -> str:
    """A line in two alphabets at once: what is UTF-8 is read so, every other byte as Windows has it."""
    pieces = re.split(rb"((?:[\xc3][\x80-\xbf]|\xe2\x80[\x90-\xaf])+)", line)
    return "".join(
        piece.decode("utf-8", "replace") if number % 2 else piece.decode("cp1252", "replace")
        for number, piece in enumerate(pieces)
    )


def _eight_bit(content: bytes) -> str:
    """Choose the alphabet that makes the most Swedish of the bytes; a foreign one only when none does."""
    scored: list[tuple[float, int, str]] = []
    for place, name in enumerate(EIGHT_BIT):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        sample = text[:200_000]
        scored.append((len(WORD_LIKE.findall(sample)) - 2 * len(ODD.findall(sample)), -place, text))
    best = max(scored)
    if best[0] > 0:
        return best[2]
    from charset_normalizer import from_bytes  # costs more to load than most files do to read

    guessed = from_bytes(content[:200_000]).best()
    if guessed is not None:
        try:
            return content.decode(guessed.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return best[2]
