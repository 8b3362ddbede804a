"""How many persons, how many events and how long: plans that say so beforehand, and say never when it is never."""

from praktiknara.evaluation.planning.dates import PowerByDate, power_by_date
from praktiknara.evaluation.planning.detectable import DetectableEffect, minimum_detectable_effect
from praktiknara.evaluation.planning.events import (
    EventPower,
    Events,
    LogRankSize,
    needed_events,
    power_log_rank,
    sample_size_log_rank,
)
from praktiknara.evaluation.planning.follow_up import FollowUp, needed_follow_up
from praktiknara.evaluation.planning.means import (
    power_paired,
    power_two_means,
    sample_size_paired,
    sample_size_two_means,
)
from praktiknara.evaluation.planning.parts import Power, SampleSize
from praktiknara.evaluation.planning.precision import (
    DesignEffect,
    Precision,
    design_effect,
    precision_mean,
    precision_reliable_share,
    precision_share,
)
from praktiknara.evaluation.planning.shares import power_two_shares, sample_size_two_shares
from praktiknara.evaluation.planning.survival import SurvivalSize, sample_size_survival

ANALYSES: tuple[str, ...] = (
    "design_effect",
    "minimum_detectable_effect",
    "needed_events",
    "needed_follow_up",
    "power_by_date",
    "power_log_rank",
    "power_paired",
    "power_two_means",
    "power_two_shares",
    "precision_mean",
    "precision_reliable_share",
    "precision_share",
    "sample_size_log_rank",
    "sample_size_paired",
    "sample_size_survival",
    "sample_size_two_means",
    "sample_size_two_shares",
)

__all__ = [
    "ANALYSES",
    "DesignEffect",
    "DetectableEffect",
    "EventPower",
    "Events",
    "FollowUp",
    "LogRankSize",
    "Power",
    "PowerByDate",
    "Precision",
    "SampleSize",
    "SurvivalSize",
    "design_effect",
    "minimum_detectable_effect",
    "needed_events",
    "needed_follow_up",
    "power_by_date",
    "power_log_rank",
    "power_paired",
    "power_two_means",
    "power_two_shares",
    "precision_mean",
    "precision_reliable_share",
    "precision_share",
    "sample_size_log_rank",
    "sample_size_paired",
    "sample_size_survival",
    "sample_size_two_means",
    "sample_size_two_shares",
]
