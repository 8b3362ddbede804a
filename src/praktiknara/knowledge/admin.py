"""Knowledge outputs, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Authorship, KnowledgeOutput

register = admin.site.register
register(
    KnowledgeOutput,
    ReadOnlyAdmin,
    list_display=("title", "kind", "year", "status", "external", "origin"),
    list_filter=("status", "kind", "origin"),
    search_fields=("title",),
)
register(Authorship, ReadOnlyAdmin, list_display=("output", "person"))
