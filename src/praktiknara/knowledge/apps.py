"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "praktiknara.knowledge"
    verbose_name = _("Kunskapsbank")
