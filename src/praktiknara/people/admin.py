"""The administrator's tables: read-only everywhere, except people, memberships, organisations and users."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import Membership, Organisation, OrganisationName, Person, Succession, User

if TYPE_CHECKING:
    Table = admin.ModelAdmin[Any]
    Rows = admin.TabularInline[Any, Any]
else:
    # Only the types know these as generic.
    Table = admin.ModelAdmin
    Rows = admin.TabularInline

admin.site.site_header = _("Praktiknära, för administratören")
admin.site.site_title = "Praktiknära"
admin.site.index_title = _("Tabeller")


class KeptAdmin(Table):
    """A table whose rows are never deleted here: an end date or an inactive account says that it is over."""

    list_per_page = 50
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(KeptAdmin):
    """A table to look in: what happens, happens on the product's own pages, where it leaves its trail."""

    list_select_related = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NameRows(Rows):
    """The names that the organisation has borne."""

    model = OrganisationName
    extra = 0


class SuccessionRows(Rows):
    """What the organisation became."""

    model = Succession
    fk_name = "predecessor"
    autocomplete_fields = ("successor",)
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(KeptAdmin):
    list_display = ("name", "kind", "parent", "valid_from", "valid_to", "origin")
    list_filter = ("kind", "origin")
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "names__name")
    autocomplete_fields = ("parent",)
    fields = ("name", "short_name", "kind", "parent", "part", "note", "valid_from", "valid_to")
    inlines = (NameRows, SuccessionRows)


@admin.register(Person)
class PersonAdmin(KeptAdmin):
    list_display = ("name", "title", "origin")
    list_filter = ("origin",)
    search_fields = ("name",)


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    list_display = ("person", "role", "organisation", "valid_from", "valid_to")
    list_filter = ("role",)
    list_select_related = ("person", "organisation")
    search_fields = ("person__name", "organisation__name")
    autocomplete_fields = ("person", "organisation")


@admin.register(User)
class AccountAdmin(KeptAdmin, UserAdmin):  # type: ignore[type-arg]  # Django's own admin of users is generic to the types only
    list_display = ("username", "person", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    list_select_related = ("person",)
    search_fields = ("username", "person__name", "email")
    autocomplete_fields = ("person",)
    fieldsets = (
        (None, {"fields": ("username", "password", "person", "email")}),
        (_("Tillträde"), {"fields": ("is_active", "is_staff", "is_superuser", "last_login")}),
    )
    readonly_fields = ("last_login",)
    filter_horizontal = ()


admin.site.unregister(Group)
