"""`./run` from an empty data folder to an answering page, and a Ctrl-C that leaves nothing behind."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def descendants(pid: int) -> set[int]:
    """The processes that a process has started, and theirs."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found, before = {pid}, set[int]()
    while found != before:
        before = set(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found - {pid}


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def answer(port: int, address: str) -> tuple[int, str]:
    door = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        door.request("GET", address)
        response = door.getresponse()
        return response.status, response.read().decode()
    finally:
        door.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the instances, so that only the first start of each kind has to make one."""
    return tmp_path_factory.mktemp("instances")


@pytest.fixture
def start(folder: Path) -> Iterator:
    """`start("--empty")` answers the process and its port once it has said that it serves."""
    if connection.vendor == "postgresql":
        pytest.skip("an instance of its own on SQLite says it for both")
    started: list[subprocess.Popen[str]] = []

    def go(*arguments: str, **environment: str) -> tuple["subprocess.Popen[str]", int, str]:
        port = free_port()
        said = folder / "said-as-fault"
        own = {
            "PRAKTIKNARA_DATA": str(folder / f"data{''.join(arguments)}"),
            "PRAKTIKNARA_PORT": str(port),
            "DATABASE_URL": "",
        }
        process = subprocess.Popen(
            [ROOT / "run", *arguments],
            env={**os.environ, **own, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said.open("w"),
            text=True,
        )
        started.append(process)
        assert process.stdout
        first = process.stdout.readline()
        assert f"http://127.0.0.1:{port}" in first, said.read_text()
        return process, port, first

    yield go
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_server_and_worker_and_leaves_nothing(start, sign: signal.Signals):
    process, _port, _said = start(
        "--empty",
        PRAKTIKNARA_ADMIN_EMAIL="sara@example.se",
        PRAKTIKNARA_ADMIN_PASSWORD="en lång mening att minnas",
    )
    children = descendants(process.pid)
    assert len(children) >= 3, "granian, its worker process and the worker of the jobs"

    process.send_signal(sign)

    assert process.wait(15) == 0
    assert {child for child in children if alive(child)} == set()


def test_killing_it_outright_leaves_no_server_behind(start):
    process, _port, _said = start(
        "--empty",
        PRAKTIKNARA_ADMIN_EMAIL="sara@example.se",
        PRAKTIKNARA_ADMIN_PASSWORD="en lång mening att minnas",
    )
    children = descendants(process.pid)

    process.kill()
    process.wait()

    until = time.monotonic() + 10
    while any(alive(child) for child in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert {child for child in children if alive(child)} == set()


def test_the_second_start_is_quick(start):
    process, port, _said = start()
    assert answer(port, "/")[0] == 200
    process.send_signal(signal.SIGINT)
    process.wait(15)

    began = time.monotonic()
    process, port, _said = start()
    seconds = time.monotonic() - began

    assert answer(port, "/")[0] == 200
    assert answer(port, "/halsa/")[0] == 200
    assert seconds < 6
