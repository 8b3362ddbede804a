"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "praktiknara.people"
    verbose_name = _("Människor och organisationer")
