"""What was done, in words: who, in which role, did what with what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _

from praktiknara.applications.models import Application, CoApplicant
from praktiknara.applications.transitions import CO_APPLICANT_TABLE
from praktiknara.applications.transitions import VERBS as APPLICATION_VERBS
from praktiknara.assessments.models import Assessment
from praktiknara.assessments.transitions import TABLE as ASSESSMENT_TABLE
from praktiknara.calls.models import Call
from praktiknara.calls.transitions import VERBS as CALL_VERBS
from praktiknara.chain.rules import _ as marked
from praktiknara.decisions.models import Case
from praktiknara.decisions.transitions import TABLE as CASE_TABLE
from praktiknara.documents.models import Paper
from praktiknara.documents.transitions import VERBS as PAPER_VERBS
from praktiknara.intake.models import Proposal, Reading, Sheet
from praktiknara.intake.transitions import PROPOSAL_TABLE, SHEET_TABLE, TAKEN_IN
from praktiknara.intake.transitions import TABLE as READING_TABLE
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.knowledge.transitions import TABLE as OUTPUT_TABLE
from praktiknara.people.models import Municipality, Organisation, Person, User
from praktiknara.projects.models import Grant, Milestone, Payout, Project, ProjectOrganisation, ProjectPerson
from praktiknara.projects.transitions import PAYOUT_TABLE
from praktiknara.projects.transitions import TABLE as PROJECT_TABLE
from praktiknara.results.models import ConsumptionReport, Outcome, ResultReport
from praktiknara.results.transitions import CONSUMPTION_TABLE
from praktiknara.results.transitions import TABLE as REPORT_TABLE
from praktiknara.trail.choices import EventKind
from praktiknara.trail.models import Event, Fact

PAGE = 50


def _past(*tables: Iterable[object], **more: str) -> Mapping[str, str]:
    return {row.name: row.past for table in tables for row in table} | more  # type: ignore[attr-defined]  # rows of transition tables


WORDS: dict[type[Model], Mapping[str, str]] = {
    Call: CALL_VERBS,
    Application: {
        **APPLICATION_VERBS,
        "assign": marked("utsåg bedömare till"),
        "take_away": marked("tog bort en bedömare från"),
    },
    CoApplicant: _past(CO_APPLICANT_TABLE),
    Assessment: _past(
        ASSESSMENT_TABLE, assign=marked("utsåg bedömare till"), write_scores=marked("satte poäng på")
    ),
    Case: _past(
        CASE_TABLE,
        make_case=marked("gjorde ärendet"),
        propose=marked("skrev förslaget i"),
        write_case=marked("skrev i ärendet"),
        attach_to_case=marked("lade en bilaga till ärendet"),
        **TAKEN_IN,
    ),
    Project: _past(
        PROJECT_TABLE,
        become_project=marked("gjorde ett projekt av beslutet"),
        plan_payouts=marked("planerade utbetalningarna"),
        place_project=marked("placerade projektet"),
        **TAKEN_IN,
    ),
    Payout: _past(PAYOUT_TABLE),
    ResultReport: _past(
        REPORT_TABLE, start_report=marked("började redovisa"), write_report=marked("skrev i redovisningen")
    ),
    ConsumptionReport: _past(
        CONSUMPTION_TABLE,
        start_consumption=marked("började redovisa medel"),
        write_report=marked("skrev i redovisningen av medel"),
        write_consumption=marked("skrev i redovisningen av medel"),
    ),
    KnowledgeOutput: _past(OUTPUT_TABLE),
    Paper: PAPER_VERBS,
    Reading: _past(READING_TABLE, start_reading=marked("lät läsa ut uppgifter ur")),
    Proposal: _past(PROPOSAL_TABLE),
    Sheet: _past(SHEET_TABLE, upload_sheet=marked("laddade upp listan")),
    **dict.fromkeys(
        (Fact, Grant, Milestone, Organisation, Outcome, Person, ProjectOrganisation, ProjectPerson), TAKEN_IN
    ),
    Municipality: {
        "load_history": marked("läste in historik"),
        "fill_bank": marked("fyllde kunskapsbanken ur historiken"),
    },
}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event in words, and the name of the thing that a trail can be asked for."""

    at: datetime
    who: str
    role: str
    what: str
    thing: str
    about: str
    reason: str
    kind: str


def told(events: Iterable[Event]) -> list[Happened]:
    """Tell events in the reader's language."""
    kinds = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*WORDS).items()}
    found = []
    for event in events:
        model = kinds.get(event.content_type_id)
        verb = WORDS[model].get(event.verb, "") if model else ""
        found.append(
            Happened(
                event.at,
                event.actor_name,
                event.actor_role,
                _what(event.kind, verb),
                event.object_label,
                f"{event.content_type_id}-{event.object_id}",
                event.reason,
                event.kind,
            )
        )
    return found


def _what(kind: str, verb: str) -> str:
    if kind == EventKind.REFUSED:
        return _("fick nej")
    if kind == EventKind.READ:
        return _("läste")
    return _(verb) if verb else _("ändrade")


def asked(*, kind: str, who: str, about: tuple[int, int] | None, before: int | None) -> QuerySet[Event]:
    """Give events, the newest first, from a point and backwards."""
    found = Event.objects.order_by("-at", "-pk")
    if kind:
        found = found.filter(kind=kind)
    if who:
        people = Person.objects.filter(name__icontains=who).values("pk")
        users = User.objects.filter(Q(username__iexact=who) | Q(person__in=people)).values_list(
            "pk", flat=True
        )
        found = found.filter(actor__in=list(users[:100]))
    if about:
        found = found.filter(content_type=about[0], object_id=about[1])
    if before and (last := Event.objects.filter(pk=before).first()):
        # The time alone first: it is what the index is walked by, and an OR would look through it all.
        found = found.filter(at__lte=last.at).exclude(at=last.at, pk__gte=last.pk)
    return found


def thing(about: tuple[int, int] | None) -> Model | None:
    """Give the thing that a trail is about, if it still stands and is one whose events we tell."""
    if about is None:
        return None
    kinds = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*WORDS).items()}
    model = kinds.get(about[0])
    return model._default_manager.filter(pk=about[1]).first() if model else None
