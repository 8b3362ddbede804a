"""The app's name, and what it does when a project is placed in another field."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "praktiknara.knowledge"
    verbose_name = _("Kunskapsbank")

    def ready(self) -> None:
        """Let the bank's themes follow the projects, and its files be read as papers by those who may read the output."""
        from praktiknara.documents.models import papers_follow
        from praktiknara.projects.models import Project

        from .models import KnowledgeOutput

        papers_follow(KnowledgeOutput)
        post_save.connect(project_saved, sender=Project, dispatch_uid="knowledge_follows_fields")


def project_saved(instance: Any, created: bool, update_fields: frozenset[str] | None, **_told: Any) -> None:
    """See to a project whose field may have changed; a new one has no outputs yet."""
    from . import actions

    if not created and (update_fields is None or "field" in update_fields):
        actions.follow_field(instance)
