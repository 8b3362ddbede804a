"""When something goes wrong while one writes: nothing typed is lost, and the page says what happened."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect
from tests.journeys.conftest import SECRET

from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application
from praktiknara.applications.transitions import HAND_OVER, SIGN
from praktiknara.chain.actions import perform
from praktiknara.people.models import User
from praktiknara.trail.queries import events

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

SAVED = re.compile(r"^Sparat \d\d\.\d\d$")
PROBLEM = "Vilket problem vill ni lösa?"


@pytest.fixture
def theory(whole_application: Application) -> str:
    """Where the theory of change of the application is written."""
    return f"/ansokningar/{whole_application.pk}/skriv/mal/"


def stored(application: Application) -> str:
    """What stands saved about the problem."""
    return Application.objects.get(pk=application.pk).problem


def test_a_sign_in_that_has_run_out_loses_nothing(sit_down, sara: User, theory: str, whole_application):
    sara.set_password(SECRET)
    sara.save()
    page = sit_down(sara)
    page.goto(theory)
    Session.objects.all().delete()

    page.get_by_label(PROBLEM).fill("Det som Sara skrev när tiden hade gått ut.")
    status = page.locator("[data-saved]")
    expect(status).to_have_text(
        "Inte sparat: du är inte inloggad längre. Texten finns kvar här. Logga in i en ny flik, så sparas den."
    )
    expect(page.get_by_label(PROBLEM)).to_have_value("Det som Sara skrev när tiden hade gått ut.")
    assert stored(whole_application) == "Barn i familjehem möter sällan andra i samma situation."

    other = page.context.new_page()
    other.goto("/logga-in/")
    other.get_by_label("Användarnamn").fill("sara")
    other.get_by_label("Lösenord").fill(SECRET)
    other.get_by_role("main").get_by_role("button", name="Logga in").click()
    expect(other).to_have_title(re.compile("Min dag"))

    expect(status).to_have_text(SAVED, timeout=40_000)
    assert stored(whole_application) == "Det som Sara skrev när tiden hade gått ut."
    page.get_by_role("button", name=re.compile("^Nästa")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vilka är med")


def test_a_server_that_does_not_answer_loses_nothing(sit_down, sara: User, theory: str, whole_application):
    page = sit_down(sara)
    page.goto(theory)
    page.route(f"**{theory}", lambda route: route.abort())

    page.get_by_label(PROBLEM).fill("Det som Sara skrev när servern stod stilla.")
    status = page.locator("[data-saved]")
    expect(status).to_have_text("Inte sparat: ingen kontakt. Texten finns kvar här; vi försöker igen.")
    expect(page.get_by_label(PROBLEM)).to_have_value("Det som Sara skrev när servern stod stilla.")
    assert stored(whole_application) == "Barn i familjehem möter sällan andra i samma situation."

    page.unroute(f"**{theory}")

    expect(status).to_have_text(SAVED, timeout=40_000)
    assert stored(whole_application) == "Det som Sara skrev när servern stod stilla."


def test_two_tabs_write_over_nothing_unseen(sit_down, sara: User, theory: str, whole_application):
    first = sit_down(sara)
    first.goto(theory)
    second = first.context.new_page()
    second.goto(theory)

    first.get_by_label(PROBLEM).fill("Det som skrevs i den första fliken.")
    expect(first.locator("[data-saved]")).to_have_text(SAVED)
    second.get_by_label(PROBLEM).fill("Det som skrevs i den andra fliken.")
    expect(second.locator("[data-saved]")).to_contain_text("har ändrat")
    assert stored(whole_application) == "Det som skrevs i den första fliken."

    second.get_by_role("button", name=re.compile("^Nästa")).click()
    expect(second.get_by_role("heading", name="Så står det sparat nu")).to_be_visible()
    expect(second.get_by_role("region", name="Så står det sparat nu")).to_contain_text(
        "Det som skrevs i den första fliken."
    )
    expect(second.get_by_label(PROBLEM)).to_have_value("Det som skrevs i den andra fliken.")

    second.get_by_role("button", name=re.compile("^Nästa")).click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Vilka är med")
    assert stored(whole_application) == "Det som skrevs i den andra fliken."


def test_a_double_click_gives_one_receipt(sit_down, sara, karin, farid, whole_application: Application, now):
    perform(HAND_OVER, whole_application, by=sara, now=now)
    perform(SIGN, whole_application, by=karin, now=now)
    page = sit_down(sara)
    page.goto(f"/ansokningar/{whole_application.pk}/")
    late = page.context.new_page()
    late.goto(f"/ansokningar/{whole_application.pk}/")

    page.get_by_role("button", name="Skicka ansökan").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ansökan är inskickad")
    receipt = page.get_by_role("main").inner_text()
    late.get_by_role("button", name="Skicka ansökan").click()
    expect(late.get_by_role("heading", level=1)).to_have_text("Ansökan är inskickad")

    assert late.get_by_role("main").inner_text() == receipt
    assert events(whole_application).filter(verb="submit", kind="done").count() == 1


def test_an_application_is_written_and_submitted_without_script(sit_down, sara, karin, open_call):
    page = sit_down(sara, java_script_enabled=False)
    main = page.get_by_role("main")

    def on(*answers: tuple[str, str]) -> None:
        for label, text in answers:
            main.get_by_label(re.compile(rf"^{re.escape(label)}( \(.*\))?$")).fill(text)
        main.get_by_role("button", name=re.compile("^Nästa: ")).click()

    page.goto("/utlysningar/lum-2027/")
    main.get_by_role("button", name="Börja skriva en ansökan").click()
    on(
        ("Vad heter projektet?", "Läxhjälp på boendet"),
        ("Vilka är projektet till för?", "Barn på skyddat boende"),
        ("Vad är syftet?", "Barnen ska inte halka efter i skolan."),
        ("När börjar projektet?", "2027-01-15"),
        ("När slutar projektet?", "2027-12-15"),
    )
    on(
        (PROBLEM, "Barnen missar skolan när de flyttar."),
        ("Vad ska ni göra?", "Läxhjälp tre kvällar i veckan."),
        ("Vad ska det leda till?", "Barnen klarar skolarbetet."),
        ("Vilka är målen?", "Trettio barn får läxhjälp."),
    )
    main.get_by_label(re.compile("^Skarpnäck")).check()
    on()
    on(
        ("Vad, rad 1", "Lärare"),
        ("Kronor, rad 1", "200 000"),
        ("Vad, rad 2", "Läromedel"),
        ("Kronor, rad 2", "20 000"),
        ("Vad bidrar ni själva med?", "20 000"),
        ("Hur mycket söker ni?", "200 000"),
    )
    on(
        ("Hur knyter projektet an till forskning?", "En forskare läser loggböckerna."),
        ("Hur ska ni följa upp?", "Närvaro före och efter."),
    )
    on(
        (
            "Hur påverkar projektet kvinnor och män, flickor och pojkar?",
            "Vi följer flickor och pojkar var för sig.",
        ),
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Ansökan är klar att skriva under")
    main.get_by_role("button", name="Be chefen skriva under").first.click()
    expect(main).to_contain_text("Väntar på underskrift")

    head = sit_down(karin, java_script_enabled=False)
    head.goto(page.url)
    head.get_by_role("button", name="Skriv under").click()
    expect(head.get_by_role("main")).to_contain_text("Underskriven")

    page.reload()
    main.get_by_role("button", name="Skicka ansökan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ansökan är inskickad")
    expect(main).to_contain_text("Läxhjälp på boendet")
    assert Application.objects.get().status == ApplicationStatus.SUBMITTED
