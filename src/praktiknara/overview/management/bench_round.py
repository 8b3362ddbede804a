"""One round of the benchmark that does not grow: a row in every state that some page needs."""

from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.utils import timezone

from praktiknara.applications.actions import hand_over, sign, submit
from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application, BudgetLine, CoApplicant
from praktiknara.assessments.choices import AssessmentStatus
from praktiknara.assessments.models import Assessment, Score
from praktiknara.calls.choices import CallStatus, RuleKind
from praktiknara.calls.models import Call, CallRule, Criterion
from praktiknara.decisions.choices import AwardOutcome, CaseStatus, PointKind
from praktiknara.decisions.models import Award, Case, DecisionPoint
from praktiknara.funds.choices import Standing
from praktiknara.funds.models import Fund, FundYear
from praktiknara.knowledge.choices import OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.meetings.choices import MeetingKind
from praktiknara.meetings.models import Meeting
from praktiknara.needs.models import NeedsInventory, NeedTheme
from praktiknara.partners.choices import AgreementKind, OutsideMoneyKind
from praktiknara.partners.models import Agreement, OutsideMoney, Programme
from praktiknara.people.models import Organisation, User
from praktiknara.plans.choices import PlanKind
from praktiknara.plans.models import BudgetAssignment, FocusArea, Plan, PlanAmount
from praktiknara.projects.choices import PayoutStatus, ProjectKind, ProjectStatus
from praktiknara.projects.models import Grant, Payout, Project
from praktiknara.results.choices import ReportStatus
from praktiknara.results.models import ConsumptionReport, Outcome, ResultReport
from praktiknara.trail.choices import FactKind
from praktiknara.trail.models import Citation, Fact, Source

RULES = (
    (RuleKind.CAP, 750_000, None, "Högst 750 000 kr per ansökan"),
    (RuleKind.ONE_YEAR, None, None, "Projektet ryms i bidragsåret"),
    (RuleKind.MAX_YEARS, None, 3, "Högst tre år totalt"),
    (RuleKind.MAX_GRANTED, None, 3, "Högst tre beviljade per stadsdelsförvaltning"),
    (RuleKind.ELIGIBLE, None, None, "Stadsdelsförvaltningar och avdelningar kan söka"),
    (RuleKind.GENDER, None, None, "Frågan om jämställdhet ska besvaras"),
    (RuleKind.OWN_SHARE, None, None, "Egen insats, eller skäl om den är 0 kr"),
    (RuleKind.JOINT_FIRST, None, None, "Gemensamma ansökningar går före"),
)
CRITERIA = ("Omfattar flera stadsdelar", "Strategisk betydelse för staden", "Idé om forskningsanknytning")
TEXTS = (
    "purpose",
    "goals",
    "problem",
    "activities",
    "leads_to",
    "long_term",
    "research_link",
    "follow_up",
    "gender_analysis",
)
WORDS = "Barn i familjehem ska få möta andra i samma situation och känna sig mindre ensamma. " * 6
IN_A_ROUND = 12


class Round:
    """Calls, applications, cases, a project and its reports, and the registers of the plan and the partners."""

    def __init__(
        self,
        fund: Fund,
        districts: list[Organisation],
        board: Organisation,
        developer: User,
        head: User,
        assessors: tuple[User, User],
    ) -> None:
        self.fund, self.districts, self.board = fund, districts, board
        self.developer, self.head, self.assessors = developer, head, assessors
        self.now = timezone.now()
        self.year = self.now.year + 1
        self.of_year = FundYear.objects.create(fund=fund, year=self.year, frame=3_000_000)
        self.source = Source.objects.create(file="protokoll.txt", title="Protokoll", year=self.year)

    def make(self) -> None:
        """Make it all."""
        self.open_call()
        self.under_assessment()
        self.proposed("bereds", CaseStatus.PREPARATION)
        self.proposed("klart", CaseStatus.READY)
        self.project()
        self.registers()

    def call(self, slug: str, status: str, closes_at: datetime) -> Call:
        """Make a call with the rules and criteria of a real one."""
        call = Call.objects.create(
            fund_year=self.of_year,
            title=f"Lokala utvecklingsmedel, {slug}",
            slug=slug,
            year=self.year,
            introduction=WORDS,
            opens_at=self.now - timedelta(days=60),
            closes_at=closes_at,
            frame=3_000_000,
            status=status,
        )
        for kind, amount, number, text in RULES:
            CallRule.objects.create(call=call, kind=kind, amount=amount, number=number, text=text)
        for position, text in enumerate(CRITERIA):
            Criterion.objects.create(call=call, text=text, position=position)
        return call

    def application(self, call: Call, number: int, status: str) -> Application:
        """Make a whole application with budget and a co-applicant who has said yes."""
        application = Application.objects.create(
            call=call,
            number=number,
            applicant=self.districts[0],
            written_by=self.developer,
            title=f"Stödgrupper för barn i familjehem {number}",
            target_group="Barn i familjehem, 8–14 år",
            starts_on=date(self.year, 1, 1),
            ends_on=date(self.year, 12, 31),
            own_share=100_000,
            requested=500_000,
            status=status,
            **dict.fromkeys(TEXTS, WORDS),
        )
        BudgetLine.objects.create(application=application, what="Gruppledare", amount=400_000, position=0)
        BudgetLine.objects.create(application=application, what="Forskare", amount=200_000, position=1)
        CoApplicant.objects.create(
            application=application, organisation=self.districts[1], status="confirmed", share=200_000
        )
        application.districts.set(self.districts[:2])
        return application

    def open_call(self) -> None:
        """Make an open call with a draft, one to sign, and one that is sent and has its kept copy."""
        self.is_open = self.call("oppen", CallStatus.OPEN, self.now + timedelta(days=60))
        self.application(self.is_open, 1, ApplicationStatus.DRAFT)
        self.application(self.is_open, 2, ApplicationStatus.AWAITING_SIGNATURE)
        submit(self.application(self.is_open, 3, ApplicationStatus.SIGNED), by=self.developer, now=self.now)

    def draft(self) -> Application:
        """Make one more draft in the open call."""
        last = self.is_open.applications.aggregate(last=Max("number"))["last"]
        return self.application(self.is_open, last + 1, ApplicationStatus.DRAFT)

    def signed(self, application: Application) -> None:
        """Let the writer ask for a signature and the head sign."""
        hand_over(application, by=self.developer, now=timezone.now())
        sign(application, by=self.head, now=timezone.now())

    def under_assessment(self) -> None:
        """Make a closed call whose applications each have a locked assessment and one that waits."""
        call = self.call("bedoms", CallStatus.CLOSED, self.now - timedelta(days=20))
        for number in range(1, IN_A_ROUND + 1):
            application = self.application(call, number, ApplicationStatus.UNDER_ASSESSMENT)
            for assessor, status in zip(
                self.assessors, (AssessmentStatus.ASSIGNED, AssessmentStatus.LOCKED), strict=True
            ):
                assessment = Assessment.objects.create(
                    application=application, assessor=assessor, comment=WORDS, status=status
                )
                if status == AssessmentStatus.LOCKED:
                    for criterion in call.criteria.all():
                        Score.objects.create(
                            assessment=assessment, criterion=criterion, points=number % 4, reason=WORDS
                        )

    def proposed(self, slug: str, status: str) -> None:
        """Make a call whose applications are proposed in a case."""
        call = self.call(f"foreslas-{slug}", CallStatus.CLOSED, self.now - timedelta(days=40))
        case = Case.objects.create(
            title=f"Fördelning av medel, {slug}",
            slug=slug,
            year=self.year,
            body=self.board,
            call=call,
            summary=WORDS,
            background=WORDS,
            matter=WORDS,
            status=status,
        )
        DecisionPoint.objects.create(case=case, no=1, kind=PointKind.GRANT, text="Medel beviljas.")
        for number in range(1, IN_A_ROUND + 1):
            Award.objects.create(
                case=case,
                application=self.application(call, number, ApplicationStatus.PROPOSED),
                rank=number,
                proposal=AwardOutcome.GRANTED if number < 6 else AwardOutcome.REJECTED,
                proposed_amount=500_000 if number < 6 else None,
                reason="" if number < 6 else "Ryms inte i ramen.",
            )

    def project(self) -> None:
        """Make a project at work with a payment of each kind and a report in each state."""
        project = Project.objects.create(
            title="Stödgrupper i två stadsdelar",
            slug="pagar",
            kind=ProjectKind.LOCAL_PROJECT,
            purpose=WORDS,
            fund=self.fund,
            owner=self.districts[0],
            start=str(self.year - 3),
            end=str(self.year),
            status=ProjectStatus.ONGOING,
        )
        states = (
            ReportStatus.DRAFT,
            ReportStatus.SUBMITTED,
            ReportStatus.ACCEPTED,
            ReportStatus.PUBLISHED,
        )
        for position, status in enumerate(states):
            year = self.year - position
            grant = Grant.objects.create(
                project=project,
                fund=self.fund,
                year=year,
                recipient=self.districts[0],
                amount=400_000,
                standing=Standing.GRANTED,
            )
            paid = PayoutStatus.PLANNED if status == ReportStatus.DRAFT else PayoutStatus.RECEIVED
            Payout.objects.create(grant=grant, amount=400_000, due_on=date(year, 2, 1), status=paid)
            report = ResultReport.objects.create(
                project=project, year=year, activities=WORDS, results=WORDS, lesson=WORDS, status=status
            )
            Outcome.objects.create(
                project=project, report=report, indicator="deltagare", value=40, base=60, year=year
            )
            ConsumptionReport.objects.create(
                grant=grant,
                used=300_000,
                comment=WORDS,
                status=status if status != ReportStatus.PUBLISHED else ReportStatus.ACCEPTED,
            )
        for slug, standing in (("vantas", OutputStatus.EXPECTED), ("ute", OutputStatus.PUBLISHED)):
            KnowledgeOutput.objects.create(
                title=f"Stödgrupper, {slug}",
                slug=slug,
                year=self.year,
                project=project,
                summary=WORDS,
                lesson=WORDS,
                published_at=self.now,
                status=standing,
            )
        kind = ContentType.objects.get_for_model(Project)
        Citation.objects.create(content_type=kind, object_id=project.pk, source=self.source)
        Fact.objects.create(content_type=kind, object_id=project.pk, kind=FactKind.FACT, text=WORDS[:80])

    def registers(self) -> None:
        """Make sixty of each thing that the plan, the partners and the meetings list."""
        for number in range(60):
            year = self.year - number % 12
            plan = Plan.objects.create(
                title=f"FoU-plan {number}", slug=f"plan-{number}", year=year, kind=PlanKind.PLAN
            )
            FocusArea.objects.create(plan=plan, name="Barn och unga")
            PlanAmount.objects.create(
                plan=plan, year=year, text="Lokala medel", amount=3_000_000, standing=Standing.YEARLY_FRAME
            )
            BudgetAssignment.objects.create(year=year, title=f"Uppdrag {number}", body=self.board)
            inventory = NeedsInventory.objects.create(year=year, title=f"Inventering {number}")
            NeedTheme.objects.create(inventory=inventory, name="Barn i familjehem")
            Agreement.objects.create(
                kind=AgreementKind.COOPERATION, slug=f"avtal-{number}", year=year
            ).parties.set(self.districts[:2])
            Programme.objects.create(
                title=f"Program {number}", slug=f"program-{number}", lead=self.board
            ).partners.set(self.districts[:2])
            OutsideMoney.objects.create(
                kind=OutsideMoneyKind.STATE_GRANT, title=f"Statsbidrag {number}", slug=f"bidrag-{number}"
            )
            Meeting.objects.create(
                kind=MeetingKind.BOARD, on=f"{year}-02-{number % 28 + 1:02}", body=self.board
            )
