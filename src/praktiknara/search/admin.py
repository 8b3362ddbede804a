"""What can be found, to look in: whether a thing is in the index, and whether everyone finds it there."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import SearchDocument

admin.site.register(
    SearchDocument,
    ReadOnlyAdmin,
    list_display=("title", "kind", "year", "public", "new_at"),
    list_filter=("kind", "public"),
    list_select_related=("content_type",),
    search_fields=("title",),
    exclude=("keys", "words", "acronyms", "facets"),
)
