"""Assessments, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Assessment, Score

register = admin.site.register
register(
    Assessment,
    ReadOnlyAdmin,
    list_display=("application", "assessor", "status", "origin"),
    list_filter=("status", "origin"),
)
register(Score, ReadOnlyAdmin, list_display=("assessment", "criterion", "points"))
