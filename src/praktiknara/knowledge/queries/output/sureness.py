"""The outcomes behind an output, and how sure its result is, in plain words."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from praktiknara.people.models import User
from praktiknara.results.choices import Measure
from praktiknara.results.models import Outcome

from ...models import KnowledgeOutput
from ...rules import evidence


class Told(NamedTuple):
    """An outcome with what keeps it from saying more than it does."""

    outcome: Outcome
    cautions: list[str]


def outcomes(output: KnowledgeOutput, user: User | None) -> list[Told]:
    """Give the outcomes behind an output: those of its report, or else those of its project that she may see."""
    if output.project is None:
        return []
    found = Outcome.objects.visible_to(user).filter(project=output.project)
    if output.report_id:
        found = found.filter(report=output.report_id)
    # How many a share is of may be told of the output as a whole.
    return [Told(outcome, cautions(outcome, base=output.analysed)) for outcome in found]


def cautions(outcome: Outcome, *, base: int | None = None) -> list[str]:
    """Say what keeps an outcome's number from telling more than it does."""
    return [
        _(sentence)
        for sentence in evidence.cautions(
            has_value=outcome.value is not None,
            measure=Measure.SHARE if outcome.is_share else outcome.measure,
            base=base if outcome.base is None and outcome.is_share else outcome.base,
        )
    ]


class Known(NamedTuple):
    """Something that decides how sure a result is, and what is known of it: a text, or None."""

    label: str
    value: str | None


class Evidence(NamedTuple):
    """How sure a result is, in words for the reader, and what that rests on."""

    label: str
    sentence: str
    certainty: str
    cautions: list[str]
    known: list[Known]


def studied(output: KnowledgeOutput, outcomes: Sequence[Outcome]) -> evidence.Facts:
    """Gather what is known of how a result was found out, from the output and the outcomes behind it."""
    bases = evidence.widest([outcome.base for outcome in outcomes])
    return evidence.Facts(
        design=output.design,
        started=output.started,
        analysed=output.analysed if output.analysed is not None else bases,
        followed_months=output.followed_months,
        share=any(outcome.is_share for outcome in outcomes),
        partial_year=any(outcome.partial_year for outcome in outcomes),
    )


def analysed(output: KnowledgeOutput) -> int | None:
    """Give how many people a result is about, as it is said or as its outcomes tell; None when neither does."""
    return studied(output, [told.outcome for told in outcomes(output, None)]).analysed


def how_sure(output: KnowledgeOutput, outcomes: Sequence[Outcome]) -> Evidence:
    """Say in plain words how sure a result is, and why."""
    facts = studied(output, outcomes)
    found = evidence.strength(facts)
    followed = evidence.followed_percent(facts)
    months = output.followed_months
    return Evidence(
        _(found.label),
        _(found.sentence),
        _(found.certainty),
        [_(one.sentence) % one.values if one.values else _(one.sentence) for one in found.cautions],
        [
            Known(_("Hur det undersöktes"), str(output.get_design_display()) or None),
            Known(_("Hur många som började"), _number(facts.started)),
            Known(_("Hur många som ingår"), _number(facts.analysed)),
            Known(_("Hur stor del som följdes"), None if followed is None else f"{followed} %"),
            Known(
                _("Hur länge det följdes"),
                None if months is None else _("%(months)s månader") % {"months": months},
            ),
        ],
    )


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)
