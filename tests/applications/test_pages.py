"""Who sees which application, and how many questions the lists ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktiknara.applications import actions
from praktiknara.applications.choices import ApplicationStatus as S
from praktiknara.applications.models import Application, BudgetLine, CoApplicant
from praktiknara.assessments.models import Assessment
from praktiknara.calls.models import Call

# Who opens a draft of Skarpnäck's where Farsta is asked along, and the same application once it is handed in.
SEES_A_DRAFT = {"sara", "karin", "farid", "lena"}
SEES_WHAT_IS_HANDED_IN = SEES_A_DRAFT | {"fou", "rut", "revisor", "admin_user", "petra"}
CAST = (
    "sara", "karin", "farid", "lena", "stranger", "olle", "petra", "fou", "rut",
    "chief", "nils", "ingrid", "rebecka", "revisor", "admin_user",
)  # fmt: skip  # it reads better in rows


def pages(application: Application) -> list[str]:
    return [
        application.get_absolute_url(),
        reverse("write_application", args=[application.pk, "om-projektet"]),
        reverse("write_application", args=[application.pk, "granska"]),
        reverse("application_receipt", args=[application.pk]),
        reverse("withdraw_application", args=[application.pk]),
    ]


def doors(application: Application) -> list[str]:
    names = (
        "hand_over", "sign_application", "take_back_application", "submit_application",
        "register_application", "ask_co_applicant", "withdraw_application",
    )  # fmt: skip  # it reads better in rows
    return [reverse(name, args=[application.pk]) for name in names]


@pytest.mark.parametrize("who", CAST)
def test_a_draft_is_seen_by_those_who_apply_and_by_no_one_else(request, client, who, whole_application):
    client.force_login(request.getfixturevalue(who))

    answer = client.get(whole_application.get_absolute_url())
    listed = client.get(reverse("applications")).content.decode()

    assert answer.status_code == (200 if who in SEES_A_DRAFT else 404)
    assert ("Stödgrupper för barn" in listed) is (who in SEES_A_DRAFT)


@pytest.mark.parametrize("who", CAST)
def test_what_is_handed_in_is_seen_by_those_who_handle_it(request, client, who, whole_application, petra):
    Application.objects.filter(pk=whole_application.pk).update(status=S.UNDER_ASSESSMENT)
    Assessment.objects.create(application=whole_application, assessor=petra)
    client.force_login(request.getfixturevalue(who))

    answer = client.get(whole_application.get_absolute_url())

    assert answer.status_code == (200 if who in SEES_WHAT_IS_HANDED_IN else 404)


def test_an_assessor_in_conflict_does_not_see_it(client, whole_application, petra):
    Application.objects.filter(pk=whole_application.pk).update(status=S.UNDER_ASSESSMENT)
    Assessment.objects.create(application=whole_application, assessor=petra, status="conflict")
    client.force_login(petra)

    assert client.get(whole_application.get_absolute_url()).status_code == 404


def test_a_guessed_address_of_anothers_draft_is_not_found_by_any_door(client, whole_application, stranger):
    client.force_login(stranger)

    assert [client.get(address).status_code for address in pages(whole_application)] == [404] * 5
    assert {client.post(address, {}).status_code for address in doors(whole_application)} == {404}
    whole_application.refresh_from_db()
    assert whole_application.status == S.DRAFT


def test_without_signing_in_one_is_asked_to(client, whole_application):
    for address in [reverse("applications"), *pages(whole_application)]:
        assert client.get(address).url.startswith(reverse("login"))


def test_a_draft_has_no_receipt(client, whole_application, sara):
    client.force_login(sara)

    assert client.get(reverse("application_receipt", args=[whole_application.pk])).status_code == 404


def test_a_move_is_made_by_post_only(client, whole_application, sara):
    client.force_login(sara)

    for name in ("hand_over", "sign_application", "submit_application", "register_application"):
        assert client.get(reverse(name, args=[whole_application.pk])).status_code == 405


def many(call: Call, like: Application, numbers: range) -> None:
    """More applications of every kind, with co-applicants and costs."""
    for number in numbers:
        made = Application.objects.create(
            call=call,
            number=number,
            applicant=like.applicant,
            written_by=like.written_by,
            title=f"Ansökan {number}",
            requested=100_000,
            status=(S.DRAFT, S.SUBMITTED, S.REGISTERED, S.AWAITING_SIGNATURE, S.SIGNED)[number % 5],
        )
        BudgetLine.objects.create(application=made, what="Allt", amount=100_000)
        for one in like.co_applicants.all():
            CoApplicant.objects.create(application=made, organisation=one.organisation, status="confirmed")


@pytest.mark.parametrize("who", ["sara", "karin", "farid", "fou", "rut", "revisor"])
def test_the_list_asks_as_many_questions_for_ten_as_for_sixty(
    request, client, who, whole_application, open_call
):
    client.force_login(request.getfixturevalue(who))
    many(open_call, whole_application, range(100, 110))
    client.get(reverse("applications"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("applications"))
    many(open_call, whole_application, range(110, 160))

    with CaptureQueriesContext(connection) as lots:
        page = client.get(reverse("applications")).content.decode()

    assert len(lots) == len(few)
    assert len(lots) <= 15
    assert page.count("<tr>") - 1 <= 25


@pytest.mark.parametrize(("who", "most"), [("sara", 15), ("karin", 15), ("fou", 15)])
def test_an_application_asks_as_many_questions_with_one_cost_as_with_forty(
    request, client, who, most, whole_application, open_call, city, now, sara
):
    Application.objects.filter(pk=whole_application.pk).update(status=S.SUBMITTED)
    client.force_login(request.getfixturevalue(who))
    address = whole_application.get_absolute_url()
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(40):
        BudgetLine.objects.create(application=whole_application, what=f"Rad {number}", amount=1)
    for district in (city.sodermalm, city.bromma):
        CoApplicant.objects.create(application=whole_application, organisation=district, status="confirmed")

    with CaptureQueriesContext(connection) as lots:
        client.get(address)

    assert len(lots) == len(few)
    assert len(lots) <= most


def test_the_list_is_narrowed_by_state_call_and_mine(client, whole_application, open_call, sara, karin, now):
    many(open_call, whole_application, range(100, 105))
    other = Call.objects.create(
        fund_year=open_call.fund_year, title="En annan", slug="annan", year=2027, status="open"
    )
    Application.objects.filter(number=100).update(call=other)
    Application.objects.filter(number=103).update(signed_by=karin)
    client.force_login(karin)

    def shown(query: str) -> set[int]:
        return {row.number for row in client.get(f"{reverse('applications')}?{query}").context["page"]}

    assert shown("") == {1, 100, 101, 102, 103, 104}
    assert shown("lage=submitted") == {101}
    assert shown("utlysning=annan") == {100}
    assert shown("utlysning=lum-2027&lage=draft") == {1}
    assert shown("mina=mina") == {103}
    assert shown("lage=nonsens&sida=99") == {1, 100, 101, 102, 103, 104}


def test_an_empty_list_says_what_will_come(client, rut, city):
    client.force_login(rut)

    page = client.get(reverse("applications")).content.decode()

    assert "Här visas ansökningar när de är inskickade. Utkast syns bara för den som söker." in page


def test_an_example_is_marked_wherever_it_is_shown(client, open_call, city, sara, karin, now):
    Call.objects.filter(pk=open_call.pk).update(origin="example")
    open_call.refresh_from_db()
    application = actions.start(open_call, applicant=city.skarpnack, by=sara, now=now)
    client.force_login(sara)

    assert application.is_example
    for address in [reverse("applications"), *pages(application)[:3]]:
        assert "p-example" in client.get(address).content.decode(), address


def test_each_rule_is_told_with_its_id_its_year_and_a_sentence(client, whole_application, fou):
    Application.objects.filter(pk=whole_application.pk).update(status=S.SUBMITTED)
    client.force_login(fou)

    page = client.get(whole_application.get_absolute_url()).content.decode()

    for rule, sentence in (
        ("R-LUM-01", "Sökt belopp är 500\xa0000\xa0kr, 250\xa0000\xa0kr under gränsen."),
        ("R-LUM-02", "Projektets tid ligger inom 2027."),
        ("R-LUM-03", "Det blir projektets år 1 med medel, av högst 3."),
        ("R-LUM-04", "Andra inlämnade ansökningar från Skarpnäck: 0. Det är under taket."),
        ("R-LUM-06", "Skarpnäck kan söka."),
        ("R-LUM-08", "Egen insats är 100\xa0000\xa0kr."),
        ("R-LUM-11", "Frågan om jämställdhet är besvarad."),
        ("R-LUM-05", "Ansökan är gemensam med Farsta."),
    ):
        assert sentence in page
        assert f"Regel {rule}, beslutad för 2027" in page
