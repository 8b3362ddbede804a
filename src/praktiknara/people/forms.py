"""The form for signing in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


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
