"""Lists of meetings and of support."""

from django.db.models import QuerySet

from .models import Meeting, SupportAssignment


def meetings(kind: str = "") -> QuerySet[Meeting]:
    """Give meetings and events, the latest first; a time that is only a year comes after the days of that year."""
    found = Meeting.objects.select_related("body").order_by("-on", "pk")
    return found.filter(kind=kind) if kind else found


def support() -> QuerySet[SupportAssignment]:
    """Give the limited support to districts, the latest year first."""
    return SupportAssignment.objects.select_related("district")
