"""The ways in which a paper tells of its projects."""

from praktiknara.swedish.extraction import read

NUMBERED = """Projekt under planperioden

1. Hemteam för äldre

Ett team med arbetsterapeut och sjuksköterska möter den äldre i hemmet. Försöket pågår 2015–2016.

2. Natten på Solgläntan

En studie av hur bemanningen nattetid påverkar sömn och fall. Kostnaden beräknas till 700 tkr.

3. Brukarrevision i boendestödet

Personer med egen erfarenhet utbildas till revisorer. Totalt avsätts 425 000 kronor.

Ekonomiska konsekvenser

Kostnaderna ryms inom budget.
"""

LED_IN = """Så har medlen använts

Odla på kullen – Tillsammans med bostadsbolaget har den gamla bollplanen gjorts om till odlingslotter. Medel: 310 000 kronor. Läxhjälp i Medborgarhuset – Studenter leder läxläsning fyra kvällar i veckan. Medel: 280 000 kronor. Unga berättar – Tjugo ungdomar har fått kamera och handledning för att skildra sin vardag. Medel: 110 000 kronor.
"""

POINTS = """Förvaltningen lämnar följande lägesrapport:

• Kontinuitet i hemtjänsten. Tre arbetslag planerar sina egna scheman. Förbrukat: 420 tkr.
• Demensvän i Björkvik. Butiker och bibliotek erbjuds en kort utbildning. Förbrukat: 130 tkr.
• Min dag, mitt val. Deltagarna väljer själva sin sysselsättning. Försöket är försenat.
"""

PRINCIPLES = """Planen vilar på tre grunder:

• Delaktighet. Alla som berörs ska kunna påverka arbetet i vardagen.
• Öppenhet. Det vi lär oss ska kunna läsas av alla som bor i staden.
• Uthållighet. Det vi börjar med ska vi också orka avsluta tillsammans.
"""

RUNNING = """Arbetet har dominerats av Barns delaktighet i utredningen, en aktstudie där 112 akter har granskats. Försöket, som fått namnet Måltiden som möte, har dokumenterats med film. Utvärderingen Egen nyckel, som gällde boendestöd, är klar. Vi träffade Anna Berg, en van projektledare.
"""


def titles(text: str) -> list[str]:
    return [project.title for project in read(text).projects]


def test_numbered_headings_under_one_that_gathers_them():
    assert titles(NUMBERED) == ["Hemteam för äldre", "Natten på Solgläntan", "Brukarrevision i boendestödet"]


def test_names_that_lead_in_what_is_told():
    assert titles(LED_IN) == ["Odla på kullen", "Läxhjälp i Medborgarhuset", "Unga berättar"]


def test_points_that_begin_with_a_name():
    assert titles(POINTS) == ["Kontinuitet i hemtjänsten", "Demensvän i Björkvik", "Min dag, mitt val"]


def test_points_that_are_no_work_are_no_projects():
    assert titles(PRINCIPLES) == []


def test_names_in_running_text_with_what_they_are():
    assert titles(RUNNING) == ["Barns delaktighet i utredningen", "Måltiden som möte", "Egen nyckel"]


def test_a_footnote_after_a_case_number_is_not_part_of_it():
    numbers = [
        one.value for one in read("Se nämndens beslut dnr FSN/2013:131. 2 Bakgrunden är en annan.").values
    ]
    assert "FSN/2013:131" in numbers


def test_a_party_between_a_name_and_its_title():
    people = {
        one.value: one.details["title"]
        for one in read("Beslutande var Monica Ahlberg Roos (S), ordförande.").values
        if one.kind == "person"
    }
    assert people == {"Monica Ahlberg Roos": "ordförande"}


LABELLED = """FoU Björkvik – årsrapport 2016      1

Pågående projekt

Projekt: Måltiden som mötesplats
Projektledare: Cecilia Vallgren
Medel: 640 000 kronor
Det undersöker vad de gemensamma måltiderna betyder.

FoU Björkvik – årsrapport 2016      2

Projekt: Handledning för nya socialsekreterare
Projektledare: Jan-Erik Moberg
Medel: 95 000 kr
Åtta nyanställda får handledning varannan vecka.

FoU Björkvik – årsrapport 2016      3

Spridning

Resultaten sprids.
"""


def test_names_after_the_word_project_and_heads_of_pages_between():
    reading = read(LABELLED)
    assert [(one.title, len(one.values)) for one in reading.projects if one.rule == "labelled"] == [
        ("Måltiden som mötesplats", 2),
        ("Handledning för nya socialsekreterare", 3),
    ]
    assert "årsrapport" not in " ".join(section.heading for section in reading.sections)


TABLE = """Projekt                                Sökande                     Sökt      Beviljat
Stegvis hem                            Vuxenenheten                 600        500
Från försörjningsstöd till egen        Ekonomiskt bistånd           620        450
försörjning
Barn som anhöriga                      Familjeenheten               190        190
Summa                                                             1 410      1 140
"""


def test_a_long_cell_does_not_end_the_table():
    assert titles(TABLE) == ["Stegvis hem", "Från försörjningsstöd till egen", "Barn som anhöriga"]


def test_a_study_in_quotation_marks():
    assert titles(
        "Då avslutades studien ”Kontaktpersonens betydelse”, som visade att 62 procent var nöjda."
    ) == ["Kontaktpersonens betydelse"]


def test_names_in_quotation_marks_by_what_is_said_of_them():
    text = "”Föräldrar i fokus” riktade sig till föräldrar. Inom ramen för ”Fältarbete på nätet” har två fältassistenter varit tillgängliga. Hon sade ”Det var roligt” till oss."
    assert titles(text) == ["Föräldrar i fokus", "Fältarbete på nätet"]


def test_a_day_under_the_word_for_a_case_number_is_a_day():
    values = {str(one.kind): one.value for one in read("Diarienummer\n2016-09-07 Dnr VON-2016-00238").values}
    assert (values["date"], values["reference_number"]) == ("2016-09-07", "VON-2016-00238")
