"""One search over projects, knowledge outputs, methods, cases and organisations; each shows what the reader may see."""

from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Model, Q
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _

from praktiknara.components.text import sort_key
from praktiknara.decisions.models import Case
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.models import Method
from praktiknara.people.models import Organisation, User
from praktiknara.projects.models import Project

from .words import having

MOST = 10


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of one kind, the first few, and whether there are more."""

    name: str
    title: str
    found: list[Model]
    more: bool


def hits(words: tuple[str, ...], user: User | None) -> list[Hits]:
    """Give the hits by kind, those without any left out."""
    if not words:
        return []
    sought: list[tuple[str, str, QuerySet[Model]]] = [
        ("projects", _("Projekt"), _projects(words, user)),
        ("outputs", _("Kunskapsbanken"), _outputs(words, user)),
        ("methods", _("Metoder"), Method.objects.filter(_sorted(words)).order_by("sort_name")),
        ("cases", _("Ärenden och beslut"), _cases(words, user)),
        (
            "organisations",
            _("Organisationer"),
            Organisation.objects.filter(_sorted(words)).order_by("sort_name"),
        ),
    ]
    found = []
    for name, title, rows in sought:
        first = list(rows[: MOST + 1])
        if first:
            found.append(Hits(name, title, first[:MOST], len(first) > MOST))
    return found


def _projects(words: tuple[str, ...], user: User | None) -> QuerySet[Project]:
    found = Project.objects.visible_to(user).filter(having(words)).select_related("fund")
    return found.order_by("sort_title", "pk")


def _outputs(words: tuple[str, ...], user: User | None) -> QuerySet[KnowledgeOutput]:
    said = reduce(and_, (Q(words__contains=word) for word in words))
    found = KnowledgeOutput.objects.visible_to(user).filter(said)
    return found.select_related("project").order_by("-sort_year", "-pk")


def _cases(words: tuple[str, ...], user: User | None) -> QuerySet[Case]:
    return (
        Case.objects.visible_to(user).filter(_in_any(words, "title", "reg_number")).order_by("-year", "-pk")
    )


def _in_any(words: tuple[str, ...], *fields: str) -> Q:
    """Every word stands in some of the fields; SQLite folds the case of a–z only, so å, ä and ö are asked for both ways."""
    conditions = []
    for word in words:
        condition = Q()
        for field in fields:
            condition |= Q(**{f"{field}__icontains": word}) | Q(**{f"{field}__icontains": word.capitalize()})
        conditions.append(condition)
    return reduce(and_, conditions)


def _sorted(words: tuple[str, ...]) -> Q:
    """Every word stands in the name, compared as registers sort: capitals and accents do not matter."""
    return reduce(and_, (Q(sort_name__contains=sort_key(word)) for word in words))
