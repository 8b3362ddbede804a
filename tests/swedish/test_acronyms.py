"""Acronyms that papers explain."""

import pytest

from praktiknara.swedish.acronyms import Acronyms, mine
from praktiknara.swedish.keys import stem_keys


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nämnden ger lokala utvecklingsmedel (LUM) varje år.", [("LUM", "lokala utvecklingsmedel")]),
        ("Arbetet i SIG (sociala insatsgrupper) går vidare.", [("SIG", "sociala insatsgrupper")]),
        ("en samordnad individuell plan (SIP)", [("SIP", "samordnad individuell plan")]),
        ("medel för utbyte och lärande (MUL)", [("MUL", "medel för utbyte och lärande")]),
        ("Marie Holms högskola (MHH)", [("MHH", "Marie Holms högskola")]),
        ("individual placement and support (IPS)", [("IPS", "individual placement and support")]),
        (
            "pilotprojekt samverkan skola och socialtjänst (PPSS)",
            [("PPSS", "pilotprojekt samverkan skola och socialtjänst")],
        ),
        ("forskning och utveckling (FoU)", [("FoU", "forskning och utveckling")]),
        ("Stadsdelen (bilaga 2) får medel (se ovan) och pengar (LUM).", []),
        ("Projektet kostade mer (KPI) än väntat.", []),
    ],
)
def test_explained_are(text: str, found: list[tuple[str, str]]):
    assert list(mine(text)) == found


def test_acronyms_of_two_papers_are_added_and_kept():
    both = mine("sociala insatsgrupper (SIG)") + mine(
        "Sociala insatsgrupperna (SIG) och lokala utvecklingsmedel (LUM)"
    )

    assert both.long_forms("sig") == ["sociala insatsgrupper"]
    assert both.short_forms(stem_keys("lokalt utvecklingsmedel")) == ["LUM"]
    assert Acronyms.from_list(both.as_list()) == both
    assert (len(both), both.longest) == (3, 2)
