"""What an instance is filled with, and what it never is."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from praktiknara.people.models import User
from praktiknara.projects.models import Project


def set_up(**options: bool) -> str:
    said = StringIO()
    call_command("setup_instance", stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


@pytest.mark.django_db
def test_an_empty_instance_asks_for_its_administrator(monkeypatch, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="PRAKTIKNARA_ADMIN_EMAIL"):
        set_up(empty=True)

    monkeypatch.setenv("PRAKTIKNARA_ADMIN_EMAIL", "ada@kommun.se")
    monkeypatch.setenv("PRAKTIKNARA_ADMIN_PASSWORD", "en lång mening som lösenord")

    assert set_up(empty=True) == "Administratör: ada@kommun.se\n"
    assert User.objects.get().is_superuser
    assert set_up(empty=True) == ""


@pytest.mark.django_db
def test_a_short_password_is_refused_with_what_to_do(monkeypatch, settings):
    settings.DEMO = False
    monkeypatch.setenv("PRAKTIKNARA_ADMIN_EMAIL", "ada@kommun.se")
    monkeypatch.setenv("PRAKTIKNARA_ADMIN_PASSWORD", "kort")

    with pytest.raises(CommandError, match="minst 8 tecken"):
        set_up(empty=True)


@pytest.mark.django_db
def test_the_demo_never_enters_an_instance_with_users_of_its_own(fou, settings, client):
    settings.DEMO = True

    assert "egna användare" in set_up()

    assert not Project.objects.exists()
    assert client.post("/logga-in/demo/", {"account": "fou"}).status_code == 404
    assert "Demokonton" not in client.get("/logga-in/").content.decode()


@pytest.mark.django_db
def test_there_is_no_demo_door_outside_the_demo(settings, client):
    settings.DEMO = False

    assert client.post("/logga-in/demo/", {"account": "fou"}).status_code == 404
