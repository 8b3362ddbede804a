"""Signing in, and the demo's doors that do not exist outside it."""

import pytest
from tests.reading import told

from praktiknara.people.choices import Origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def password(sara):
    sara.set_password("hemligt-och-langt")
    sara.save()
    return "hemligt-och-langt"


def test_sara_signs_in_and_comes_to_her_day(client, sara, password):
    answer = client.post("/logga-in/", {"username": "sara", "password": password})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(sara.pk)


def test_the_wrong_password_is_told_in_a_sentence_that_helps(client, sara, password):
    answer = client.post("/logga-in/", {"username": "sara", "password": "fel"})

    assert "Namnet och lösenordet hör inte ihop. Kontrollera båda och försök igen." in told(answer)
    assert "_auth_user_id" not in client.session


def test_an_empty_form_says_what_to_write(client):
    answer = told(client.post("/logga-in/", {"username": "", "password": ""}))

    assert "Skriv ditt användarnamn." in answer
    assert "Skriv ditt lösenord." in answer


def test_a_closed_account_does_not_get_in(client, sara, password):
    sara.is_active = False
    sara.save()

    client.post("/logga-in/", {"username": "sara", "password": password})

    assert "_auth_user_id" not in client.session


def test_the_demo_offers_its_accounts_with_one_click(client, fou, settings):
    settings.DEMO = True
    fou.person.origin = Origin.EXAMPLE
    fou.person.save()

    assert "Maria Sund" in told(client.get("/logga-in/"))
    client.post("/logga-in/demo/", {"account": "fou"})
    assert client.session["_auth_user_id"] == str(fou.pk)


def test_outside_the_demo_there_is_no_such_door(client, fou, settings):
    settings.DEMO = False

    assert "Maria Sund" not in told(client.get("/logga-in/"))
    assert client.post("/logga-in/demo/", {"account": "fou"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_an_address_elsewhere_is_not_followed_after_signing_in(client, sara, password):
    answer = client.post("/logga-in/?next=https://elak.example/", {"username": "sara", "password": password})

    assert answer.url.startswith("/")
