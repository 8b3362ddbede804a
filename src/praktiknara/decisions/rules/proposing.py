"""What is proposed within the frame, and what to think of beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from praktiknara.chain.rules import _


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed or decided for one application."""

    title: str
    outcome: str
    requested: int
    amount: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application in its place in the ranking, as the first proposal sees it."""

    number: int
    requested: int
    applicant: str
    assessed: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the first proposal says about an application."""

    number: int
    outcome: str
    amount: int | None
    reason: str


GIVES = frozenset({"granted", "partly"})


OUTCOMES = frozenset({"granted", "partly", "reserve", "rejected"})


# The first words of reasons and texts are written into the paper, which is in Swedish whoever reads the page.
PARTLY_REASON = "Ramen räcker till en del av det sökta beloppet."


CAP_REASON = "Bidraget är begränsat till det högsta belopp som går att bevilja."


RESERVE_REASON = "Ramen räcker inte till fler projekt. Ansökan står som reserv om medel blir över under året."


LIMIT_REASON = "Den sökande har redan så många bidrag i förslaget som utlysningen tillåter."


def total(awards: Iterable[Proposed]) -> int:
    """Add what the awards give."""
    return sum(award.amount or 0 for award in awards if award.outcome in GIVES)


def first_proposal(
    ranked: Sequence[Candidate], *, frame: int | None, cap: int | None = None, max_granted: int | None = None
) -> list[Suggestion]:
    """Give from the top of the ranking until the frame is used (R-LUM-14); the one at the edge gets a part if half fits.

    No one gets more than the cap (R-LUM-01), no applicant more grants than the call allows (R-LUM-04).
    """
    left, is_cut = frame, False
    grants: dict[str, int] = {}
    suggestions = []
    for one in ranked:
        wanted = one.requested if cap is None else min(one.requested, cap)
        is_full = max_granted is not None and grants.get(one.applicant, 0) >= max_granted
        if is_cut or is_full or not one.assessed or not wanted:
            reason = LIMIT_REASON if is_full and not is_cut else RESERVE_REASON
            # What nobody has assessed has no reason yet: a person has to write it.
            reason = reason if one.assessed else ""
            suggestions.append(Suggestion(one.number, "reserve", None, reason))
            continue
        if left is None or wanted <= left:
            whole = wanted == one.requested
            outcome, amount, reason = ("granted", wanted, "") if whole else ("partly", wanted, CAP_REASON)
        elif left * 2 >= wanted:
            outcome, amount, reason, is_cut = "partly", left, PARTLY_REASON, True
        else:
            suggestions.append(Suggestion(one.number, "reserve", None, RESERVE_REASON))
            is_cut = True
            continue
        grants[one.applicant] = grants.get(one.applicant, 0) + 1
        left = None if left is None else left - amount
        suggestions.append(Suggestion(one.number, outcome, amount, reason))
    return suggestions


def edge(given: Sequence[int], frame: int | None) -> int | None:
    """Say how many rows of the ranking lie above the line where the money ends; None when there is no frame."""
    if frame is None:
        return None
    above, used = 0, 0
    for place, amount in enumerate(given, start=1):
        used += amount
        if used > frame:
            break
        if amount:
            above = place
    return above


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the ranking that people have to take a stand on: the places it concerns and the sentence."""

    places: tuple[int, ...]
    sentence: str
    values: Mapping[str, object]


def remarks(
    *,
    tied: Iterable[tuple[int, ...]],
    joint_first: Iterable[int],
    apart: Iterable[tuple[int, int, int]],
    unassessed: Iterable[int],
) -> list[Remark]:
    """Say what the officer and the council have to look at before the proposal is done."""
    told = [
        Remark(
            group,
            _("Platserna %(places)s har samma poäng. FoU-rådet avgör ordningen."),
            {"places": _in_a_row(group)},
        )
        for group in tied
    ]
    told += [
        Remark(
            (place,),
            _("Plats %(place)s går före en annan med samma poäng, för ansökan är gemensam (R-LUM-05)."),
            {"place": place},
        )
        for place in joint_first
    ]
    told += [
        Remark(
            (place,),
            _("Bedömarna är oense om plats %(place)s. Poängen går från %(lowest)s till %(highest)s."),
            {"place": place, "lowest": lowest, "highest": highest},
        )
        for place, lowest, highest in apart
    ]
    told += [
        Remark((place,), _("Plats %(place)s har ingen låst bedömning än."), {"place": place})
        for place in unassessed
    ]
    return told


def _in_a_row(places: Sequence[int]) -> str:
    return ", ".join(str(place) for place in places)
