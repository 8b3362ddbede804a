"""The needs inventories with their themes."""

from django.db.models import QuerySet

from .models import NeedsInventory


def inventories() -> QuerySet[NeedsInventory]:
    """Give the inventories with their themes, the latest first."""
    return NeedsInventory.objects.prefetch_related("themes")
