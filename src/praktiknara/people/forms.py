"""The forms for signing in and for finding an organisation."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PlainText, PraktikForm

from .choices import OrganisationKind


class SignIn(AuthenticationForm):
    """Name and password, with a sentence that says what to do when they do not match."""

    error_messages = {
        "invalid_login": _("Namnet och lösenordet hör inte ihop. Kontrollera båda och försök igen."),
        "inactive": _("Kontot är stängt. Tala med administratören."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["username"] = forms.CharField(
            label=_("Användarnamn"),
            max_length=150,
            error_messages={"required": _("Skriv ditt användarnamn.")},
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        self.fields["password"].label = _("Lösenord")
        self.fields["password"].error_messages = {"required": _("Skriv ditt lösenord.")}


class FindOrganisation(PraktikForm, forms.Form):
    """Narrow the register by name and kind; both may be left empty."""

    marks = {"namn": "", "slag": ""}

    namn = PlainText(label=_("Namn, också äldre"), max_length=100, required=False)
    slag = forms.ChoiceField(
        label=_("Slag"), choices=[("", _("alla slag")), *OrganisationKind.choices], required=False
    )
