"""The protected release of a cube: counts that may be shown, the cells held back, and the independent check of both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation.errors import DisclosureError
from praktiknara.evaluation.protection.audit import audit
from praktiknara.evaluation.protection.cube import THRESHOLD, Artefact, Cube, Key, Margin, Variable, cube_from
from praktiknara.evaluation.protection.suppress import suppress
from praktiknara.evaluation.result import Assumption, Result
from praktiknara.evaluation.texts import Sentence

_OUTSIDER = Assumption(
    "outsider",
    None,
    Sentence(
        "outsider",
        "Skyddet gäller mot den som bara ser det publicerade, inte mot den som redan känner nästan alla i en grupp.",
        "The protection holds against those who see only what is published, not against those who already know nearly "
        "everyone in a group.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Protected(Result):
    """A release that has passed its audit; it holds no count of a cell held back, nor why the cell is.

    `n` is the number of released cells, as is `checked` in `audit`: how many small cells there are is not told.
    """

    variables: tuple[Variable, ...]
    margins: tuple[Margin, ...]
    threshold: int
    published: tuple[tuple[Key, int], ...]
    suppressed: tuple[Key, ...]
    structural_zeros: tuple[Key, ...]
    audit: dict[str, Any]

    def artefact(self) -> Artefact:
        """Give what is published, as the auditor reads it."""
        return Artefact(
            self.variables,
            self.margins,
            self.threshold,
            dict(self.published),
            self.suppressed,
            self.structural_zeros,
        )

    def named(self) -> dict[str, Any]:
        """Give the parts of the artefact as it is published."""
        return self.artefact().as_dict()


def protect(
    variables: Any,
    cells: Any,
    margins: Any = None,
    threshold: int = THRESHOLD,
    pinned: Sequence[Sequence[str]] = (),
    structural_zeros: Any = None,
    method: str = "auto",
) -> Protected:
    """Hold back the small counts of linked tables, and as few others as it takes, so that none can be worked out.

    A cell with a persons, 1 ≤ a < T (T the threshold), is held back, totals included. Further cells are held back at the
    least cost (a cell of the finest table 1, an empty cell 3, sums 3, 10 and 50, the grand total 100) until, over all
    tables of non-negative whole numbers that agree with every published count, each small cell has L ≤ a − 1, U ≥ T and
    U − L ≥ T. A separate auditor then checks the finished artefact; without its consent nothing is given.

    Args:
        variables: names, or `{"name", "values"}` each; values that are not told are those of the cells, sorted.
        cells: `{"key": [one value per variable], "count": persons}` of the finest classification; others are 0.
        margins: the tables to be released, each a list of variables; all of them, the grand total too, unless told.
        threshold: T, the smallest count of persons that may be shown.
        pinned: keys that must be published, "*" being the total over a variable: `[["*", "*"]]`.
        structural_zeros: keys of cells that cannot hold anyone; always published.
        method: "auto" (exact up to 100 released cells, else one small cell after another), "exact" or "sequential".

    Returns:
        Protected: counts of persons by key, and the keys held back.

    Assumptions: the outsider has no other knowledge than what is published and that counts are whole numbers from 0 up.

    Raises:
        InputError: something that cannot be read, or is too large.
        TooFewError: no variable, no value or no table.
        DisclosureError: no safe release exists, or the audit does not consent; no count is told.

    Source: Fischetti and Salazar (2001), Management Science 47, 1008–1027; Federal Committee on Statistical Methodology,
    Statistical Policy Working Paper 22.

    Example: three men of U1 are not told by total minus women.
        >>> counts = {"U1": (12, 3), "U2": (18, 9), "U3": (14, 8)}
        >>> result = protect(["unit", "gender"], [{"key": [unit, gender], "count": count}
        ...                  for unit, pair in counts.items() for gender, count in zip("KM", pair)])
        >>> len(result.suppressed), dict(result.published)["U1", "*"], result.audit
        (4, 15, {'safe': True, 'checked': 12})
    """
    cube = cube_from(
        {"variables": variables, "cells": cells, "margins": margins, "structural_zeros": structural_zeros}
    )
    pattern = suppress(cube, threshold, pinned=pinned, method=method)
    artefact = artefact_of(cube, pattern.suppressed, threshold)
    told = audit(artefact, cube)
    if not told.safe:
        raise DisclosureError(
            "audit_failed",
            "Kontrollen godkände inte tabellerna och inget lämnas ut. Slå ihop kategorier eller lämna ut färre tabeller.",
            "The audit did not consent to the tables and nothing is released. Merge categories or release fewer tables.",
            where="cells",
        )
    cells_in_all = len(cube.cells())
    return Protected(
        n=cells_in_all,
        warnings=_warnings(len(artefact.suppressed), cells_in_all),
        assumptions=(_OUTSIDER,),
        variables=artefact.variables,
        margins=artefact.margins,
        threshold=artefact.threshold,
        published=tuple(artefact.published.items()),
        suppressed=artefact.suppressed,
        structural_zeros=artefact.structural_zeros,
        audit={"safe": told.safe, "checked": cells_in_all},
    )


def artefact_of(cube: Cube, suppressed: Iterable[Key], threshold: int = THRESHOLD) -> Artefact:
    """Give what is published of a cube when these cells are held back; whether it is safe is for the auditor to say."""
    hidden = set(suppressed)
    return Artefact(
        cube.variables,
        cube.margins,
        int(threshold),
        {cell.key: cell.count for cell in cube.cells() if cell.key not in hidden},
        tuple(cell.key for cell in cube.cells() if cell.key in hidden),
        cube.structural_zeros(),
    )


def _warnings(hidden: int, cells: int) -> tuple[Sentence, ...]:
    if not hidden:
        return ()
    if hidden == cells:
        return (
            Sentence(
                "nothing_shown",
                "Inget antal kan visas utan att någon kan pekas ut. Slå ihop kategorier eller vänta tills fler deltar.",
                "No count can be shown without someone being pointed out. Merge categories, or wait until more take part.",
            ),
        )
    return (
        Sentence(
            "cells_held_back",
            f"{hidden} av {cells} celler visas inte (..), för att ingen ska kunna pekas ut.",
            f"{hidden} of {cells} cells are not shown (..), so that nobody can be pointed out.",
        ),
    )
