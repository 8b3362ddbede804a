"""The board paper: its sections in order, every sum from the register, in Word, in LibreOffice and as PDF/UA."""

import re
import subprocess
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import page
import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone, translation
from docx import Document
from tests import rounds
from tools import board_paper

from praktiknara.decisions import actions, paper, queries, rules
from praktiknara.decisions.models import Award, Case
from praktiknara.trail.models import FrozenCopy
from praktiknara.trail.queries import documents

HEADINGS = [
    (1, "Fördelning av lokala utvecklingsmedel 2027"),
    (2, "Förslag till beslut"),
    (2, "Sammanfattning"),
    (2, "Bakgrund"),
    (2, "Ärendets beredning"),
    (2, "Ärendet"),
    (3, "Utlysningens villkor"),
    (3, "Kriterier"),
    (3, "Rangordning"),
    (3, "Projekt som föreslås få medel"),
    (4, "Syskon på samma väg"),
    (4, "Skolsocionomer"),
    (3, "Ansökningar som inte föreslås få medel"),
    (2, "Jämställdhetsanalys"),
    (2, "Förvaltningens synpunkter och förslag"),
    (2, "Bilagor"),
    (2, "Sändlista"),
]


@pytest.fixture
def whole(case, now) -> Case:
    """The case with nothing left to do, its texts with a sign that XML and HTML must not stumble on."""
    rounds.whole_case(case, now, meeting_on=date(2026, 12, 15))
    case.views = "Barn & unga <i hela staden> får del av {beviljat}.\nFörvaltningen föreslår {projekt}."
    case.save()
    return queries.whole(Case.objects.all()).get(pk=case.pk)


def opened(content: bytes):
    return Document(BytesIO(content))


def headings(document) -> list[tuple[int, str]]:
    return [
        (int(line.style.name.removeprefix("Heading ")), line.text)
        for line in document.paragraphs
        if line.style.name.startswith("Heading")
    ]


def table(document, heading: str) -> list[list[str]]:
    """The table whose first row begins so."""
    for each in document.tables:
        rows = [[cell.text for cell in row.cells] for row in each.rows]
        if rows[0][0] == heading.split("|")[0] and rows[0][-1] == heading.split("|")[1]:
            return rows
    raise AssertionError(f"no table {heading}")


def told(document) -> str:
    return "\n".join(line.text for line in document.paragraphs)


def written_sum(rows: list[list[str]], column: int) -> int:
    return sum(int(re.sub(r"\D", "", row[column])) for row in rows)


def test_the_word_paper_has_its_sections_in_order(whole):
    document = opened(paper.word(paper.content(whole, draft=True, on=date(2026, 11, 1))))

    assert headings(document) == HEADINGS
    assert document.core_properties.language == "sv-SE"
    assert document.core_properties.title == "Fördelning av lokala utvecklingsmedel 2027"
    assert 'w:lang w:val="sv-SE"' in document.styles.element.xml
    for each in document.tables:
        assert "w:tblHeader" in each.rows[0]._tr.xml
        assert not any(cell._tc.grid_span > 1 for cell in each.rows[0].cells)


def test_every_sum_of_the_word_paper_is_the_registers(whole):
    document = opened(paper.word(paper.content(whole, draft=False, on=date(2026, 11, 1))))
    granted, ranking, others = (
        table(document, "Projekt|Föreslås"),
        table(document, "Plats|Förslag"),
        table(document, "Ansökan|Skäl"),
    )
    awards = list(Award.objects.filter(case=whole).select_related("application"))
    given = sum(a.proposed_amount or 0 for a in awards if a.proposal in rules.GIVES)

    assert granted[-1] == ["Summa", "", "1\u00a0200\u00a0000\u00a0kr", "1\u00a0200\u00a0000\u00a0kr"]
    assert written_sum(granted[1:-1], 3) == given == 1_200_000
    assert written_sum(ranking[1:-1], 4) == sum(a.application.requested or 0 for a in awards) == 1_800_000
    assert ranking[-1][4] == "1\u00a0800\u00a0000\u00a0kr"
    assert [row[0] for row in others[1:]] == ["Surfplattor till mottagningen", "Summa"]
    assert "1\u00a0200\u00a0000\u00a0kr" in told(document)
    assert "Av ramen på 1\u00a0200\u00a0000\u00a0kr återstår 0\u00a0kr." in told(document)


def test_signs_of_the_markup_are_text(whole):
    document = opened(paper.word(paper.content(whole, draft=False, on=date(2026, 11, 1))))

    assert "Barn & unga <i hela staden> får del av 1\u00a0200\u00a0000\u00a0kr." in told(document)
    assert "{" not in told(document)


def test_a_draft_says_so_and_a_kept_paper_does_not(whole):
    draft, final = (paper.content(whole, draft=each, on=date(2026, 11, 1)) for each in (True, False))

    assert "UTKAST" in told(opened(paper.word(draft)))
    assert "UTKAST" not in told(opened(paper.word(final)))
    assert "UTKAST" in text_of(paper.pdf(draft))
    assert "UTKAST" not in text_of(paper.pdf(final))


def test_the_paper_is_swedish_whoever_asks(whole):
    with translation.override("en"):
        content = paper.content(whole, draft=False, on=date(2026, 11, 1))

    assert content["date"] == paper.content(whole, draft=False, on=date(2026, 11, 1))["date"]
    assert [row["outcome"] for row in content["ranking"]] == ["bevilja", "bevilja", "reserv"]


def test_gender_not_relevant_is_said_with_its_reason(whole):
    whole.gender_not_relevant, whole.gender_analysis = True, "Ärendet handlar inte om individer."

    document = told(opened(paper.word(paper.content(whole, draft=False, on=date(2026, 11, 1)))))

    assert "Ej aktuellt. Skäl:\nÄrendet handlar inte om individer." in document


def text_of(pdf: bytes) -> str:
    return "\n".join(each.extract_text() for each in pypdf.PdfReader(BytesIO(pdf)).pages)


def test_the_pdf_can_be_followed_by_a_screen_reader(whole, tmp_path):
    made = paper.pdf(paper.content(whole, draft=False, on=date(2026, 11, 1)))
    (tmp_path / "paper.pdf").write_bytes(made)

    report = page.validate_pdf(str(tmp_path / "paper.pdf"), profile=page.ValidationProfile.PDF_UA_1)

    assert "Result: no failures" in str(report), str(report)
    reader = pypdf.PdfReader(BytesIO(made))
    assert str(reader.root_object["/Lang"]) == "sv"
    assert reader.metadata is not None
    assert reader.metadata.title == "Fördelning av lokala utvecklingsmedel 2027"


def test_the_check_of_the_pdf_can_fail(tmp_path):
    bare = pypdf.PdfWriter()
    bare.add_blank_page(100, 100)
    bare.write(tmp_path / "bare.pdf")

    report = page.validate_pdf(str(tmp_path / "bare.pdf"), profile=page.ValidationProfile.PDF_UA_1)

    assert "Result: no failures" not in str(report)


def test_the_pdf_says_the_same_as_the_word_paper(whole):
    content = paper.content(whole, draft=False, on=date(2026, 11, 1))
    pdf = " ".join(text_of(paper.pdf(content)).replace("\u00a0", " ").split())

    for _level, heading in HEADINGS:
        assert heading in pdf, heading
    assert pdf.count("1 200 000 kr") >= 5
    assert "Summa 1 200 000 kr 1 200 000 kr" in pdf


def test_libreoffice_opens_the_word_paper(whole, need, tmp_path: Path):
    office, to_text = need("soffice"), need("pdftotext")
    (tmp_path / "paper.docx").write_bytes(paper.word(paper.content(whole, draft=False, on=date(2026, 11, 1))))

    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "paper.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    shown = subprocess.run(
        [to_text, "-layout", str(tmp_path / "paper.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout

    flat = " ".join(shown.replace("\u00a0", " ").split())
    assert (
        "Förslag till beslut 1. Socialnämnden beviljar 1 200 000 kr ur Lokala utvecklingsmedel (LUM) 2027"
        in flat
    )
    assert "Summa 1 200 000 kr 1 200 000 kr" in flat
    for _level, heading in HEADINGS:
        assert heading in flat, heading


def test_the_word_template_is_the_one_the_tool_makes():
    made, kept = BytesIO(), Document(str(board_paper.PLACE))
    board_paper.make().save(made)

    assert opened(made.getvalue()).element.xml == kept.element.xml
    assert opened(made.getvalue()).styles.element.xml == kept.styles.element.xml


def test_the_kept_paper_is_the_frozen_one_and_the_final_says_the_decision(client, whole, fou, rut, now):
    meeting = timezone.localdate(now) + timedelta(days=20)
    Case.objects.filter(pk=whole.pk).update(meeting_on=meeting)
    whole.consultations.update(on=meeting - timedelta(days=3))
    case = Case.objects.get(pk=whole.pk)
    actions.make_ready(case, by=fou, now=now)
    first = opened(documents(case).filter(media_type=paper.WORD)[0].file.read())
    assert "Nämndens beslut" not in dict.fromkeys(text for _level, text in headings(first))

    awards = list(case.awards.all())
    outcomes = {a.pk: (a.proposal, a.proposed_amount, a.reason) for a in awards}
    outcomes[awards[1].pk] = ("partly", 650_000, "Nämnden minskar beloppet.")
    actions.decide(
        case,
        outcomes,
        meeting_on=meeting,
        paragraph="§ 12",
        immediate_approval=True,
        by=rut,
        now=now + timedelta(days=21),
    )

    served = b"".join(client.get(reverse("case_word", args=[case.slug])).streaming_content)
    final = opened(served)
    assert headings(final)[:2] == [HEADINGS[0], (2, "Nämndens beslut")]
    assert "§ 12. Beslutet justerades omedelbart." in told(final)
    decided = table(final, "Ansökan|Beviljas")
    assert [row[2:] for row in decided[1:]] == [
        ["beviljas", "500\u00a0000\u00a0kr"],
        ["beviljas delvis", "650\u00a0000\u00a0kr"],
        ["avslås, reserv", ""],
        ["", "1\u00a0150\u00a0000\u00a0kr"],
    ]
    assert table(final, "Projekt|Föreslås")[-1][3] == "1\u00a0200\u00a0000\u00a0kr"
    frozen = FrozenCopy.objects.filter(object_id=case.pk).order_by("pk")
    assert [copy.content["granted_total"] for copy in frozen] == ["1\u00a0200\u00a0000\u00a0kr"] * 2
    assert frozen[1].content["decision"]["total"] == "1\u00a0150\u00a0000\u00a0kr"
