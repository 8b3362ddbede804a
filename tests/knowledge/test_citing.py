"""A reference is whole with what is known, and no title breaks its file."""

from hypothesis import given
from hypothesis import strategies as st

from praktiknara.knowledge.rules.citing import Reference, bibtex, ris

REPORT = Reference(
    key="mellan-teori-och-praktik",
    authors=["Åsa Örn", "Madonna"],
    year=2023,
    title="I mötet mellan teori & praktik",
    publisher="Marie Cederschiöld högskola",
    abstract="Hur det gick.\nOch varför.",
    address="https://exempel.se/kunskapsbank/x/",
)


def test_a_report_as_bibtex():
    assert bibtex(REPORT) == (
        "@techreport{mellan-teori-och-praktik,\n"
        "  author = {Åsa Örn and Madonna},\n"
        "  title = {{I mötet mellan teori \\& praktik}},\n"
        "  institution = {Marie Cederschiöld högskola},\n"
        "  year = {2023},\n"
        "  url = {https://exempel.se/kunskapsbank/x/},\n"
        "  abstract = {Hur det gick. Och varför.},\n"
        "  language = {swedish},\n"
        "}\n"
    )


def test_a_report_as_ris():
    assert ris(REPORT).split("\r\n") == [
        "TY  - RPRT",
        "AU  - Örn, Åsa",
        "AU  - Madonna",
        "PY  - 2023",
        "TI  - I mötet mellan teori & praktik",
        "PB  - Marie Cederschiöld högskola",
        "AB  - Hur det gick. Och varför.",
        "UR  - https://exempel.se/kunskapsbank/x/",
        "LA  - sv",
        "ID  - mellan-teori-och-praktik",
        "ER  - ",
        "",
    ]


def test_without_authors_the_publisher_stands_and_an_unknown_year_is_left_out():
    told = REPORT._replace(authors=[], year=None)

    assert "  author = {{Marie Cederschiöld högskola}},\n" in bibtex(told)
    assert "year" not in bibtex(told)
    assert "AU  - Marie Cederschiöld högskola" in ris(told)
    assert "PY  -" not in ris(told)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_title_breaks_out_of_its_field(title: str, abstract: str):
    told = REPORT._replace(title=title, abstract=abstract)

    written = bibtex(told)

    assert written.count("{") == written.count("}")
    assert all(line[2:6] == "  - " for line in ris(told).split("\r\n") if line)
