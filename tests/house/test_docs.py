"""The pages about the product say what is so: links lead somewhere, names are the code's, diagrams are the tables'."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from tools import diagrams

from praktiknara import settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
# Pictures that a journey through the product takes; until it has been made they are named here.
TO_BE_TAKEN = re.compile(r"(start|story-\d\d-[a-z-]+-1280)\.png")


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def outside_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The places inside a page that a link may point at."""
    headings = re.findall(r"^#+ (.+)$", outside_code(page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page: Path, text: str) -> list[str]:
    found = []
    for picture, target in LINK.findall(outside_code(text)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _hash, place = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists():
            if not (picture and TO_BE_TAKEN.fullmatch(there.name) and there.parent == DOCS / "pictures"):
                found.append(target)
        elif place and place not in anchors(there):
            found.append(target)
    return found


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_link_leads_somewhere(page: Path):
    assert broken(page, page.read_text()) == []


@pytest.mark.parametrize(
    "text",
    ["[a](nowhere.md)", "![a](docs/pictures/other.png)", "[a](README.md#nothing)", "[a](#nothing)"],
)
def test_a_link_that_leads_nowhere_is_found(text: str):
    assert len(broken(ROOT / "README.md", text)) == 1


def test_every_page_can_be_reached_from_the_first():
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        targets = [page.parent / target.partition("#")[0] for _p, target in LINK.findall(page.read_text())]
        waiting += [
            there.resolve()
            for there in targets
            if there.suffix == ".md" and there.exists() and there.resolve() not in reached
        ]

    assert names([page for page in PAGES if page not in reached]) == []


def test_the_architecture_can_be_read_in_one_sitting():
    assert len((DOCS / "architecture.md").read_text().splitlines()) <= 150


def test_the_architecture_names_every_app_in_order():
    from praktiknara.chain.order import APPS, LIBRARIES

    tree = (
        (DOCS / "architecture.md").read_text().partition("src/praktiknara/\n")[2].partition("settings.py")[0]
    )

    assert tuple(re.findall(r"^  (\w+)/ ", tree, re.MULTILINE)) == (*LIBRARIES, *APPS)


def test_the_settings_are_told_to_those_who_run_it():
    rows = re.findall(r"^\| `(\w+)` \|", (DOCS / "running.md").read_text(), re.MULTILINE)

    assert {row for row in rows if row.startswith("PRAKTIKNARA_")} == set(settings.KNOWN)
    assert {row for row in rows if not row.startswith("PRAKTIKNARA_")} == {"DATABASE_URL", "PYTHON"}
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_command_named_exists(page: Path):
    usage = subprocess.run([ROOT / "run", "--help"], capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"^\./run (\S+)", usage, re.MULTILINE)) | {""}
    from django.core.management import get_commands

    said = re.findall(r"(?:\./|praktiknara/)run(?: (--\w+|[a-z]+))?(?: (\w+))?", page.read_text())

    assert {command for command, _next in said} - known == set()
    assert {then for command, then in said if command == "manage" and then.islower()} - {
        *get_commands(),
        "help",
    } == set()


@pytest.mark.parametrize("page", ["README.md", "LASMIG.md"])
def test_both_first_pages_name_the_same_commands_and_pages(page: str):
    first, other = (ROOT / "README.md").read_text(), (ROOT / page).read_text()

    for pattern in (r"\./run[a-z -]*", r"libpan\S+|python3-venv|3\.\d\d", r"\]\((docs/[^)]+)\)"):
        assert set(map(str.strip, re.findall(pattern, first))) == set(
            map(str.strip, re.findall(pattern, other))
        )


def test_every_decision_is_dated_listed_and_says_what_was_given_up():
    listed = re.findall(
        r"\[(\d{4})\]\((\S+?)\) \| (.+?) \| (\S+) \|", (DOCS / "decisions" / "README.md").read_text()
    )
    pages = sorted((DOCS / "decisions").glob("0*.md"))

    told = []
    for page in pages:
        lines = page.read_text().splitlines()
        number, title = lines[0].removeprefix("# ").split(" ", 1)
        assert "## What we gave up" in lines, page.name
        assert page.name.startswith(number)
        told.append((number, page.name, title, lines[2]))
    assert listed == told


def test_the_diagrams_are_what_the_tables_say():
    assert (DOCS / "states.md").read_text() == diagrams.page(), "run python tools/diagrams.py update"


def test_every_transition_table_is_drawn():
    assert diagrams.tables() == {(app, table) for _title, app, _model, table in diagrams.DRAWN}


def code_names(text: str) -> set[str]:
    return set(re.findall(r"`([A-Za-z]+\.[A-Za-z_]+)`", text))


def test_the_glossary_names_what_exists():
    """`app.Name` is a model or a class of the app's choices; `Kind.NAME` a choice; `Model.name` a field."""
    from importlib import import_module
    from importlib.util import find_spec

    from praktiknara.chain.order import APPS

    kinds: dict[str, object] = {}
    for app in APPS:
        for part in ("choices", "models"):
            if find_spec(f"praktiknara.{app}.{part}"):
                module = import_module(f"praktiknara.{app}.{part}")
                kinds |= {name: value for name, value in vars(module).items() if isinstance(value, type)}
                kinds |= {
                    f"{app}.{name}": value for name, value in vars(module).items() if isinstance(value, type)
                }
    moves = {
        name
        for app in apps.get_app_configs()
        if app.name.startswith("praktiknara.") and find_spec(f"{app.name}.transitions")
        for name in vars(import_module(f"{app.name}.transitions"))
    }

    def exists(name: str) -> bool:
        owner, _dot, part = name.partition(".")
        if owner == "transitions":
            return part in moves
        return name in kinds or hasattr(kinds.get(owner), part)

    said = code_names((DOCS / "glossary.md").read_text().partition("\n## ")[2])
    assert said
    assert {name for name in said if not exists(name)} == set()
    assert not exists("calls.Nothing")
    assert not exists("PlanKind.NOTHING")
