"""Reports, outcomes and what came after, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Aftermath, ConsumptionReport, Outcome, ResultReport

register = admin.site.register
register(
    ResultReport,
    ReadOnlyAdmin,
    list_display=("project", "year", "template", "status", "submitted_at"),
    list_filter=("status",),
)
register(ConsumptionReport, ReadOnlyAdmin, list_display=("grant", "used", "status"))
register(
    Outcome,
    ReadOnlyAdmin,
    list_display=("__str__", "project", "year", "value", "base", "finding"),
    list_filter=("finding",),
)
register(Aftermath, ReadOnlyAdmin, list_display=("text", "project", "kind", "year"), list_filter=("kind",))
