"""Sentences that several analyses give about what they cannot tell."""

from praktiknara.evaluation.texts import Sentence

PROCESS_ONLY = Sentence(
    "cannot_show_effect",
    "Diagrammet visar om och när något har ändrats. Det kan inte visa effekt av en insats.",
    "The chart shows whether and when something changed. It cannot show the effect of a service.",
)
UNITS_ONLY = Sentence(
    "cannot_show_effect",
    "Skillnader mellan enheter kan inte visa effekt av det enheterna gör: de möter olika personer.",
    "Differences between units cannot show the effect of what the units do: they meet different people.",
)
CHANGE_ONLY = Sentence(
    "cannot_show_effect",
    "Förändring över tid utan slumpad jämförelse kan inte visa effekt av insatsen.",
    "Change over time without a randomised comparison cannot show the effect of the service.",
)
