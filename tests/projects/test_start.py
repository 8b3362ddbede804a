"""What the board grants becomes a project with a grant."""

from datetime import timedelta

import pytest
from django.utils import timezone

from praktiknara.chain.actions import perform
from praktiknara.chain.rules import NotNow, NotYours
from praktiknara.decisions.choices import AwardOutcome
from praktiknara.decisions.models import Award
from praktiknara.decisions.transitions import DECIDE
from praktiknara.people.choices import Origin
from praktiknara.projects.actions import start_projects
from praktiknara.projects.models import Grant, Payout, Project
from praktiknara.trail.queries import events


def test_the_decision_starts_the_project_with_its_grant_and_one_planned_payment(
    decided_case, whole_application, city, now
):
    project = Project.objects.get()
    grant, payout = Grant.objects.get(), Payout.objects.get()

    assert {
        "title": project.title,
        "purpose": project.purpose,
        "target_group": project.target_group,
        "owner": project.owner,
        "kind": project.kind,
        "fund": str(project.fund),
        "time": (project.start, project.end),
        "application": project.application,
        "status": project.status,
        "parts": [(p.organisation.short, p.part) for p in project.organisations.all()],
    } == {
        "title": "Stödgrupper för barn i familjehem",
        "purpose": whole_application.purpose,
        "target_group": whole_application.target_group,
        "owner": city.skarpnack,
        "kind": "local_project",
        "fund": "Lokala utvecklingsmedel (LUM)",
        "time": ("2027-01-01", "2027-12-31"),
        "application": whole_application,
        "status": "granted",
        "parts": [("Skarpnäck", "responsible"), ("Skarpnäck", "district"), ("Farsta", "district")],
    }
    assert (grant.amount, grant.year, grant.standing, grant.recipient, grant.award) == (
        450_000,
        2027,
        "granted",
        city.skarpnack,
        decided_case.awards.get(),
    )
    assert (payout.amount, payout.status, payout.due_on) == (
        450_000,
        "planned",
        timezone.localdate(now) + timedelta(days=27),
    )
    assert [event.verb for event in events(project)] == ["become_project"]


def test_done_twice_it_makes_nothing_new(decided_case, fou, now):
    assert start_projects(decided_case, by=fou, now=now) == []

    assert (Project.objects.count(), Grant.objects.count(), Payout.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("outcome", [AwardOutcome.REJECTED, AwardOutcome.RESERVE])
def test_what_is_not_granted_becomes_nothing(ready_case, fou, now, outcome):
    Award.objects.update(outcome=outcome, amount=None)

    perform(DECIDE, ready_case, by=fou, now=now)

    assert not Project.objects.exists()


def test_before_the_decision_nothing_starts(ready_case, fou, now):
    with pytest.raises(NotNow, match="Nämnden har inte beslutat än"):
        start_projects(ready_case, by=fou, now=now)

    assert not Project.objects.exists()


def test_sara_cannot_start_it_herself(decided_case, sara, now):
    with pytest.raises(NotYours):
        start_projects(decided_case, by=sara, now=now)


def test_an_example_stays_an_example_down_the_chain(ready_case, whole_application, fou, now):
    type(whole_application).objects.update(origin=Origin.EXAMPLE)

    perform(DECIDE, ready_case, by=fou, now=now)

    assert {Project.objects.get().origin, Grant.objects.get().origin, Payout.objects.get().origin} == {
        "example"
    }


def test_two_projects_of_one_name_have_their_own_addresses(decided_case, another_project):
    first = Project.objects.get(application__isnull=False)
    twin = Project.objects.create(title=first.title, slug="annan", kind=first.kind)

    assert first.slug == "stodgrupper-for-barn-i-familjehem"
    assert twin.slug != first.slug


def test_a_name_that_is_taken_gets_a_number(ready_case, whole_application, fou, now):
    Project.objects.create(title="Äldre", slug="stodgrupper-for-barn-i-familjehem", kind="local_project")

    perform(DECIDE, ready_case, by=fou, now=now)

    assert Project.objects.get(application=whole_application).slug == "stodgrupper-for-barn-i-familjehem-2"
