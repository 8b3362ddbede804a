"""The kinds of things that can be found, each with its title, texts, facets and what feeds it.

An entry holds only what everyone who may see the thing may read: a project's own words, not a report that is still a draft.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Prefetch
from django.urls import reverse
from django.utils.text import capfirst

from praktiknara.applications.models import Application, CoApplicant
from praktiknara.calls.models import Call
from praktiknara.decisions.models import Case, DecisionPoint
from praktiknara.documents.models import Page, Paper, Passage, Repair
from praktiknara.funds.models import Fund
from praktiknara.knowledge.models import Authorship, KnowledgeOutput
from praktiknara.methods.models import Method, MethodUse
from praktiknara.needs.models import NeedTheme
from praktiknara.people.choices import OrganisationKind
from praktiknara.people.models import Organisation, OrganisationName
from praktiknara.projects.choices import Field, Part
from praktiknara.projects.models import Milestone, Project, ProjectOrganisation, SubStudy
from praktiknara.results.choices import Finding
from praktiknara.results.models import Aftermath, Outcome, ResultReport

from .. import rules
from ..choices import Facet, Kind, Result, TargetGroup
from .entries import Entry, Piece, Provider, Rows, Value

FINDINGS = {Finding.WORKED.value: Result.WORKED, Finding.DID_NOT.value: Result.DID_NOT}
PUBLIC_OUTCOMES = Prefetch("outcomes", Outcome.objects.visible_to(None), to_attr="told")
PARTS = Prefetch("organisations", ProjectOrganisation.objects.select_related("organisation"))
USES = Prefetch("method_uses", MethodUse.objects.select_related("method"))


def said(*texts: str | None) -> str:
    """Join what is said, a line each; what is empty is left out."""
    return "\n".join(text for text in texts if text)


def pieces(title: str, texts: Iterable[tuple[Any, str | None]]) -> list[Piece]:
    """Give the first text, found by the title too, and each later text as a piece under its heading."""
    told = [(str(heading), text) for heading, text in texts if text]
    first = Piece(told[0][1] if told else "", beside=title)
    return [first, *(Piece(text, heading=capfirst(heading)) for heading, text in told[1:])]


def labelled(thing: Model, *names: str) -> list[tuple[Any, str | None]]:
    """Give fields of a thing with the words that name them."""
    return [(thing._meta.get_field(name).verbose_name, getattr(thing, name)) for name in names]  # type: ignore[union-attr]  # fields with text have a name


def year(value: int | None) -> list[Value]:
    """Give the facet of a year; nothing when it is not known."""
    return [Value(Facet.YEAR, str(value), str(value))] if value else []


def fund(value: Fund | None) -> list[Value]:
    """Give the facet of a fund."""
    return [Value(Facet.FUND, value.code, value.short)] if value else []


def place(organisation: Organisation | None) -> list[Value]:
    """Give the facet of a district, or of nothing when the organisation is none."""
    if organisation is None or organisation.kind != OrganisationKind.DISTRICT:
        return []
    return [Value(Facet.DISTRICT, organisation.slug, organisation.short)]


def concerns(*texts: str) -> list[Value]:
    """Give whom a text concerns."""
    return [
        Value(Facet.TARGET_GROUP, group, str(TargetGroup(group).label))
        for group in rules.target_groups(" ".join(texts))
    ]


def went(outcomes: Iterable[Outcome]) -> list[Value]:
    """Give how it went, by outcomes that everyone may read."""
    found = {FINDINGS[outcome.finding] for outcome in outcomes if outcome.finding in FINDINGS}
    return [Value(Facet.RESULT, result.value, str(result.label)) for result in sorted(found)]


def of_project(project: Project | None) -> list[Value]:
    """Give the facets that a thing has from its project."""
    return list(_of_project(project)) if project else []


def _of_project(project: Project) -> Iterator[Value]:
    yield from fund(project.fund)
    if project.field:
        yield Value(Facet.FIELD, project.field, str(Field(project.field).label))
    yield from place(project.owner)
    for part in project.organisations.all():
        if part.part == Part.PARTNER:
            yield Value(Facet.PARTNER, part.organisation.slug, part.organisation.short)
        else:
            yield from place(part.organisation)
    for use in project.method_uses.all():
        yield Value(Facet.METHOD, use.method.slug, use.method.name)
    yield from went(getattr(project, "told", ()))


def with_project(path: str) -> list[Any]:
    """Give what to fetch with a thing for the facets that it has from its project."""
    outcomes = Prefetch(f"{path}__outcomes", Outcome.objects.visible_to(None), to_attr="told")
    parts = Prefetch(f"{path}__organisations", ProjectOrganisation.objects.select_related("organisation"))
    return [
        parts,
        Prefetch(f"{path}__method_uses", MethodUse.objects.select_related("method")),
        outcomes,
    ]


def project_entry(project: Project) -> Entry:
    """Tell of a project: its own words and what happened afterwards. Its outcomes are found by themselves."""
    after = said(*(one.text for one in project.aftermath.all()))
    parts = said(
        *(str(one) for one in project.sub_studies.all()), *(str(one) for one in project.milestones.all())
    )
    names = ", ".join(part.organisation.name for part in project.organisations.all())
    methods = said(project.methods_text, ", ".join(str(use.method) for use in project.method_uses.all()))
    texts = [
        ("", said(project.purpose, project.target_group, methods, names, str(project.fund or ""))),
        (SubStudy._meta.verbose_name_plural, parts),
        (Aftermath._meta.verbose_name, after),
    ]
    first, last = project.start_year, project.end_year
    span = range(first, (last or first) + 1) if first else [last] if last else []
    return Entry(
        project.title,
        project.get_absolute_url(),
        pieces(project.title, texts),
        [
            *of_project(project),
            *(value for one in list(span)[:15] for value in year(one)),
            *concerns(project.title, project.target_group),
        ],
        first or last,
        example=project.is_example,
    )


def output_entry(output: KnowledgeOutput) -> Entry:
    """Tell of a knowledge output."""
    by = ", ".join(str(one.person) for one in output.authorships.all())
    first = said(output.summary, by, str(output.publisher or ""), output.audience, str(output.project or ""))
    return Entry(
        output.title,
        output.get_absolute_url(),
        pieces(output.title, [("", first), *labelled(output, "lesson")]),
        [
            *year(output.year),
            *of_project(output.project),
            *concerns(output.title, output.audience, output.project.target_group if output.project else ""),
        ],
        output.year,
        example=output.is_example,
    )


def method_entry(method: Method) -> Entry:
    """Tell of a method; the projects that use it have it as a facet."""
    text = said(method.get_kind_display(), method.kind_in_source, method.note, str(method.programme or ""))
    return Entry(
        method.name,
        method.get_absolute_url(),
        pieces(method.name, [("", text)]),
        [Value(Facet.METHOD, method.slug, method.name)],
        example=method.is_example,
    )


def need_entry(theme: NeedTheme) -> Entry:
    """Tell of a theme of needs."""
    return Entry(
        theme.name,
        f"{reverse('needs')}#{theme.inventory.year}",
        pieces(theme.name, [("", str(theme.inventory))]),
        [*year(theme.inventory.year), *concerns(theme.name)],
        theme.inventory.year,
        example=theme.is_example,
    )


def outcome_entry(outcome: Outcome) -> Entry:
    """Tell of an outcome, on its project's page."""
    project = outcome.project
    title = f"{project.title}: {outcome}"[:300]
    text = said(*dict.fromkeys((outcome.indicator, outcome.text, outcome.note)))
    facets = [value for value in of_project(project) if value.facet != Facet.RESULT]
    return Entry(
        title,
        project.get_absolute_url(),
        pieces(title, [("", text)]),
        [*facets, *year(outcome.year), *went([outcome]), *concerns(project.title, project.target_group)],
        outcome.year,
        example=outcome.is_example,
    )


def case_entry(case: Case) -> Entry:
    """Tell of a case with its points."""
    first = said(case.reg_number, case.summary, str(case.body or ""))
    points = said(*(str(point) for point in case.points.all()))
    return Entry(
        case.title,
        case.get_absolute_url(),
        pieces(
            case.title,
            [
                ("", first),
                *labelled(case, "background", "matter", "views", "gender_analysis"),
                (DecisionPoint._meta.verbose_name_plural, points),
            ],
        ),
        [*year(case.year), *fund(case.call.fund_year.fund if case.call else None)],
        case.year,
        example=case.is_example,
    )


def call_entry(call: Call) -> Entry:
    """Tell of a call."""
    return Entry(
        call.title,
        call.get_absolute_url(),
        pieces(call.title, [("", said(call.introduction, call.condition, str(call.fund_year.fund)))]),
        [*year(call.year), *fund(call.fund_year.fund)],
        call.year,
        example=call.is_example,
    )


def application_entry(application: Application) -> Entry:
    """Tell of an application, for those who may read it."""
    written = (
        "problem", "goals", "activities", "leads_to", "long_term", "research_link", "follow_up", "gender_analysis",
    )  # fmt: skip  # one row
    first = said(application.purpose, application.target_group, application.reg_number)
    title = str(application)
    return Entry(
        title,
        application.get_absolute_url(),
        pieces(title, [("", first), *labelled(application, *written)]),
        [
            *year(application.call.year),
            *fund(application.call.fund_year.fund),
            *place(application.applicant),
            *(value for one in application.co_applicants.all() for value in place(one.organisation)),
            *concerns(title, application.target_group),
        ],
        application.call.year,
        example=application.is_example,
    )


def report_entry(report: ResultReport) -> Entry:
    """Tell of a report on results, for those who may read it."""
    written = ("results", "activities", "lesson", "deviations", "next_steps", "gender_analysis")
    title = str(report)[:300]
    return Entry(
        title,
        report.get_absolute_url(),
        pieces(title, labelled(report, *written)),
        [*year(report.year), *of_project(report.project), *concerns(report.project.target_group)],
        report.year,
        example=report.is_example,
    )


def organisation_entry(organisation: Organisation) -> Entry:
    """Tell of an organisation by all its names."""
    names = [organisation.short_name, *(one.name for one in organisation.names.all())]
    return Entry(
        organisation.name,
        organisation.get_absolute_url(),
        pieces(organisation.name, [("", said(*dict.fromkeys(names), organisation.part, organisation.note))]),
        place(organisation),
        example=organisation.is_example,
    )


def paper_entry(paper: Paper) -> Entry:
    """Tell of a paper, passage by passage, with the repairs of each."""
    repairs = list(paper.repairs.all())
    return Entry(
        paper.title,
        paper.get_absolute_url(),
        [paper_piece(paper, passage, repairs) for passage in paper.passages.all()]
        or [Piece("", beside=paper.title)],
        [*year(paper.year), *concerns(paper.title)],
        paper.year,
        file=paper.file_name[:200],
        example=paper.is_example,
    )


def paper_piece(paper: Paper, passage: Passage, repairs: list[Repair]) -> Piece:
    """Give a passage as a piece, its repairs counted from where it begins."""
    start, end = passage.start, passage.end
    inside = [(r.start - start, r.end - start, r.raw, r.fixed, r.confidence) for r in repairs if start <= r.start and r.end <= end]  # fmt: skip  # a row of values
    place = paper.url_at(start).removeprefix(paper.get_absolute_url())
    return Piece(paper.text[start:end], "", passage.heading, place, start, end, passage.page, inside)


def _projects(rows: Rows) -> Rows:
    return rows.select_related("fund", "owner").prefetch_related(
        PARTS, USES, PUBLIC_OUTCOMES, "aftermath", "sub_studies", "milestones"
    )


def _cases(rows: Rows) -> Rows:
    return rows.select_related("body", "call__fund_year__fund").prefetch_related("points")


def _applications(rows: Rows) -> Rows:
    return rows.select_related("call__fund_year__fund", "applicant").prefetch_related(
        "co_applicants__organisation"
    )


def _outputs(rows: Rows) -> Rows:
    return rows.select_related("publisher", "project__fund", "project__owner").prefetch_related(
        "authorships__person", *with_project("project")
    )


def _of_projects(rows: Rows) -> Rows:
    return rows.select_related("project__fund", "project__owner").prefetch_related(*with_project("project"))


def _papers(rows: Rows) -> Rows:
    return rows.prefetch_related("passages", "repairs")


def of(model: type[Model], path: str) -> Any:
    """Give the rows of a model that a row of another, found along a path, changes when it is saved."""
    manager: Any = model._default_manager
    return lambda row: manager.filter(**{path: row})


def via(model: type[Model], name: str) -> Any:
    """Give the row that another row points at, when its own saving changes it."""
    manager: Any = model._default_manager
    return lambda row: manager.filter(pk=getattr(row, f"{name}_id"))


PROVIDERS = (
    Provider(
        Kind.OUTPUT, KnowledgeOutput, _outputs, output_entry, hidden=True,
        feeders={Authorship: via(KnowledgeOutput, "output"), Project: of(KnowledgeOutput, "project")},
    ),
    Provider(
        Kind.PAPER, Paper, _papers, paper_entry, hidden=True,
        feeders={Page: via(Paper, "paper"), Passage: via(Paper, "paper"), Repair: via(Paper, "paper")},
    ),
    Provider(
        Kind.PROJECT, Project, _projects, project_entry,
        feeders={
            **{row: via(Project, "project") for row in (ProjectOrganisation, MethodUse, Outcome, Aftermath, SubStudy, Milestone)},
            ResultReport: via(Project, "project"),
        },
    ),
    Provider(
        Kind.OUTCOME, Outcome, _of_projects, outcome_entry, hidden=True,
        feeders={ResultReport: of(Outcome, "report"), Project: of(Outcome, "project")},
    ),
    Provider(Kind.NEED, NeedTheme, lambda rows: rows.select_related("inventory"), need_entry),
    Provider(Kind.METHOD, Method, lambda rows: rows.select_related("programme"), method_entry),
    Provider(Kind.CASE, Case, _cases, case_entry, hidden=True, feeders={DecisionPoint: via(Case, "case")}),
    Provider(Kind.CALL, Call, lambda rows: rows.select_related("fund_year__fund"), call_entry, hidden=True),
    Provider(
        Kind.APPLICATION, Application, _applications, application_entry, hidden=True,
        feeders={CoApplicant: via(Application, "application")},
    ),
    Provider(Kind.REPORT, ResultReport, _of_projects, report_entry, hidden=True),
    Provider(
        Kind.ORGANISATION, Organisation, lambda rows: rows.prefetch_related("names"), organisation_entry,
        feeders={OrganisationName: via(Organisation, "organisation")},
    ),
)  # fmt: skip  # a kind to a row or two


def provider_of(content_type: ContentType) -> Provider | None:
    """Give the provider of a kind of row; None when such rows are not in the index."""
    model = content_type.model_class()
    return next((one for one in PROVIDERS if one.model is model), None)


def by_type() -> dict[int, Provider]:
    """Give the providers by the number of their content type."""
    kinds = ContentType.objects.get_for_models(*(one.model for one in PROVIDERS))
    return {kinds[one.model].pk: one for one in PROVIDERS}
