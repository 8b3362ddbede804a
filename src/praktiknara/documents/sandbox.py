"""Reading a file in a process with limits, from the side that asks."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import praktiknara

from .reading.shape import SHEET, ReadFile, ReadPage, Unreadable

SOURCE = Path(praktiknara.__file__).resolve().parents[1]


@dataclass(frozen=True)
class Limits:
    """What one file may take: bytes of memory and of answer, seconds of processor and of waiting."""

    memory: int = 1_500_000_000
    seconds: int = 60
    patience: int = 120
    output: int = 120_000_000


LIMITS = Limits()


def read(content: bytes, ending: str, limits: Limits = LIMITS) -> ReadFile:
    """Read a file's text; raises Unreadable with the reason, whatever the file does to its reader."""
    said = _ask(content, ending, "", limits)
    pages = [ReadPage(str(text), bool(picture), bool(marked)) for text, picture, marked in said["pages"]]
    return ReadFile(said["kind"], pages, said["glue"], said["title"], said["made_with"])


def read_scan(content: bytes, number: int, limits: Limits = LIMITS) -> str:
    """Read one page of a scanned PDF, counted from 0, by Tesseract with Swedish."""
    return str(_ask(content, ".pdf", str(number), limits)["text"])


def read_sheet(content: bytes, limits: Limits = LIMITS) -> list[list[Any]]:
    """Read the first sheet of an Excel file as rows of values; raises Unreadable with the reason."""
    rows: list[list[Any]] = _ask(content, SHEET, "", limits)["rows"]
    return rows


@cache
def scan_reader() -> str:
    """Name the program and version that reads pictures in Swedish; empty when there is none here."""
    found = shutil.which("tesseract")
    if found is None:
        return ""
    try:
        languages = subprocess.run(
            [found, "--list-langs"], capture_output=True, text=True, timeout=20, check=True
        )
        version = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=20, check=True)
    except (subprocess.SubprocessError, OSError):
        return ""
    if "swe" not in (languages.stdout + languages.stderr).split():
        return ""
    return " ".join((version.stdout + version.stderr).split()[:2]) + " swe"


def _ask(content: bytes, ending: str, page: str, limits: Limits) -> dict[str, Any]:
    with TemporaryDirectory(prefix="praktiknara-read-") as folder:
        given, told = Path(folder) / "given", Path(folder) / "told"
        given.write_bytes(content)
        _run([str(given), ending, str(told), *([page] if page else [])], folder, limits)
        try:
            said: dict[str, Any] = json.loads(told.read_text("ascii"))
        except (OSError, ValueError) as fault:
            raise Unreadable("broken") from fault
    if "fault" in said:
        raise Unreadable(said["fault"], **said["values"])
    return said


def _run(arguments: list[str], folder: str, limits: Limits) -> None:
    """Run the reader to its end, and end it and all it started when it takes too long."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(SOURCE),
        "PYTHONUTF8": "1",
        "TMPDIR": folder,
        "OMP_THREAD_LIMIT": "1",
        "READ_MEMORY": str(limits.memory),
        "READ_SECONDS": str(limits.seconds),
        "READ_OUTPUT": str(limits.output),
        **{name: os.environ[name] for name in ("TESSDATA_PREFIX",) if name in os.environ},
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "praktiknara.documents.reading", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        ended = child.wait(limits.patience)
    except subprocess.TimeoutExpired as fault:
        raise Unreadable("too_slow", seconds=limits.patience) from fault
    finally:
        _end(child)
    if ended == -signal.SIGXCPU or ended == -signal.SIGKILL:
        raise Unreadable("too_slow", seconds=limits.seconds)
    if ended != 0:
        raise Unreadable("broken")


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the reader and whatever it has started; each has a session of its own."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
