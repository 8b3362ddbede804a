"""One funding year as the people in it live it: from last time's call to what anyone can read and follow back."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.journeys import story
from tests.journeys.walk import Person, Walk

from praktiknara.applications import actions as applications
from praktiknara.assessments import actions as assessments
from praktiknara.calls.models import Call
from praktiknara.people.models import Organisation, User
from praktiknara.search.actions.keeping import catch_up_later

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

YEAR = timezone.localdate().year + 1


def day(number: int = 0) -> str:
    """Write a day so many days from today as people do in the fields."""
    return f"{timezone.localdate() + timedelta(days=number)}"


def spaced(text: str) -> re.Pattern[str]:
    """The same words whatever spaces stand between them: the pages keep a sum on one line."""
    return re.compile(re.escape(text).replace(r"\ ", r"\s+"))


def test_a_round_from_the_call_to_the_knowledge_bank(register: None, walk: Walk):
    fou, sara = walk.person("fou"), walk.person("skarpnack")

    the_call_is_copied_from_an_earlier_year_and_opened(fou)
    sara_writes_about_the_project(sara)
    sara_asks_for_too_much_and_mends_it(sara)
    sara_writes_the_rest_and_asks_farsta(sara)
    farsta_says_yes(walk.person("farsta"))
    sara_hands_over(sara)
    her_head_signs(walk.person("skarpnack-chef"))
    sara_submits_and_gets_a_receipt(sara)
    others_apply_too()
    the_registrar_gives_a_number(walk.person("registrator"))
    the_call_closes_and_assessors_are_chosen(fou)
    an_assessor_scores(walk.person("bedomare"), story.REASONS, picture="story-06-bedomning")
    an_assessor_scores(walk.person("bedomare2"), story.SECOND_REASONS)
    the_ranking_becomes_a_case(fou)
    the_paper_is_written_and_read(fou)
    the_board_decides(fou)
    the_money_is_paid(fou)
    the_project_starts_and_reports(sara)
    the_reports_are_accepted_and_published(fou)
    anyone_finds_the_result_and_follows_it_back(walk.person(""))
    walk.look_at_the_rest()

    assert walk.found == []


def the_call_is_copied_from_an_earlier_year_and_opened(fou: Person) -> None:
    page = fou.page
    fou.step("Utlysning")
    fou.look()
    fou.follow("Lokala utvecklingsmedel (LUM) 2018")
    fou.heading("Lokala utvecklingsmedel (LUM) 2018")
    fou.look()

    fou.follow("Kopiera till ett nytt år")
    fou.write("År", str(YEAR))
    fou.look()
    fou.press("Kopiera")
    fou.reads("Utlysningen är kopierad som utkast.")
    expect(page.get_by_label("Titel")).to_have_value(f"Lokala utvecklingsmedel (LUM) {YEAR}")
    fou.write("Inledning", story.INTRODUCTION)
    fou.write("Öppnar", f"{day(-1)} 08.00")
    fou.write("Stänger", f"{day(12)} 16.00")
    fou.write("Beslut väntas", day(60))
    fou.write("Ram", "1 300 000")
    rules = page.get_by_role("table", name="Utlysningens regler").get_by_role("row")
    cap = rules.filter(has=page.get_by_role("option", name="högsta belopp per ansökan", selected=True))
    expect(fou.box("Belopp, kr", cap)).to_have_value(re.compile(r"^750\s000$"))
    for place, words in enumerate(story.RULES, 1):
        fou.write("Regeln i ord", words, rules.nth(place))
    for kind, words in story.MORE_RULES:
        page.get_by_role("button", name="Lägg till en regel").click()
        fou.box("Vad regeln gäller", rules.last).select_option(kind)
        fou.write("Regeln i ord", words, rules.last)
    criteria = page.get_by_role("table", name="Utlysningens kriterier").get_by_role("row")
    for place, (criterion, what_to_see) in enumerate(story.CRITERIA, 1):
        expect(fou.box("Kriterium", criteria.nth(place))).to_have_value(criterion)
        fou.write("Vad bedömaren ska se till", what_to_see, criteria.nth(place))
    fou.box("Högsta poäng per kriterium").select_option("3")
    fou.look()
    fou.press("Spara")
    fou.reads("Utlysningen är sparad.")

    fou.press("Öppna utlysningen")
    fou.reads("Öppen", spaced("1 300 000 kr"))
    fou.look("story-01-utlysning", page.get_by_role("heading", name="Regler"))


def sara_writes_about_the_project(sara: Person) -> None:
    page = sara.page
    sara.look()
    sara.step("Utlysning")
    sara.follow(f"Lokala utvecklingsmedel (LUM) {YEAR}")
    sara.look()
    sara.press("Börja skriva en ansökan")
    sara.heading("Om projektet")

    sara.answer(story.ABOUT)
    sara.write("När börjar projektet?", f"{YEAR}-01-15")
    sara.write("När slutar projektet?", f"{YEAR}-12-15")
    sara.saved()
    sara.look()
    sara.press("Nästa: Mål och förändringsteori")
    sara.answer(story.THEORY)
    sara.saved()
    sara.press(re.compile("^Nästa: "))
    districts = page.get_by_role("group", name="Vilka stadsdelar omfattar projektet?")
    districts.get_by_label(re.compile("^Farsta")).check()
    districts.get_by_label(re.compile("^Skarpnäck")).check()
    sara.saved()
    sara.look()
    sara.press("Nästa: Budget")


def sara_asks_for_too_much_and_mends_it(sara: Person) -> None:
    page = sara.page
    sara.heading("Budget")
    page.get_by_role("button", name="Lägg till en rad").click()
    for number, (what, kronor) in enumerate(story.COSTS, 1):
        sara.write(f"Vad, rad {number}", what)
        sara.write(f"Kronor, rad {number}", kronor)
    expect(page.get_by_role("table", name="Kostnader, i kronor")).to_contain_text(
        re.compile(r"Summa kostnader\s*865\s000\skr")
    )
    sara.write("Vad bidrar ni själva med?", "100 000")
    sara.write("Hur mycket söker ni?", "765 000")
    sara.saved()
    sara.press(re.compile("^Nästa: "))
    sara.follow("Budget", within=page)
    requested = sara.box("Hur mycket söker ni?")
    told = f"Ni söker 765 000 kr. Högst 750 000 kr går att söka i utlysning {YEAR}. Minska med 15 000 kr."
    expect(requested).to_have_accessible_description(spaced(told))
    sara.reads(f"Regel R-LUM-01, {YEAR}")
    sara.look("story-02-ansokan", page.get_by_role("heading", name="Egen insats och sökt belopp"))

    sara.write("Vad bidrar ni själva med?", "115 000")
    requested.fill("750 000")
    sara.saved()
    sara.press(re.compile("^Nästa: "))


def sara_writes_the_rest_and_asks_farsta(sara: Person) -> None:
    page = sara.page
    sara.answer(story.RESEARCH)
    sara.saved()
    sara.press(re.compile("^Nästa: "))
    sara.answer(story.GENDER)
    sara.saved()
    sara.look()
    sara.press(re.compile("^Nästa: "))
    sara.heading("Ansökan är klar att skriva under")
    sara.look()

    sara.follow("Vilka är med", within=page)
    sara.choose("Vilka vill ni söka tillsammans med?", re.compile("^Farsta"))
    sara.write("Deras del av beloppet", "300 000")
    sara.press("Fråga")
    sara.reads("Farsta är tillfrågad.", "Tillfrågad")
    sara.look()


def farsta_says_yes(farid: Person) -> None:
    farid.reads(story.TITLE)
    farid.look()
    farid.step("Ansökan")
    farid.follow("Läs och svara")
    farid.reads("Vill Farsta söka tillsammans?")
    farid.look("story-03-medsokande")
    farid.press("Ja, vi söker tillsammans")
    farid.reads("Ert svar är sparat.", "Farsta, bekräftad, 300 000 kr")


def sara_hands_over(sara: Person) -> None:
    sara.step("Ansökan")
    sara.look()
    sara.follow(story.TITLE)
    sara.press("Be chefen skriva under")
    sara.reads("Väntar på underskrift av chefen i Skarpnäck.")
    sara.look()


def her_head_signs(karin: Person) -> None:
    karin.reads(story.TITLE)
    karin.look("story-04-min-dag")
    karin.follow("Läs och skriv under")
    karin.heading(story.TITLE)
    karin.look()
    karin.press("Skriv under")
    karin.reads("Underskriven. Skarpnäck ska skicka den.", "Karin Holm")


def sara_submits_and_gets_a_receipt(sara: Person) -> None:
    sara.step("Ansökan")
    sara.follow("Skicka ansökan")
    sara.press("Skicka ansökan")
    sara.heading("Ansökan är inskickad")
    today = timezone.localdate()
    sara.reads(
        re.compile(rf"Den kom in {today.day} \w+ {today.year} kl\. \d\d\.\d\d\.\d\d och har nummer 1"),
        "750 000 kr",
    )
    sara.look("story-05-kvitto")


def others_apply_too() -> None:
    """Two other districts apply and are assessed, by the same verbs as the pages use, so that the ranking means something."""
    now, call = timezone.now(), Call.objects.get(slug=f"lum-{YEAR}")
    users = {user.username: user for user in User.objects.all()}
    for number, (district, title, requested, _points) in enumerate(story.OTHERS, 2):
        developer, head = users[f"exempel-{district}"], users[f"exempel-{district}-chef"]
        place = Organisation.objects.get(key=f"sdf-{district}")
        application = applications.start(call, applicant=place, by=developer, now=now)
        values = {
            **story.LIKE_SARAS,
            "title": title,
            "starts_on": date(YEAR, 2, 1),
            "ends_on": date(YEAR, 11, 30),
            "own_share": 50_000,
            "requested": requested,
        }
        lines = [("Lön", requested), ("Lokaler", 50_000)]
        applications.write(application, values, lines, version=application.version, by=developer, now=now)
        applications.hand_over(application, by=developer, now=now)
        applications.sign(application, by=head, now=now)
        applications.submit(application, by=developer, now=now)
        applications.register(
            application, reg_number=f"3.2.1-{40 + number}/{YEAR}", by=users["registrator"], now=now
        )


def the_registrar_gives_a_number(rut: Person) -> None:
    rut.reads(story.TITLE)
    rut.look()
    rut.step("Ansökan")
    rut.look()
    rut.follow("Diarieför")
    rut.write("Diarienummer", f"3.2.1-41/{YEAR}")
    rut.look()
    rut.press("Diarieför")
    rut.reads("Ansökan är diarieförd.", f"3.2.1-41/{YEAR}")


def the_call_closes_and_assessors_are_chosen(fou: Person) -> None:
    page = fou.page
    fou.step("Utlysning")
    fou.follow(f"Lokala utvecklingsmedel (LUM) {YEAR}")
    fou.press("Stäng utlysningen")
    fou.reads(re.compile(r"Utlysningen stängde \d+ \w+ \d{4} kl\."))
    fou.look()

    fou.step("Bedömning")
    fou.heading("Tre ansökningar saknar två bedömare")
    fou.look()
    fou.follow("Utse bedömare för ansökan 1")
    fou.reads("Siv Hallgren arbetar i Skarpnäcks stadsdelsförvaltning, som söker. Det är jäv.")
    expect(page.get_by_label("Siv Hallgren")).to_have_count(0)
    page.get_by_label("Olle Berg").check()
    page.get_by_label("Petra Lund").check()
    fou.write("Lås senast", day(10))
    fou.look()
    fou.press("Utse bedömare")
    fou.reads("Bedömarna är utsedda.")
    the_others_are_assessed()


def the_others_are_assessed() -> None:
    now, call = timezone.now(), Call.objects.get(slug=f"lum-{YEAR}")
    users = {user.username: user for user in User.objects.all()}
    for _district, title, _requested, points in story.OTHERS:
        application = call.applications.get(title=title)
        for username in ("bedomare", "bedomare2"):
            assessor = users[username]
            assessment = assessments.assign(application, assessor, by=users["fou"], now=now)
            marks = {
                criterion.pk: (given, "Svagt beskrivet." if given < 2 else "Tydligt beskrivet.")
                for criterion, given in zip(call.criteria.all(), points, strict=True)
            }
            assessments.write_scores(assessment, marks, "", version=assessment.version, by=assessor, now=now)
            assessments.lock(assessment, by=assessor, now=now)


def an_assessor_scores(assessor: Person, reasons: tuple[tuple[str, str], ...], picture: str = "") -> None:
    page = assessor.page
    assessor.reads(story.TITLE)
    assessor.look()
    assessor.step("Bedömning")
    assessor.look()
    assessor.follow("Börja bedöma")
    assessor.reads("Din bedömning", story.ABOUT["Vad är syftet?"])
    for (criterion, _help), (points, reason) in zip(story.CRITERIA, reasons, strict=True):
        page.get_by_role("group", name=criterion).get_by_label(points).check()
        page.get_by_label("Skäl").nth([each for each, _help in story.CRITERIA].index(criterion)).fill(reason)
    assessor.saved()
    assessor.look(picture, on_phone=page.get_by_role("heading", name="Din bedömning"))
    assessor.press("Lås bedömningen")
    assessor.reads("Bedömningen är låst.", "Summa, av 9")
    assessor.look()


def the_ranking_becomes_a_case(fou: Person) -> None:
    page = fou.page
    fou.step("Bedömning")
    fou.heading("Alla bedömningar är låsta")
    fou.follow("Se rangordningen")
    fou.heading("Två projekt ryms i ramen")
    rows = page.get_by_role("table", name="Rangordning").get_by_role("row")
    expect(rows.nth(1)).to_contain_text(story.TITLE)
    fou.reads("Ramen är 1 300 000 kr.", "Ramen är slut här: 1 300 000 kr")
    fou.choose("Beslut om plats 3", "avslå")
    fou.write("Skäl för plats 3", "Ansökan omfattar en stadsdel och saknar forskningsanknytning.")
    fou.look("story-07-rangordning", page.get_by_text("inget ärende än"))
    fou.press("Gör till ärende")
    fou.reads("Ärendet är gjort.")


def the_paper_is_written_and_read(fou: Person) -> None:
    page = fou.page
    fou.heading(re.compile("saker kvar innan ärendet kan lämnas till nämnden"))
    fou.write("Diarienummer", f"3.2.1-50/{YEAR}")
    fou.write("Nämndens sammanträde", day())
    page.get_by_label("Beslutet behöver justeras omedelbart").check()
    fou.write("Jämställdhetsanalys", story.CASE_GENDER)
    heard = page.get_by_role("table", name="Samråd").get_by_role("row")
    for place, days in enumerate((21, 14, 9), 1):
        fou.write("Datum", day(-days), heard.nth(place))
    page.get_by_role("group", name="Undertecknare").get_by_label(re.compile("Gun Ström")).check()
    fou.look()
    fou.press("Spara")
    fou.heading("Ärendet kan lämnas till nämnden")
    fou.look()
    the_sum_stands_in_both_papers(page)

    fou.follow(f"Fördelning av lokala utvecklingsmedel (LUM) {YEAR}")
    fou.reads("Vad förvaltningen föreslår", spaced("1 300 000 kr"))
    fou.look("story-08-arende", on_phone=page.get_by_role("heading", name="Vad förvaltningen föreslår"))
    fou.follow("Fortsätt bereda")
    fou.press("Spara och lämna till nämnden")
    fou.reads("Ärendet är lämnat till nämnden.", "Version 1 som PDF")


def the_sum_stands_in_both_papers(page: Page) -> None:
    with page.expect_download() as word:
        page.get_by_role("link", name="Som Word").click()
    document = Document(str(word.value.path()))
    written = "\n".join(
        [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert spaced("1 300 000 kr").search(written)
    assert story.TITLE in written

    with page.expect_download() as printed:
        page.get_by_role("link", name="Som PDF").click()
    read = "\n".join(sheet.extract_text() for sheet in PdfReader(printed.value.path()).pages)
    assert spaced("1 300 000 kr").search(read)
    assert spaced(story.TITLE).search(read)


def the_board_decides(fou: Person) -> None:
    page = fou.page
    fou.look()
    fou.follow("För in nämndens beslut")
    fou.write("Paragraf", "§ 12")
    page.get_by_label("Omedelbart justerat").check()
    for place, outcome in enumerate(("granted", "partly", "rejected"), 1):
        expect(fou.box(f"Beslut om plats {place}")).to_have_value(outcome)
    fou.look()
    fou.press("För in beslutet")
    fou.reads("Beslutet är infört.", "Vad nämnden beviljade", "§ 12", "omedelbar")
    decided = page.get_by_role("table", name="Ansökningarna").get_by_role("row")
    expect(decided.nth(1)).to_contain_text(re.compile(rf"{story.TITLE}.*beviljad\s*750\s000"))
    expect(decided.nth(2)).to_contain_text(re.compile(rf"{story.OTHERS[0][1]}.*delvis beviljad\s*550\s000"))
    expect(decided.nth(3)).to_contain_text(
        re.compile(rf"{story.OTHERS[1][1]}Ansökan omfattar en stadsdel.*avslagen")
    )
    fou.look(
        "story-09-beslut",
        page.get_by_role("heading", name="Förslag till beslut"),
        on_phone=page.get_by_role("heading", name="Vad nämnden beviljade"),
    )


def the_project_is_found(person: Person) -> None:
    person.step("Projekt")
    person.write("Sök i titel, syfte och målgrupp", "unga familjehem")
    person.press("Sök")
    person.look()
    person.follow(story.TITLE)
    person.heading(story.TITLE)


def the_money_is_paid(fou: Person) -> None:
    the_project_is_found(fou)
    fou.look()
    fou.follow("Projektets arbete")
    fou.look()
    fou.follow("Markera som utbetald")
    fou.heading(spaced("750 000 kr till Skarpnäcks stadsdelsförvaltning"))
    fou.write("Vilken dag betalades pengarna ut?", day())
    fou.look()
    fou.press("Markera som utbetald")
    fou.reads("Utbetald")


def the_project_starts_and_reports(sara: Person) -> None:
    page = sara.page
    sara.follow("Min dag", within=page.get_by_role("navigation", name="Mitt"))
    sara.reads(story.TITLE)
    sara.look()
    the_project_is_found(sara)
    sara.look("story-10-projekt")
    sara.follow("Projektets arbete")
    sara.press("Pengarna har kommit")
    sara.reads("Mottagen")
    sara.press("Starta projektet")
    sara.reads("Pågår")
    sara.look()

    sara.press("Redovisa medlen")
    sara.write("Hur mycket har ni använt?", "738 000")
    sara.write("Kommentar", "Lokalerna blev billigare. 12 000 kr betalas tillbaka.")
    sara.saved()
    sara.look()
    sara.press("Lämna in redovisningen av medel")
    sara.reads(spaced("Använt: 738 000 kr"), spaced("Kvar: 12 000 kr"))

    sara.press(f"Redovisa resultatet {YEAR}")
    sara.heading(f"Vad gav {YEAR}?")
    page.get_by_role("group", name=re.compile("Fortsätter projektet med nya medel")).get_by_label(
        re.compile("^Nej")
    ).check()
    sara.answer(story.REPORT)
    outcome = page.get_by_role("group", name="Utfall 1")
    sara.write("Vad mätte ni?", "unga som säger att någon vet hur de har det", outcome)
    sara.box("Hur gick det?", outcome).select_option("worked")
    sara.write("Värde", "42", outcome)
    sara.box("Värdet är", outcome).select_option("count")
    sara.write("Av hur många?", "56", outcome)
    sara.write("Enhet", "unga", outcome)
    sara.write("År", str(YEAR), outcome)
    sara.saved()
    sara.look("story-11-redovisning", outcome)
    sara.press("Lämna in redovisningen")
    sara.reads("Redovisningen är inlämnad.")
    sara.look()


def the_reports_are_accepted_and_published(fou: Person) -> None:
    fou.step("Resultat")
    fou.look()
    fou.follow("Förbrukade medel")
    fou.look()
    fou.follow(story.TITLE)
    fou.heading(spaced("738 000 kr har använts"))
    fou.look()
    fou.press("Godkänn redovisningen")
    fou.reads("Redovisningen av medel är godkänd.")

    fou.step("Resultat")
    fou.follow(story.TITLE)
    fou.reads("42 av 56")
    fou.look()
    fou.press("Godkänn redovisningen")
    fou.reads("Redovisningen är godkänd.")
    fou.follow("Publicera i kunskapsbanken")
    fou.write("Titel", story.TITLE)
    fou.write("Sammanfattning på klarspråk", story.SUMMARY)
    fou.write("Lärdom för dig i praktiken", story.LESSON)
    fou.write("För vem?", "Socialsekreterare och familjehemskonsulenter")
    fou.look()
    fou.press("Publicera")
    fou.heading(story.TITLE)
    catch_up_later.call()  # as the worker does within a second


def anyone_finds_the_result_and_follows_it_back(visitor: Person) -> None:
    page = visitor.page
    page.goto("/")
    visitor.look()
    visitor.walk.album.take(page, "start", widths=False)
    visitor.write("Sök i kunskapsbanken", "unga familjehem")
    visitor.press("Sök")
    visitor.heading(re.compile(r"(En träff|\d+ träffar)"))
    expect(page.get_by_role("link", name=story.TITLE).first).to_be_visible()
    visitor.look()

    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Kunskapsbank").click()
    visitor.look()
    visitor.follow(story.TITLE)
    visitor.heading(story.TITLE)
    visitor.reads(story.SUMMARY, story.LESSON, "42 av 56", "§ 12")
    visitor.look("story-12-kunskapsbank", on_phone=page.get_by_role("heading", name="Sammanfattning"))

    facts = page.get_by_role("complementary", name="Fakta")
    visitor.follow(story.TITLE, within=facts)
    visitor.heading(story.TITLE)
    visitor.reads(spaced("750 000 kr"))
    visitor.look()
    visitor.follow(f"Fördelning av lokala utvecklingsmedel (LUM) {YEAR}")
    visitor.reads("§ 12", spaced("1 300 000 kr"))
    visitor.look()
    visitor.follow(f"Lokala utvecklingsmedel (LUM) {YEAR}")
    visitor.reads("Högst 750 000 kr per ansökan")
    visitor.look()
