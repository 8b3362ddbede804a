"""Methods, what was written and can be learnt from, and where the papers go wrong."""

from __future__ import annotations

from praktiknara.knowledge.choices import OutputKind, OutputStatus
from praktiknara.knowledge.models import Authorship, KnowledgeOutput
from praktiknara.methods.choices import MethodKind
from praktiknara.methods.models import Method, MethodUse
from praktiknara.partners.models import Programme
from praktiknara.people.models import Organisation, Person
from praktiknara.projects.models import Project
from praktiknara.trail.choices import FactKind

from .draft import Draft
from .entries import Entry, Glimpse, Unreadable
from .labels import choice, holding
from .rows import ref

STATUSES = {"": OutputStatus.PUBLISHED, "kommande": OutputStatus.EXPECTED}
BY_TITLE = {
    "(sou ": OutputKind.INQUIRY,
    "årsrapport": OutputKind.ANNUAL_REPORT,
    "fou-rapport": OutputKind.ANNUAL_REPORT,
}
COLLECTION = "kunskapsbank"


def take(file: Entry, draft: Draft) -> None:
    """Take methods, knowledge outputs and anomalies."""
    draft.each(file, "methods", lambda entry, place: method(entry, draft))
    draft.each(file, "knowledge_outputs", lambda entry, place: output(entry, draft))
    draft.each(file, "anomalies", lambda entry, place: anomaly(entry, draft))


def method(entry: Entry, draft: Draft) -> None:
    """Take a method card; the project it is told with uses or studies it."""
    key, word, project, programme = (
        entry.text("id"),
        entry.text("kind"),
        entry.maybe("project"),
        entry.maybe("programme"),
    )
    here = draft.record(
        Method,
        key,
        entry,
        name=entry.text("name"),
        slug=key,
        kind=MethodKind(draft.reference.method_kinds.get(word, MethodKind.INTERVENTION)),
        kind_in_source=word,
        note=entry.maybe("note"),
        programme=ref(Programme, programme) if programme else None,
    )
    if project and not names_method(project, key, draft):
        draft.part(MethodUse, {"method": here, "project": ref(Project, project)}, entry)


def names_method(project: str, key: str, draft: Draft) -> bool:
    """Say whether the project's own list names the method, so that the tie is already there."""
    named = draft.rows_of("projects").get(project, Glimpse({})).list("methods")
    return key in {draft.reference.methods.get(str(one), str(one)) for one in named}


def output_kind(word: str, title: str) -> OutputKind:
    """Give the kind of an output by the paper's word, or by its title when there is none."""
    if word.startswith(COLLECTION):
        return OutputKind.COLLECTION
    return choice(OutputKind, word, "Slaget") if word else holding(title, BY_TITLE, OutputKind.REPORT)


def output(entry: Entry, draft: Draft) -> None:
    """Take something written, published unless the paper says it is to come, with its authors in order."""
    key, title, status = entry.text("id"), entry.text("title"), entry.maybe("status")
    publisher, project = entry.maybe("publisher"), entry.maybe("project")
    if status not in STATUSES:
        raise Unreadable(f"Läget ”{status}” känns inte igen.")
    here = draft.record(
        KnowledgeOutput,
        key,
        entry,
        once={"status": STATUSES[status]},
        title=title,
        slug=key,
        kind=output_kind(entry.maybe("type"), title),
        year=entry.year(),
        publisher=ref(Organisation, publisher) if publisher else None,
        project=ref(Project, project) if project else None,
        external=entry.flag("external"),
    )
    for place, author in enumerate(entry.names("authors"), 1):
        draft.part(Authorship, {"output": here, "person": ref(Person, author)}, entry, position=place)


def anomaly(entry: Entry, draft: Draft) -> None:
    """Take a fault in a paper as a fact about the paper."""
    source = draft.source(entry.text("source"), entry)
    draft.fact(source, entry, FactKind.ANOMALY, text=entry.text("what"))
