"""A file is read in a process of its own, which may meet anything and be ended at any time."""

import time

import pytest
from tests.documents import files

from praktiknara.documents import sandbox
from praktiknara.documents.assembly import read_whole
from praktiknara.documents.faults import SENTENCES, problem
from praktiknara.documents.reading.shape import Unreadable
from praktiknara.documents.reading.text import decode
from praktiknara.documents.sandbox import Limits

WORDS = "Åtta äldre önskade sig en överblick på våren, även i Österåker."


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        WORDS.encode("cp1252"),
        WORDS.encode("mac_roman"),
        WORDS.encode("cp850"),
        WORDS.encode("utf-16"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
    ],
    ids=["utf-8", "windows", "mac", "dos", "utf-16", "little", "big", "utf-32"],
)
def test_swedish_letters_are_read_in_every_alphabet(content):
    assert decode(content) == WORDS


def test_a_file_in_two_alphabets_is_read_line_by_line_and_letter_by_letter():
    mixed = (
        "Första raden är ny.\n".encode()
        + "Andra raden är äldre.\n".encode("cp1252")
        + "å".encode()
        + b" \xe5\n"
    )

    assert decode(mixed) == "Första raden är ny.\nAndra raden är äldre.\nå å\n"


def test_a_marked_file_keeps_its_mark_in_utf_8_so_that_its_places_hold():
    assert decode(b"\xef\xbb\xbfHej") == "\ufeffHej"


def fault(content: bytes, ending: str, **limits: int) -> str:
    with pytest.raises(Unreadable) as met:
        sandbox.read(content, ending, Limits(**limits))
    return str(problem(met.value.code, met.value.values))


def test_a_pdf_that_never_ends_is_ended():
    started = time.monotonic()

    said = fault(files.endless_pdf(), ".pdf", seconds=2, patience=20)

    assert said == str(problem("too_slow", {"seconds": 2}))
    assert time.monotonic() - started < 20


def test_a_file_that_wants_all_memory_is_refused():
    huge = b"<html><body>" + b"<p>ord</p>" * 3_000_000

    assert fault(huge, ".html", memory=200_000_000) == str(problem("too_heavy", {}))


def test_a_file_whose_text_is_no_paper_is_refused():
    assert fault(b"ord " * 3_000_000, ".txt") == str(problem("too_long", {"most": 10_000_000}))


def test_a_reader_that_is_not_given_the_time_to_answer_is_ended():
    assert fault(files.pdf("Hej"), ".pdf", patience=0) == str(problem("too_slow", {"seconds": 0}))


def test_a_thousand_pages_are_read():
    pages = [f"Sida {number} om stödet till barn i skolan." for number in range(1_000)]

    whole = read_whole(files.pdf(*pages), ".pdf")

    assert (len(whole.pages), whole.how) == (1_000, "text")
    assert [whole.text[page.start : page.end] for page in whole.pages] == pages


def test_a_scan_is_read_by_tesseract_with_swedish(need):
    need("tesseract")
    lines = (
        "Äldre som får stöd hemma\nska kunna påverka när hjälpen ges.\nDet önskade både brukare och anhöriga."
    )

    whole = read_whole(files.scan(lines), ".pdf")

    assert " ".join(whole.text.split()) == " ".join(lines.split())
    assert (whole.how, whole.language, round(whole.level, 1)) == ("ocr", "sv", 0.0)
    assert whole.read_with == sandbox.scan_reader()


def test_a_scan_on_a_machine_without_tesseract_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    sandbox.scan_reader.cache_clear()
    try:
        with pytest.raises(Unreadable) as met:
            read_whole(files.scan("Hej"), ".pdf")
    finally:
        sandbox.scan_reader.cache_clear()

    assert "tesseract-ocr-swe" in str(problem(met.value.code, met.value.values))


def test_an_english_paper_is_not_taken_for_a_damaged_one():
    english = "The purpose of this report is to describe the work of the units and the people in it. " * 12

    whole = read_whole(english.encode(), ".txt")

    assert (whole.language, whole.how, whole.level, list(whole.changes)) == ("en", "text", 0.0, [])


def test_a_text_read_without_swedish_is_known_and_mended():
    damaged = (
        "Forvaltningen foreslar att namnden godkanner planen for ar 2015. Barn och unga ska fa stod i skolan, och "
        "foraldrarna ska fa rad. Uppfoljningen gors tillsammans med hogskolan under hosten, sarskilt for de aldre barnen.\n\n"
    ) * 4

    whole = read_whole(damaged.encode(), ".txt")

    assert (whole.text, whole.how) == (damaged, "old_ocr")
    assert whole.level > 0.9
    fixed = {change.raw: change.fixed for change in whole.changes}
    assert fixed["Forvaltningen"] == "Förvaltningen"
    assert fixed["hogskolan"] == "högskolan"
    for change in whole.changes:
        assert damaged[change.start : change.end] == change.raw


def test_every_fault_has_its_sentence():
    codes = {
        "missing",
        "not_a_file",
        "no_access",
        "no_text",
        "no_scan_reader",
        "unexpected",
        "too_many_scans",
    }

    assert codes <= set(SENTENCES)
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
