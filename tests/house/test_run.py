"""`./run` and the commands answer with their status: 0 done, 1 refused in a sentence, 2 wrong usage."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [ROOT / "run", *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["--full"], ["--empty", "more"], ["check", "more"], ["manage"]]
)
def test_what_it_does_not_know_is_wrong_usage(arguments: list[str]):
    answer = run(*arguments)

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "./run manage COMMAND" in answer.stderr


def test_help_is_an_answer():
    answer = run("--help")

    assert answer.returncode == 0
    assert "./run --empty" in answer.stdout


def test_an_unknown_command_is_wrong_usage():
    answer = run("manage", "fly")

    assert answer.returncode == 2
    assert "fly" in answer.stderr


def test_an_unknown_option_is_wrong_usage():
    assert run("manage", "serve", "--fly").returncode == 2


def test_a_taken_port_is_refused_in_a_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        answer = run("manage", "serve", PRAKTIKNARA_PORT=port)

    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Port {port} är upptagen.")
    assert "Traceback" not in answer.stderr


def test_an_unknown_setting_stops_the_start():
    answer = run("manage", "check", PRAKTIKNARA_PROT="8000")

    assert answer.returncode == 1
    assert "PRAKTIKNARA_PROT" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_old_python_is_refused_in_swedish_and_english(tmp_path: Path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    house = tmp_path / "house"
    house.mkdir()
    (house / "run").write_bytes((ROOT / "run").read_bytes())
    (house / "requirements-uv.lock").touch()

    answer = subprocess.run(
        ["sh", house / "run"], env={**os.environ, "PYTHON": str(old)}, capture_output=True, text=True
    )

    assert answer.returncode == 1
    assert "Python 3.11 eller senare behövs" in answer.stderr
    assert "Python 3.11 or later is needed" in answer.stderr
