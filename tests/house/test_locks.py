"""The locks name what is installed, with a checksum each, and no place to fetch it from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))


def pins(path: Path) -> set[str]:
    return set(re.findall(r"^(\S+==\S+)", path.read_text(), re.MULTILINE))


def test_the_developers_lock_holds_all_that_the_product_runs_on():
    runtime, developers = pins(ROOT / "requirements.lock"), pins(ROOT / "requirements-dev.lock")

    assert runtime
    assert runtime - developers == set()


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_pin_has_a_checksum_and_no_host(path: Path):
    text = path.read_text()
    entries = re.split(r"\n(?=\S)", text.strip())

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_the_lock_of_the_pages_has_a_checksum_for_all_and_no_host():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = {name: entry for name, entry in packages.items() if name}

    assert [name for name, entry in fetched.items() if not entry.get("integrity")] == []
    assert [name for name, entry in fetched.items() if "resolved" in entry] == []
