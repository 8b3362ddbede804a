"""How far a result can be trusted: said from what is known of how it was found out, and never more than that.

A single study of ours is never strong evidence, and one without a comparison cannot show an effect at all.
What is not known lowers what may be said, and never raises it.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from praktiknara.chain.rules import Problem, _

FEW = 20
FEWEST_FOLLOWED = 60
UNTOLD = ""


class Says(IntEnum):
    """What a result can say at most, from nothing known to a difference that may be the measure's own."""

    UNKNOWN = 0
    EXPERIENCE = 1
    AMOUNT = 2
    CHANGE = 3
    DIFFERENCE = 4
    EFFECT = 5


DESIGNS = {
    "told": Says.EXPERIENCE,
    "reviewed": Says.EXPERIENCE,
    "counted": Says.AMOUNT,
    "before_after": Says.CHANGE,
    "followed": Says.CHANGE,
    "compared": Says.DIFFERENCE,
    "drawn": Says.EFFECT,
}
LABELS = {
    Says.UNKNOWN: _("Vi vet inte hur säkert det är"),
    Says.EXPERIENCE: _("Erfarenheter, inte mätt"),
    Says.AMOUNT: _("Ett läge, inte en effekt"),
    Says.CHANGE: _("En förändring, men inte varför"),
    Says.DIFFERENCE: _("En skillnad mot andra"),
    Says.EFFECT: _("En prövning med lottning"),
}
SENTENCES = {
    Says.UNKNOWN: _("Det framgår inte hur resultatet togs fram. Läs det som ett tips att fråga vidare om."),
    Says.EXPERIENCE: _(
        "Det bygger på vad människor har berättat eller på vad andra har skrivit. Det kan inte visa effekt."
    ),
    Says.AMOUNT: _("Det säger vad som gjordes eller hur det var. Det kan inte visa effekt."),
    Says.CHANGE: _(
        "Det visar en förändring, inte att insatsen var orsaken. Utan jämförelse kan det inte visa effekt."
    ),
    Says.DIFFERENCE: _(
        "Det visar en skillnad mot dem som inte fick insatsen. Skillnaden kan ha andra orsaker än insatsen."
    ),
    Says.EFFECT: _("Lottningen gör att insatsen kan vara orsaken. Det är en enda prövning."),
}
CERTAINTIES = (
    _("säger inget om effekt"),
    _("mycket låg"),
    _("låg"),
    _("måttlig"),
)


class Facts(NamedTuple):
    """What is known of how a result was found out; None and "" are unknown. Shares of people in whole percent."""

    design: str = UNTOLD
    started: int | None = None
    analysed: int | None = None
    followed_months: int | None = None
    share: bool = False
    partial_year: bool = False


class Strength(NamedTuple):
    """What a result can say: in a few words, in a sentence, how certain it is of an effect, and what it cannot say."""

    says: Says
    label: str
    sentence: str
    certainty: str
    cautions: list[Problem]


def strength(facts: Facts) -> Strength:
    """Say how far a result can be trusted, from what is known of it."""
    says = DESIGNS.get(facts.design, Says.UNKNOWN)
    return Strength(
        says, LABELS[says], SENTENCES[says], CERTAINTIES[_steps(facts, says)], _cautions(facts, says)
    )


def followed_percent(facts: Facts) -> int | None:
    """Give how many of those who began that the result is about, in whole percent rounded down; None when not known."""
    if not facts.started or facts.analysed is None:
        return None
    return facts.analysed * 100 // facts.started


def _steps(facts: Facts, says: Says) -> int:
    """How certain of an effect, as a place in CERTAINTIES: a step down when too little is known of those who took part."""
    if says < Says.CHANGE:
        return 0
    most = {Says.CHANGE: 1, Says.DIFFERENCE: 2, Says.EFFECT: 3}[says]
    weak = _too_few_followed(facts) or facts.analysed is None or facts.analysed < FEW
    return max(1, most - 1) if weak else most


def _too_few_followed(facts: Facts) -> bool:
    percent = followed_percent(facts)
    return percent is None or percent < FEWEST_FOLLOWED


def _cautions(facts: Facts, says: Says) -> list[Problem]:
    """Say what keeps the figures from telling more than they do."""
    found = []
    percent = followed_percent(facts)
    if facts.analysed is not None and facts.analysed < FEW:
        found.append(Problem(_("Bygger på få, så en enskild person väger tungt.")))
    if facts.share and facts.analysed is None:
        found.append(Problem(_("Det framgår inte av hur många.")))
    if says >= Says.CHANGE and percent is None:
        found.append(
            Problem(
                _(
                    "Det framgår inte hur många som började. De som föll bort kan ha haft det sämre eller bättre."
                )
            )
        )
    if percent is not None and percent < FEWEST_FOLLOWED:
        found.append(
            Problem(
                _("För mycket är okänt: %(percent)s procent av dem som började ingår."), {"percent": percent}
            )
        )
    if says == Says.CHANGE and facts.share:
        found.append(
            Problem(_("Om varje ökning räknas ingår också sådana som är så små att de kan bero på slumpen."))
        )
    if says >= Says.CHANGE and facts.followed_months is None:
        found.append(Problem(_("Det framgår inte hur länge förändringen har följts.")))
    if facts.partial_year:
        found.append(Problem(_("Siffror för en del av ett år går inte att jämföra med ett helt år.")))
    return found


def cautions(*, has_value: bool, measure: str, base: int | None) -> list[str]:
    """Say what keeps a number from telling more than it does (R-OUT-01)."""
    if not has_value:
        return []
    if base is None:
        return [_("Det framgår inte av hur många.")] if measure == "share" else []
    return [_("Bygger på få, så en enskild person väger tungt.")] if base < FEW else []


def widest(bases: Sequence[int | None]) -> int | None:
    """Give the largest number of people that a result's figures are of, or None when none says."""
    return max((base for base in bases if base is not None), default=None)
