"""What every process chart gives back: lines and limits by part, the points outside, and the chart."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from praktiknara.evaluation.charts.data import ProcessChart, ProcessPoint
from praktiknara.evaluation.process.runs import RunRules
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence

D4 = 3.267  # the upper limit for ranges of two values, in units of their mean

Limit: TypeAlias = float | tuple[float | None, ...] | None


@dataclass(frozen=True)
class Stretch:
    """One part of a process chart: points `first`–`last` (from 1), the baseline behind its limits, and its runs."""

    first: int
    last: int
    reason: str
    baseline: tuple[int, int]
    baseline_n: int
    center: float
    ucl: Limit
    lcl: Limit
    sigma_z: float | None
    runs: RunRules


@dataclass(frozen=True, kw_only=True)
class ProcessResult(Result):
    """A process chart: `n` points with a value; centre and limits are the latest part's, `parts` holds every part's.

    `center`, `ucl` and `lcl` rest on the whole baseline; the same with `_rev` rest on it without the points that were
    excluded, or, when none were, without those outside the limits (to be used when their causes are known).
    `out_of_control` gives points from 1; the chart and the parts use the `_rev` lines when points were excluded. `provisional` says that there are too few points: show a run chart only.
    """

    kind: str
    center: float
    ucl: Limit
    lcl: Limit
    center_rev: float | None
    ucl_rev: Limit
    lcl_rev: Limit
    out_of_control: tuple[int, ...]
    out_of_control_rev: tuple[int, ...]
    excluded: tuple[int, ...]
    runs: RunRules
    sigma_z: float | None
    mrbar: float | None
    parts: tuple[Stretch, ...]
    provisional: bool
    value: tuple[float | None, ...]
    center_at: tuple[float | None, ...]
    lcl_at: tuple[float | None, ...]
    ucl_at: tuple[float | None, ...]
    labels: tuple[str, ...]
    gaps: tuple[int, ...]
    title: Sentence
    value_label: Sentence

    def named(self) -> dict[str, Any]:
        """Give the centre by its textbook name (pbar, ubar, cbar, xbar), and the latest part's runs."""
        bar = {"p": "pbar", "np": "npbar", "u": "ubar", "c": "cbar", "XmR": "xbar", "run": "median"}
        name = bar[self.kind.rstrip("′")]
        told: dict[str, Any] = {name: self.center, f"{name}_rev": self.center_rev}
        told |= {key: getattr(self.runs, key) for key in _RUN_KEYS}
        told["runs_signal"] = self.runs.signal
        if self.mrbar is not None:
            told["mr_ucl"] = D4 * self.mrbar
        return told

    def chart(self) -> ProcessChart:
        """Give the chart: a run chart without limits when there are too few points; missing periods are gaps."""
        run_only = self.provisional or self.kind == "run"
        signalled = self.out_of_control_rev if self.excluded else self.out_of_control
        outside = () if run_only else signalled
        marked = set(outside)
        points: list[ProcessPoint] = []
        for number, part in enumerate(self.parts):
            middle = _median(self.value[part.first - 1 : part.last]) if run_only else None
            for place in range(part.first - 1, part.last):
                if place in self.gaps:
                    points.append(ProcessPoint("", None, None, None, None, part=number))
                points.append(
                    ProcessPoint(
                        self.labels[place],
                        self.value[place],
                        middle if run_only else self.center_at[place],
                        None if run_only else self.lcl_at[place],
                        None if run_only else self.ucl_at[place],
                        place + 1 in marked,
                        number,
                    )
                )
        return ProcessChart(
            self.title,
            "run" if run_only else self.kind,
            self.value_label,
            tuple(points),
            tuple(part.reason for part in self.parts),
            tuple(_signals(outside, self.parts)),
            share=self.kind.startswith("p"),
        )


_RUN_KEYS = ("n_useful", "longest_run", "longest_run_max", "n_crossings", "n_crossings_min")


def _median(values: tuple[float | None, ...]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.median(known)) if known else None


def _signals(outside: tuple[int, ...], parts: tuple[Stretch, ...]) -> list[Sentence]:
    told = []
    if outside:
        points = ", ".join(str(point) for point in outside[:20]) + (" …" if len(outside) > 20 else "")
        told.append(
            Sentence(
                "outside_limits",
                f"Utanför gränserna: punkt {points}. Sök orsaken just där.",
                f"Outside the limits: point {points}. Look for the cause there.",
            )
        )
    for part in parts:
        if part.runs.signal:
            told.append(
                Sentence(
                    "shift",
                    f"Punkt {part.first}–{part.last}: nivån har ändrats (längsta följd {part.runs.longest_run}, "
                    f"högst {part.runs.longest_run_max}; korsningar {part.runs.n_crossings}, "
                    f"minst {part.runs.n_crossings_min}).",
                    f"Points {part.first}–{part.last}: the level has shifted (longest run {part.runs.longest_run}, "
                    f"at most {part.runs.longest_run_max}; crossings {part.runs.n_crossings}, "
                    f"at least {part.runs.n_crossings_min}).",
                )
            )
    return told
