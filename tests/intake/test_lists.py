"""Lists of old projects: mapped, tried, taken in as one and undone as one."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.intake.test_review import counts

from praktiknara.intake.models import Mapping, Sheet
from praktiknara.projects.models import Grant, Project

pytestmark = pytest.mark.django_db

HEADINGS = ["Projektnamn", "Beviljat belopp", "År", "Stadsdel", "Moms", "Löpnummer"]
ROWS = [
    ["Skogsgruppen", "120 000", "2011", "Farsta", "exkl.", "1"],
    ["Skogsgruppen", "130 tkr", "2012", "Farsta", "exkl.", "2"],
    ["Projektet Stella", "ca 210 000", "2014", "", "", "3"],
    ["Stella – stöd till föräldrar", "250 000", "2013", "", "", "4"],
    ["Kvällsöppet", "trehundratusen", "20011", "Atlantis", "kanske", "5"],
    ["Skogsgruppen", "120 000", "2011", "Farsta", "exkl.", "6"],
    ["", "5 000", "2011", "", "", "7"],
]


def csv_file(rows=ROWS, name="gamla projekt.csv", encoding="cp1252") -> SimpleUploadedFile:
    lines = [";".join(row) for row in [HEADINGS, *rows]]
    return SimpleUploadedFile(name, "\r\n".join(lines).replace("–", "-").encode(encoding))


def excel_file(rows=ROWS) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Gamla projekt"])
    for row in [HEADINGS, *rows]:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    kept = io.BytesIO()
    book.save(kept)
    return SimpleUploadedFile("gamla projekt.xlsx", kept.getvalue())


@pytest.fixture
def maria(client, fou, city):
    client.force_login(fou)
    return client


def upload(maria, file) -> Sheet:
    answer = maria.post("/inlasning/listor/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return Sheet.objects.get(pk=answer["Location"].strip("/").rpartition("/")[2])


def mapped(maria, sheet: Sheet) -> Sheet:
    """Say yes to the guesses, and try the list."""
    chosen = {f"column-{place}": column for place, column in sheet.columns.items()}
    answer = maria.post(f"/inlasning/listor/{sheet.pk}/kolumner/", {"version": sheet.version, **chosen})
    assert answer.status_code == 302
    sheet.refresh_from_db()
    return sheet


def take(maria, sheet: Sheet, **given):
    sheet.refresh_from_db()
    return maria.post(f"/inlasning/listor/{sheet.pk}/las-in/", {"version": sheet.version, **given})


def states(sheet: Sheet) -> list[str]:
    return list(sheet.rows.values_list("state", flat=True))


@pytest.mark.parametrize("file", [csv_file, excel_file])
def test_the_headings_tell_what_the_columns_are(maria, file):
    sheet = upload(maria, file())

    assert sheet.headings == HEADINGS
    assert sheet.columns == {"0": "title", "1": "amount", "2": "year", "3": "owner", "4": "vat"}
    assert [row.cells[0] for row in sheet.rows.all()][:2] == ["Skogsgruppen", "Skogsgruppen"]


def test_the_dry_run_says_what_each_row_would_do_and_changes_nothing(maria, stella):
    before = counts()
    sheet = mapped(maria, upload(maria, csv_file()))

    assert states(sheet) == ["new", "new", "doubtful", "changed", "faulty", "duplicate", "faulty"]
    assert [one["sentence"] for one in sheet.rows.get(number=6).problems] == [
        "Beloppet går inte att läsa. Skriv hela kronor, till exempel 310 000.",
        "Skriv året med fyra siffror, till exempel 2013.",
        "Skriv exkl. eller inkl.",
        "Organisationen ”Atlantis” finns inte i registret. Lägg till den eller skriv namnet som i registret.",
    ]
    assert [one["sentence"] for one in sheet.rows.get(number=8).problems] == ["Raden saknar titel."]
    assert counts() == before
    page = maria.get(f"/inlasning/listor/{sheet.pk}/").content.decode()
    assert "200\u00a0000\u00a0kr → 250\u00a0000\u00a0kr" in page
    assert "samma som rad 2" in page


def test_the_list_is_taken_in_and_stella_is_still_one(maria, stella, city):
    sheet = mapped(maria, upload(maria, csv_file()))
    maria.post(f"/inlasning/listor/{sheet.pk}/val/", {"version": sheet.version, "row-4": "same"})

    assert take(maria, sheet, with_changes="on").status_code == 302

    assert sorted(Project.objects.values_list("title", flat=True)) == [
        "Skogsgruppen",
        "Stella – stöd till föräldrar",
    ]
    forest = Project.objects.get(title="Skogsgruppen")
    assert (forest.owner, forest.origin) == (city.farsta, "own")
    assert [(one.year, one.amount, one.vat) for one in forest.grants.all()] == [
        (2011, 120_000, "excl"),
        (2012, 130_000, "excl"),
    ]
    assert [(one.year, one.amount, one.about) for one in stella.grants.all()] == [
        (2013, 250_000, False),
        (2014, 210_000, True),
    ]


def test_a_changed_sum_is_left_alone_unless_asked_for(maria, stella):
    sheet = mapped(maria, upload(maria, csv_file()))

    take(maria, sheet)

    assert stella.grants.get().amount == 200_000


def test_the_whole_list_is_undone(maria, stella):
    before = counts()
    sheet = mapped(maria, upload(maria, csv_file()))
    take(maria, sheet, with_changes="on")
    assert counts() != before

    assert maria.post(f"/inlasning/listor/{sheet.pk}/angra/").status_code == 302

    assert (counts(), stella.grants.get().amount) == (before, 200_000)
    sheet.refresh_from_db()
    assert sheet.status == "undone"


def test_the_same_file_twice_changes_nothing(maria):
    sheet = mapped(maria, upload(maria, csv_file(ROWS[:2])))
    take(maria, sheet)
    before = counts()

    again = maria.post("/inlasning/listor/", {"file": csv_file(ROWS[:2])}, follow=True)

    assert again.redirect_chain == [(f"/inlasning/listor/{sheet.pk}/", 302)]
    assert "Listan är redan uppladdad" in again.content.decode()
    assert (counts(), Sheet.objects.count()) == (before, 1)


def test_the_same_rows_in_another_file_change_nothing(maria):
    take(maria, mapped(maria, upload(maria, csv_file(ROWS[:2]))))
    before = counts()

    other = mapped(maria, upload(maria, excel_file(ROWS[:2])))

    assert states(other) == ["same", "same"]
    assert take(maria, other).status_code == 422
    assert counts() == before


def test_the_columns_are_remembered(maria):
    sheet = upload(maria, csv_file())
    form = {f"column-{place}": column for place, column in sheet.columns.items()} | {
        "column-5": "note",
        "column-4": "",
    }
    maria.post(f"/inlasning/listor/{sheet.pk}/kolumner/", {"version": sheet.version, **form})

    other = upload(maria, csv_file(ROWS[:1]))

    assert other.columns == {"0": "title", "1": "amount", "2": "year", "3": "owner", "5": "note"}
    assert Mapping.objects.count() == len(HEADINGS)


def test_a_register_that_has_changed_since_the_dry_run_is_tried_again(maria):
    sheet = mapped(maria, upload(maria, csv_file(ROWS[:2])))
    Project.objects.create(title="Skogsgruppen", slug="skogsgruppen", kind="pilot")

    assert take(maria, sheet).status_code == 409
    assert Grant.objects.count() == 0
    assert take(maria, sheet).status_code == 302
    assert Project.objects.count() == 1


def test_two_tabs_take_the_list_once(maria):
    sheet = mapped(maria, upload(maria, csv_file(ROWS[:2])))
    address, sent = f"/inlasning/listor/{sheet.pk}/las-in/", {"version": sheet.version}

    assert [maria.post(address, sent).status_code for _time in range(2)] == [302, 409]
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "tom.csv", "Filen är tom"),
        (b"PK\x03\x04 trasig", "trasig.xlsx", "går inte att öppna som Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "gammal.xls", "gamla format"),
        (b"\x00\x01\x02\x00" * 50, "bild.csv", "varken Excel"),
        (b"Projekt;Belopp\r\n", "bara rubriker.csv", "inga rader"),
    ],
)
def test_a_file_that_is_no_list_is_told_so(maria, content, name, words):
    answer = maria.post("/inlasning/listor/", {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Sheet.objects.count() == 0


def test_a_personal_number_in_a_cell_is_refused(maria):
    rows = [["Skogsgruppen, 19700101-1234", "120 000", "2011", "", "", "1"]]
    sheet = mapped(maria, upload(maria, csv_file(rows)))

    assert states(sheet) == ["faulty"]


def test_utf16_and_tabs_are_read(maria):
    text = "Projekt\tÅr\nSkogsgruppen på kvällen\t2011\n"
    sheet = upload(maria, SimpleUploadedFile("lista.txt", text.encode("utf-16")))

    assert (sheet.headings, sheet.rows.get().cells) == (
        ["Projekt", "År"],
        ["Skogsgruppen på kvällen", "2011"],
    )
