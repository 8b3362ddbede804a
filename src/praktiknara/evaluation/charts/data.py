"""What each kind of chart needs to be drawn, as plain values; results give it, and `charts.svg` draws it."""

from dataclasses import dataclass
from typing import TypeAlias

from praktiknara.evaluation.texts import Sentence

Label: TypeAlias = str | Sentence


@dataclass(frozen=True)
class SurvivalGroup:
    """One curve: its steps begin at time 0 with 1; `at_risk` answers to the chart's ticks; marks are censored times."""

    name: Label
    time: tuple[float, ...]
    survival: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    at_risk: tuple[int | None, ...]
    censored: tuple[float, ...] = ()


@dataclass(frozen=True)
class SurvivalChart:
    """Curves of the share without the event over time, with the number at risk below; names its interval."""

    title: Label
    unit: Label
    ticks: tuple[float, ...]
    groups: tuple[SurvivalGroup, ...]
    interval: str
    level: float = 0.95


@dataclass(frozen=True)
class FunnelUnit:
    """One unit in a funnel: its size (n, or expected events), its value, and where it lies."""

    name: Label
    size: float
    value: float
    place: str  # "inside", "outside 95" or "outside 99.8"


@dataclass(frozen=True)
class FunnelChart:
    """Units by size against limits about a target; `limits` are rows (size, low 99.8, low 95, high 95, high 99.8)."""

    title: Label
    size_label: Label
    value_label: Label
    target: float
    units: tuple[FunnelUnit, ...]
    limits: tuple[tuple[float, float, float, float, float], ...]
    share: bool = False  # the value is a share and is written as a percentage


@dataclass(frozen=True)
class ProcessPoint:
    """One point in time of a process chart, with the limits that hold for it; None where there are none."""

    label: Label
    value: float | None
    centre: float | None
    low: float | None
    high: float | None
    outside: bool = False
    part: int = 0


@dataclass(frozen=True)
class ProcessChart:
    """Values over time with centre and limits, in parts with a reason each."""

    title: Label
    kind: str  # "run", "p", "u", "XmR", "p′", "u′"
    value_label: Label
    points: tuple[ProcessPoint, ...]
    parts: tuple[Label, ...] = ()
    signals: tuple[Sentence, ...] = ()
    share: bool = False


@dataclass(frozen=True)
class FlowStep:
    """One step of the flow: how many reached it, and how many were lost before it, by reason."""

    label: Label
    count: int
    lost: tuple[tuple[Label, int], ...] = ()


@dataclass(frozen=True)
class FlowChart:
    """From those who could have taken part to those whose results were analysed."""

    title: Label
    steps: tuple[FlowStep, ...]


@dataclass(frozen=True)
class ForestRow:
    """One estimate with its interval; `weight` is its share of the pooled estimate (0–1), `pooled` marks the sum of all."""

    label: Label
    estimate: float
    low: float
    high: float
    weight: float | None = None
    pooled: bool = False
    prediction: tuple[float, float] | None = None


@dataclass(frozen=True)
class ForestChart:
    """Estimates below each other about the value that means no difference."""

    title: Label
    value_label: Label
    rows: tuple[ForestRow, ...]
    null: float
    log: bool = False


@dataclass(frozen=True)
class PhaseChart:
    """The share in each phase over time; `shares` has a row per time and a column per phase, each row summing to one."""

    title: Label
    unit: Label
    phases: tuple[Label, ...]
    times: tuple[float, ...]
    shares: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class CurveChart:
    """One or more named curves, as a planner's power by calendar time, with lines to be reached."""

    title: Label
    x_label: Label
    y_label: Label
    curves: tuple[tuple[Label, tuple[tuple[float, float], ...]], ...]
    lines: tuple[tuple[Label, float], ...] = ()
    share: bool = False


Chart: TypeAlias = (
    SurvivalChart | FunnelChart | ProcessChart | FlowChart | ForestChart | PhaseChart | CurveChart
)
