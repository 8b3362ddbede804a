"""Sara writes: everything is saved as it is typed, nothing is refused because it is missing."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from praktiknara.applications import actions
from praktiknara.applications.choices import ApplicationStatus, Section
from praktiknara.applications.models import Application
from praktiknara.chain.rules import NotNow, NotYours, Stale
from praktiknara.trail.queries import events

AUTOSAVE = {"HTTP_X_AUTOSAVE": "1"}


def section(application, name):
    return reverse("write_application", args=[application.pk, name])


def rows(*lines, prefix="rad"):
    """What the page sends for the rows of the budget."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(lines)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, (what, amount) in enumerate(lines):
        sent |= {f"{prefix}-{number}-what": what, f"{prefix}-{number}-amount": amount}
    return sent


@pytest.fixture
def draft(open_call, city, sara, now):
    return actions.start(open_call, applicant=city.skarpnack, by=sara, now=now)


def test_sara_begins_from_the_call(client, open_call, sara, city):
    client.force_login(sara)
    page = client.get(open_call.get_absolute_url()).content.decode()
    assert "Börja skriva en ansökan" in page

    answer = client.post(
        reverse("start_application", args=[open_call.slug]), {"applicant": city.skarpnack.pk}
    )

    application = Application.objects.get()
    assert answer.url == section(application, "om-projektet")
    assert (application.number, application.applicant, application.written_by, application.status) == (
        1,
        city.skarpnack,
        sara,
        ApplicationStatus.DRAFT,
    )
    assert list(application.districts.all()) == [city.skarpnack]


def test_a_second_press_of_begin_gives_the_same_untouched_draft(draft, open_call, city, sara, now):
    assert actions.start(open_call, applicant=city.skarpnack, by=sara, now=now) == draft

    actions.write(draft, {"title": "Stödgrupper"}, version=draft.version, by=sara, now=now)
    another = actions.start(open_call, applicant=city.skarpnack, by=sara, now=now)

    assert [draft.number, another.number] == [1, 2]


@pytest.mark.parametrize("who", ["karin", "olle", "fou", "rut", "farid"])
def test_only_a_developer_begins_for_her_own_district(request, client, who, open_call, city):
    client.force_login(request.getfixturevalue(who))

    answer = client.post(
        reverse("start_application", args=[open_call.slug]), {"applicant": city.skarpnack.pk}
    )

    assert (answer.status_code, Application.objects.count()) == (403, 0)


def test_nobody_begins_when_the_call_has_closed(client, open_call, sara, city, now):
    open_call.closes_at = now - timedelta(seconds=2)
    open_call.save()
    client.force_login(sara)

    answer = client.post(
        reverse("start_application", args=[open_call.slug]), {"applicant": city.skarpnack.pk}
    )

    assert answer.status_code == 409
    assert "Utlysningen stängde" in answer.content.decode()
    assert not Application.objects.exists()


def test_a_district_that_the_rule_leaves_out_is_told_so(client, open_call, fou, city, sara, db):
    from praktiknara.people.choices import Role
    from praktiknara.people.models import Membership

    Membership.objects.create(person=sara.person, organisation=city.council, role=Role.DEVELOPER)
    client.force_login(sara)

    answer = client.post(reverse("start_application", args=[open_call.slug]), {"applicant": city.council.pk})

    assert answer.status_code == 422
    assert "inte öppen för er organisation" in answer.content.decode()


def test_an_empty_draft_is_saved_section_by_section_without_a_word_of_refusal(client, draft, sara):
    client.force_login(sara)

    for name in Section:
        page = client.get(section(draft, name))
        assert page.status_code == 200, name
        if name != Section.REVIEW:
            draft.refresh_from_db()
            sent = {"version": draft.version, **(rows(("", "")) if name == Section.BUDGET else {})}
            answer = client.post(section(draft, name), sent)
            assert answer.status_code == 302, name


def test_what_is_typed_saves_itself(client, draft, sara):
    client.force_login(sara)
    sent = {"version": "0", "title": "Stödgrupper", "purpose": "Barn får träffas.", "starts_on": "2027-01-15"}

    answer = client.post(section(draft, "om-projektet"), sent, **AUTOSAVE)

    draft.refresh_from_db()
    local = timezone.localtime(draft.saved_at)
    assert json.loads(answer.content) == {"saved": f"{local:%H.%M}", "fields": {"version": "1"}}
    assert (draft.title, draft.purpose, str(draft.starts_on), draft.saved_by) == (
        "Stödgrupper",
        "Barn får träffas.",
        "2027-01-15",
        sara,
    )


def test_what_can_be_saved_is_saved_beside_what_cannot(client, draft, sara):
    client.force_login(sara)
    sent = {"version": "0", "title": "Stödgrupper", "starts_on": "i vår", "granted_years": "förra året"}

    answer = client.post(section(draft, "om-projektet"), sent, **AUTOSAVE)

    draft.refresh_from_db()
    told = json.loads(answer.content)
    assert (answer.status_code, draft.title, draft.starts_on, told["fields"]) == (
        422,
        "Stödgrupper",
        None,
        {"version": "1"},
    )
    assert "Skriv ett datum som finns" in told["message"]
    assert "Skriv åren med fyra siffror" in told["message"]


def test_what_could_not_be_saved_stays_in_the_field(client, draft, sara):
    client.force_login(sara)
    sent = {"version": "0", "title": "Stödgrupper", "starts_on": "i vår", "ends_on": "2027-12-31"}

    answer = client.post(section(draft, "om-projektet"), sent)

    page = answer.content.decode()
    draft.refresh_from_db()
    assert answer.status_code == 422
    assert 'value="i vår"' in page
    assert "En sak behöver rättas" in page
    assert 'name="version" value="1"' in page
    assert (draft.title, str(draft.ends_on)) == ("Stödgrupper", "2027-12-31")


def test_a_field_of_a_hundred_thousand_characters_says_how_many_are_too_many(client, draft, sara):
    client.force_login(sara)
    long = "ö" * 100_000

    answer = client.post(section(draft, "om-projektet"), {"version": "0", "title": "Kort", "purpose": long})

    page = answer.content.decode()
    draft.refresh_from_db()
    assert "Texten är 80\xa0000 tecken för lång. Högst 20\xa0000 tecken får plats." in page
    assert long in page
    assert (draft.title, draft.purpose) == ("Kort", "")


def test_more_words_than_there_is_room_for_are_saved_and_told_at_the_end(client, draft, sara):
    client.force_login(sara)

    answer = client.post(section(draft, "om-projektet"), {"version": "0", "purpose": "ord " * 301})

    draft.refresh_from_db()
    assert (answer.status_code, len(draft.purpose.split())) == (302, 301)
    assert (
        "Korta texten med 1 ord. Högst 300 ord får plats."
        in client.get(section(draft, "granska")).content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ska\u030anska", "Skånska"),
        ("a\x00b\x07c", "abc"),
        ("vänd\u202eom", "vändom"),
        ("e\ud800j", "ej"),
        ("  två \t ord  ", "två ord"),
        ("👩\u200d👧 familj", "👩\u200d👧 familj"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_odd_letters_are_composed_and_the_unseen_taken_away(client, draft, sara, typed, kept):
    from praktiknara.applications.forms import AboutForm

    form = AboutForm({"title": typed}, application=draft)
    form.write(version=0, by=sara, now=timezone.now())

    draft.refresh_from_db()
    assert draft.title == kept
    client.force_login(sara)
    assert "<script>alert" not in client.get(draft.get_absolute_url()).content.decode()


def test_the_budget_keeps_rows_that_are_not_whole(client, draft, sara):
    client.force_login(sara)
    sent = {"version": "0", **rows(("Forskare", "310 000"), ("Lokaler", ""), ("", "5000 kr"), ("", ""))}

    answer = client.post(section(draft, "budget"), {**sent, "own_share": "", "requested": ""}, **AUTOSAVE)

    assert answer.status_code == 200
    assert [(line.what, line.amount) for line in draft.budget.all()] == [
        ("Forskare", 310_000),
        ("Lokaler", None),
        ("", 5_000),
    ]
    page = client.get(section(draft, "budget")).content.decode()
    assert "kan inte räknas" in page


def test_a_row_is_taken_away_without_script(client, draft, sara):
    actions.write(draft, {}, [("Forskare", 310_000), ("Lokaler", 38_000)], version=0, by=sara)
    client.force_login(sara)
    sent = {**rows(("Forskare", "310 000"), ("Lokaler", "38 000")), "rad-1-DELETE": "on", "version": "1"}

    client.post(section(draft, "budget"), sent)

    assert [(line.what, line.amount) for line in draft.budget.all()] == [("Forskare", 310_000)]


def test_a_sum_that_is_no_number_stays_in_its_row_and_nothing_saved_is_lost(client, draft, sara):
    actions.write(draft, {}, [("Forskare", 310_000)], version=0, by=sara)
    client.force_login(sara)
    sent = {**rows(("Forskare", "trehundra"), ("Lokaler", "38 000")), "requested": "300 000", "version": "1"}

    answer = client.post(section(draft, "budget"), sent)

    page = answer.content.decode()
    draft.refresh_from_db()
    assert answer.status_code == 422
    assert 'value="trehundra"' in page
    assert 'value="38 000"' in page
    assert "Skriv beloppet i hela kronor" in page
    assert [(line.what, line.amount) for line in draft.budget.all()] == [("Forskare", 310_000)]
    assert draft.requested == 300_000


@pytest.mark.parametrize("count", ["", "x", "-1", "99999999999"])
def test_a_broken_count_of_rows_changes_nothing(client, draft, sara, count):
    actions.write(draft, {}, [("Forskare", 310_000)], version=0, by=sara)
    client.force_login(sara)

    answer = client.post(
        section(draft, "budget"), {"version": "1", "rad-TOTAL_FORMS": count, "rad-INITIAL_FORMS": "0"}
    )

    assert answer.status_code == 422
    assert draft.budget.count() == 1


def test_above_the_cap_is_saved_and_told_at_the_field_with_its_rule(client, draft, sara, open_call):
    client.force_login(sara)
    sent = {
        **rows(("Allt", "765 000")),
        "own_share": "0",
        "own_share_reason": "Vi har inget.",
        "requested": "765 000",
    }

    answer = client.post(section(draft, "budget"), {**sent, "version": "0"})
    page = client.get(section(draft, "budget")).content.decode()

    draft.refresh_from_db()
    assert (answer.status_code, draft.requested) == (302, 765_000)
    told = "Ni söker 765\xa0000\xa0kr. Högst 750\xa0000\xa0kr går att söka i utlysning 2027. Minska med 15\xa0000\xa0kr."
    assert page.count(told) == 3  # in the summary, at the field and in the rule's box
    assert f'href="{open_call.get_absolute_url()}#R-LUM-01"' in page
    assert 'id="id_requested_error"' in page
    assert 'id="R-LUM-01"' in client.get(open_call.get_absolute_url()).content.decode()


def test_two_tabs_on_one_section_do_not_overwrite_each_other(client, draft, sara):
    client.force_login(sara)
    address = section(draft, "om-projektet")
    client.post(address, {"version": "0", "title": "Flik ett"}, **AUTOSAVE)

    kept = client.post(address, {"version": "0", "title": "Flik två"}, **AUTOSAVE)
    shown = client.post(address, {"version": "0", "title": "Flik två"})

    assert kept.status_code == 409
    assert "Du har ändrat i ett annat fönster kl. " in json.loads(kept.content)["message"]
    page = shown.content.decode()
    assert shown.status_code == 409
    assert 'value="Flik två"' in page
    assert "Så står det sparat nu" in page
    assert "Flik ett" in page
    draft.refresh_from_db()
    assert draft.title == "Flik ett"

    again = client.post(address, {"version": "1", "title": "Flik två"})
    draft.refresh_from_db()
    assert (again.status_code, draft.title) == (302, "Flik två")


def test_two_tabs_on_two_sections_both_save(client, draft, sara):
    client.force_login(sara)

    one = client.post(section(draft, "om-projektet"), {"version": "0", "title": "Stödgrupper"}, **AUTOSAVE)
    two = client.post(
        section(draft, "jamstalldhet"), {"version": "0", "gender_analysis": "Flickor."}, **AUTOSAVE
    )

    draft.refresh_from_db()
    assert (one.status_code, two.status_code) == (200, 200)
    assert (draft.title, draft.gender_analysis, draft.version) == ("Stödgrupper", "Flickor.", 2)


def test_a_colleague_who_wrote_meanwhile_is_named(draft, sara, city, now):
    from tests.cast import member

    maja = member("maja", "Maja Ek", "developer", city.skarpnack)
    actions.write(draft, {"title": "Majas titel"}, version=0, by=maja, now=now)

    with pytest.raises(Stale, match=r"Maja Ek ändrade kl\. \d\d\.\d\d\. Det du skrev finns kvar här\."):
        actions.write(draft, {"title": "Saras titel"}, version=0, by=sara, now=now)


def test_a_page_without_its_version_cannot_write_over_anything(client, draft, sara):
    actions.write(draft, {"title": "Första"}, version=0, by=sara)
    client.force_login(sara)

    for version in ("", "-1", "abc", "9" * 30):
        answer = client.post(section(draft, "om-projektet"), {"version": version, "title": "Andra"})
        assert answer.status_code == 409

    draft.refresh_from_db()
    assert draft.title == "Första"


def test_saving_the_same_again_changes_nothing(draft, sara, now):
    actions.write(draft, {"title": "Stödgrupper"}, [("Lokaler", None)], version=0, by=sara, now=now)
    actions.write(draft, {"title": "Stödgrupper"}, [("Lokaler", None)], version=0, by=sara, now=now)

    assert draft.version == 1


def test_the_trail_tells_once_in_half_an_hour_that_she_wrote(draft, sara, now):
    for minutes, title in ((0, "a"), (10, "b"), (29, "c"), (31, "d"), (45, "e")):
        actions.write(
            draft, {"title": title}, version=draft.version, by=sara, now=now + timedelta(minutes=minutes)
        )

    wrote = [event.at for event in events(draft).filter(verb="write").order_by("pk")]
    assert wrote == [now, now + timedelta(minutes=31)]


def test_what_is_no_field_of_the_form_is_no_way_in(draft, sara):
    with pytest.raises(ValueError, match="reg_number"):
        actions.write(draft, {"reg_number": "1"}, version=0, by=sara)


def test_handed_over_is_not_written_in(client, whole_application, sara, now):
    actions.hand_over(whole_application, by=sara, now=now)
    client.force_login(sara)

    page = client.get(section(whole_application, "budget"))
    saved = client.post(
        section(whole_application, "om-projektet"), {"version": "0", "title": "Nytt"}, **AUTOSAVE
    )

    assert (page.status_code, saved.status_code) == (409, 409)
    assert "Ansökan väntar på underskrift" in json.loads(saved.content)["message"]
    whole_application.refresh_from_db()
    assert whole_application.title == "Stödgrupper för barn i familjehem"


@pytest.mark.parametrize("who", ["farid", "karin"])
def test_those_who_see_a_draft_but_do_not_write_it_are_told_whose_it_is(
    request, client, who, whole_application
):
    client.force_login(request.getfixturevalue(who))

    answer = client.post(section(whole_application, "om-projektet"), {"version": "0", "title": "Kapat"})

    assert answer.status_code == 403
    assert "Bara den som skriver ansökan i stadsdelen" in answer.content.decode()
    whole_application.refresh_from_db()
    assert whole_application.title != "Kapat"


def test_verbs_ask_for_themselves(whole_application, sara, farid, now):
    with pytest.raises(NotYours):
        actions.write(whole_application, {"title": "x"}, version=0, by=farid, now=now)
    actions.hand_over(whole_application, by=sara, now=now)
    with pytest.raises(NotNow):
        actions.write(whole_application, {"title": "x"}, version=0, by=sara, now=now)


def test_an_unknown_section_is_not_found(client, draft, sara):
    client.force_login(sara)

    assert client.get(section(draft, "hemligt")).status_code == 404


def test_the_review_lists_everything_that_is_missing_in_the_order_of_the_form(client, draft, sara):
    client.force_login(sara)

    page = client.get(section(draft, "granska")).content.decode()

    expected = [
        ("om-projektet", "title"),
        ("om-projektet", "target_group"),
        ("om-projektet", "purpose"),
        ("om-projektet", "starts_on"),
        ("om-projektet", "ends_on"),
        ("mal", "problem"),
        ("mal", "activities"),
        ("mal", "leads_to"),
        ("mal", "goals"),
        ("budget", "budget"),
        ("budget", "own_share"),
        ("budget", "requested"),
        ("forskning-och-uppfoljning", "research_link"),
        ("forskning-och-uppfoljning", "follow_up"),
        ("jamstalldhet", "gender_analysis"),
    ]
    import re

    assert re.findall(r"/skriv/([\w-]+)/\?visa=allt#id_(\w+)", page) == expected
    assert "15 saker kvar innan ni kan skicka" in page
    assert "Be chefen skriva under" not in page


def test_a_field_that_the_review_links_to_is_on_its_page(client, draft, sara):
    client.force_login(sara)
    import re

    page = client.get(section(draft, "granska")).content.decode()
    for name, field in re.findall(r"/skriv/([\w-]+)/\?visa=allt#id_(\w+)", page):
        there = client.get(section(draft, name) + "?visa=allt").content.decode()
        assert f'id="id_{field}"' in there, (name, field)
