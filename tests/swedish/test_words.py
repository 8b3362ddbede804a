"""What a word is looked up by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.swedish.words import fold, lemma, word


@pytest.mark.parametrize(
    "forms",
    [
        ["utvärdering", "utvärderingarna", "utvardering", "Utvärderingens"],
        ["familjehemsplacerade", "familjehemsplacerad"],
        ["kvinna", "kvinnor", "kvinnans"],
        ["stadsdelsförvaltningarnas", "stadsdelsförvaltning"],
        ["EU", "EU:s", "eu"],
    ],
)
def test_one_stem_for(forms: list[str]):
    assert len({word(form).stem for form in forms}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ["utvärdering", "utvärdera", "utvärderades"],
        ["kartläggning", "kartlägga", "kartlagt"],
        ["ansökan", "ansöka", "ansökte"],
        ["finansiering", "finansierar"],
        ["organisation", "organisera"],
        ["delaktighet", "delaktiga"],
        ["jämställdhet", "jämställd"],
    ],
)
def test_one_action_for(names: list[str]):
    assert len({word(name).action for name in names} - {""}) == 1
    assert all(word(name).action for name in names)


@pytest.mark.parametrize("name", ["kvinna", "barn", "krona", "nämnd", "och"])
def test_no_action_is(name: str):
    assert word(name).action == ""


def test_words_that_differ_in_their_marks_only_are_kept_apart():
    assert word("rad").stem == word("råd").stem
    assert word("rad").exact != word("råd").exact
    assert word("socialtjänst").exact == ""


def test_an_unknown_compound_takes_its_last_words_base_form():
    assert lemma("mentorsprogrammen") == "mentorsprogram"


@given(st.text(max_size=80))
def test_any_text_can_be_looked_up_by_letters_and_digits(text: str):
    analysed = word(text)

    for key in (
        analysed.stem,
        analysed.exact,
        analysed.action,
        fold(text),
        *(part.stem for part in analysed.parts),
    ):
        assert not key or (key.isascii() and key.isalnum() and key == key.lower())
