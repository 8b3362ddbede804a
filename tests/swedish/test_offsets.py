"""The layer of changes and the way between the raw text and the mended."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.swedish.offsets import Change, OffsetMap, apply

RAW = "Namnden vantar pa stads-\ndelen 2021."
CHANGES = [
    Change(0, 7, "Namnden", "Nämnden", 0.99),
    Change(8, 14, "vantar", "väntar", 0.95),
    Change(15, 17, "pa", "på", 0.99),
    Change(18, 30, "stads-\ndelen", "stadsdelen", 0.9),
]
MENDED = "Nämnden väntar på stadsdelen 2021."


@st.composite
def layered(draw: st.DrawFn) -> tuple[str, list[Change]]:
    raw = draw(st.text(min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(raw)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    fixes = draw(st.lists(st.text(min_size=1, max_size=9), min_size=len(spans), max_size=len(spans)))
    return raw, [Change(a, b, raw[a:b], fixed, 1.0) for (a, b), fixed in zip(spans, fixes, strict=True)]


def test_the_changes_are_made_and_the_raw_text_is_as_it_was():
    assert apply(RAW, CHANGES) == MENDED
    assert apply(RAW, []) == RAW


def test_a_word_is_found_again_on_the_other_side():
    way = OffsetMap(CHANGES)
    assert MENDED[slice(*way.to_fixed(18, 30))] == "stadsdelen"
    assert RAW[slice(*way.to_raw(18, 28))] == "stads-\ndelen"
    assert RAW[slice(*way.to_raw(29, 33))] == "2021"
    assert way.to_fixed(3, 5) == (0, 7)  # inside a changed word: the whole of it


def test_changes_out_of_order_are_refused():
    with pytest.raises(ValueError, match="out of order"):
        OffsetMap(CHANGES[::-1])


@given(layered())
def test_what_was_not_changed_stands_the_same_on_both_sides(layer: tuple[str, list[Change]]):
    raw, changes = layer
    mended, way = apply(raw, changes), OffsetMap(changes)
    edges = [0, *(edge for change in changes for edge in (change.start, change.end)), len(raw)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        there = way.to_fixed(start, end)
        assert mended[slice(*there)] == raw[start:end]
        if start < end:
            assert way.to_raw(*there) == (start, end)
    for change in changes:
        there = way.to_fixed(change.start, change.end)
        assert (mended[slice(*there)], way.to_raw(*there)) == (change.fixed, (change.start, change.end))


@given(layered(), st.integers(0, 60), st.integers(0, 60))
def test_every_span_has_its_place(layer: tuple[str, list[Change]], one: int, other: int):
    raw, changes = layer
    start, end = sorted((min(one, len(raw)), min(other, len(raw))))
    there = OffsetMap(changes).to_fixed(start, end)
    assert list(accumulate((0, *there, len(apply(raw, changes))), max)) == [
        0,
        *there,
        len(apply(raw, changes)),
    ]
