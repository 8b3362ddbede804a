"""What a reader can ask of the lists; a part of the address that makes no sense is told and left out."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PlainText, PraktikForm
from praktiknara.projects.choices import Field, ProjectStatus
from praktiknara.trail.choices import EventKind

from . import rules
from .choices import WHOLE_CITY, HowItWent, Order
from .queries.projects import Choices, Wanted


class ProjectFilter(PraktikForm, forms.Form):
    """The project list's search field, filters and order; the names stand in the address."""

    q = PlainText(label=_("Sök ord"), required=False)
    lage = forms.MultipleChoiceField(
        label=_("Läge"), choices=ProjectStatus, required=False, widget=forms.CheckboxSelectMultiple
    )
    utfall = forms.ChoiceField(label=_("Hur det gick"), required=False)
    ar = forms.TypedChoiceField(label=_("År"), coerce=int, empty_value=None, required=False)
    fond = forms.MultipleChoiceField(label=_("Fond"), required=False, widget=forms.CheckboxSelectMultiple)
    omrade = forms.MultipleChoiceField(
        label=_("Område"), choices=Field, required=False, widget=forms.CheckboxSelectMultiple
    )
    stadsdel = forms.ChoiceField(label=_("Stadsdel"), required=False)
    partner = forms.ChoiceField(label=_("Samarbetspart"), required=False)
    metod = forms.ChoiceField(label=_("Metod"), required=False)
    sort = forms.ChoiceField(label=_("Ordna efter"), choices=Order, required=False)

    # A filter is always left or taken; it needs no mark.
    marks: ClassVar = dict.fromkeys(("utfall", "ar", "stadsdel", "partner", "metod"), "")

    def __init__(self, data: QueryDict, choices: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offered = {
            "utfall": [("", _("Alla")), *HowItWent.choices],
            "ar": [("", _("Alla år")), *((year, str(year)) for year in choices.years)],
            "fond": choices.funds,
            "stadsdel": [("", _("Alla")), (WHOLE_CITY, _("Hela staden")), *choices.districts],
            "partner": [("", _("Alla")), *choices.partners],
            "metod": [("", _("Alla")), *choices.methods],
        }
        for name, values in offered.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]  # the fields above are all choices

    def wanted(self) -> Wanted:
        """Give what was asked, without what could not be understood."""
        self.full_clean()
        asked = self.cleaned_data
        return Wanted(
            words=rules.words_asked(asked.get("q") or ""),
            year=asked.get("ar"),
            fund=tuple(asked.get("fond") or ()),
            district=asked.get("stadsdel") or "",
            partner=asked.get("partner") or "",
            field=tuple(asked.get("omrade") or ()),
            method=asked.get("metod") or "",
            status=tuple(asked.get("lage") or ()),
            went=asked.get("utfall") or "",
            order=asked.get("sort") or Order.TITLE.value,
        )

    def boxes(self) -> list[forms.BoundField]:
        """Give the filters where several can be ticked."""
        return [self[name] for name in ("lage", "fond", "omrade")]

    def lists(self) -> list[forms.BoundField]:
        """Give the filters where one is chosen from a list."""
        return [self[name] for name in ("utfall", "ar", "stadsdel", "partner", "metod")]

    def chosen(self) -> int:
        """Count the filters in use, for the small screen's summary."""
        return sum(bool(value) for name, value in self.cleaned_data.items() if name not in {"q", "sort"})


class TrailFilter(PraktikForm, forms.Form):
    """What to see of the trail: a kind of event, a person, one thing, and how far back."""

    slag = forms.ChoiceField(label=_("Slag"), choices=[("", _("Allt")), *EventKind.choices], required=False)
    vem = PlainText(label=_("Person"), max_length=120, required=False)
    sak = forms.RegexField(r"^[0-9]{1,9}-[0-9]{1,18}$", required=False, widget=forms.HiddenInput)
    fore = forms.IntegerField(min_value=1, max_value=2**62, required=False, widget=forms.HiddenInput)

    marks: ClassVar = dict.fromkeys(("slag", "vem"), "")

    def asked(self) -> dict[str, Any]:
        """Give what was asked, without what could not be understood."""
        self.full_clean()
        about = self.cleaned_data.get("sak")
        kind, _sign, key = about.partition("-") if about else ("", "", "")
        return {
            "kind": self.cleaned_data.get("slag") or "",
            "who": self.cleaned_data.get("vem") or "",
            "about": (int(kind), int(key)) if about else None,
            "before": self.cleaned_data.get("fore"),
        }
