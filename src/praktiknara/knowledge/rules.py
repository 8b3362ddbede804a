"""How something is made readable before it is published, how it is cited, and what a number can and cannot say."""

from collections.abc import Sequence

from praktiknara.chain.rules import Problem, _
from praktiknara.results.rules import lesson_problem

FEW = 20


def readable_problems(*, title: str, summary: str, lesson: str) -> list[Problem]:
    """What is published has a title, a summary in plain words, and a lesson of three sentences at most."""
    problems = []
    if not title.strip():
        problems.append(Problem(_("Skriv en titel."), field="title"))
    if not summary.strip():
        problems.append(Problem(_("Skriv en sammanfattning på klarspråk."), field="summary"))
    if not lesson.strip():
        problems.append(Problem(_("Skriv lärdomen, högst tre meningar."), field="lesson"))
    elif problem := lesson_problem(lesson):
        problems.append(problem)
    return problems


def citation(authors: Sequence[str], year: str, title: str, publisher: str, address: str) -> str:
    """Write how to cite an output; a publisher that is also the author stands once."""
    by = ", ".join(authors) or publisher
    first = f"{by} ({year})." if by else f"({year})."
    after = f"{publisher}." if publisher and authors else ""
    ended = title if title.endswith((".", "?", "!")) else f"{title}."
    return " ".join(filter(None, [first, ended, after, address]))


def cautions(*, has_value: bool, measure: str, base: int | None) -> list[str]:
    """Say what keeps a number from telling more than it does (R-OUT-01)."""
    if not has_value:
        return []
    if base is None:
        return [_("Det framgår inte av hur många.")] if measure == "share" else []
    return [_("Bygger på få, så en enskild person väger tungt.")] if base < FEW else []
