"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "praktiknara.decisions"
    verbose_name = _("Ärenden och beslut")
