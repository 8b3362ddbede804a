"""The one door: who, when, so; and what it leaves behind."""

from datetime import timedelta

import pytest
from django.db import transaction

from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.transitions import HAND_OVER, SIGN, SUBMIT
from praktiknara.chain.actions import claim_version, perform
from praktiknara.chain.rules import AgainstRule, NotNow, NotYours, Stale
from praktiknara.trail.models import Event
from praktiknara.trail.queries import broken_links, events


def test_sara_hands_over_karin_signs_and_the_trail_tells_it(whole_application, sara, karin, now):
    perform(HAND_OVER, whole_application, by=sara, now=now)
    perform(SIGN, whole_application, by=karin, now=now, reason="Läst och godkänd.")

    told = [
        (event.actor_name, event.actor_role, event.verb, event.after["status"])
        for event in events(whole_application)
    ]
    assert told == [
        ("Karin Holm", "chef i stadsdelen", "sign", "signed"),
        ("Sara Lindqvist", "verksamhetsutvecklare", "hand_over", "awaiting_signature"),
    ]
    assert broken_links(Event.objects.all()) == []


def test_a_stranger_is_told_that_it_is_not_hers(whole_application, stranger, now):
    with pytest.raises(NotYours, match="Bara den som skriver ansökan"):
        perform(HAND_OVER, whole_application, by=stranger, now=now)

    whole_application.refresh_from_db()
    assert whole_application.status == ApplicationStatus.DRAFT
    assert not Event.objects.exists()


def test_what_is_not_in_state_is_not_now(whole_application, sara, now):
    with pytest.raises(NotNow, match="Läget är: utkast"):
        perform(SUBMIT, whole_application, by=sara, now=now)


def test_a_broken_rule_is_told_at_its_field(whole_application, sara, now):
    whole_application.requested = 750_001
    whole_application.own_share = 0
    whole_application.save()

    with pytest.raises(AgainstRule) as refused:
        perform(HAND_OVER, whole_application, by=sara, now=now)

    told = {(problem.field, problem.rule, problem.year) for problem in refused.value.problems}
    assert told == {
        ("requested", "R-LUM-01", 2027),
        ("own_share_reason", "R-LUM-08", 2027),
        ("requested", "", None),
    }


def test_the_closing_second_is_in_time_and_the_next_is_not(whole_application, sara, open_call):
    closing = open_call.closes_at

    assert HAND_OVER.why_not(whole_application, sara, closing) is None
    late = HAND_OVER.why_not(whole_application, sara, closing + timedelta(seconds=1))
    assert late is not None
    assert "Utlysningen stängde" in late.sentence


def test_the_event_and_the_act_are_one(whole_application, sara, now):
    def cut_off() -> None:
        with transaction.atomic():
            perform(HAND_OVER, whole_application, by=sara, now=now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cut_off()

    whole_application.refresh_from_db()
    assert (whole_application.status, Event.objects.count()) == (ApplicationStatus.DRAFT, 0)


def test_two_who_edit_the_same_version_do_not_overwrite_each_other(whole_application, sara, karin):
    opened = whole_application.version
    with transaction.atomic():
        claim_version(whole_application, opened, by=sara)
        whole_application.save(update_fields=["version"])

    with pytest.raises(Stale, match="Någon annan har ändrat"), transaction.atomic():
        claim_version(whole_application, opened, by=karin)


def test_a_changed_event_breaks_the_chain(whole_application, sara, now):
    perform(HAND_OVER, whole_application, by=sara, now=now)
    Event.objects.update(reason="någon ändrade i efterhand")

    assert [fault.what for fault in broken_links(Event.objects.all())] == ["changed"]


def test_an_event_is_never_changed(whole_application, sara, now):
    perform(HAND_OVER, whole_application, by=sara, now=now)
    event = Event.objects.get()

    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()
