"""Names that a damaged word may be."""

from praktiknara.swedish.names import PLACES, gazetteer
from praktiknara.swedish.repair import repair


def test_the_words_of_names_are_known_with_their_genitives():
    known = gazetteer(["Föreningen Ljungsbrofrämjandet i Örnäset", "IOGT", "Björn Österåsens"])
    added = known - gazetteer([])
    assert added >= {"ljungsbrofrämjandet", "ljungsbrofrämjandets", "örnäset", "björn", "österåsens"}
    assert "i" not in added
    assert "iogt" not in added


def test_the_districts_are_known_without_a_register():
    assert {place.lower() for place in PLACES} <= gazetteer([])


def test_a_name_in_the_register_is_mended():
    raw = "Forvaltningen har fatt ett svar fran Gladjeforsaren och fran Dvargbackens forskola pa fragan om stod."
    assert "Glädjeforsaren" in repair(raw, names=["Stiftelsen Glädjeforsaren"]).text
    assert "Dvärgbäckens" in repair(raw, names=["Dvärgbäcken"]).text
    assert "Dvargbackens" in repair(raw).text


def test_the_names_of_the_districts_are_mended():
    raw = (
        "Stadsdelsndmnderna i Vantor, Hisselby-Villingby, Skarpnick och Enskede-Arsta-Vantér har fatt medel."
        " Utvirderingen gors av Ersta Skondal Bricke hogskola. Arendet har behandlats av namnden."
    )
    assert repair(raw).text == (
        "Stadsdelsnämnderna i Vantör, Hässelby-Vällingby, Skarpnäck och Enskede-Årsta-Vantör har fått medel."
        " Utvärderingen görs av Ersta Sköndal Bräcke högskola. Ärendet har behandlats av nämnden."
    )


def test_a_stranger_keeps_the_name():
    raw = "Utvarderingen gors av Fredrika Jurdelin och Veronica Carstholm pa uppdrag av namnden."
    assert (
        repair(raw).text
        == "Utvärderingen görs av Fredrika Jurdelin och Veronica Carstholm på uppdrag av nämnden."
    )
