"""`serve`: the web server and the worker, as two children that live and end together."""

import ctypes
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from http.client import HTTPConnection, HTTPException
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from praktiknara.people.queries import demo_users

Process = subprocess.Popen[bytes]

HOST = "127.0.0.1"
PATIENCE = 60
GRACE = 10


def static_fingerprint() -> str:
    """Changes when any file that a page may ask for does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            found = os.stat(storage.path(path))
            digest.update(f"{path}:{found.st_size}:{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static() -> None:
    """Gather the static files under names that change with their content, unless that is already done."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    wanted = static_fingerprint()
    if not stamp.exists() or stamp.read_text() != wanted:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)


def migrate() -> None:
    """Bring the database's tables up to date."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def pdf_is_possible() -> bool:
    """Are the libraries that draw PDF text on this machine?"""
    try:
        for library in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
            ctypes.CDLL(library)
    except OSError:
        return sys.platform != "linux"
    return True


def refuse_a_taken_port(port: int) -> None:
    """Say so now rather than after set-up."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError as fault:
            raise CommandError(
                f"Port {port} är upptagen. Välj en annan: PRAKTIKNARA_PORT=8001 ./run\n"
                f"Port {port} is taken. Choose another: PRAKTIKNARA_PORT=8001 ./run"
            ) from fault


def end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


class Command(BaseCommand):
    help = "Startar webbserver och arbetsprocess; Ctrl-C stannar båda."
    requires_system_checks: list[str] = []
    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--prepare", action="store_true", help="gör först i ordning filer, databas och innehåll"
        )
        parser.add_argument(
            "--empty", action="store_true", help="med --prepare: utan historik och demokonton"
        )

    def handle(self, *args: Any, prepare: bool, empty: bool, **options: Any) -> None:
        refuse_a_taken_port(settings.PORT)
        greeting = self.prepare(empty) if prepare else ""
        if not pdf_is_possible():
            self.stderr.write(
                "PDF går inte att göra här: på Debian och Ubuntu, installera libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0.\n"
                "PDF files cannot be made here: on Debian and Ubuntu, install the packages above. All else works."
            )
        connections.close_all()
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self.stop)
        server, worker = self.start_server(), self.start_worker()
        try:
            if self.wait_for_answer(server):
                self.stdout.write(f"Praktiknära: http://{HOST}:{settings.PORT}\n{greeting}")
                self.stdout.flush()
            self.watch(server, worker)
        finally:
            self.end(server, worker)

    def prepare(self, empty: bool) -> str:
        """Files, tables and content in place; answers what the one who started it should read."""
        collect_static()
        migrate()
        greeting = StringIO()
        call_command("setup_instance", empty=empty, stdout=greeting)
        if not demo_users().exists():
            os.environ["PRAKTIKNARA_DEMO"] = "0"  # the server's processes: an instance in use is no demo
        return greeting.getvalue()

    def start_server(self) -> Process:
        threads = "2" if connection.vendor == "postgresql" else "4"
        return self.child(
            "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", threads, "--no-ws", "--http", "1",
            "--host", HOST, "--port", str(settings.PORT), "--log-level", "warning", "praktiknara.wsgi:application",
        )  # fmt: skip  # one option with its value beside it reads better

    def start_worker(self) -> Process:
        return self.child("praktiknara", "db_worker", "--no-startup-delay", "--no-reload", "--verbosity", "0")

    def child(self, *command: str) -> Process:
        """A Python module as a process of its own; in a session of its own, so that Ctrl-C reaches it through us and only once."""
        return subprocess.Popen(
            [sys.executable, "-m", *command], start_new_session=True, preexec_fn=end_with_parent
        )

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True

    def wait_for_answer(self, server: Process) -> bool:
        """True when the start page answers, whatever it says; false when the server ended or was asked to."""
        until = time.monotonic() + PATIENCE
        while not self.stopping and server.poll() is None:
            door = HTTPConnection(HOST, settings.PORT, timeout=PATIENCE)
            try:
                door.request("GET", "/")
                door.getresponse().read()
                return True
            except (OSError, HTTPException) as fault:
                if time.monotonic() > until:
                    raise CommandError(
                        "Webbservern svarar inte. / The web server does not answer."
                    ) from fault
                time.sleep(0.05)
            finally:
                door.close()
        return False

    def watch(self, server: Process, worker: Process) -> None:
        """Sleep until somebody says stop, or one of the two has ended by itself."""
        while not self.stopping:
            if server.poll() is not None:
                raise CommandError(f"Webbservern stannade ({server.returncode}). / The web server ended.")
            if worker.poll() is not None:
                raise CommandError(f"Arbetsprocessen stannade ({worker.returncode}). / The worker ended.")
            time.sleep(0.2)

    def end(self, *children: Process) -> None:
        """Ask both to finish what they are doing; after a while, do not ask."""
        for child in children:
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + GRACE
        for child in children:
            try:
                child.wait(max(0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
