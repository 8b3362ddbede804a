"""What the component page shows: each component in each of its states, with examples."""

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from praktiknara.components.forms import (
    DayField,
    KronorField,
    LongText,
    MomentField,
    PlainText,
    PraktikForm,
    YearField,
)
from praktiknara.components.parts import Citation, Stage, Station, YearStation


class ExampleForm(PraktikForm, forms.Form):
    """One field of each kind."""

    title = PlainText(label="Projektets namn", max_length=120)
    purpose = LongText(
        label="Varför behövs projektet?", help_text="Skriv så att en kollega förstår.", words=150
    )
    requested = KronorField(label="Vad söker ni?", help_text="I kronor, exklusive moms.")
    own_share = KronorField(label="Egen insats", required=False)
    year = YearField(label="År")
    starts = DayField(label="Startdag")
    closes = MomentField(label="Stänger")
    district = forms.ChoiceField(
        label="Stadsdel", choices=[("", "Välj stadsdel"), ("farsta", "Farsta"), ("skarpnack", "Skarpnäck")]
    )
    research = forms.ChoiceField(
        label="Har ni en forskare?", choices=[("ja", "Ja"), ("nej", "Nej, inte än")], widget=forms.RadioSelect
    )
    partners = forms.MultipleChoiceField(
        label="Vilka är med?",
        required=False,
        choices=[("farsta", "Farsta"), ("jarva", "Järva")],
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.BooleanField(label="Vår chef känner till ansökan")
    attachment = forms.FileField(label="Bilaga", required=False, help_text="PDF eller Word.")


def everything() -> dict[str, Any]:
    """All that the page needs to draw every state."""
    all_states = [
        Station("Behov", "done", "41 inkomna"),
        Station("Plan", "done"),
        Station("Utlysning", "here", "stänger 15 oktober", current=True),
        Station("Ansökan", "todo"),
        Station("Bedömning", "unknown", "saknas i källan"),
        Station("Beslut", "error", "måste besvaras"),
    ]
    return {
        "stations": all_states,
        "linked": [Station(each.label, each.state, each.note, "#linje", each.current) for each in all_states],
        "trace": [
            Station("Behov", "unknown", "saknas i källan"),
            Station("Plan", "unknown", "saknas i källan"),
            Station("Utlysning", "done", "LUM 2013–2016"),
            Station("Ansökan", "unknown", "saknas i källan"),
            Station("Bedömning", "unknown", "saknas i källan"),
            Station("Beslut", "done", "medel beviljade"),
            Station("Projekt", "done", "2013–2016"),
            Station("Resultat", "done", "273 besök 2016"),
            Station("Kunskap", "todo", "brukarstudie väntas"),
        ],
        "pairs": [
            ("Stadsdelar", "Farsta och Skarpnäck"),
            ("Tid", "2014–2016"),
            ("Projektledare", None),
            ("Egen insats", "0 kr"),
        ],
        "citations": [
            Citation("Inriktning av FoU-medel, exempel", "#kallor", "här står orden i källan"),
            Citation("Slutrapport, exempel"),
        ],
        "no_citations": [],
        "bars": [("2013", 600_000), ("2014", None), ("2015", 210_000), ("2016", 1_470_000)],
        "shares": [("1", 600_000), ("2", 770_000), ("3", 210_000), ("4", 730_000)],
        "ranked": [
            ("1", 726_000, True),
            ("2", 640_000, True),
            ("3", 580_000, True),
            ("4", 410_000, True),
            ("5", 300_000, False),
            ("6", 240_000, False),
        ],
        "frame": 2_500_000,
        "year": [
            YearStation(2, "Årsrapport", "done", "klar"),
            YearStation(6, "Behov", "done", "41 inkomna"),
            YearStation(9, "Utlysning", "done", "öppnade 1 sep", "#aret"),
            YearStation(11, "Bedömning", "here", "16 av 20 klara"),
            YearStation(12, "Beslut", "todo", "15 dec"),
        ],
        "stages": [
            Stage("Projekten startar och får sina medel", 1, 2),
            Stage("Nämnden får årsrapporten", 3, 3),
            Stage("Behoven samlas in", 4, 6),
            Stage("Utlysningen är öppen", 8, 9),
            Stage("Ansökningarna bedöms", 10, 11, current=True),
            Stage("Nämnden beslutar", 12, 12),
        ],
        "page": Paginator(range(612), 25).page(5),
        "form": ExampleForm(initial={"title": "Stödgrupper", "requested": 726_000}),
        "wrong": ExampleForm({"title": "x" * 125, "requested": "mycket", "year": "26"}, auto_id="fel_%s"),
        "now": datetime.datetime(2026, 11, 12, 14, 32, 5, tzinfo=timezone.get_default_timezone()),
        "names": ["Farsta", "Skarpnäck", "Enskede-Årsta-Vantör"],
    }
