"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "praktiknara.needs"
    verbose_name = _("Behov")
