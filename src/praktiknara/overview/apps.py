"""The app's name, and the index that follows the projects."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "praktiknara.overview"
    verbose_name = _("Överblick")

    def ready(self) -> None:
        """After a migrate, the index of words is in place."""
        from .queries.words import keep_index

        post_migrate.connect(keep_index, sender=apps.get_app_config("projects"))
