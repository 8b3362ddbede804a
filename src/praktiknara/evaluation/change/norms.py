"""What reliable change rests on: norms for a clinical and a functional group, their cut-offs, and a reliability."""

from typing import NamedTuple

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common.pairs import DIRECTIONS, LARGEST, Pairs, refuse_constant, varies
from praktiknara.evaluation.errors import InputError, RefusedError
from praktiknara.evaluation.texts import Sentence

SMALLEST = 1e-12  # an SD below this is no spread
SMALL_SAMPLE = 300
KINDS = ("test-retest", "alpha", "omega", "split-half", "inter-rater", "unknown")


class Norms(NamedTuple):
    """Mean and SD of a clinical and of a functional group, None where not known."""

    M_clinical: float | None
    s_clinical: float | None
    M_functional: float | None
    s_functional: float | None


def read_norms(
    pairs: Pairs,
    M_clinical: float | None,
    s_clinical: float | None,
    M_functional: float | None,
    s_functional: float | None,
) -> Norms:
    """Read the norms; a clinical one that is not given comes from the scores before, when these are two or more."""

    def mean(value: float | None, name: str) -> float | None:
        return None if value is None else read.real(value, name, low=-LARGEST, high=LARGEST)

    def spread(value: float | None, name: str) -> float | None:
        return None if value is None else read.real(value, name, low=SMALLEST, high=LARGEST)

    centre, width = mean(M_clinical, "M_clinical"), spread(s_clinical, "s_clinical")
    if pairs.n >= 2:
        if centre is None:
            centre = float(np.mean(pairs.pre))
        scale = float(np.abs(pairs.pre).max())
        if width is None and varies(pairs.pre, scale):
            width = float(np.std(pairs.pre / scale, ddof=1) * scale)
    return Norms(centre, width, mean(M_functional, "M_functional"), spread(s_functional, "s_functional"))


def cut_offs(norms: Norms, *, higher: bool) -> dict[str, float]:
    """Give the cut-offs a, b and c that the norms allow, mirrored when lower is better."""
    centre, width, sound_centre, sound_width = norms
    way = 1 if higher else -1
    found = {}
    if centre is not None and width is not None:
        found["a"] = centre + way * 2 * width
    if sound_centre is not None and sound_width is not None:
        found["b"] = sound_centre - way * 2 * sound_width
        if centre is not None and width is not None:
            share = sound_width / (sound_width + width)
            found["c"] = share * centre + (1 - share) * sound_centre
    return found


def reliability_of(
    r_xx: float, n: int, kind: str, source: str, *, allow_same_sample: bool
) -> tuple[float, list[Sentence]]:
    """Read the reliability; refuse one that comes from the same small sample, and tell what its kind leaves out."""
    reliability = read.share(r_xx, "r_xx", open_ends=True)
    read.choice(kind, "reliability_kind", KINDS)
    read.choice(source, "reliability_from", ("published", "same_sample"))
    told = []
    if source == "same_sample":
        if n < SMALL_SAMPLE and not read.flag(allow_same_sample, "allow_same_sample"):
            raise RefusedError(
                "reliability_from_same_sample",
                f"Reliabiliteten är räknad på samma {n} personer. Använd en publicerad, eller ange allow_same_sample.",
                f"The reliability is computed on the same {n} persons. Use a published one, or give allow_same_sample.",
                where="reliability_from",
            )
        told.append(
            Sentence(
                "reliability_from_same_sample",
                "Reliabiliteten kommer från samma personer och kan därför vara missvisande.",
                "The reliability comes from the same persons and may therefore mislead.",
            )
        )
    if kind in {"alpha", "omega", "split-half"}:
        told.append(
            Sentence(
                "internal_consistency",
                "Reliabiliteten visar hur frågorna hänger ihop, inte hur stabila svaren är över tid. Fler kan då räknas som ändrade.",
                "The reliability shows how items hang together, not how stable answers are over time. More may then count as changed.",
            )
        )
    return reliability, told


def direction(better: str | None, norms: Norms, *, told_norm: bool) -> bool:
    """Say whether higher is better: as told, else as the norms lie; refuse when told norms disagree."""
    told = None if better is None else read.choice(better, "better", DIRECTIONS) == "higher"
    if norms.M_clinical is None or norms.M_functional is None:
        return True if told is None else told
    if norms.M_clinical == norms.M_functional and told is None:
        raise InputError(
            "direction_unknown",
            "Normerna har samma medelvärde. Ange better: higher eller lower.",
            "The norms have the same mean. Give better: higher or lower.",
            where="better",
        )
    by_norms = norms.M_functional > norms.M_clinical
    if told_norm and told not in (None, by_norms) and norms.M_clinical != norms.M_functional:
        raise InputError(
            "direction_disagrees",
            "better stämmer inte med normerna. Den kliniska gruppen ska ligga på den sämre sidan.",
            "better does not agree with the norms. The clinical group must lie on the worse side.",
            where="better",
        )
    return by_norms if told is None else told


def spread_before(s_pre: float | None, s_clinical: float | None, pairs: Pairs) -> tuple[float, str]:
    """Give the SD before and where it comes from: as told, else the clinical norm's, else that of the column."""
    if s_pre is not None:
        return read.real(s_pre, "s_pre", low=SMALLEST, high=LARGEST), "s_pre"
    if s_clinical is not None:
        return read.real(s_clinical, "s_clinical", low=SMALLEST, high=LARGEST), "s_clinical"
    read.numbers(pairs.pre, "pre", at_least=2)
    scale = float(np.abs(pairs.pre).max())
    if not varies(pairs.pre, max(scale, 1.0)):
        raise refuse_constant("pre")
    return float(np.std(pairs.pre / scale, ddof=1) * scale), "pre"
