"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChainConfig(AppConfig):
    name = "praktiknara.chain"
    verbose_name = _("Kedjan")
