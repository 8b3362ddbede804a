"""What is marked in the raw text of a hit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.swedish.marks import marks
from praktiknara.swedish.memory import Memory
from praktiknara.swedish.offsets import Change

TEXT = (
    "Socialndmnden stödjer familjehemsplacerade barn. De sökte sig till SIG. Stadsdels-\nförvaltningen har ett"
    " FoU-nätverk. Utvérderingen visar att motiverande samtal hjälper."
)
CHANGES = [
    Change(0, 13, "Socialndmnden", "Socialnämnden", 0.98),
    Change(TEXT.index("Utv"), TEXT.index(" visar"), "Utvérderingen", "Utvärderingen", 0.99),
]


@pytest.fixture(scope="module")
def memory() -> Memory:
    memory = Memory()
    memory.add("a.txt", TEXT, CHANGES)
    return memory


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("socialnämnden", ["Socialndmnden"]),
        ("utvärderade", ["Utvérderingen"]),
        ("familjehem", ["familjehems"]),
        ("placering", ["placerade"]),
        ("stadsdelsförvaltningar", ["Stadsdels-\nförvaltningen"]),
        ("nätverk", ["nätverk"]),
        ("FoU-nätverk", ["FoU-nätverk"]),
        ("SIG", ["SIG"]),
        ('"motiverande samtal"', ["motiverande samtal"]),
        ("MI", ["motiverande samtal"]),
        ("fosterhem", ["familjehems"]),
        ("barnbok", ["barn"]),
        ("samtalsbok", ["samtal"]),
        ("zebra", []),
    ],
)
def test_marked_is(memory: Memory, query: str, marked: list[str]):
    assert [TEXT[start:end] for start, end in marks(memory.ask(query), TEXT, CHANGES)] == marked


@given(st.text(max_size=200), st.text(max_size=30))
def test_marks_stand_in_order_inside_the_text(text: str, query: str):
    memory = Memory()
    memory.add("a", text)
    last = 0
    for start, end in marks(memory.ask(query), text):
        assert last <= start < end <= len(text)
        last = end
