"""Fields read what people write, and say what to do when they cannot."""

import datetime
import re

import pytest
from django import forms
from django.utils import timezone, translation

from praktiknara.components.forms import (
    DayField,
    KronorField,
    LongText,
    MomentField,
    PlainText,
    PraktikForm,
    YearField,
)


class Budget(PraktikForm, forms.Form):
    """What Sara writes about money."""

    marks = {"purpose": "behövs för att skicka in"}

    purpose = LongText(label="Syfte", required=False, max_length=40, words=5)
    title = PlainText(label="Projektets namn", max_length=10)
    requested = KronorField(label="Sökt belopp", lowest=1, highest=750_000)
    year = YearField(label="År")
    closes = MomentField(label="Sista tid")
    starts = DayField(label="Startdag")
    kind = forms.ChoiceField(label="Är det ett projekt?", choices=[("", "–"), ("ja", "Ja")])
    fund = forms.ChoiceField(label="LUM eller FUM", choices=[("", "–"), ("lum", "LUM")])
    agreed = forms.BooleanField(label="Karin känner till")
    attachment = forms.FileField(label="Bilaga")


WHOLE = {
    "title": "  Stella \x00",
    "requested": "310 000 kr",
    "year": "2026",
    "closes": "2026-11-12 16.00",
    "starts": "12 november 2026",
}


def cleaned(name: str, value: str):
    """The value of one field, or its error."""
    form = Budget({**WHOLE, name: value})
    form.is_valid()
    return form.errors[name][0] if name in form.errors else form.cleaned_data[name]


def test_what_is_written_becomes_values():
    form = Budget(WHOLE)
    form.is_valid()

    assert form.cleaned_data == {
        "purpose": "",
        "title": "Stella",
        "requested": 310_000,
        "year": 2026,
        "closes": timezone.make_aware(datetime.datetime(2026, 11, 12, 16)),  # noqa: DTZ001  # the zone is given by make_aware
        "starts": datetime.date(2026, 11, 12),
    }


def test_an_empty_answer_is_met_with_what_to_do():
    form = Budget({})

    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "title": "Fyll i ”Projektets namn”.",
        "requested": "Fyll i ”Sökt belopp”.",
        "year": "Fyll i år.",
        "closes": "Fyll i ”Sista tid”.",
        "starts": "Fyll i startdag.",
        "kind": "Svara på frågan ”Är det ett projekt?”.",
        "fund": "Välj ”LUM eller FUM”.",
        "agreed": "Kryssa i ”Karin känner till”.",
        "attachment": "Välj en fil.",
    }


@pytest.mark.parametrize(
    ("name", "typed", "answer"),
    [
        ("title", "Stödgrupperna", "Texten är 3 tecken för lång. Högst 10 tecken får plats."),
        ("title", "två\nrader", "två rader"),
        ("purpose", "ett\ntvå", "ett\ntvå"),
        ("purpose", "ett två tre fyra fem sex", "Texten är 1 ord för lång. Högst 5 ord får plats."),
        ("purpose", "å" * 1040, "Texten är 1\u00a0000 tecken för lång. Högst 40 tecken får plats."),
        ("requested", "0", "Skriv ett belopp på minst 1\u00a0kr."),
        ("requested", "765 000", "Skriv ett belopp på högst 750\u00a0000\u00a0kr."),
        ("requested", "310,50", "Skriv beloppet i hela kronor med siffror, till exempel 310 000."),
        ("requested", "9" * 5000, "Skriv beloppet i hela kronor med siffror, till exempel 310 000."),
        ("year", "26", "Skriv året med fyra siffror, till exempel 2026."),
        ("year", "1066", "Skriv ett år mellan 1990 och 2100."),
        ("starts", "2026-02-30", "Skriv ett datum som finns, till exempel 2026-11-12."),
        ("closes", "2026-11-12", "Skriv datum och klockslag, till exempel 2026-11-12 16.00."),
    ],
)
def test_each_field_reads_or_says_what_to_do(name: str, typed: str, answer: str):
    assert cleaned(name, typed) == answer


def test_the_own_words_of_a_field_are_left_alone():
    class Own(PraktikForm, forms.Form):
        reason = PlainText(error_messages={"required": "Skriv varför den egna insatsen är 0 kr."})

    assert Own({}).errors["reason"] == ["Skriv varför den egna insatsen är 0 kr."]


def test_nothing_is_cut_or_stopped_in_the_browser():
    page = Budget().as_p()

    assert re.findall(r"maxlength|required|minlength|pattern=", page) == []


def test_a_sum_is_shown_with_its_spaces_and_what_was_typed_as_typed():
    assert Budget(initial={"requested": 310_000})["requested"].value() == "310\u00a0000"
    assert Budget({"requested": "trehundra"})["requested"].value() == "trehundra"


@pytest.mark.parametrize(
    ("name", "initial", "typed"),
    [
        ("requested", 310_000, "310 000 kr"),
        ("year", 2026, "2026"),
        ("starts", datetime.date(2026, 11, 12), "2026-11-12"),
        ("closes", datetime.datetime(2026, 11, 12, 15, tzinfo=datetime.UTC), "2026-11-12 16.00"),
    ],
)
def test_the_same_value_written_another_way_is_no_change(name: str, initial: object, typed: str):
    field = Budget().fields[name]

    assert field.has_changed(initial, typed) is False
    assert field.has_changed(initial, typed.replace("1", "2", 1) if name != "year" else "2027") is True


def test_errors_are_english_on_an_english_page():
    with translation.override("en"):
        assert Budget({**WHOLE, "year": "26"}).errors["year"] == [
            "Write the year with four digits, for example 2026."
        ]
