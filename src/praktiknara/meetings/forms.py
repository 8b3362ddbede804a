"""The form that narrows the meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PraktikForm

from .choices import MeetingKind


class NarrowMeetings(PraktikForm, forms.Form):
    """One kind of meeting, or all."""

    marks = {"slag": ""}

    slag = forms.ChoiceField(
        label=_("Slag"), choices=[("", _("alla slag")), *MeetingKind.choices], required=False
    )
