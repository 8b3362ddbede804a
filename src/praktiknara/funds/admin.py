"""Funds and their years, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Fund, FundName, FundYear

register = admin.site.register
register(Fund, ReadOnlyAdmin, list_display=("name", "code", "level", "origin"))
register(FundName, ReadOnlyAdmin, list_display=("fund", "year", "name"))
register(
    FundYear,
    ReadOnlyAdmin,
    list_display=("fund", "year", "frame", "vat", "origin"),
    list_filter=("fund", "origin"),
)
