"""The process that reads one file and ends: `python -m praktiknara.documents.reading FILE ENDING ANSWER [PAGE]`.

It sets its own limits before it looks at the file, writes its answer as JSON and knows nothing of the register.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from .shape import SHEET, Unreadable

PR_SET_PDEATHSIG = 1


def limit() -> None:
    """Take only so much memory, time and disk, told by the process that asked; and end when that process does."""
    for name, what in (
        ("READ_MEMORY", resource.RLIMIT_AS),
        ("READ_SECONDS", resource.RLIMIT_CPU),
        ("READ_OUTPUT", resource.RLIMIT_FSIZE),
    ):
        most = int(os.environ[name])
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def answer(path: Path, ending: str, page: str) -> dict[str, Any]:
    """Read the file, one page of a scan, or the rows of a list."""
    if page:
        from .scan import read_page

        return {"text": read_page(path, int(page))}
    if ending == SHEET:
        from . import sheet

        return {"rows": sheet.read(path)}
    from . import kinds

    kind = kinds.kind_of(path, ending)
    if kind == kinds.PDF:
        from . import pdf

        return pdf.read(path).as_json()
    if kind in {kinds.WORD, kinds.ODT}:
        from . import office

        return (office.read_word if kind == kinds.WORD else office.read_open_document)(path).as_json()
    content = path.read_bytes()
    if kind == kinds.HTML:
        from . import html

        return html.read(content).as_json()
    from . import text

    return text.read(content, kind).as_json()


def main() -> None:
    """Answer in the file that the caller named."""
    path, ending, told, *page = sys.argv[1:]
    limit()
    try:
        said = answer(Path(path), ending, page[0] if page else "")
    except Unreadable as fault:
        said = {"fault": fault.code, "values": fault.values}
    except MemoryError:
        said = {"fault": "too_heavy", "values": {}}
    except RecursionError:
        said = {"fault": "broken", "values": {}}
    Path(told).write_text(json.dumps(said), encoding="ascii")


if __name__ == "__main__":
    main()
