"""`evaluate` and `protect` as a person runs them: on a file, with JSON out, and one sentence when something is wrong."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

ROOT = Path(__file__).resolve().parents[2]


def asked(command: str, *arguments: str, **options) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(text: str) -> Path:
        path: Path = tmp_path / "in.json"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_list_tells_every_analysis_with_its_parameters():
    told = json.loads(asked("evaluate", listed=True, as_json=True))
    by_name = {one["name"]: one for one in told}

    assert list(by_name) == sorted(by_name)
    assert {"wilson", "kaplan_meier", "cox", "needed_follow_up", "protect", "match"} <= set(by_name)
    first, *_others = by_name["needed_follow_up"]["parameters"]
    assert (first["name"], first["required"]) == ("n1", True)
    assert all(one["summary"].endswith(".") for one in told)
    assert "wilson  (shares)" in asked("evaluate", listed=True)


def test_the_planner_says_never_in_both_languages(file):
    given = file(json.dumps({"n1": 60, "n2": 60, "yearly_risk": 0.35, "hazard_ratio": 0.7}))

    told = json.loads(asked("evaluate", "needed_follow_up", input=given, as_json=True))

    assert told["sentence"]["sv"].lower().startswith("aldrig")
    assert "never" in told["sentence"]["en"].lower()


def test_a_result_can_be_drawn(file, tmp_path):
    given = file(json.dumps({"n1": 100, "n2": 100, "yearly_risk": 0.2, "hazard_ratio": 0.6}))

    asked("evaluate", "needed_follow_up", input=given, svg=tmp_path / "plan.svg")

    assert ElementTree.parse(tmp_path / "plan.svg").getroot().tag.endswith("svg")  # noqa: S314  # our own drawing


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("3", "objekt eller en lista"),
        ('{"pre": [1, NaN], "post": [1, 2]}', "NaN är inget tal"),
        ('{"pre": [1], "pre": [2], "post": [1]}', "två gånger"),
        ('{"pre": [1, 2]}', "post"),
        ('{"before": [1, 2], "post": [1, 2]}', "before"),
        ('{"pre": [1, "3,5"], "post": [1, 2]}', "decimaltal"),
        ("[" * 100_000, "nästlad för djupt|JSON"),
        ("\u00ff\ufeff", "JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(file, text, said):
    with pytest.raises(CommandError, match=said) as refused:
        asked("evaluate", "mean_change", input=file(text))

    assert "\n" not in str(refused.value)


def test_an_analysis_that_is_not_there_and_a_file_that_is_not_there_are_told(file, tmp_path):
    with pytest.raises(CommandError, match="Det finns ingen analys som heter medelvärde"):
        asked("evaluate", "medelvärde", input=file("{}"))
    with pytest.raises(CommandError, match="kan inte läsas"):
        asked("evaluate", "wilson", input=tmp_path / "saknas.json")


CUBE = {
    "variables": ["unit", "gender"],
    "cells": [
        {"key": ["U1", "K"], "count": 12},
        {"key": ["U1", "M"], "count": 3},
        {"key": ["U2", "K"], "count": 18},
        {"key": ["U2", "M"], "count": 9},
        {"key": ["U3", "K"], "count": 14},
        {"key": ["U3", "M"], "count": 8},
    ],
}


def test_a_cube_is_protected_and_audited(file):
    told = json.loads(asked("protect", input=file(json.dumps(CUBE)), as_json=True))

    assert told["audit"]["safe"] is True
    assert {"key": ["U1", "M"]} in told["suppressed"]
    assert len(told["suppressed"]) == 4
    assert len(told["published"]) == 8
    in_words = asked("protect", input=file(json.dumps(CUBE)))
    assert "U1 / M: .." in in_words
    assert "U1 / *: 15" in in_words


@pytest.mark.parametrize(
    "cube",
    [
        {},
        [],
        {"variables": [], "cells": []},
        {"variables": ["unit"], "cells": [{"key": ["U1"], "count": -1}]},
        {"variables": ["unit"], "cells": [{"key": ["U1"], "count": 2.5}]},
        {"variables": ["unit"], "cells": [{"key": ["U1", "K"], "count": 2}]},
        {"variables": ["unit"], "cells": [{"key": ["*"], "count": 9}]},
        {"variables": ["unit", "unit"], "cells": []},
        {"variables": ["unit"], "cells": [{"key": ["U1"], "count": 9}, {"key": ["U1"], "count": 9}]},
    ],
)
def test_a_cube_that_cannot_be_read_is_refused(file, cube):
    with pytest.raises(CommandError) as refused:
        asked("protect", input=file(json.dumps(cube)))

    assert str(refused.value)


def test_the_command_line_ends_as_it_should(file):
    def ended(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "praktiknara", *arguments],
            capture_output=True,
            text=True,
            cwd=ROOT / "src",
        )
        return done.returncode, done.stdout, done.stderr

    status, out, _err = ended("protect", "--input", str(file(json.dumps(CUBE))), "--json")
    assert (status, json.loads(out)["audit"]["safe"]) == (0, True)
    status, out, err = ended("evaluate", "wilson", "--input", str(file("[[3, 2]]")))
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert ended("evaluate")[0] == 2
    assert ended("protect")[0] == 2
