"""Every list and detail page that the benchmark asks for, who asks, and the routes it leaves out with the reason."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse

from praktiknara.applications.choices import ApplicationStatus, Section
from praktiknara.applications.models import Application
from praktiknara.assessments.choices import AssessmentStatus
from praktiknara.assessments.models import Assessment
from praktiknara.calls.models import Call
from praktiknara.decisions.choices import CaseStatus
from praktiknara.decisions.models import Case
from praktiknara.documents.models import Paper
from praktiknara.intake.models import Proposal, Reading, Sheet
from praktiknara.knowledge.choices import Question
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.models import Method
from praktiknara.partners.models import Agreement, OutsideMoney, Programme
from praktiknara.people.models import Organisation
from praktiknara.plans.models import Plan
from praktiknara.projects.models import Grant, Payout, Project
from praktiknara.results.choices import ReportStatus
from praktiknara.results.models import ConsumptionReport, ResultReport

FILE = "a whole file, as long as the list it holds"
PAPER = "a paper drawn by Word's or PDF's library, of one case whatever the size of the register"
TRIVIAL = "health"
THEME = "barn-unga-och-familj"
NOT_MEASURED = {
    "annual_reports": "leads on to the list of plans",
    "case_document": "hands out a kept file as it is",
    "case_pdf": PAPER,
    "case_word": PAPER,
    "output_original": "hands out a kept file as it is",
    "output_pdf": "a paper drawn by PDF's library, of one output whatever the size of the register",
    "output_version": "reads one kept copy, whatever the size of the register",
    "component_page": "the look's own page, without the register",
    "decision_letter": PAPER,
    "paper_original": "hands out a kept file as it is",
    "projects_excel": FILE,
    "ranking_excel": FILE,
    "search_csv": FILE,
    "search_excel": FILE,
    "search_feed": "fifty hits of a followed search, measured by `bench search`",
    "set_language": "only changes a cookie",
}


class Page(NamedTuple):
    """A page to measure: its name, its route, its address, and who asks for it (nobody: a visitor)."""

    name: str
    route: str
    address: Callable[[], str]
    account: str = ""


def plain(route: str, account: str = "", *, query: str = "", name: str = "") -> Page:
    """Give a page without a row of its own."""
    return Page(name or route, route, lambda: reverse(route) + query, account)


def of(
    route: str,
    model: Any,
    account: str = "",
    *,
    field: str = "pk",
    query: str = "",
    name: str = "",
    **wanted: Any,
) -> Page:
    """Give the page of a row in the middle of those that are wanted."""

    def address() -> str:
        keys = model._default_manager.filter(**wanted).order_by("pk").values_list(field, flat=True)
        return reverse(route, args=[keys[keys.count() // 2]]) + query

    return Page(", ".join(filter(None, [route, name or account])), route, address, account)


def last_page(route: str, account: str = "", *, query: str = "") -> Page:
    """Give the last page of a list, the one furthest from the index's beginning."""
    return plain(route, account, query=f"?{query}sida=100000", name=f"{route}, last page")


def of_theme(route: str, *more: str, query: str = "", name: str = "") -> Page:
    """Give a page of one of the bank's themes."""
    shown = name or ", ".join((route, *more))
    return Page(shown, route, lambda: reverse(route, args=[THEME, *more]) + query)


def writing(section: str) -> Page:
    """Give a section of a draft."""

    def address() -> str:
        draft = Application.objects.get(call__slug="oppen", status=ApplicationStatus.DRAFT)
        return reverse("write_application", args=[draft.pk, section])

    return Page(f"write_application, {section}", "write_application", address, "utvecklare")


OURS = {"application__call__slug": "bedoms"}
AT_WORK = {"project__slug": "pagar"}

PAGES = (
    # Lists, with their filters, orders and last pages.
    plain("home"),
    plain("home", "fou", name="home, signed in"),
    plain("projects"),
    plain("projects", query="?sida=40", name="projects, page 40"),
    last_page("projects"),
    plain("projects", query="?omrade=children&sort=nyast", name="projects, field, newest"),
    plain("projects", query="?sort=fond", name="projects, by fund"),
    plain("projects", query="?stadsdel=sdf-3", name="projects, district"),
    plain("projects", query="?ar=2018", name="projects, year"),
    plain("projects", query="?partner=larosate-7&ar=2018", name="projects, partner and year"),
    plain("projects", query="?metod=metod-3&lage=ended", name="projects, method and status"),
    plain("projects", query="?utfall=gick-bra", name="projects, what went well"),
    plain("projects", query="?q=skola", name="projects, word"),
    plain("projects", query="?q=skola+famil&sort=nyast", name="projects, two words, newest"),
    plain("projects", query="?q=finnsinte", name="projects, no hit"),
    plain("projects_csv"),
    plain("search", query="?q=skola"),
    plain("search", "fou", query="?q=skola+barn", name="search, signed in"),
    plain("search_suggestions", query="?q=sko"),
    plain("saved_searches", "fou"),
    plain("save_search", "fou", query="?q=skola"),
    Page("similar", "similar", lambda: reverse("similar", args=["projekt", Project.objects.order_by("pk").values_list("pk", flat=True)[0]])),
    plain("trail", "fou"),
    plain("trail", "fou", query="?fore=40", name="trail, oldest"),
    plain("my_day", "fou"),
    *(
        plain("my_day", who, name=f"my_day, {who}")
        for who in (
            "utvecklare", "stadsdelschef", "bedomare", "registrator", "chef", "radet", "namnd", "forskare", "revisor",
        )
    ),
    plain("knowledge"),
    plain("knowledge", "fou", name="knowledge, signed in"),
    plain("outputs"),
    last_page("outputs"),
    plain("outputs", query="?kind=report&year=2019", name="outputs, kind and year"),
    plain("outputs", query="?field=children", name="outputs, field"),
    plain("outputs", "fou", name="outputs, officer"),
    plain("knowledge_feed"),
    of_theme("theme"),
    of_theme("theme", query="?sida=100000", name="theme, last page"),
    of_theme("theme_feed"),
    plain("hurry"),
    of_theme("hurry_wonder"),
    *(of_theme("hurry_answer", question.value) for question in Question),
    Page("findings", "findings", lambda: reverse("findings", args=["gick-bra"])),
    plain("methods"),
    plain("results"),
    plain("results", "utvecklare", name="results, district"),
    plain("results", "fou", name="results, officer"),
    plain("results", "fou", query="?status=submitted", name="results, to review"),
    plain("cases"),
    last_page("cases"),
    plain("cases", query="?q=SOF+2019", name="cases, word"),
    plain("assessments", "fou"),
    plain("assessments", "bedomare", name="assessments, assessor"),
    last_page("assessments", "bedomare"),
    plain("applications", "fou"),
    last_page("applications", "fou"),
    plain("applications", "utvecklare", name="applications, district"),
    plain("applications", "registrator", name="applications, registrar"),
    plain("applications", "fou", query="?lage=granted", name="applications, granted"),
    plain("applications", "fou", query="?utlysning=bedoms", name="applications, of a call"),
    plain("calls"),
    last_page("calls"),
    plain("calls", "fou", name="calls, officer"),
    plain("plans"),
    plain("compare_plans"),
    plain("budget_assignments"),
    plain("needs"),
    plain("funds"),
    plain("papers"),
    last_page("papers"),
    plain("papers", query="?last=old_ocr&ar=2019", name="papers, how and year"),
    plain("papers", "fou", name="papers, officer"),
    plain("hand_in_papers", "fou"),
    plain("intake", "fou"),
    last_page("intake", "fou"),
    plain("sheets", "fou"),
    last_page("sheets", "fou"),
    plain("deliveries", "fou"),
    plain("meetings"),
    plain("agreements"),
    plain("programmes"),
    plain("outside_money_list"),
    plain("organisations"),
    plain("about"),
    plain("accessibility"),
    plain("privacy"),
    plain("help"),
    plain("help", "fou", name="help, signed in"),
    plain("login"),
    # Pages of one thing.
    of("project", Project, field="slug"),
    of("project", Project, "fou", field="slug", slug="pagar"),
    of("project_work", Project, "fou", field="slug", slug__startswith="projekt-"),
    of("project_work", Project, "utvecklare", field="slug", slug="pagar"),
    of("place_project", Project, "fou", field="slug"),
    of("plan_payouts", Grant, "fou", **AT_WORK),
    of("pay_payout", Payout, "fou", status="planned"),
    of("output", KnowledgeOutput, field="slug"),
    of("output", KnowledgeOutput, "fou", field="slug"),
    of("output_bibtex", KnowledgeOutput, field="slug"),
    of("output_ris", KnowledgeOutput, field="slug"),
    of("output_described", KnowledgeOutput, field="slug"),
    of("publish_output", KnowledgeOutput, "fou", field="slug", slug="vantas"),
    of("withdraw_output", KnowledgeOutput, "fou", field="slug", slug="ute"),
    of("publish_report", ResultReport, "fou", status=ReportStatus.ACCEPTED),
    of("result_report", ResultReport, status=ReportStatus.PUBLISHED),
    of("result_report", ResultReport, "fou", status=ReportStatus.SUBMITTED),
    of("write_result_report", ResultReport, "utvecklare", status=ReportStatus.DRAFT),
    of("consumption_report", ConsumptionReport, "fou", status=ReportStatus.SUBMITTED),
    of("write_consumption", ConsumptionReport, "utvecklare", status=ReportStatus.DRAFT),
    of("method", Method, field="slug"),
    of("method", Method, field="slug", query="?sida=100000", name="last page"),
    of("case", Case, field="slug", slug__startswith="arende-"),
    of("case", Case, "fou", field="slug", slug="klart"),
    of("prepare_case", Case, "fou", field="slug", status=CaseStatus.PREPARATION),
    of("decide_case", Case, "fou", field="slug", status=CaseStatus.READY),
    of("attach_to_case", Case, "fou", field="slug", slug="klart"),
    of("ranking", Call, "fou", field="slug", slug="bedoms", name="with assessments"),
    of("ranking", Call, "fou", field="slug", slug__startswith="utlysning-", name="of a hundred"),
    of("ranking_csv", Call, "fou", field="slug", slug="bedoms"),
    of("assign_assessors", Application, "fou", call__slug="bedoms"),
    of("assessment", Assessment, "bedomare", status=AssessmentStatus.ASSIGNED, **OURS),
    of("assessment", Assessment, "bedomare2", status=AssessmentStatus.LOCKED, **OURS),
    of("assessment", Assessment, "fou", status=AssessmentStatus.LOCKED),
    of("declare_conflict", Assessment, "bedomare", status=AssessmentStatus.ASSIGNED, **OURS),
    of("unlock_assessment", Assessment, "fou", status=AssessmentStatus.LOCKED, **OURS),
    of("application", Application, "fou", status=ApplicationStatus.GRANTED),
    of("application", Application, "utvecklare", status=ApplicationStatus.DRAFT),
    of("application", Application, "stadsdelschef", status=ApplicationStatus.AWAITING_SIGNATURE),
    of("application", Application, "bedomare", call__slug="bedoms"),
    of("application_receipt", Application, "utvecklare", status=ApplicationStatus.SUBMITTED),
    of("withdraw_application", Application, "utvecklare", status=ApplicationStatus.SUBMITTED),
    *(writing(section.value) for section in Section),
    of("call", Call, field="slug", slug__startswith="utlysning-"),
    of("call", Call, "utvecklare", field="slug", slug="oppen"),
    of("copy_call", Call, "fou", field="slug", slug="oppen"),
    of("edit_call", Call, "fou", field="slug", slug="oppen"),
    of("plan", Plan, field="slug"),
    Page("fund", "fund", lambda: reverse("fund", args=["lum"])),
    Page("fund_year", "fund_year", lambda: reverse("fund_year", args=["lum", 2020])),
    Page("fund_year, last page", "fund_year", lambda: reverse("fund_year", args=["lum", 2020]) + "?sida=100000"),
    of("paper", Paper, field="slug"),
    of("paper", Paper, "fou", field="slug"),
    of("paper_repairs", Paper, field="slug"),
    of("describe_paper", Paper, "fou", field="slug"),
    of("withdraw_paper", Paper, "fou", field="slug"),
    of("reading", Reading, "fou"),
    of("undo_reading", Reading, "fou"),
    of("mend_proposal", Proposal, "fou", kind="amount"),
    of("sheet", Sheet, "fou", status="tried"),
    of("map_sheet", Sheet, "fou", status="tried"),
    of("undo_sheet", Sheet, "fou", status="taken"),
    of("agreement", Agreement, field="slug"),
    of("programme", Programme, field="slug"),
    of("outside_money", OutsideMoney, field="slug"),
    of("organisation", Organisation, field="slug", kind="district"),
    of("organisation", Organisation, "fou", field="slug", kind="university"),
)  # fmt: skip  # a page to a line
