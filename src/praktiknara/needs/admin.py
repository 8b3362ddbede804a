"""Needs inventories, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import NeedsInventory, NeedTheme

register = admin.site.register
register(NeedsInventory, ReadOnlyAdmin, list_display=("title", "year", "origin"))
register(NeedTheme, ReadOnlyAdmin, list_display=("name", "inventory", "origin"))
