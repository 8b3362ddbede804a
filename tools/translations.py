"""The catalogues of translations: brought up to date, checked and compiled without gettext's own programs.

python tools/translations.py update    the texts of the code and templates are in the catalogues
python tools/translations.py check     status 1 and every fault named, if one is missing, unused, untranslated or uncertain
python tools/translations.py compile   the .mo files that Django reads
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "praktiknara"
CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "marked", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def texts() -> Catalog:
    """All that the code and the templates say to people."""
    from django.utils.translation.template import templatize

    found = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted(SOURCE.rglob("*")):
        keywords = KEYWORDS
        if path.suffix == ".py":
            source = path.read_text()
            keywords = KEYWORDS | other_names(source)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            # In brackets, so that Python's tokenizer does not take the page's indentation for a program's.
            source = f"({templatize(path.read_text(), origin=str(path))}\n)"
        else:
            continue
        for _line, message, comments, context in extract("python", io.BytesIO(source.encode()), keywords):
            place = path.relative_to(ROOT).as_posix()
            said = found.get(message[0], context) if isinstance(message, tuple) else None
            # A catalogue finds a plural by its singular: the second would be told in the words of the first.
            if said is not None and said.pluralizable and tuple(said.id) != message:
                sys.exit(f"{place}: one singular with two plurals: {said.id!r}, {message!r}")
            found.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def other_names(source: str) -> dict[str, Any]:
    """The functions of translation that a module calls by a name of its own: gettext_lazy as lazy."""
    return {
        one.asname: KEYWORDS[one.name]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.asname and one.name in KEYWORDS
    }


def read(path: Path) -> Catalog:
    """A catalogue as it stands."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def update() -> int:
    """Bring every catalogue up to date; what nobody says any longer is taken out."""
    wanted = texts()
    for path in CATALOGUES:
        catalogue = read(path)
        catalogue.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, omit_header=False, sort_by_file=True, include_lineno=False)
    return 0


def faults(path: Path, wanted: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being complete."""
    catalogue = read(path)
    said = {(message.context, message.id) for message in wanted if message.id}
    known = {(message.context, message.id) for message in catalogue if message.id}
    for _context, text in sorted(said - known, key=str):
        yield f"missing: {text!r}"
    for _context, text in sorted(known - said, key=str):
        yield f"no longer said: {text!r}"
    for message in catalogue:
        strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if not message.id:
            continue
        if not all(strings):
            yield f"not translated: {message.id!r}"
        elif message.fuzzy:
            yield f"uncertain: {message.id!r}"
        else:
            yield from (f"{fault}: {message.id!r}" for fault in message.check(catalogue))


def check() -> int:
    """Name every fault of every catalogue."""
    wanted = texts()
    found = [f"{path.relative_to(ROOT)}: {fault}" for path in CATALOGUES for fault in faults(path, wanted)]
    if not CATALOGUES:
        found.append("locale: there is no catalogue")
    print("\n".join(found) or f"{sum(1 for message in wanted if message.id)} texts, all translated.")
    return 1 if found else 0


def compile_all() -> int:
    """Write the .mo file of every catalogue, and put it in place whole."""
    for path in CATALOGUES:
        made = path.with_suffix(".mo")
        fresh = made.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, read(path))
        fresh.replace(made)
    return 0


if __name__ == "__main__":
    commands = {"update": update, "check": check, "compile": compile_all}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(commands[sys.argv[1]]())
