"""The shape of what is written in reports."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from praktiknara.calls.models import Call
from praktiknara.chain.queries import say
from praktiknara.chain.rules import Problem
from praktiknara.components.forms import KronorField, LongText, PlainText, PraktikForm, YearField

from .choices import Finding, Measure, ReportStatus
from .models import ConsumptionReport, ResultReport

NEEDED = _("behövs för att lämna in")
MOST_DIGITS = Decimal(10) ** 12


class NumberField(forms.Field):
    """A number as people write it: 92, 12,5 or 1 250."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A narrow box with number keys."""
        return {"inputmode": "decimal", "autocomplete": "off", "class": "p-year-input", "size": "8"}

    def to_python(self, value: Any) -> Decimal | None:
        """Read the number, or say how to write it."""
        if isinstance(value, Decimal):
            return value
        written = "".join(str(value).split()) if value not in self.empty_values else ""
        if not written:
            return None
        try:
            number = Decimal(written.replace(",", ".").replace("−", "-"))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not written.isascii():
            raise ValidationError(_("Skriv med siffror, till exempel 92 eller 12,5."), code="invalid")
        if abs(number) >= MOST_DIGITS or number != round(number, 2):
            raise ValidationError(_("Skriv högst tolv siffror och två decimaler."), code="digits")
        return number

    def prepare_value(self, value: Any) -> Any:
        """Show a known number with a comma and no needless zeros."""
        if not isinstance(value, Decimal):
            return value
        return f"{value.normalize():f}".replace(".", ",")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A number written another way is the same number."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class CountField(NumberField):
    """How many: a whole number that is not below zero."""

    def to_python(self, value: Any) -> Any:
        """Read the number, or say how to write it."""
        number = super().to_python(Decimal(value) if isinstance(value, int) else value)
        if number is None:
            return None
        if number != int(number) or not 0 <= number <= 2**31 - 1:
            raise ValidationError(_("Skriv antalet med ett helt tal, till exempel 145."), code="whole")
        return int(number)

    def prepare_value(self, value: Any) -> Any:
        """Show a known number as it is."""
        return str(value) if isinstance(value, int) else value


def _yes_or_no(value: str) -> bool:
    return value == "yes"


class ReportForm(PraktikForm, forms.Form):
    """What a project did and what it gave."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    continues = forms.TypedChoiceField(
        label=_("Fortsätter projektet med nya medel nästa år?"),
        help_text=_(
            "Om ni fortsätter räcker en förenklad redovisning nu. Allt redovisas när projektet slutar."
        ),
        choices=[("yes", _("Ja, vi har sökt eller fått nya medel")), ("no", _("Nej, projektet slutar"))],
        coerce=_yes_or_no,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    activities = LongText(
        label=_("Vad gjorde ni?"),
        help_text=_("Vilka var med, hur många, hur ofta. Jämför gärna med det ni skrev i ansökan."),
        max_length=20_000,
        words=600,
        required=False,
    )
    results = LongText(
        label=_("Vad gav det?"),
        help_text=_("För dem det är till för. Skriv också det som inte gick att se."),
        max_length=20_000,
        words=600,
        required=False,
    )
    deviations = LongText(
        label=_("Vad blev inte som ni tänkt?"),
        help_text=_("Det är ofta här kollegor lär sig mest."),
        max_length=20_000,
        words=400,
        required=False,
    )
    gender_analysis = LongText(
        label=_("Vad gav det för flickor och pojkar, kvinnor och män?"),
        help_text=_("Redovisa var för sig när det går. Om det inte går, skriv varför."),
        max_length=20_000,
        words=400,
        required=False,
    )
    lesson = LongText(
        label=_("Vad bör en kollega veta innan hon prövar samma sak?"),
        help_text=_("Högst tre meningar."),
        max_length=2_000,
        words=90,
        required=False,
    )
    next_steps = LongText(
        label=_("Vad händer nu?"),
        help_text=_("Fortsätter arbetet, i vilken form, och vem betalar?"),
        max_length=20_000,
        words=300,
        required=False,
    )

    def __init__(self, *args: Any, report: ResultReport, gender_required: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", told(report))
        super().__init__(*args, **kwargs)
        needed = {"activities", "next_steps"}
        if report.template == "full":
            needed |= {"results", "lesson"}
        if gender_required:
            needed |= {"gender_analysis"}
        for name in needed:
            self.fields[name].mark = NEEDED  # type: ignore[attr-defined]  # read by the field tag, which knows fields without it too


def told(report: ResultReport) -> dict[str, Any]:
    """Give what a report says, as the form shows it."""
    return {
        "version": report.version,
        "continues": {True: "yes", False: "no", None: ""}[report.continues],
        "activities": report.activities,
        "results": report.results,
        "deviations": report.deviations,
        "gender_analysis": report.gender_analysis,
        "lesson": report.lesson,
        "next_steps": report.next_steps,
    }


class OutcomeForm(PraktikForm, forms.Form):
    """One outcome: a statement, a number, or both."""

    text = PlainText(label=_("Vad hände?"), max_length=300, required=False)
    finding = forms.ChoiceField(
        label=_("Hur gick det?"), choices=[("", _("går inte att säga")), *Finding.choices], required=False
    )
    indicator = PlainText(
        label=_("Vad mätte ni?"),
        help_text=_("Till exempel: barn som känner sig mindre ensamma."),
        max_length=200,
        required=False,
    )
    value = NumberField(label=_("Värde"), required=False)
    measure = forms.ChoiceField(
        label=_("Värdet är"), choices=[("", _("välj")), *Measure.choices], required=False
    )
    base = CountField(label=_("Av hur många?"), required=False)
    baseline = NumberField(label=_("Värde före"), required=False)
    unit = PlainText(label=_("Enhet, till exempel barn"), max_length=40, required=False)
    year = YearField(label=_("År"), required=False)
    about = forms.BooleanField(label=_("Värdet är ungefärligt"), required=False)
    partial_year = forms.BooleanField(label=_("Gäller bara en del av året"), required=False)
    marks = dict.fromkeys(
        ("text", "finding", "indicator", "value", "measure", "base", "baseline", "unit", "year"), ""
    )


OutcomeRows = BaseFormSet[OutcomeForm]
OutcomeFormSet = formset_factory(OutcomeForm, extra=1, can_delete=True, max_num=40, absolute_max=60)


def outcome_rows(report: ResultReport, data: Any = None) -> OutcomeRows:
    """Give the rows as they were sent, or those of the report with one more to fill in."""
    if data is not None:
        # Without what is saved: a row that is sent unchanged would else count as not filled in.
        return OutcomeFormSet(data, prefix="outcomes")
    names = tuple(OutcomeForm.base_fields)
    initial = [{name: getattr(outcome, name) for name in names} for outcome in report.outcomes.all()]
    return OutcomeFormSet(initial=initial, prefix="outcomes")


def filled(rows: OutcomeRows) -> list[OutcomeForm]:
    """Give the rows that say something and are kept, in order."""
    return [
        form
        for form in rows.forms
        if not form.cleaned_data.get("DELETE")
        and any(
            not (value is None or value is False or value == "")
            for name, value in form.cleaned_data.items()
            if name not in {"DELETE", "year", "measure"}
        )
    ]


def outcomes(rows: OutcomeRows) -> list[Mapping[str, Any]]:
    """Give the rows as values."""
    return [
        {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
        for form in filled(rows)
    ]


def blame(form: forms.Form, rows: OutcomeRows | None, problems: Sequence[Problem]) -> None:
    """Put each thing that is missing at its place, also in the rows."""
    said = filled(rows) if rows is not None else []
    for problem in problems:
        prefix, _dash, rest = problem.field.partition("-")
        position, _dash, name = rest.partition("-")
        if prefix == "outcomes" and position.isdigit() and int(position) < len(said):
            said[int(position)].add_error(name, say(problem))
        else:
            form.add_error(problem.field if problem.field in form.fields else None, say(problem))


class ConsumptionForm(PraktikForm, forms.Form):
    """How much of a grant was used."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    used = KronorField(label=_("Hur mycket har ni använt?"), required=False)
    comment = LongText(
        label=_("Kommentar"),
        help_text=_("Om något är kvar: skriv varför, och vad som ska hända med pengarna."),
        max_length=4_000,
        words=200,
        required=False,
    )
    marks = {"used": NEEDED, "comment": _("behövs om pengar är kvar")}

    def __init__(self, *args: Any, report: ConsumptionReport, **kwargs: Any) -> None:
        initial = {"version": report.version, "used": report.used, "comment": report.comment}
        super().__init__(*args, initial=initial, **kwargs)


class ReturnForm(PraktikForm, forms.Form):
    """What the officer asks for."""

    return_reason = LongText(
        label=_("Vad behöver kompletteras?"),
        help_text=_("Skriv vad som saknas och varför det behövs. Den som redovisar läser det."),
        max_length=4_000,
    )


class ReportFilter(PraktikForm, forms.Form):
    """Which reports to show."""

    marks = {"status": "", "year": "", "call": ""}

    status = forms.ChoiceField(
        label=_("Läge"), choices=[("", _("alla lägen")), *ReportStatus.choices], required=False
    )
    year = YearField(label=_("År"), required=False)
    call = forms.ModelChoiceField(
        label=_("Utlysning"), queryset=Call.objects.none(), required=False, empty_label=_("alla utlysningar")
    )

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["call"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = calls

    def chosen(self) -> dict[str, Any]:
        """Give what is chosen; what cannot be read filters nothing."""
        self.is_valid()
        read = self.cleaned_data
        call = read.get("call")
        return {
            "status": read.get("status") or "",
            "year": read.get("year"),
            "call": call.pk if call else None,
        }
