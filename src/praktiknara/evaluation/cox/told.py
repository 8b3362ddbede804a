"""What must be said of a Cox model beside its figures."""

from __future__ import annotations

from praktiknara.evaluation.cox.proportional import ProportionalHazards
from praktiknara.evaluation.read import Ints
from praktiknara.evaluation.result import Assumption
from praktiknara.evaluation.texts import Sentence

PER_COEFFICIENT = 10
FEW_CLUSTERS = 20

ADJUSTED = Sentence(
    "adjusted_for_what_is_known",
    "Jämförelsen är justerad bara för det som finns i modellen. Andra skillnader mellan grupperna finns kvar.",
    "The comparison is adjusted only for what is in the model. Other differences between the groups remain.",
)


def warned(
    events: int, size: int, clusters: Ints | None, ph: tuple[ProportionalHazards, ...]
) -> tuple[Sentence, ...]:
    found = []
    if events < PER_COEFFICIENT * size:
        found.append(
            Sentence(
                "few_events",
                f"Det finns {events} händelser för {size} koefficienter, färre än {PER_COEFFICIENT} per koefficient. "
                "Skattningarna är osäkra.",
                f"There are {events} events for {size} coefficients, fewer than {PER_COEFFICIENT} each. "
                "The estimates are uncertain.",
            )
        )
    if clusters is not None and int(clusters.max()) + 1 < FEW_CLUSTERS:
        found.append(
            Sentence(
                "few_clusters",
                f"Det finns färre än {FEW_CLUSTERS} enheter. De robusta medelfelen blir för små.",
                f"There are fewer than {FEW_CLUSTERS} clusters. The robust standard errors come out too small.",
            )
        )
    if _violated(ph):
        found.append(_NOT_PROPORTIONAL)
    return tuple(found)


_NOT_PROPORTIONAL = Sentence(
    "ph_violated",
    "Riskerna är inte proportionella: hazardkvoten ändras över tiden. Läs i första hand medeltiden utan händelse (rmst).",
    "Hazards are not proportional: the hazard ratio changes over time. Read the mean time without the event (rmst) first.",
)


def _violated(ph: tuple[ProportionalHazards, ...]) -> bool:
    return any(each.p < 0.05 for each in ph)


def proportional(ph: tuple[ProportionalHazards, ...]) -> Assumption:
    if not ph:
        return Assumption(
            "proportional hazards",
            None,
            Sentence(
                "ph_untested",
                "Händelserna räcker inte för att pröva om riskerna är proportionella.",
                "The events do not suffice to test whether hazards are proportional.",
            ),
        )
    if _violated(ph):
        return Assumption("proportional hazards", False, _NOT_PROPORTIONAL)
    return Assumption(
        "proportional hazards",
        True,
        Sentence(
            "ph_not_contradicted",
            "Data talar inte emot att riskerna är proportionella.",
            "The data do not speak against proportional hazards.",
        ),
    )
