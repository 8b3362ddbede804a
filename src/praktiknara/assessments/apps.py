"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "praktiknara.assessments"
    verbose_name = _("Bedömning")
