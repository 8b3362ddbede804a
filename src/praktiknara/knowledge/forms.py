"""The shape of a search in the knowledge bank, and of what is published there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import LongText, PlainText, PraktikForm, YearField
from praktiknara.projects.choices import Field
from praktiknara.results.models import ResultReport

from . import queries
from .choices import OutputKind
from .models import KnowledgeOutput


class SearchForm(PraktikForm, forms.Form):
    """Which outputs to show."""

    marks = {"kind": "", "year": "", "field": "", "fund": ""}

    q = PlainText(label=_("Sök i kunskapsbanken"), max_length=200, required=False)
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
        unknown = [(queries.UNKNOWN_YEAR, _("år okänt"))] if None in years else []
        self._offer("year", _("alla år"), [*known, *unknown])

    def _offer(self, name: str, everything: Any, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", everything), *choices]

    def chosen(self) -> dict[str, str]:
        """Give what is chosen; what is not among the choices filters nothing."""
        self.is_valid()
        return {
            "words" if name == "q" else name: str(self.cleaned_data.get(name) or "") for name in self.fields
        }


class PublishForm(PraktikForm, forms.Form):
    """What anyone will read."""

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
    return {
        "title": report.project.title,
        "summary": report.results or report.activities,
        "lesson": report.lesson,
        "audience": report.project.target_group[:200],
    }


def from_output(output: KnowledgeOutput) -> dict[str, Any]:
    """Begin with what is already written."""
    return {
        "title": output.title,
        "summary": output.summary,
        "lesson": output.lesson,
        "audience": output.audience,
        "year": output.year,
    }
