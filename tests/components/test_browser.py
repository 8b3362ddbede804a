"""The look in a real browser: nothing shuts a reader out, and the script keeps what she writes."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Page, expect
from tests.components import desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(autouse=True)
def clean_desk():
    desk.arrived.clear()
    desk.answers.clear()


@pytest.fixture
def writing(page: Page) -> Page:
    page.goto("/skrivbord/")
    return page


def faults(page: Page) -> list[str]:
    """What axe finds, in words."""
    return [
        f"{each['id']}: {node['html']}"
        for each in Axe().run(page, options=RULES).response["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (375, True), (320, False)])
def test_the_component_page_shuts_nobody_out(new_context, width: int, dark: bool):
    page = new_context(width=width, dark=dark).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto("/komponenter/")

    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert said == []


def test_a_fault_would_be_found(page: Page):
    page.goto("/komponenter/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    assert [fault.split(":")[0] for fault in faults(page)] == ["image-alt"]


def test_the_first_key_press_leads_past_the_menu(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".ds-skip-link")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_an_error_page_begins_at_its_summary(page: Page):
    page.goto("/komponenter/")

    expect(page.locator(".ds-error-summary")).to_be_focused()


@pytest.mark.urls("tests.components.desk")
def test_what_is_written_is_saved_as_it_is_written(writing: Page):
    writing.get_by_label("Syfte").type("ett två tre")

    expect(writing.locator("[data-saved]")).to_have_text("Sparat 14.32")
    assert [saved["purpose"] for saved in desk.arrived] == ["ett två tre"]
    assert desk.arrived[0]["autosave"] == "1"
    assert writing.evaluate("localStorage.length") == 0
    expect(writing.locator("[data-words-of]")).to_have_text("3 av högst 5 ord")


@pytest.mark.urls("tests.components.desk")
def test_leaving_a_saved_text_does_not_save_it_again(writing: Page):
    writing.get_by_label("Syfte").type("ett")
    expect(writing.locator("[data-saved]")).to_have_text("Sparat 14.32")

    writing.keyboard.press("Tab")
    writing.wait_for_timeout(1200)

    assert len(desk.arrived) == 1


@pytest.mark.urls("tests.components.desk")
def test_the_server_gives_the_version_of_the_next_save(writing: Page):
    desk.answers.append((200, {"saved": "14.33", "fields": {"version": "2"}}))
    writing.get_by_label("Syfte").fill("ett")
    expect(writing.locator("[data-saved]")).to_have_text("Sparat 14.33")

    writing.get_by_label("Syfte").fill("ett två")

    expect(writing.locator("[data-saved]")).to_have_text("Sparat 14.32")
    assert [saved["version"] for saved in desk.arrived] == ["1", "2"]


@pytest.mark.urls("tests.components.desk")
def test_without_contact_the_text_is_kept_and_sent_when_contact_is_back(writing: Page):
    writing.context.set_offline(True)
    writing.get_by_label("Syfte").fill("på tåget")
    expect(writing.locator("[data-saved]")).to_contain_text("Inte sparat: ingen kontakt.")
    assert "på tåget" in writing.evaluate("localStorage.getItem('praktiknara:/spara/')")

    writing.context.set_offline(False)

    expect(writing.locator("[data-saved]")).to_have_text("Sparat 14.32")
    assert [saved["purpose"] for saved in desk.arrived] == ["på tåget"]
    assert writing.evaluate("localStorage.length") == 0


@pytest.mark.urls("tests.components.desk")
def test_a_text_from_a_broken_visit_is_offered_and_not_put_back_unasked(writing: Page):
    writing.route("**/spara/", lambda route: route.abort())
    writing.get_by_label("Syfte").fill("på tåget")
    expect(writing.locator("[data-saved]")).to_contain_text("ingen kontakt")
    writing.once("dialog", lambda dialog: dialog.accept())
    writing.goto("/skrivbord/")
    writing.unroute("**/spara/")
    expect(writing.get_by_label("Syfte")).to_have_value("")

    writing.get_by_role("button", name="Hämta tillbaka den").click()

    expect(writing.get_by_label("Syfte")).to_have_value("på tåget")
    expect(writing.locator("[data-saved]")).to_have_text("Sparat 14.32")


@pytest.mark.urls("tests.components.desk")
def test_a_refusal_is_read_out_and_nothing_more_is_sent(writing: Page):
    desk.answers.append((409, {"message": "Utlysningen stängde 15 oktober. Det du skrev finns kvar."}))
    writing.get_by_label("Syfte").fill("för sent")
    expect(writing.locator("[data-saved]")).to_have_text(
        "Utlysningen stängde 15 oktober. Det du skrev finns kvar."
    )

    writing.get_by_label("Syfte").fill("för sent igen")
    writing.wait_for_timeout(1500)

    assert len(desk.arrived) == 1
    expect(writing.get_by_label("Syfte")).to_have_value("för sent igen")


@pytest.mark.urls("tests.components.desk")
def test_rows_come_and_go_and_the_sum_follows(writing: Page):
    total = writing.locator("[data-sum-of]")
    expect(total).to_have_text("348\u00a0000\u00a0kr")

    writing.get_by_role("button", name="Lägg till en rad").click()
    expect(writing.locator("#id_form-2-what")).to_be_focused()
    writing.locator("#id_form-2-what").fill("Handledning")
    writing.locator("#id_form-2-kronor").fill("96 000 kr")
    expect(total).to_have_text("444\u00a0000\u00a0kr")
    writing.get_by_role("button", name="Ta bort").first.click()

    expect(total).to_have_text("134\u00a0000\u00a0kr")
    expect(writing.locator("[data-saved]")).to_have_text("Sparat 14.32")
    last = desk.arrived[-1]
    assert (last["form-TOTAL_FORMS"], last["form-0-DELETE"], last["form-2-kronor"]) == (
        "3",
        "on",
        "96 000 kr",
    )


@pytest.mark.urls("tests.components.desk")
def test_a_form_is_sent_once_however_often_the_button_is_pressed(writing: Page):
    writing.evaluate("""() => { const button = document.querySelector('form[data-once] .p-saved button');
        button.click(); button.click(); button.click(); }""")
    expect(writing).to_have_title("Inskickad")

    assert len([each for each in desk.arrived if "sent" in each]) == 1


@pytest.mark.urls("tests.components.desk")
def test_the_desk_works_without_script(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/skrivbord/")
    page.get_by_label("Syfte").fill("utan skript")
    page.locator("#id_form-0-DELETE").check()

    page.get_by_role("button", name="Skicka").click()

    expect(page).to_have_title("Inskickad")
    assert desk.arrived[0]["purpose"] == "utan skript"
    assert desk.arrived[0]["form-0-DELETE"] == "on"
