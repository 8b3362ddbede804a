"""The architecture must be able to fail: each contract is tried on a small house built wrong."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [LINT, "--no-cache"], cwd=folder, env={"PYTHONPATH": "src"}, capture_output=True, text=True
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The house with its contracts, to be built wrong in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    source = ROOT / "src" / "praktiknara"
    for path in source.rglob("*.py"):
        target = tmp_path / "src" / "praktiknara" / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return tmp_path


def write(folder: Path, module: str, line: str) -> None:
    path = folder / "src" / "praktiknara" / f"{module.replace('.', '/')}.py"
    before = path.read_text() if path.exists() else ""
    path.write_text(f"{before}\n{line}\n")


def test_the_house_as_it_stands_keeps_every_contract(copy: Path):
    assert lint(copy).returncode == 0, lint(copy).stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        (
            "people.rules",
            "import praktiknara.calls.choices",
            "A later step knows the earlier, never the reverse",
        ),
        (
            "needs.choices",
            "import praktiknara.needs.apps\nimport praktiknara.needs.rules",
            "Inside an app, a request",
        ),
        ("needs.rules", "import django.db", "Rules and libraries are pure"),
        ("swedish.words", "import django.db", "Rules and libraries are pure"),
        ("needs.views", "import praktiknara.trail.actions", "Only verbs write what was done"),
    ],
)
def test_a_wrong_import_is_refused_by_its_contract(copy: Path, module: str, line: str, contract: str):
    write(copy, "needs.rules", "")
    write(copy, "needs.views", "")
    write(copy, "trail.actions", "")
    write(copy, module, line)

    answer = lint(copy)

    assert answer.returncode == 1
    (broken,) = [text for text in answer.stdout.splitlines() if text.endswith("BROKEN")]
    assert broken.startswith(contract)


def test_a_new_app_must_take_its_place(copy: Path):
    (copy / "src" / "praktiknara" / "stray").mkdir()
    write(copy, "stray.__init__", "")

    answer = lint(copy)

    assert answer.returncode == 1
    assert "stray" in answer.stdout
