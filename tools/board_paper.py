"""Makes the Word template of the board paper; run it again when the paper gets a new section.

python tools/board_paper.py
"""

from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table

PLACE = (
    Path(__file__).resolve().parents[1]
    / "src/praktiknara/decisions/templates/decisions/papers/tjansteutlatande.docx"
)
INK, ACCENT, RULE = RGBColor(0x2E, 0x2A, 0x2B), RGBColor(0x6B, 0x27, 0x48), "D6D1CF"


def make() -> Paper:
    """The whole template: styles, then the sections in the order of the paper."""
    paper = Document()
    styles(paper)
    head(paper)
    decision(paper)
    proposal(paper)
    loop(paper, "Sammanfattning", "summary")
    loop(paper, "Bakgrund", "background")
    loop(paper, "Ärendets beredning", "preparation")
    matter(paper)
    gender(paper)
    loop(paper, "Förvaltningens synpunkter och förslag", "views")
    listed(paper, "Bilagor", "attachments", "Inga bilagor.")
    listed(paper, "Sändlista", "recipients", "Ingen mottagare är vald.")
    foot(paper)
    return paper


def styles(paper: Paper) -> None:
    """Real heading levels, Swedish, and type that an official can read and change."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    for name, size, before, after, colour in (
        ("Normal", 11, 0, 6, INK),
        ("Heading 1", 20, 18, 12, INK),
        ("Heading 2", 14, 18, 6, INK),
        ("Heading 3", 12, 12, 4, INK),
        ("Heading 4", 11, 8, 2, INK),
        ("List Bullet", 11, 0, 3, INK),
        ("List Number", 11, 0, 4, INK),
        ("Caption", 10, 10, 3, INK),
    ):
        style = paper.styles[name]
        assert isinstance(style, ParagraphStyle)
        heading = name.startswith("Heading")
        style.font.name = "Georgia" if heading else "Calibri"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), style.font.name)
        style.font.size, style.font.color.rgb = Pt(size), colour
        style.font.bold = heading and name != "Heading 1"
        style.font.italic = False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = heading or name == "Caption"
    speak_swedish(paper)


def speak_swedish(paper: Paper) -> None:
    """Say once, for the whole document, that its language is Swedish."""
    defaults = paper.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults is not None
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    for kind in ("val", "eastAsia"):
        language.set(qn(f"w:{kind}"), "sv-SE")
    paper.core_properties.language = "sv-SE"
    paper.core_properties.title = "Tjänsteutlåtande"
    paper.core_properties.author = "Praktiknära"
    paper.core_properties.comments = ""


def head(paper: Paper) -> None:
    """Who writes to whom, when and under which number; and the mark of a draft."""
    when(paper, "draft", "UTKAST", bold=True)
    when(paper, "example", "EXEMPEL: ansökningar, belopp och datum är påhittade.", bold=True)
    paper.add_paragraph().add_run("Tjänsteutlåtande").bold = True
    for condition, line in (
        ("administration", "{{ administration }}"),
        ("unit and unit != administration", "{{ unit }}"),
        ("officer", "Handläggare: {{ officer }}"),
        ("date", "Datum: {{ date }}"),
        ("reg_number", "Diarienummer: {{ reg_number }}"),
        ("body", "Till {{ body }}{% if meeting %}, sammanträde {{ meeting }}{% endif %}"),
    ):
        when(paper, condition, line, tight=True)
    when(paper, "not reg_number", "Diarienummer: saknas", tight=True)
    paper.add_heading("{{ title }}", 1)


def decision(paper: Paper) -> None:
    """What the board decided, in the final version only."""
    paper.add_paragraph("{%p if decision %}")
    paper.add_heading("Nämndens beslut", 2)
    paper.add_paragraph(
        "{{ decision.body }} beslutade {{ decision.day }}, {{ decision.paragraph }}.{% if decision.immediate %} Beslutet justerades omedelbart.{% endif %}"
    )
    rows(
        paper,
        "Beslutspunkter och utfall",
        "point in decision.points",
        (
            ("Punkt", "{{ point.no }}", False),
            ("Förslag", "{{ point.text }}", False),
            ("Utfall", "{{ point.outcome }}", False),
        ),
        widths=(1.9, 10.1, 4),
    )
    paper.add_paragraph("{%p if decision.awards %}")
    rows(
        paper,
        "Beslut om varje ansökan",
        "award in decision.awards",
        (
            ("Ansökan", "{{ award.title }}", False),
            ("Sökande", "{{ award.applicants }}", False),
            ("Beslut", "{{ award.outcome }}", False),
            ("Beviljas", "{{ award.amount }}", True),
        ),
        total=("Summa", "", "", "{{ decision.total }}"),
        widths=(6.0, 4, 3, 3),
    )
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p endif %}")


def proposal(paper: Paper) -> None:
    """The points that the board is asked to decide, and who signs."""
    paper.add_heading("Förslag till beslut", 2)
    paper.add_paragraph("{%p for point in points %}")
    paper.add_paragraph("{{ point.text }}", style="List Number")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p for one in signatories %}")
    signed = paper.add_paragraph()
    signed.paragraph_format.space_before = Pt(14)
    signed.paragraph_format.keep_together = True
    signed.add_run("{{ one.name }}").bold = True
    signed.add_run("{% if one.title %}, {{ one.title }}{% endif %}")
    paper.add_paragraph("{%p endfor %}")


def matter(paper: Paper) -> None:
    """The call, the ranking, each project, and what is proposed to be refused."""
    paper.add_heading("Ärendet", 2)
    each(paper, "matter")
    paper.add_paragraph("{%p if call %}")
    paper.add_heading("Utlysningens villkor", 3)
    when(paper, "frame", "Ramen för {{ call }} är {{ frame }}.")
    each(paper, "terms", style="List Bullet")
    paper.add_heading("Kriterier", 3)
    each(paper, "criteria", style="List Bullet")
    paper.add_heading("Rangordning", 3)
    rows(
        paper,
        "Ansökningarna i rangordning, med bedömarnas poäng av högst {{ most }}",
        "award in ranking",
        (
            ("Plats", "{{ award.place }}", False),
            ("Ansökan", "{{ award.title }}", False),
            ("Sökande", "{{ award.applicants }}", False),
            ("Poäng", "{{ award.points }}", True),
            ("Sökt", "{{ award.requested }}", True),
            ("Förslag", "{{ award.outcome }}", False),
        ),
        total=("", "Summa", "", "", "{{ requested_total }}", ""),
        widths=(1.5, 4.7, 3.1, 1.8, 2.9, 2.0),
    )
    paper.add_heading("Projekt som föreslås få medel", 3)
    paper.add_paragraph("{%p if granted %}")
    rows(
        paper,
        "Föreslagna bidrag",
        "award in granted",
        (
            ("Projekt", "{{ award.title }}", False),
            ("Sökande", "{{ award.applicants }}", False),
            ("Sökt", "{{ award.requested }}", True),
            ("Föreslås", "{{ award.amount }}", True),
        ),
        total=("Summa", "", "{{ granted_requested }}", "{{ granted_total }}"),
        widths=(6.2, 3.8, 3, 3),
    )
    when(paper, "frame", "Av ramen på {{ frame }} återstår {{ left }}.")
    when(paper, "override", "Förslaget går över ramen. Skäl: {{ override }}")
    paper.add_paragraph("{%p for project in projects %}")
    paper.add_heading("{{ project.title }}", 4)
    paper.add_paragraph(
        "{{ project.applicants }}{% if project.period %}, {{ project.period }}{% endif %}. Föreslås få {{ project.amount }} av sökta {{ project.requested }}."
    )
    paper.add_paragraph("{%p for line in project.summary %}")
    paper.add_paragraph("{{ line }}")
    paper.add_paragraph("{%p endfor %}")
    when(paper, "project.reason", "Skäl till beloppet: {{ project.reason }}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p else %}")
    paper.add_paragraph("Inget projekt föreslås få medel.")
    paper.add_paragraph("{%p endif %}")
    paper.add_heading("Ansökningar som inte föreslås få medel", 3)
    paper.add_paragraph("{%p if others %}")
    rows(
        paper,
        "Reserver och avslag",
        "award in others",
        (
            ("Ansökan", "{{ award.title }}", False),
            ("Sökande", "{{ award.applicants }}", False),
            ("Sökt", "{{ award.requested }}", True),
            ("Förslag", "{{ award.outcome }}", False),
            ("Skäl", "{{ award.reason }}", False),
        ),
        total=("Summa", "", "{{ others_requested }}", "", ""),
        widths=(4.1, 2.9, 2.9, 1.7, 4.4),
    )
    paper.add_paragraph("{%p else %}")
    paper.add_paragraph("Alla ansökningar föreslås få medel.")
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p endif %}")


def gender(paper: Paper) -> None:
    """The analysis, or that it is not relevant and why (R-DEC-04)."""
    paper.add_heading("Jämställdhetsanalys", 2)
    when(paper, "gender_not_relevant", "Ej aktuellt. Skäl:")
    each(paper, "gender")


def loop(paper: Paper, heading: str, name: str) -> None:
    """A section of paragraphs."""
    paper.add_heading(heading, 2)
    each(paper, name)


def listed(paper: Paper, heading: str, name: str, none: str) -> None:
    """A section that is a list."""
    paper.add_heading(heading, 2)
    each(paper, name, style="List Bullet")
    when(paper, f"not {name}", none)


def each(paper: Paper, name: str, style: str = "Normal") -> None:
    """One paragraph for each line."""
    paper.add_paragraph(f"{{%p for line in {name} %}}")
    paper.add_paragraph("{{ line }}", style=style)
    paper.add_paragraph("{%p endfor %}")


def when(paper: Paper, condition: str, line: str, *, bold: bool = False, tight: bool = False) -> None:
    """A paragraph that stands there only when there is something to say."""
    paper.add_paragraph(f"{{%p if {condition} %}}")
    said = paper.add_paragraph()
    said.add_run(line).bold = bold
    if tight:
        said.paragraph_format.space_after = Pt(0)
    paper.add_paragraph("{%p endif %}")


def rows(
    paper: Paper,
    caption: str,
    of: str,
    columns: tuple[tuple[str, str, bool], ...],
    *,
    widths: tuple[float, ...],
    total: tuple[str, ...] = (),
) -> None:
    """A table with a caption, a header row that is repeated on every page, and a sum row when there is a sum."""
    paper.add_paragraph(caption, style="Caption")
    table = paper.add_table(rows=4 + bool(total), cols=len(columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    fill(table, 0, [heading for heading, _cell, _number in columns], columns, bold=True)
    repeat_header(table)
    table.cell(1, 0).text = f"{{%tr for {of} %}}"
    fill(table, 2, [cell for _heading, cell, _number in columns], columns)
    table.cell(3, 0).text = "{%tr endfor %}"
    if total:
        fill(table, 4, list(total), columns, bold=True)
    # LibreOffice reads the widths of the grid, Word those of the cells.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    rule(table)
    after = paper.add_paragraph()
    after.paragraph_format.space_after = Pt(2)


def fill(
    table: Table,
    row: int,
    words: list[str],
    columns: tuple[tuple[str, str, bool], ...],
    *,
    bold: bool = False,
) -> None:
    """Write a row, with numbers to the right."""
    for place, (text, (_heading, _cell, is_number)) in enumerate(zip(words, columns, strict=True)):
        line = table.cell(row, place).paragraphs[0]
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(2), Pt(2)
        run = line.add_run(text)
        run.bold, run.font.size = bold, Pt(10)
        if is_number:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def repeat_header(table: Table) -> None:
    """Mark the first row as the header, for those who listen and for long tables; rows are not split."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        properties.append(OxmlElement("w:cantSplit"))


def rule(table: Table) -> None:
    """Thin lines between the rows, none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    assert layout is not None  # the borders stand before it in the schema's order
    layout.addprevious(borders)


def foot(paper: Paper) -> None:
    """The number and the page, at the foot of every page."""
    line = paper.sections[0].footer.paragraphs[0]
    line.add_run("{{ reg_number }}{% if draft %} UTKAST{% endif %}  ·  sida ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
    for run in line.runs:
        run.font.size = Pt(9)


if __name__ == "__main__":
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    made = make()
    made.save(str(PLACE))
    print(PLACE.name)
