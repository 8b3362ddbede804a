"""The bank's front, its themes, and the short way for a reader in a hurry."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count, Prefetch, QuerySet
from django.utils.functional import Promise

from praktiknara.methods.models import Method, MethodUse
from praktiknara.people.choices import Origin
from praktiknara.results.choices import Finding
from praktiknara.results.models import Outcome

from ..choices import CONCERNS, GUIDES, THEMES, OutputStatus, Question
from ..models import KnowledgeOutput, OutputQuerySet
from . import lists

NEWEST = 5
TOLD = 3
LOOKED_AT = 60
METHODS = 8


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the bank: its field, its address, what it is called, whom it concerns, and how much there is."""

    field: str
    slug: str
    label: str | Promise
    concerns: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question within a theme, with how many answers there are."""

    question: Question
    count: int


def themes() -> list[Theme]:
    """Give every theme with how much is published in it, none left out."""
    counted = KnowledgeOutput.objects.published().order_by().values_list("field").annotate(found=Count("*"))
    found = dict(counted)
    return [
        Theme(field.value, slug, field.label, CONCERNS[field], found.get(field.value, 0))
        for slug, field in THEMES.items()
    ]


@dataclass(frozen=True, slots=True)
class Shelves:
    """What stands uppermost in the bank or in a theme: the newest, what worked, what did not, and what is to come."""

    newest: list[KnowledgeOutput]
    worked: list[KnowledgeOutput]
    did_not: list[KnowledgeOutput]
    expected: list[KnowledgeOutput]


def shelves(field: str = "") -> Shelves:
    """Give what stands uppermost, of all or of one field; what worked and what did not is told without examples."""
    coming = KnowledgeOutput.objects.filter(status=OutputStatus.EXPECTED)
    told = _published(field).exclude(origin=Origin.EXAMPLE)
    keys = [
        _keys(_published(field))[:NEWEST],
        _keys(told.filter(finding=Finding.WORKED))[:TOLD],
        _keys(told.filter(finding=Finding.DID_NOT))[:TOLD],
        _keys(coming.filter(field=field) if field else coming)[:NEWEST],
    ]
    # The keys first: many have the same year, and their rows are wide.
    wanted = [list(each) for each in keys]
    rows = lists.for_lists(KnowledgeOutput.objects.filter(pk__in=[0, *chain.from_iterable(wanted)]))
    by_key = {row.pk: row for row in rows}
    return Shelves(*([by_key[key] for key in each if key in by_key] for each in wanted))


def _keys(outputs: OutputQuerySet) -> QuerySet[KnowledgeOutput, int]:
    return outputs.order_by("-sort_year", "-pk").values_list("pk", flat=True)


def methods(field: str = "") -> list[Method]:
    """Give the methods that the newest outputs are about, in the order of a register."""
    projects = _published(field).order_by("-sort_year", "-pk").values_list("project", flat=True)[:LOOKED_AT]
    used = MethodUse.objects.filter(project__in=[key for key in projects if key]).values("method")
    return list(Method.objects.filter(pk__in=used).order_by("sort_name", "pk")[:METHODS])


def of_theme(field: str) -> OutputQuerySet:
    """Give all that is published in a theme, newest first."""
    return _published(field).order_by("-sort_year", "-pk")


def questions(field: str) -> list[Asked]:
    """Give what one can ask within a theme, with how many answers there are."""
    rows = (
        KnowledgeOutput.objects.visible_to(None)
        .filter(field=field)
        .order_by()
        .values_list("status", "finding", "kind")
        .annotate(found=Count("*"))
    )
    counted: Counter[Question] = Counter()
    for status, finding, kind, found in rows:
        for question in _answers(status, finding, kind):
            counted[question] += found
    return [Asked(question, counted[question]) for question in Question]


def _answers(status: str, finding: str, kind: str) -> Iterable[Question]:
    """Say which questions an output is an answer to."""
    if status == OutputStatus.EXPECTED:
        return [Question.EXPECTED]
    answered = [Question.WRITTEN]
    answered += [Question.WORKED] if finding == Finding.WORKED else []
    answered += [Question.DID_NOT] if finding == Finding.DID_NOT else []
    answered += [Question.HOW] if kind in GUIDES else []
    return answered


def answers(field: str, question: Question) -> OutputQuerySet:
    """Give the answers to a question within a theme, newest first."""
    if question == Question.EXPECTED:
        found = KnowledgeOutput.objects.filter(status=OutputStatus.EXPECTED, field=field)
    elif question == Question.WORKED:
        found = _published(field).filter(finding=Finding.WORKED)
    elif question == Question.DID_NOT:
        found = _published(field).filter(finding=Finding.DID_NOT)
    elif question == Question.HOW:
        found = _published(field).filter(kind__in=GUIDES)
    else:
        found = _published(field)
    return found.order_by("-sort_year", "-pk")


def with_evidence(outputs: OutputQuerySet) -> OutputQuerySet:
    """Fetch what an answer shows: who to ask, and the outcomes that say how sure it is."""
    public = Outcome.objects.visible_to(None)
    return outputs.select_related("publisher", "project__owner").prefetch_related(
        Prefetch("project__outcomes", public)
    )


def _published(field: str) -> OutputQuerySet:
    found = KnowledgeOutput.objects.published()
    return found.filter(field=field) if field else found
