"""The app's name, and the files of other steps that it reads."""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "praktiknara.documents"
    verbose_name = _("Handlingar")

    def ready(self) -> None:
        from praktiknara.trail.models import Document

        post_save.connect(read_what_was_kept, sender=Document, dispatch_uid="documents")


def read_what_was_kept(instance: Any, created: bool, raw: bool = False, **more: Any) -> None:
    """Ask the worker to read a file that a step has kept about a thing whose papers are read."""
    from .actions import read_document
    from .models import is_followed

    if created and not raw and is_followed(instance.content_type.model_class()):
        transaction.on_commit(lambda: read_document.enqueue(instance.pk))
