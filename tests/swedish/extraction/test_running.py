"""When a project runs, as a careful reader puts it together."""

import time

import pytest

from praktiknara.swedish.extraction import read
from praktiknara.swedish.extraction.running import runs, year_of_account, year_of_report

TOLD = {
    "Arbetet drogs igång i september 2019. Det planeras fortgå under 2023.": {"start": 2019, "end": 2023},
    "Studien påbörjades 2012. Under 2013 påbörjas intervjuer. En uppföljning ska ske under 2015.": {
        "start": 2012,
        "end": 2015,
    },
    "Under 2018 fick nämnden i uppdrag att pröva modellen. Arbetet har fortlöpt under 2019.": {
        "start": 2018,
        "end": 2019,
    },
    "Under våren 2014 genomförde FoU-enheten en förstudie om hembesök.": {"start": 2014, "end": 2014},
    "Projektet fick utvecklingsmedel 2016.": {"start": 2016},
    "Projektet beviljades medel för 2017 och ytterligare medel avsätts under 2018.": {"start": 2017},
    "Försöket lades ned 2020 efter ett beslut i nämnden.": {"end": 2020},
    "Rapporten är beräknad att levereras under första kvartalet 2024.": {"end": 2024},
    "Arbetet kom i gång 2017 och upphör 2020, men nämnden har beslutat om förlängning till den 31 december 2021.": {
        "start": 2017,
        "end": 2021,
    },
    "Projektet är tvåårigt.": {"duration_years": 2},
    "Utvärderingen har avslutats och resultatet ska spridas under 2022.": {},
    "Underlaget är 2012 års akter. Lagen (2001:453) ändrades och standarden är från 2016.": {},
    "År 2021 beslutades om en standard för fältarbete.": {},
    "Verksamheten löper till och med 2022.": {"end": 2022},
    "Ärendet har nummer 3.1-188/2019.": {},
    "": {},
}


@pytest.mark.parametrize("text", TOLD)
def test_years_are_put_together_by_their_verbs(text):
    assert runs(text) == TOLD[text]


def test_a_yearly_report_tells_of_its_year():
    year = year_of_report("Socialnämndens utvecklingsarbete\n\nÅrsrapport för 2019\n\nSammanfattning")
    assert year == 2019
    assert runs("En kartläggning har påbörjats tillsammans med högskolan.", year) == {"start": 2019}
    assert runs("Utvärderingen har avslutats.", year) == {"end": 2019}
    assert runs("Under året har enkäten gått ut. Arbetet fortsätter under 2020.", year) == {
        "start": 2019,
        "end": 2020,
    }
    assert year_of_report("Förslag till plan för 2019") is None


def test_a_project_paid_for_the_year_that_is_accounted_for_ran_that_year():
    year = year_of_account("Redovisning av lokala projekt år 2019")
    assert year == 2019
    assert runs("Vingen har beviljats medel till projektet 2019.", of_account=year) == {
        "start": 2019,
        "end": 2019,
    }
    assert runs("Vingen beviljades medel 2019 och pågår under 2020.", of_account=year) == {
        "start": 2019,
        "end": 2020,
    }
    assert year_of_account("Redovisning av medel 2019") is None


PAPER = """Plan för utveckling

Uppföljning av hembesök för nyblivna föräldrar

Hembesöken startade 2015. Under våren 2014 finansierade förvaltningen en förstudie om hembesök för att välja modell. Uppföljningen avslutas under 2017.
"""


def test_what_is_told_of_a_preliminary_study_is_not_told_of_the_project():
    periods = {project.title: project.period for project in read(PAPER).projects}
    assert periods == {
        "Uppföljning av hembesök för nyblivna föräldrar": {"start": 2015, "end": 2017},
        "Förstudie: Uppföljning av hembesök för nyblivna föräldrar": {"start": 2014, "end": 2014},
    }


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Projekttid: 130101–151231.", {"start": "2013-01", "end": "2015-12"}),
        ("Vi följer den (projekttid sept -17 till juni -19).", {"start": "2017-09", "end": "2019-06"}),
        ("Ring 130101–151231.", None),
        ("Projekttid: 151231–130101.", None),
    ],
)
def test_short_ways_of_writing_a_period(text, period):
    found = [value.value for value in read(text).values if value.kind == "period"]
    assert found == ([period] if period else [])


@pytest.mark.parametrize(
    "text", ["har fått ", "under den 1 till och med i ", "Under 2014 ", "2014 projektet ", "pågår i i i "]
)
def test_a_text_made_to_be_slow_is_read_at_once(text):
    begun = time.perf_counter()
    runs(text * 100_000, 2019)
    assert time.perf_counter() - begun < 5
