"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "praktiknara.applications"
    verbose_name = _("Ansökningar")
