"""Registrar Rut reads a folder of old papers into the bank: what is whole comes in, what is not is named."""

import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from tests.documents import files

from praktiknara.documents.models import Paper
from praktiknara.trail.models import Document

SOURCE = Path(__file__).resolve().parents[2] / "src"


def put(folder: Path, contents: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder


def imported(*arguments: str | Path) -> tuple[dict[str, Any], str]:
    """What the command answers, and the sentence it ends with when something was refused."""
    out, refusal = StringIO(), ""
    try:
        call_command("import_papers", *map(str, arguments), "--json", stdout=out)
    except CommandError as fault:
        refusal = str(fault)
    return json.loads(out.getvalue()), refusal


def names(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(row["file"] for row in rows)


def a_database_of_its_own(folder: Path) -> dict[str, str]:
    """The environment of a process whose register is this test's, or a copy of it."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PRAKTIKNARA_") and name != "DATABASE_URL"
    }
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / "praktiknara.sqlite3")])
    else:
        held = connection.settings_dict
        env["DATABASE_URL"] = (
            f"postgresql://{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT'] or 5432}/{held['NAME']}"
        )
    return {**env, "PRAKTIKNARA_DATA": str(folder), "PYTHONPATH": str(SOURCE)}


def command(env: dict[str, str], folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "praktiknara", "import_papers", str(folder), "--json"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kept(data: Path) -> list[Path]:
    return sorted(path for path in (data / "files").rglob("*") if path.is_file())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_files_the_whole_come_in_and_the_broken_are_named_also_when_the_first_try_is_killed(
    tmp_path,
):
    whole, broken = files.whole(180), files.broken()
    folder = put(
        tmp_path / "papper", {**whole, **{name: content for name, (content, _why) in broken.items()}}
    )
    data = tmp_path / "data"
    data.mkdir()
    env = a_database_of_its_own(data)

    first = command(env, folder)
    until = time.monotonic() + 120
    while len(kept(data)) < 40 and time.monotonic() < until:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    done = len(kept(data))
    assert 40 <= done < 180

    second = command(env, folder)
    out, complaint = second.communicate()
    answer = json.loads(out)

    assert second.returncode == 1
    assert names(answer["imported"] + answer["unchanged"]) == sorted(whole)
    assert 0 < len(answer["unchanged"]) <= done
    assert names(answer["refused"]) == sorted(broken)
    for row in answer["refused"]:
        assert broken[row["file"]][1] in row["why"], row
        assert f"{row['file']}: {row['why']}" in complaint
    assert len(kept(data)) == 180


@pytest.mark.django_db
def test_each_kind_of_file_gives_its_own_text(tmp_path):
    made = files.whole(10)
    folder = put(tmp_path / "papper", made)

    answer, refusal = imported(folder)

    assert (names(answer["imported"]), refusal) == (sorted(made), "")
    assert {row["how"] for row in answer["imported"]} == {"text"}
    assert {row["language"] for row in answer["imported"]} == {"sv"}
    for number, paper in enumerate(Paper.objects.order_by("file_name")):
        told = " ".join(paper.text.split())
        for paragraph in files.story(number).split("\n\n"):
            assert paragraph in told, paper.file_name
        assert paper.title == files.story(number).split("\n\n")[0], paper.file_name
        assert all(paper.text[page.start : page.end].strip() for page in paper.pages.all())
        assert paper.document is not None
        with paper.document.file.open("rb") as original:
            assert original.read() == made[paper.file_name]


@pytest.mark.django_db
def test_a_text_file_is_kept_letter_by_letter(tmp_path):
    text = "\ufeffFörst ett märke,\r\nsedan en rad.\r\n\r\n\tOch en till å ä ö\n"
    put(tmp_path, {"rader.txt": text.encode()})

    imported(tmp_path / "rader.txt")

    paper = Paper.objects.get()
    assert paper.text == text
    for passage in paper.passages.all():
        assert paper.text[passage.start : passage.end].strip()


@pytest.mark.django_db
def test_the_same_content_is_there_once_whatever_it_is_called(tmp_path):
    folder = put(
        tmp_path / "papper", {"plan.txt": files.story(1).encode(), "plan kopia.txt": files.story(1).encode()}
    )

    first, _none = imported(folder)
    second, _none = imported(folder)

    assert (names(first["imported"]), names(first["unchanged"])) == (["plan kopia.txt"], ["plan.txt"])
    assert first["unchanged"][0]["same_as"] == "plan kopia.txt"
    assert (second["imported"], names(second["unchanged"])) == ([], ["plan kopia.txt", "plan.txt"])
    assert (Paper.objects.count(), Document.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_dry_run_reads_everything_and_keeps_nothing(tmp_path):
    put(tmp_path, {"plan.txt": files.story(1).encode(), "tom.txt": b""})

    answer, refusal = imported(tmp_path, "--dry-run")

    assert (names(answer["imported"]), names(answer["refused"])) == (["plan.txt"], ["tom.txt"])
    assert refusal.endswith("1 av 2 filer lästes inte in.")
    assert (Paper.objects.count(), Document.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_what_is_no_paper_is_left_in_its_folder_but_refused_by_name(tmp_path):
    folder = put(
        tmp_path / "papper",
        {"lista.csv": b"a;b", ".dold.txt": b"x", "~$plan.docx": b"x", "plan.txt": b"En plan."},
    )
    os.mkfifo(folder / "ror.txt")

    answer, _refusal = imported(folder)
    by_name, refusal = imported(folder / "lista.csv", folder / "finns-inte.txt")

    assert names(answer["imported"]) == ["plan.txt"]
    assert [(row["file"], row["why"]) for row in answer["refused"]] == [
        ("ror.txt", "Det här är ingen vanlig fil.")
    ]
    assert names(by_name["refused"]) == ["finns-inte.txt", "lista.csv"]
    assert "finns-inte.txt: Filen finns inte." in refusal


@pytest.mark.django_db
def test_an_internal_paper_is_not_public(tmp_path):
    put(tmp_path, {"plan.txt": files.story(1).encode()})

    imported(tmp_path, "--internal")

    paper = Paper.objects.get()
    assert paper.document is not None
    assert (paper.public, paper.document.public) == (False, False)


@pytest.mark.django_db
def test_the_citys_papers_come_in_under_the_names_of_the_sources(need):
    folder = need("../shared/papers")
    call_command("load_history", verbosity=0, stdout=StringIO())

    answer, refusal = imported(folder)

    assert refusal == ""
    assert [(row["file"][:3], row["how"]) for row in answer["imported"]] == [
        ("000", "old_ocr"),
        ("001", "text"),
        ("002", "text"),
        ("003", "old_ocr"),
        ("004", "old_ocr"),
    ]
    for paper in Paper.objects.all():
        assert paper.text == (Path(folder) / paper.file_name).read_bytes().decode()
        assert paper.year is not None
