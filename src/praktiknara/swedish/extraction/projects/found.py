"""The projects of a paper, each once."""

from collections.abc import Sequence

from praktiknara.swedish.extraction.blocks import Block
from praktiknara.swedish.extraction.projects.headings import under_headings
from praktiknara.swedish.extraction.projects.leads import by_label, by_lead
from praktiknara.swedish.extraction.projects.lists import in_lists, in_rows
from praktiknara.swedish.extraction.projects.names import by_name
from praktiknara.swedish.extraction.projects.sentences import in_sentences
from praktiknara.swedish.extraction.projects.shared import Told, acronym, key_of, same_work

MOST = 400


def projects(blocks: Sequence[Block], length: int) -> list[Told]:
    """Find the projects of a paper, each once: under the rule that tells most of it."""
    told: list[Told] = []
    named = [*by_label(blocks), *by_lead(blocks), *in_lists(blocks), *in_rows(blocks), *by_name(blocks)]
    by_heading = [one for one in under_headings(blocks, length) if not _gathers(one, named)]
    for one in [*by_heading, *named, *in_sentences(blocks, by_heading)]:
        if len(told) < MOST and not _told_before(one, told):
            told.append(one)
    return sorted(told, key=lambda one: (one.start, one.end))


def _gathers(heading: Told, named: Sequence[Told]) -> bool:
    """Whether what stands under a heading is several projects, none of which has its name."""
    mine = key_of(heading.title)
    inside = {key_of(one.title) for one in named if heading.start <= one.start < heading.end}
    return len(inside) > 1 and not any(same_work(mine, other) for other in inside)


def _told_before(one: Told, told: Sequence[Told]) -> bool:
    mine = key_of(one.title)
    for other in told:
        theirs = key_of(other.title)
        if mine == theirs or (min(len(mine), len(theirs)) > 4 and same_work(mine, theirs)):
            return True
        if one.rule in {
            "name_in_quotes",
            "bare_name",
            "noun_and_verb",
            "work_of",
            "name_then_project",
            "assigned",
            "done_by",
            "planned",
            "named_together",
            "one_of_several",
        }:
            inside = other.start <= one.start < other.end and other.rule == "heading"
            if inside and one.rule != "name_in_quotes":
                return True
        if (
            (short := acronym(one.title))
            and short in {one.title, other.title}
            and short == acronym(other.title)
        ):
            return True
    return False
