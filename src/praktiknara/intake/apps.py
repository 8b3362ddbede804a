"""The app's name, and what follows when a paper has come into the bank."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "praktiknara.intake"
    verbose_name = _("Inläsning")

    def ready(self) -> None:
        """Have every new paper read."""
        from praktiknara.documents.actions import follow_import

        from .actions.reading import follow_import as read_it

        follow_import(read_it)
