"""The form that finds a method."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PlainText, PraktikForm

from .choices import MethodKind


class FindMethod(PraktikForm, forms.Form):
    """Narrow the methods by name and kind; both may be left empty."""

    marks = {"namn": "", "slag": ""}

    namn = PlainText(label=_("Namn"), max_length=100, required=False)
    slag = forms.ChoiceField(
        label=_("Slag"), choices=[("", _("alla slag")), *MethodKind.choices], required=False
    )
