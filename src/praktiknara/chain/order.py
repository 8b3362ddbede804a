"""The order of the chain, told once: settings, addresses, menu and the import contract follow it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LIBRARIES = ("evaluation", "swedish")

APPS = (
    "components",
    "people",
    "trail",
    "chain",
    "documents",
    "partners",
    "meetings",
    "funds",
    "needs",
    "plans",
    "calls",
    "applications",
    "assessments",
    "decisions",
    "projects",
    "results",
    "methods",
    "knowledge",
    "intake",
    "search",
    "overview",
)


class Step(NamedTuple):
    """A station on the line from need to knowledge: its app, its word and the name of its first page."""

    app: str
    label: Promise
    url_name: str


STEPS = (
    Step("needs", _("Behov"), "needs"),
    Step("plans", _("Plan"), "plans"),
    Step("calls", _("Utlysning"), "calls"),
    Step("applications", _("Ansökan"), "applications"),
    Step("assessments", _("Bedömning"), "assessments"),
    Step("decisions", _("Beslut"), "cases"),
    Step("projects", _("Projekt"), "projects"),
    Step("results", _("Resultat"), "results"),
    Step("knowledge", _("Kunskap"), "knowledge"),
)
