"""How much of the hits an address asks for, and the name of a search that is followed."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PlainText, PraktikForm

PER_PAGE = (10, 25)


def page_number(data: QueryDict) -> int:
    """Read which page is asked for, the first when that makes no sense."""
    said = data.get("sida", "")
    return min(max(int(said), 1), 100_000) if said.isdecimal() and len(said) < 9 else 1


def per_page(data: QueryDict) -> int:
    """Read how many hits a page is to have."""
    said = data.get("antal", "")
    return int(said) if said in {str(number) for number in PER_PAGE} else PER_PAGE[0]


class SaveForm(PraktikForm, forms.Form):
    """The name of a search to follow, and whether to be told by mail."""

    name = PlainText(label=_("Vad ska sökningen heta?"), max_length=120)
    mail = forms.BooleanField(label=_("Mejla mig när något nytt kommer"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
