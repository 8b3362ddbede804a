"""The municipality that every row belongs to."""

import pytest
from django.core.management import call_command

from praktiknara.people.choices import OrganisationKind
from praktiknara.people.models import Municipality, Organisation


@pytest.mark.django_db
def test_a_new_instance_has_its_municipality():
    assert list(Municipality.objects.values_list("pk", "name", "slug")) == [
        (1, "Stockholms stad", "stockholms-stad")
    ]
    assert Municipality.objects.create(name="Malmö stad", slug="malmo-stad").pk > 1


@pytest.mark.django_db(transaction=True)
def test_emptied_tables_get_it_back():
    call_command("flush", interactive=False, verbosity=0)

    made = Organisation.objects.create(name="Bromma stadsdelsförvaltning", kind=OrganisationKind.DISTRICT)

    assert made.municipality.name == "Stockholms stad"
