"""Maria puts files to a case: they are read as papers, by those who may see the case."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.rounds import whole_case

from praktiknara.decisions import actions
from praktiknara.decisions.models import Case
from praktiknara.documents.models import Paper
from praktiknara.people.models import User
from praktiknara.trail.queries import documents, events

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Karta över öppna förskolor\n\nNorrdal har två öppna förskolor och en till är på väg."


def as_(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def attach(
    user: User, case: Case, *, readers: str = "offentlig", name: str = "karta.txt", text: str = TEXT
) -> int:
    sent = {
        "file": SimpleUploadedFile(name, text.encode()),
        "title": "Karta över förskolor",
        "readers": readers,
    }
    return as_(user).post(reverse("attach_to_case", args=[case.slug]), sent).status_code


def work() -> None:
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", "--interval", "0", verbosity=0)


def seen(user: User | None) -> set[str]:
    return set(Paper.objects.visible_to(user).values_list("title", flat=True))


def test_an_attachment_is_a_paper_with_the_rights_of_its_case(case, fou, chief, sara, nils):
    assert attach(fou, case) == 302
    work()

    assert case.status == "preparation"
    assert seen(fou) == seen(chief) == {"Karta över förskolor"}
    assert seen(None) == seen(sara) == seen(nils) == set()
    paper = Paper.objects.get()
    assert paper.thing == case
    assert as_(None).get(paper.get_absolute_url()).status_code == 404
    assert [event.verb for event in events(case)][:1] == ["attach_to_case"]


def test_an_internal_attachment_is_not_handed_to_visitors(decided_case, fou, sara):
    attach(fou, decided_case, readers="intern")
    work()
    kept = documents(decided_case).get(kind="attachment")
    address = reverse("case_document", args=[decided_case.slug, kept.pk])

    assert (as_(None).get(address).status_code, as_(sara).get(address).status_code) == (404, 200)
    assert "Karta över förskolor" not in seen(None)
    assert "Karta över förskolor" in seen(sara)
    assert "Karta över förskolor" not in as_(None).get(decided_case.get_absolute_url()).content.decode()


def test_a_newer_version_takes_the_olders_place(case, fou):
    attach(fou, case)
    work()
    attach(fou, case, text=TEXT + "\n\nEn fjärde planeras.")
    work()

    paper = Paper.objects.get()
    assert (paper.version, documents(case).filter(kind="attachment").count()) == (2, 2)
    assert "fjärde" in paper.text


def test_only_those_who_work_on_the_case_attach_and_only_what_can_be_read(case, fou, chief, rut):
    assert (attach(chief, case), attach(rut, case), attach(fou, case, name="film.mov")) == (403, 302, 422)


@pytest.fixture
def decided_case(case: Case, fou, chief, now) -> Case:
    """A case that is out for anyone to read."""
    today = timezone.localdate(now)
    whole_case(case, now, meeting_on=today + timedelta(days=10))
    actions.make_ready(case, by=chief, now=now)
    return case
