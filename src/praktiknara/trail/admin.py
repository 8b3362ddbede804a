"""The trail's tables, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Citation, Document, Event, Fact, FrozenCopy, Source

register = admin.site.register
register(
    Event,
    ReadOnlyAdmin,
    list_display=("at", "actor_name", "actor_role", "verb", "object_label", "kind"),
    list_filter=("kind", "verb"),
    search_fields=("actor_name", "object_label"),
    ordering=("-pk",),
)
register(FrozenCopy, ReadOnlyAdmin, list_display=("at", "verb", "content_type", "sha256"))
register(
    Document,
    ReadOnlyAdmin,
    list_display=("title", "kind", "version", "retention", "public", "size"),
    list_filter=("kind", "retention", "public"),
)
register(Source, ReadOnlyAdmin, list_display=("title", "year", "file"))
register(
    Citation,
    ReadOnlyAdmin,
    list_display=("source", "content_type", "object_id", "field", "start", "end"),
    list_filter=("source",),
)
register(
    Fact,
    ReadOnlyAdmin,
    list_display=("text", "kind", "year", "content_type", "object_id"),
    list_filter=("kind",),
    search_fields=("text",),
)
