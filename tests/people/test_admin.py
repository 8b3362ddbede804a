"""The administrator's tables: every model is there, and only people and organisations can be changed."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktiknara.documents.models import Delivery, Paper
from praktiknara.intake.models import Proposal, Reading
from praktiknara.people.models import Membership, Organisation, Person, User
from praktiknara.search.actions.keeping import catch_up
from praktiknara.search.models import SearchDocument

pytestmark = pytest.mark.django_db
CHANGEABLE = {User, Person, Membership, Organisation}
OURS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("praktiknara.")
    for model in config.get_models()
    if not model._meta.auto_created
]


@pytest.fixture
def ada(client, admin_user):
    admin_user.is_staff = admin_user.is_superuser = True
    admin_user.save()
    client.force_login(admin_user)
    return admin_user


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_only_people_and_organisations_can_be_changed(client, ada, model):
    allowed = model in CHANGEABLE

    assert client.get(address(model, "changelist")).status_code == 200
    assert client.get(address(model, "add")).status_code == (200 if allowed else 403)
    assert client.post(address(model, "add"), {}).status_code == (200 if allowed else 403)


def test_nothing_is_deleted_there(client, ada, city):
    for thing in (city.farsta, ada, ada.person):
        assert client.post(address(type(thing), "delete", thing.pk), {"post": "yes"}).status_code == 403


def test_a_read_only_row_can_be_opened_and_not_saved(client, ada, open_call):
    page = address(type(open_call), "change", open_call.pk)

    assert client.get(page).status_code == 200
    assert client.post(page, {"title": "Ändrad", "status": "closed"}).status_code == 403
    open_call.refresh_from_db()
    assert (open_call.title, open_call.status) == ("Lokala utvecklingsmedel 2027", "open")


def test_an_organisation_gets_its_address_when_it_is_added(client, ada):
    empty = {
        f"{prefix}-{count}": "0"
        for prefix in ("names", "successions")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }

    client.post(address(Organisation, "add"), {"name": "Råd för åldrande", "kind": "council", **empty})

    assert Organisation.objects.get(name="Råd för åldrande").slug == "rad-for-aldrande"


def test_an_account_is_given_a_person_and_a_membership(client, ada, city):
    person = Person.objects.create(name="Nya Nilsson")

    client.post(
        address(Membership, "add"),
        {
            "person": person.pk,
            "organisation": city.farsta.pk,
            "role": "developer",
            "valid_from": "2026-01-01",
        },
    )

    assert [str(each) for each in person.memberships.all()] == [
        "Nya Nilsson, verksamhetsutvecklare, Farsta stadsdelsförvaltning"
    ]


def test_who_is_not_staff_does_not_get_in(client, fou):
    client.force_login(fou)

    assert client.get("/admin/").status_code == 302


def test_models_that_are_left_out_are_known():
    left_out = {model._meta.label for model in OURS} - {model._meta.label for model in admin.site._registry}

    assert left_out == {
        "people.Municipality",
        "people.OrganisationName",
        "people.Succession",
        "trail.ChainHead",
        # Made anew from the paper's text whenever it is read.
        "documents.Page",
        "documents.Passage",
        "documents.Repair",
        # The rest of the index, made anew from the register at any time.
        "search.SearchPassage",
        "search.Term",
        "search.FacetValue",
        "search.IndexState",
        "search.Stale",
        # Hers alone: what she looks for, and the secret address of her feed.
        "search.SavedSearch",
    }


def test_an_indexed_thing_can_be_looked_at_without_its_keys(client, ada, open_call):
    catch_up()
    indexed = SearchDocument.objects.get(title=open_call.title)

    page = client.get(address(SearchDocument, "change", indexed.pk)).content.decode()

    assert open_call.title in page
    assert "field-keys" not in page


def test_a_list_of_papers_or_what_was_read_in_them_fetches_no_long_text(client, ada):
    spent: dict[type, set[int]] = {}
    for count in (1, 3):
        for number in range(Paper.objects.count(), count):
            paper = Paper.objects.create(
                title=f"Uppföljning {number}", slug=f"u-{number}", sha256=f"{number}", text="Så gick det."
            )
            Delivery.objects.create(name="uppfoljning.pdf", by=ada, paper=paper)
            reading = Reading.objects.create(paper=paper, by=ada, at=paper.created_at)
            Proposal.objects.create(
                reading=reading, position=0, kind="project", start=0, end=2, value={}, confidence=0.5
            )
        for model in (Paper, Delivery, Reading, Proposal):
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address(model, "changelist")).content.decode()
            assert f"Uppföljning {count - 1}" in page
            assert [one["sql"] for one in asked if '"documents_paper"."text"' in one["sql"]] == []
            spent.setdefault(model, set()).add(len(asked))

    assert {model: len(counts) for model, counts in spent.items()} == dict.fromkeys(spent, 1)
