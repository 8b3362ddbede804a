"""Files as people have them, whole and broken, made where they are needed."""

import io
import random
import zipfile
from collections.abc import Sequence

from docx import Document
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter

TOWNS = ("Norrdal", "Lillsjön", "Ekbacken", "Österäng", "Kvarnby")
WORK = ("öppna förskolan", "fältarbetet", "stödgruppen", "rådgivningen", "boendestödet", "familjehemmen")


def story(number: int) -> str:
    """Some sentences about a piece of work, no two alike."""
    town, work = TOWNS[number % 5], WORK[number % 6]
    return (
        f"Uppföljning {number} av {work} i {town}\n\n"
        f"Under året deltog {number + 12} föräldrar i {work}. Förvaltningen föreslår att nämnden godkänner rapporten.\n\n"
        f"Åtgärderna i {town} ska följas upp på nytt efter sommaren, både för barnen och för de vuxna."
    )


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text for each line of a page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for page in pages:
        lines = b" T* ".join(b"(%s) Tj" % _escaped(line) for line in page.splitlines())
        drawn = b"BT /F1 12 Tf 14 TL 50 800 Td %s ET" % lines
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 << /Type /Font "
            b"/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>"
            % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(drawn), drawn))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    return pdf_of(objects)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, thing in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, thing))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def _escaped(line: str) -> bytes:
    return (
        line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    )


def picture(text: str) -> Image.Image:
    """A page as a scanner sees it, 150 dots to the inch."""
    page = Image.new("L", (1240, 1754), 255)
    font = ImageFont.truetype("LiberationSerif-Regular.ttf", 26)
    ImageDraw.Draw(page).multiline_text((120, 150), text, fill=0, font=font, spacing=14)
    return page


def scan(*pages: str) -> bytes:
    """A PDF of pictures only."""
    first, *more = [picture(page) for page in pages]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=more, resolution=150)
    return out.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF whose one page is bound in again and again."""
    kids = b" ".join([b"3 0 R"] * count)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
            page,
        ]
    )


def endless_pdf(depth: int = 12, width: int = 12) -> bytes:
    """A small PDF that draws a form that draws a form …, each many times."""
    resources = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /X %d 0 R >> >>"
    drawn = b"/X Do " * width
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " + resources % 5 + b" >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(drawn), drawn),
    ]
    for level in range(depth):
        inner = drawn if level < depth - 1 else b"BT /F1 12 Tf (abc) Tj ET"
        objects.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            + resources % (6 + level)
            + b" /Length %d >> stream\n%s\nendstream" % (len(inner), inner)
        )
    return pdf_of(objects)


def locked(content: bytes) -> bytes:
    """A PDF behind a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("hemligt", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(text: str) -> bytes:
    """A Word file with a heading and paragraphs."""
    heading, *paragraphs = text.split("\n\n")
    made = Document()
    made.add_heading(heading, level=1)
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(**parts: bytes | str) -> bytes:
    """A packed file; `__` in a name is a slash, `_xml` its ending."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def open_document(text: str) -> bytes:
    """An OpenDocument text."""
    paragraphs = "".join(f"<text:p>{part}</text:p>" for part in text.split("\n\n"))
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"{paragraphs}</office:text></office:body></office:document-content>"
    )
    return zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml=content)


def web_page(text: str) -> bytes:
    """A web page with what no reader sees."""
    heading, *paragraphs = text.split("\n\n")
    body = "".join(f"<p>{part}</p>" for part in paragraphs)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{heading}</title><style>p {{ color: red }}</style></head>"
        f"<body><script>alert('nej')</script><h1>{heading}</h1>{body}</body></html>"
    ).encode()


def whole(count: int) -> dict[str, bytes]:
    """Files of every kind and alphabet, by their names."""
    made: dict[str, bytes] = {}
    for number in range(count):
        text = story(number)
        name, content = (
            (f"{number:03}-text.txt", text.encode()),
            (f"{number:03}-windows.txt", text.encode("cp1252")),
            (f"{number:03}-bred.txt", text.encode("utf-16")),
            (f"{number:03}-mac.txt", text.encode("mac_roman")),
            (f"{number:03}-sida.html", web_page(text)),
            (f"{number:03}-anteckning.md", f"# {text}".encode()),
            (f"{number:03}-word.docx", b""),
            (f"{number:03}-öppen.odt", open_document(text)),
            (f"{number:03}-utskrift.pdf", pdf(text, f"Bilaga {number} till rapporten")),
            (f"{number:03}-blandad.txt", text.encode() + b"\nbl\xe5b\xe4r och \xe4pplen\n"),
        )[number % 10]
        made[name] = content or word(text)
    return made


def broken() -> dict[str, tuple[bytes, str]]:
    """Twenty files that cannot be read, by their names, each with a word of the sentence that says why."""
    document = "word__document_xml"
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    noise = random.Random(7).randbytes(4_000)  # noqa: S311  # the same noise every time
    good = pdf(story(900))
    return {
        "tom.txt": (b"", "tom"),
        "tom.pdf": (b"", "tom"),
        "blank.txt": (b" \n\t\n  ", "ingen text"),
        "siffror.html": (b"<html><body> 12 345 </body></html>", "ingen text"),
        "avbruten.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "trasig"),
        "brus.pdf": (b"%PDF-1.4\n" + noise, "trasig"),
        "bara-namnet.pdf": (story(901).encode(), "men är ingen"),
        "last.pdf": (locked(good), "lösenord"),
        "blank.pdf": (many_pages(1), "ingen text"),
        "bibliotek.pdf": (many_pages(3_001), "3001 sidor"),
        "bomb.docx": (zipped(**{document: b"<x>" + b" " * 70_000_000 + b"</x>"}), "packas upp"),
        "skratt.docx": (zipped(**{document: laughs}), "definitioner"),
        "avbruten.docx": (word(story(902))[:3_000], "trasig"),
        "utan-innehall.docx": (zipped(readme="hej"), "trasig"),
        "felnastlad.docx": (zipped(**{document: "<a><b></a></b>"}), "trasig"),
        "djup.docx": (zipped(**{document: "<a>" * 50_000 + "</a>" * 50_000}), "trasig"),
        "last.odt": (
            zipped(content_xml=noise, **{"META-INF__manifest_xml": "<m><encryption-data/></m>"}),
            "lösenord",
        ),
        "gammal.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise, "äldre format"),
        "bild.txt": (b"\x89PNG\r\n\x1a\n" + noise, "annat än text"),
        "program.exe": (b"MZ\x90\x00" + noise, ".exe"),
    }
