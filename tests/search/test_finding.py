"""What is found: in Swedish, in damaged papers, exactly counted, and by the one who may see it."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from tests.reading import told

from praktiknara.documents.models import Page, Paper, Passage, Repair
from praktiknara.funds.choices import FundLevel
from praktiknara.funds.models import Fund
from praktiknara.knowledge.choices import OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.people.choices import Origin
from praktiknara.projects.choices import ProjectKind
from praktiknara.projects.models import Project
from praktiknara.results.choices import Finding
from praktiknara.results.models import Outcome
from praktiknara.search.choices import Facet
from praktiknara.search.queries import finding
from praktiknara.search.queries.asking import Asked
from praktiknara.search.queries.finding import Search

DAMAGED = (
    "Socialndmnden beslutade om familjehemsplacerade barn och deras skolgang.\n\nEn annan del av texten."
)


def project(title: str, **more: object) -> Project:
    return Project.objects.create(title=title, kind=ProjectKind.LOCAL_PROJECT, **more)


def paper(title: str, text: str, **more: object) -> Paper:
    """A paper as an import leaves it, a passage to a paragraph."""
    made = Paper.objects.create(
        title=title,
        slug=title.lower(),
        file_name=f"{title}.txt",
        sha256=title,
        text=text,
        length=len(text),
        **more,
    )
    Page.objects.create(paper=made, number=1, start=0, end=len(text))
    at = 0
    for place, part in enumerate(text.split("\n\n")):
        Passage.objects.create(paper=made, position=place, start=at, end=at + len(part), page=1)
        at += len(part) + 2
    return made


def titles(client, query: str, **filters: str) -> list[str]:
    """The titles on the first page, as the template got them."""
    answer = client.get(reverse("search"), {"q": query, **filters})
    assert answer.status_code == 200
    return [hit.document.title for hit in answer.context["hits"]]


def test_a_word_finds_its_forms_its_compounds_and_what_it_is_called_when_done(visitor, indexed):
    project("Mina båda världar", purpose="Stödgrupper för familjehemsplacerade barn.")
    project("Mätningen", purpose="Vi utvärderade arbetet.")
    project("Något annat", purpose="Sommarjobb i parken.")
    indexed()

    assert titles(visitor, "familjehem") == ["Mina båda världar"]
    assert titles(visitor, "barnen") == ["Mina båda världar"]
    assert titles(visitor, "utvärdering") == ["Mätningen"]


def test_a_slip_and_missing_marks_are_forgiven_and_told(visitor, indexed):
    project("Hemlöshet bland kvinnor")
    indexed()

    answer = visitor.get(reverse("search"), {"q": "hemlösbhet"})

    assert "Menade du hemlöshet?" in told(answer)
    assert titles(visitor, "hemlösbhet") == ["Hemlöshet bland kvinnor"]
    assert titles(visitor, "hemloshet") == ["Hemlöshet bland kvinnor"]


def test_a_damaged_paper_is_found_by_sound_words_and_marked_where_it_is_damaged(visitor, indexed):
    made = paper("Beslut", DAMAGED, year=2015)
    Repair.objects.create(
        paper=made, start=0, end=13, raw="Socialndmnden", fixed="Socialnämnden", confidence=0.97
    )
    indexed()

    answer = visitor.get(reverse("search"), {"q": "socialnämnden familjehem"})
    [hit] = answer.context["hits"]

    assert str(hit.parts[0].text) == (
        "<mark>Socialndmnden</mark> beslutade om <mark>familjehems</mark>placerade barn och deras skolgang."
    )
    assert hit.parts[0].url == f"{made.get_absolute_url()}#t-0"
    assert hit.parts[0].page == 1


def test_phrase_minus_and_field_narrow_the_hits(visitor, indexed):
    project("Ett", purpose="Våld i nära relationer bland unga.", start="2015", end="2015")
    project("Två", purpose="Nära till våld, relationer på lång sikt.", start="2016", end="2016")
    indexed()

    assert sorted(titles(visitor, "våld relationer")) == ["Ett", "Två"]
    assert titles(visitor, '"våld i nära relationer"') == ["Ett"]
    assert titles(visitor, "våld -unga") == ["Två"]
    assert titles(visitor, "våld år:2016") == ["Två"]
    assert titles(visitor, "våld ar:2015") == ["Ett"]


def test_facets_count_all_hits_and_a_choice_narrows_them(visitor, indexed):
    lum = Fund.objects.create(
        code="lum", name="Lokala utvecklingsmedel", short_name="LUM", level=FundLevel.LOCAL
    )
    for number in range(12):
        project(f"Barn {number}", fund=lum if number < 5 else None, start=str(2010 + number % 2))
    worked = Project.objects.get(title="Barn 0")
    Outcome.objects.create(project=worked, text="fler barn i skolan", finding=Finding.WORKED)
    indexed()

    counts = Search(Asked("barn"), None).facet_counts()

    assert counts[Facet.KIND] == {"f:slag:projekt": 12, "f:slag:utfall": 1}
    assert counts[Facet.FUND] == {"f:fond:lum": 6}
    assert counts[Facet.YEAR] == {"f:ar:2010": 6, "f:ar:2011": 6}
    assert counts[Facet.RESULT] == {"f:resultat:gick_bra": 2}
    chosen = Search(Asked("barn", {Facet.FUND: ("lum",), Facet.KIND: ("projekt",)}), None)
    assert chosen.total == 5
    assert chosen.facet_counts()[Facet.KIND] == {"f:slag:projekt": 5, "f:slag:utfall": 1}
    assert len(titles(visitor, "barn", fond="lum", slag="projekt")) == 5


def test_all_words_when_many_have_them_else_any_word_and_the_reader_is_told(visitor, indexed):
    for number in range(35):
        project(f"Stödgrupp {number}", purpose="Stödgrupp i skolan." if number < 32 else "Stödgrupp.")
    project("Matsal i skolan")
    indexed()

    many, few = Search(Asked("stödgrupp skolan"), None), Search(Asked("matsal stödgrupp"), None)

    assert (many.total, many.lacks_words) == (32, False)
    assert (few.total, few.lacks_words) == (36, True)
    assert "saknar något av orden" in told(visitor.get(reverse("search"), {"q": "matsal stödgrupp"}))


def test_one_word_has_no_others_to_lack(visitor, indexed):
    project("Stödgrupp i skolan")
    project("Grupper för stöd")
    indexed()

    answer = visitor.get(reverse("search"), {"q": "stödgrupp"})

    assert answer.context["search"].total == 2
    assert "saknar något av orden" not in told(answer)


def test_a_paper_that_is_an_example_carries_the_mark(visitor, indexed):
    paper("Exempel", "En handling om nattvandring.", origin=Origin.EXAMPLE)
    paper("Riktig", "En annan handling om nattvandring.")
    indexed()

    hits = visitor.get(reverse("search"), {"q": "nattvandring"}).context["hits"]

    assert {hit.document.title: hit.document.example for hit in hits} == {"Exempel": True, "Riktig": False}


def test_what_nearly_everything_holds_is_found_by_its_rarest_words_first(monkeypatch, indexed):
    for number in range(6):
        paper(f"Rapport-{number}", "Förvaltningen i staden.")
    paper("Skolan", "Förvaltningen i skolan.")
    indexed()
    monkeypatch.setattr(finding, "MOST_LOOKED_THROUGH", 2)

    search = Search(Asked("förvaltningen skolan"), None)

    assert (search.total, len(search.hits(0, 10))) == (7, 7)
    assert search.hits(0, 1)[0].passages


def test_every_hit_is_on_one_page_and_only_one(visitor, indexed):
    for number in range(33):
        project(f"Skola {number:02d}", start=str(2000 + number % 7))
    indexed()

    for order in ("traff", "nyast", "titel"):
        pages = [titles(visitor, "skola", sida=str(page), sort=order) for page in (1, 2, 3, 4)]
        assert sorted(title for page in pages for title in page) == [
            f"Skola {number:02d}" for number in range(33)
        ]
    assert titles(visitor, "skola", sort="titel", antal="25") == [
        f"Skola {number:02d}" for number in range(25)
    ]


def test_the_file_holds_exactly_this_search(visitor, indexed):
    project("Barn i skolan", start="2015")
    project("=HYPERLINK(barn)")
    project("Sommarjobb")
    indexed()

    answer = visitor.get(reverse("search_csv"), {"q": "barn", "sort": "titel"})
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))

    assert [row[0] for row in rows[1:]] == ["Barn i skolan", "'=HYPERLINK(barn)"]
    assert visitor.get(reverse("search_excel"), {"q": "barn"}).status_code == 200


def test_suggestions_are_words_and_titles_that_begin_so(visitor, indexed):
    project("Familjehem i fokus", purpose="Familjerådslag provas.")
    indexed()

    page = visitor.get(reverse("search_suggestions"), {"q": "barn i famil"}).text

    assert 'value="barn i familjehem"' in page
    assert 'value="barn i familjerådslag"' in page
    assert 'value="Familjehem i fokus"' in visitor.get(reverse("search_suggestions"), {"q": "Famil"}).text


def test_what_is_like_a_thing_shares_its_rare_words(visitor, indexed):
    here = project("Nattvandrarna", purpose="Nattvandring med föräldrar.")
    project("Vuxna på stan", purpose="Nattvandring om helgen.")
    for number in range(8):
        project(f"Annat {number}", purpose="Sommarjobb.")
    indexed()

    page = told(visitor.get(reverse("similar", args=["projekt", here.pk])))

    assert "Vuxna på stan" in page
    assert "Annat" not in page


@pytest.mark.parametrize(
    "query",
    [
        "'; DROP TABLE search_searchdocument; --",
        '" OR keys MATCH "x',
        "a* NEAR(b) AND NOT",
        '-- - "" : AND OR NOT & | ! ( )',
        "år:",
        "år:2015",
        "-barn",
        '-"barn i skolan"',
        "<script>alert(1)</script>",
        "\x00\x07\ud7ff",
        "%%% ___ \\ \\\\ '",
        "🦄 ﷽ ‮abc",
        "å" * 10_000,
        "barn " * 2_000,
        "och i att",
    ],
)
def test_no_query_breaks_the_page(visitor, indexed, query):
    project("Barn i skolan", start="2015")
    indexed()

    for name in ("search", "search_suggestions", "search_csv"):
        answer = visitor.get(reverse(name), {"q": query, "ar": query, "sida": query, "sort": query})
        assert answer.status_code == 200
        assert b"<script>alert" not in (
            answer.content if not answer.streaming else b"".join(answer.streaming_content)
        )
    assert visitor.get(reverse("search"), {"q": query}).status_code == 200
    call_command("search", "--", query, stdout=StringIO())


def test_the_command_gives_papers_passages_first_then_the_register(indexed):
    paper("Beslut", DAMAGED)
    project("Familjehem")
    indexed()
    out = StringIO()

    call_command("search", "familjehem", "--json", stdout=out)
    answer = json.loads(out.getvalue())

    assert set(answer) == {"query", "total", "took_ms", "hits"}
    assert [(hit["title"], hit["file"], hit["start"], hit["end"]) for hit in answer["hits"]] == [
        ("Beslut", "Beslut.txt", 0, DAMAGED.index("\n")),
        ("Familjehem", None, None, None),
    ]
    assert answer["total"] == 2
    with pytest.raises(CommandError, match="finns inget konto"):
        call_command("search", "x", "--as", "ingen")


def test_someone_with_a_role_finds_a_draft_by_a_word_that_nothing_public_has(client, visitor, fou, indexed):
    KnowledgeOutput.objects.create(title="Utkastet", summary="Xylofonterapi.", status=OutputStatus.DRAFT)
    indexed()
    client.force_login(fou)

    assert titles(client, "xylofonterapi") == ["Utkastet"]
    assert titles(visitor, "xylofonterapi") == []
