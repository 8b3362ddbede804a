"""Calls with their rules and criteria, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Call, CallRule, Criterion

register = admin.site.register
register(
    Call,
    ReadOnlyAdmin,
    list_display=("title", "year", "status", "opens_at", "closes_at", "frame", "origin"),
    list_filter=("status", "origin"),
    search_fields=("title",),
)
register(CallRule, ReadOnlyAdmin, list_display=("call", "kind", "amount", "number", "text"))
register(Criterion, ReadOnlyAdmin, list_display=("text", "call", "weight"))
