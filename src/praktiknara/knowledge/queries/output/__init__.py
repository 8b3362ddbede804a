"""All that hangs on one output: the way back to the decision, its outcomes, how sure it is, and what came of it."""

from .page import (
    PUBLISHED,
    citation,
    contact,
    described,
    files,
    frozen,
    name_organisations,
    need,
    publisher_name,
    reference,
    sources,
    versions,
    whole,
)
from .sureness import analysed, cautions, how_sure, outcomes
from .way import decided, line_back, spread, way_back

__all__ = [
    "PUBLISHED",
    "analysed",
    "cautions",
    "citation",
    "contact",
    "decided",
    "described",
    "files",
    "frozen",
    "how_sure",
    "line_back",
    "name_organisations",
    "need",
    "outcomes",
    "publisher_name",
    "reference",
    "sources",
    "spread",
    "versions",
    "way_back",
    "whole",
]
