"""Small counts held back so that nobody can be told from what is published."""

from praktiknara.evaluation.protection.audit import audit, reidentify
from praktiknara.evaluation.protection.cube import Artefact, Cube, artefact_from, cube_from
from praktiknara.evaluation.protection.curves import release_curves, release_survival
from praktiknara.evaluation.protection.ledger import Ledger
from praktiknara.evaluation.protection.means import mean_differencing
from praktiknara.evaluation.protection.presentation import rows
from praktiknara.evaluation.protection.primary import primary_cells
from praktiknara.evaluation.protection.publish import Protected, protect
from praktiknara.evaluation.protection.queries import admit_views
from praktiknara.evaluation.protection.release import (
    release_chart,
    release_model,
    release_shares,
    release_statistics,
)
from praktiknara.evaluation.protection.revision import revise_period

ANALYSES: tuple[str, ...] = (
    "admit_views",
    "audit",
    "mean_differencing",
    "protect",
    "reidentify",
    "release_chart",
    "release_model",
    "release_shares",
    "release_statistics",
    "release_survival",
    "revise_period",
)

__all__ = [
    "ANALYSES",
    "Artefact",
    "Cube",
    "Ledger",
    "Protected",
    "admit_views",
    "artefact_from",
    "audit",
    "cube_from",
    "mean_differencing",
    "primary_cells",
    "protect",
    "reidentify",
    "release_chart",
    "release_curves",
    "release_model",
    "release_shares",
    "release_statistics",
    "release_survival",
    "revise_period",
    "rows",
]
