"""Papers on their pages: who reads what, how they are handed in, read again and taken back."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from tests.documents import files
from tests.documents.conftest import DAMAGED

from praktiknara.documents.models import Delivery, Paper
from praktiknara.people.models import User
from praktiknara.trail.models import Citation, Event, FrozenCopy, Source


def as_(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_a_visitor_reads_public_papers_and_who_works_here_also_internal_ones(keep, sara, rebecka, rut):
    open_to_all, internal = keep("plan.txt"), keep("utkast.txt", public=False)

    def seen(user: User | None) -> set[str]:
        return set(Paper.objects.visible_to(user).values_list("slug", flat=True))

    assert seen(None) == seen(rebecka) == {open_to_all.slug}
    assert seen(sara) == seen(rut) == {open_to_all.slug, internal.slug}
    assert as_(None).get(internal.get_absolute_url()).status_code == 404
    assert as_(None).get(reverse("paper_original", args=[internal.slug])).status_code == 404
    assert internal.title not in text_of(as_(None), reverse("papers"))
    assert internal.title in text_of(as_(sara), reverse("papers"))


def test_the_text_is_shown_mended_and_as_it_was_and_each_word_is_listed(keep):
    paper = keep("gammal.txt", DAMAGED)

    mended = text_of(as_(None), paper.get_absolute_url())
    raw = text_of(as_(None), paper.get_absolute_url() + "?visa=original")
    listed = text_of(as_(None), reverse("paper_repairs", args=[paper.slug]))

    assert '<span class="p-fixed" title="I originalet: hogskolan">högskolan</span>' in mended
    assert '<span class="p-fixed" title="Lagat: högskolan">hogskolan</span>' in raw
    assert '<span>hogskolan</span></th><td data-label="Lagat">högskolan</td>' in listed
    for passage in paper.passages.all():
        assert f'id="t-{passage.start}"' in mended


def test_a_source_of_the_register_leads_to_the_very_words_while_anyone_may_read_the_paper(keep, sara):
    source = Source.objects.create(file="gammal.txt", title="Gammal plan")
    paper = keep("gammal.txt", DAMAGED)
    start = paper.text.index("hogskolan")
    cited = Citation(source=source, start=start - 1, end=start + len("hogskolan"))

    source.refresh_from_db()
    page = text_of(as_(None), cited.place.partition("#")[0])

    assert cited.place == f"{paper.get_absolute_url()}?fran={start - 1}&till={start + 9}#stallet"
    assert page.count("<mark") == page.count("</mark>") == page.count('id="stallet"') == 1
    assert '<mark id="stallet"><span class="p-fixed" title="I originalet: hogskolan">' in page

    paper.public = False
    paper.save(update_fields=["public"])
    source.refresh_from_db()
    assert (source.address, Citation(source=source, start=1, end=2).place) == ("", "")


@pytest.mark.parametrize(
    "asked", ["fran=5&till=2", "fran=x&till=²", "fran=999999999&till=9999999999", "till=7", "fran=0&till=0"]
)
def test_an_odd_place_marks_nothing_but_shows_the_paper(keep, asked):
    paper = keep("gammal.txt", DAMAGED)

    assert "hogskolan" in text_of(as_(None), f"{paper.get_absolute_url()}?{asked}&visa=original")


def test_the_whole_text_is_on_the_page_and_a_long_paper_opens_where_it_is_asked(keep):
    pages = [
        f"Sida {number}. " + f"Stödet till barnen nämns {number} gånger. " * 120 for number in range(100)
    ]
    paper = keep("lang.txt", "\f".join(pages))
    first, last = as_(None), paper.passages.last()
    assert last is not None

    beginning = text_of(first, paper.get_absolute_url())
    end = text_of(first, paper.url_at(last.start))

    assert 'id="t-0"' in beginning
    assert f'id="t-{last.start}"' not in beginning
    assert f'id="t-{last.start}"' in end
    assert "nämns 99 gånger" in end


def test_the_original_is_handed_out_as_it_came(keep):
    content = files.pdf(files.story(3))
    paper = keep("rapport.pdf", content)

    answer = as_(None).get(reverse("paper_original", args=[paper.slug]))

    assert answer.getvalue() == content
    assert answer["Content-Disposition"] == 'attachment; filename="rapport.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db(transaction=True)
def test_rut_hands_in_files_and_sees_how_each_went(rut, work):
    page = as_(rut)
    handed = [
        SimpleUploadedFile("plan.txt", files.story(5).encode()),
        SimpleUploadedFile("kopia.txt", files.story(5).encode()),
        SimpleUploadedFile("låst.pdf", files.locked(files.pdf("Hej"))),
    ]

    answer = page.post(reverse("hand_in_papers"), {"papers": handed, "readers": "intern"})
    waiting = text_of(page, answer["Location"])
    work()
    done = text_of(page, reverse("deliveries"))

    assert waiting.count("Väntar på att läsas") == 3
    assert "data-follow" in waiting
    paper = Paper.objects.get()
    assert (paper.file_name, paper.public, paper.imported_by) == ("plan.txt", False, rut)
    assert [(row.name, row.progress) for row in Delivery.objects.order_by("pk")] == [
        ("plan.txt", "new"),
        ("kopia.txt", "duplicate"),
        ("låst.pdf", "refused"),
    ]
    assert "data-follow" not in done
    assert "Filen är skyddad med lösenord. Ta bort lösenordet och försök igen." in done


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_ours_is_told_to_the_sender_and_fails_the_task(rut, work):
    handed = [SimpleUploadedFile("plan.txt", files.story(3).encode())]
    as_(rut).post(reverse("hand_in_papers"), {"papers": handed, "readers": "intern"})
    Path(Delivery.objects.get().file.path).unlink()

    work()

    assert Delivery.objects.get().progress == "refused"
    assert DBTaskResult.objects.failed().count() == 1


def test_a_form_without_files_says_so(rut):
    answer = as_(rut).post(reverse("hand_in_papers"), {"readers": "offentlig"})

    assert answer.status_code == 422
    assert "Välj minst en fil." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_old_reading_is_read_again_with_swedish_and_the_earlier_text_is_kept(keep, fou, work, need):
    need("tesseract")
    paper = keep("inskannad.pdf", scanned_without_swedish())
    earlier = paper.text
    page = as_(fou)
    assert paper.how == "old_ocr"
    assert "Läs om med svenska" in text_of(page, paper.get_absolute_url())

    page.post(reverse("read_paper_again", args=[paper.slug]))
    page.post(reverse("read_paper_again", args=[paper.slug]))
    work()

    paper.refresh_from_db()
    assert (paper.how, paper.version) == ("ocr", 2)
    assert "Förvaltningen föreslår" in " ".join(paper.text.split())
    assert FrozenCopy.objects.get(verb="read_again").content == {"version": 1, "text": earlier}
    assert [row.progress for row in Delivery.objects.all()] == ["new"]
    assert Event.objects.filter(verb="read_again").count() == 1
    assert all(paper.text[one.start : one.end].strip() for one in paper.passages.all())


def scanned_without_swedish() -> bytes:
    """A scan with the text of an engine that knew no Swedish behind its picture."""
    import io

    import pypdf

    sound = (
        "Förvaltningen föreslår att nämnden godkänner rapporten för år 2015.\nBarn och unga ska få stöd i skolan.\n"
        "Uppföljningen görs under hösten, särskilt för de äldre barnen."
    )
    picture = pypdf.PdfReader(io.BytesIO(files.scan(sound))).pages[0]
    layer = pypdf.PdfReader(io.BytesIO(files.pdf(DAMAGED))).pages[0]
    layer.scale_to(float(picture.mediabox.width), float(picture.mediabox.height))
    layer.merge_page(picture)
    writer = pypdf.PdfWriter()
    writer.add_page(layer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_officer_takes_a_paper_back_with_a_reason_and_puts_it_out_again(keep, fou, rut, sara):
    paper = keep("plan.txt")
    address = reverse("withdraw_paper", args=[paper.slug])

    without = as_(fou).post(address, {"withdrawn_reason": " "})
    not_hers = as_(rut).post(address, {"withdrawn_reason": "Fel fil."})
    as_(fou).post(address, {"withdrawn_reason": "Den innehöll namn på barn."})

    assert (without.status_code, not_hers.status_code) == (422, 403)
    assert as_(None).get(paper.get_absolute_url()).status_code == 404
    assert as_(sara).get(paper.get_absolute_url()).status_code == 404
    assert "Den innehöll namn på barn." in text_of(as_(rut), paper.get_absolute_url())

    as_(fou).post(reverse("restore_paper", args=[paper.slug]))
    assert as_(None).get(paper.get_absolute_url()).status_code == 200


def test_rut_mends_the_title_and_the_text_stays(keep, rut):
    paper = keep("plan.txt")
    text = paper.text

    as_(rut).post(
        reverse("describe_paper", args=[paper.slug]),
        {"title": "Plan för öppna förskolan", "year": "2014", "readers": "intern"},
    )

    paper.refresh_from_db()
    assert (paper.title, paper.year, paper.public, paper.text) == (
        "Plan för öppna förskolan",
        2014,
        False,
        text,
    )
    assert Event.objects.get(verb="describe_paper").after["title"] == "Plan för öppna förskolan"


@pytest.mark.parametrize(
    "query", ["?sida=x", "?last=nej&skick=%00&ar=abc", "?ar=99999999999999999999", "?skick=mycket"]
)
def test_odd_filters_never_break_the_list(keep, query):
    keep("plan.txt")

    assert as_(None).get(reverse("papers") + query).status_code == 200


@pytest.mark.parametrize("query", ["?tecken=-1", "?tecken=999999999", "?tecken=%C2%B2", "?tecken=x&visa=%00"])
def test_an_odd_place_never_breaks_a_paper(keep, query):
    paper = keep("plan.txt")

    assert as_(None).get(paper.get_absolute_url() + query).status_code == 200
