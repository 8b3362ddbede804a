"""The main acts of a round, done without a mouse: where one is can always be seen, and nothing needs pointing at."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from tests.journeys.conftest import SECRET

from praktiknara.applications import actions as applications
from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application, BudgetLine
from praktiknara.assessments import actions as assessments
from praktiknara.assessments.models import Assessment
from praktiknara.decisions.models import Case
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.people.models import User
from praktiknara.results.models import ResultReport

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

# Where the focus is: nothing when it is lost; otherwise whether it can be seen, and whether something covers it.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const drawn = getComputedStyle(at);
  const outlined = (each) => { const s = getComputedStyle(each); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0; };
  const ringed = outlined(at) || drawn.boxShadow !== "none" || outlined(at.closest("label, fieldset, .ds-field") ?? at);
  const box = at.getBoundingClientRect();
  const spots = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const label = at.labels?.[0];
  const open = spots.some((spot) => spot && (at.contains(spot) || spot.contains(at) || label?.contains(spot)));
  return {what: at.outerHTML.slice(0, 160), ringed, open, width: box.width, height: box.height};
}"""
MOST_PRESSES = 160


class Keys:
    """Someone who uses only her keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(30_000)

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Write where the focus is."""
        self.page.keyboard.type(text)

    def tab_to(self, goal: Locator) -> None:
        """Press Tab until the goal has the focus; on the way the focus is never out of sight."""
        expect(goal).to_be_visible()
        self.page.wait_for_load_state()
        for _press in range(MOST_PRESSES):
            self.press("Tab")
            found = self.page.evaluate(FOCUS)
            if found is None:  # past the last thing on the page, on its way to the first
                continue
            assert found["ringed"], f"the focus cannot be seen on {found['what']}"
            assert found["open"], f"something covers {found['what']}"
            if goal.evaluate("each => each === document.activeElement"):
                return
        raise AssertionError(f"{MOST_PRESSES} presses did not lead to {goal}")

    def write(self, label: str, text: str, within: Locator | None = None) -> None:
        """Go to the field and write over what is there."""
        place = within or self.page.get_by_role("main")
        self.tab_to(place.get_by_label(re.compile(rf"^{re.escape(label)}( \(.*\))?$")))
        self.press("ControlOrMeta+a")
        self.type(text)

    def use(self, role: str, name: str | re.Pattern[str], key: str = "Enter") -> None:
        """Go to the button or link and press it."""
        main = self.page.get_by_role("main")
        self.tab_to(main.get_by_role(role, name=name, exact=isinstance(name, str)).first)  # type: ignore[arg-type]  # a role is one of many words
        self.press(key)

    def heading(self, text: str | re.Pattern[str]) -> None:
        """What the page's title says."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def reads(self, text: str | re.Pattern[str]) -> None:
        """What the page says."""
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def saved(self) -> None:
        """What was written has been saved by itself."""
        expect(self.page.locator("[data-saved]")).to_have_text(re.compile(r"^Sparat \d\d\.\d\d$"))


@pytest.fixture
def keys(page: Page) -> Keys:
    return Keys(page)


@pytest.fixture
def under_assessment(whole_application: Application, sara, karin, rut, fou, olle, now) -> Assessment:
    """Sara's application, handed in and given to Olle to assess."""
    applications.hand_over(whole_application, by=sara, now=now)
    applications.sign(whole_application, by=karin, now=now)
    applications.submit(whole_application, by=sara, now=now)
    applications.register(whole_application, reg_number="3.2.1-41/2027", by=rut, now=now)
    return assessments.assign(whole_application, olle, by=fou, now=now)


def test_one_signs_in_and_passes_the_menu(keys: Keys, sara: User):
    sara.set_password(SECRET)
    sara.save()
    keys.page.goto("/logga-in/")
    keys.press("Tab")
    expect(keys.page.locator(".ds-skip-link")).to_be_focused()
    expect(keys.page.locator(".ds-skip-link")).to_be_in_viewport()
    keys.press("Enter")
    expect(keys.page.locator("main")).to_be_focused()

    keys.write("Användarnamn", "sara")
    keys.write("Lösenord", SECRET)
    keys.press("Enter")

    expect(keys.page).to_have_title(re.compile("Min dag"))
    keys.page.goto("/min-dag/")
    keys.press("Tab", "Enter")
    expect(keys.page.locator("main")).to_be_focused()


def test_an_application_is_begun_and_written(sit_down: Callable[..., Page], sara: User, open_call):
    keys = Keys(sit_down(sara))
    keys.page.goto("/utlysningar/lum-2027/")
    keys.use("button", "Börja skriva en ansökan")
    keys.heading("Om projektet")

    keys.write("Vad heter projektet?", "Läxhjälp på boendet")
    keys.write("Vad är syftet?", "Barnen ska inte halka efter i skolan.")
    keys.saved()
    keys.use("link", "Budget")
    keys.heading("Budget")
    keys.use("button", "Lägg till en rad", "Space")
    expect(keys.page.get_by_label("Vad, rad 4")).to_be_focused()
    keys.type("Lärare")
    keys.press("Tab")
    keys.type("200 000")
    keys.saved()
    keys.use("button", re.compile("^Nästa"))
    keys.heading("Forskning och uppföljning")

    line = BudgetLine.objects.get()
    assert (line.what, line.amount) == ("Lärare", 200_000)
    assert Application.objects.get().title == "Läxhjälp på boendet"


def test_an_assessment_is_scored_with_the_arrows_and_locked(
    sit_down: Callable[..., Page], under_assessment: Assessment, olle: User
):
    keys = Keys(sit_down(olle))
    keys.page.goto(under_assessment.get_absolute_url())

    for criterion in under_assessment.application.call.criteria.all():
        scale = keys.page.get_by_role("group", name=criterion.text)
        keys.tab_to(scale.get_by_role("radio").first)
        keys.press("ArrowRight", "ArrowRight")
        expect(scale.get_by_role("radio").nth(2)).to_be_checked()
        keys.press("Tab")
        keys.type("Beskrivet så att det går att följa.")
    keys.saved()
    keys.use("button", "Lås bedömningen")

    keys.reads("Bedömningen är låst.")
    assert {score.points for score in under_assessment.scores.all()} == {2}


def test_a_decision_is_recorded(sit_down: Callable[..., Page], ready_case: Case, fou: User):
    Application.objects.update(status=ApplicationStatus.PROPOSED)
    keys = Keys(sit_down(fou))
    keys.page.goto(ready_case.get_absolute_url())
    keys.use("link", "För in nämndens beslut")
    keys.heading("Vad beslutade nämnden?")

    keys.write("Nämndens sammanträde", str(timezone.localdate() - timedelta(days=1)))
    keys.write("Paragraf", "§ 14")
    keys.tab_to(keys.page.get_by_label("Omedelbart justerat"))
    keys.press("Space")
    keys.use("button", "För in beslutet")

    keys.reads("Beslutet är infört.")
    keys.reads("§ 14")
    keys.reads("omedelbar")


def test_a_result_is_published(sit_down: Callable[..., Page], accepted: ResultReport, fou: User):
    keys = Keys(sit_down(fou))
    keys.page.goto(accepted.get_absolute_url())
    keys.use("link", "Publicera i kunskapsbanken")

    keys.write("Sammanfattning på klarspråk", "Sjutton av 21 barn kände sig mindre ensamma.")
    keys.write("Lärdom för dig i praktiken", "Ring hem före varje träff.")
    keys.write("För vem?", "Familjehemskonsulenter")
    keys.use("button", "Publicera")

    keys.heading(accepted.project.title)
    keys.reads("Ring hem före varje träff.")
    assert KnowledgeOutput.objects.get().status == "published"


def test_an_error_takes_the_reader_to_its_field(sit_down: Callable[..., Page], ready_case: Case, fou: User):
    keys = Keys(sit_down(fou))
    keys.page.goto(f"{ready_case.get_absolute_url()}beslut/")
    keys.write("Paragraf", "")
    keys.press("Delete", "Enter")

    expect(keys.page.locator(".ds-error-summary")).to_be_focused()
    keys.use("link", "Skriv beslutets paragraf, till exempel § 12.")

    expect(keys.page.get_by_label(re.compile("^Paragraf"))).to_be_focused()
