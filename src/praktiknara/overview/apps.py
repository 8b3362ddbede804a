"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "praktiknara.overview"
    verbose_name = _("Överblick")
