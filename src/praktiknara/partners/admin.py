"""Agreements, programmes and outside money, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Agreement, OutsideMoney, Programme

register = admin.site.register
register(Agreement, ReadOnlyAdmin, list_display=("slug", "kind", "year", "start", "end", "origin"))
register(Programme, ReadOnlyAdmin, list_display=("title", "lead", "status", "start", "end", "origin"))
register(OutsideMoney, ReadOnlyAdmin, list_display=("title", "kind", "authority", "origin"))
