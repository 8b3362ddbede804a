"""Keys of facets, what stands strong in a passage, whom a text concerns."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.search import rules


@given(st.sampled_from(["fond", "ar"]), st.text())
def test_a_facets_key_holds_only_signs_that_every_database_keeps(facet: str, value: str):
    assert re.fullmatch(r"f:[a-z]+:[a-z0-9_]*", rules.facet_key(facet, value))


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Barn i familjehem, 8–14 år", ["barn", "familjehem"]),
        ("Ungdomar och deras föräldrar", ["unga", "foraldrar"]),
        ("Personer med psykisk funktionsnedsättning", ["funktionsnedsattning"]),
        ("Grannar", []),
        ("", []),
    ],
)
def test_a_text_tells_whom_it_concerns(text: str, groups: list[str]):
    assert sorted(rules.target_groups(text)) == sorted(groups)


def test_a_key_stands_strong_when_it_is_said_often_for_the_passages_size():
    assert rules.strong(["sa", "sb", "sa", "sc"], 90) == ["sa!"]
    assert rules.strong(["sa"], 3) == ["sa!"]
    assert rules.strong(["sa", "sa"], 2_000) == []
