"""How something is made readable before it is published."""

from praktiknara.chain.rules import Problem, _
from praktiknara.results.rules import lesson_problem

DID_NOT = "did_not"


def readable_problems(
    *, title: str, summary: str, lesson: str, finding: str = "", because: str = ""
) -> list[Problem]:
    """What is published has a title, a summary in plain words, and a lesson of three sentences at most; what did not work says why."""
    problems = []
    if not title.strip():
        problems.append(Problem(_("Skriv en titel."), field="title"))
    if not summary.strip():
        problems.append(Problem(_("Skriv en sammanfattning på klarspråk."), field="summary"))
    if not lesson.strip():
        problems.append(Problem(_("Skriv lärdomen, högst tre meningar."), field="lesson"))
    elif problem := lesson_problem(lesson):
        problems.append(problem)
    if finding == DID_NOT and not because.strip():
        problems.append(
            Problem(_("Skriv varför det inte gick som tänkt. Det är det andra lär sig av."), field="because")
        )
    return problems


def people_problem(*, started: int | None, analysed: int | None) -> Problem | None:
    """No more people can be part of a result than there were who began."""
    if started is None or analysed is None or analysed <= started:
        return None
    return Problem(
        _("%(analysed)s ingår i utfallet, men bara %(started)s började. Rätta antalet som började."),
        {"analysed": analysed, "started": started},
        field="started",
    )
