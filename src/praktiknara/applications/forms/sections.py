"""The sections of texts, days and places."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import DayField, PlainText
from praktiknara.people.choices import OrganisationKind
from praktiknara.people.models import Organisation

from ..choices import Section
from ..models import Application
from .base import Districts, DraftText, SectionForm, YearsField
from .budget import BudgetForm


class AboutForm(SectionForm):
    """What the project is, for whom and when."""

    written = ("title", "target_group", "purpose", "starts_on", "ends_on", "granted_years")

    title = PlainText(label=_("Vad heter projektet?"), max_length=200, required=False)
    target_group = PlainText(
        label=_("Vilka är projektet till för?"),
        max_length=300,
        required=False,
        help_text=_("Målgruppen, gärna med ålder och ungefärligt antal."),
    )
    purpose = DraftText("purpose", label=_("Vad är syftet?"), help_text=_("Vad ska bli bättre, och för vem?"))
    starts_on = DayField(label=_("När börjar projektet?"), required=False)
    ends_on = DayField(label=_("När slutar projektet?"), required=False)
    granted_years = YearsField(
        label=_("Vilka år har projektet redan fått medel?"),
        required=False,
        help_text=_("Skriv åren med komma emellan, till exempel 2025, 2026. Lämna tomt om det är nytt."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "p-day-input", "size": "20"}),
    )


class TheoryForm(SectionForm):
    """The problem, what is done, what it leads to."""

    written = ("problem", "activities", "leads_to", "long_term", "goals")

    problem = DraftText("problem", label=_("Vilket problem vill ni lösa?"))
    activities = DraftText("activities", label=_("Vad ska ni göra?"))
    leads_to = DraftText(
        "leads_to",
        label=_("Vad ska det leda till?"),
        help_text=_("Det som ska märkas under året eller strax efter."),
    )
    long_term = DraftText(
        "long_term",
        label=_("Vad hoppas ni på efter två år?"),
        help_text=_("Frivilligt, men det gör bilden hel."),
    )
    goals = DraftText(
        "goals",
        label=_("Vilka är målen?"),
        help_text=_("Skriv så att det går att se efteråt om ni nådde dem."),
    )


class WhoForm(SectionForm):
    """Which districts the project reaches."""

    written = ("districts",)

    districts = Districts(
        label=_("Vilka stadsdelar omfattar projektet?"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Välj stadsdelar i listan."),
            "invalid_pk_value": _("Välj stadsdelar i listan."),
            "invalid_list": _("Välj stadsdelar i listan."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, application: Application) -> None:
        super().__init__(data, application=application)
        self.fields["districts"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]  # a model field, declared above
            kind=OrganisationKind.DISTRICT, valid_to=None
        )

    def stored(self) -> dict[str, Any]:
        """Give the chosen districts."""
        return {"districts": list(self.application.districts.all())}


class ResearchForm(SectionForm):
    """How the project ties to research, and how it is followed up."""

    written = ("research_link", "follow_up")

    research_link = DraftText(
        "research_link",
        label=_("Hur knyter projektet an till forskning?"),
        help_text=_("Vem följer arbetet, vad vet man redan, eller vilken idé har ni?"),
    )
    follow_up = DraftText(
        "follow_up",
        label=_("Hur ska ni följa upp?"),
        help_text=_("Vad ni mäter eller frågar om, när, och vem som gör det."),
    )


class GenderForm(SectionForm):
    """The question on gender equality."""

    written = ("gender_analysis",)

    gender_analysis = DraftText(
        "gender_analysis",
        label=_("Hur påverkar projektet kvinnor och män, flickor och pojkar?"),
        help_text=_(
            "Vilka berörs, skiljer sig behoven åt, och hur ser ni till att skillnader syns i uppföljningen?"
        ),
    )


FORMS: dict[str, type[SectionForm]] = {
    Section.ABOUT: AboutForm,
    Section.THEORY: TheoryForm,
    Section.WHO: WhoForm,
    Section.BUDGET: BudgetForm,
    Section.RESEARCH: ResearchForm,
    Section.GENDER: GenderForm,
}
