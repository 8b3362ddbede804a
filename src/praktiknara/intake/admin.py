"""Readings with what they propose, lists with their rows, and what came of them, to look in."""

from django.contrib import admin

from praktiknara.documents.admin import TextlessAdmin
from praktiknara.people.admin import ReadOnlyAdmin

from .models import Effect, Mapping, Proposal, Reading, Sheet, SheetRow

register = admin.site.register
register(
    Reading,
    TextlessAdmin,
    list_display=("paper", "at", "by", "rules", "status", "fault"),
    list_filter=("status",),
    list_select_related=("paper", "by__person"),
    search_fields=("paper__title",),
)
register(
    Proposal,
    TextlessAdmin,
    text="reading__paper__text",
    list_display=("reading", "kind", "start", "end", "rule", "confidence", "strength", "status"),
    list_filter=("status", "kind", "strength"),
    list_select_related=("reading__paper",),
)
register(
    Sheet,
    ReadOnlyAdmin,
    list_display=("name", "at", "by", "status"),
    list_filter=("status",),
    list_select_related=("by__person",),
    search_fields=("name",),
)
register(
    SheetRow,
    ReadOnlyAdmin,
    list_display=("sheet", "number", "state", "project_title"),
    list_filter=("state",),
    search_fields=("project_title",),
)
register(Mapping, ReadOnlyAdmin, list_display=("heading", "column"), search_fields=("heading",))
register(
    Effect,
    ReadOnlyAdmin,
    list_display=("deed", "label", "content_type", "object_id", "undone_at"),
    list_filter=("deed",),
    search_fields=("label",),
)
