"""The app's name, and what it notes when a project becomes permanent."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    name = "praktiknara.results"
    verbose_name = _("Resultat")

    def ready(self) -> None:
        """What became permanent is counted among what happened afterwards, in the same transaction."""
        from praktiknara.chain.actions import follow
        from praktiknara.projects.transitions import KEEP

        from .actions import note_permanent

        follow(KEEP, note_permanent)
