"""`bench`: server time, queries and size of every list and detail page as the register grows."""

import json
import platform
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from statistics import quantiles
from time import perf_counter
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktiknara.applications.models import Application
from praktiknara.assessments.models import Assessment
from praktiknara.calls.models import Call
from praktiknara.decisions.models import Case
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.models import Method
from praktiknara.people.models import Organisation, User
from praktiknara.projects.models import Project
from praktiknara.results.models import ResultReport

from ..bench_rows import Register
from .serve import collect_static, migrate

MOST_QUERIES = 15
MOST_MS = 60.0


class Page(NamedTuple):
    """A page to measure: its name, its address and who asks for it (nobody: a visitor)."""

    name: str
    address: Callable[[], str]
    account: str = ""


def sizes(text: str) -> list[int]:
    """Read 1000,10000 as sizes in rising order."""
    try:
        found = sorted({int(part) for part in text.split(",")})
    except ValueError as fault:
        raise ArgumentTypeError("skriv antal med komma emellan, till exempel 1000,10000") from fault
    if not found or found[0] < 1:
        raise ArgumentTypeError("minst ett projekt")
    return found


def of(model: Any, **wanted: Any) -> Callable[[], str]:
    """Give the address of a row in the middle of a register."""

    def address() -> str:
        rows = model.objects.filter(**wanted).order_by("pk")
        return str(rows[rows.count() // 2].get_absolute_url())

    return address


def at(name: str, query: str = "") -> Callable[[], str]:
    """Give the address of a named page."""
    return lambda: reverse(name) + query


PAGES = (
    Page("trivial", at("health")),
    Page("start", at("home")),
    Page("projects", at("projects")),
    Page("projects, page 40", at("projects", "?sida=40")),
    Page("projects, filtered", at("projects", "?omrade=children&sort=nyast")),
    Page("projects, word", at("projects", "?q=skola")),
    Page("project", of(Project)),
    Page(
        "project work", lambda: reverse("project_work", args=[Project.objects.order_by("pk")[50].slug]), "fou"
    ),
    Page("search", at("search", "?q=skola")),
    Page("organisations", at("organisations")),
    Page("organisation", of(Organisation, kind="district")),
    Page("funds", at("funds")),
    Page("fund", lambda: reverse("fund", args=["lum"])),
    Page("fund year", lambda: reverse("fund_year", args=["lum", 2020])),
    Page("calls", at("calls")),
    Page("call", of(Call)),
    Page("applications", at("applications"), "fou"),
    Page("applications, district", at("applications"), "utvecklare"),
    Page("application", of(Application), "fou"),
    Page("assessments", at("assessments"), "fou"),
    Page("assessments, assessor", at("assessments"), "bedomare"),
    Page("assessment", of(Assessment), "bedomare"),
    Page("cases", at("cases")),
    Page("case", of(Case)),
    Page("results", at("results")),
    Page("results, officer", at("results"), "fou"),
    Page("result report", of(ResultReport), "fou"),
    Page("methods", at("methods")),
    Page("method", of(Method)),
    Page("knowledge", at("knowledge")),
    Page("output", of(KnowledgeOutput)),
    Page("plans", at("plans")),
    Page("needs", at("needs")),
    Page("my day, officer", at("my_day"), "fou"),
    Page("my day, district", at("my_day"), "utvecklare"),
    Page("my day, assessor", at("my_day"), "bedomare"),
    Page("trail", at("trail"), "fou"),
)


def measure(page: Page, times: int) -> dict[str, Any]:
    """Ask for a page a number of times and give its times, queries and size."""
    client = Client(raise_request_exception=True)
    if page.account:
        client.force_login(User.objects.get(username=page.account))
    address = page.address()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{page.name}: {address} gave {answer.status_code}")
    client.get(address)
    taken = []
    for _turn in range(times):
        begun = perf_counter()
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # either kind
        taken.append((perf_counter() - begun) * 1000)
    cuts = quantiles(taken, n=20)
    return {
        "p50_ms": round(cuts[9], 2),
        "p95_ms": round(cuts[18], 2),
        "queries": len(captured),
        "bytes": len(body),
    }


def verdicts(pages: dict[str, dict[int, dict[str, Any]]]) -> list[str]:
    """Say which pages break the bar: queries that grow or are many, time that grows past twice and 60 ms."""
    found = []
    for name, by_size in pages.items():
        least, most = min(by_size), max(by_size)
        queries = {row["queries"] for row in by_size.values()}
        if len(queries) > 1:
            found.append(f"{name}: queries differ between sizes {sorted(queries)}")
        if max(queries) > MOST_QUERIES:
            found.append(f"{name}: {max(queries)} queries, at most {MOST_QUERIES}")
        small, large = by_size[least]["p95_ms"], by_size[most]["p95_ms"]
        if large > max(2 * small, MOST_MS):
            found.append(f"{name}: p95 {large} ms at {most}, {small} ms at {least}")
    return found


class Command(BaseCommand):
    help = "Mäter varje lista och sida när registret växer, i en egen databas som tas bort efteråt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--projects", type=sizes, default=sizes("1000,10000,100000"))
        parser.add_argument("--times", type=int, default=40, help="gånger som varje sida hämtas")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        collect_static()
        settings.ALLOWED_HOSTS = ["testserver"]
        name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            report = self.run_all(options["projects"], options["times"])
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self.tell(report)
        if report["broken"]:
            sys.exit(1)

    def run_all(self, projects: list[int], times: int) -> dict[str, Any]:
        migrate()
        register = Register()
        register.begin()
        pages: dict[str, dict[int, dict[str, Any]]] = {page.name: {} for page in PAGES}
        for size in projects:
            self.stderr.write(f"{size} projekt …")
            register.grow(size)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            for page in PAGES:
                pages[page.name][size] = measure(page, times)
        return {
            "database": connection.vendor,
            "python": platform.python_version(),
            "projects": projects,
            "times": times,
            "pages": pages,
            "broken": verdicts(pages),
        }

    def tell(self, report: dict[str, Any]) -> None:
        """Write the figures as a table."""
        self.stdout.write(f"{report['database']}, p95 ms (queries)")
        for name, by_size in report["pages"].items():
            cells = "  ".join(
                f"{size}: {row['p95_ms']:7.1f} ({row['queries']:2})" for size, row in by_size.items()
            )
            self.stdout.write(f"{name:26} {cells}")
        for line in report["broken"]:
            self.stdout.write(f"OVER: {line}")
