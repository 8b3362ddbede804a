"""A paper given to the library that reads Swedish papers, with the names that the register knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from praktiknara.documents.models import Paper, Repair
from praktiknara.people.models import Organisation, OrganisationName

if TYPE_CHECKING:
    from praktiknara.swedish.extraction import Gazetteer

VERSION = "1"
SURE = 0.8


def read(paper: Paper) -> tuple[Mapping[str, Any], str]:
    """Read a paper; gives the reading in the shape of `read_paper`, and the version of the rules."""
    # Only the one who asks for a reading waits for the library to be loaded.
    from praktiknara.swedish import extraction

    given = extraction.read(paper.text, changes=repairs(paper), gazetteer=gazetteer())
    return given.as_dict(), VERSION


def gazetteer() -> Gazetteer:
    """Give the names of organisations: those that everyone knows, and over them the register's own through the years."""
    from praktiknara.swedish.extraction import Gazetteer, sweden

    return Gazetteer.of([*sweden.names(), *_names()])


def _names() -> Iterator[tuple[str, str]]:
    for name, short in Organisation.objects.exclude(origin="example").values_list("name", "short_name"):
        yield name, name
        if short:
            yield short, name
    for name in OrganisationName.objects.values_list("name", flat=True):
        yield name, name


def readable_by_all(paper: Paper) -> bool:
    """Say whether everyone may read the paper, so that its title and words may stand as a source on public pages."""
    return Paper.objects.visible_to(None).filter(pk=paper.pk).exists()


def repairs(paper: Paper) -> list[Repair]:
    """Give the repairs of a paper that are sure enough to read by."""
    return list(paper.repairs.filter(confidence__gte=SURE))


def mended_words(paper: Paper, start: int, end: int, around: int = 300) -> list[tuple[int, int, str]]:
    """Give the repairs near a place, as what stands there and what it should be."""
    near = paper.repairs.filter(confidence__gte=SURE, start__gte=start - around, end__lte=end + around)
    return list(near.values_list("start", "end", "fixed"))
