"""The app's name, and what it starts when the board has decided."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "praktiknara.projects"
    verbose_name = _("Projekt")

    def ready(self) -> None:
        """What the board grants becomes projects, in the same transaction as the decision."""
        from praktiknara.chain.actions import follow
        from praktiknara.decisions.transitions import DECIDE

        from .actions import start_projects

        follow(DECIDE, start_projects)
