"""Where a paper's projects begin and end: under headings, in lists and tables, by name, and in sentences."""

from praktiknara.swedish.extraction.projects.found import projects
from praktiknara.swedish.extraction.projects.shared import Told

__all__ = [
    "Told",
    "projects",
]
