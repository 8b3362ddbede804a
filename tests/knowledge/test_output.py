"""An output's page tells how sure it is, whom to ask and what came of it, and hands itself out as files."""

import json
from datetime import date
from io import BytesIO

import page
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from praktiknara.documents.actions.importing import read_attachment
from praktiknara.knowledge import actions
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.knowledge.rules.files import media_type
from praktiknara.needs.models import NeedsInventory, NeedTheme
from praktiknara.people.models import Organisation, Succession
from praktiknara.plans.models import BudgetAssignment
from praktiknara.projects.models import Project
from praktiknara.results.models import Aftermath, Outcome
from praktiknara.trail.models import Document, FrozenCopy

pytestmark = pytest.mark.django_db

WORDS: actions.Words = {
    "title": "Barn i familjehem kände sig mindre ensamma",
    "summary": "17 av 21 barn kände sig mindre ensamma.",
    "lesson": "Ring hem före varje träff.",
    "audience": "Familjehemssekreterare",
}
REPORT = b"%PDF-1.7 rapporten"


@pytest.fixture
def output(accepted, fou, now) -> KnowledgeOutput:
    return actions.publish_report(accepted, **WORDS, by=fou, now=now)


def test_the_page_says_how_sure_it_is_and_why(client, output):
    KnowledgeOutput.objects.update(design="before_after", started=40, followed_months=6)

    page = client.get(output.get_absolute_url())

    assert page.context["sure"].label == "En förändring, men inte varför"
    assert {one.label: one.value for one in page.context["sure"].known} == {
        "Hur det undersöktes": "mätt mer än en gång, utan jämförelse",
        "Hur många som började": "40",
        "Hur många som ingår": "21",
        "Hur stor del som följdes": "52 %",
        "Hur länge det följdes": "6 månader",
    }
    assert page.context["sure"].cautions == ["För mycket är okänt: 52 procent av dem som började ingår."]


def test_what_nobody_has_said_is_unknown(client, output):
    told = client.get(output.get_absolute_url()).context

    assert told["sure"].label == "Vi vet inte hur säkert det är"
    assert [one.label for one in told["sure"].known if one.value] == ["Hur många som ingår"]
    assert told["need"] is None


def test_the_need_is_the_theme_or_the_task_or_what_went_before(client, output):
    project = output.project
    before = Project.objects.create(title="Förstudien", kind="pre_study")
    project.predecessor = before
    project.save()
    assert client.get(output.get_absolute_url()).context["need"].text == "Följer på: Förstudien"

    project.budget_assignment = BudgetAssignment.objects.create(year=2026, title="Minska ensamheten")
    project.save()
    need = client.get(output.get_absolute_url()).context["need"]
    assert need == ("Uppdrag i budgeten 2026: Minska ensamheten", reverse("budget_assignments"))

    inventory = NeedsInventory.objects.create(year=2026, title="Behov 2026")
    KnowledgeOutput.objects.update(need_theme=NeedTheme.objects.create(inventory=inventory, name="Ensamhet"))
    page = client.get(output.get_absolute_url())
    assert page.context["need"] == ("Ensamhet, behovsinventeringen 2026", reverse("needs"))
    assert [(one.state, one.note) for one in page.context["stations"] if one.label == "Behov"] == [
        ("done", "Ensamhet")
    ]


def test_whom_to_ask_is_a_function_where_the_work_was_done_as_it_is_called_today(client, output, city):
    today = Organisation.objects.create(key="sydost", name="Sydosts stadsdelsförvaltning", kind="district")
    Succession.objects.create(predecessor=city.skarpnack, successor=today, kind="merged", on=date(2020, 1, 1))
    Organisation.objects.filter(pk=city.skarpnack.pk).update(valid_to=date(2019, 12, 31))

    asked = client.get(output.get_absolute_url()).context["contact"]

    assert asked == ("Den som arbetar med utveckling", today, "Skarpnäcks stadsdelsförvaltning")


def test_nobody_to_ask_becomes_the_officer(client):
    alone = KnowledgeOutput.objects.create(title="Utan ägare", status="published")

    assert client.get(alone.get_absolute_url()).context["contact"] == (
        "FoU-utredaren på socialförvaltningen",
        None,
        "",
    )


def test_what_came_of_it_is_shown(client, output):
    assert "Ingen har berättat vad som hände sedan." in client.get(output.get_absolute_url()).text
    Aftermath.objects.create(project=output.project, kind="permanent", text="drivs vidare", year=2028)
    after = Project.objects.create(title="Fortsättningen", kind="local_project", predecessor=output.project)

    page = client.get(output.get_absolute_url())

    assert page.context["spread"].successors == [after]
    assert "Drivs vidare" in page.text


def test_a_published_result_can_be_cited_and_described(client, output):
    here = output.get_absolute_url()

    assert (
        "title = {{Barn i familjehem kände sig mindre ensamma}}" in client.get(here + "hanvisning.bib").text
    )
    assert "TI  - Barn i familjehem kände sig mindre ensamma" in client.get(here + "hanvisning.ris").text
    described = client.get(here + "beskrivning.jsonld")
    assert described["Content-Type"] == "application/ld+json; charset=utf-8"
    assert json.loads(described.content) == {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": f"http://testserver{here}",
        "url": f"http://testserver{here}",
        "name": "Barn i familjehem kände sig mindre ensamma",
        "inLanguage": "sv",
        "abstract": "17 av 21 barn kände sig mindre ensamma.",
        "publisher": {"@type": "Organization", "name": "Skarpnäcks stadsdelsförvaltning"},
        "datePublished": "2027",
        "genre": "resultat från projekt",
        "audience": {"@type": "Audience", "audienceType": "Familjehemssekreterare"},
        "creativeWorkStatus": "Published",
    }


def test_the_pages_text_is_a_pdf_that_a_screen_reader_can_follow(client, output, tmp_path):
    answer = client.get(output.get_absolute_url() + "resultat.pdf")

    assert answer["Content-Type"] == "application/pdf"
    (tmp_path / "resultat.pdf").write_bytes(answer.content)
    report = page.validate_pdf(str(tmp_path / "resultat.pdf"), profile=page.ValidationProfile.PDF_UA_1)
    assert "Result: no failures" in str(report), str(report)
    reader = pypdf.PdfReader(BytesIO(answer.content))
    assert str(reader.root_object["/Lang"]) == "sv"
    assert reader.metadata is not None
    assert reader.metadata.title == "Barn i familjehem kände sig mindre ensamma"
    said = " ".join("".join(each.extract_text() for each in reader.pages).split())
    for words in ("Ring hem före varje träff.", "Vi vet inte hur säkert det är.", "17 av 21 barn"):
        assert words in said


def test_what_is_expected_has_nothing_to_fetch(client):
    coming = KnowledgeOutput.objects.create(title="Kommer", status="expected")

    assert client.get(coming.get_absolute_url() + "resultat.pdf").status_code == 404
    assert "resultat.pdf" not in client.get(coming.get_absolute_url()).text


def test_maria_publishes_the_report_as_a_file_that_anyone_can_fetch_until_it_is_withdrawn(
    client, accepted, fou, now
):
    client.force_login(fou)
    sent = {**WORDS, "original": SimpleUploadedFile("Vår rapport.pdf", REPORT)}
    client.post(reverse("publish_report", args=[accepted.pk]), sent)
    output, kept = KnowledgeOutput.objects.get(), Document.objects.get()
    client.logout()
    address = reverse("output_original", args=[output.slug, kept.pk])

    assert address in client.get(output.get_absolute_url()).text
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == REPORT
    assert answer["Content-Type"] == "application/pdf"

    actions.withdraw(output, reason="Ett namn stod i den.", by=fou, now=now)
    assert client.get(address).status_code == 404


def test_the_files_text_is_read_by_those_who_may_read_the_output(client, output, fou, now):
    said = b"Fyra grupper tr\xc3\xa4ffades tio g\xc3\xa5nger, och barnen k\xc3\xa4nde sig mindre ensamma."
    actions.keep_original(output, SimpleUploadedFile("rapport.txt", said), by=fou)
    paper = read_attachment(Document.objects.get())
    assert paper is not None
    assert paper.get_absolute_url() in client.get(output.get_absolute_url()).text
    assert client.get(paper.get_absolute_url()).status_code == 200

    actions.withdraw(output, reason="Ett namn stod i den.", by=fou, now=now)

    assert client.get(paper.get_absolute_url()).status_code == 404


def test_a_file_that_is_not_public_is_not_handed_out(client, output, fou):
    actions.keep_original(output, SimpleUploadedFile("rapport.pdf", REPORT), by=fou)
    Document.objects.update(public=False)
    kept = Document.objects.get()

    assert client.get(reverse("output_original", args=[output.slug, kept.pk])).status_code == 404
    assert "rapport.pdf" not in client.get(output.get_absolute_url()).text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (REPORT, "application/pdf"),
        (
            b"PK\x03\x04....word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.text",
        ),
        (b"PK\x03\x04 en zip", None),
        (b"MZ\x90\x00", None),
        (b"<html><script>alert(1)</script>", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str | None):
    assert media_type(content) == kind


def test_another_kind_of_file_is_refused_with_what_to_do(client, accepted, fou):
    client.force_login(fou)
    sent = {**WORDS, "original": SimpleUploadedFile("rapport.pdf", b"MZ\x90\x00")}

    page = client.post(reverse("publish_report", args=[accepted.pk]), sent)

    assert page.status_code == 422
    assert page.context["form"].errors["original"] == [
        "Filen är varken PDF, Word eller ODT. Spara den som PDF och försök igen."
    ]
    assert not KnowledgeOutput.objects.exists()


def test_what_did_not_work_is_not_published_without_the_reason(client, accepted, fou):
    client.force_login(fou)

    page = client.post(reverse("publish_report", args=[accepted.pk]), {**WORDS, "finding": "did_not"})

    assert page.status_code == 422
    assert "Skriv varför det inte gick som tänkt." in page.context["form"].errors["because"][0]


def test_no_more_can_be_part_of_a_result_than_began(client, accepted, fou):
    client.force_login(fou)

    page = client.post(reverse("publish_report", args=[accepted.pk]), {**WORDS, "started": "12"})

    assert page.status_code == 422
    assert page.context["form"].errors["started"] == [
        "21 ingår i utfallet, men bara 12 började. Rätta antalet som började."
    ]


def test_a_new_version_keeps_the_old_one_for_anyone_to_read(client, output, fou, now):
    client.force_login(fou)
    url = reverse("publish_output", args=[output.slug])
    assert client.get(url).status_code == 200
    client.post(url, {**WORDS, "title": "Rättad titel", "year": "2027"})
    client.logout()

    output.refresh_from_db()
    page = client.get(output.get_absolute_url())

    assert (output.title, output.version, output.status) == ("Rättad titel", 2, "published")
    assert [one.number for one in page.context["versions"]] == [1]
    earlier = client.get(reverse("output_version", args=[output.slug, 1]))
    assert "Barn i familjehem kände sig mindre ensamma" in earlier.text
    assert client.get(reverse("output_version", args=[output.slug, 3])).status_code == 404


def test_what_the_history_said_is_the_first_version(client, fou, now):
    old = KnowledgeOutput.objects.create(title="Gammal", summary="Först", lesson="En.", status="published")

    dated: actions.Words = {**WORDS, "year": 2020}
    actions.publish_output(old, **dated, by=fou, now=now)

    assert [copy.content["summary"] for copy in FrozenCopy.objects.order_by("pk")] == [
        "Först",
        "17 av 21 barn kände sig mindre ensamma.",
    ]
    assert client.get(reverse("output_version", args=[old.slug, 1])).status_code == 200


def test_a_version_that_was_taken_away_never_comes_back_to_the_public(client, output, accepted, fou, now):
    actions.withdraw(output, reason="Ett namn stod i den.", by=fou, now=now)
    accepted.refresh_from_db()
    mended: actions.Words = {**WORDS, "summary": "Utan namnet."}
    later = now.replace(year=now.year + 1)
    again = actions.publish_report(accepted, **mended, by=fou, now=later)
    first = reverse("output_version", args=[again.slug, 1])

    assert client.get(again.get_absolute_url()).context["versions"] == []
    assert client.get(first).status_code == 404
    client.force_login(fou)
    assert client.get(first).status_code == 200


def test_only_what_anyone_may_read_stands_in_the_pdf(client, output, fou, monkeypatch):
    from praktiknara.knowledge import paper

    Outcome.objects.create(project=output.project, report=None, text="Hemligt utfall av en annan redovisning")
    client.force_login(fou)

    said = paper.content(KnowledgeOutput.objects.get(pk=output.pk), "x")

    assert [one.outcome.indicator for one in said["outcomes"]] == ["barn som kände sig mindre ensamma"]
