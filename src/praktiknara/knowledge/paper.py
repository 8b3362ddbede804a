"""An output as a PDF that a screen reader can follow: its own text, how sure it is, and how to cite it."""

from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from praktiknara.chain.rules import NotNow, Problem, _
from praktiknara.components import dates

from .models import KnowledgeOutput
from .queries import output as outputs

FONTS = Path(__file__).parent.parent / "components" / "static"


def content(output: KnowledgeOutput, address: str) -> dict[str, Any]:
    """Give all that the paper says: a paper is in Swedish whoever asks for it, and holds what anyone may read."""
    with translation.override("sv"):
        told = outputs.outcomes(output, None)
        return {
            "output": output,
            "authors": [authorship.person for authorship in output.authorships.all()],
            "publisher": outputs.publisher_name(output),
            "outcomes": told,
            "sure": outputs.how_sure(output, [one.outcome for one in told]),
            "need": outputs.need(output),
            "aftermath": output.project.aftermath.all() if output.project else [],
            "citation": outputs.citation(output, address),
            "sources": outputs.sources(output),
            "published": dates.day(output.published_at.date()) if output.published_at else "",
        }


def pdf(paper: dict[str, Any]) -> bytes:
    """Write the paper as a PDF that a screen reader can follow (PDF/UA-1)."""
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]  # the package has no types
    except OSError:
        # WeasyPrint is Python, but it draws with Pango, which comes with the operating system.
        raise NotNow(
            Problem(
                _(
                    "PDF går inte att göra på den här servern: biblioteket Pango saknas. Läs sidan i stället, och be driften installera libpango."
                )
            )
        ) from None
    with translation.override("sv"):
        page = render_to_string("knowledge/papers/output.html", {"paper": paper})
    made: bytes = HTML(string=page, base_url=f"{FONTS.as_uri()}/").write_pdf(pdf_variant="pdf/ua-1")
    return made
