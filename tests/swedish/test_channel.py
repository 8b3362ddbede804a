"""What an engine without Swedish writes for each letter."""

import pytest

from praktiknara.swedish import channel


def test_the_table_says_how_each_letter_is_written():
    table = channel.learnt()
    assert {letter: max(table[letter], key=table[letter].__getitem__) for letter in "åäöae"} == {
        "å": "a",
        "ä": "a",
        "ö": "é",
        "a": "a",
        "e": "e",
    }
    assert all(0 < share <= 1 for written in table.values() for share in written.values())


def test_in_a_sound_text_a_lost_ring_is_dear_and_in_a_damaged_one_it_is_cheap():
    table = channel.learnt()
    assert channel.prices(table, 1.0)["å", "a"] < 0.1 < 3 < channel.prices(table, 0.02)["å", "a"]
    assert channel.prices(table, 0.0)["å", "å"] == 0


@pytest.mark.parametrize(
    ("true", "written", "edits"),
    [
        ("ärendet", "drendet", [("ä", "d")]),
        ("sträcker", "striacker", [("ä", "ia")]),
        ("uppföljning", "uppf6ljning", [("ö", "6")]),
        ("först", "frst", [("ö", "")]),
        ("plan", "plan", []),
    ],
)
def test_a_word_as_read_is_laid_beside_the_true_one(true: str, written: str, edits: list[channel.Edit]):
    pairs = channel.pairs(true, written)
    assert [pair for pair in pairs if pair[0] != pair[1]] == edits
    assert ("".join(one for one, _ in pairs), "".join(other for _, other in pairs)) == (true, written)


def test_a_document_teaches_the_channel_its_own_damage():
    seen = channel.count([("ärendet", "drendet")] * 60)
    before, after = channel.learnt(), channel.adapt(channel.learnt(), seen)
    assert before["ä"]["d"] < 0.02 < 0.5 < after["ä"]["d"]
    assert after["ö"] == pytest.approx(before["ö"])
