"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    name = "praktiknara.results"
    verbose_name = _("Resultat")
