"""The many small things that hang on a project, read in one question: a union of narrow rows."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, IntegerField, Model, TextField, Value
from django.db.models.functions import Cast
from django.db.models.query import QuerySet

from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.models import MethodUse
from praktiknara.partners.models import Agreement
from praktiknara.people.models import User
from praktiknara.projects.models import Milestone, Project, ProjectPerson, SubStudy
from praktiknara.results.models import Aftermath, ResultReport
from praktiknara.trail.models import Fact

COLUMNS = ("text", "slug", "what", "note", "on", "state")
NUMBERS = ("year", "position")


class Row(NamedTuple):
    """A small thing: which kind, its key, its words, and what else its kind knows."""

    kind: str
    pk: int
    text: str
    slug: str
    what: str
    note: str
    on: str
    state: str
    year: int | None
    position: int | None


def _narrow(kind: str, rows: "QuerySet[Any]", **columns: str) -> "QuerySet[Any, tuple[Any, ...]]":
    """Give rows as one kind with the columns that all kinds share; those it lacks are empty."""
    given: dict[str, Any] = {"row_kind": Value(kind, TextField()), "row_pk": F("pk")}
    for name in COLUMNS:
        given[f"row_{name}"] = (
            Cast(F(columns[name]), TextField()) if name in columns else Value("", TextField())
        )
    for name in NUMBERS:
        given[f"row_{name}"] = Cast(F(columns[name]) if name in columns else Value(None), IntegerField())
    narrow: QuerySet[Any, tuple[Any, ...]] = rows.order_by().annotate(**given).values_list(*given)
    return narrow


def parts(project: Project, user: User | None) -> dict[str, list[Row]]:
    """Give what hangs on a project, by kind, each kind in its order."""
    mine = {"project": project}
    facts = Fact.objects.filter(content_type=ContentType.objects.get_for_model(Project), object_id=project.pk)
    parties = Agreement.parties.through._default_manager.filter(agreement__projects=project)
    kinds = [
        _narrow("sub_study", SubStudy.objects.filter(**mine), text="name", position="position"),
        _narrow("milestone", Milestone.objects.filter(**mine), text="text", on="on", position="position"),
        _narrow("aftermath", Aftermath.objects.filter(**mine), text="text", what="kind", year="year", position="position"),
        _narrow("fact", facts, text="text", what="kind", note="note", on="on", year="year", position="position"),
        _narrow("person", ProjectPerson.objects.filter(**mine), text="person__name", note="part"),
        _narrow("method", MethodUse.objects.filter(**mine), text="method__name", slug="method__slug"),
        _narrow("agreement", parties, text="organisation__name", slug="agreement__slug", what="agreement__kind"),
        _narrow("successor", Project.objects.filter(predecessor=project), text="title", slug="slug"),
        _narrow(
            "output",
            KnowledgeOutput.objects.visible_to(user).filter(**mine),
            text="title", slug="slug", what="kind", note="lesson", state="status", year="year",
        ),
    ]  # fmt: skip  # a kind to a line
    kinds.append(
        _narrow(
            "report",
            ResultReport.objects.visible_to(None).filter(**mine),
            text="activities", note="lesson", what="results", year="year",
        )
    )  # fmt: skip  # a kind to a line
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for values in sorted(
        kinds[0].union(*kinds[1:], all=True), key=lambda row: (row[0], row[-1] or 0, row[1])
    ):
        row = Row(*values)
        by_kind[row.kind].append(row)
    return by_kind


MODELS: dict[str, type[Model]] = {
    "sub_study": SubStudy,
    "milestone": Milestone,
    "aftermath": Aftermath,
    "fact": Fact,
    "output": KnowledgeOutput,
}
