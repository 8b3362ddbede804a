"""Form fields that read Swedish input, and say what to do when they cannot."""

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from praktiknara.components import dates, numbers, text

MOST_KRONOR = 100_000_000_000

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class PraktikForm(forms.BaseForm):
    """A form whose errors are instructions; put it before forms.Form or forms.ModelForm."""

    use_required_attribute = False
    marks: ClassVar["dict[str, str | StrPromise]"] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _instruction(field, name)
            if name in self.marks:
                field.mark = self.marks[name]  # type: ignore[attr-defined]  # read by the field tag, which knows fields without it too


class PlainText(forms.CharField):
    """One line of text without control characters; says by how much it is too long, and never cuts it."""

    widget: type[forms.Widget] = forms.TextInput
    keeps_lines = False

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = max_length

    def to_python(self, value: Any) -> str | None:
        """Compose the letters, take away what cannot be seen, and fold the lines when there should be one."""
        given = text.plain(str(value)) if value not in self.empty_values else value
        if isinstance(given, str) and not self.keeps_lines:
            given = " ".join(given.split())
        return super().to_python(given)

    def validate(self, value: str | None) -> None:
        """Say how many characters have to go."""
        super().validate(value)
        over = len(value or "") - (self.most or len(value or ""))
        if over > 0:
            message = ngettext_lazy(
                "Texten är %(over)s tecken för lång. Högst %(most)s tecken får plats.",
                "Texten är %(over)s tecken för lång. Högst %(most)s tecken får plats.",
                over,
            )
            raise ValidationError(
                message % {"over": numbers.number(over), "most": numbers.number(self.most or 0)},
                code="max_length",
            )


class LongText(PlainText):
    """Text in paragraphs, with a most number of words when there is one."""

    widget = forms.Textarea
    keeps_lines = True

    def __init__(self, *, max_length: int | None = None, words: int | None = None, **kwargs: Any) -> None:
        self.most_words = words
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Tell the page how many words there may be, so that it can count."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        return {**attrs, "data-words": str(self.most_words)} if self.most_words else attrs

    def validate(self, value: str | None) -> None:
        """Say how many words have to go."""
        super().validate(value)
        over = text.words(value or "") - (self.most_words or text.words(value or ""))
        if over > 0:
            message = ngettext_lazy(
                "Texten är %(over)s ord för lång. Högst %(most)s ord får plats.",
                "Texten är %(over)s ord för lång. Högst %(most)s ord får plats.",
                over,
            )
            raise ValidationError(
                message % {"over": numbers.number(over), "most": numbers.number(self.most_words or 0)},
                code="words",
            )


class KronorField(forms.Field):
    """Whole kronor, written as people write them: 1 234 567 or 1234567 kr."""

    widget = forms.TextInput

    def __init__(self, *, lowest: int = 0, highest: int = MOST_KRONOR, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lowest, self.highest = lowest, highest

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask a telephone for its number keys."""
        return {"inputmode": "numeric", "autocomplete": "off", "class": "p-money", "size": "14"}

    def to_python(self, value: Any) -> int | None:
        """Read the kronor, or say how to write them."""
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if value in self.empty_values or not str(value).strip():
            return None
        kronor = numbers.read_kronor(str(value))
        if kronor is None:
            raise ValidationError(
                _("Skriv beloppet i hela kronor med siffror, till exempel 310 000."), code="invalid"
            )
        return kronor

    def validate(self, value: int | None) -> None:
        """Hold the sum between its bounds."""
        super().validate(value)
        if value is not None and value > self.highest:
            raise ValidationError(
                _("Skriv ett belopp på högst %(most)s.") % {"most": numbers.kronor(self.highest)},
                code="highest",
            )
        if value is not None and value < self.lowest:
            raise ValidationError(
                _("Skriv ett belopp på minst %(least)s.") % {"least": numbers.kronor(self.lowest)},
                code="lowest",
            )

    def prepare_value(self, value: Any) -> Any:
        """Show a known sum with its spaces; what was typed is shown as typed."""
        return numbers.number(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A sum written another way is the same sum."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class YearField(forms.Field):
    """A year with four digits."""

    widget = forms.TextInput

    def __init__(self, *, lowest: int = 1990, highest: int = 2100, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lowest, self.highest = lowest, highest

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A narrow box with number keys."""
        return {"inputmode": "numeric", "autocomplete": "off", "class": "p-year-input", "size": "6"}

    def to_python(self, value: Any) -> int | None:
        """Read the year, or say how to write it."""
        written = str(value).strip() if value not in self.empty_values else ""
        if not written:
            return None
        if not (len(written) == 4 and written.isascii() and written.isdigit()):
            raise ValidationError(_("Skriv året med fyra siffror, till exempel 2026."), code="invalid")
        return int(written)

    def validate(self, value: int | None) -> None:
        """Hold the year between its bounds."""
        super().validate(value)
        if value is not None and not self.lowest <= value <= self.highest:
            bounds = {"lowest": self.lowest, "highest": self.highest}
            raise ValidationError(
                _("Skriv ett år mellan %(lowest)s och %(highest)s.") % bounds, code="bounds"
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as text: the year from the database is a number, the one from the page is not."""
        return str(initial if initial is not None else "") != str(data if data is not None else "").strip()


class DayField(forms.Field):
    """A day: 2026-11-12, or as people write it."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("År, månad och dag, till exempel 2026-11-12."))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A box as wide as a day."""
        return {"autocomplete": "off", "class": "p-day-input", "size": "14"}

    def to_python(self, value: Any) -> datetime.date | None:
        """Read the day, or say how to write it."""
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        if value in self.empty_values or not str(value).strip():
            return None
        day = dates.read_day(str(value))
        if day is None:
            raise ValidationError(_("Skriv ett datum som finns, till exempel 2026-11-12."), code="invalid")
        return day

    def prepare_value(self, value: Any) -> Any:
        """Show a known day the short way."""
        return value.isoformat() if isinstance(value, datetime.date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A day written another way is the same day."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class MomentField(forms.Field):
    """A day with a clock, in the time zone of the instance: 2026-11-12 16.00."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Datum och klockslag, till exempel 2026-11-12 16.00."))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A box as wide as a day with a clock."""
        return {"autocomplete": "off", "class": "p-day-input", "size": "18"}

    def to_python(self, value: Any) -> datetime.datetime | None:
        """Read the moment, or say how to write it."""
        if isinstance(value, datetime.datetime):
            return value
        if value in self.empty_values or not str(value).strip():
            return None
        moment = dates.read_moment(str(value))
        if moment is None:
            raise ValidationError(
                _("Skriv datum och klockslag, till exempel 2026-11-12 16.00."), code="invalid"
            )
        return timezone.make_aware(moment)

    def prepare_value(self, value: Any) -> Any:
        """Show a known moment the short way."""
        if not isinstance(value, datetime.datetime):
            return value
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{local:%Y-%m-%d %H.%M.%S}" if local.second else f"{local:%Y-%m-%d %H.%M}"

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A moment written another way is the same moment."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _instruction(field: forms.Field, name: str) -> "str | StrPromise":
    """What to do about an empty answer, in the words of its label."""
    label = str(field.label) if field.label else name.replace("_", " ")
    written = label.rstrip("?:. ")
    quoted = {"label": f"”{written}”" if " " in written else _uncapitalised(written)}
    if isinstance(field, forms.FileField):
        return _("Välj en fil.")
    if isinstance(field, forms.BooleanField):
        return _("Kryssa i %(label)s.") % quoted
    if label.rstrip().endswith("?"):
        return _("Svara på frågan ”%(label)s”.") % {"label": label.strip()}
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Välj %(label)s.") % quoted
    return _("Fyll i %(label)s.") % quoted


def _uncapitalised(word: str) -> str:
    """Begin with a small letter inside a sentence, unless the word is an abbreviation."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
