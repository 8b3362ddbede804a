"""Made-up registers of any size for the benchmark, in the shapes that the history has."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from random import Random
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Max

from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application, BudgetLine
from praktiknara.assessments.choices import AssessmentStatus
from praktiknara.assessments.models import Assessment
from praktiknara.calls.choices import CallStatus, RuleKind
from praktiknara.calls.models import Call, CallRule, Criterion
from praktiknara.decisions.choices import AwardOutcome, CaseStatus, PointKind
from praktiknara.decisions.models import Award, Case, DecisionPoint
from praktiknara.documents.choices import How
from praktiknara.documents.models import Page, Paper, Passage, Repair
from praktiknara.funds.choices import FundLevel, Standing
from praktiknara.funds.models import Fund, FundYear
from praktiknara.intake.models import Proposal, Reading, Sheet, SheetRow
from praktiknara.knowledge.choices import OutputKind, OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.choices import MethodKind
from praktiknara.methods.models import Method, MethodUse
from praktiknara.people.choices import OrganisationKind, Role
from praktiknara.people.models import Membership, Organisation, Person, User
from praktiknara.projects.choices import Field, Part, PayoutStatus, ProjectKind, ProjectStatus
from praktiknara.projects.models import Grant, Payout, Project, ProjectOrganisation
from praktiknara.results.choices import AftermathKind, ReportStatus
from praktiknara.results.models import Aftermath, ConsumptionReport, Outcome, ResultReport
from praktiknara.trail.models import Event

from . import bench_intake
from .bench_round import Round

M = TypeVar("M", bound=models.Model)

FIRST_YEAR, YEARS = 2011, 16
THINGS = [
    "familjehem",
    "barn",
    "skola",
    "missbruk",
    "våld",
    "boende",
    "arbete",
    "ungdom",
    "syskon",
    "förälder",
    "anhörig",
    "samtal",
    "uppföljning",
    "stöd",
    "grupp",
    "öppenvård",
    "mottagning",
    "utredning",
    "delaktighet",
    "klarspråk",
    "kartläggning",
    "förstudie",
    "mentor",
    "nätverk",
    "närvaro",
]

PAPER_TEXT = "stod till barn i skolan och deras familjer under året\n" * 60


def make(rows: Iterator[M], model: type[M]) -> None:
    """Insert rows in batches."""
    while batch := list(islice(rows, 2_000)):
        model._default_manager.bulk_create(batch)


class Register:
    """A register that grows to a number of projects, with applications, awards, money and results in step."""

    def __init__(self) -> None:
        self.random = Random(11)  # noqa: S311  # the same made-up register every time; nothing secret
        self.size = 0

    @transaction.atomic
    def begin(self) -> None:
        """Make what does not grow: organisations, people, funds, methods."""
        self.districts = [
            Organisation.objects.create(
                name=f"Stadsdel {number} stadsdelsförvaltning",
                short_name=f"Stadsdel {number}",
                key=f"sdf-{number}",
                kind=OrganisationKind.DISTRICT,
            )
            for number in range(14)
        ]
        self.partners = [
            Organisation.objects.create(
                name=f"Lärosäte {number}", key=f"larosate-{number}", kind=OrganisationKind.UNIVERSITY
            )
            for number in range(50)
        ]
        administration = Organisation.objects.create(
            name="Socialförvaltningen", key="socialforvaltningen", kind=OrganisationKind.ADMINISTRATION
        )
        self.board = Organisation.objects.create(
            name="Socialnämnden", key="socialnamnden", kind=OrganisationKind.BOARD
        )
        self.officer = self.user("fou", Role.FOU_OFFICER, administration)
        self.developer = self.user("utvecklare", Role.DEVELOPER, self.districts[0])
        self.assessor = self.user("bedomare", Role.ASSESSOR, administration)
        self.other_assessor = self.user("bedomare2", Role.ASSESSOR, self.districts[5])
        others = [
            self.user(f"bedomare-{number}", Role.ASSESSOR, self.districts[number % 14])
            for number in range(18)
        ]
        self.assessors = [self.assessor, self.other_assessor, *others]
        self.user("chef", Role.HEAD, administration)
        self.head = self.user("stadsdelschef", Role.DISTRICT_HEAD, self.districts[0])
        self.user("registrator", Role.REGISTRAR, administration)
        self.user("radet", Role.COUNCIL_MEMBER, administration)
        self.user("namnd", Role.BOARD_MEMBER, self.board)
        self.user("forskare", Role.RESEARCHER, administration)
        self.user("revisor", Role.AUDITOR, administration)
        self.fund = Fund.objects.create(code="lum", name="Lokala utvecklingsmedel", level=FundLevel.LOCAL)
        self.years = {
            year: FundYear.objects.create(fund=self.fund, year=year, frame=3_000_000)
            for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
        }
        self.methods = [
            Method.objects.create(name=f"Metod {number}", key=f"metod-{number}", kind=MethodKind.INTERVENTION)
            for number in range(30)
        ]
        self.round = Round(
            self.fund,
            self.districts,
            self.board,
            self.developer,
            self.head,
            (self.assessor, self.other_assessor),
        )
        self.round.make()

    def user(self, username: str, role: str, where: Organisation) -> User:
        """Make someone who signs in."""
        person = Person.objects.create(name=f"{username} Testsson")
        Membership.objects.create(person=person, organisation=where, role=role)
        made = User(username=username, person=person)
        made.set_unusable_password()
        made.save()
        return made

    @transaction.atomic
    def grow(self, size: int) -> None:
        """Add projects, and all that hangs on them, until there are this many."""
        numbers = range(self.size + 1, size + 1)
        calls = self.calls(numbers)
        cases = self.cases(numbers, calls)
        before = Application.objects.aggregate(Max("pk", default=0))["pk__max"]
        make((self.application(n, calls) for n in numbers), Application)
        applications = dict(Application.objects.filter(pk__gt=before).values_list("number", "pk"))
        make(
            (BudgetLine(application_id=pk, what="Arbetstid", amount=400_000) for pk in applications.values()),
            BudgetLine,
        )
        make((self.award(n, applications[n], cases) for n in numbers), Award)
        awards = self.by_number(Award, "application", before)
        make((self.project(n, applications[n]) for n in numbers), Project)
        projects = self.by_number(Project, "application", before)
        make((self.grant(n, projects[n], awards[n], calls) for n in numbers), Grant)
        grants = self.by_number(Grant, "award__application", before)
        make((self.payout(n, pk) for n, pk in grants.items()), Payout)
        make((self.consumption(n, pk) for n, pk in grants.items() if n % 4 == 0), ConsumptionReport)
        make((part for n in numbers for part in self.parts(n, projects[n])), ProjectOrganisation)
        make((MethodUse(project_id=pk, method=self.methods[n % 30]) for n, pk in projects.items()), MethodUse)
        make(
            (
                Outcome(
                    project_id=pk,
                    indicator="deltagare",
                    value=Decimal(n % 300),
                    base=300,
                    year=self.year(n),
                    finding="worked" if n % 20 == 0 else "did_not" if n % 30 == 0 else "",
                )
                for n, pk in projects.items()
            ),
            Outcome,
        )
        make(
            (
                Aftermath(project_id=pk, kind=AftermathKind.PERMANENT, text="blev permanent")
                for n, pk in projects.items()
                if n % 10 == 0
            ),
            Aftermath,
        )
        make((self.report(n, pk) for n, pk in projects.items() if n % 4 == 0), ResultReport)
        reports = self.by_number(ResultReport, "project__application", before)
        make((self.output(n, projects[n], pk) for n, pk in reports.items()), KnowledgeOutput)
        make(
            (
                Assessment(
                    application_id=pk,
                    assessor=self.assessors[n % len(self.assessors)],
                    status=AssessmentStatus.LOCKED if n % 50 else AssessmentStatus.ASSIGNED,
                )
                for n, pk in applications.items()
            ),
            Assessment,
        )
        kind = ContentType.objects.get_for_model(Application)
        make((self.event(n, kind, pk) for n, pk in applications.items()), Event)
        make((self.paper(n) for n in numbers if n % 10 == 0), Paper)
        self.fill_papers(numbers)
        self.size = size

    def paper(self, number: int) -> Paper:
        """Give a paper of some pages."""
        return Paper(
            title=f"Handling {number}",
            slug=f"handling-{number}",
            year=self.year(number),
            sort_year=self.year(number),
            file_name=f"handling-{number}.txt",
            sha256=f"{number:064x}",
            how=How.OLD_OCR if number % 3 else How.TEXT,
            text=PAPER_TEXT,
            length=len(PAPER_TEXT),
            page_count=4,
        )

    def fill_papers(self, numbers: range) -> None:
        """Give the newest papers their pages, passages, repairs and readings, and the register its lists."""
        slugs = [f"handling-{n}" for n in numbers if n % 10 == 0]
        papers = [
            key
            for start in range(0, len(slugs), 500)
            for key in Paper.objects.filter(slug__in=slugs[start : start + 500]).values_list("pk", flat=True)
        ]
        step = len(PAPER_TEXT) // 4
        places = [(paper, n, n * step, (n + 1) * step) for paper in papers for n in range(4)]
        make((Page(paper_id=p, number=n + 1, start=s, end=e) for p, n, s, e in places), Page)
        make((Passage(paper_id=p, position=n, start=s, end=e, page=n + 1) for p, n, s, e in places), Passage)
        make(
            (
                Repair(paper_id=p, start=s, end=s + 4, raw="stod", fixed="stöd", confidence=0.9)
                for p, _n, s, _e in places
            ),
            Repair,
        )
        make(bench_intake.readings(papers, self.officer), Reading)
        make(bench_intake.heads(papers), Proposal)
        make(bench_intake.parts(papers), Proposal)
        make(bench_intake.sheets(numbers, self.officer), Sheet)
        make(bench_intake.rows(numbers), SheetRow)

    def by_number(self, model: type[models.Model], application: str, before: int) -> dict[int, int]:
        """Give the keys of the rows that hang on the newest applications, by the application's number."""
        found = model._default_manager.filter(**{f"{application}__gt": before})
        return dict(found.values_list(f"{application}__number", "pk"))

    def year(self, number: int) -> int:
        return FIRST_YEAR + number % YEARS

    def at(self, number: int) -> datetime:
        return datetime(self.year(number), 5, 1, tzinfo=UTC) + timedelta(minutes=number % 1000)

    def calls(self, numbers: range) -> dict[int, int]:
        """One call per hundred projects; gives the call of each project by its number."""
        wanted = {number // 100 for number in numbers}
        have = dict(
            Call.objects.filter(slug__in=[f"utlysning-{n}" for n in wanted]).values_list("slug", "pk")
        )
        for n in sorted(wanted):
            if f"utlysning-{n}" not in have:
                year = self.year(n)
                call = Call.objects.create(
                    fund_year=self.years[year],
                    title=f"Utlysning {n}",
                    slug=f"utlysning-{n}",
                    year=year,
                    closes_at=datetime(year, 10, 15, 14, tzinfo=UTC),
                    frame=3_000_000,
                    status=CallStatus.ENDED,
                )
                CallRule.objects.create(call=call, kind=RuleKind.CAP, amount=750_000, text="Högst 750 000 kr")
                Criterion.objects.create(call=call, text="Omfattar flera stadsdelar")
                have[call.slug] = call.pk
        return {number: have[f"utlysning-{number // 100}"] for number in numbers}

    def cases(self, numbers: range, calls: dict[int, int]) -> dict[int, int]:
        """One case per fifty projects; gives the case of each project by its number."""
        found: dict[int, int] = {}
        for n in sorted({number // 50 for number in numbers}):
            slug = f"arende-{n}"
            case = Case.objects.filter(slug=slug).first()
            if case is None:
                year = self.year(n)
                case = Case.objects.create(
                    title=f"Fördelning av medel {n}",
                    slug=slug,
                    year=year,
                    body=self.board,
                    call_id=calls.get(n * 50) or next(iter(calls.values())),
                    reg_number=f"SOF {year}/{n}",
                    meeting_on=date(year, 12, 15),
                    paragraph="§ 12",
                    status=CaseStatus.CLOSED,
                )
                DecisionPoint.objects.create(
                    case=case, no=1, kind=PointKind.GRANT, text="Medel beviljas enligt förslaget."
                )
            found[n] = case.pk
        return {number: found[number // 50] for number in numbers}

    def title(self, number: int) -> str:
        return f"{' '.join(self.random.sample(THINGS, 4)).capitalize()} {number}"

    def application(self, number: int, calls: dict[int, int]) -> Application:
        return Application(
            call_id=calls[number],
            number=number,
            applicant=self.districts[number % 14],
            written_by=self.developer,
            title=self.title(number),
            purpose="Pröva om stödet hjälper. " * 4,
            requested=300_000,
            own_share=100_000,
            status=ApplicationStatus.GRANTED if number % 50 else ApplicationStatus.UNDER_ASSESSMENT,
        )

    def award(self, number: int, application: int, cases: dict[int, int]) -> Award:
        return Award(
            case_id=cases[number],
            application_id=application,
            rank=number % 50 + 1,
            proposal=AwardOutcome.GRANTED,
            proposed_amount=300_000,
            outcome=AwardOutcome.GRANTED,
            amount=300_000,
        )

    def project(self, number: int, application: int) -> Project:
        year = self.year(number)
        made = Project(
            title=self.title(number),
            slug=f"projekt-{number}",
            kind=ProjectKind.LOCAL_PROJECT,
            purpose="Pröva om stödet hjälper barn och unga. " * 3,
            target_group="barn och unga",
            field=Field.values[number // 4 % len(Field.values)],
            fund=self.fund,
            owner=self.districts[number % 14],
            start=str(year),
            end=str(year),
            application_id=application,
            status=ProjectStatus.ENDED if number % 7 else ProjectStatus.ONGOING,
        )
        made.prepare()
        return made

    def grant(self, number: int, project: int, award: int, calls: dict[int, int]) -> Grant:
        return Grant(
            project_id=project,
            fund=self.fund,
            award_id=award,
            call_id=calls[number],
            year=self.year(number),
            recipient=self.districts[number % 14],
            amount=300_000 if number % 5 else None,
            standing=Standing.GRANTED,
        )

    def payout(self, number: int, grant: int) -> Payout:
        return Payout(
            grant_id=grant,
            amount=300_000,
            due_on=date(self.year(number), 2, 1),
            status=PayoutStatus.RECEIVED if number % 50 else PayoutStatus.PLANNED,
        )

    def consumption(self, number: int, grant: int) -> ConsumptionReport:
        return ConsumptionReport(
            grant_id=grant,
            used=200_000,
            status=ReportStatus.ACCEPTED if number % 40 else ReportStatus.SUBMITTED,
        )

    def parts(self, number: int, project: int) -> Iterator[ProjectOrganisation]:
        yield ProjectOrganisation(
            project_id=project, organisation=self.districts[number % 14], part=Part.DISTRICT
        )
        yield ProjectOrganisation(
            project_id=project, organisation=self.partners[number % 50], part=Part.PARTNER
        )

    def report(self, number: int, project: int) -> ResultReport:
        status = ReportStatus.PUBLISHED if number % 8 else ReportStatus.SUBMITTED
        return ResultReport(
            project_id=project, year=self.year(number), activities="Vi prövade.", status=status
        )

    def output(self, number: int, project: int, report: int) -> KnowledgeOutput:
        title, summary, lesson = self.title(number), "Stödet hjälpte några.", "Börja tidigt."
        return KnowledgeOutput(
            title=title,
            slug=f"kunskap-{number}",
            kind=OutputKind.REPORT,
            year=self.year(number),
            sort_year=self.year(number),
            publisher=self.partners[number % 50],
            published_at=self.at(number),
            project_id=project,
            report_id=report if number % 8 else None,
            summary=summary,
            lesson=lesson,
            field=Field.values[number // 4 % len(Field.values)],
            finding=("worked", "did_not", "", "")[number // 4 % 4],
            status=OutputStatus.PUBLISHED,
        )

    def event(self, number: int, kind: ContentType, application: int) -> Event:
        return Event(
            at=self.at(number),
            actor=self.developer,
            actor_name="utvecklare Testsson",
            verb="submit",
            content_type=kind,
            object_id=application,
            object_label=f"Ansökan {number}",
            hash="0" * 64,
        )
