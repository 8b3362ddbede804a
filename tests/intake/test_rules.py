"""Rules over plain values: likeness, excerpts, cells and files, whatever they are given."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tools.extraction_quality import read_file

from praktiknara.intake.actions.sheets import unpacked
from praktiknara.intake.queries.words import RULES
from praktiknara.intake.rules import cells, files, likeness
from praktiknara.intake.rules.drafts import drafts, sentence
from praktiknara.intake.rules.excerpts import Span, excerpt
from praktiknara.intake.rules.organisations import kind_by_name
from praktiknara.swedish import extraction


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Projektet Nattugglan", "Nattugglan", "exact"),
        ("Mina bada vagar", "Mina båda vägar", "exact"),
        ("Nattugglan", "Nattugglan – stöd till barn", "likely"),
        ("Utvärdering av Nattugglan", "Nattugglan: stöd till barn", "likely"),
        ("Utvarderlng av kvällsöppet", "Utvärdering av kvällsöppet", "likely"),
        ("Stödgrupper för barn", "Stödgrupp för barnen", "likely"),
        ("Nattugglan 2", "Nattugglan 3", "new"),
        ("Utvärdering av sommarkollo", "Utvärdering av hemtjänst", "new"),
        ("", "Nattugglan", "new"),
    ],
)
def test_when_two_titles_are_the_same(one, other, same):
    score = likeness.similarity(one, other)

    assert ("exact" if score >= 1 else "likely" if score >= likeness.LIKELY else "new") == same
    assert likeness.similarity(other, one) == score


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Karin Almgren", "Almgren, Karin", True),
        ("K. Almgren", "Karin Almgren", True),
        ("Karin Almgren", "Karin Ålmgren", True),
        ("Karin Almgren", "Kerstin Almgren", False),
        ("Karin Almgren", "Karin Bergström", False),
    ],
)
def test_when_two_names_are_the_same_person(one, other, same):
    assert (likeness.person_likeness(one, other) >= 0.8) is same


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Farsta stadsdelsförvaltning", "district"),
        ("Högskolan i Gävle", "university"),
        ("Region Skåne", "region"),
        ("Enheten för barn", "unit"),
        ("Kvällsöppet", ""),
    ],
)
def test_a_name_tells_the_kind(name, kind):
    assert kind_by_name(name) == kind


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(-5, 320), st.integers(-5, 320)), max_size=8))
def test_an_excerpt_holds_every_marked_place_in_order(text, places):
    spans = [Span(start, end, number) for number, (start, end) in enumerate(places)]

    pieces = excerpt(text, spans, around=20)

    whole = [one for one in spans if 0 <= one.start < one.end <= len(text)]
    assert {one.number for one in pieces if one.number is not None} <= {one.number for one in whole}
    assert all(piece.text for piece in pieces)
    at = 0
    for piece in pieces:
        at = text.find(piece.text, at)
        assert at >= 0
        at += len(piece.text)


@given(st.text(max_size=60))
def test_a_cell_is_read_or_told_what_is_wrong(words):
    for read in (cells.kronor, cells.a_year, cells.day, cells.vat):
        with suppress(cells.Wrong):
            read(words)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a"]))
def test_any_file_is_a_list_or_is_told_what_is_wrong(content, name):
    with suppress(files.UnreadableList):
        found = files.read(content, name, unpacked)
        assert {len(row.cells) for row in found.rows} == {len(found.headings)}


def test_a_broken_workbook_is_told_of_and_costs_nothing():
    book = Workbook()
    sheet = book.create_sheet("Lista", 0)
    sheet.append(["Titel", "År"])
    sheet.append(["Stella", 2014])
    kept = BytesIO()
    book.save(kept)
    whole = kept.getvalue()

    assert files.read(whole, "a.xlsx", unpacked).rows[0].cells == ["Stella", "2014"]
    for broken in (
        whole[:500],
        b"PK\x03\x04" + bytes(200),
        whole.replace(b"xl/worksheets", b"xl/worksheetz"),
    ):
        with pytest.raises(files.UnreadableList, match="går inte att öppna som Excel"):
            files.read(broken, "a.xlsx", unpacked)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="abcåäö 0123456789.,-–\n”dnrkProjektet", max_size=300))
def test_any_reading_becomes_proposals_inside_the_text(text):
    for one in drafts(extraction.read(text).as_dict(), "Titel", text):
        assert 0 <= one.start <= one.end <= len(text)
        assert len(sentence(text, one.start, one.end)) <= 320


def test_a_sentence_is_mended_and_holds_no_personal_number():
    text = "Ingress. Elna 19700101-1234 fick stod av 42 barn.\nNästa mening."
    start = text.index("42 barn")

    assert sentence(text, start, start + 7, [(text.index("stod"), text.index("stod") + 4, "stöd")]) == (
        "Elna [personnummer] fick stöd av 42 barn. Nästa mening."
    )


def test_every_rule_that_finds_something_is_told_in_words():
    """A name of ours, as “plan for”, says nothing to the one who reviews a paper."""
    found: set[str] = set()
    for path in sorted((Path(__file__).parents[1] / "data" / "papers").glob("*.txt")):
        reading = read_file(path)
        found |= {one.rule for one in reading.values} | {one.rule for one in reading.projects}
    assert found - set(RULES) == set()
    assert len(found) > 30
