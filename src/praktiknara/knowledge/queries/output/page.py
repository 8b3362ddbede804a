"""What an output's page tells: who wrote it, for which need, whom to ask, how to cite it, its files and versions."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from praktiknara.components.parts import Citation, by_source
from praktiknara.funds.choices import Standing
from praktiknara.people.models import Organisation, Succession, User
from praktiknara.projects.models import Grant
from praktiknara.trail.models import Document, Event, FrozenCopy
from praktiknara.trail.queries import about, citations, documents

from ...choices import OutputStatus
from ...models import Authorship, KnowledgeOutput, OutputQuerySet
from ...rules import citing

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
