"""The pages of cases: who sees them, how they are found, and what a form says when something is wrong."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests import rounds
from tests.reading import rows, section, title_of, told

from praktiknara.decisions import actions
from praktiknara.decisions.models import Case, Consultation, DecisionPoint
from praktiknara.projects.models import Project
from praktiknara.trail.models import Citation, Source


@pytest.fixture
def history(city):
    """A case as the sources tell it: a proposal whose meeting and outcome they do not."""
    case = Case.objects.create(
        key="arende-ratt-stod",
        origin="history",
        slug="arende-ratt-stod",
        title="Rätt stöd i rätt tid",
        year=2021,
        body=city.board,
        reg_number="3.1.1-681/2021",
        dating="efter 2021-02-17 (vår slutsats)",
        status="ready",
    )
    point = DecisionPoint.objects.create(case=case, no=1, text="godkänna rapporten")
    Consultation.objects.create(case=case, text="förvaltningsgruppen")
    source = Source.objects.create(file="000.txt", title="FoU-ärende 2021")
    for thing in (case, point):
        kind = ContentType.objects.get_for_model(type(thing))
        Citation.objects.create(content_type=kind, object_id=thing.pk, source=source)
    return case


@pytest.fixture
def ready(case, fou, now):
    rounds.whole_case(case, now, meeting_on=timezone.localdate(now) - timedelta(days=1))
    return actions.make_ready(case, by=fou, now=now)


# Finding


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("3.1.1–681 2021", True),
        ("Dnr 3.1.1-681/2021", True),
        ("681/2021", True),
        ("rätt STÖD", True),
        ("Rätt tid", True),
        ("3.1.1-682/2021", False),
        ("årsrapport", False),
    ],
)
def test_a_case_is_found_by_words_and_by_its_number_however_it_is_written(client, history, asked, found):
    page = client.get(reverse("cases"), {"q": asked})

    assert ("Rätt stöd i rätt tid" in told(page)) is found


def test_the_filters_narrow_and_nonsense_is_passed_over(client, history, city):
    other = Case.objects.create(title="FoU-plan 2015", slug="fou-plan-2015", year=2015, status="decided")

    def listed(**asked):
        return [case.slug for case in client.get(reverse("cases"), asked).context["page"]]

    assert listed() == [history.slug, other.slug]
    assert listed(ar="2015") == [other.slug]
    assert listed(namnd=city.board.pk) == [history.slug]
    assert listed(lage="decided") == [other.slug]
    assert listed(ar="nittonhundra", lage="x", namnd="-1") == [history.slug, other.slug]
    assert listed(q="x" * 300) == [history.slug, other.slug]


def test_what_the_source_does_not_say_is_told_as_unknown(client, history):
    page = told(client.get(history.get_absolute_url()))

    assert "Sammanträde saknas i utdraget" in page
    assert "Undertecknare saknas i utdraget" in page
    assert "utfallet saknas i källan" in page
    assert "Förvaltningsgruppen: datum saknas i utdraget" in page
    assert "Datering efter 2021-02-17 (vår slutsats)" in page
    assert section(client.get(history.get_absolute_url()), "kallor") == "Källor FoU-ärende 2021"
    assert client.get(reverse("case_word", args=[history.slug])).status_code == 404


# Who sees what


@pytest.mark.parametrize(
    ("who", "case_status", "ranking_status", "prepare_status"),
    [
        (None, 404, 302, 302),
        ("sara", 404, 403, 404),
        ("karin", 404, 403, 404),
        ("stranger", 404, 403, 404),
        ("olle", 404, 403, 404),
        ("nils", 404, 403, 404),
        ("rebecka", 404, 403, 404),
        ("rut", 200, 403, 403),
        ("fou", 200, 200, 200),
        ("ingrid", 200, 200, 403),
        ("chief", 200, 200, 403),
        ("revisor", 200, 200, 403),
        ("admin_user", 200, 200, 403),
    ],
)
def test_a_case_in_preparation_is_seen_by_those_who_prepare_and_advise(
    request, client, case, who, case_status, ranking_status, prepare_status
):
    if who:
        client.force_login(request.getfixturevalue(who))

    def answer(name, slug):
        return client.get(reverse(name, args=[slug])).status_code

    assert answer("case", case.slug) == case_status
    assert answer("case_word", case.slug) == case_status
    assert answer("ranking", case.call.slug) == ranking_status
    assert answer("ranking_csv", case.call.slug) == ranking_status
    assert answer("prepare_case", case.slug) == prepare_status


def test_a_case_at_the_board_is_public_and_names_no_person_of_an_application(client, ready, sara, farid):
    page = told(client.get(ready.get_absolute_url()))

    assert "Syskon på samma väg" in page
    assert "Surfplattor till mottagningen" in page
    assert str(sara) not in page
    assert str(farid) not in page
    served = client.get(reverse("case_pdf", args=[ready.slug]))
    assert (served.status_code, served["Content-Type"]) == (200, "application/pdf")
    assert b"".join(served.streaming_content).startswith(b"%PDF")


# The ranking


def test_the_ranking_says_what_it_comes_to(client, ranked, ingrid):
    client.force_login(ingrid)

    page = client.get(reverse("ranking", args=[ranked.slug]))

    assert title_of(page) == "Två projekt ryms i ramen"
    assert rows(page, "Rangordning") == [
        ["1", "Syskon på samma väg Skarpnäck med Farsta", "9", "500 000", "500 000"],
        ["2", "Skolsocionomer Farsta", "7", "700 000", "700 000"],
        ["Ramen är slut här: 1 200 000 kr"],
        ["3", "Surfplattor till mottagningen Skarpnäck", "1", "600 000", "reserv"],
        ["", "Summa", "", "1 800 000", "1 200 000"],
    ]
    assert "<form" not in page.content.decode().partition("<main")[2].partition("</main>")[0]


def posted(call, **changes):
    """What the ranking's form posts: the suggestion, with changes by rank."""
    case = call.cases.first()
    told = {"version": case.version if case else "", "frame_override_reason": changes.pop("override", "")}
    first = {
        1: ("granted", "500 000", ""),
        2: ("granted", "700 000", ""),
        3: ("reserve", "", "Ramen räcker inte."),
    }
    for rank, (outcome, amount, reason) in (first | changes.pop("choices", {})).items():
        pk = call.applications.get(number=rank).pk
        told |= {f"outcome_{pk}": outcome, f"amount_{pk}": amount, f"reason_{pk}": reason}
    return {**told, **changes}


def test_maria_chooses_and_makes_it_a_case_in_one_press(client, ranked, fou, chief):
    client.force_login(fou)

    answer = client.post(
        reverse("ranking", args=[ranked.slug]),
        posted(ranked, choices={3: ("rejected", "", "Inköp är inte utveckling.")}),
    )

    case = ranked.cases.get()
    assert answer["Location"] == reverse("prepare_case", args=[case.slug])
    assert [(a.proposal, a.proposed_amount, a.reason) for a in case.awards.all()] == [
        ("granted", 500_000, ""),
        ("granted", 700_000, ""),
        ("rejected", None, "Inköp är inte utveckling."),
    ]


def test_an_unfinished_proposal_is_saved_and_the_rules_it_breaks_are_told(client, case, fou):
    client.force_login(fou)
    address = reverse("ranking", args=[case.call.slug])

    client.post(address, posted(case.call, choices={2: ("granted", "900 000", ""), 3: ("rejected", "", "")}))
    page = client.get(address)

    assert title_of(page) == "Förslaget går 200 000 kr över ramen"
    against = section(page, "regler")
    assert "R-LUM-14" in against
    assert "R-LUM-01" in against
    assert "Skriv skälet till beslutet om Surfplattor till mottagningen" in against


def test_a_sum_that_cannot_be_read_is_told_at_its_field(client, case, fou):
    client.force_login(fou)

    answer = client.post(
        reverse("ranking", args=[case.call.slug]),
        posted(case.call, choices={1: ("granted", "en halv miljon", "")}),
    )

    assert answer.status_code == 422
    assert "Skriv beloppet i hela kronor" in answer.content.decode()
    assert "en halv miljon" in answer.content.decode()


def test_a_stale_ranking_keeps_what_was_typed(client, case, fou, now):
    client.force_login(fou)
    opened = posted(case.call, choices={3: ("rejected", "", "Skrivet på en gammal sida.")})
    actions.propose(case, {}, version=case.version, by=fou, now=now)

    answer = client.post(reverse("ranking", args=[case.call.slug]), opened)

    assert answer.status_code == 422
    assert "Skrivet på en gammal sida." in answer.content.decode()
    assert "Det du skrev finns kvar här" in answer.content.decode()
    assert case.awards.get(rank=3).proposal == "reserve"


def test_the_council_reads_and_does_not_choose(client, case, ingrid):
    client.force_login(ingrid)

    assert client.post(reverse("ranking", args=[case.call.slug]), posted(case.call)).status_code == 403


def test_ties_joint_first_and_disagreement_are_told(client, ranked, city, farid, olle, petra, fou, now):
    fourth = rounds.registered(ranked, city.sodermalm, farid, "Fältarbete på nätet", 100_000)
    rounds.scored(fourth, petra, (3, 3, 3), fou=fou, now=now)
    fifth = rounds.registered(ranked, city.bromma, farid, "Introduktion", 100_000)
    rounds.scored(fifth, petra, (3, 3, 3), fou=fou, now=now)
    rounds.scored(fifth, olle, (3, 3, 3), fou=fou, now=now)
    sixth = rounds.registered(ranked, city.bromma, farid, "Oense", 100_000)
    rounds.scored(sixth, petra, (3, 3, 3), fou=fou, now=now)
    rounds.scored(sixth, olle, (0, 1, 1), fou=fou, now=now)
    client.force_login(fou)

    remarks = section(client.get(reverse("ranking", args=[ranked.slug])), "stallning")

    assert "Platserna 2, 3 har samma poäng. FoU-rådet avgör ordningen." in remarks
    assert "Plats 1 går före en annan med samma poäng, för ansökan är gemensam (R-LUM-05)." in remarks
    assert "Bedömarna är oense om plats 5. Poängen går från 2 till 9." in remarks


def test_the_list_goes_to_a_spreadsheet_as_it_stands(client, ranked, ingrid):
    client.force_login(ingrid)
    first = ranked.applications.get(number=1)
    first.title = "=cmd()"
    first.save()

    text = client.get(reverse("ranking_csv", args=[ranked.slug])).content.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text), delimiter=";"))
    book = load_workbook(BytesIO(client.get(reverse("ranking_excel", args=[ranked.slug])).content))
    cells = [list(row) for row in book.worksheets[0].values]

    assert lines[0] == [
        "Plats",
        "Nr",
        "Ansökan",
        "Sökande",
        "Poäng",
        "Lägst",
        "Högst",
        "Sökt, kr",
        "Förslag",
        "Föreslås, kr",
        "Skäl",
    ]
    assert lines[1][:10] == [
        "1",
        "1",
        "'=cmd()",
        "Skarpnäck med Farsta",
        "9,0",
        "9",
        "9",
        "500000",
        "bevilja",
        "500000",
    ]
    assert len(lines) == 4
    assert [row[9] for row in cells[1:]] == [500_000, 700_000, 0]


# Preparing


def paper_form(case, **changes):
    """What the page of preparation posts as it stands."""
    told = {
        "version": case.version,
        "title": case.title,
        "body": case.body_id,
        "reg_number": "SOF 2026/700",
        "written_on": "2026-11-01",
        "meeting_on": "2026-12-15",
        "summary": case.summary,
        "background": case.background,
        "matter": case.matter,
        "views": case.views,
        "gender_analysis": "Varje projekt redovisar kvinnor och män.",
        "frame_override_reason": "",
        "recipients": [one.organisation_id for one in case.recipients.all()],
        "signatories": [one.person_id for one in case.signatories.all()],
        "punkter-TOTAL_FORMS": 3,
        "punkter-INITIAL_FORMS": 3,
        "samrad-TOTAL_FORMS": 3,
        "samrad-INITIAL_FORMS": 3,
    }
    for number, point in enumerate(case.points.all()):
        told |= {
            f"punkter-{number}-no": point.no,
            f"punkter-{number}-kind": point.kind,
            f"punkter-{number}-text": point.text,
        }
    for number, one in enumerate(case.consultations.all()):
        told |= {f"samrad-{number}-body": one.body_id, f"samrad-{number}-on": "2026-12-01"}
    for award in case.awards.filter(proposal__in=("granted", "partly")):
        told[f"summary_{award.pk}"] = award.summary
    return {**told, **changes}


def test_maria_prepares_and_hands_the_case_to_the_board(client, case, fou):
    client.force_login(fou)
    address = reverse("prepare_case", args=[case.slug])

    before = told(client.get(address))
    assert "Fyra saker kvar innan ärendet kan lämnas till nämnden" in before
    answer = client.post(address, paper_form(case, lamna="1"))

    assert answer["Location"] == case.get_absolute_url()
    case.refresh_from_db()
    assert (case.status, case.reg_number, case.reg_number_key) == ("ready", "SOF 2026/700", "sof-2026-700")
    assert {str(one.on) for one in case.consultations.all()} == {"2026-12-01"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"gender_analysis": ""}, "Skriv jämställdhetsanalysen. Om den inte är aktuell, skriv varför."),
        ({"samrad-1-on": "2026-12-15"}, "Förvaltningsgruppen behandlar ärendet efter nämndens sammanträde."),
        ({"samrad-2-on": ""}, "Skriv när Rådet för funktionshinderfrågor behandlade ärendet"),
        ({"recipients": []}, "Ange vilka som ska få beslutet."),
        ({"signatories": []}, "Ange vem som skriver under."),
        ({"meeting_on": ""}, "Skriv vilken dag nämnden sammanträder."),
        ({"summary": "{hittepå}"}, "Siffran {hittepå} finns inte."),
        (
            {"punkter-0-DELETE": "on", "punkter-1-DELETE": "on", "punkter-2-DELETE": "on"},
            "Lägg till minst en beslutspunkt.",
        ),
    ],
)
def test_what_is_missing_keeps_the_case_in_preparation_and_is_told(client, case, fou, changes, said):
    client.force_login(fou)

    page = client.post(
        reverse("prepare_case", args=[case.slug]), paper_form(case, lamna="1", **changes), follow=True
    )

    case.refresh_from_db()
    assert case.status == "preparation"
    assert "Sparat, men inte lämnat." in told(page)
    assert said in told(page)


def test_not_relevant_with_its_reason_is_an_analysis(client, case, fou):
    client.force_login(fou)
    changes = {"gender_not_relevant": "on", "gender_analysis": "Ärendet handlar inte om individer."}

    client.post(reverse("prepare_case", args=[case.slug]), paper_form(case, lamna="1", **changes))

    case.refresh_from_db()
    assert (case.status, case.gender_not_relevant) == ("ready", True)


def test_points_are_renumbered_in_the_order_of_their_numbers(client, case, fou):
    client.force_login(fou)
    changes = {"punkter-0-no": "9", "punkter-2-DELETE": "on"}

    client.post(reverse("prepare_case", args=[case.slug]), paper_form(case, **changes))

    assert [(point.no, point.kind, point.amount) for point in case.points.all()] == [
        (1, "reject", None),
        (2, "grant", 1_200_000),
    ]


def test_two_who_prepare_at_once_do_not_overwrite_each_other(client, case, fou):
    client.force_login(fou)
    address = reverse("prepare_case", args=[case.slug])
    both_opened = paper_form(case)
    client.post(address, {**both_opened, "summary": "Den första hann före."})

    answer = client.post(
        address, {**both_opened, "summary": "Den andra skrev också.", "punkter-0-text": "Ny punkt."}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Den andra skrev också." in page
    assert "Ny punkt." in page
    assert "Den första hann före." in page
    case.refresh_from_db()
    assert case.summary == "Den första hann före."
    again = client.post(address, {**both_opened, "version": case.version, "summary": "Nu jämfört."})
    assert again.status_code == 302


def test_a_day_that_does_not_exist_is_told_and_nothing_typed_is_lost(client, case, fou):
    client.force_login(fou)

    answer = client.post(
        reverse("prepare_case", args=[case.slug]),
        paper_form(case, meeting_on="31 februari", summary="Skrivet i onödan?", **{"samrad-0-on": "snart"}),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Skriv ett datum som finns") >= 2
    assert "Skrivet i onödan?" in page
    assert "31 februari" in page


def test_a_very_long_text_and_odd_signs_are_answered_with_a_sentence(client, case, fou):
    client.force_login(fou)

    answer = client.post(reverse("prepare_case", args=[case.slug]), paper_form(case, summary="a" * 100_000))
    assert answer.status_code == 422
    assert "Texten är 80 000 tecken för lång." in told_of(answer)
    odd = client.post(
        reverse("prepare_case", args=[case.slug]), paper_form(case, summary="a\x00\x0bb\u202ec ☃ 𝕏")
    )
    assert odd.status_code == 302
    case.refresh_from_db()
    assert case.summary == "abc ☃ 𝕏"
    assert client.get(reverse("case_word", args=[case.slug])).status_code == 200


def told_of(answer) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_the_head_sends_what_maria_has_prepared(client, case, chief, now):
    rounds.whole_case(case, now, meeting_on=timezone.localdate(now) + timedelta(days=9))
    client.force_login(chief)
    assert "Lämna till nämnden" in told(client.get(case.get_absolute_url()))

    assert client.post(reverse("make_case_ready", args=[case.slug])).status_code == 302

    case.refresh_from_db()
    assert case.status == "ready"


def test_the_head_is_told_what_is_missing_in_the_place_of_the_button(client, case, chief):
    client.force_login(chief)

    page = told(client.get(case.get_absolute_url()))
    refused = client.post(reverse("make_case_ready", args=[case.slug]))

    assert "Lämna till nämnden: Skriv jämställdhetsanalysen." in page
    assert refused.status_code == 422


# Recording


def decision_form(case, **changes):
    posted_form = {"meeting_on": str(case.meeting_on), "paragraph": "§ 12", "frame_override_reason": ""}
    for award in case.awards.all():
        posted_form |= {
            f"outcome_{award.pk}": award.proposal,
            f"amount_{award.pk}": award.proposed_amount or "",
            f"reason_{award.pk}": award.reason,
        }
    for point in case.points.all():
        posted_form[f"point_{point.no}"] = "agreed"
    return {**posted_form, **changes}


def test_rut_records_the_decision_and_the_projects_begin(client, ready, rut):
    client.force_login(rut)
    address = reverse("decide_case", args=[ready.slug])
    assert title_of(client.get(address)) == "Vad beslutade nämnden?"

    answer = client.post(address, decision_form(ready, immediate_approval="on"))

    assert answer["Location"] == ready.get_absolute_url()
    ready.refresh_from_db()
    assert (ready.status, ready.paragraph, ready.immediate_approval) == ("decided", "§ 12", True)
    assert Project.objects.count() == 2
    page = told(client.get(ready.get_absolute_url()))
    assert "Vad nämnden beviljade" in page
    assert "avslagen, reserv" in page
    assert client.post(address, decision_form(ready)).status_code == 409


def test_each_fault_in_a_decision_is_told_at_its_field(client, ready, rut):
    client.force_login(rut)
    _first, second, third = ready.awards.all()
    changes = {
        "paragraph": "",
        "meeting_on": str(timezone.localdate() + timedelta(days=30)),
        f"amount_{second.pk}": "800 000",
        f"outcome_{third.pk}": "rejected",
        f"reason_{third.pk}": "",
        "point_1": "tabled",
    }

    answer = client.post(reverse("decide_case", args=[ready.slug]), decision_form(ready, **changes))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {
        "paragraph",
        "meeting_on",
        f"amount_{second.pk}",
        f"reason_{third.pk}",
        "point_1",
        "frame_override_reason",
    }
    ready.refresh_from_db()
    assert ready.status == "ready"


@pytest.mark.parametrize(
    ("who", "status"), [("fou", 200), ("rut", 200), ("chief", 403), ("sara", 403), ("nils", 403)]
)
def test_who_records(request, client, ready, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("decide_case", args=[ready.slug])).status_code == status


def test_the_letter_says_what_they_get_and_why_to_those_it_concerns(
    client, ready, rut, sara, farid, stranger, lena
):
    client.force_login(rut)
    third = ready.awards.get(rank=3)
    client.post(reverse("decide_case", args=[ready.slug]), decision_form(ready))
    first = ready.awards.get(rank=1)
    letter = reverse("decision_letter", args=[ready.slug, first.application_id])
    reserve = reverse("decision_letter", args=[ready.slug, third.application_id])

    client.force_login(sara)
    assert title_of(client.get(letter)) == "Ni får 500 000 kr"
    assert title_of(client.get(reserve)) == "Ansökan är avslagen och står som reserv"
    assert "Ramen räcker inte till fler projekt." in told(client.get(reserve))
    for who, address, status in (
        (farid, letter, 200),
        (lena, letter, 200),
        (farid, reserve, 404),
        (stranger, letter, 404),
    ):
        client.force_login(who)
        assert client.get(address).status_code == status


def test_there_is_no_letter_before_the_decision(client, ready, sara):
    client.force_login(sara)
    award = ready.awards.get(rank=1)

    assert client.get(reverse("decision_letter", args=[ready.slug, award.application_id])).status_code == 404


# Questions to the database


def test_pages_ask_the_same_number_of_questions_for_few_as_for_many(
    client, ranked, case, history, city, farid, petra, fou, now
):
    def questions(user, address):
        ContentType.objects.clear_cache()
        client.force_login(user)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    addresses = [
        reverse("cases"),
        history.get_absolute_url(),
        case.get_absolute_url(),
        reverse("ranking", args=[ranked.slug]),
        reverse("prepare_case", args=[case.slug]),
    ]
    few = [questions(fou, each) for each in addresses]
    for number in range(4):
        Case.objects.create(
            title=f"Ärende {number}", slug=f"arende-{number}", year=2000 + number, body=city.board
        )
        more = rounds.registered(
            ranked, city.bromma, farid, f"Idé {number}", 1000, city.farsta, city.skarpnack
        )
        rounds.scored(more, petra, (1, 1, 1), fou=fou, now=now)
        case.awards.create(application=more, rank=10 + number, proposal="rejected")
        DecisionPoint.objects.create(case=case, no=10 + number, text="mer")
        DecisionPoint.objects.create(case=history, no=10 + number, text="mer")
        Consultation.objects.create(case=case, body=city.board)

    assert [questions(fou, each) for each in addresses] == few
    assert max(few) <= 15, few
