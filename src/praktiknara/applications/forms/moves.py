"""The small forms of what is done with an application."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.chain.forms import refusals_shown
from praktiknara.components.forms import KronorField, LongText, PlainText, PraktikForm
from praktiknara.people.choices import OrganisationKind
from praktiknara.people.models import Organisation, User

from .. import actions
from ..models import Application, CoApplicant
from .base import District


class AskForm(PraktikForm, forms.Form):
    """Which district to ask along, and the share of the money it would have."""

    organisation = District(
        label=_("Vilka vill ni söka tillsammans med?"),
        queryset=Organisation.objects.none(),
        empty_label=_("Välj stadsdel"),
        error_messages={
            "invalid_choice": _("Välj en stadsdel i listan."),
            "required": _("Välj vilka ni vill söka tillsammans med."),
        },
    )
    share = KronorField(
        label=_("Deras del av beloppet"),
        required=False,
        help_text=_("Om ni redan vet. De kan ändra när de svarar."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, application: Application) -> None:
        super().__init__(data, auto_id="fraga_%s")
        self.application = application
        # The district's own name and those already asked are left out of the list, but are answered with their reason.
        self.every = Organisation.objects.filter(kind=OrganisationKind.DISTRICT, valid_to=None)
        asked = {one.organisation_id for one in application.co_applicants.all()} | {application.applicant_id}
        field = self.fields["organisation"]
        field.queryset = self.every if self.is_bound else self.every.exclude(pk__in=asked)  # type: ignore[attr-defined]  # a model field, declared above

    def ask(self, *, by: User, now: datetime) -> CoApplicant | None:
        """Ask, or say at the field why not."""
        given = self.cleaned_data
        with refusals_shown(self):
            return actions.ask_co_applicant(
                self.application, given["organisation"], share=given["share"], by=by, now=now
            )
        return None


class AnswerForm(PraktikForm, forms.Form):
    """Yes or no to applying together, with the share."""

    share = KronorField(label=_("Vår del av beloppet"), required=False)


class WithdrawForm(PraktikForm, forms.Form):
    """Why an application is taken back."""

    reason = LongText(
        label=_("Varför tar ni tillbaka ansökan?"),
        max_length=2000,
        error_messages={"required": _("Skriv varför ni tar tillbaka ansökan.")},
    )


class RegisterForm(PraktikForm, forms.Form):
    """The registration number."""

    reg_number = PlainText(
        label=_("Diarienummer"),
        max_length=60,
        error_messages={"required": _("Skriv diarienumret, till exempel 2.3-117/2027.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": "20", "class": "p-day-input"}),
    )

    def register(self, application: Application, *, by: User, now: datetime) -> bool:
        """Register, or say at the field why not."""
        with refusals_shown(self):
            actions.register(application, reg_number=self.cleaned_data["reg_number"], by=by, now=now)
            return True
        return False
