"""`bench search`: how long a search takes, for one and for eight, while new papers come in; in a database of its own."""

import hashlib
import os
import platform
import threading
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from statistics import quantiles
from time import monotonic, perf_counter, process_time, sleep
from typing import Any
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from praktiknara.documents.models import Page, Paper, Passage
from praktiknara.search.actions.index import index
from praktiknara.search.models import SearchPassage
from praktiknara.search.queries.asking import Asked
from praktiknara.search.queries.finding import Search
from praktiknara.search.queries.fulltext import tidy
from praktiknara.search.queries.providers import PROVIDERS

from .bench_text import Writer

Figures = dict[str, Any]
Taken = tuple[float, float]  # milliseconds by the clock, and without waiting for a core
Clock = Callable[[Callable[[], int]], tuple[float, float, int]]
PASSAGES_EACH = 40
PAPERS_AT_ONCE = 25
USERS = 8
NEW = 100
MOST_ONE, MOST_EIGHT, MOST_NEW, LEAST_SPEED = 150.0, 500.0, 5.0, 800.0


def write_papers(how_many: int, seed: int, title: Callable[[int], str]) -> list[int]:
    """Put papers in the register as an import leaves them; gives their keys."""
    writer = Writer(seed)
    made: list[int] = []
    for first in range(0, how_many, 250):
        papers, spans = [], []
        for number in range(first, min(first + 250, how_many)):
            texts = [writer.passage() for _passage in range(PASSAGES_EACH)]
            text = "\n\n".join(texts)
            name = title(number)
            digest = hashlib.sha256(f"{seed} {number}".encode()).hexdigest()
            year = 2005 + number % 20
            papers.append(
                Paper(title=name, slug=f"bench-{seed}-{number}", year=year, sort_year=year, file_name=f"{name}.txt", sha256=digest, text=text, length=len(text), public=number % 20 != 0)
            )  # fmt: skip  # a row of values
            at, places = 0, []
            for one in texts:
                places.append((at, at + len(one)))
                at += len(one) + 2
            spans.append(places)
        with transaction.atomic():
            Paper.objects.bulk_create(papers)
            Page.objects.bulk_create(
                [Page(paper=paper, number=1, start=0, end=paper.length) for paper in papers]
            )
            Passage.objects.bulk_create(
                [
                    Passage(paper=paper, position=place, start=start, end=end, page=1 + place // 4)
                    for paper, places in zip(papers, spans, strict=True)
                    for place, (start, end) in enumerate(places)
                ],
                batch_size=2000,
            )
        made += [paper.pk for paper in papers]
    return made


def index_papers(keys: Sequence[int], told: Callable[[str], object]) -> Figures:
    """Index papers, as `rebuild_index` does; gives passages a second, by the clock and of this process's work."""
    provider = next(one for one in PROVIDERS if one.model is Paper)
    begun, working, passages = perf_counter(), process_time(), 0
    for first in range(0, len(keys), PAPERS_AT_ONCE):
        passages += index(provider, keys[first : first + PAPERS_AT_ONCE])
        if first % 1000 == 0:
            told(f"{passages} stycken efter {perf_counter() - begun:.0f} s")
    tidy()
    seconds = perf_counter() - begun
    return {"passages": passages, "seconds": round(seconds, 1), "per_second": round(passages / seconds), "per_second_of_a_core": round(passages / (process_time() - working))}  # fmt: skip  # a row of values


def ask(client: Client, query: str) -> int:
    """Ask for a page of hits; gives its size."""
    answer = client.get(f"{reverse('search')}?q={quote(query)}")
    if answer.status_code != 200:
        raise RuntimeError(f"{query}: {answer.status_code}")
    return len(answer.content)


def percentiles(taken: Sequence[Taken]) -> Figures:
    """Give the middle and the slow end: of the time without waiting for a core, and of the time by the clock."""
    wall, working = (quantiles([times[place] for times in taken], n=100) for place in range(2))
    return {
        "searches": len(taken),
        "p50_ms": round(working[49], 1),
        "p95_ms": round(working[94], 1),
        "p99_ms": round(working[98], 1),
        "wall_p50_ms": round(wall[49], 1),
        "wall_p95_ms": round(wall[94], 1),
    }


def one_user(queries: Sequence[str], clocked: Clock) -> Figures:
    """Search after search, by one."""
    client = Client()
    for query in queries[:10]:
        ask(client, query)
    return percentiles([_timed(client, query, clocked) for query in queries])


def _timed(client: Client, query: str, clocked: Clock) -> Taken:
    wall, working, _size = clocked(lambda: ask(client, query))
    return wall, working


def _user(queries: Sequence[str], clocked: Clock, taken: Any) -> None:
    """Someone who searches without a pause, in a process of her own as a server's worker is."""
    connections.close_all()
    client = Client()
    ask(client, queries[0])
    taken.put([_timed(client, query, clocked) for query in queries])


def many_users(queries: Sequence[str], users: int, clocked: Clock) -> Figures:
    """The same for several at once."""
    connections.close_all()
    context = get_context("fork")
    taken: Any = context.Queue()
    each = len(queries) // 2
    started = [
        context.Process(target=_user, args=(queries[number * 7 :][:each], clocked, taken))
        for number in range(users)
    ]
    for process in started:
        process.start()
    times = [one for _user_ in started for one in taken.get(timeout=600)]
    for process in started:
        process.join()
    return percentiles(times)


def _worker() -> None:
    """The worker that `serve` runs beside the server."""
    connections.close_all()
    call_command("db_worker", startup_delay=False, reload=False, verbosity=0)


def new_papers(queries: Sequence[str]) -> Figures:
    """How long after its commit a new paper is found, while someone searches all the time and the worker follows."""
    connections.close_all()
    worker = get_context("fork").Process(target=_worker)
    worker.start()
    stop = threading.Event()

    def busy() -> None:
        client = Client()
        number = 0
        while not stop.is_set():
            ask(client, queries[number % len(queries)])
            number += 1
        connections.close_all()

    searching = threading.Thread(target=busy)
    searching.start()
    waited = []
    try:
        for number in range(NEW):
            word = f"nyordet{number:03d}x".translate(str.maketrans("0123456789", "abcdefghij"))
            committed = new_paper(number, word)
            while not Search(Asked(word), None).total:
                if monotonic() - committed > 60:
                    break
                sleep(0.01)
            waited.append(monotonic() - committed)
    finally:
        stop.set()
        searching.join()
        worker.terminate()
        worker.join()
    return {"papers": NEW, "p50_s": round(sorted(waited)[NEW // 2], 2), "slowest_s": round(max(waited), 2)}


def new_paper(number: int, word: str) -> float:
    """Register a paper of a few passages as an import does; gives the moment of the commit."""
    writer = Writer(1000 + number)
    texts = [f"{word} {writer.passage()}" for _passage in range(5)]
    text = "\n\n".join(texts)
    committed = 0.0

    def note() -> None:
        nonlocal committed
        committed = monotonic()

    with transaction.atomic():
        transaction.on_commit(note)
        paper = Paper.objects.create(
            title=f"Ny handling {number}", slug=f"ny-{number}", year=2025, file_name=f"ny-{number}.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, length=len(text),
        )  # fmt: skip  # a row of values
        at = 0
        for place, one in enumerate(texts):
            Passage.objects.create(paper=paper, position=place, start=at, end=at + len(one))
            at += len(one) + 2
    return committed


def over(report: Figures) -> list[str]:
    """Say which bars are broken."""
    found = []
    if report["one_user"]["p95_ms"] > MOST_ONE:
        found.append(f"one user: p95 {report['one_user']['p95_ms']} ms, at most {MOST_ONE:.0f}")
    if "eight_users" in report and report["eight_users"]["wall_p95_ms"] > MOST_EIGHT:
        found.append(f"eight users: p95 {report['eight_users']['wall_p95_ms']} ms, at most {MOST_EIGHT:.0f}")
    if report["new_papers"]["slowest_s"] > MOST_NEW:
        found.append(f"new papers: {report['new_papers']['slowest_s']} s, at most {MOST_NEW:.0f}")
    if report["indexing"]["per_second_of_a_core"] < LEAST_SPEED:
        found.append(
            f"indexing: {report['indexing']['per_second_of_a_core']} passages a second of a core, at least {LEAST_SPEED:.0f}"
        )
    return found


def measure_search(
    passages: int, settle: Callable[[], None], clocked: Clock, told: Callable[[str], object]
) -> Figures:
    """Write, index, search; the database is empty and the caller's to throw away."""
    keys = write_papers(passages // PASSAGES_EACH, 1, lambda number: f"Rapport {number}")
    told(f"{len(keys)} handlingar skrivna")
    indexing = index_papers(keys, told)
    settle()
    queries = list(Writer(2).queries(300))
    report: Figures = {
        "database": connection.vendor,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "passages": SearchPassage.objects.count(),
        "indexing": indexing,
        "one_user": one_user(queries, clocked),
    }
    told(f"en användare: {report['one_user']}")
    if connection.vendor == "postgresql":
        report["eight_users"] = many_users(queries, USERS, clocked)
        told(f"åtta: {report['eight_users']}")
    report["new_papers"] = new_papers(queries)
    report["over"] = over(report)
    return report
