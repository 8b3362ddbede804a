"""The state diagrams of docs/states.md, drawn from the transition tables.

python tools/diagrams.py update   docs/states.md is what the tables say
python tools/diagrams.py check    status 1 if it is not
"""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from django.db.models import Model

    from praktiknara.chain.transitions import Transition

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "states.md"

# English heading, app, model, name of the table.
DRAWN = (
    ("Call", "calls", "Call", "TABLE"),
    ("Application", "applications", "Application", "TABLE"),
    ("Co-applicant's answer", "applications", "CoApplicant", "CO_APPLICANT_TABLE"),
    ("Assessment", "assessments", "Assessment", "TABLE"),
    ("Case", "decisions", "Case", "TABLE"),
    ("Project", "projects", "Project", "TABLE"),
    ("Payout", "projects", "Payout", "PAYOUT_TABLE"),
    ("Result report", "results", "ResultReport", "TABLE"),
    ("Consumption report", "results", "ConsumptionReport", "CONSUMPTION_TABLE"),
    ("Paper", "documents", "Paper", "TABLE"),
    ("Knowledge output", "knowledge", "KnowledgeOutput", "TABLE"),
    ("Reading of a paper", "intake", "Reading", "TABLE"),
    ("Proposal of a reading", "intake", "Proposal", "PROPOSAL_TABLE"),
    ("List of old projects", "intake", "Sheet", "SHEET_TABLE"),
)

HEAD = """# States

Drawn by `tools/diagrams.py` from the transition tables; a test says when a table has changed and this page has not.
Under each code name stands the Swedish word that the pages show; an arrow carries the words of its button.
The sentence under "who" is the answer to everyone else. See `src/praktiknara/<app>/transitions.py`.
"""


class Machine(NamedTuple):
    """A thing that moves: its heading, its app, its states with their words, where it begins, and its moves."""

    title: str
    app: str
    states: dict[str, str]
    first: str
    moves: "Sequence[Transition[Any]]"


def machines() -> Iterator[Machine]:
    """Read every table of the chain."""
    from django.db.models import CharField

    for title, app, model_name, table in DRAWN:
        model: type[Model] = getattr(import_module(f"praktiknara.{app}.models"), model_name)
        status = model._meta.get_field("status")
        assert isinstance(status, CharField)
        states = {str(value): str(label) for value, label in status.choices or ()}
        moves = getattr(import_module(f"praktiknara.{app}.transitions"), table)
        yield Machine(title, app, states, str(status.get_default()), moves)


def tables() -> set[tuple[str, str]]:
    """Name every transition table that an app holds."""
    found = set()
    for path in sorted((ROOT / "src" / "praktiknara").glob("*/transitions.py")):
        app = path.parent.name
        module = import_module(f"praktiknara.{app}.transitions")
        found |= {(app, name) for name in vars(module) if name == "TABLE" or name.endswith("_TABLE")}
    return found


def diagram(machine: Machine) -> Iterator[str]:
    """Draw one machine in the words of mermaid."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state, label in machine.states.items():
        yield f'    state "{state}<br>{label}" as {state}'
    yield f"    [*] --> {machine.first}"
    for move in machine.moves:
        for state in machine.states:
            if state in move.source:
                yield f"    {state} --> {move.target}: {move.label}"
    left = {state for move in machine.moves for state in move.source}
    reached = {machine.first} | {move.target for move in machine.moves}
    for state in machine.states:
        if state in reached - left:
            yield f"    {state} --> [*]"
    yield "```"


def moves(machine: Machine) -> Iterator[str]:
    """Tell each move in a row: verb, button, from, to, who, and whether a rule is asked."""
    from praktiknara.chain.transitions import no_rule

    yield "| verb | button | from | to | who | rule |"
    yield "|---|---|---|---|---|---|"
    for move in machine.moves:
        source = ", ".join(f"`{state}`" for state in machine.states if state in move.source)
        rule = "–" if move.rule is no_rule else "yes"
        yield f"| `{move.name}` | {move.label} | {source} | `{move.target}` | {move.whose} | {rule} |"


def page() -> str:
    """Write the page as it should be."""
    from django.utils import translation

    lines = [HEAD]
    with translation.override("sv"):
        for machine in machines():
            lines += [f"## {machine.title} (`{machine.app}`)", "", *diagram(machine), "", *moves(machine), ""]
            moved = {state for move in machine.moves for state in (*move.source, move.target)}
            still = [f"`{state}`" for state in machine.states if state not in moved]
            if still:
                lines += [
                    f"No move leads to or from {', '.join(still)}: such rows come from the sources.",
                    "",
                ]
    return "\n".join(lines)


def update() -> int:
    """Write the page."""
    PAGE.write_text(page())
    return 0


def check() -> int:
    """Say whether the page is what the tables say."""
    if PAGE.exists() and PAGE.read_text() == page():
        return 0
    print(
        "docs/states.md is not what the transition tables say: run python tools/diagrams.py update",
        file=sys.stderr,
    )
    return 1


def main(arguments: list[str]) -> int:
    """Do what is asked."""
    commands = {"update": update, "check": check}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktiknara.settings")
    import django

    django.setup()
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
