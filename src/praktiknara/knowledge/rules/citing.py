"""How an output is cited: as text, and as the files that programs for references read."""

import re
from collections.abc import Sequence
from typing import NamedTuple

ENDED = (".", "?", "!")


def citation(authors: Sequence[str], year: str, title: str, publisher: str, address: str) -> str:
    """Write how to cite an output; a publisher that is also the author stands once."""
    by = ", ".join(authors) or publisher
    first = f"{by} ({year})." if by else f"({year})."
    after = f"{publisher}." if publisher and authors else ""
    ended = title if title.endswith(ENDED) else f"{title}."
    return " ".join(filter(None, [first, ended, after, address]))


class Reference(NamedTuple):
    """What a reference tells; a year that is not known is None and is left out."""

    key: str
    authors: Sequence[str]
    year: int | None
    title: str
    publisher: str
    abstract: str
    address: str


def bibtex(told: Reference) -> str:
    """Write the reference as BibTeX, in UTF-8; an organisation that stands as author is not split into names."""
    by = " and ".join(f"{{{_tex(name)}}}" if not told.authors else _tex(name) for name in _by(told))
    fields = {
        "author": by,
        "title": f"{{{_tex(told.title)}}}",
        "institution": _tex(told.publisher),
        "year": str(told.year) if told.year else "",
        "url": told.address,
        "abstract": _tex(told.abstract),
        "language": "swedish",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{_key(told.key)},\n{lines}}}\n"


def ris(told: Reference) -> str:
    """Write the reference as RIS, in UTF-8, each field on a line of its own."""
    lines = [("TY", "RPRT")]
    lines += [("AU", _last_first(name) if told.authors else name) for name in _by(told)]
    lines += [("PY", str(told.year))] if told.year else []
    lines += [
        ("TI", told.title),
        ("PB", told.publisher),
        ("AB", told.abstract),
        ("UR", told.address),
        ("LA", "sv"),
        ("ID", told.key),
    ]
    written = [f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value]
    return "\r\n".join([*written, "ER  - ", ""])


def _by(told: Reference) -> Sequence[str]:
    return told.authors or ([told.publisher] if told.publisher else [])


def _last_first(name: str) -> str:
    first, _space, last = name.rpartition(" ")
    return f"{last}, {first}" if first else last


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", text.lower())


def _tex(text: str) -> str:
    """Keep a text from ending its field or commanding TeX."""
    plain = " ".join(text.replace("\\", " ").replace("{", "(").replace("}", ")").split())
    return re.sub(r"([%&#$_])", r"\\\1", plain)
