"""The trail: who reads it, what it says, how it is narrowed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.reading import told

from praktiknara.applications import actions as applications
from praktiknara.applications.transitions import HAND_OVER
from praktiknara.chain.actions import perform
from praktiknara.chain.rules import NotYours
from praktiknara.trail.actions import record
from praktiknara.trail.models import Event

READERS = {"fou", "revisor", "admin"}


def test_only_those_who_look_after_it_read_the_trail(client, everyone):
    answers = {}
    for name, user in everyone.items():
        client.force_login(user)
        answers[name] = client.get(reverse("trail")).status_code

    assert answers == {name: 200 if name in READERS else 403 for name in everyone}


def test_a_visitor_is_asked_to_sign_in(client, db):
    answer = client.get(reverse("trail"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("login"))


@pytest.fixture
def handed_over(whole_application, sara, now):
    return perform(HAND_OVER, whole_application, by=sara, now=now, reason="Klar att läsa.")


def test_it_says_who_did_what_in_which_role_and_why(client, handed_over, revisor):
    client.force_login(revisor)

    page = told(client.get(reverse("trail")))

    assert (
        "Sara Lindqvist (verksamhetsutvecklare) bad om underskrift: Stödgrupper för barn i familjehem" in page
    )
    assert "Klar att läsa." in page


def test_a_refusal_stands_there_with_its_reason(client, whole_application, stranger, revisor):
    client.force_login(stranger)
    client.post(reverse("hand_over", args=[whole_application.pk]))
    with pytest.raises(NotYours):
        applications.hand_over(whole_application, by=stranger)
    record("hand_over", whole_application, by=stranger, reason="Bara den som skriver kan.", kind="refused")
    client.force_login(revisor)

    page = told(client.get(reverse("trail"), {"slag": "refused"}))

    assert "Stina Främling (verksamhetsutvecklare) fick nej: Stödgrupper för barn i familjehem" in page
    assert "Bara den som skriver kan." in page


def test_it_is_narrowed_to_a_thing_a_person_and_a_kind(client, handed_over, sara, farid, city, revisor):
    record("open", handed_over.call, by=farid)
    client.force_login(revisor)
    event = Event.objects.get(verb="hand_over")

    def lines(**asked: str) -> int:
        return told(client.get(reverse("trail"), asked)).count("hela spåret")

    assert lines() == 2
    assert lines(sak=f"{event.content_type_id}-{event.object_id}") == 1
    assert lines(vem="Farid") == 1
    assert lines(vem="Ingen") == 0
    assert lines(slag="read") == 0


def test_an_address_that_makes_no_sense_shows_everything(client, handed_over, revisor):
    client.force_login(revisor)

    for asked in ({"sak": "1;drop"}, {"fore": "minus ett"}, {"slag": "hemligt"}, {"fore": "9" * 40}):
        assert told(client.get(reverse("trail"), asked)).count("hela spåret") == 1


def test_older_events_are_a_page_away_and_cost_the_same(client, handed_over, sara, revisor):
    client.force_login(revisor)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("trail"))
        return len(captured)

    client.get(reverse("trail"))
    few = asked()
    for _turn in range(60):
        record("write", handed_over, by=sara)

    assert asked() == few
    first = client.get(reverse("trail"))
    assert told(first).count("hela spåret") == 50
    older = client.get(reverse("trail") + first.context["older"])
    assert told(older).count("hela spåret") == 11
    assert "Till det senaste" in told(older)
