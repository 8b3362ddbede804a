"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "praktiknara.partners"
    verbose_name = _("Avtal och program")
