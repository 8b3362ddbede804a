"""The shape of a search in the knowledge bank, and of what is published there."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import LongText, PlainText, PraktikForm, YearField
from praktiknara.needs.models import NeedTheme
from praktiknara.projects.choices import Field
from praktiknara.results.choices import Finding
from praktiknara.results.models import ResultReport

from .choices import Design, OutputKind
from .models import KnowledgeOutput
from .queries import lists
from .rules.files import MOST_BYTES, media_type

MOST_PEOPLE = 1_000_000
MOST_MONTHS = 600


class SearchForm(PraktikForm, forms.Form):
    """Which outputs to show."""

    marks = {"kind": "", "year": "", "field": "", "fund": ""}

    kind = forms.ChoiceField(label=_("Slag"), required=False)
    year = forms.ChoiceField(label=_("År"), required=False)
    field = forms.ChoiceField(label=_("Område"), required=False)
    fund = forms.ChoiceField(label=_("Fond"), required=False)

    def __init__(
        self, *args: Any, years: list[int | None], funds: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", _("alla slag"), list(OutputKind.choices))
        self._offer("field", _("alla områden"), list(Field.choices))
        self._offer("fund", _("alla fonder"), funds)
        known = [(str(year), str(year)) for year in years if year]
        unknown = [(lists.UNKNOWN_YEAR, _("år okänt"))] if None in years else []
        self._offer("year", _("alla år"), [*known, *unknown])

    def _offer(self, name: str, everything: Any, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", everything), *choices]

    def chosen(self) -> dict[str, str]:
        """Give what is chosen; what is not among the choices filters nothing."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}


class HowMany(forms.IntegerField):
    """A whole number of people or months, which may be left unknown."""

    default_error_messages: ClassVar = {"invalid": _("Skriv ett heltal, till exempel 21.")}

    def __init__(self, *, most: int, label: Any) -> None:
        narrow = forms.NumberInput(attrs={"class": "p-year-input"})
        super().__init__(label=label, min_value=0, max_value=most, required=False, widget=narrow)


class PublishForm(PraktikForm, forms.Form):
    """What anyone will read, and what is known of how it was found out."""

    title = PlainText(
        label=_("Titel"),
        help_text=_("Säg resultatet. Till exempel: Barn i familjehem kände sig mindre ensamma."),
        max_length=300,
    )
    summary = LongText(
        label=_("Sammanfattning på klarspråk"),
        help_text=_("Vad gjordes, för vem, vad gav det och hur säkert är det?"),
        max_length=6_000,
        words=250,
    )
    lesson = LongText(
        label=_("Lärdom för dig i praktiken"),
        help_text=_("Högst tre meningar."),
        max_length=2_000,
        words=90,
    )
    audience = PlainText(
        label=_("För vem?"),
        help_text=_("Till exempel: familjehemssekreterare och deras chefer."),
        max_length=200,
        required=False,
    )
    finding = forms.ChoiceField(
        label=_("Hur gick det?"),
        help_text=_("Det som inte gick som tänkt är lika mycket värt att veta."),
        choices=[("", _("inte sorterat")), *Finding.choices],
        required=False,
    )
    because = LongText(
        label=_("Varför gick det så?"),
        help_text=_("Skriv det när något inte gick som tänkt: vad brast, och vad hade behövts?"),
        max_length=2_000,
        words=120,
        required=False,
    )
    need_theme = forms.ModelChoiceField(
        label=_("Vilket behov svarar det på?"),
        queryset=NeedTheme.objects.select_related("inventory"),
        empty_label=_("vet inte"),
        required=False,
    )
    design = forms.ChoiceField(
        label=_("Hur vet ni det?"),
        help_text=_("Välj det starkaste som ni gjorde. Sidan säger själv hur säkert resultatet är."),
        choices=[("", _("vet inte")), *Design.choices],
        required=False,
    )
    started = HowMany(label=_("Hur många började?"), most=MOST_PEOPLE)
    analysed = HowMany(label=_("Hur många ingår i resultatet?"), most=MOST_PEOPLE)
    followed_months = HowMany(label=_("Hur många månader följdes de?"), most=MOST_MONTHS)
    original = forms.FileField(
        label=_("Rapporten som fil"),
        help_text=_("PDF, Word eller ODT, högst 20 MB. Alla kan hämta den."),
        required=False,
    )

    def clean_original(self) -> UploadedFile[Any] | None:
        """Take a file that a reader can open; the rest is named with what to do instead."""
        sent: UploadedFile[Any] | None = self.cleaned_data["original"]
        if sent is None:
            return None
        if (sent.size or 0) > MOST_BYTES:
            raise ValidationError(_("Filen är större än 20 MB. Spara den mindre, eller dela upp den."))
        kind = media_type(sent.read())
        sent.seek(0)
        if kind is None:
            raise ValidationError(
                _("Filen är varken PDF, Word eller ODT. Spara den som PDF och försök igen.")
            )
        return sent


class PublishOutputForm(PublishForm):
    """What anyone will read of a work that others have written."""

    year = YearField(label=_("Utgivningsår"), required=False)


class WithdrawForm(PraktikForm, forms.Form):
    """Why an output is taken away."""

    withdrawn_reason = LongText(
        label=_("Varför tas resultatet bort?"),
        help_text=_("Skälet sparas i händelserna och syns för den som redovisade."),
        max_length=2_000,
    )


def from_report(report: ResultReport) -> dict[str, str]:
    """Begin with what the project wrote itself."""
    found = {outcome.finding for outcome in report.outcomes.all()}
    finding = found.pop() if len(found) == 1 else ""
    return {
        "title": report.project.title,
        "summary": report.results or report.activities,
        "lesson": report.lesson,
        "audience": report.project.target_group[:200],
        "finding": finding,
        "because": report.deviations if finding == Finding.DID_NOT else "",
    }


KEPT = (
    "title",
    "summary",
    "lesson",
    "audience",
    "finding",
    "because",
    "need_theme",
    "design",
    "started",
    "analysed",
    "followed_months",
    "year",
)


def from_output(output: KnowledgeOutput) -> dict[str, Any]:
    """Begin with what is already written."""
    return {name: getattr(output, name) for name in KEPT}
