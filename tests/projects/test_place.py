"""Where a project belongs, and which it follows on."""

import pytest
from django.urls import reverse

from praktiknara.chain.rules import AgainstRule, NotYours
from praktiknara.funds.choices import Standing
from praktiknara.projects import actions
from praktiknara.projects.models import Grant


def earlier(another_project, *years):
    project = another_project(1)
    for year in years:
        Grant.objects.create(project=project, fund=project.fund, year=year, standing=Standing.GRANTED)
    return project


def test_maria_links_a_continuing_project_and_the_real_years_are_counted(
    client, project, another_project, fou
):
    before = earlier(another_project, 2024, 2025, 2026)
    client.force_login(fou)

    answer = client.post(
        reverse("place_project", args=[project.slug]), {"field": "children", "predecessor": before.pk}
    )

    assert answer.url == reverse("project_work", args=[project.slug])
    page = client.get(answer.url).text
    assert (
        "Projektet har fått medel i 4 år: 2024, 2025, 2026, 2027. Utlysning 2027 tillåter högst 3 år." in page
    )
    project.refresh_from_db()
    assert (project.field, project.predecessor) == ("children", before)


def test_three_years_give_no_warning(client, project, another_project, fou, now):
    actions.place(project, field="", predecessor=earlier(another_project, 2025, 2026), by=fou, now=now)
    client.force_login(fou)

    assert "R-LUM-03" not in client.get(reverse("project_work", args=[project.slug])).text


def test_a_circle_is_refused(project, another_project, fou, now):
    other = another_project(1)
    actions.place(project, field="", predecessor=other, by=fou, now=now)

    with pytest.raises(AgainstRule, match="inte följa på sig självt"):
        actions.place(other, field="", predecessor=project, by=fou, now=now)


def test_sara_does_not_place_projects(client, project, sara, now):
    with pytest.raises(NotYours):
        actions.place(project, field="children", predecessor=None, by=sara, now=now)
    client.force_login(sara)

    assert client.get(reverse("place_project", args=[project.slug])).status_code == 403
