"""The shape of a filter of papers, of files handed in, and of what is said of a paper."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import LongText, PlainText, PraktikForm, YearField

from .choices import How
from .models import Paper

MOST_FILES, MOST_MEGABYTES = 50, 100
DAMAGE = [("hel", _("hel text")), ("lite", _("enstaka skador")), ("mycket", _("mycket skadad"))]
PUBLIC, INTERNAL = "offentlig", "intern"
READERS = [
    (PUBLIC, _("Alla")),
    (INTERNAL, _("Bara de som arbetar i kommunen")),
]


class PapersForm(PraktikForm, forms.Form):
    """Which papers to show."""

    marks = {"last": "", "skick": "", "ar": ""}

    last = forms.ChoiceField(label=_("Läst"), required=False)
    skick = forms.ChoiceField(label=_("Skick"), required=False)
    ar = forms.ChoiceField(label=_("År"), required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("last", _("alla sätt"), list(How.choices))
        self._offer("skick", _("alla skick"), DAMAGE)
        self._offer("ar", _("alla år"), [*((str(year), str(year)) for year in years), ("0", _("år okänt"))])

    def _offer(self, name: str, everything: Any, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", everything), *choices]

    def chosen(self) -> dict[str, str]:
        """Give what is chosen; what is not among the choices filters nothing."""
        self.is_valid()
        given = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        return {"how": given["last"], "damage": given["skick"], "year": given["ar"]}


class FilesInput(forms.ClearableFileInput):
    """A box that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files, none of them too large."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Give the files, or say which one is too large or that there are too many."""
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not given:
            super().clean(None, initial)
        if len(given) > MOST_FILES:
            raise ValidationError(
                _("Välj högst %(most)s filer åt gången. Du valde %(chosen)s.")
                % {"most": MOST_FILES, "chosen": len(given)}
            )
        heavy = [str(one.name) for one in given if (one.size or 0) > MOST_MEGABYTES * 1_000_000]
        if heavy:
            raise ValidationError(
                _("Högst %(most)s MB läses per fil. Dela upp: %(names)s.")
                % {"most": MOST_MEGABYTES, "names": ", ".join(heavy)}
            )
        return given


class HandInForm(PraktikForm, forms.Form):
    """Files to be read, and who may read them."""

    papers = FilesField(
        label=_("Filer"),
        help_text=_("PDF, DOCX, ODT, TXT, MD eller HTML. Du kan välja flera på en gång, högst 50."),
        error_messages={"required": _("Välj minst en fil.")},
    )
    readers = forms.ChoiceField(
        label=_("Vem får läsa?"),
        help_text=_("Handlingar till nämnden är offentliga."),
        choices=READERS,
        widget=forms.RadioSelect,
        initial=PUBLIC,
    )


class DescribeForm(PraktikForm, forms.Form):
    """What is said of a paper."""

    title = PlainText(label=_("Titel"), max_length=300)
    year = YearField(
        label=_("År"), lowest=1900, required=False, help_text=_("Lämna tomt om året inte är känt.")
    )
    readers = forms.ChoiceField(label=_("Vem får läsa?"), choices=READERS, widget=forms.RadioSelect)


class WithdrawForm(PraktikForm, forms.Form):
    """Why a paper is taken back."""

    withdrawn_reason = LongText(
        label=_("Varför dras handlingen tillbaka?"),
        help_text=_("Skälet sparas i händelserna."),
        max_length=2_000,
    )


def from_paper(paper: Paper) -> dict[str, Any]:
    """Begin with what is said now."""
    return {"title": paper.title, "year": paper.year, "readers": PUBLIC if paper.public else INTERNAL}
