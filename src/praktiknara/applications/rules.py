"""The rules of a call as an application meets them; each answer is a sentence that says what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from praktiknara.chain.rules import Problem, _, kronor


@dataclass(frozen=True, slots=True)
class Terms:
    """What the call of a year asks; None means that the year has no such rule and nothing is checked."""

    year: int
    cap: int | None = None
    one_year: bool = False
    max_years: int | None = None
    gender_required: bool = False
    own_share_required: bool = False
    eligible_kinds: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What an application says, as plain values."""

    applicant_kind: str
    title: str
    purpose: str
    goals: str
    target_group: str
    problem: str
    activities: str
    leads_to: str
    research_link: str
    follow_up: str
    gender_analysis: str
    starts_on: date | None
    ends_on: date | None
    granted_years: tuple[int, ...]
    lines: tuple[int, ...]
    own_share: int | None
    own_share_reason: str
    requested: int | None
    unanswered: tuple[str, ...] = ()


NEEDED = (
    ("title", _("Skriv vad projektet heter.")),
    ("purpose", _("Skriv projektets syfte.")),
    ("target_group", _("Skriv vilka projektet är till för.")),
    ("goals", _("Skriv målen.")),
    ("problem", _("Skriv vilket problem ni vill lösa.")),
    ("activities", _("Skriv vad ni ska göra.")),
    ("leads_to", _("Skriv vad det ska leda till.")),
    ("research_link", _("Skriv hur projektet knyter an till forskning.")),
    ("follow_up", _("Skriv hur ni ska följa upp.")),
)


def missing_texts(content: Content) -> list[Problem]:
    """Name every text that an application needs and lacks."""
    return [Problem(sentence, field=name) for name, sentence in NEEDED if not getattr(content, name).strip()]


def over_cap(requested: int | None, terms: Terms) -> Problem | None:
    """R-LUM-01: a request above the call's cap cannot be submitted."""
    if terms.cap is None or requested is None or requested <= terms.cap:
        return None
    return Problem(
        _("Ni söker %(requested)s. Högst %(cap)s går att söka i utlysning %(year)s. Minska med %(over)s."),
        {
            "requested": kronor(requested),
            "cap": kronor(terms.cap),
            "year": terms.year,
            "over": kronor(requested - terms.cap),
        },
        field="requested",
        rule="R-LUM-01",
        year=terms.year,
    )


def outside_grant_year(starts_on: date | None, ends_on: date | None, terms: Terms) -> Problem | None:
    """R-LUM-02: where the call says so, the project lies inside the grant year."""
    if not terms.one_year or starts_on is None or ends_on is None:
        return None
    if starts_on.year == terms.year == ends_on.year:
        return None
    return Problem(
        _("Projektet ska rymmas i %(year)s, det år som medlen gäller. Ändra när det börjar eller slutar."),
        {"year": terms.year},
        field="ends_on" if starts_on.year == terms.year else "starts_on",
        rule="R-LUM-02",
        year=terms.year,
    )


def backwards(starts_on: date | None, ends_on: date | None) -> Problem | None:
    """A project ends on or after the day it begins."""
    if starts_on is None:
        return Problem(_("Skriv när projektet börjar."), field="starts_on")
    if ends_on is None:
        return Problem(_("Skriv när projektet slutar."), field="ends_on")
    return (
        Problem(_("Projektet slutar före det börjar. Byt datumen."), field="ends_on")
        if ends_on < starts_on
        else None
    )


def too_many_years(granted_years: Iterable[int], terms: Terms) -> Problem | None:
    """R-LUM-03: the years of one project, all grants counted by calendar year, stay within the call's limit."""
    if terms.max_years is None:
        return None
    years = {*granted_years, terms.year}
    if len(years) <= terms.max_years:
        return None
    return Problem(
        _(
            "Projektet har fått medel %(count)s år redan. Ett projekt kan få medel i högst %(limit)s år enligt utlysning %(year)s."
        ),
        {"count": len(years - {terms.year}), "limit": terms.max_years, "year": terms.year},
        field="granted_years",
        rule="R-LUM-03",
        year=terms.year,
    )


def not_eligible(kind: str, terms: Terms) -> Problem | None:
    """R-LUM-06: only the kinds of organisation that the call names may apply."""
    if terms.eligible_kinds is None or kind in terms.eligible_kinds:
        return None
    return Problem(
        _("Den här utlysningen är inte öppen för er organisation. Tala med FoU-utredaren."),
        rule="R-LUM-06",
        year=terms.year,
    )


def budget_problems(content: Content) -> list[Problem]:
    """The costs, less the own share, are what is applied for; a budget is never empty."""
    if not content.lines:
        return [Problem(_("Skriv minst en kostnad i budgeten."), field="budget")]
    problems = []
    if content.requested is None:
        problems.append(Problem(_("Skriv hur mycket ni söker."), field="requested"))
    if content.own_share is None:
        problems.append(
            Problem(_("Skriv er egna insats i kronor. Skriv 0 om ni inte bidrar själva."), field="own_share")
        )
    if content.requested is not None and content.own_share is not None:
        costs, covered = sum(content.lines), content.requested + content.own_share
        if costs != covered:
            problems.append(
                Problem(
                    _(
                        "Budgeten går inte ihop. Kostnaderna är %(costs)s, men sökt belopp och egen insats är tillsammans %(covered)s. Skillnaden är %(gap)s."
                    ),
                    {"costs": kronor(costs), "covered": kronor(covered), "gap": kronor(abs(costs - covered))},
                    field="requested",
                )
            )
    return problems


def own_share_unexplained(own_share: int | None, reason: str, terms: Terms) -> Problem | None:
    """R-LUM-08: LUM is co-funding; an own share of nothing needs its reason."""
    if terms.own_share_required and own_share == 0 and not reason.strip():
        return Problem(
            _("Skriv varför den egna insatsen är 0 kr."),
            field="own_share_reason",
            rule="R-LUM-08",
            year=terms.year,
        )
    return None


def gender_unanswered(answer: str, terms: Terms) -> Problem | None:
    """R-LUM-11: from 2018 the gender-equality question is answered."""
    if terms.gender_required and not answer.strip():
        return Problem(
            _("Svara på frågan om jämställdhet."), field="gender_analysis", rule="R-LUM-11", year=terms.year
        )
    return None


def unanswered_co_applicants(names: Iterable[str]) -> list[Problem]:
    """Each co-applicant confirms before the application is signed."""
    return [
        Problem(
            _("%(name)s har inte bekräftat att de söker tillsammans med er. Påminn dem eller ta bort dem."),
            {"name": name},
            field="co_applicants",
        )
        for name in names
    ]


def problems(content: Content, terms: Terms) -> list[Problem]:
    """Give everything that keeps an application from being signed and submitted, in the order of the form."""
    single = (
        not_eligible(content.applicant_kind, terms),
        backwards(content.starts_on, content.ends_on),
        outside_grant_year(content.starts_on, content.ends_on, terms),
        too_many_years(content.granted_years, terms),
        over_cap(content.requested, terms),
        own_share_unexplained(content.own_share, content.own_share_reason, terms),
        gender_unanswered(content.gender_analysis, terms),
    )
    return [
        *missing_texts(content),
        *(p for p in single if p),
        *budget_problems(content),
        *unanswered_co_applicants(content.unanswered),
    ]


def too_late(closes_at: datetime | None, now: datetime, closed_words: str) -> Sequence[Problem]:
    """By the server's clock, to the second: the closing second itself is in time."""
    if closes_at is None or now <= closes_at:
        return []
    return [
        Problem(
            _("Utlysningen stängde %(when)s. Det du skrev finns kvar. Ring FoU-utredaren om något gick fel."),
            {"when": closed_words},
        )
    ]
