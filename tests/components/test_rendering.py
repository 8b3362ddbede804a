"""A list of choices is written as Django's own template writes it."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy

from praktiknara.components.rendering import Renderer

CHOICES = [
    ("", "alla"),
    (2024, 2024),
    ("a&b", 'Citat " och <b>fet</b>'),
    ("åäö", gettext_lazy("Projekt")),
    ("Grupp <1>", [("x", "X"), (True, "sant"), (None, "inget")]),
]


def words(html: str) -> list[str]:
    """The tags and texts of HTML, whatever lies between them."""
    return [part for part in re.split(r"\s*\n\s*", html.strip()) if part]


@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect])
@pytest.mark.parametrize("value", [None, "", "a&b", 2024, "x", ["x", "åäö"]])
@pytest.mark.parametrize(
    "attrs", [{}, {"class": "ds-input", "required": True, "disabled": False, "data-n": 1000, "title": '"<'}]
)
def test_a_list_of_choices_is_written_as_django_writes_it(widget, value, attrs):
    shown = widget() if widget is forms.NullBooleanSelect else widget(choices=CHOICES)
    if isinstance(value, list) and widget is forms.NullBooleanSelect:
        value = True

    ours = shown.render("val", value, attrs, renderer=Renderer())

    assert words(ours) == words(shown.render("val", value, attrs, renderer=DjangoTemplates()))
    assert "<b>" not in ours


def test_other_parts_of_a_form_are_djangos_own():
    widget = forms.TextInput()

    assert widget.render("namn", "Åsa", {}, renderer=Renderer()) == widget.render(
        "namn", "Åsa", {}, renderer=DjangoTemplates()
    )
