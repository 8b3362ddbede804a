"""From a closed call to a dispatched decision, through the doors that people use."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from tests import rounds

from praktiknara.calls.models import Call
from praktiknara.chain.rules import AgainstRule, NotNow, NotYours, Stale
from praktiknara.decisions import actions, paper, queries
from praktiknara.decisions.models import Case
from praktiknara.projects.models import Project
from praktiknara.trail.models import FrozenCopy
from praktiknara.trail.queries import documents, events


def test_the_case_begins_with_what_the_register_knows(case, city):
    awards = [(a.rank, str(a), a.proposal, a.proposed_amount, float(a.points)) for a in case.awards.all()]
    assert awards == [
        (1, "Syskon på samma väg", "granted", 500_000, 9.0),
        (2, "Skolsocionomer", "granted", 700_000, 7.0),
        (3, "Surfplattor till mottagningen", "reserve", None, 1.0),
    ]
    assert [(p.no, p.kind, p.amount) for p in case.points.all()] == [
        (1, "grant", 1_200_000), (2, "reject", None), (3, "serve", None),
    ]  # fmt: skip  # it reads better in rows
    assert [str(one) for one in case.consultations.all()] == [
        "FoU-rådet", "Förvaltningsgruppen", "Rådet för funktionshinderfrågor",
    ]  # fmt: skip  # it reads better in rows
    assert {str(one) for one in case.recipients.all()} == {str(district) for district in city.districts}
    assert [(str(one), one.title) for one in case.signatories.all()] == [("Gun Ström", "Förvaltningschef")]
    assert (case.body, case.unit, case.title) == (
        city.board, city.administration, "Fördelning av lokala utvecklingsmedel 2027",
    )  # fmt: skip  # it reads better in rows


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
    ]  # fmt: skip  # it reads better in rows
    assert {project.title for project in Project.objects.all()} == {"Syskon på samma väg", "Skolsocionomer"}
    assert case.call.status == "decided"
    assert all(one.sent_at == after for one in case.recipients.all())
    assert {message.to[0] for message in mail.outbox} == {"sara@exempel.se", "farid@exempel.se"}
    assert [event.verb for event in events(case)] == [
        "close_case", "dispatch", "decide", "make_ready", "make_case",
    ]  # fmt: skip  # it reads better in rows
    assert [copy.verb for copy in FrozenCopy.objects.filter(object_id=case.pk)] == ["make_ready", "decide"]
    assert [(d.media_type[-3:], d.version) for d in documents(case)] == [
        ("pdf", 2), ("ent", 2), ("pdf", 1), ("ent", 1),
    ]  # fmt: skip  # it reads better in rows


@pytest.fixture
def ready(case, fou, now):
    """The case as it waits for the board, which meets in twenty days."""
    rounds.whole_case(case, now, meeting_on=timezone.localdate(now) + timedelta(days=20))
    return actions.make_ready(case, by=fou, now=now)


@pytest.fixture
def after(now):
    """The day after the meeting."""
    return now + timedelta(days=21)


def proposal(case):
    return {a.pk: (a.proposal, a.proposed_amount, a.reason) for a in case.awards.all()}


def recorded(case, outcomes, *, by, now, **changes):
    told = {"meeting_on": case.meeting_on, "paragraph": "§ 12", "immediate_approval": False, **changes}
    return actions.decide(case, outcomes, by=by, now=now, **told)


def test_only_one_case_is_made_of_a_call(case, ranked, fou, sara, now):
    with pytest.raises(AgainstRule, match="har redan ett ärende"):
        actions.make_case(ranked, by=fou, now=now)
    with pytest.raises(NotYours):
        actions.make_case(ranked, by=sara, now=now)


def test_no_case_while_the_call_is_open_or_someone_has_not_locked(open_call, city, sara, fou, now):
    rounds.registered(open_call, city.skarpnack, sara, "Syskon på samma väg", 500_000)
    with pytest.raises(AgainstRule, match="tar emot ansökningar till"):
        actions.make_case(open_call, by=fou, now=now)

    with pytest.raises(AgainstRule, match="Syskon på samma väg har ingen låst bedömning än"):
        actions.make_case(rounds.closed(open_call, now), by=fou, now=now)


def test_over_the_frame_only_with_a_reason(case, fou, now):
    third = case.awards.get(rank=3)
    rounds.whole_case(case, now, meeting_on=timezone.localdate(now) + timedelta(days=20))
    actions.propose(
        case, {third.pk: ("partly", 300_000, "Bara en del.")}, version=case.version, by=fou, now=now
    )

    with pytest.raises(AgainstRule) as refused:
        actions.make_ready(case, by=fou, now=now)
    assert [problem.rule for problem in refused.value.problems] == ["R-LUM-14"]

    actions.propose(
        case, {}, override_reason="Nämnden skjuter till 300 000 kr.", version=case.version, by=fou, now=now
    )
    assert actions.make_ready(case, by=fou, now=now).status == "ready"


def test_no_more_than_the_cap_can_be_decided(ready, rut, after):
    second = ready.awards.get(rank=2)
    second.application.requested = 800_000
    second.application.save()
    outcomes = proposal(ready) | {second.pk: ("granted", 800_000, "")}

    with pytest.raises(AgainstRule) as refused:
        recorded(ready, outcomes, by=rut, now=after, override_reason="Mer pengar.")

    assert [problem.rule for problem in refused.value.problems] == ["R-LUM-01"]


def test_before_the_meeting_nothing_is_decided_and_nothing_changes(ready, fou, now):
    with pytest.raises(AgainstRule, match="har inte sammanträtt än"):
        recorded(ready, proposal(ready), by=fou, now=now)

    ready.refresh_from_db()
    assert (ready.status, ready.paragraph, ready.decided_at) == ("ready", "", None)
    assert {award.outcome for award in ready.awards.all()} == {""}
    assert not Project.objects.exists()


def test_the_board_may_decide_something_else(ready, rut, after):
    first, second, third = ready.awards.all()
    outcomes = {
        first.pk: ("rejected", None, "Nämnden prioriterar skolan."),
        second.pk: ("partly", 600_000, "Nämnden minskar beloppet."),
        third.pk: ("granted", 600_000, ""),
    }

    recorded(ready, outcomes, by=rut, now=after, points={1: "changed"})

    told = [(a.outcome, a.amount, a.proposal, a.application.status) for a in ready.awards.all()]
    assert told == [
        ("rejected", None, "granted", "rejected"),
        ("partly", 600_000, "granted", "partly_granted"),
        ("granted", 600_000, "reserve", "granted"),
    ]
    assert [point.outcome for point in ready.points.all()] == ["changed", "agreed", "agreed"]
    assert {str(project) for project in Project.objects.all()} == {
        "Skolsocionomer",
        "Surfplattor till mottagningen",
    }


def test_a_decision_over_the_frame_needs_its_reason_too(ready, rut, after):
    third = ready.awards.get(rank=3)
    outcomes = proposal(ready) | {third.pk: ("granted", 600_000, "")}

    with pytest.raises(AgainstRule, match="Ramen för 2027"):
        recorded(ready, outcomes, by=rut, now=after)
    recorded(ready, outcomes, by=rut, now=after, override_reason="Nämnden skjuter till.")

    assert [a.application.status for a in ready.awards.all()] == ["granted"] * 3


def test_a_tabled_point_grants_nothing(ready, rut, after):
    with pytest.raises(AgainstRule, match="Ta tillbaka ärendet i stället"):
        recorded(ready, proposal(ready), by=rut, now=after, points={1: "tabled"})


def test_an_application_nobody_decided_about_is_asked_for(ready, rut, after):
    outcomes = proposal(ready)
    del outcomes[ready.awards.get(rank=3).pk]

    with pytest.raises(AgainstRule, match="Välj vad Surfplattor till mottagningen ska få"):
        recorded(ready, outcomes, by=rut, now=after)


def test_a_decision_sent_twice_is_recorded_once(ready, rut, after):
    recorded(ready, proposal(ready), by=rut, now=after)

    with pytest.raises(NotNow, match="Läget är: beslutat"):
        recorded(ready, proposal(ready), by=rut, now=after)
    assert Project.objects.count() == 2


def test_those_who_do_not_record_are_told_so(ready, sara, nils, chief, after):
    for someone in (sara, nils, chief):
        with pytest.raises(NotYours):
            recorded(ready, proposal(ready), by=someone, now=after)


def test_a_case_at_the_board_is_not_changed_until_it_is_taken_back(ready, fou, chief, now):
    with pytest.raises(NotNow, match="Ta tillbaka det först"):
        actions.propose(ready, {}, version=ready.version, by=fou, now=now)
    with pytest.raises(NotYours):
        actions.take_back(ready, by=chief, now=now)

    actions.take_back(ready, by=fou, now=now)
    actions.propose(ready, {}, version=ready.version, by=fou, now=now)
    actions.make_ready(ready, by=fou, now=now)

    assert [d.version for d in documents(ready)] == [2, 2, 1, 1]


def test_a_case_that_changes_while_its_paper_is_made_is_not_sent(case, fou, now, monkeypatch):
    rounds.whole_case(case, now, meeting_on=timezone.localdate(now) + timedelta(days=20))
    write = paper.both

    def slowly(content):
        actions.propose(Case.objects.get(pk=case.pk), {}, version=case.version, by=fou, now=now)
        return write(content)

    monkeypatch.setattr(paper, "both", slowly)

    with pytest.raises(Stale):
        actions.make_ready(case, by=fou, now=now)
    case.refresh_from_db()
    assert (case.status, documents(case).count()) == ("preparation", 0)


def test_the_figures_of_the_texts_follow_the_awards(case, fou, now):
    third = case.awards.get(rank=3)
    actions.propose(case, {third.pk: ("rejected", None, "Inköp.")}, version=case.version, by=fou, now=now)
    first = case.awards.get(rank=1)
    actions.propose(case, {first.pk: ("partly", 450_000, "Mindre.")}, version=case.version, by=fou, now=now)

    figures = {name: value.replace("\u00a0", " ") for name, value in queries.figures(case).items()}
    assert figures == {
        "utlysning": "Lokala utvecklingsmedel 2027",
        "fond": "Lokala utvecklingsmedel (LUM)",
        "år": "2027",
        "ram": "1 200 000 kr",
        "ansökningar": "tre ansökningar",
        "sökt": "1 800 000 kr",
        "projekt": "två projekt",
        "beviljat": "1 150 000 kr",
        "kvar": "50 000 kr",
        "övriga": "en ansökan",
    }
    assert case.points.get(no=1).amount == 1_150_000


def test_an_example_call_gives_an_example_case(ranked, fou, now):
    Call.objects.filter(pk=ranked.pk).update(origin="example")
    ranked.refresh_from_db()

    case = actions.make_case(ranked, by=fou, now=now)

    assert case.is_example
    assert all(award.is_example for award in case.awards.all())
