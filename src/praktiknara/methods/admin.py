"""Methods, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Method, MethodUse

register = admin.site.register
register(Method, ReadOnlyAdmin, list_display=("name", "kind", "origin"), list_filter=("kind",))
register(MethodUse, ReadOnlyAdmin, list_display=("method", "project"))
