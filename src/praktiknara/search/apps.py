"""The app's name, the indexes that follow its tables, and the index that follows the register."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "praktiknara.search"
    verbose_name = _("Sökning")

    def ready(self) -> None:
        """After a migrate the indexes are in place; a change in the register is followed."""
        from .actions.keeping import watch
        from .queries.fulltext import keep_index

        post_migrate.connect(keep_index, sender=self)
        watch()
