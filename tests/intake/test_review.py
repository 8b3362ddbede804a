"""From a paper into the register, only when a person says so."""

from decimal import Decimal

import pytest
from tests.intake.conftest import TEXT, a_paper, read_as, reading_json, the, value

from praktiknara.decisions.models import Case
from praktiknara.intake.choices import ProposalStatus, Strength
from praktiknara.people.models import Organisation, Person
from praktiknara.projects.models import Grant, Project, ProjectOrganisation, ProjectPerson
from praktiknara.results.models import Outcome
from praktiknara.trail.models import Citation, Event, Fact

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    """How much the register holds."""
    models = (
        Project,
        Grant,
        Organisation,
        Person,
        Case,
        Outcome,
        Fact,
        Citation,
        ProjectOrganisation,
        ProjectPerson,
    )
    return {model.__name__: model._default_manager.count() for model in models}


def test_reading_a_paper_changes_nothing_in_the_register(city, paper, fou, now):
    before = counts()

    reading = read_as(paper, reading_json(), by=fou, now=now)

    assert counts() == before
    assert [(one.kind, TEXT[one.start : one.end]) for one in reading.proposals.all()] == [
        ("case", "3.1-99/2014"),
        ("project", "Nattugglan"),
        ("organisation", "Skarpnäcks stadsdelsförvaltning"),
        ("organisation", "Farsta stadsdelsförvaltning"),
        ("period", "2013-2014"),
        ("amount", "310 000 kr exkl. moms"),
        ("outcome", "42 barn"),
        ("person", "Enhetschef Karin Almgren"),
        ("project", "Lyktan"),
        ("amount", "cirka 150 000 kr"),
        ("organisation", "Stockholms universitet"),
        ("reference", "3.1-12/2013"),
        ("amount", "2 000 000 kr"),
    ]


def test_maria_accepts_a_whole_project_and_every_fact_knows_its_place(reading, desk_of, fou, city):
    desk = desk_of(fou)

    assert desk.send("accept", the(reading, "project", "Nattugglan")).status_code == 302
    for kind, words in (
        ("organisation", "Skarpnäck"),
        ("organisation", "Farsta"),
        ("period", ""),
        ("amount", "310000"),
        ("outcome", "42"),
        ("person", "Almgren"),
    ):
        assert desk.send("accept", the(reading, kind, words)).status_code == 302

    project = Project.objects.get()
    grant = project.grants.get()
    assert (project.title, project.start, project.end, project.origin) == (
        "Nattugglan",
        "2013",
        "2014",
        "own",
    )
    assert (grant.amount, grant.vat, grant.year, grant.about, grant.standing) == (
        310_000,
        "excl",
        2013,
        False,
        "granted",
    )
    assert [(part.organisation, part.part) for part in project.organisations.all()] == [
        (city.skarpnack, "district"),
        (city.farsta, "district"),
    ]
    assert [(one.person.name, one.part) for one in project.people.all()] == [("Karin Almgren", "enhetschef")]
    outcome = project.outcomes.get()
    assert (outcome.value, outcome.unit) == (Decimal(42), "barn")
    assert outcome.text == "Sammanlagt 42 barn har deltagit."
    cited = Citation.objects.get(content_type__model="grant")
    assert TEXT[cited.start : cited.end] == "310 000 kr exkl. moms" == cited.quote
    assert cited.source.title == reading.paper.title
    assert cited.place == f"{reading.paper.get_absolute_url()}?fran={cited.start}&till={cited.end}#stallet"
    assert Event.objects.filter(verb="take_in", actor=fou, content_type__model="grant").count() == 1


def test_a_fact_waits_for_its_project(reading, desk_of, fou):
    answer = desk_of(fou).send("accept", the(reading, "amount", "310000"))

    assert answer.status_code == 422
    assert "Ta först ställning till projektet" in answer.content.decode()
    assert Grant.objects.count() == 0


@pytest.fixture
def about_stella(paper, stella, fou, now):
    """A paper that names the project otherwise, gives another sum for the same year, and a sum for a new year."""
    text = "Projektet Stella fick 250 000 kr för 2013 och 300 000 kr för 2014. Utvärdering av Stella görs."
    paper = a_paper("Uppföljning", text)

    def said(kind, given, words, **more):
        start = text.index(words)
        return {
            **value("count", 42, "42 barn"),
            "kind": kind,
            "value": given,
            "start": start,
            "end": start + len(words),
            **more,
        }

    money = {"vat": None, "qualifier": "exact", "role": "granted"}
    given = {
        "sections": [],
        "values": [
            said("amount", 250_000, "250 000 kr", year=2013, **money),
            said("amount", 300_000, "300 000 kr", year=2014, **money),
        ],
        "projects": [
            {"title": "Projektet Stella", "start": 0, "end": 66, "values": [0, 1]},
            {"title": "Utvärdering av Stella", "start": 67, "end": 88, "values": []},
        ],
    }
    return read_as(paper, given, by=fou, now=now)


def test_never_a_second_stella(about_stella, stella, desk_of, fou):
    desk, heads = desk_of(fou), about_stella.proposals.filter(kind="project")
    assert [(one.strength, one.object_id) for one in heads] == [("likely", stella.pk), ("likely", stella.pk)]

    unsure = desk.send("accept", heads[0])
    assert unsure.status_code == 422
    assert "Välj om det är samma eller om det är nytt." in unsure.content.decode()

    for head in heads:
        assert desk.send("accept", head, choice="match", match=stella.pk).status_code == 302
    assert list(Project.objects.all()) == [stella]
    assert Citation.objects.filter(content_type__model="project", object_id=stella.pk).count() == 2


def test_what_another_paper_just_made_is_not_made_again(reading, desk_of, fou, now):
    twin = read_as(a_paper("En annan handling"), reading_json(), by=fou, now=now)
    desk = desk_of(fou)
    desk.send("accept", the(reading, "project", "Nattugglan"))

    again = the(twin, "project", "Nattugglan")
    assert again.strength == Strength.EXACT
    desk.send("accept", again)

    assert Project.objects.filter(title="Nattugglan").count() == 1


def test_a_project_made_by_hand_meanwhile_is_not_made_again(reading, desk_of, fou):
    head = the(reading, "project", "Nattugglan")
    Project.objects.create(title="Projektet ”Nattugglan”", slug="nattugglan", kind="pilot")

    answer = desk_of(fou).send("accept", head)

    assert answer.status_code == 422
    assert Project.objects.count() == 1


def test_a_sum_that_contradicts_the_register_is_asked_about(about_stella, stella, desk_of, fou, client):
    desk = desk_of(fou)
    desk.send("accept", about_stella.proposals.filter(kind="project")[0], choice="match", match=stella.pk)
    other = the(about_stella, "amount", "250000")

    page = client.get(about_stella.get_absolute_url(), {"grupp": other.project_id}).content.decode()
    assert "200\u00a0000\u00a0kr" in page
    assert "250\u00a0000\u00a0kr" in page
    assert desk.send("accept", other).status_code == 422
    assert desk.send("accept", other, choice="match").status_code == 302

    assert stella.grants.get().amount == 200_000
    assert desk.send("undo", other).status_code == 302
    assert desk.send("accept", other, choice="change").status_code == 302
    assert stella.grants.get().amount == 250_000


def test_a_sum_for_a_new_year_is_a_grant_of_its_own(about_stella, stella, desk_of, fou):
    desk = desk_of(fou)
    desk.send("accept", about_stella.proposals.filter(kind="project")[0], choice="match", match=stella.pk)

    desk.send("accept", the(about_stella, "amount", "300000"))

    assert [(one.year, one.amount) for one in stella.grants.order_by("year")] == [
        (2013, 200_000),
        (2014, 300_000),
    ]


def test_what_is_known_word_for_word_is_accepted_in_one_go_and_only_adds_the_source(
    paper, city, client, fou, now
):
    project = Project.objects.create(
        title="Nattugglan", slug="nattugglan", kind="pilot", start="2013", end="2014"
    )
    ProjectOrganisation.objects.create(project=project, organisation=city.farsta, part="district")
    Grant.objects.create(project=project, year=2013, amount=310_000, vat="excl", standing="granted")
    again = read_as(paper, reading_json(), by=fou, now=now)
    before = counts()
    client.force_login(fou)

    client.post(f"/inlasning/{again.pk}/godta-sakra/")

    added = {name: number - before[name] for name, number in counts().items() if number != before[name]}
    assert added == {"Citation": 4}
    assert {(one.kind, one.start) for one in again.proposals.filter(status="accepted")} == {
        (kind, TEXT.index(words))
        for kind, words in (
            ("project", "Nattugglan"),
            ("organisation", "Farsta stadsdelsförvaltning"),
            ("period", "2013-2014"),
            ("amount", "310 000 kr exkl. moms"),
        )
    }


def test_a_known_person_is_the_same_person_and_gets_her_title(karin_almgren, reading, desk_of, fou):
    desk = desk_of(fou)
    desk.send("accept", the(reading, "project", "Nattugglan"))

    desk.send("accept", the(reading, "person"))

    karin_almgren.refresh_from_db()
    assert karin_almgren.title == "enhetschef"
    assert Person.objects.filter(name="Karin Almgren").count() == 1


def test_the_registrar_takes_in_the_case_and_nothing_else(reading, desk_of, rut):
    desk = desk_of(rut)

    assert desk.send("accept", the(reading, "project", "Lyktan")).status_code == 403
    assert desk.send("accept", the(reading, "case")).status_code == 302

    case = Case.objects.get()
    assert (case.reg_number, str(case.written_on), case.year) == ("3.1-99/2014", "2014-03-05", 2014)


def test_maria_mends_a_sum_before_it_enters(reading, desk_of, fou, client):
    desk = desk_of(fou)
    desk.send("accept", the(reading, "project", "Lyktan"))
    proposal = the(reading, "amount", "150000")
    proposal.refresh_from_db()
    address = f"/inlasning/forslag/{proposal.pk}/ratta/"
    assert client.get(address).status_code == 200
    form = {
        "version": proposal.version,
        "amount": "155 000",
        "qualifier": "exact",
        "role": "granted",
        "year": "2014",
        "vat": "",
        "under": proposal.project_id,
    }

    too_long = client.post(address, {**form, "text": "x" * 100_000})
    assert too_long.status_code == 422
    assert "99\u00a0700 tecken för lång" in too_long.content.decode()
    assert "x" * 100_000 in too_long.content.decode()
    assert client.post(address, form).status_code == 302

    proposal.refresh_from_db()
    assert (proposal.status, proposal.value["amount"], proposal.stated["amount"]) == (
        "mended",
        150_000,
        155_000,
    )
    assert Grant.objects.get().amount == 155_000


def test_a_mended_title_that_the_register_has_is_asked_about(reading, stella, desk_of, fou, client):
    desk_of(fou)
    head = the(reading, "project", "Lyktan")
    address = f"/inlasning/forslag/{head.pk}/ratta/"
    form = {"version": head.version, "title": "Stella"}

    asked = client.post(address, form)
    assert asked.status_code == 422
    assert "Samma som ”Stella – stöd till föräldrar”" in asked.content.decode()
    assert client.post(address, {**form, "what": f"match-{stella.pk}"}).status_code == 302

    assert list(Project.objects.all()) == [stella]


def test_no_personal_number_is_taken_in(reading, desk_of, fou, client):
    desk_of(fou)
    person = the(reading, "person")
    answer = client.post(
        f"/inlasning/forslag/{person.pk}/ratta/",
        {"version": 0, "name": "Karin 19700101-1234", "title": "", "under": ""},
    )

    assert answer.status_code == 422
    assert "personnummer" in answer.content.decode()


def test_two_tabs_and_two_presses_write_once(reading, desk_of, fou, client):
    desk_of(fou)
    head = the(reading, "project", "Lyktan")
    address = f"/inlasning/forslag/{head.pk}/godta/"

    answers = [client.post(address, {"version": 0}).status_code for _time in range(2)]

    assert answers == [302, 409]
    assert Project.objects.filter(title="Lyktan").count() == 1


def test_a_paper_read_anew_closes_the_old_reading(reading, desk_of, fou, client):
    reading.paper.version = 2
    reading.paper.save()
    desk = desk_of(fou)

    assert desk.send("accept", the(reading, "project", "Lyktan")).status_code == 422
    assert "Handlingen har lästs om" in client.get(reading.get_absolute_url()).content.decode()


def test_a_review_is_closed_when_all_is_answered(reading, desk_of, fou, client):
    desk = desk_of(fou)
    address = f"/inlasning/{reading.pk}/avsluta/"
    assert client.post(address).status_code == 422

    for proposal in reading.proposals.all():
        desk.send("reject", proposal)
    assert client.post(address).status_code == 302

    reading.refresh_from_db()
    assert reading.status == "reviewed"
    assert set(reading.proposals.values_list("status", flat=True)) == {ProposalStatus.REJECTED}


def test_the_words_of_an_internal_paper_do_not_stand_in_the_open(city, desk_of, fou, now):
    reading = read_as(a_paper("Hemlig rubrik", public=False), reading_json(), by=fou, now=now)
    desk = desk_of(fou)
    desk.send("accept", the(reading, "project", "Lyktan"))

    cited = Citation.objects.get()
    assert (cited.quote, cited.source.title, cited.source.address) == ("", "Intern handling", "")
    page = desk.client.get(reading.get_absolute_url()).content.decode()
    assert "Det du godtar blir synligt för alla i registret." in page
