"""The demo's example rounds, one in each stage, made through the same verbs as real ones."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from praktiknara.applications import actions as applications
from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application
from praktiknara.assessments import actions as assessments
from praktiknara.assessments.models import Assessment
from praktiknara.calls.actions import close_call as calls_close
from praktiknara.calls.actions import open_call as calls_open
from praktiknara.calls.choices import CallStatus, RuleKind
from praktiknara.calls.models import Call, CallRule, Criterion
from praktiknara.decisions import actions as decisions
from praktiknara.decisions.models import Case
from praktiknara.funds.models import Fund, FundYear
from praktiknara.people.choices import Origin
from praktiknara.people.models import Organisation, User
from praktiknara.projects import actions as projects
from praktiknara.projects.choices import PayoutStatus
from praktiknara.projects.models import Payout, Project
from praktiknara.results import actions as results

from .example_texts import (
    OLDER_CARERS,
    PLAIN_LANGUAGE,
    REHAB,
    SCHOOL,
    SIBLINGS,
    VIOLENCE,
    YOUNG_ADULTS,
    Example,
)

CRITERIA = (
    ("Omfattar flera stadsdelsförvaltningar", "Vilka är med, och har de bekräftat?"),
    ("Strategisk betydelse för staden som helhet", "Vad kan andra stadsdelar använda?"),
    ("Idé om forskningsanknytning", "Vem följer arbetet, och hur?"),
)


def make_example_rounds(now: datetime | None = None) -> None:
    """Make one example round in each stage: open, under assessment, proposed, decided, reporting."""
    with transaction.atomic():
        _Rounds(now or timezone.now()).make()


class _Rounds:
    """Those who act in the examples, and the day they are made."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.users = {user.username: user for user in User.objects.select_related("person")}
        self.districts = {
            key: Organisation.objects.get(key=f"sdf-{key}")
            for key in ("skarpnack", "farsta", "sodermalm", "kungsholmen", "skarholmen")
        }

    def make(self) -> None:
        year = self.now.year + 1
        self.open_with_drafts(self.call("oppen", f"Lokala utvecklingsmedel {year}", year, closes_in=12))
        self.under_assessment(
            self.call("bedoms", f"Lokala utvecklingsmedel {year}: tidiga insatser", year, closes_in=-20)
        )
        self.proposed(
            self.call(
                "foreslas", f"Lokala utvecklingsmedel {year}: delaktighet", year, closes_in=-45, frame=700_000
            )
        )
        self.decided(self.call("beslutad", f"Lokala utvecklingsmedel {year}: arbete", year, closes_in=-80))
        self.reporting(
            self.call("redovisas", f"Lokala utvecklingsmedel {year - 1}", year - 1, closes_in=-400)
        )

    def officer(self) -> User:
        return self.users["fou"]

    def writer(self, example: Example) -> tuple[User, User]:
        """Give the developer and the head of the example's district."""
        name = example.district if example.district in self.users else f"exempel-{example.district}"
        return self.users[name], self.users[f"{name}-chef"]

    def call(self, key: str, title: str, year: int, *, closes_in: int, frame: int = 3_000_000) -> Call:
        fund = Fund.objects.get(code="lum")
        fund_year, _made = FundYear.objects.get_or_create(
            fund=fund, year=year, origin=Origin.EXAMPLE, defaults={"name": fund.name, "frame": 3_000_000}
        )
        closes = timezone.localtime(self.now + timedelta(days=closes_in)).replace(
            hour=16, minute=0, second=0, microsecond=0
        )
        call = Call.objects.create(
            fund_year=fund_year,
            title=title,
            slug=f"exempel-{key}",
            year=year,
            introduction="Medlen delfinansierar lokal utveckling nära praktiken. Sök gärna tillsammans med en annan stadsdel.",
            opens_at=closes - timedelta(days=60),
            closes_at=closes,
            decision_on=(closes + timedelta(days=60)).date(),
            frame=frame,
            status=CallStatus.DRAFT,
            origin=Origin.EXAMPLE,
        )
        for position, (kind, amount, number, text) in enumerate(
            (
                (RuleKind.CAP, 750_000, None, "Högst 750 000 kr per ansökan"),
                (RuleKind.ONE_YEAR, None, None, f"Projektet ryms i {year}"),
                (
                    RuleKind.MAX_YEARS,
                    None,
                    3,
                    "Ett projekt kan få medel i högst tre år, med ny ansökan varje år",
                ),
                (RuleKind.MAX_GRANTED, None, 3, "Högst tre beviljade ansökningar per stadsdelsförvaltning"),
                (RuleKind.ELIGIBLE, None, None, "Stadsdelsförvaltningar och centrala avdelningar kan söka"),
                (RuleKind.JOINT_FIRST, None, None, "Gemensamma ansökningar går före"),
                (RuleKind.OWN_SHARE, None, None, "Egen insats, eller skäl om den är 0 kr"),
                (RuleKind.GENDER, None, None, "Frågan om jämställdhet besvaras i ansökan och redovisning"),
            )
        ):
            CallRule.objects.create(
                call=call, kind=kind, amount=amount, number=number, text=text, position=position
            )
        for position, (text, help_text) in enumerate(CRITERIA):
            Criterion.objects.create(call=call, text=text, help=help_text, position=position)
        calls_open(call, by=self.officer(), now=call.opens_at)
        return call

    def written(self, call: Call, example: Example, at: datetime, *, confirmed: bool = True) -> Application:
        """A draft with everything in it, and its partner's answer when there is one."""
        developer, _head = self.writer(example)
        application = applications.start(
            call, applicant=self.districts[example.district], by=developer, now=at
        )
        values: Mapping[str, object] = {
            **example.values(),
            "starts_on": date(call.year, 2, 1),
            "ends_on": date(call.year, 11, 30),
            "granted_years": "",
            "own_share_reason": "",
        }
        applications.write(
            application, dict(values), list(example.lines), version=application.version, by=developer, now=at
        )
        if example.partner:
            partner = self.districts[example.partner]
            applications.ask_co_applicant(
                application, partner, share=example.requested // 3, by=developer, now=at
            )
            if confirmed:
                name = example.partner if example.partner in self.users else f"exempel-{example.partner}"
                if name in self.users:
                    asked = application.co_applicants.get(organisation=partner)
                    applications.answer(asked, yes=True, by=self.users[name], now=at)
        return application

    def submitted(self, call: Call, example: Example, at: datetime) -> Application:
        developer, head = self.writer(example)
        application = self.written(call, example, at)
        applications.hand_over(application, by=developer, now=at)
        applications.sign(application, by=head, now=at + timedelta(hours=2))
        applications.submit(application, by=developer, now=at + timedelta(hours=3))
        return application

    def registered(self, call: Call, example: Example, number: int) -> Application:
        at = _closing(call) - timedelta(days=3 + number)
        application = self.submitted(call, example, at)
        applications.register(
            application,
            reg_number=f"EXEMPEL {call.year - 1}/{call.pk}{number:02}",
            by=self.users["registrator"],
            now=at + timedelta(days=1),
        )
        return application

    def assessed(self, application: Application, points: Sequence[Sequence[int]], at: datetime) -> None:
        """Two assessors with the points they give; an empty row is left undone."""
        for assessor, row in zip((self.users["bedomare2"], self.users["bedomare"]), points, strict=True):
            assessment = assessments.assign(application, assessor, by=self.officer(), now=at)
            if row:
                self.scored(assessment, row, at + timedelta(days=2))

    def scored(self, assessment: Assessment, row: Sequence[int], at: datetime) -> None:
        criteria = list(assessment.application.call.criteria.all())
        words = (
            "saknas i ansökan",
            "finns men är svagt beskrivet",
            "är tydligt beskrivet",
            "är mycket väl beskrivet",
        )
        marks = {
            criterion.pk: (points, f"{criterion.text}: {words[points]}.")
            for criterion, points in zip(criteria, row, strict=True)
        }
        assessments.write_scores(
            assessment,
            marks,
            "Genomförbart och väl avgränsat.",
            version=assessment.version,
            by=assessment.assessor,
            now=at,
        )
        assessments.lock(assessment, by=assessment.assessor, now=at)

    def open_with_drafts(self, call: Call) -> None:
        at = self.now - timedelta(days=3)
        developer, _head = self.writer(SIBLINGS)
        self.written(call, SIBLINGS, at, confirmed=False)
        waiting = self.written(call, REHAB, at)
        applications.hand_over(waiting, by=developer, now=at)
        begun = applications.start(call, applicant=self.districts["farsta"], by=self.users["farsta"], now=at)
        applications.write(
            begun,
            {"title": OLDER_CARERS.title, "problem": OLDER_CARERS.problem},
            [],
            version=begun.version,
            by=self.users["farsta"],
            now=at,
        )
        self.submitted(call, PLAIN_LANGUAGE, at)

    def under_assessment(self, call: Call) -> None:
        school = self.registered(call, SCHOOL, 1)
        mentors = self.registered(call, YOUNG_ADULTS, 2)
        carers = self.registered(call, OLDER_CARERS, 3)
        calls_close(call, by=self.officer(), now=_closing(call) + timedelta(hours=1))
        at = _closing(call) + timedelta(days=3)
        self.assessed(school, ((3, 2, 3), ()), at)
        self.assessed(mentors, ((), ()), at)
        assert carers.status == ApplicationStatus.REGISTERED  # noqa: S101  # left for the officer to assign

    def case(self, call: Call, examples: Sequence[tuple[Example, Sequence[Sequence[int]]]]) -> Case:
        made = [
            self.registered(call, example, number) for number, (example, _points) in enumerate(examples, 1)
        ]
        at = _closing(call)
        calls_close(call, by=self.officer(), now=at + timedelta(hours=1))
        for application, (_example, points) in zip(made, examples, strict=True):
            self.assessed(application, points, at + timedelta(days=3))
        return decisions.make_case(call, by=self.officer(), now=at + timedelta(days=15))

    def proposed(self, call: Call) -> None:
        self.case(
            call,
            (
                (SIBLINGS, ((3, 3, 2), (3, 2, 3))),
                (PLAIN_LANGUAGE, ((1, 3, 3), (1, 2, 3))),
                (OLDER_CARERS, ((1, 2, 1), (1, 1, 2))),
            ),
        )

    def board_has_decided(self, case: Case, call: Call) -> None:
        meeting = (_closing(call) + timedelta(days=40)).date()
        at = _closing(call) + timedelta(days=20)
        for number, consultation in enumerate(case.consultations.all()):
            consultation.on = meeting - timedelta(days=12 + number)
            consultation.save(update_fields=["on"])
        case.meeting_on = meeting
        case.gender_analysis = case.gender_analysis or (
            "Ej aktuellt för fördelningen i sig. Varje projekt redovisar kvinnor och män, flickor och pojkar var för sig."
        )
        case.reg_number = f"EXEMPEL {call.year - 1}/{call.pk}00"
        case.save()
        decisions.make_ready(case, by=self.users["chef"], now=at)
        outcomes = {
            award.pk: (award.proposal, award.proposed_amount, award.reason) for award in case.awards.all()
        }
        decided = _closing(call) + timedelta(days=41)
        decisions.decide(
            case,
            outcomes,
            meeting_on=meeting,
            paragraph="§ 12",
            immediate_approval=True,
            by=self.officer(),
            now=decided,
        )
        decisions.dispatch(case, by=self.users["registrator"], now=decided + timedelta(days=1))

    def decided(self, call: Call) -> None:
        case = self.case(call, ((REHAB, ((2, 3, 3), (2, 3, 2))), (VIOLENCE, ((3, 2, 2), (3, 3, 2)))))
        self.board_has_decided(case, call)
        payout = self.payout_of(call, "skarpnack")
        projects.pay(
            payout, paid_on=timezone.localdate(self.now - timedelta(days=5)), by=self.officer(), now=self.now
        )

    def payout_of(self, call: Call, district: str) -> Payout:
        return Payout.objects.filter(
            grant__call=call, grant__project__owner=self.districts[district], status=PayoutStatus.PLANNED
        ).get()

    def reporting(self, call: Call) -> None:
        case = self.case(
            call,
            (
                (SIBLINGS, ((3, 3, 3), (3, 3, 2))),
                (SCHOOL, ((3, 2, 3), (3, 3, 3))),
                (PLAIN_LANGUAGE, ((1, 3, 2), (1, 3, 3))),
            ),
        )
        self.board_has_decided(case, call)
        paid = _closing(call) + timedelta(days=60)
        for project in Project.objects.filter(grants__call=call).select_related("owner"):
            owner = self.users["farsta" if project.owner_id == self.districts["farsta"].pk else "skarpnack"]
            for payout in Payout.objects.filter(grant__project=project):
                projects.pay(payout, paid_on=paid.date(), by=self.officer(), now=paid)
                projects.receive(payout, by=owner, now=paid + timedelta(days=2))
            projects.start_project(project, by=owner, now=paid + timedelta(days=3))
        self.reports(call)

    def reports(self, call: Call) -> None:
        """One report accepted and ready to publish, one handed in, one begun."""
        sara, farid = self.users["skarpnack"], self.users["farsta"]
        siblings, school, plain = (
            Project.objects.get(grants__call=call, title=example.title)
            for example in (SIBLINGS, SCHOOL, PLAIN_LANGUAGE)
        )
        at = self.now - timedelta(days=14)
        accepted = results.start_report(siblings, year=call.year, by=sara, now=at)
        results.write_report(
            accepted,
            {
                "activities": "Två grupper med sammanlagt sexton syskon träffades tio gånger.",
                "results": "Syskonen säger att de vet mer och känner sig mindre ensamma. Tre slutade i förtid.",
                "gender_analysis": "Nio flickor och sju pojkar deltog. Pojkarna behövde fler påminnelser inför första träffen.",
                "lesson": "Börja med en lekfull träff utan samtal om placeringen. Ring hem före varje träff.",
                "deviations": "En grupp startade sex veckor sent.",
                "next_steps": "Farsta fortsätter med egna medel.",
            },
            [
                {
                    "indicator": "syskon som fick svar på sina frågor",
                    "value": 12,
                    "base": 16,
                    "unit": "barn",
                    "year": call.year,
                },
            ],
            version=accepted.version,
            by=sara,
            now=at,
        )
        results.submit_report(accepted, by=sara, now=at)
        results.accept_report(accepted, by=self.officer(), now=at + timedelta(days=4))
        handed_in = results.start_consumption(siblings.grants.get(), by=sara, now=at)
        results.write_consumption(
            handed_in,
            {
                "used": (siblings.grants.get().amount or 0) - 12_000,
                "comment": "Lokalen blev billigare. 12 000 kr betalas tillbaka.",
            },
            version=handed_in.version,
            by=sara,
            now=at,
        )
        results.submit_consumption(handed_in, by=sara, now=at)
        submitted = results.start_report(school, year=call.year, by=farid, now=at)
        results.write_report(
            submitted,
            {
                "activities": "En socialsekreterare har arbetat två dagar i veckan på tre skolor.",
                "results": "Frånvaron minskade för 21 av 58 elever. I jämförelseskolorna minskade den för 18 av 55.",
                "gender_analysis": "Minskningen var lika stor för flickor och pojkar.",
                "lesson": "Närvaro i skolan gav snabbare kontakt, men frånvaron minskade ungefär lika mycket utan oss.",
                "deviations": "Målet nåddes inte.",
                "next_steps": "Skolorna och stadsdelen bestämmer före jul om arbetet ska ändras eller avslutas.",
            },
            [
                {
                    "indicator": "elever med minskad frånvaro",
                    "value": 21,
                    "base": 58,
                    "unit": "elever",
                    "year": call.year,
                }
            ],
            version=submitted.version,
            by=farid,
            now=at,
        )
        results.submit_report(submitted, by=farid, now=at)
        results.start_report(plain, year=call.year, by=sara, now=at)


def _closing(call: Call) -> datetime:
    if call.closes_at is None:
        raise ValueError("An example call has a closing time.")
    return call.closes_at
