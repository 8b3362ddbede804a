"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "praktiknara.plans"
    verbose_name = _("Plan")
