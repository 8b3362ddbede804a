"""`read_paper`: what a paper says, each value with its place."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from praktiknara.people.models import Organisation

TEXT = "Bakgrund\r\nFagerby råd fick den 4 maj 2016 högst 750 000 kr exklusive moms (dnr 1.3-0092/2016).\r\n"


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("read_paper", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "handling.txt"
    path.write_bytes(TEXT.encode())
    return str(path)


@pytest.mark.django_db
def test_the_answer_has_the_agreed_shape_and_places_in_the_files_own_characters(paper: str):
    answer = json.loads(said(paper, "--json"))
    assert {"file", "sections", "values", "projects"} <= answer.keys()
    assert answer["file"] == "handling.txt"
    assert [section["heading"] for section in answer["sections"]] == ["Bakgrund"]
    assert [(value["kind"], value["value"]) for value in answer["values"]] == [
        ("date", "2016-05-04"),
        ("amount", 750000),
        ("reference_number", "1.3-0092/2016"),
    ]
    assert all(value["text"] == TEXT[value["start"] : value["end"]] for value in answer["values"])
    amount = answer["values"][1]
    assert {key: amount[key] for key in ("unit", "vat", "qualifier", "role", "year", "rule", "checks")} == {
        "unit": "SEK",
        "vat": "excl",
        "qualifier": "at_most",
        "role": "cap",
        "year": 2016,
        "rule": "amount",
        "checks": [],
    }


@pytest.mark.django_db
def test_the_registers_names_are_known(paper: str):
    Organisation.objects.create(name="Fagerby råd", kind="unit", key="fagerby")
    values = json.loads(said(paper, "--json"))["values"]
    assert [value["value"] for value in values if value["kind"] == "organisation"] == ["Fagerby råd"]


@pytest.mark.django_db
def test_without_json_a_person_can_read_it(paper: str):
    assert [line.split(None, 1)[1] for line in said(paper).splitlines()] == [
        "date              2016-05-04",
        "amount            750000",
        "reference_number  1.3-0092/2016",
    ]


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match=r"finns-inte\.txt"):
        said("finns-inte.txt")
