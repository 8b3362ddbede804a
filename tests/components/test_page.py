"""The component page and the frame around every page, as a reader meets them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from praktiknara.components import showcase

pytestmark = pytest.mark.django_db


def test_the_page_shows_every_component(client: Client):
    page = client.get(reverse("component_page"))

    assert page.status_code == 200
    shown = page.content.decode()
    signs = [f'data-state="{state}"' for state in ("done", "here", "todo", "unknown", "error", "stop")]
    boxes = [
        "p-facts",
        "p-rulebox",
        "p-empty",
        "p-shelf",
        "p-theory",
        "p-wheel",
        "p-year-line",
        "ds-pagination",
    ]
    forms = ["ds-error-summary", "p-saved", "ds-field-affix", "ds-fieldset", "p-why-not", "p-example"]
    assert [part for part in signs + boxes + forms if part not in shown] == []


def test_no_page_carries_inline_style_or_script(client: Client):
    shown = client.get(reverse("component_page")).content.decode()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script>", shown) == []


def test_every_id_is_said_once(client: Client):
    shown = client.get(reverse("component_page")).content.decode()

    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert sorted(ids) == sorted(set(ids))


def test_what_describes_a_thing_is_there(client: Client):
    shown = client.get(reverse("component_page")).content.decode()

    ids = set(re.findall(r'\sid="([^"]+)"', shown))
    named = {
        name
        for names in re.findall(r'\s(?:aria-describedby|aria-labelledby|for)="([^"]+)"', shown)
        for name in names.split()
    }
    assert named - ids == set()


def test_the_chosen_colours_are_kept_and_the_reader_comes_back(client: Client):
    answer = client.post(reverse("color_scheme"), {"scheme": "dark", "next": "/komponenter/?x=1"})

    assert answer.status_code == 302
    assert answer["Location"] == "/komponenter/?x=1"
    assert answer.cookies["fargschema"].value == "dark"
    assert 'data-color-scheme="dark"' in client.get("/komponenter/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_elsewhere(client: Client, elsewhere: str):
    answer = client.post(reverse("color_scheme"), {"scheme": "light", "next": elsewhere})

    assert answer["Location"] == "/"


def test_colours_that_do_not_exist_change_nothing(client: Client):
    answer = client.post(reverse("color_scheme"), {"scheme": "rosa", "next": "/"})

    assert "fargschema" not in answer.cookies
    client.cookies["fargschema"] = '"><script>'
    assert 'data-color-scheme="auto"' in client.get("/komponenter/").content.decode()


def test_colours_are_chosen_by_post_with_a_token():
    strict = Client(enforce_csrf_checks=True)

    assert strict.get(reverse("color_scheme")).status_code == 405
    assert strict.post(reverse("color_scheme"), {"scheme": "dark"}).status_code == 403


def test_the_example_form_has_a_field_of_each_kind():
    kinds = {type(field.widget).__name__ for field in showcase.ExampleForm().fields.values()}

    assert kinds == {
        "TextInput",
        "Textarea",
        "Select",
        "RadioSelect",
        "CheckboxSelectMultiple",
        "CheckboxInput",
        "ClearableFileInput",
    }
