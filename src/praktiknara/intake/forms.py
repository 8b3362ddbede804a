"""The shape of a mended proposal, of an answer, of a list handed in and of its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from praktiknara.components import dates
from praktiknara.components.forms import DayField, KronorField, LongText, PlainText, PraktikForm, YearField
from praktiknara.funds.choices import VatBasis
from praktiknara.funds.models import Fund
from praktiknara.people.choices import OrganisationKind
from praktiknara.projects.choices import ProjectKind

from .choices import Choice, Column, ProposalKind
from .models import Proposal, Sheet
from .queries.readings import proposals_of
from .queries.words import said
from .rules.drafts import without_personal_numbers
from .rules.files import MOST_BYTES

NO_PERSONAL_NUMBERS = _("Här står ett personnummer. Ta bort det; inga personnummer sparas.")


class AnswerForm(forms.Form):
    """What a button of a proposal sends."""

    version = forms.IntegerField(min_value=0)
    choice = forms.ChoiceField(choices=[("", ""), *Choice.choices], required=False)
    match = forms.IntegerField(required=False)


class VersionForm(forms.Form):
    """The version that a page was made of."""

    version = forms.IntegerField(min_value=0)


class PartialDay(PlainText):
    """A year, a month or a day, as exactly as it is known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("År, månad eller dag: 2013, 2013-09 eller 2013-09-01."))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        """Read the time, or say how to write it."""
        words = str(super().clean(value) or "")
        if not words or re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", words):
            return words
        if day := dates.read_day(words):
            return day.isoformat()
        raise ValidationError(_("Skriv ett år, en månad eller ett datum som finns, till exempel 2013-09."))


class FigureField(PlainText):
    """A number with or without decimals."""

    def clean(self, value: Any) -> Any:
        """Read the number, or say how to write it."""
        words = re.sub(r"[\s\u00a0\u202f]", "", str(super().clean(value) or "")).replace(",", ".")
        try:
            figure = Decimal(words)
        except InvalidOperation:
            raise ValidationError(_("Skriv ett tal, till exempel 42 eller 12,5.")) from None
        if not figure.is_finite() or abs(figure) >= 10**12:
            raise ValidationError(_("Skriv ett tal, till exempel 42 eller 12,5."))
        return int(figure) if figure == figure.to_integral_value() else float(round(figure, 2))


def _choices(first: Any, choices: Sequence[Any]) -> list[Any]:
    return [("", first), *choices]


class MendForm(PraktikForm, forms.Form):
    """A proposal put right: the fields of its kind, and what to do when the register has something like it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.CharField(
        label=_("Registret har något som liknar det här"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        stated = dict(proposal.stated)
        kwargs.setdefault(
            "initial", {**stated, "version": proposal.version, "under": str(proposal.project_id or "")}
        )
        self.proposal = proposal
        self.own = FIELDS[ProposalKind(proposal.kind)]()
        if proposal.kind not in (ProposalKind.PROJECT, ProposalKind.CASE):
            self.own["under"] = self._under()
        self.base_fields = {**self.own, **self.base_fields}  # type: ignore[misc]  # the fields of this one's kind
        super().__init__(*args, **kwargs)
        self.offered = False

    def _under(self) -> forms.ChoiceField:
        heads = [
            (str(one.pk), said(one))
            for one in proposals_of(self.proposal.reading)
            if one.kind == ProposalKind.PROJECT
        ]
        return forms.ChoiceField(
            label=_("Hör till"), choices=_choices(_("handlingen som helhet"), heads), required=False
        )

    def offer(self, alternatives: Sequence[Mapping[str, Any]], *, differs: bool) -> None:
        """Show the ways to go on when the register has something like it, or says something else."""
        same = [
            (f"match-{one['id']}", _("Samma som ”%(title)s”") % {"title": one["label"]})
            for one in alternatives
        ]
        either = [("change", _("Ändra registret")), ("match", _("Behåll registret, lägg till källan"))]
        self.fields["what"].widget = forms.RadioSelect(
            choices=[*(either if differs else same), ("new", _("Lägg in som nytt"))]
        )
        self.offered = True

    def clean(self) -> dict[str, Any]:
        """Hold what no field sees alone: the end of a period, and that no personal number is kept."""
        found = super().clean() or self.cleaned_data
        start, end = str(found.get("start") or ""), str(found.get("end") or "")
        if start and end and end < start[: len(end)]:
            self.add_error("end", _("Slutet ligger före starten."))
        for name, value in list(found.items()):
            if isinstance(value, str) and without_personal_numbers(value) != value:
                self.add_error(name, NO_PERSONAL_NUMBERS)
        return found

    def value(self) -> dict[str, Any]:
        """Give the mended value, with what the form does not show as it was."""
        given = {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in self.cleaned_data.items()
            if name in self.own and name != "under"
        }
        return {**self.proposal.stated, **given}

    def under(self) -> int | None:
        """Give the project proposal that the fact is put under."""
        given = self.cleaned_data.get("under")
        return int(given) if given else None

    def decision(self) -> tuple[str, int | None]:
        """Give the choice and the row it points at."""
        choice, _dash, number = str(self.data.get("what") or "").partition("-")
        known = choice if choice in Choice.values else ""
        return known, int(number) if number.isdigit() else None


def _project() -> dict[str, forms.Field]:
    funds = [(fund.pk, fund.short) for fund in Fund.objects.all()]
    return {
        "title": PlainText(label=_("Titel"), max_length=250),
        "project_kind": forms.ChoiceField(
            label=_("Slag"),
            choices=_choices(ProjectKind.RND_PROJECT.label, ProjectKind.choices),
            required=False,
        ),
        "fund": forms.TypedChoiceField(
            label=_("Fond"),
            choices=_choices(_("okänd"), funds),
            coerce=int,
            empty_value=None,
            required=False,
        ),
    }


def _case() -> dict[str, forms.Field]:
    return {
        "title": PlainText(label=_("Rubrik"), max_length=250),
        "reg_number": PlainText(label=_("Diarienummer"), max_length=60, required=False),
        "written_on": DayField(label=_("Tjänsteutlåtandets datum"), required=False),
    }


def _period() -> dict[str, forms.Field]:
    return {
        "start": PartialDay(label=_("Start"), required=False),
        "end": PartialDay(label=_("Slut"), required=False),
    }


def _amount() -> dict[str, forms.Field]:
    roles = [
        ("granted", _("beviljat")),
        ("proposed", _("föreslaget")),
        ("cap", _("högsta belopp")),
        ("frame", _("ram")),
        ("other", _("annat")),
    ]
    sure = [("exact", _("exakt")), ("about", _("cirka")), ("at_most", _("högst")), ("nearly", _("nästan"))]
    return {
        "amount": KronorField(label=_("Belopp, kr")),
        "vat": forms.ChoiceField(
            label=_("Moms"), choices=_choices(_("sägs inte"), VatBasis.choices), required=False
        ),
        "qualifier": forms.ChoiceField(label=_("Hur exakt"), choices=sure),
        "role": forms.ChoiceField(label=_("Vad beloppet är"), choices=roles),
        "year": YearField(label=_("År"), required=False),
        "text": _words(),
    }


def _organisation() -> dict[str, forms.Field]:
    return {
        "name": PlainText(label=_("Namn"), max_length=200),
        "organisation_kind": forms.ChoiceField(
            label=_("Slag"),
            choices=_choices(_("enligt namnet"), OrganisationKind.choices),
            required=False,
            help_text=_("Behövs bara när organisationen är ny i registret."),
        ),
    }


def _person() -> dict[str, forms.Field]:
    return {
        "name": PlainText(label=_("Namn"), max_length=120),
        "title": PlainText(label=_("Titel"), max_length=120, required=False),
    }


def _date() -> dict[str, forms.Field]:
    return {"on": PartialDay(label=_("När")), "text": _words(_("Vad som hände"))}


def _reference() -> dict[str, forms.Field]:
    return {"reg_number": PlainText(label=_("Diarienummer"), max_length=60), "text": _words()}


def _outcome() -> dict[str, forms.Field]:
    return {
        "value": FigureField(label=_("Värde"), max_length=30),
        "unit": PlainText(label=_("Enhet"), max_length=40, required=False),
        "about": forms.BooleanField(label=_("ungefär"), required=False),
        "year": YearField(label=_("År"), required=False),
        "text": _words(_("Vad som hände")),
    }


def _words(label: Any = None) -> LongText:
    return LongText(
        label=label or _("Uppgiften med ord"),
        help_text=_("Lämna tomt för att använda meningen ur handlingen."),
        max_length=300,
        required=False,
    )


FIELDS = {
    ProposalKind.PROJECT: _project,
    ProposalKind.CASE: _case,
    ProposalKind.PERIOD: _period,
    ProposalKind.AMOUNT: _amount,
    ProposalKind.ORGANISATION: _organisation,
    ProposalKind.PERSON: _person,
    ProposalKind.DATE: _date,
    ProposalKind.REFERENCE: _reference,
    ProposalKind.OUTCOME: _outcome,
}


class SheetForm(PraktikForm, forms.Form):
    """A list to read in."""

    file = forms.FileField(
        label=_("Lista över projekt"),
        error_messages={"empty": _("Filen är tom. Spara listan igen och välj den nya filen.")},
        help_text=_("Excel (.xlsx) eller CSV, högst 10 MB och 1 000 rader, med rubriker på första raden."),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Filen är större än 10 MB. Dela upp listan i flera filer."))
        return file


class ColumnsForm(PraktikForm, forms.Form):
    """Which column of a list holds what."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        self.sheet = sheet
        kwargs.setdefault("initial", {"version": sheet.version})
        super().__init__(*args, **kwargs)
        for place, heading in enumerate(sheet.headings):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading,
                choices=_choices(_("läses inte in"), Column.choices),
                required=False,
                initial=sheet.columns.get(str(place), ""),
            )
            self.fields[f"column-{place}"].mark = ""  # type: ignore[attr-defined]  # read by the field tag

    def clean(self) -> dict[str, Any]:
        """Let each kind of fact come from one column only, and ask for the title."""
        found = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for name, column in found.items():
            if name.startswith("column-") and column:
                if column in taken:
                    self.add_error(name, _("En annan kolumn är redan vald för det här. Välj en av dem."))
                taken[column] = name
        if Column.TITLE not in taken and not self.errors:
            self.add_error(None, _("Välj vilken kolumn som är projektets titel."))
        return found

    def columns(self) -> dict[str, str]:
        """Give the choices by place."""
        return {
            name.removeprefix("column-"): str(column)
            for name, column in self.cleaned_data.items()
            if name.startswith("column-")
        }
