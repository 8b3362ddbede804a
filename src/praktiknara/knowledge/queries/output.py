"""All that hangs on one output: the way back to the decision, its outcomes, how sure it is, and what came of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktiknara.applications.models import Application
from praktiknara.calls.models import Call
from praktiknara.components.dates import day, period
from praktiknara.components.parts import Citation, Station, by_source
from praktiknara.decisions.models import Case
from praktiknara.funds.choices import Standing
from praktiknara.funds.models import Fund
from praktiknara.methods.models import Method
from praktiknara.people.choices import Origin
from praktiknara.people.models import Organisation, Succession, User
from praktiknara.projects.models import Grant, Project
from praktiknara.results.choices import Measure
from praktiknara.results.models import Outcome
from praktiknara.trail.models import Document, Event, FrozenCopy
from praktiknara.trail.queries import about, citations, documents

from ..choices import OutputStatus
from ..models import Authorship, KnowledgeOutput, OutputQuerySet
from ..rules import citing, evidence

PUBLISHED = ("publish", "publish_again")


def whole(user: User | None) -> OutputQuerySet:
    """Give outputs with all that their page follows back."""
    grants = Grant.objects.filter(standing=Standing.GRANTED).select_related("fund", "call", "award__case")
    return (
        KnowledgeOutput.objects.visible_to(user)
        .select_related(
            "publisher",
            "report",
            "project__owner",
            "project__fund",
            "project__budget_assignment",
            "project__predecessor",
            "project__application__call__fund_year__fund",
            "need_theme__inventory",
        )
        .prefetch_related(
            Prefetch("authorships", Authorship.objects.select_related("person")),
            Prefetch("project__grants", grants),
            "project__aftermath",
        )
    )


def name_organisations(output: KnowledgeOutput) -> None:
    """Fetch the names by period, and the successors, of those the page names: the publisher and the owner."""
    named = {
        one.pk: one
        for one in (output.publisher, output.project.owner if output.project else None)
        if one is not None
    }
    if output.publisher is not None and output.project is not None and output.project.owner_id in named:
        output.project.owner = named[output.project.owner_id]
    became = Succession.objects.select_related("successor").prefetch_related("successor__names")
    prefetch_related_objects(list(named.values()), "names", Prefetch("successions", became))


class Told(NamedTuple):
    """An outcome with what keeps it from saying more than it does."""

    outcome: Outcome
    cautions: list[str]


def outcomes(output: KnowledgeOutput, user: User | None) -> list[Told]:
    """Give the outcomes behind an output: those of its report, or else those of its project that she may see."""
    if output.project is None:
        return []
    found = Outcome.objects.visible_to(user).filter(project=output.project)
    if output.report_id:
        found = found.filter(report=output.report_id)
    # How many a share is of may be told of the output as a whole.
    return [Told(outcome, cautions(outcome, base=output.analysed)) for outcome in found]


def cautions(outcome: Outcome, *, base: int | None = None) -> list[str]:
    """Say what keeps an outcome's number from telling more than it does."""
    return [
        _(sentence)
        for sentence in evidence.cautions(
            has_value=outcome.value is not None,
            measure=Measure.SHARE if outcome.is_share else outcome.measure,
            base=base if outcome.base is None and outcome.is_share else outcome.base,
        )
    ]


def publisher_name(output: KnowledgeOutput) -> str:
    """Give the publisher's name as it was that year (R-ORG-01)."""
    if output.publisher is None:
        return ""
    return output.publisher.name_on(date(output.year, 12, 31)) if output.year else output.publisher.name


def citation(output: KnowledgeOutput, address: str) -> str:
    """Write how to cite the output."""
    authors = [authorship.person.name for authorship in output.authorships.all()]
    year = str(output.year) if output.year else _("årtal saknas")
    return citing.citation(authors, year, output.title, publisher_name(output), address)


def reference(output: KnowledgeOutput, address: str) -> citing.Reference:
    """Give what a program for references wants to know of the output."""
    return citing.Reference(
        key=output.slug,
        authors=[authorship.person.name for authorship in output.authorships.all()],
        year=output.year,
        title=output.title,
        publisher=publisher_name(output),
        abstract=output.summary,
        address=address,
    )


def sources(output: KnowledgeOutput) -> list[Citation]:
    """Give where the output's facts come from: the papers, or the report that it was made of."""
    found = by_source(citations(output))
    if output.report is not None:
        found.append(Citation(str(output.report), output.report.get_absolute_url()))
    return found


class Way(NamedTuple):
    """What is known of the way that led to an output."""

    grants: list[Grant]
    application: Application | None
    application_url: str
    call: Call | None
    case: Case | None
    fund: Fund | None
    fund_year_url: str


def way_back(output: KnowledgeOutput, user: User | None) -> Way:
    """Follow an output back to decision, application, call and fund; an application is linked for those who may read it."""
    project = output.project
    if project is None:
        return Way([], None, "", None, None, None, "")
    grants, application = list(project.grants.all()), project.application
    call = application.call if application else next((grant.call for grant in grants if grant.call), None)
    case = next((grant.award.case for grant in grants if grant.award), None)
    fund = project.fund or next((grant.fund for grant in grants if grant.fund), None)
    readable = (
        application is not None and Application.objects.visible_to(user).filter(pk=application.pk).exists()
    )
    return Way(
        grants,
        application,
        application.get_absolute_url() if application and readable else "",
        call,
        case,
        fund,
        reverse("fund_year", args=[fund.code, call.year]) if fund and call else "",
    )


def line_back(output: KnowledgeOutput, way: Way) -> list[Station]:
    """Give the nine steps that led to an output; what nobody has told is dashed."""
    project = output.project
    missing = _("saknas i källan") if _is_history(output) else _("inte kopplat")
    plan = project.budget_assignment if project else None
    return [
        Station(_("Behov"), "done", output.need_theme.name, reverse("needs"))
        if output.need_theme
        else Station(_("Behov"), "unknown", missing),
        Station(_("Plan"), "done", _("budgetuppdrag %(year)s") % {"year": plan.year})
        if plan
        else Station(_("Plan"), "unknown", missing),
        _call_station(way, missing),
        Station(_("Ansökan"), "done", str(way.application), way.application_url)
        if way.application
        else Station(_("Ansökan"), "unknown", missing),
        Station(_("Bedömning"), "done", _("bedömd före beslutet"))
        if way.application
        else Station(_("Bedömning"), "unknown", missing),
        _decision_station(way, missing),
        _project_station(project, missing),
        _result_station(output, missing),
        Station(
            _("Kunskap"),
            "todo" if output.status == OutputStatus.EXPECTED else "here",
            _("väntas") if output.status == OutputStatus.EXPECTED else str(output.year or _("år okänt")),
            current=True,
        ),
    ]


def _is_history(output: KnowledgeOutput) -> bool:
    return output.origin in (Origin.HISTORY, Origin.REFERENCE)


def _years(grants: Iterable[Grant]) -> str:
    known = sorted({grant.year for grant in grants if grant.year})
    return period(str(known[0]), str(known[-1]), get_language() or "sv") if known else ""


def _call_station(way: Way, missing: str) -> Station:
    label = _("Utlysning")
    if way.call:
        return Station(label, "done", str(way.call), way.call.get_absolute_url())
    if way.fund and way.grants:
        note = " ".join(filter(None, [way.fund.short, _years(way.grants)]))
        return Station(label, "done", note, way.fund.get_absolute_url())
    return Station(label, "unknown", missing)


def _decision_station(way: Way, missing: str) -> Station:
    label = _("Beslut")
    if way.case:
        return Station(label, "done", decided(way.case), way.case.get_absolute_url())
    if way.grants:
        note = " ".join(filter(None, [_("medel beviljade"), _years(way.grants)]))
        return Station(label, "done", note)
    return Station(label, "unknown", missing)


def decided(case: Case) -> str:
    """Give paragraph and day of a decision, as far as they are known."""
    when = day(case.meeting_on, get_language() or "sv") if case.meeting_on else ""
    return ", ".join(filter(None, [case.paragraph, when]))


def _project_station(project: Project | None, missing: str) -> Station:
    if project is None:
        return Station(_("Projekt"), "unknown", missing)
    when = period(project.start, project.end, get_language() or "sv")
    return Station(_("Projekt"), "done", when or _("tid okänd"), project.get_absolute_url())


def _result_station(output: KnowledgeOutput, missing: str) -> Station:
    label = _("Resultat")
    if output.report is not None:
        return Station(label, "done", str(output.report.year), output.report.get_absolute_url())
    if output.status == OutputStatus.EXPECTED:
        return Station(label, "todo", _("väntas"))
    return Station(label, "unknown", missing)


def frozen(output: KnowledgeOutput) -> dict[str, Any]:
    """Give what is published as plain values, to be kept as it stands."""
    report, project = output.report, output.project
    return {
        "title": output.title,
        "year": output.year,
        "summary": output.summary,
        "lesson": output.lesson,
        "audience": output.audience,
        "finding": output.finding,
        "because": output.because,
        "publisher": str(output.publisher or ""),
        "project": str(project or ""),
        "report": {
            "year": report.year,
            "activities": report.activities,
            "results": report.results,
            "gender_analysis": report.gender_analysis,
            "deviations": report.deviations,
            "lesson": report.lesson,
            "next_steps": report.next_steps,
            "outcomes": [
                {
                    "text": outcome.text,
                    "indicator": outcome.indicator,
                    "value": str(outcome.value) if outcome.value is not None else None,
                    "measure": outcome.measure,
                    "unit": outcome.unit,
                    "base": outcome.base,
                    "year": outcome.year,
                    "about": outcome.about,
                    "partial_year": outcome.partial_year,
                }
                for outcome in report.outcomes.all()
            ],
        }
        if report
        else None,
    }


class Known(NamedTuple):
    """Something that decides how sure a result is, and what is known of it: a text, or None."""

    label: str
    value: str | None


class Evidence(NamedTuple):
    """How sure a result is, in words for the reader, and what that rests on."""

    label: str
    sentence: str
    certainty: str
    cautions: list[str]
    known: list[Known]


def studied(output: KnowledgeOutput, outcomes: Sequence[Outcome]) -> evidence.Facts:
    """Gather what is known of how a result was found out, from the output and the outcomes behind it."""
    bases = evidence.widest([outcome.base for outcome in outcomes])
    return evidence.Facts(
        design=output.design,
        started=output.started,
        analysed=output.analysed if output.analysed is not None else bases,
        followed_months=output.followed_months,
        share=any(outcome.is_share for outcome in outcomes),
        partial_year=any(outcome.partial_year for outcome in outcomes),
    )


def analysed(output: KnowledgeOutput) -> int | None:
    """Give how many people a result is about, as it is said or as its outcomes tell; None when neither does."""
    return studied(output, [told.outcome for told in outcomes(output, None)]).analysed


def how_sure(output: KnowledgeOutput, outcomes: Sequence[Outcome]) -> Evidence:
    """Say in plain words how sure a result is, and why."""
    facts = studied(output, outcomes)
    found = evidence.strength(facts)
    followed = evidence.followed_percent(facts)
    months = output.followed_months
    return Evidence(
        _(found.label),
        _(found.sentence),
        _(found.certainty),
        [_(one.sentence) % one.values if one.values else _(one.sentence) for one in found.cautions],
        [
            Known(_("Hur det undersöktes"), str(output.get_design_display()) or None),
            Known(_("Hur många som började"), _number(facts.started)),
            Known(_("Hur många som ingår"), _number(facts.analysed)),
            Known(_("Hur stor del som följdes"), None if followed is None else f"{followed} %"),
            Known(
                _("Hur länge det följdes"),
                None if months is None else _("%(months)s månader") % {"months": months},
            ),
        ],
    )


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


class Answered(NamedTuple):
    """The need that an output answers, or the task that began the work, and where to read of it."""

    text: str
    url: str


def need(output: KnowledgeOutput) -> Answered | None:
    """Give the need that the output answers, as far as it is known; None when nobody has said."""
    project = output.project
    if output.need_theme is not None:
        told = {"theme": output.need_theme.name, "year": output.need_theme.inventory.year}
        return Answered(_("%(theme)s, behovsinventeringen %(year)s") % told, reverse("needs"))
    if project is not None and project.budget_assignment is not None:
        task = project.budget_assignment
        told = {"task": task.title, "year": task.year}
        return Answered(_("Uppdrag i budgeten %(year)s: %(task)s") % told, reverse("budget_assignments"))
    if project is not None and project.predecessor is not None:
        before = project.predecessor
        return Answered(_("Följer på: %(project)s") % {"project": before}, before.get_absolute_url())
    return None


class Contact(NamedTuple):
    """Whom to ask: a function in an organisation as it is today, and what it was called when the work was done."""

    function: str
    organisation: Organisation | None
    then: str


def contact(output: KnowledgeOutput, today: date) -> Contact:
    """Give whom to ask: who works with development where the project was run, else the FoU officer. No person is named."""
    owner = output.project.owner if output.project else output.publisher
    if owner is None:
        return Contact(_("FoU-utredaren på socialförvaltningen"), None, "")
    now = owner.on(today)
    return Contact(_("Den som arbetar med utveckling"), now, owner.name if now.pk != owner.pk else "")


class Spread(NamedTuple):
    """What is known of how a result came to use: the projects that followed on it, and its methods with how many use them."""

    successors: list[Project]
    methods: list[Method]


def spread(output: KnowledgeOutput) -> Spread:
    """Follow a result forward: to the projects that began in it, and to where its methods are used."""
    if output.project is None:
        return Spread([], [])
    used = Method.objects.filter(projects=output.project).order_by("sort_name", "pk")
    counted = Method.objects.filter(pk__in=used.values("pk")).annotate(found=Count("uses"))
    return Spread(list(output.project.successors.all()), list(counted.order_by("sort_name", "pk")))


def files(output: KnowledgeOutput) -> list[Document]:
    """Give the public files of an output, newest first."""
    return list(documents(output).filter(public=True).select_related("paper"))


class Version(NamedTuple):
    """A version of what was published: its number, when, and what it said."""

    number: int
    copy: FrozenCopy


def versions(output: KnowledgeOutput, *, officer: bool) -> list[Version]:
    """Give the kept versions, newest first; what was taken away from the public is shown to nobody outside."""
    copies = about(FrozenCopy, output).filter(verb__in=PUBLISHED).order_by("pk")
    numbered = [Version(number, copy) for number, copy in enumerate(copies, 1)]
    if not officer:
        gone = about(Event, output).filter(verb="withdraw_output").order_by("-pk").first()
        numbered = [one for one in numbered if gone is None or one.copy.at > gone.at]
    return numbered[::-1]


def described(output: KnowledgeOutput, address: str) -> dict[str, Any]:
    """Describe an output in schema.org's words, for programs."""
    authors = [{"@type": "Person", "name": one.person.name} for one in output.authorships.all()]
    publisher = publisher_name(output)
    told = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": address,
        "url": address,
        "name": output.title,
        "inLanguage": "sv",
        "abstract": output.summary,
        "author": authors,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "datePublished": str(output.year) if output.year else None,
        "version": output.version if output.version > 1 else None,
        "about": str(output.get_field_display()) or None,
        "genre": str(output.get_kind_display()),
        "audience": {"@type": "Audience", "audienceType": output.audience} if output.audience else None,
        "creativeWorkStatus": "Expected" if output.status == OutputStatus.EXPECTED else "Published",
    }
    return {name: value for name, value in told.items() if value}
