"""Applications, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Application, BudgetLine, CoApplicant, WrittenSection

register = admin.site.register
register(
    Application,
    ReadOnlyAdmin,
    list_display=("__str__", "call", "applicant", "status", "requested", "reg_number", "origin"),
    list_filter=("status", "origin"),
    search_fields=("title", "reg_number"),
)
register(BudgetLine, ReadOnlyAdmin, list_display=("application", "what", "amount"))
register(CoApplicant, ReadOnlyAdmin, list_display=("application", "organisation", "share", "status"))
register(WrittenSection, ReadOnlyAdmin, list_display=("application", "section", "version", "by", "at"))
