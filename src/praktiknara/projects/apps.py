"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "praktiknara.projects"
    verbose_name = _("Projekt")
