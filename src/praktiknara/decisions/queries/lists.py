"""Lists and pages of cases, and the files put to them."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from praktiknara.applications.models import CoApplicant
from praktiknara.calls.models import Call
from praktiknara.components import parts
from praktiknara.documents.models import works_here
from praktiknara.people.choices import Origin
from praktiknara.people.models import Organisation, User
from praktiknara.trail import queries as trail
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.models import Document

from .. import rules
from ..models import Award, Case, CaseQuerySet, Consultation, Recipient, Signatory


def found(
    cases: CaseQuerySet,
    *,
    words: str = "",
    year: int | None = None,
    body: int | None = None,
    status: str = "",
) -> CaseQuerySet:
    """Search cases by the words of the title or the registration number, however it is written (R-DNR-01)."""
    if words.strip():
        titled = Q()
        for word in words.split():
            # SQLite folds only A–Z, so a first letter with dots is asked for both ways.
            titled &= (
                Q(title__icontains=word)
                | Q(title__contains=word.capitalize())
                | Q(title__contains=word.lower())
            )
        key = rules.reg_number_key(words)
        numbered = Q(reg_number_key__contains=key) if any(sign.isdigit() for sign in key) else Q(pk__in=())
        cases = cases.filter(titled | numbered)
    if year is not None:
        cases = cases.filter(year=year)
    if body is not None:
        cases = cases.filter(body=body)
    return cases.filter(status=status) if status else cases


def listed(cases: CaseQuerySet) -> CaseQuerySet:
    """Fetch what a row of the list shows, newest year first and cases without a year last."""
    return cases.select_related("body", "call").order_by("-year", "-pk")


def years(cases: CaseQuerySet) -> list[int]:
    """Give the years that have cases."""
    found_years = cases.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in found_years if year is not None]


def boards(cases: CaseQuerySet) -> list[Organisation]:
    """Give the boards that have cases."""
    return list(Organisation.objects.filter(pk__in=cases.exclude(body=None).values("body").distinct()))


def whole(cases: CaseQuerySet) -> CaseQuerySet:
    """Fetch everything a case's page, paper and rules need, in a constant number of queries."""
    co_applicants = CoApplicant.objects.select_related("organisation")
    return cases.select_related(
        "body", "unit__parent", "officer__person", "call__fund_year__fund"
    ).prefetch_related(
        "points",
        "call__rules",
        Prefetch("recipients", Recipient.objects.select_related("organisation")),
        Prefetch("signatories", Signatory.objects.select_related("person")),
        Prefetch("consultations", Consultation.objects.select_related("body")),
        Prefetch(
            "awards",
            Award.objects.select_related("application__applicant").prefetch_related(
                Prefetch("application__co_applicants", co_applicants)
            ),
        ),
    )


def sources(case: Case) -> list[parts.Citation]:
    """Give the sources of a case and of its parts, gathered by source."""
    rows = [*case.points.all(), *case.consultations.all(), *case.signatories.all()]
    return trail.sources(case, *rows)


def of_call(call: Call) -> Case | None:
    """Give the case that was made here of a call's applications."""
    return call.cases.exclude(origin=Origin.HISTORY).order_by("pk").first()


def attachments(kept: Iterable[Document], user: User | None) -> list[Document]:
    """Give the attachments among a case's files that this reader may have, as `readable` does."""
    seen = works_here(user)
    return [one for one in kept if one.kind == DocumentKind.ATTACHMENT and (seen or one.public)]


def readable(kept: QuerySet[Document], user: User | None) -> QuerySet[Document]:
    """Keep the files of a case that this reader may have: public ones, and for those who work here all."""
    return kept if works_here(user) else kept.filter(public=True)
