"""The board paper: what it says, every figure from the register, and the same content as Word and as tagged PDF."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from praktiknara.applications.models import Application
from praktiknara.assessments.queries import most_points, who_applies
from praktiknara.chain.rules import NotNow, Problem, _, kronor
from praktiknara.components import dates
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.queries import documents

from . import queries, rules
from .choices import AwardOutcome, PointOutcome
from .models import Award, Case, Consultation

HERE = Path(__file__).parent
WORD_TEMPLATE = HERE / "templates" / "decisions" / "papers" / "tjansteutlatande.docx"
FONTS = HERE.parent / "components" / "static"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"

Content = dict[str, Any]


def content(case: Case, *, draft: bool, on: date) -> Content:
    """Give all that the paper says, as plain values that can be kept: a paper is in Swedish whoever asks for it."""
    with translation.override("sv"):
        return _content(case, draft=draft, on=on)


def _content(case: Case, *, draft: bool, on: date) -> Content:
    figures = queries.figures(case)
    given = [award for award in queries.awards(case) if award.proposal in rules.GIVES]
    others = [award for award in queries.awards(case) if award.proposal not in rules.GIVES]
    return {
        "draft": draft,
        "example": case.is_example,
        "administration": _administration(case),
        "unit": str(case.unit or ""),
        "officer": str(case.officer or ""),
        "date": dates.day(case.written_on or on),
        "reg_number": case.reg_number,
        "body": str(case.body or ""),
        "meeting": dates.day(case.meeting_on) if case.meeting_on else "",
        "title": case.title,
        "points": [
            {"no": point.no, "text": rules.filled(point.text, figures)} for point in case.points.all()
        ],
        "signatories": [{"name": str(one.person), "title": one.title} for one in case.signatories.all()],
        "summary": _paragraphs(rules.filled(case.summary, figures)),
        "background": _paragraphs(rules.filled(case.background, figures)),
        "preparation": _preparation(case),
        "matter": _paragraphs(rules.filled(case.matter, figures)),
        **_call(case),
        "ranking": [_ranked(award) for award in queries.awards(case)],
        "projects": [_project(award) for award in given],
        "granted": [_line(award, award.proposed_amount) for award in given],
        "granted_total": kronor(sum(award.proposed_amount or 0 for award in given)),
        "granted_requested": kronor(sum(award.application.requested or 0 for award in given)),
        "others": [
            {**_line(award, None), "outcome": _outcome(award.proposal), "reason": award.reason}
            for award in others
        ],
        "others_requested": kronor(sum(award.application.requested or 0 for award in others)),
        "requested_total": figures.get("sökt", ""),
        "left": figures.get("kvar", ""),
        "override": case.frame_override_reason,
        "gender_not_relevant": case.gender_not_relevant,
        "gender": _paragraphs(case.gender_analysis),
        "views": _paragraphs(rules.filled(case.views, figures)),
        "attachments": [str(document) for document in documents(case).filter(kind=DocumentKind.ATTACHMENT)],
        "recipients": [str(one.organisation) for one in case.recipients.all()],
        "decision": _decision(case) if case.decided_at else None,
    }


def _administration(case: Case) -> str:
    if case.unit is None:
        return ""
    return str(case.unit.parent or case.unit)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _preparation(case: Case) -> list[str]:
    unit = [f"Ärendet har beretts av {case.unit.name}."] if case.unit else []
    return [*unit, *(_heard(one) for one in case.consultations.all())]


def _heard(one: Consultation) -> str:
    name = str(one)
    if one.on:
        return f"{name} behandlar ärendet den {dates.day(one.on)}."
    if one.not_needed_reason:
        return f"{name} behandlar inte ärendet. Skäl: {one.not_needed_reason}"
    return f"{name}: datum saknas."


def _call(case: Case) -> Content:
    call = case.call
    if call is None:
        return {"call": "", "terms": [], "criteria": [], "frame": "", "most": 0}
    return {
        "call": call.title,
        "terms": [str(rule) for rule in call.rules.all()],
        "criteria": [
            criterion.text if criterion.weight == 1 else f"{criterion.text} (väger {criterion.weight})"
            for criterion in call.criteria.all()
        ],
        "frame": "" if call.frame is None else kronor(call.frame),
        "most": most_points(call),
    }


def _line(award: Award, amount: int | None) -> Content:
    return {
        "title": str(award.application),
        "applicants": who_applies(award.application),
        "requested": _money(award.application.requested),
        "amount": "" if amount is None else kronor(amount),
    }


def _ranked(award: Award) -> Content:
    points = "" if award.points is None else f"{award.points.normalize():f}".replace(".", ",")
    return {
        **_line(award, award.proposed_amount),
        "place": award.rank,
        "points": points,
        "outcome": _outcome(award.proposal),
    }


def _project(award: Award) -> Content:
    return {
        **_line(award, award.proposed_amount),
        "period": _period(award.application),
        "reason": award.reason if award.proposal == AwardOutcome.PARTLY else "",
        "summary": _paragraphs(award.summary),
    }


def _period(application: Application) -> str:
    if application.starts_on is None or application.ends_on is None:
        return ""
    return dates.period(application.starts_on.isoformat(), application.ends_on.isoformat())


def _money(amount: int | None) -> str:
    return "uppgift saknas" if amount is None else kronor(amount)


def _outcome(outcome: str) -> str:
    return str(AwardOutcome(outcome).label)


DECIDED_WORDS = {
    AwardOutcome.GRANTED: "beviljas",
    AwardOutcome.PARTLY: "beviljas delvis",
    AwardOutcome.RESERVE: "avslås, reserv",
    AwardOutcome.REJECTED: "avslås",
}


def _decision(case: Case) -> Content:
    rows = [
        {
            **_line(award, award.amount if award.outcome in rules.GIVES else None),
            "outcome": DECIDED_WORDS[AwardOutcome(award.outcome)],
            "reason": award.reason,
        }
        for award in queries.awards(case)
    ]
    figures = queries.figures(case)
    return {
        "body": str(case.body or "Nämnden"),
        "day": dates.day(case.meeting_on) if case.meeting_on else "",
        "paragraph": case.paragraph,
        "immediate": case.immediate_approval,
        "points": [
            {
                "no": point.no,
                "text": rules.filled(point.text, figures),
                "outcome": str(PointOutcome(point.outcome).label) if point.outcome else "uppgift saknas",
            }
            for point in case.points.all()
        ],
        "awards": rows,
        "total": kronor(rules.total(queries.decided(case))),
    }


def word(paper: Mapping[str, Any]) -> bytes:
    """Write the paper with the Word template, which an official may change in Word."""
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # the package has no types

    template = DocxTemplate(WORD_TEMPLATE)
    template.render(dict(paper), autoescape=True)
    properties = template.docx.core_properties
    properties.title, properties.language = str(paper["title"]), "sv-SE"
    properties.author = str(paper["officer"])
    written = BytesIO()
    template.save(written)
    return written.getvalue()


def pdf(paper: Mapping[str, Any]) -> bytes:
    """Write the paper as a PDF that a screen reader can follow (PDF/UA-1)."""
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]  # the package has no types
    except OSError:
        # WeasyPrint is Python, but it draws with Pango, which comes with the operating system.
        raise NotNow(
            Problem(
                _(
                    "PDF går inte att göra på den här servern: biblioteket Pango saknas. Hämta Word-filen, och be driften installera libpango."
                )
            )
        ) from None
    with translation.override("sv"):
        page = render_to_string("decisions/papers/tjansteutlatande.html", {"paper": paper})
    made: bytes = HTML(string=page, base_url=f"{FONTS.as_uri()}/").write_pdf(pdf_variant="pdf/ua-1")
    return made


def both(paper: Mapping[str, Any]) -> Sequence[tuple[str, str, bytes]]:
    """Give the paper as files: ending, media type and bytes. Without Pango there is no PDF, and the round goes on."""
    files = [("docx", WORD, word(paper))]
    try:
        files.append(("pdf", PDF, pdf(paper)))
    except NotNow:
        return files
    return files
