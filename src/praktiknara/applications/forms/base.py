"""What the sections share: texts that may be unfinished, and saving what can be saved."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from praktiknara.chain.forms import refusals_shown
from praktiknara.chain.queries import say
from praktiknara.chain.rules import Problem
from praktiknara.components import numbers
from praktiknara.components.forms import LongText, PraktikForm
from praktiknara.people.models import Organisation, User

from .. import actions, rules
from ..models import Application

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
            (str(field.label), as_read(stored[name]))
            for name, field in self.fields.items()
            if name in stored and name in self.changed_data
        ]


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


def as_read(value: Any) -> str:
    """Write a saved value as one reads it."""
    if value is None or value in ("", []):
        return str(_("inget"))
    if isinstance(value, int):
        return numbers.kronor(value)
    if isinstance(value, list):
        return ", ".join(each.short for each in value)
    return str(value)
