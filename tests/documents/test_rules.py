"""What a text says about itself."""

import pytest

from praktiknara.documents import rules


@pytest.mark.parametrize(
    ("text", "own", "title"),
    [
        ("Plan för arbetet 2016\n\nHär börjar texten.", "", "Plan för arbetet 2016"),
        ("Plan för arbetet och\n\nutvecklingen 2016\n\nHär börjar texten.", "", "Plan för arbetet och utvecklingen 2016"),
        ("Nämndens arbete\n\nÅrsrapport för 2019\n\nText.", "", "Nämndens arbete. Årsrapport för 2019"),
        ("Lilla rubriken\nTexten börjar på raden under och är längre än rubriken.", "", "Lilla rubriken"),
        ("Dnr 3.1-22/2015\nSida 1 (4)\n2015-03-02\n\nStöd till unga vuxna\n\nText.", "", "Stöd till unga vuxna"),
        ("1. Nämnden godkänner förslag till plan för 2015.\n\nMer text.", "", "Plan för 2015"),
        ("Sammanfattning\nDetta ärende är en redovisning av arbetet med unga som\nprövades.", "", "Redovisning av arbetet med unga"),
        ("och så vidare, utan rubrik. Här är text.", "", "Min fil"),
        ("Vad som helst", "Rapport om boende", "Rapport om boende"),
        ("Plan för arbetet 2016\n\nText.", "Microsoft Word - plan.doc", "Plan för arbetet 2016"),
    ],
)  # fmt: skip  # a case to a line
def test_a_paper_is_called_what_it_calls_itself(text, own, title):
    assert rules.title_of(text, own, "min_fil_0a1b2c3d4e5f6071.txt") == title


@pytest.mark.parametrize(
    ("text", "title", "name", "year"),
    [
        ("Text från 3 mars 2014", "Plan för 2015", "a.txt", 2015),
        ("Dnr 1, 2014-03-03. Text om 2011.", "Plan", "a.txt", 2014),
        ("Nämnden möttes den 3 mars 2014.", "Plan", "a.txt", 2014),
        ("Text om 2011.", "Plan", "rapport-2012.pdf", 2012),
        ("Text om 2011.", "Plan", "a.txt", None),
        ("Text", "Vision 2040", "a.txt", None),
    ],
)
def test_the_year_is_the_titles_or_the_dates_or_unknown(text, title, name, year):
    assert rules.year_of(text, title, name, 2028) == year


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Det är en text som handlar om att barn och unga ska få stöd.", "sv"),
        ("This is the text of a report that was written for the board.", "en"),
        ("Tämä on teksti, joka on kirjoitettu ja luettu, mutta se ei ole pitkä.", "fi"),
        ("xkcd qwerty asdf", ""),
        ("", ""),
    ],
)
def test_the_language_shows_in_the_commonest_words(text, language):
    assert rules.language_of(text) == language


@pytest.mark.parametrize(
    ("text", "picture", "marked", "needs"),
    [
        ("", True, True, True),
        ("Dnr 2015/12 inkom 2015-03-04", True, True, True),
        ("ord " * 100, True, True, False),
        ("", False, True, True),
        ("Bilaga 1", False, True, False),
        ("", False, False, False),
    ],
)
def test_a_page_that_is_a_picture_of_text_needs_reading(text, picture, marked, needs):
    assert rules.needs_reading(text, picture=picture, marked=marked) == needs


def test_signs_without_meaning_are_garbled_and_tables_are_not():
    assert rules.is_garbled("\u25a1\u25a2#¤%&/()=" * 40)
    assert not rules.is_garbled("1 234 567 kr\n" * 40)
    assert not rules.is_garbled("Vanlig text. " * 40)
