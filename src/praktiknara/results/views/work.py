"""How a project's work goes."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from praktiknara.chain.queries import say
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.people.models import SignedIn, User
from praktiknara.projects import permissions as project_permissions
from praktiknara.projects import queries as project_queries
from praktiknara.projects import transitions as project_moves
from praktiknara.projects.models import Grant, Project

from .. import queries, rules
from ..transitions import (
    CONSUMPTION_TABLE,
    TABLE,
)

NOT_ALL = marked("Projektets arbete ser den som leder det, FoU-utredaren och revisorn.")


OWN_VERBS = {
    "become_project": marked("förde in beslutet, och ansökan blev ett projekt med bidrag"),
    "plan_payouts": marked("planerade utbetalningarna"),
    "place_project": marked("placerade projektet"),
    "start_report": marked("började redovisa"),
    "write_report": marked("skrev i redovisningen"),
    "start_consumption": marked("började redovisa medel"),
}


@login_required
def work(request: SignedIn, slug: str) -> HttpResponse:
    """How a project's work goes, for those who lead it and those who follow it."""
    user = request.user
    project = queries.project_at_work(slug, user)
    if project is None:
        raise Http404
    if not project_permissions.sees_work(user, project):
        raise NotYours(Problem(NOT_ALL), thing=project)
    leads = project_permissions.leads(user, project)
    years = queries.report_years(project)
    told = {report.year for report in project.reports.all()}
    too_many = project_queries.too_many_years(project)
    return render(
        request,
        "results/work.html",
        {
            "project": project,
            "state": queries.state_of(project),
            "next_step": queries.next_step(project),
            "stations": queries.work_line(project),
            "grants": [_grant_at_work(grant, project, user) for grant in project.grants.all()],
            "reports": project.reports.all(),
            "years_left": [str(year) for year in years if year not in told] if leads else [],
            "moves": _project_moves(project, user),
            "leads": leads,
            "officer": project_permissions.runs_the_year(user, project),
            "too_many_years": say(too_many) if too_many else "",
            "happened": queries.what_happened(project, _words()),
        },
    )


def _grant_at_work(grant: Grant, project: Project, user: User) -> dict[str, Any]:
    """A grant with its payments and the report on its money, and what this user may do with each."""
    report = queries.consumption_of(grant)
    return {
        "grant": grant,
        "consumption": report,
        "left": rules.left(grant.amount, report.used) if report else None,
        "may_plan": grant.amount is not None
        and project_permissions.runs_the_year(user, project)
        and (bool(project_queries.planned(grant)) or not grant.payouts.all()),
        "payouts": [
            {
                "payout": payout,
                "may_pay": project_moves.PAY.offered_to(user, payout),
                "may_receive": project_moves.RECEIVE.offered_to(user, payout),
            }
            for payout in grant.payouts.all()
        ],
    }


def _project_moves(project: Project, user: User) -> list[dict[str, Any]]:
    addresses = ("start_project", "end_project", "keep_project")
    return [
        {"label": move.label, "address": address, "primary": move is project_moves.START}
        for move, address in zip(project_moves.TABLE, addresses, strict=True)
        if move.offered_to(user, project)
    ]


def _words() -> dict[str, str]:
    tables = (project_moves.TABLE, project_moves.PAYOUT_TABLE, TABLE, CONSUMPTION_TABLE)
    return {**queries.words_for(*tables), **{verb: _(words) for verb, words in OWN_VERBS.items()}}
