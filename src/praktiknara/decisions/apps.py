"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "praktiknara.decisions"
    verbose_name = _("Ärenden och beslut")

    def ready(self) -> None:
        from praktiknara.documents.models import papers_follow

        from .models import Case

        papers_follow(Case)
