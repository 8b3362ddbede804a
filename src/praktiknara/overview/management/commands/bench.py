"""`bench`: server time, queries and size of every list and detail page as the register grows."""

import gc
import json
import os
import platform
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, connections
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktiknara.applications.choices import ApplicationStatus, Section
from praktiknara.people.models import User
from praktiknara.search.actions.keeping import complete
from praktiknara.wsgi import collect_seldom

from ..bench_pages import PAGES, TRIVIAL, Page
from ..bench_rows import Register
from ..bench_search import measure_search
from .serve import collect_static, migrate

MOST_QUERIES = 15
MOST_MS = 60.0
ATTEMPTS = 3
SUBMISSION = "submission"
LOCAL = ("", "localhost", "127.0.0.1", "::1")

Figures = dict[str, Any]


class Answered(NamedTuple):
    """How long a request took by the clock, how long of that without waiting for a core, and how much came back."""

    wall: float
    ms: float
    size: int


def sizes(text: str) -> list[int]:
    """Read 1000,10000 as sizes in rising order."""
    try:
        found = sorted({int(part) for part in text.split(",")})
    except ValueError as fault:
        raise ArgumentTypeError("skriv antal med komma emellan, till exempel 1000,10000") from fault
    if not found or found[0] < 100:
        raise ArgumentTypeError("minst hundra projekt")
    return found


def times(text: str) -> int:
    """Read how often each page is asked for; a percentile needs some."""
    if not text.isdigit() or int(text) < 10:
        raise ArgumentTypeError("minst tio gånger")
    return int(text)


def signed_in(account: str) -> Client:
    """Give a browser of someone's; of a visitor when nobody is named."""
    client = Client()
    if account:
        client.force_login(User.objects.get(username=account))
    return client


def read(answer: HttpResponseBase) -> int:
    """Take an answer as it comes: the first hundred lines of a stream, else all; give how much that is."""
    if isinstance(answer, StreamingHttpResponse):
        size = sum(len(part) for part in islice(answer, 100))
        # Closed at once, as a server does, by the test client's own wrapper, which leaves the connection open.
        answer._iterator.close()  # type: ignore[attr-defined]  # the stubs leave out what is Django's own
        return size
    return len(getattr(answer, "content", b""))


def waited() -> float:
    """Give the seconds that this thread, and its PostgreSQL process here, have stood in line for a core.

    Linux keeps count. Elsewhere it is not known, and nothing is taken off.
    """
    threads = ["thread-self"]
    if connection.vendor == "postgresql" and connection.settings_dict["HOST"] in LOCAL:
        threads.append(str(connection.connection.info.backend_pid))
    try:
        return sum(int(Path("/proc", thread, "schedstat").read_text().split()[1]) / 1e9 for thread in threads)
    except (OSError, IndexError):
        return 0.0


def processor_ticks() -> tuple[int, int]:
    """Give how long the processors have been busy, and how much of that another guest of the same machine took, in ticks.

    Linux keeps count. Elsewhere both are 0.
    """
    try:
        told = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    except (OSError, ValueError):
        return 0, 0
    user, nice, system, _idle, _waiting, interrupts, soft, stolen = told
    return user + nice + system + interrupts + soft + stolen, stolen


def clocked(act: Callable[[], int]) -> Answered:
    """Do it and take the time."""
    in_line, begun = waited(), perf_counter()
    size = act()
    wall = perf_counter() - begun
    return Answered(wall * 1000, max(wall - (waited() - in_line), 0.0) * 1000, size)


def ask(client: Client, address: str) -> Answered:
    """Ask once."""
    return clocked(lambda: read(client.get(address)))


def settle() -> None:
    """Let the database know what it holds, as its own upkeep does after a while."""
    is_postgresql = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if is_postgresql else "ANALYZE")
        if is_postgresql:
            with suppress(ProgrammingError):  # only some accounts may ask for it
                cursor.execute("CHECKPOINT")


def percentiles(taken: Sequence[Answered]) -> Figures:
    """Give the middle and the slow end: of the time without waiting for a core, and of the time by the clock."""
    cuts, by_the_clock = (
        quantiles((each.ms for each in taken), n=20),
        quantiles((e.wall for e in taken), n=20),
    )
    return {
        "p50_ms": round(cuts[9], 2),
        "p95_ms": round(cuts[18], 2),
        "wall_p95_ms": round(by_the_clock[18], 2),
    }


def queries_of(page: Page, client: Client, address: str) -> int:
    """Count the queries of a page that has been asked for before."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
        read(answer)
        asked = len(captured)  # now: the next request empties the log
    if answer.status_code != 200:
        raise CommandError(f"{page.name}: {address} svarade {answer.status_code}.")
    return asked


def measure(page: Page, times: int) -> Figures:
    """Ask for a page a number of times, each time followed by the trivial page for comparison."""
    client, visitor = signed_in(page.account), Client()
    address, trivial = page.address(), reverse(TRIVIAL)
    client.get(address), visitor.get(trivial)
    queries = queries_of(page, client, address)
    gc.collect()
    pairs = [(ask(client, address), ask(visitor, trivial)) for _turn in range(times)]
    beside = percentiles([other for _answer, other in pairs])
    return {
        **percentiles([answer for answer, _other in pairs]),
        "queries": queries,
        "bytes": pairs[-1][0].size,
        **{f"trivial_{name}": value for name, value in beside.items()},
    }


def measure_submission(register: Register, times: int) -> dict[str, Figures]:
    """Write a section of an application and submit it, through the views, a new application each time."""
    client = signed_in("utvecklare")
    taken: dict[str, list[Answered]] = {"write": [], "submit": []}
    queries = {"write": 0, "submit": 0}

    def post(what: str, address: str, values: Mapping[str, str]) -> None:
        with CaptureQueriesContext(connection) as captured:
            taken[what].append(clocked(lambda: client.post(address, values).status_code))
            queries[what] = max(queries[what], len(captured))
        if (status := taken[what][-1].size) != 302:
            raise CommandError(f"{what}: {address} svarade {status}.")

    for _turn in range(times + 2):
        application = register.round.draft()
        about = {name: str(getattr(application, name)) for name in ("title", "starts_on", "ends_on")}
        about |= {"purpose": "Barnen ska få ett bättre stöd.", "target_group": "barn", "version": "0"}
        post("write", reverse("write_application", args=[application.pk, Section.ABOUT]), about)
        application.refresh_from_db()
        register.round.signed(application)
        post("submit", reverse("submit_application", args=[application.pk]), {})
        application.refresh_from_db()
        if application.status != ApplicationStatus.SUBMITTED:
            raise CommandError("Ansökan blev inte inskickad.")
    return {
        f"{SUBMISSION}, {what}": {**percentiles(all_taken[2:]), "queries": queries[what]}
        for what, all_taken in taken.items()
    }


def over(name: str, by_size: Mapping[int, Figures]) -> list[str]:
    """Say how a page breaks the bar: queries that grow or are many, time that grows past twice and 60 ms."""
    found = []
    least, most = min(by_size), max(by_size)
    queries = {row["queries"] for row in by_size.values()}
    if len(queries) > 1:
        found.append(f"{name}: queries differ between sizes {sorted(queries)}")
    if max(queries) > MOST_QUERIES and not name.startswith(SUBMISSION):
        found.append(f"{name}: {max(queries)} queries, at most {MOST_QUERIES}")
    small, large = by_size[least]["p95_ms"], by_size[most]["p95_ms"]
    if large > max(2 * small, MOST_MS):
        found.append(f"{name}: p95 {large} ms at {most}, {small} ms at {least}")
    return found


class Command(BaseCommand):
    help = "Mäter varje lista och sida när registret växer, i en egen databas som tas bort efteråt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="?", choices=("pages", "search"), default="pages")
        parser.add_argument("--passages", type=int, default=200_000, help="stycken i mätningen av sökningen")
        parser.add_argument("--projects", type=sizes, default=sizes("1000,10000,100000"))
        parser.add_argument("--times", type=times, default=40, help="gånger som varje sida hämtas")
        parser.add_argument(
            "--only", default="", help="bara sidor med något av detta i namnet, med komma emellan"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        collect_static()
        settings.ALLOWED_HOSTS = ["testserver"]
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        wanted = options["only"].split(",")
        pages = [page for page in PAGES if any(part in page.name for part in wanted)]
        with TemporaryDirectory(prefix="praktiknara-bench-") as folder:
            self.use_a_database_of_its_own(Path(folder))
            made = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            try:
                if options["what"] == "search":
                    migrate()
                    report = measure_search(options["passages"], settle, clocked, self.stderr.write)
                else:
                    report = self.run_all(pages, options["projects"], options["times"])
            finally:
                connection.creation.destroy_test_db(made, verbosity=0)
        if options["json"] or options["what"] == "search":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self.tell(report)
        if report["over"]:
            sys.exit(1)

    def use_a_database_of_its_own(self, folder: Path) -> None:
        """Name a database that nobody else has: a file that goes with its folder, or one beside the instance's."""
        test = connections["default"].settings_dict["TEST"]
        test["NAME"] = (
            str(folder / "bench.sqlite3")
            if connection.vendor == "sqlite"
            else f"praktiknara_bench_{os.getpid()}"
        )

    def run_all(self, pages: Sequence[Page], projects: Sequence[int], times: int) -> Figures:
        migrate()
        register = Register()
        register.begin()
        complete()  # so that the search has something to look in at every size
        collect_seldom()  # as the server does
        measured: dict[str, dict[int, Figures]] = {}
        begun, (busy_before, stolen_before) = perf_counter(), processor_ticks()

        def keep(size: int, what: Callable[[], dict[str, Figures]]) -> None:
            """Measure, and again when the bar is broken: another load on the machine passes, a slow page stays slow."""
            for _attempt in range(ATTEMPTS):
                found = what()
                for name, figures in found.items():
                    best = measured.setdefault(name, {}).get(size)
                    if best is None or figures["p95_ms"] < best["p95_ms"]:
                        measured[name][size] = figures
                if not any(over(name, measured[name]) for name in found):
                    return

        for size in projects:
            register.grow(size)
            settle()
            self.stderr.write(f"{size} projekt efter {perf_counter() - begun:.0f} s")
            for page in pages:
                keep(size, lambda page=page: {page.name: measure(page, times)})  # type: ignore[misc]  # mypy does not infer a default's type
            keep(size, lambda: measure_submission(register, times))
            self.stderr.write(f"{size} projekt mätta efter {perf_counter() - begun:.0f} s")
        busy, stolen = processor_ticks()
        return {
            "database": connection.vendor,
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "stolen_percent": round(100 * (stolen - stolen_before) / max(busy - busy_before, 1), 1),
            "projects": projects,
            "times": times,
            "pages": measured,
            "over": [line for name, by_size in measured.items() for line in over(name, by_size)],
        }

    def tell(self, report: Figures) -> None:
        """Write the figures as a table."""
        self.stdout.write(f"{report['database']}, p95 ms (queries), beside a trivial page")
        for name, by_size in report["pages"].items():
            cells = "  ".join(
                f"{size}: {row['p95_ms']:7.1f} ({row['queries']:2}) {row.get('trivial_p95_ms', 0):4.1f}"
                for size, row in by_size.items()
            )
            self.stdout.write(f"{name:44} {cells}")
        for line in report["over"]:
            self.stdout.write(f"OVER: {line}")
