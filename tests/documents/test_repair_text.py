"""`repair_text`: a file's text with its å, ä and ö back."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from praktiknara.people.models import Organisation
from praktiknara.swedish.offsets import Change, apply

RAW = "Socialndmnden foreslar att Bjarnhultsgarden far 750 000 kronor for ar 2015 (dnr 3.1-164/2014)."


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("repair_text", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def scanned(tmp_path: Path) -> str:
    path = tmp_path / "gammalt.txt"
    path.write_text(RAW, encoding="utf-8")
    return str(path)


@pytest.mark.django_db
def test_the_text_comes_out_mended_with_the_registers_names(scanned: str):
    assert "Bjarnhultsgarden" in said(scanned)
    Organisation.objects.create(name="Bjärnhultsgården", kind="unit", key="bjarnhult")
    assert said(scanned) == (
        "Socialnämnden föreslår att Bjärnhultsgården får 750 000 kronor för år 2015 (dnr 3.1-164/2014)."
    )


@pytest.mark.django_db
def test_as_json_it_is_a_layer_over_the_raw_text(scanned: str):
    answer = json.loads(said(scanned, "--json", "--min-confidence", "0,5"))
    assert set(answer) == {"text", "level", "changes"}
    changes = [Change(**change) for change in answer["changes"]]
    assert [RAW[change.start : change.end] for change in changes] == [change.raw for change in changes]
    assert apply(RAW, changes) == answer["text"]
    assert answer["level"] > 0.8


@pytest.mark.django_db
def test_a_sound_text_comes_out_letter_for_letter(tmp_path: Path):
    text = "Nämnden beslutar\r\natt bevilja stöd år 2015.\n\n\tBilaga 1\n" * 5
    path = tmp_path / "nytt.txt"
    path.write_bytes(text.encode())
    assert said(str(path)) == text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("finns-inte.txt", None, "går inte att öppna"),
        ("tom.txt", b"", "tom"),
        ("bild.txt", b"\x89PNG\r\n\x1a\n", "annat än text"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes | None, why: str
):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=why):
        said(str(path))


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["2", "-0.1", "mycket"])
def test_a_confidence_is_a_number_from_nought_to_one(scanned: str, written: str):
    with pytest.raises(CommandError, match="inget tal från 0 till 1"):
        said(scanned, "--min-confidence", written)
