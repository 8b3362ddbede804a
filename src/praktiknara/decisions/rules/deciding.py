"""What stands in the way of a case, a paper and a decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from praktiknara.chain.rules import Problem, _, kronor

from .proposing import GIVES, OUTCOMES, Proposed, total


@dataclass(frozen=True, slots=True)
class Heard:
    """A consultation: the body, the day, or why it was not needed."""

    body: str
    on: date | None
    not_needed_reason: str


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
