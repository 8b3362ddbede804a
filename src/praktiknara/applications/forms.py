"""The sections of an application as forms that refuse only what cannot be saved, and the small forms of its moves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from praktiknara.chain.forms import refusals_shown
from praktiknara.chain.queries import say
from praktiknara.chain.rules import Problem
from praktiknara.components import numbers
from praktiknara.components.forms import DayField, KronorField, LongText, PlainText, PraktikForm
from praktiknara.people.choices import OrganisationKind
from praktiknara.people.models import Organisation, User

from . import actions, rules
from .choices import ApplicationStatus, Section
from .models import Application, CoApplicant

FEWEST_ROWS = 3
UNREAD_ROWS = _("Raderna kunde inte läsas och är inte sparade. Läs in sidan igen.")


class DraftText(LongText):
    """A text of a draft: its most words are counted and asked for at the end, only its most characters refuse."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        self.name = name
        super().__init__(max_length=rules.MOST_CHARACTERS, required=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the page count the words."""
        return {**super().widget_attrs(widget), "data-words": str(rules.MOST_WORDS[self.name])}


class YearsField(forms.CharField):
    """Years in a row: 2025, 2026."""

    def clean(self, value: Any) -> str:
        """Read the years, or say how to write them."""
        years = rules.read_years(str(value or ""))
        if years is None or len(years) > 10:
            raise ValidationError(
                _("Skriv åren med fyra siffror och komma emellan, till exempel 2025, 2026."), code="invalid"
            )
        return ", ".join(str(year) for year in years)


class SectionForm(PraktikForm, forms.Form):
    """A section of an application: what can be saved is saved, whatever else the page holds."""

    written: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Mapping[str, Any] | None = None, *, application: Application) -> None:
        self.application = application
        super().__init__(data, initial=self.stored())
        for field in self.fields.values():
            field.mark = ""  # type: ignore[attr-defined]  # read by the field tag: a draft may lack anything

    def stored(self) -> dict[str, Any]:
        """Give what is saved, for the fields of the section."""
        return {name: getattr(self.application, name) for name in self.written}

    def lines(self) -> list[tuple[str, int | None]] | None:
        """Give the budget when this section has it and every row could be read."""
        return None

    @property
    def rows(self) -> forms.BaseFormSet[Any] | None:
        """Give the rows of the section, if it has any."""
        return None

    def write(self, *, version: int, by: User, now: datetime) -> None:
        """Save every field that could be read."""
        self.full_clean()
        values = {name: self.cleaned_data[name] for name in self.written if name in self.cleaned_data}
        actions.write(self.application, values, self.lines(), version=version, by=by, now=now)

    def save(self, *, version: int, by: User, now: datetime) -> bool:
        """Save, or show that another has changed the section meanwhile."""
        with refusals_shown(self):
            self.write(version=version, by=by, now=now)
            return True
        return False

    @property
    def faults(self) -> list[str]:
        """Give the sentences about what could not be read, each with its question, in the order of the page."""
        told = [f"{self[name].label} {message}" for name in self.fields for message in self[name].errors]
        if self.rows is not None:
            told += [str(message) for message in self.rows.non_form_errors()]
            told += [
                str(message) for row in self.rows.forms for name in row.fields for message in row[name].errors
            ]
        return told

    @property
    def is_unread(self) -> bool:
        """Say whether something typed could not be saved."""
        return bool(self.errors or self.faults)

    def show(self, found: Iterable[Problem]) -> None:
        """Put what has to be put right at its field, beside what is saved."""
        if self.errors:
            return
        self.cleaned_data = {}
        for problem in found:
            if problem.field in self.fields:
                self.add_error(problem.field, say(problem))

    def saved_otherwise(self) -> list[tuple[str, str]]:
        """Give the texts that stand saved where the page holds something else, so that one can compare."""
        stored = self.stored()
        return [
            (str(field.label), _readable(stored[name]))
            for name, field in self.fields.items()
            if name in stored and name in self.changed_data
        ]


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


class Districts(forms.ModelMultipleChoiceField[Organisation]):
    """Districts by the names used inside the municipality."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the short name."""
        return str(obj.short)


class District(forms.ModelChoiceField[Organisation]):
    """A district by the name used inside the municipality."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the short name."""
        return str(obj.short)


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


class LineForm(PraktikForm, forms.Form):
    """A cost."""

    what = PlainText(label=_("Vad"), max_length=200, required=False)
    amount = KronorField(label=_("Kronor"), required=False)

    @property
    def line(self) -> tuple[str, int | None] | None:
        """Give the cost as it was written; None when the row is empty or taken away."""
        given = self.cleaned_data
        if given.get("DELETE") or (not given.get("what") and given.get("amount") is None):
            return None
        return given.get("what") or "", given.get("amount")


class CostRows(forms.BaseFormSet[LineForm]):
    """The costs; a page always sends rows, so none at all means that it was cut off."""

    default_error_messages = {
        "missing_management_form": UNREAD_ROWS,
        "too_many_forms": _("Högst 200 rader får plats. Slå ihop några kostnader."),
    }

    def clean(self) -> None:
        """Refuse a set without rows, which would empty the budget."""
        if self.total_form_count() < 1:
            raise ValidationError(UNREAD_ROWS)


class BudgetForm(SectionForm):
    """The costs row by row, what the district puts in itself, and what it applies for."""

    written = ("own_share", "own_share_reason", "requested")

    own_share = KronorField(
        label=_("Vad bidrar ni själva med?"),
        required=False,
        help_text=_("I kronor. Räkna in arbetstid och lokaler."),
    )
    own_share_reason = DraftText(
        "own_share_reason",
        label=_("Varför är den egna insatsen 0 kr?"),
        help_text=_("Svara bara om ni skrev 0. Det går bra om ni förklarar varför."),
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    requested = KronorField(
        label=_("Hur mycket söker ni?"), required=False, help_text=_("Kostnaderna minus er egen insats.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, application: Application) -> None:
        super().__init__(data, application=application)
        stored = [{"what": line.what, "amount": line.amount} for line in application.budget.all()]
        rows = forms.formset_factory(
            LineForm,
            formset=CostRows,
            extra=max(1, FEWEST_ROWS - len(stored)),
            max_num=200,
            validate_max=True,
            can_delete=True,
        )
        # Sent rows are read as they are: held against the saved ones, an unchanged row would count as an empty one.
        self._rows = rows(data, prefix="rad", initial=None if self.is_bound else stored)

    @property
    def rows(self) -> forms.BaseFormSet[Any]:
        """Give the costs."""
        return self._rows

    def lines(self) -> list[tuple[str, int | None]] | None:
        """Give the costs when every row could be read."""
        if not self._rows.is_valid():
            return None
        return [row.line for row in self._rows.forms if row.line is not None]

    def saved_otherwise(self) -> list[tuple[str, str]]:
        """Give the saved costs too, when the page holds others."""
        told = super().saved_otherwise()
        saved = [(line.what, line.amount) for line in self.application.budget.all()]
        if self.lines() != saved:
            cost = ", ".join(f"{what} {_readable(amount)}" for what, amount in saved)
            told.insert(0, (str(_("Kostnader")), cost))
        return told


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


class AskForm(PraktikForm, forms.Form):
    """Which district to ask along, and the share of the money it would have."""

    organisation = District(
        label=_("Vilka vill ni söka tillsammans med?"),
        queryset=Organisation.objects.none(),
        empty_label=_("Välj stadsdel"),
        error_messages={
            "invalid_choice": _("Välj en stadsdel i listan."),
            "required": _("Välj vilka ni vill söka tillsammans med."),
        },
    )
    share = KronorField(
        label=_("Deras del av beloppet"),
        required=False,
        help_text=_("Om ni redan vet. De kan ändra när de svarar."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, application: Application) -> None:
        super().__init__(data, auto_id="fraga_%s")
        self.application = application
        # The district's own name and those already asked are left out of the list, but are answered with their reason.
        self.every = Organisation.objects.filter(kind=OrganisationKind.DISTRICT, valid_to=None)
        asked = {one.organisation_id for one in application.co_applicants.all()} | {application.applicant_id}
        field = self.fields["organisation"]
        field.queryset = self.every if self.is_bound else self.every.exclude(pk__in=asked)  # type: ignore[attr-defined]  # a model field, declared above

    def ask(self, *, by: User, now: datetime) -> CoApplicant | None:
        """Ask, or say at the field why not."""
        given = self.cleaned_data
        with refusals_shown(self):
            return actions.ask_co_applicant(
                self.application, given["organisation"], share=given["share"], by=by, now=now
            )
        return None


class AnswerForm(PraktikForm, forms.Form):
    """Yes or no to applying together, with the share."""

    share = KronorField(label=_("Vår del av beloppet"), required=False)


class WithdrawForm(PraktikForm, forms.Form):
    """Why an application is taken back."""

    reason = LongText(
        label=_("Varför tar ni tillbaka ansökan?"),
        max_length=2000,
        error_messages={"required": _("Skriv varför ni tar tillbaka ansökan.")},
    )


class RegisterForm(PraktikForm, forms.Form):
    """The registration number."""

    reg_number = PlainText(
        label=_("Diarienummer"),
        max_length=60,
        error_messages={"required": _("Skriv diarienumret, till exempel 2.3-117/2027.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": "20", "class": "p-day-input"}),
    )

    def register(self, application: Application, *, by: User, now: datetime) -> bool:
        """Register, or say at the field why not."""
        with refusals_shown(self):
            actions.register(application, reg_number=self.cleaned_data["reg_number"], by=by, now=now)
            return True
        return False


class FilterForm(PraktikForm, forms.Form):
    """Which applications the list shows."""

    marks = dict.fromkeys(("lage", "utlysning", "mina"), "")

    lage = forms.ChoiceField(
        label=_("Läge"), choices=[("", _("alla lägen")), *ApplicationStatus.choices], required=False
    )
    utlysning = forms.ChoiceField(label=_("Utlysning"), required=False)
    mina = forms.ChoiceField(
        label=_("Vilkas"),
        choices=[("", _("alla jag får se")), ("mina", _("dem jag skriver eller har skrivit under"))],
        required=False,
    )

    def __init__(self, data: Mapping[str, Any], *, calls: Sequence[tuple[str, str]], own: bool) -> None:
        super().__init__(data)
        self.fields["utlysning"].choices = [("", _("alla utlysningar")), *calls]  # type: ignore[attr-defined]  # a choice field, declared above
        if not own:
            del self.fields["mina"]


def _readable(value: Any) -> str:
    """Write a saved value as one reads it."""
    if value is None or value in ("", []):
        return str(_("inget"))
    if isinstance(value, int):
        return numbers.kronor(value)
    if isinstance(value, list):
        return ", ".join(each.short for each in value)
    return str(value)
