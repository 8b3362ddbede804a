"""år and är by their neighbours."""

import pytest

from praktiknara.swedish.years import weight


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("för", "2015"),
        ("under tre", "har"),
        ("efter ett", "är"),
        ("projektets andra", "ägnas"),
        ("är 14", "."),
        ("inför nästa", "."),
        ("i", "fyller"),
        ("efter tjugosex", "i"),
        ("från", "till"),
        ("två", "i rad"),
        (". fem", "senare"),
    ],
)
def test_a_year(before: str, after: str):
    assert weight(before.split()[::-1], after.split()) > 2.9


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("det", "oklart"),
        ("lokalen", "får"),
        ("målet", "att"),
        (". många", "nöjda"),
        ("tre av fyra", "nöjda"),
        ("under 2015", "målet"),
        ("läget", ", kort"),
        (", två", "på"),
        (". detta", "viktigt"),
        ("som", "43"),
    ],
)
def test_being(before: str, after: str):
    assert weight(before.split()[::-1], after.split()) < 2.9


def test_at_the_edges_of_a_text_the_rule_answers_too():
    assert weight([], ["2015"]) > 0 > weight(["det"], [])
    assert weight([], []) > 0
