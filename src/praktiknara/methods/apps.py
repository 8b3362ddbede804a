"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MethodsConfig(AppConfig):
    name = "praktiknara.methods"
    verbose_name = _("Metoder")
