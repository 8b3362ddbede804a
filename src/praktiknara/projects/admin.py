"""Projects, grants and payouts, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Grant, Milestone, Payout, Project, ProjectOrganisation, ProjectPerson, SubStudy

register = admin.site.register
register(
    Project,
    ReadOnlyAdmin,
    list_display=("title", "kind", "fund", "owner", "status", "start", "end", "origin"),
    list_filter=("status", "kind", "fund", "origin"),
    search_fields=("title",),
)
register(
    Grant,
    ReadOnlyAdmin,
    list_display=("__str__", "fund", "year", "amount", "vat", "standing", "origin"),
    list_filter=("fund", "standing", "origin"),
)
register(Payout, ReadOnlyAdmin, list_display=("grant", "amount", "due_on", "paid_on", "status"))
register(ProjectOrganisation, ReadOnlyAdmin, list_display=("project", "organisation", "part"))
register(ProjectPerson, ReadOnlyAdmin, list_display=("project", "person", "part"))
register(SubStudy, ReadOnlyAdmin, list_display=("name", "project"))
register(Milestone, ReadOnlyAdmin, list_display=("text", "project", "on"))
