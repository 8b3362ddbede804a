"""A text in passages: paragraphs as they can be read, under their headings."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from praktiknara.swedish.passages import LONGEST, SHORTEST, passages

SENTENCE = "Gruppen möts varje vecka och pratar om hur det går hemma och i skolan. "
LONG = SENTENCE * 20
REPORT = f"""Stöd till syskon

Bakgrund

{SENTENCE * 4}

Kort rad.

{SENTENCE * 4}

Resultat

{LONG}"""


def test_headings_stand_with_what_follows_and_name_it():
    found = passages(REPORT)

    assert [passage.heading for passage in found] == ["Bakgrund", "Bakgrund", "Resultat", "Resultat"]
    assert REPORT[found[0].start : found[0].end].startswith("Stöd till syskon\n\nBakgrund\n\nGruppen")
    assert REPORT[found[1].start :].startswith("Kort rad.\n\nGruppen")
    assert REPORT[found[2].start :].startswith("Resultat\n\nGruppen")


def test_a_long_paragraph_is_parted_between_sentences():
    found = passages(LONG)

    assert len(found) == 2
    assert all(LONG[passage.end - 1] == "." for passage in found)


def test_lines_broken_to_fit_a_page_are_one_paragraph_also_when_double_spaced():
    lines = [
        "Mottagningen tar emot ungdomar som",
        "söker hjälp på egen hand, och deras",
        "familjer när de vill det själva.",
    ]
    paragraph = " \n\n".join(lines * 3)
    text = f"{paragraph} \n\n \n\n{paragraph}"

    assert [(passage.start, passage.end) for passage in passages(text)] == [
        (0, len(paragraph)),
        (len(text) - len(paragraph), len(text)),
    ]


def test_points_of_a_list_stay_with_each_other():
    text = "Nämnden ska:\n\n- stödja familjer\n\n- sprida kunskap\n\n- pröva nya arbetssätt"

    assert len(passages(text)) == 1


@given(st.text(alphabet="aÅ .\n\f-1(", max_size=3000))
def test_nothing_but_white_space_is_left_out(text: str):
    found = passages(text)

    assert "".join("".join(text[passage.start : passage.end].split()) for passage in found) == "".join(
        text.split()
    )
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(passage.end - passage.start <= LONGEST + 3 * SHORTEST for passage in found)
