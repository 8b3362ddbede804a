"""Meetings and support, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Meeting, SupportAssignment

register = admin.site.register
register(
    Meeting,
    ReadOnlyAdmin,
    list_display=("on", "kind", "body", "about", "origin"),
    list_filter=("kind", "origin"),
)
register(SupportAssignment, ReadOnlyAdmin, list_display=("title", "year", "district", "status", "origin"))
