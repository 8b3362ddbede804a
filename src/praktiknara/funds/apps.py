"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundsConfig(AppConfig):
    name = "praktiknara.funds"
    verbose_name = _("Medel")
