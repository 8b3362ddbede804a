"""Maria asks two to assess; Olle and Petra read, score on their own, lock, and see each other's points."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import rounds
from tests.reading import told

from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application
from praktiknara.assessments import actions
from praktiknara.assessments.models import Assessment
from praktiknara.chain.rules import AgainstRule, NotNow, NotYours
from praktiknara.people.choices import Role
from praktiknara.people.models import Membership, Organisation
from praktiknara.trail.queries import events


@pytest.fixture
def registered(open_call, city, sara):
    return rounds.registered(open_call, city.skarpnack, sara, "Syskon på samma väg", 500_000, city.farsta)


@pytest.fixture
def olles(registered, olle, fou, now):
    return actions.assign(registered, olle, by=fou, now=now)


def answers(assessment, points=2, reason="Två stadsdelar är med.", **more):
    """What a filled form posts."""
    posted = {"version": Assessment.objects.get(pk=assessment.pk).version, "comment": "Bra idé."}
    for criterion in assessment.application.call.criteria.all():
        posted[f"points_{criterion.pk}"] = "" if points is None else points
        posted[f"reason_{criterion.pk}"] = reason
    return {**posted, **more}


def test_maria_assigns_two_and_the_application_is_under_assessment(
    client, registered, olle, petra, fou, django_capture_on_commit_callbacks
):
    client.force_login(fou)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            reverse("assign_assessors", args=[registered.pk]),
            {"assessors": [olle.pk, petra.pk], "due_on": "2026-12-01"},
        )

    assert answer.status_code == 302
    registered.refresh_from_db()
    assert registered.status == ApplicationStatus.UNDER_ASSESSMENT
    assert {(each.assessor, each.due_on, each.status) for each in registered.assessments.all()} == {
        (olle, date(2026, 12, 1), "assigned"), (petra, date(2026, 12, 1), "assigned"),
    }  # fmt: skip  # it reads better in rows
    assert {message.to[0] for message in mail.outbox} == {"olle@exempel.se", "petra@exempel.se"}
    assert [event.verb for event in events(registered)] == ["assess"]


def test_who_belongs_to_the_applicant_is_shown_with_the_reason_and_refused_at_the_field(
    client, registered, olle, fou, city
):
    unit = Organisation.objects.create(key="unga", name="Enheten för unga", kind="unit", parent=city.farsta)
    Membership.objects.create(person=olle.person, organisation=unit, role=Role.OTHER)
    client.force_login(fou)
    address = reverse("assign_assessors", args=[registered.pk])
    reason = "Olle Berg arbetar i Farsta stadsdelsförvaltning, som söker. Det är jäv."

    page = client.get(address)
    assert reason in told(page)
    assert f'value="{olle.pk}"' not in page.content.decode()

    forced = client.post(address, {"assessors": [olle.pk], "due_on": ""})
    assert forced.status_code == 422
    assert reason in forced.content.decode()
    assert reason in str(forced.context["form"].errors["assessors"])
    registered.refresh_from_db()
    assert (registered.status, registered.assessments.count()) == ("registered", 0)


def test_one_of_two_in_conflict_means_that_neither_is_assigned(client, registered, olle, petra, fou, city):
    Membership.objects.create(person=olle.person, organisation=city.skarpnack, role=Role.OTHER)
    client.force_login(fou)

    client.post(
        reverse("assign_assessors", args=[registered.pk]), {"assessors": [petra.pk, olle.pk], "due_on": ""}
    )

    assert not registered.assessments.exists()


def test_a_declined_co_applicant_is_no_conflict(registered, olle, fou, city, now):
    Membership.objects.create(person=olle.person, organisation=city.farsta, role=Role.OTHER)
    registered.co_applicants.update(status="declined")

    assert actions.assign(registered, olle, by=fou, now=now).status == "assigned"


def test_the_writer_does_not_assess(registered, olle, fou, now):
    registered.written_by = olle
    registered.save()

    with pytest.raises(AgainstRule, match="har skrivit ansökan"):
        actions.assign(registered, olle, by=fou, now=now)


def test_only_the_officer_assigns_and_only_assessors_and_only_once(
    registered, olles, olle, sara, karin, fou, now
):
    with pytest.raises(NotYours, match="FoU-utredaren utser"):
        actions.assign(registered, olle, by=sara, now=now)
    with pytest.raises(AgainstRule, match="bedömer redan"):
        actions.assign(registered, olle, by=fou, now=now)
    with pytest.raises(AgainstRule, match="är inte bedömare"):
        actions.assign(registered, fou, by=fou, now=now)


def test_a_draft_is_not_assessed(whole_application, olle, fou, now):
    with pytest.raises(NotNow, match="Läget är: utkast"):
        actions.assign(whole_application, olle, by=fou, now=now)


def test_who_has_not_begun_can_be_taken_away_and_who_has_cannot(
    client, registered, olles, petra, olle, fou, now
):
    petras = actions.assign(registered, petra, by=fou, now=now)
    actions.write_scores(olles, {}, "Jag läser.", version=0, by=olle, now=now)
    client.force_login(fou)

    assert client.post(reverse("take_away_assessment", args=[petras.pk])).status_code == 302
    refused = client.post(reverse("take_away_assessment", args=[olles.pk]))

    assert refused.status_code == 409
    assert "Olle Berg har redan börjat" in refused.content.decode()
    assert [each.assessor for each in registered.assessments.all()] == [olle]


def test_the_whole_paper_stands_beside_the_scale(client, whole_application, olle, fou, now):
    Application.objects.filter(pk=whole_application.pk).update(status="registered")
    whole_application.refresh_from_db()
    assessment = actions.assign(whole_application, olle, by=fou, now=now)
    client.force_login(olle)

    page = told(client.get(assessment.get_absolute_url()))

    for text in (
        whole_application.purpose, whole_application.goals, whole_application.target_group,
        whole_application.problem, whole_application.activities, whole_application.leads_to,
        whole_application.long_term, whole_application.research_link, whole_application.follow_up,
        whole_application.gender_analysis, "Gruppledare", "400 000", "Skarpnäck med Farsta", "söker 500 000 kr",
    ):  # fmt: skip  # it reads better in rows
        assert text in page, text


def test_olle_scores_and_locks_in_one_press(client, olles, olle):
    client.force_login(olle)

    answer = client.post(olles.get_absolute_url(), answers(olles, las="1"))

    assert answer.status_code == 302
    olles.refresh_from_db()
    assert (olles.status, olles.comment) == ("locked", "Bra idé.")
    assert [(score.points, score.reason) for score in olles.scores.all()] == [
        (2, "Två stadsdelar är med.")
    ] * 3
    assert [event.verb for event in events(olles)] == ["lock", "start", "assign"]


def test_what_is_missing_is_told_at_its_criterion_and_nothing_typed_is_lost(client, olles, olle):
    client.force_login(olle)
    first = olles.application.call.criteria.first()

    answer = client.post(olles.get_absolute_url(), answers(olles, las="1", **{f"points_{first.pk}": ""}))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        f"points_{first.pk}": ["Sätt poäng på kriteriet: Omfattar flera stadsdelar."]
    }
    olles.refresh_from_db()
    assert (olles.status, olles.comment) == ("started", "Bra idé.")


def test_points_off_the_scale_are_no_points(client, olles, olle):
    client.force_login(olle)

    answer = client.post(olles.get_absolute_url(), answers(olles, points=4))

    assert answer.status_code == 422
    assert "Välj en poäng på skalan." in answer.content.decode()


def test_what_is_typed_saves_itself_and_a_second_window_is_told(client, olles, olle):
    client.force_login(olle)
    both_opened = answers(olles, points=None, reason="")

    saved = client.post(olles.get_absolute_url(), both_opened, headers={"X-Autosave": "1"})
    stale = client.post(olles.get_absolute_url(), both_opened, headers={"X-Autosave": "1"})

    assert (saved.status_code, saved.json()["fields"]) == (200, {"version": "1"})
    assert stale.status_code == 409
    assert "Det du skrev finns kvar här" in stale.json()["message"]


def test_a_stale_page_keeps_what_was_typed(client, olles, olle, now):
    client.force_login(olle)
    opened = answers(olles, reason="Det här skrev jag i andra fönstret.")
    actions.write_scores(olles, {}, "Sparat emellan.", version=0, by=olle, now=now)

    answer = client.post(olles.get_absolute_url(), opened)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Det här skrev jag i andra fönstret." in page
    assert "Det du skrev finns kvar här" in page
    assert 'name="version" value="1"' in page


def test_others_points_are_hidden_until_ones_own_are_locked(client, registered, olles, olle, petra, fou, now):
    rounds.scored(registered, petra, (1, 1, 1), fou=fou, now=now)
    petras = registered.assessments.get(assessor=petra)
    petras.scores.update(reason="Petras egna skäl.")
    client.force_login(olle)

    before = client.get(olles.get_absolute_url()).content.decode()
    assert "Petra" not in before
    client.post(olles.get_absolute_url(), answers(olles, points=3, las="1"))
    after = told(client.get(olles.get_absolute_url()))

    assert "Petras egna skäl." in after
    assert "Summa, av 9 9 3" in after
    assert client.get(petras.get_absolute_url()).status_code == 404


def test_a_locked_assessment_is_read_not_written(client, olles, olle, now):
    client.force_login(olle)
    client.post(olles.get_absolute_url(), answers(olles, las="1"))

    page = client.get(olles.get_absolute_url())
    assert "<textarea" not in page.content.decode()
    with pytest.raises(NotNow, match="Läget är: låst"):
        actions.write_scores(olles, {}, "En gång till.", version=1, by=olle, now=now)


def test_maria_opens_a_locked_one_again_with_the_reason(client, olles, olle, fou):
    client.force_login(olle)
    client.post(olles.get_absolute_url(), answers(olles, las="1"))
    assert (
        client.post(reverse("unlock_assessment", args=[olles.pk]), {"reason": "Jag ångrar mig."}).status_code
        == 403
    )

    client.force_login(fou)
    empty = client.post(reverse("unlock_assessment", args=[olles.pk]), {"reason": ""})
    assert empty.status_code == 422
    client.post(reverse("unlock_assessment", args=[olles.pk]), {"reason": "Olle bad om det."})

    olles.refresh_from_db()
    assert (olles.status, olles.locked_at) == ("started", None)
    assert events(olles).filter(kind="done")[0].reason == "Olle bad om det."


def test_what_is_in_the_proposal_is_not_opened_again(olles, olle, fou, now):
    actions.write_scores(
        olles,
        {c.pk: (1, "Därför.") for c in olles.application.call.criteria.all()},
        "",
        version=0,
        by=olle,
        now=now,
    )
    actions.lock(olles, by=olle, now=now)
    Application.objects.filter(pk=olles.application_id).update(status="proposed")

    with pytest.raises(AgainstRule, match="Ansökan bedöms inte längre"):
        actions.unlock(Assessment.objects.get(pk=olles.pk), by=fou, now=now)


def test_olle_steps_back_and_the_application_closes_for_him(client, olles, olle, fou, now):
    client.force_login(olle)
    assert client.get(olles.application.get_absolute_url()).status_code == 200

    empty = client.post(reverse("declare_conflict", args=[olles.pk]), {"reason": " "})
    assert empty.status_code == 422
    client.post(reverse("declare_conflict", args=[olles.pk]), {"reason": "Min syster leder projektet."})

    assert client.get(olles.application.get_absolute_url()).status_code == 404
    page = told(client.get(olles.get_absolute_url()))
    assert "Ansökan är stängd för dig" in page
    assert olles.application.purpose not in page
    with pytest.raises(AgainstRule, match="har anmält jäv"):
        actions.assign(olles.application, olle, by=fou, now=now)


def test_a_conflict_that_arises_later_closes_the_paper_and_the_scale(client, olles, olle, city, now):
    Membership.objects.create(person=olle.person, organisation=city.skarpnack, role=Role.OTHER)
    client.force_login(olle)

    page = client.get(olles.get_absolute_url())

    assert page.status_code == 422
    assert "Det är jäv" in page.content.decode()
    assert olles.application.purpose not in page.content.decode()
    olle = type(olle).objects.get(pk=olle.pk)
    with pytest.raises(AgainstRule, match="Det är jäv"):
        actions.write_scores(olles, {}, "Ändå.", version=0, by=olle, now=now)


def test_the_list_tells_what_waits_and_by_when(client, registered, olle, fou, now):
    actions.assign(registered, olle, by=fou, now=now, due_on=date(2026, 12, 1))
    client.force_login(olle)

    page = told(client.get(reverse("assessments")))

    assert "En ansökan väntar på din bedömning" in page
    assert "Syskon på samma väg" in page
    assert "lås senast 1 december 2026" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("olle", 200), ("fou", 200), ("revisor", 200), ("admin_user", 200), ("petra", 404), ("sara", 404),
        ("karin", 404), ("ingrid", 404), ("chief", 404), ("rut", 404), ("nils", 404), ("rebecka", 404),
    ],
)  # fmt: skip  # it reads better in rows
def test_an_assessment_is_seen_by_its_assessor_and_those_who_follow(request, client, olles, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(olles.get_absolute_url()).status_code == status


def test_a_visitor_signs_in_first(client, olles):
    assert client.get(olles.get_absolute_url()).status_code == 302
    assert client.get(reverse("assessments")).status_code == 302


def test_the_lists_ask_the_same_number_of_questions_for_one_as_for_many(
    client, registered, olles, open_call, city, sara, olle, petra, fou, now
):
    def questions(user, address):
        ContentType.objects.clear_cache()
        client.force_login(user)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    addresses = [
        (fou, reverse("assessments")),
        (olle, reverse("assessments")),
        (olle, olles.get_absolute_url()),
        (fou, reverse("assign_assessors", args=[registered.pk])),
    ]
    few = [questions(*each) for each in addresses]
    for number in range(5):
        more = rounds.registered(
            open_call, city.skarpnack, sara, f"Idé {number}", 1000, city.farsta, city.bromma
        )
        for assessor in (olle, petra):
            actions.assign(more, assessor, by=fou, now=now)

    assert [questions(*each) for each in addresses] == few
    assert max(few) <= 15
