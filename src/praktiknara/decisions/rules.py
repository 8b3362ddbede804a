"""What must hold before a case goes to the board and before a decision is recorded."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from praktiknara.chain.rules import Problem, _, kronor


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed or decided for one application."""

    title: str
    outcome: str
    requested: int
    amount: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A consultation: the body, the day, or why it was not needed."""

    body: str
    on: date | None
    not_needed_reason: str


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


def not_ready_for_case(
    *, receiving: bool, closes: str, has_case: bool, applications: int, waiting: Sequence[str]
) -> list[Problem]:
    """A case is made once for a call, when the call has closed and every application has a locked assessment."""
    if has_case:
        return [Problem(_("Utlysningen har redan ett ärende. Öppna det och ändra där."))]
    if receiving:
        return [
            Problem(
                _("Utlysningen tar emot ansökningar till %(closes)s. Gör ärendet när den har stängt."),
                {"closes": closes},
            )
        ]
    if not applications:
        return [Problem(_("Det finns inga ansökningar att ta ställning till."))]
    return [
        Problem(
            _("%(title)s har ingen låst bedömning än. Vänta in bedömarna, eller utse en till."),
            {"title": title},
        )
        for title in waiting
    ]


def over_frame(
    awards: Sequence[Proposed], frame: int | None, override_reason: str, year: int
) -> Problem | None:
    """R-LUM-14: the awards of a year stay within the frame unless an override with its reason is noted."""
    given = total(awards)
    if frame is None or given <= frame or override_reason.strip():
        return None
    return Problem(
        _(
            "Förslaget är %(given)s. Ramen för %(year)s är %(frame)s. Minska med %(over)s, eller skriv varför nämnden ska gå över ramen."
        ),
        {"given": kronor(given), "frame": kronor(frame), "over": kronor(given - frame), "year": year},
        field="frame_override_reason",
        rule="R-LUM-14",
        year=year,
    )


def award_problems(award: Proposed, cap: int | None, year: int) -> list[Problem]:
    """R-LUM-01 for awards: within the cap and the request, with an amount when it gives and a reason when it does not."""
    problems = []
    name = {"title": award.title}
    if award.outcome not in OUTCOMES:
        return [
            Problem(
                _("Välj vad %(title)s ska få: bevilja, delvis, reserv eller avslå."), name, field="outcome"
            )
        ]
    if award.outcome in GIVES:
        if not award.amount:
            problems.append(Problem(_("Skriv hur mycket %(title)s ska få."), name, field="amount"))
        elif cap is not None and award.amount > cap:
            problems.append(
                Problem(
                    _(
                        "%(title)s får %(amount)s i förslaget. Högst %(cap)s går att bevilja i utlysning %(year)s."
                    ),
                    {**name, "amount": kronor(award.amount), "cap": kronor(cap), "year": year},
                    field="amount",
                    rule="R-LUM-01",
                    year=year,
                )
            )
        elif award.amount > award.requested:
            problems.append(
                Problem(
                    _("%(title)s söker %(requested)s och kan inte få mer än så."),
                    {**name, "requested": kronor(award.requested)},
                    field="amount",
                )
            )
        elif award.outcome == "granted" and award.amount != award.requested:
            problems.append(
                Problem(
                    _("%(title)s får mindre än det sökta beloppet. Välj Bevilja delvis."),
                    name,
                    field="outcome",
                )
            )
    if award.outcome in {"partly", "rejected", "reserve"} and not award.reason.strip():
        problems.append(
            Problem(
                _("Skriv skälet till beslutet om %(title)s, så att den sökande förstår."),
                name,
                field="reason",
            )
        )
    return problems


def consultations_late(heard: Sequence[Heard], meeting_on: date | None) -> list[Problem]:
    """R-DEC-02: each consultation has a day before the meeting, or a reason why it was not needed."""
    if not heard:
        return [
            Problem(
                _(
                    "Skriv vilka som har hörts: FoU-rådet, förvaltningsgruppen och rådet för funktionshinderfrågor."
                ),
                field="consultations",
                rule="R-DEC-02",
            )
        ]
    problems = []
    for one in heard:
        if one.on is None and not one.not_needed_reason.strip():
            problems.append(
                Problem(
                    _("Skriv när %(body)s behandlade ärendet, eller varför det inte behövs."),
                    {"body": one.body},
                    field="consultations",
                    rule="R-DEC-02",
                )
            )
        elif one.on is not None and meeting_on is not None and one.on >= meeting_on:
            problems.append(
                Problem(
                    _("%(body)s behandlar ärendet efter nämndens sammanträde. Rätta datumet."),
                    {"body": one.body},
                    field="consultations",
                    rule="R-DEC-02",
                )
            )
    return problems


def paper_problems(
    *,
    meeting_on: date | None,
    gender_analysis: str,
    recipients: int,
    points: int,
    summary: str,
    views: str,
    signatories: int,
) -> list[Problem]:
    """R-DEC-03 and R-DEC-04: a paper has a meeting, points, recipients, signatories and a gender section that is never empty."""
    problems = []
    if meeting_on is None:
        problems.append(Problem(_("Skriv vilken dag nämnden sammanträder."), field="meeting_on"))
    if not summary.strip():
        problems.append(Problem(_("Skriv sammanfattningen."), field="summary"))
    if not gender_analysis.strip():
        problems.append(
            Problem(
                _("Skriv jämställdhetsanalysen. Om den inte är aktuell, skriv varför."),
                field="gender_analysis",
                rule="R-DEC-04",
            )
        )
    if not views.strip():
        problems.append(Problem(_("Skriv förvaltningens synpunkter och förslag."), field="views"))
    if not points:
        problems.append(Problem(_("Lägg till minst en beslutspunkt."), field="points"))
    if not recipients:
        problems.append(Problem(_("Ange vilka som ska få beslutet."), field="recipients", rule="R-DEC-03"))
    if not signatories:
        problems.append(Problem(_("Ange vem som skriver under."), field="signatories"))
    return problems


def too_many_granted(granted_by_applicant: dict[str, int], limit: int | None, year: int) -> list[Problem]:
    """R-LUM-04, R-LUM-05: a main applicant gets no more grants than the call allows."""
    if limit is None:
        return []
    return [
        Problem(
            _(
                "%(name)s får %(count)s bidrag i förslaget. Högst %(limit)s går att bevilja per sökande i utlysning %(year)s."
            ),
            {"name": name, "count": count, "limit": limit, "year": year},
            rule="R-LUM-04",
            year=year,
        )
        for name, count in sorted(granted_by_applicant.items())
        if count > limit
    ]


def decision_problems(*, meeting_on: date | None, paragraph: str, today: date) -> list[Problem]:
    """R-DEC-01: a decision has its meeting, which has been held, and its paragraph."""
    problems = []
    if meeting_on is None:
        problems.append(
            Problem(_("Skriv vilken dag nämnden sammanträdde."), field="meeting_on", rule="R-DEC-01")
        )
    elif meeting_on > today:
        problems.append(
            Problem(
                _("Nämnden har inte sammanträtt än. Beslutet förs in efter sammanträdet."),
                field="meeting_on",
                rule="R-DEC-01",
            )
        )
    if not paragraph.strip():
        problems.append(
            Problem(_("Skriv beslutets paragraf, till exempel § 12."), field="paragraph", rule="R-DEC-01")
        )
    return problems


GRANT_POINT = "grant"
NOT_DECIDED = frozenset({"returned", "tabled"})


def point_problems(points: Iterable[tuple[int, str, str]], given: int) -> list[Problem]:
    """The outcomes of the points agree with the awards: number, kind and outcome of each point, and the sum given."""
    problems = []
    for number, kind, outcome in points:
        if outcome in NOT_DECIDED and kind == GRANT_POINT:
            problems.append(
                Problem(
                    _(
                        "Punkt %(no)s är inte avgjord, så inga medel kan beviljas. Ta tillbaka ärendet i stället, och lämna det till nästa sammanträde."
                    ),
                    {"no": number},
                    field="points",
                )
            )
        elif outcome == "refused" and kind == GRANT_POINT and given:
            problems.append(
                Problem(
                    _("Punkt %(no)s är avslagen, men %(given)s beviljas. Ändra punkten eller besluten."),
                    {"no": number, "given": kronor(given)},
                    field="points",
                )
            )
    return problems


_LEADING_WORDS = re.compile(r"^\W*(?:dnr|diarienummer|diarienr|ärende)\b\W*")
_PARTS = re.compile(r"[0-9a-zåäö]+")


def reg_number_key(text: str) -> str:
    """R-DNR-01: the parts of a registration number, whatever dashes, spaces and leading words it was written with."""
    return "-".join(_PARTS.findall(_LEADING_WORDS.sub("", text.casefold())))


_FIGURE = re.compile(r"\{([^{}\n]{1,40})\}")


def filled(text: str, figures: Mapping[str, str]) -> str:
    """Put the register's figures into a text: "{beviljat}" becomes "3 000 000 kr"; a capital letter is kept."""

    def value(found: re.Match[str]) -> str:
        name = found[1].strip()
        figure = figures.get(name.casefold())
        if figure is None:
            return found[0]
        return figure[:1].upper() + figure[1:] if name[:1].isupper() else figure

    return _FIGURE.sub(value, text)


def unknown_figures(texts: Iterable[tuple[str, str]], names: Iterable[str]) -> list[Problem]:
    """Name every figure in braces that the register does not have: pairs of field and text."""
    known = set(names)
    return [
        Problem(
            _("Siffran {%(name)s} finns inte. Välj en av dem som står i listan, eller ta bort klamrarna."),
            {"name": name},
            field=field,
        )
        for field, text in texts
        for name in dict.fromkeys(_FIGURE.findall(text))
        if name.strip().casefold() not in known
    ]


_WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def counted(count: int, one: str, several: str) -> str:
    """Write a number of things as running text does: ett projekt, sju projekt, 14 ansökningar."""
    if count == 1:
        return one
    return f"{_WORDS[count] if count < len(_WORDS) else count} {several}"
