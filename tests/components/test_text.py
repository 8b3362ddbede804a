"""Swedish text: order, addresses, and what is taken away."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.components import text


def test_districts_stand_as_in_a_swedish_register():
    given_order = [
        "Östermalm",
        "Ängby",
        "Årsta",
        "Zinkensdamm",
        "älvsjö",
        "Farsta",
        "Évita",
        "Eva",
        "Andén",
        "Farsta strand",
    ]

    assert sorted(given_order, key=text.sort_key) == [
        "Andén",
        "Eva",
        "Évita",
        "Farsta",
        "Farsta strand",
        "Zinkensdamm",
        "Årsta",
        "älvsjö",
        "Ängby",
        "Östermalm",
    ]


def test_capitals_and_foreign_accents_do_not_part_two_names():
    assert text.sort_key("Éva Öberg") == text.sort_key("eva  öberg")
    assert text.sort_key("Ærø") == text.sort_key("Äro".replace("o", "ö"))


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Stella – det tredelade föräldraskapet", "stella-det-tredelade-foraldraskapet"),
        ("Årsta, Enskede och Vantör", "arsta-enskede-och-vantor"),
        ("  Ærø & Tromsø  ", "aro-tromso"),
        ("LUM 2018/2019", "lum-2018-2019"),
        ("”!”", ""),
    ],
)
def test_a_title_becomes_an_address(title: str, address: str):
    assert text.slug(title) == address


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\u030ar", "år"),
        ("rad 1\r\nrad 2\rrad 3", "rad 1\nrad 2\nrad 3"),
        ("dolt\u202e\x00\x07\ufeff", "dolt"),
        ("tabb\tkvar", "tabb\tkvar"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("half\ud800", "half"),
    ],
)
def test_only_what_a_reader_can_see_is_kept(pasted: str, kept: str):
    assert text.plain(pasted) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(pasted: str):
    once = text.plain(pasted)

    assert text.plain(once) == once
    assert not {
        unicodedata.category(character) for character in once if character not in "\n\t\u200c\u200d"
    } & {
        "Cc",
        "Cf",
        "Cs",
    }


@given(st.text())
def test_an_address_is_letters_figures_and_hyphens(title: str):
    assert set(text.slug(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_words_are_counted_between_white_spaces():
    assert text.words(" Barn  i\nfamiljehem ") == 3
    assert text.words("") == 0
