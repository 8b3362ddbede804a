"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrailConfig(AppConfig):
    name = "praktiknara.trail"
    verbose_name = _("Spår")
