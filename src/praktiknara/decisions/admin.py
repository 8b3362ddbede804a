"""Cases with what belongs to them, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import Award, Case, Consultation, DecisionPoint, Recipient, Signatory

register = admin.site.register
register(
    Case,
    ReadOnlyAdmin,
    list_display=("title", "kind", "year", "reg_number", "status", "meeting_on", "origin"),
    list_filter=("status", "kind", "origin"),
    search_fields=("title", "reg_number"),
)
register(DecisionPoint, ReadOnlyAdmin, list_display=("case", "no", "kind", "outcome", "amount"))
register(Consultation, ReadOnlyAdmin, list_display=("case", "body", "on", "not_needed_reason"))
register(Signatory, ReadOnlyAdmin, list_display=("case", "person", "title"))
register(Recipient, ReadOnlyAdmin, list_display=("case", "organisation", "sent_at"))
register(Award, ReadOnlyAdmin, list_display=("application", "case", "rank", "proposal", "outcome", "amount"))
