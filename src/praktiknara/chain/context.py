"""What the frame of every page needs: the steps, the public links, the reader's role."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from praktiknara.components.context import look
from praktiknara.people.choices import Role
from praktiknara.people.models import signed_in

from .order import STEPS

READERS = (Role.FOU_OFFICER, Role.REGISTRAR, Role.ADMIN, Role.AUDITOR)


class Link(NamedTuple):
    """A word, where it goes, and whether we are there."""

    label: str
    url: str
    current: bool


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Give the links and settings that the base template shows."""
    user = signed_in(getattr(request, "user", None))
    pages = (
        ("knowledge", _("Kunskapsbank")),
        ("needs", _("Behov")),
        ("calls", _("Utlysningar")),
        ("projects", _("Projekt")),
        ("plans", _("Planer och rapporter")),
    )
    register = (
        ("funds", _("Medel")),
        ("organisations", _("Organisationer")),
        ("methods", _("Metoder")),
        ("agreements", _("Avtal")),
        ("programmes", _("Program")),
        ("outside_money_list", _("Statliga medel och EU-medel")),
        ("meetings", _("Möten och händelser")),
        ("annual_reports", _("Årsrapporter")),
        ("papers", _("Handlingar")),
    )
    reads = user is not None and user.has_role(*READERS)
    own = (
        ("my_day", _("Min dag")),
        *((("intake", _("Inläsning")),) if reads else ()),
        ("help", _("Hjälp")),
    )
    return {
        "steps": [_link(str(step.label), step.url_name, request.path) for step in STEPS],
        "public_links": [_link(label, name, request.path) for name, label in pages],
        "register_links": [_link(label, name, request.path) for name, label in register],
        "role_label": user.role_label if user else "",
        "my_links": [_link(label, name, request.path) for name, label in own] if user else [],
        **look(request),
        "product_version": settings.VERSION,
        "demo": settings.DEMO,
    }


def _link(label: str, url_name: str, path: str) -> Link:
    url = reverse(url_name)
    return Link(label, url, path.startswith(url))
