"""Random bytes under any name never break the import, and what comes in holds together."""

import os

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents import files

from praktiknara.documents.actions import import_file
from praktiknara.documents.choices import Progress

pytestmark = pytest.mark.fuzz

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "25"))
ENDINGS = st.sampled_from([".pdf", ".docx", ".odt", ".txt", ".md", ".html", ".doc", ".xyz", ""])
SEEDS = [
    files.pdf(files.story(1)),
    files.word(files.story(2)),
    files.open_document(files.story(3)),
    files.web_page(files.story(4)),
    files.story(5).encode("utf-16"),
    files.story(6).encode("cp1252"),
]


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """Noise, or a whole file with some of it cut out, turned over or written anew."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=2_000))
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        piece = draw(st.binary(max_size=12))
        content[at : at + draw(st.integers(0, 40))] = piece
    return bytes(content)


@pytest.mark.django_db
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(content=damaged_files(), ending=ENDINGS, name=st.text(max_size=12))
def test_any_bytes_come_in_or_are_refused_with_a_sentence(content, ending, name):
    imported = import_file(content, name + ending, by=None, now=timezone.now())

    if imported.state == Progress.REFUSED:
        assert imported.why.endswith(".")
        assert "gick fel hos oss" not in imported.why
        return
    paper = imported.paper
    assert paper is not None
    assert "\x00" not in paper.text
    places = [(one.start, one.end) for one in paper.pages.all()] + [
        (one.start, one.end) for one in paper.passages.all()
    ]
    assert all(0 <= start <= end <= len(paper.text) for start, end in places)
    for repair in paper.repairs.all():
        assert paper.text[repair.start : repair.end] == repair.raw
