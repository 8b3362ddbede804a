"""Papers and the files handed in, to look in."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Delivery, Paper


class TextlessAdmin(ReadOnlyAdmin):
    """A table about papers, whose list fetches none of their long texts."""

    text = "paper__text"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer(self.text)


register = admin.site.register
register(
    Paper,
    TextlessAdmin,
    text="text",
    list_display=("title", "year", "how", "level", "page_count", "public", "status"),
    list_filter=("how", "public", "status"),
    search_fields=("title", "file_name"),
)
register(
    Delivery,
    TextlessAdmin,
    list_display=("name", "at", "by", "progress", "paper"),
    list_filter=("progress", "again"),
    list_select_related=("by__person", "paper"),
)
