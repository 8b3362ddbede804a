"""From draft to registration: others join, Karin signs, Sara submits, Rut registers."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from praktiknara.applications import actions, queries
from praktiknara.applications.choices import ApplicationStatus as S
from praktiknara.applications.models import Application, CoApplicant
from praktiknara.chain.rules import AgainstRule, NotNow, NotYours
from praktiknara.components import dates
from praktiknara.trail.models import Event, FrozenCopy
from praktiknara.trail.queries import broken_links, events


def press(client, name, application, **sent):
    return client.post(reverse(name, args=[application.pk]), sent)


@pytest.fixture
def signed(whole_application, sara, karin, now):
    actions.hand_over(whole_application, by=sara, now=now)
    return actions.sign(whole_application, by=karin, now=now)


@pytest.fixture
def submitted(signed, sara, now):
    return actions.submit(signed, by=sara, now=now)


def test_the_whole_way_through_the_doors(
    client, whole_application, sara, karin, rut, django_capture_on_commit_callbacks
):
    client.force_login(sara)
    review = client.get(reverse("write_application", args=[whole_application.pk, "granska"])).content.decode()
    assert "Ansökan är klar att skriva under" in review
    assert "Be chefen skriva under" in review
    press(client, "hand_over", whole_application)

    client.force_login(karin)
    assert "Väntar på din underskrift" in client.get(reverse("applications")).content.decode()
    assert "Skriv under" in client.get(whole_application.get_absolute_url()).content.decode()
    press(client, "sign_application", whole_application)

    client.force_login(sara)
    assert "Skicka ansökan" in client.get(whole_application.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = press(client, "submit_application", whole_application)
    assert answer.url == reverse("application_receipt", args=[whole_application.pk])

    client.force_login(rut)
    assert "Ska diarieföras" in client.get(reverse("applications")).content.decode()
    press(client, "register_application", whole_application, reg_number="2.3-117/2027")

    whole_application.refresh_from_db()
    assert (whole_application.status, whole_application.reg_number) == (S.REGISTERED, "2.3-117/2027")
    assert [(event.actor_name, event.verb) for event in events(whole_application).order_by("pk")] == [
        ("Sara Lindqvist", "hand_over"),
        ("Karin Holm", "sign"),
        ("Sara Lindqvist", "submit"),
        ("Rut Dahl", "register"),
    ]
    assert broken_links(Event.objects.order_by("pk")) == []
    (letter,) = mail.outbox
    assert sorted(letter.to) == ["karin@exempel.se", "sara@exempel.se"]
    assert letter.subject == "Ansökan 1 är inskickad: Stödgrupper för barn i familjehem"


def test_the_receipt_tells_the_second_the_number_and_what_was_sent(client, submitted, sara):
    client.force_login(sara)

    page = client.get(reverse("application_receipt", args=[submitted.pk])).content.decode()

    at = dates.moment(timezone.localtime(submitted.submitted_at), seconds=True)
    assert re.search(r"kl\. \d\d\.\d\d\.\d\d$", at)
    assert f"Den kom in {at} och har nummer 1 i ”Lokala utvecklingsmedel 2027”." in page
    for text in (
        "Barn i familjehem ska få möta andra",
        "500\xa0000\xa0kr",
        "Karin Holm",
        "Farsta",
        "Gruppledare",
    ):
        assert text in page


def test_the_kept_copy_stands_though_the_row_should_change(client, submitted, sara):
    Application.objects.filter(pk=submitted.pk).update(purpose="Något annat i efterhand.")
    client.force_login(sara)

    page = client.get(reverse("application_receipt", args=[submitted.pk])).content.decode()

    assert "Barn i familjehem ska få möta andra" in page
    assert "Något annat i efterhand" not in page
    kept = queries.kept_copy(submitted)
    assert kept is not None
    assert events(submitted).filter(verb="submit").get().after["sha256"] == kept.sha256


def test_a_second_press_of_submit_shows_the_receipt_and_changes_nothing(client, signed, sara, karin):
    client.force_login(sara)
    first = press(client, "submit_application", signed)
    signed.refresh_from_db()
    at = signed.submitted_at

    again = press(client, "submit_application", signed)
    client.force_login(karin)
    hers = press(client, "submit_application", signed)

    signed.refresh_from_db()
    assert [first.url, again.url, hers.url] == [reverse("application_receipt", args=[signed.pk])] * 3
    assert (signed.submitted_at, FrozenCopy.objects.count()) == (at, 1)
    assert events(signed).filter(verb="submit").count() == 1


def test_after_closing_it_is_refused_with_the_time_and_the_draft_is_whole(client, signed, sara, open_call):
    open_call.closes_at = timezone.now() - timedelta(seconds=1)
    open_call.save()
    client.force_login(sara)

    answer = press(client, "submit_application", signed)

    page = answer.content.decode()
    when = dates.moment(timezone.localtime(open_call.closes_at), seconds=True)
    assert answer.status_code == 422
    assert f"Utlysningen stängde {when}. Det du skrev finns kvar." in page
    signed.refresh_from_db()
    assert (signed.status, signed.submitted_at, FrozenCopy.objects.count()) == (S.SIGNED, None, 0)
    assert signed.purpose == "Barn i familjehem ska få möta andra i samma situation."
    page = client.get(signed.get_absolute_url()).content.decode()
    assert "Utlysningen stängde" in page


def test_a_call_closed_before_its_time_receives_nothing_more(signed, sara, fou, open_call, now):
    from praktiknara.calls.actions import close_call

    close_call(open_call, by=fou, now=now - timedelta(minutes=1))
    signed.refresh_from_db()

    with pytest.raises(AgainstRule, match="Utlysningen stängde"):
        actions.submit(signed, by=sara, now=now)


def test_above_the_cap_is_neither_handed_over_nor_submitted(client, whole_application, sara, karin, now):
    Application.objects.filter(pk=whole_application.pk).update(
        requested=750_001, own_share=0, own_share_reason="x"
    )
    whole_application.budget.all().delete()
    whole_application.budget.create(what="Allt", amount=750_001)
    client.force_login(sara)

    handed = press(client, "hand_over", whole_application)
    Application.objects.filter(pk=whole_application.pk).update(status=S.SIGNED)
    sent = press(client, "submit_application", whole_application)

    assert (handed.status_code, sent.status_code) == (422, 422)
    assert "Minska med 1\xa0kr." in sent.content.decode()
    whole_application.refresh_from_db()
    assert whole_application.status == S.SIGNED
    assert not FrozenCopy.objects.exists()


def test_a_lacking_application_says_all_it_lacks_in_place_of_the_button(client, whole_application, sara):
    whole_application.goals = whole_application.gender_analysis = ""
    whole_application.save()
    client.force_login(sara)

    page = client.get(whole_application.get_absolute_url()).content.decode()

    assert "”Be chefen skriva under” går inte än:" in page
    assert "Skriv målen." in page
    assert "Svara på frågan om jämställdhet." in page
    assert reverse("hand_over", args=[whole_application.pk]) not in page


def test_taking_it_back_asks_for_a_new_signature(signed, sara, karin, now):
    actions.take_back(signed, by=sara, now=now)
    assert (signed.status, signed.signed_by, signed.signed_at) == (S.DRAFT, None, None)

    actions.hand_over(signed, by=sara, now=now)
    with pytest.raises(NotNow):
        actions.submit(signed, by=sara, now=now)


# Others along


@pytest.fixture
def alone(whole_application):
    whole_application.co_applicants.all().delete()
    return whole_application


def test_farsta_is_asked_and_answers_with_its_share(client, alone, sara, farid, city):
    client.force_login(sara)
    press(client, "ask_co_applicant", alone, organisation=city.farsta.pk, share="150 000")
    review = client.get(reverse("write_application", args=[alone.pk, "granska"])).content.decode()
    assert "Farsta har inte bekräftat" in review

    client.force_login(farid)
    assert "frågar om Farsta vill söka tillsammans" in client.get(reverse("applications")).content.decode()
    asked = alone.co_applicants.get()
    page = client.get(alone.get_absolute_url()).content.decode()
    assert 'value="150\xa0000"' in page
    client.post(reverse("answer_co_applicant", args=[alone.pk, asked.pk]), {"svar": "ja", "share": "200 000"})

    asked.refresh_from_db()
    assert (asked.status, asked.share, asked.answered_by) == ("confirmed", 200_000, farid)
    assert [event.verb for event in events(alone).order_by("pk")] == ["ask", "confirm"]


def test_farsta_says_no_and_the_application_goes_on_without_it(client, alone, sara, lena, city, now):
    asked = actions.ask_co_applicant(alone, city.farsta, by=sara, now=now)
    client.force_login(lena)

    client.post(reverse("answer_co_applicant", args=[alone.pk, asked.pk]), {"svar": "nej", "share": ""})

    asked.refresh_from_db()
    assert (asked.status, asked.answered_by) == ("declined", lena)
    assert actions.hand_over(alone, by=sara, now=now).status == S.AWAITING_SIGNATURE


@pytest.mark.parametrize(
    ("whom", "sentence"),
    [
        ("skarpnack", "Ni är själva sökande. Välj en annan stadsdel."),
        ("farsta", "Farsta är redan tillfrågad."),
    ],
)
def test_not_oneself_and_not_twice(client, whole_application, sara, city, whom, sentence):
    client.force_login(sara)

    answer = press(client, "ask_co_applicant", whole_application, organisation=getattr(city, whom).pk)

    assert (answer.status_code, whole_application.co_applicants.count()) == (422, 1)
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("chosen", ["", "0", "999999", "x"])
def test_no_district_or_none_that_exists_is_told_at_the_field(client, whole_application, sara, chosen):
    client.force_login(sara)

    answer = press(client, "ask_co_applicant", whole_application, organisation=chosen)

    assert (answer.status_code, whole_application.co_applicants.count()) == (422, 1)
    assert 'id="fraga_organisation_error"' in answer.content.decode()


def test_sara_takes_farsta_out_again(client, whole_application, sara, farid):
    asked = whole_application.co_applicants.get()
    client.force_login(sara)

    client.post(reverse("drop_co_applicant", args=[whole_application.pk, asked.pk]))

    assert not whole_application.co_applicants.exists()
    client.force_login(farid)
    assert client.get(whole_application.get_absolute_url()).status_code == 404
    assert events(whole_application).get().before == {
        "organisation": "Farsta stadsdelsförvaltning",
        "answer": "confirmed",
    }


def test_a_co_applicant_of_another_application_is_not_found(
    client, whole_application, open_call, sara, city, now
):
    asked = whole_application.co_applicants.get()
    other = actions.start(open_call, applicant=city.skarpnack, by=sara, now=now)
    client.force_login(sara)

    answer = client.post(reverse("drop_co_applicant", args=[other.pk, asked.pk]))

    assert answer.status_code == 404
    assert CoApplicant.objects.filter(pk=asked.pk).exists()


def test_farid_does_not_answer_once_it_is_signed(client, signed, farid):
    asked = signed.co_applicants.get()
    client.force_login(farid)

    answer = client.post(reverse("answer_co_applicant", args=[signed.pk, asked.pk]), {"svar": "nej"})

    assert answer.status_code == 422
    assert "redan underskriven" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.status == "confirmed"


def test_a_share_that_is_no_sum_changes_no_answer(client, alone, sara, farid, city, now):
    asked = actions.ask_co_applicant(alone, city.farsta, by=sara, now=now)
    client.force_login(farid)

    page = client.post(
        reverse("answer_co_applicant", args=[alone.pk, asked.pk]),
        {"svar": "ja", "share": "hälften"},
        follow=True,
    )

    asked.refresh_from_db()
    assert asked.status == "asked"
    assert "Skriv beloppet i hela kronor" in page.content.decode()


def test_sara_cannot_answer_for_farsta(alone, sara, city, now):
    asked = actions.ask_co_applicant(alone, city.farsta, by=sara, now=now)

    with pytest.raises(NotYours, match="Den tillfrågade stadsdelen svarar själv"):
        actions.answer(asked, yes=True, by=sara, now=now)


# Registered, withdrawn


@pytest.mark.parametrize("again", ["2.3-117/2027", "Dnr 2.3–117 2027"])
def test_a_registration_number_is_given_once(
    client, submitted, open_call, city, farid, lena, rut, now, again
):
    actions.register(submitted, reg_number="2.3-117/2027", by=rut, now=now)
    other = Application.objects.create(
        call=open_call, number=9, applicant=city.farsta, written_by=farid, title="Annan", status=S.SUBMITTED
    )
    client.force_login(rut)

    answer = press(client, "register_application", other, reg_number=again)

    page = answer.content.decode()
    other.refresh_from_db()
    assert (answer.status_code, other.status, other.reg_number) == (422, S.SUBMITTED, "")
    assert "har redan använts" in page
    assert f'value="{again}"' in page


@pytest.mark.parametrize("number", ["", "   ", "–/–"])
def test_a_registration_number_says_something(client, submitted, rut, number):
    client.force_login(rut)

    answer = press(client, "register_application", submitted, reg_number=number)

    submitted.refresh_from_db()
    assert (answer.status_code, submitted.status) == (422, S.SUBMITTED)
    assert "Skriv diarienumret, till exempel" in answer.content.decode()


def test_two_without_a_number_are_not_the_same(submitted, open_call, city, farid):
    Application.objects.create(call=open_call, number=8, applicant=city.farsta, written_by=farid)

    assert Application.objects.filter(reg_key="").count() == 2


def test_sara_withdraws_with_a_reason(client, submitted, sara):
    client.force_login(sara)
    assert press(client, "withdraw_application", submitted, reason=" ").status_code == 422

    press(client, "withdraw_application", submitted, reason="Vi har inte folk till det.")

    submitted.refresh_from_db()
    assert submitted.status == S.WITHDRAWN
    told = events(submitted).first()
    assert told is not None
    assert (told.verb, told.reason) == ("withdraw", "Vi har inte folk till det.")
    again = press(client, "submit_application", submitted)
    assert again.status_code == 409


def test_a_refusal_leaves_its_mark_in_the_trail(client, submitted, karin, rut, fou):
    client.force_login(fou)

    answer = press(client, "register_application", submitted, reg_number="1/2027")

    assert answer.status_code == 403
    told = events(submitted).first()
    assert told is not None
    assert (told.kind, told.verb, told.actor_name) == ("refused", "register", "Maria Sund")


def test_a_letter_that_cannot_be_sent_does_not_undo_the_submission(
    client, signed, sara, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "no.such.Backend"
    client.force_login(sara)

    with django_capture_on_commit_callbacks(execute=True):
        answer = press(client, "submit_application", signed)

    signed.refresh_from_db()
    assert (answer.status_code, signed.status) == (302, S.SUBMITTED)
