"""What no page and no module may hold, wherever it is written."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "praktiknara"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(path for path in SOURCE.rglob("*.html") if "templates" in path.parts)
# Outside the tests' own folder, which must name what it forbids.
TRACKED = subprocess.run(
    ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout
WRITTEN = [ROOT / name for name in TRACKED.split("\0") if name and not name.startswith("tests/house/")]


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def writes_of_status(tree: ast.AST) -> Iterator[int]:
    """Lines that set `.status` on a thing or by `update(status=…)`; creating a row with its first status is no such write."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            flat = [part for target in targets for part in ast.walk(target)]
            if any(
                isinstance(part, ast.Attribute) and part.attr == "status" and isinstance(part.ctx, ast.Store)
                for part in flat
            ):
                yield node.lineno
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            named = {keyword.arg for keyword in node.keywords}
            constants = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if (called == "update" and "status" in named) or (called == "setattr" and "status" in constants):
                yield node.lineno


def test_only_one_door_changes_a_status():
    doors = {
        f"{path.relative_to(SOURCE).as_posix()}:{line}"
        for path in MODULES
        for line in writes_of_status(ast.parse(path.read_text()))
    }

    assert {door.split(":")[0] for door in doors} - {"chain/actions.py"} == set(), doors


@pytest.mark.parametrize(
    "line",
    [
        "thing.status = 'sent'",
        "a, thing.status = 1, 2",
        "things.update(status='sent')",
        "setattr(thing, 'status', 'sent')",
    ],
)
def test_the_search_for_writes_of_status_finds_them(line: str):
    assert list(writes_of_status(ast.parse(line))) == [1]


INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")",
    re.IGNORECASE,
)


def without_template_tags(text: str) -> str:
    """A component's argument may be called `style`; only HTML's own attributes count."""
    return re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.DOTALL)


# A paper is printed, not served: its stylesheet may lie in it.
PAGES = [path for path in TEMPLATES if "papers" not in path.parts]


@pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
def test_no_page_has_script_or_style_of_its_own(path: Path):
    assert INLINE.findall(without_template_tags(path.read_text())) == []


@pytest.mark.parametrize(
    "text",
    ["<p style='a'>", '<b onclick="a()">', "<script>a()</script>", "<style>", "<a href='javascript:a'>"],
)
def test_the_search_for_script_and_style_finds_them(text: str):
    assert INLINE.search(without_template_tags(text))


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_says_first_what_it_knows(path: Path):
    text = path.read_text()

    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{path} has no docstring"


def test_nothing_points_at_one_machine():
    places = re.compile(rb"(?<![\w.~-])/(work|tmp|root|home)/|\bTODO\b|\bFIXME\b")
    found = [
        path
        for path in WRITTEN
        if path.suffix != ".png" and path.exists() and places.search(path.read_bytes())
    ]

    assert names(found) == []


def test_an_exception_to_a_rule_carries_its_reason():
    bare = re.compile(r"#\s*(noqa(: ?[A-Z0-9, ]+)?|type: ignore(\[[\w, -]+\])?|fmt: \w+|nosec)\s*$")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in WRITTEN
        if path.suffix == ".py" and path.exists()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if bare.search(line)
    ]

    assert found == []
