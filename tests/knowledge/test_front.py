"""The public front: a hurried social worker finds her answer, and nothing that is not public is anywhere in it."""

from xml.etree import ElementTree

import pytest
from django.utils import timezone

from praktiknara.knowledge.choices import THEMES, Question
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.models import Method, MethodUse
from praktiknara.people.choices import Origin
from praktiknara.projects.choices import Field
from praktiknara.projects.models import Project
from praktiknara.results.models import Outcome

pytestmark = pytest.mark.django_db

FRONT = "/kunskapsbank/"
THEME = "barn-unga-och-familj"
ATOM = "{http://www.w3.org/2005/Atom}"
HURRY = f"{FRONT}brattom/"


def made(title: str, **values: object) -> KnowledgeOutput:
    whole = {
        "summary": f"Om {title}",
        "lesson": f"Lär av {title}",
        "year": 2024,
        "field": Field.CHILDREN,
        "status": "published",
        "published_at": timezone.now(),
    }
    return KnowledgeOutput.objects.create(title=title, **{**whole, **values})


@pytest.fixture
def bank(city) -> dict[str, KnowledgeOutput]:
    """What worked and what did not, a handbook, and what is expected; beside them what nobody outside may see."""
    project = Project.objects.create(
        title="Gruppstöd", kind="local_project", field=Field.CHILDREN, owner=city.skarpnack
    )
    MethodUse.objects.create(
        project=project, method=Method.objects.create(name="Samtalsgrupp", kind="intervention")
    )
    Outcome.objects.create(project=project, indicator="barn", value=17, base=21, year=2024)
    found = {
        "worked": made("Grupperna hjälpte", finding="worked", project=project, design="before_after"),
        "did_not": made("Kursen räckte inte", finding="did_not", because="Ingen hade tid."),
        "handbook": made("Handboken", kind="handbook", year=2020),
        "other": made("Vuxna i hemlöshet", field=Field.HOMELESSNESS),
        "expected": made("Det som kommer", status="expected", published_at=None),
    }
    for status in ("draft", "withdrawn"):
        for finding in ("worked", "did_not", ""):
            made(f"Hemligt {status} {finding}", status=status, finding=finding, because="Hemligt skäl")
        made(f"Hemlig handbok {status}", status=status, kind="handbook")
    return found


PAGES = [
    FRONT,
    f"{FRONT}alla/",
    f"{FRONT}alla/?kind=handbook",
    f"{FRONT}nytt.xml",
    f"{FRONT}utfall/gick-bra/",
    f"{FRONT}utfall/gick-inte-som-tankt/",
    HURRY,
    *(f"{FRONT}tema/{slug}/" for slug in THEMES),
    *(f"{FRONT}tema/{slug}/nytt.xml" for slug in THEMES),
    *(f"{HURRY}{slug}/" for slug in THEMES),
    *(f"{HURRY}{THEME}/{question.value}/" for question in Question),
]


def test_words_asked_of_the_list_are_answered_by_the_one_search(client, bank):
    asked = client.get(f"{FRONT}alla/?q=kvällsöppet+på+Stella")

    assert asked["Location"] == "/sok/?q=kv%C3%A4lls%C3%B6ppet+p%C3%A5+Stella&slag=kunskap"


def test_what_is_not_public_makes_no_difference_to_any_page(client, bank):
    def read() -> dict[str, str]:
        answers = {page: client.get(page) for page in PAGES}
        assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(PAGES, 200)
        return {page: steady(answer) for page, answer in answers.items()}

    with_secrets = read()
    KnowledgeOutput.objects.filter(status__in=("draft", "withdrawn")).delete()

    assert with_secrets == read()


def steady(answer) -> str:
    """A page without what is new in each answer."""
    token = answer.context["csrf_token"] if answer.context and "csrf_token" in answer.context else ""
    text = answer.text.replace(str(token), "") if token else answer.text
    return "\n".join(line for line in text.splitlines() if "<updated>" not in line)


FILES = ("hanvisning.bib", "hanvisning.ris", "beskrivning.jsonld", "resultat.pdf", "version/1/")


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_secret_cannot_be_fetched_by_its_address(client, bank, status):
    secret = KnowledgeOutput.objects.get(title=f"Hemligt {status} worked").get_absolute_url()

    answers = {what: client.get(secret + what) for what in ("", *FILES)}

    assert {what: answer.status_code for what, answer in answers.items()} == dict.fromkeys(answers, 404)
    assert [what for what, answer in answers.items() if "Hemligt" in answer.text] == []


def test_the_front_tells_both_sides_and_what_is_to_come(client, bank):
    told = client.get(FRONT).context

    assert told["shelves"].worked == [bank["worked"]]
    assert told["shelves"].did_not == [bank["did_not"]]
    assert told["shelves"].expected == [bank["expected"]]
    assert {theme.field: theme.count for theme in told["themes"] if theme.count} == {
        "children": 3,
        "homelessness": 1,
    }
    assert [method.name for method in told["methods"]] == ["Samtalsgrupp"]
    assert {output.title for output in told["shelves"].newest} == {
        "Grupperna hjälpte",
        "Kursen räckte inte",
        "Handboken",
        "Vuxna i hemlöshet",
    }


def test_the_search_box_asks_for_knowledge(client, bank):
    page = client.get(FRONT).text

    assert '<form class="p-search" role="search" action="/sok/">' in page
    assert 'name="q"' in page
    assert '<input type="hidden" name="slag" value="kunskap">' in page


def test_sara_is_in_a_hurry_and_has_her_answer_after_three_clicks(client, bank):
    first = client.get(FRONT)
    assert f'href="{HURRY}{THEME}/"' in first.text

    second = client.get(f"{HURRY}{THEME}/")
    assert {one.question: one.count for one in second.context["asked"]} == {
        Question.WORKED: 1,
        Question.DID_NOT: 1,
        Question.HOW: 1,
        Question.WRITTEN: 3,
        Question.EXPECTED: 1,
    }
    assert f'href="{HURRY}{THEME}/vad-har-fungerat/"' in second.text

    third = client.get(f"{HURRY}{THEME}/vad-har-fungerat/")
    (answer,) = third.context["answers"]
    assert answer["output"] == bank["worked"]
    assert answer["sure"].certainty == "mycket låg"
    lesson, sure, ask = (
        third.text.index(words)
        for words in (
            "Lär av Grupperna hjälpte",
            "inte att insatsen var orsaken",
            "Skarpnäcks stadsdelsförvaltning",
        )
    )
    assert lesson < sure < ask


def test_an_answer_that_did_not_work_says_why(client, bank):
    page = client.get(f"{HURRY}{THEME}/vad-har-inte-fungerat/").text

    assert "Lär av Kursen räckte inte" in page
    assert "Ingen hade tid." in page


def test_a_theme_or_question_that_is_not_there_is_not_found(client, bank):
    for address in (
        f"{FRONT}tema/annat/",
        f"{HURRY}annat/",
        f"{HURRY}{THEME}/annat/",
        f"{FRONT}tema/annat/nytt.xml",
    ):
        assert client.get(address).status_code == 404


def test_an_example_is_never_given_as_what_worked(client, bank):
    KnowledgeOutput.objects.update(origin=Origin.EXAMPLE)

    told = client.get(FRONT).context

    assert (told["shelves"].worked, told["shelves"].did_not) == ([], [])
    assert len(told["shelves"].newest) == 4


def test_a_themes_feed_holds_the_theme(client, bank):
    answer = client.get(f"{FRONT}tema/{THEME}/nytt.xml")

    feed = ElementTree.fromstring(answer.content)  # noqa: S314  # our own feed, made a line above
    assert {entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")} == {
        "Grupperna hjälpte",
        "Kursen räckte inte",
        "Handboken",
    }


def test_an_empty_bank_says_what_will_come(client):
    assert "Inget är publicerat än." in client.get(FRONT).text
    assert "inget publicerat än" in client.get(HURRY).text
    assert "Det finns inget svar än." in client.get(f"{HURRY}{THEME}/hur-gor-man/").text


def test_an_outcome_that_did_not_work_says_why_and_what_was_learnt(client, city):
    project = Project.objects.create(title="Kursen", kind="local_project")
    for title in ("Med svar", "Utan svar"):
        project = Project.objects.create(title=title, kind="local_project")
        Outcome.objects.create(project=project, finding="did_not", text=f"{title}: gick inte")
        if title == "Med svar":
            made("Kursen räckte inte", project=project, finding="did_not", because="Ingen hade tid.")
            made("Hemligt", project=project, finding="did_not", because="Hemligt skäl", status="draft")

    page = client.get(f"{FRONT}utfall/gick-inte-som-tankt/").text

    assert "Ingen hade tid." in page
    assert "Lär av Kursen räckte inte" in page
    assert page.count("ingen har skrivit det än") == 1
    assert "Hemligt" not in page


def test_the_banks_own_addresses_are_not_given_to_an_output():
    assert KnowledgeOutput.objects.create(title="Alla").get_absolute_url() == "/kunskapsbank/alla-2/"


def test_an_output_follows_its_project_to_another_theme(client, bank):
    project = bank["worked"].project
    project.field = Field.VIOLENCE
    project.save(update_fields=["field", "changed_at"])

    bank["worked"].refresh_from_db()

    assert bank["worked"].field == Field.VIOLENCE
    assert list(client.get(f"{FRONT}tema/vald-i-nara-relationer/").context["page"]) == [bank["worked"]]
