"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "praktiknara.meetings"
    verbose_name = _("Möten och stöd")
