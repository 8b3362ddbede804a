"""Plans and assignments, to look in."""

from django.contrib import admin

from praktiknara.people.admin import ReadOnlyAdmin

from .models import BudgetAssignment, FocusArea, Plan, PlanAmount

register = admin.site.register
register(Plan, ReadOnlyAdmin, list_display=("title", "kind", "year", "origin"), list_filter=("kind",))
register(FocusArea, ReadOnlyAdmin, list_display=("name", "plan", "special_attention"))
register(PlanAmount, ReadOnlyAdmin, list_display=("text", "plan", "year", "amount", "vat", "standing"))
register(BudgetAssignment, ReadOnlyAdmin, list_display=("title", "year", "body", "origin"))
