"""From a closed call to a dispatched decision, through the doors that people use."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from tests import rounds

from praktiknara.decisions import actions
from praktiknara.projects.models import Project
from praktiknara.trail.models import FrozenCopy
from praktiknara.trail.queries import documents, events


@pytest.fixture
def ranked(open_call, city, sara, farid, olle, petra, fou, now):
    """Three applications: joint and best, good, weak; the frame holds the first two and a part of none."""
    call = open_call
    first = rounds.registered(call, city.skarpnack, sara, "Syskon på samma väg", 500_000, city.farsta)
    second = rounds.registered(call, city.farsta, farid, "Skolsocionomer", 700_000)
    third = rounds.registered(call, city.skarpnack, sara, "Surfplattor till mottagningen", 600_000)
    call = rounds.closed(call, now)
    for application, points in ((first, (3, 3, 3)), (second, (2, 3, 2)), (third, (0, 1, 0))):
        application.refresh_from_db()
        rounds.scored(application, olle, points, fou=fou, now=now)
        rounds.scored(application, petra, points, fou=fou, now=now)
    call.frame = 1_200_000
    call.save()
    return call


@pytest.fixture
def case(ranked, fou, chief, now):
    return actions.make_case(ranked, by=fou, now=now)


def test_the_case_begins_with_what_the_register_knows(case, city):
    awards = [(a.rank, str(a), a.proposal, a.proposed_amount, float(a.points)) for a in case.awards.all()]
    assert awards == [
        (1, "Syskon på samma väg", "granted", 500_000, 9.0),
        (2, "Skolsocionomer", "granted", 700_000, 7.0),
        (3, "Surfplattor till mottagningen", "reserve", None, 1.0),
    ]
    assert [(p.no, p.kind, p.amount) for p in case.points.all()] == [
        (1, "grant", 1_200_000), (2, "reject", None), (3, "serve", None),
    ]  # fmt: skip
    assert [str(one) for one in case.consultations.all()] == [
        "FoU-rådet", "Förvaltningsgruppen", "Rådet för funktionshinderfrågor",
    ]  # fmt: skip
    assert {str(one) for one in case.recipients.all()} == {str(district) for district in city.districts}
    assert [(str(one), one.title) for one in case.signatories.all()] == [("Gun Ström", "Förvaltningschef")]
    assert (case.body, case.unit, case.title) == (
        city.board, city.administration, "Fördelning av lokala utvecklingsmedel 2027",
    )  # fmt: skip


def test_the_whole_way_to_the_recipients(
    case, fou, chief, rut, sara, now, django_capture_on_commit_callbacks
):
    meeting = timezone.localdate(now) + timedelta(days=20)
    rounds.whole_case(case, now, meeting_on=meeting)
    actions.make_ready(case, by=chief, now=now)
    after = now + timedelta(days=21)
    rounds.decided(case, by=rut, now=after, meeting_on=meeting)
    with django_capture_on_commit_callbacks(execute=True):
        actions.dispatch(case, by=rut, now=after)
    actions.close_case(case, by=rut, now=after)

    case.refresh_from_db()
    assert case.status == "closed"
    assert [a.application.status for a in case.awards.select_related("application")] == [
        "granted", "granted", "rejected",
    ]  # fmt: skip
    assert {project.title for project in Project.objects.all()} == {"Syskon på samma väg", "Skolsocionomer"}
    assert case.call.status == "decided"
    assert all(one.sent_at == after for one in case.recipients.all())
    assert {message.to[0] for message in mail.outbox} == {"sara@exempel.se", "farid@exempel.se"}
    assert [event.verb for event in events(case)] == [
        "close_case", "dispatch", "decide", "make_ready", "make_case",
    ]  # fmt: skip
    assert [copy.verb for copy in FrozenCopy.objects.filter(object_id=case.pk)] == ["make_ready", "decide"]
    assert [(d.media_type[-3:], d.version) for d in documents(case)] == [
        ("pdf", 2), ("ent", 2), ("pdf", 1), ("ent", 1),
    ]  # fmt: skip
