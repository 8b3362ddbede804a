"""What has to be put right before an application is handed in, each rule by its id."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime

from praktiknara.chain.rules import Problem, _, kronor
from praktiknara.components.text import words

from .content import MOST_WORDS, Content, Line, Terms

NEEDED = (
    ("title", _("Skriv vad projektet heter.")),
    ("target_group", _("Skriv vilka projektet är till för.")),
    ("purpose", _("Skriv projektets syfte.")),
    ("problem", _("Skriv vilket problem ni vill lösa.")),
    ("activities", _("Skriv vad ni ska göra.")),
    ("leads_to", _("Skriv vad det ska leda till.")),
    ("goals", _("Skriv målen.")),
    ("research_link", _("Skriv hur projektet knyter an till forskning.")),
    ("follow_up", _("Skriv hur ni ska följa upp.")),
)


def missing_texts(content: Content) -> list[Problem]:
    """Name every text that an application needs and lacks."""
    return [Problem(sentence, field=name) for name, sentence in NEEDED if not getattr(content, name).strip()]


def too_long(content: Content) -> list[Problem]:
    """A text longer than its most words is saved in a draft, but is shortened before it is handed in."""
    problems = []
    for name in (one.name for one in fields(content) if one.name in MOST_WORDS):
        over = words(getattr(content, name)) - MOST_WORDS[name]
        if over > 0:
            problems.append(
                Problem(
                    _("Korta texten med %(over)s ord. Högst %(most)s ord får plats."),
                    {"over": over, "most": MOST_WORDS[name]},
                    field=name,
                )
            )
    return problems


def costs(lines: Iterable[Line]) -> int | None:
    """Add the costs up; None while a line lacks its sum, for unknown is never zero."""
    amounts = [line.amount for line in lines]
    return None if any(amount is None for amount in amounts) else sum(amount or 0 for amount in amounts)


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
    if starts_on is None or ends_on is None or starts_on <= ends_on:
        return None
    return Problem(_("Projektet slutar före det börjar. Byt datumen."), field="ends_on")


def undated(starts_on: date | None, ends_on: date | None) -> list[Problem]:
    """A project says when it begins and ends."""
    return [
        *([] if starts_on else [Problem(_("Skriv när projektet börjar."), field="starts_on")]),
        *([] if ends_on else [Problem(_("Skriv när projektet slutar."), field="ends_on")]),
    ]


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


def unwritten_budget(content: Content) -> list[Problem]:
    """A budget has costs, each with its words and its sum, an own share and a requested sum."""
    problems = []
    if not content.lines:
        problems.append(Problem(_("Skriv minst en kostnad i budgeten."), field="budget"))
    if any(line.amount is None for line in content.lines):
        problems.append(Problem(_("Skriv kronor på varje rad i budgeten."), field="budget"))
    if any(not line.what.strip() for line in content.lines):
        problems.append(Problem(_("Skriv vad varje kostnad gäller."), field="budget"))
    if content.own_share is None:
        problems.append(
            Problem(_("Skriv er egna insats i kronor. Skriv 0 om ni inte bidrar själva."), field="own_share")
        )
    if content.requested is None:
        problems.append(Problem(_("Skriv hur mycket ni söker."), field="requested"))
    return problems


def nothing_requested(requested: int | None) -> Problem | None:
    """An application asks for something."""
    if requested != 0:
        return None
    return Problem(_("Skriv ett belopp större än 0 kr."), field="requested")


def unbalanced(content: Content) -> Problem | None:
    """The costs, less the own share, are what is applied for."""
    total = costs(content.lines)
    if not content.lines or total is None or content.requested is None or content.own_share is None:
        return None
    covered = content.requested + content.own_share
    if total == covered:
        return None
    return Problem(
        _(
            "Budgeten går inte ihop. Kostnaderna är %(costs)s, men sökt belopp och egen insats är tillsammans %(covered)s. Skillnaden är %(gap)s."
        ),
        {"costs": kronor(total), "covered": kronor(covered), "gap": kronor(abs(total - covered))},
        field="requested",
    )


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


def cannot_be_asked(name: str, *, own: bool, asked: bool) -> Problem | None:
    """A district applies together with others, and each is asked once."""
    if own:
        return Problem(_("Ni är själva sökande. Välj en annan stadsdel."), field="organisation")
    if asked:
        return Problem(_("%(name)s är redan tillfrågad."), {"name": name}, field="organisation")
    return None


def shares_above_request(shares: Iterable[int], requested: int | None) -> Problem | None:
    """What the co-applicants are to have is part of what is applied for."""
    total = sum(shares)
    if requested is None or total <= requested:
        return None
    return Problem(
        _("De medsökandes delar är tillsammans %(shares)s, men ni söker %(requested)s."),
        {"shares": kronor(total), "requested": kronor(requested)},
        field="co_applicants",
    )


def wrong(content: Content, terms: Terms) -> list[Problem]:
    """Give what is written but cannot stand: told while one writes."""
    found = (
        not_eligible(content.applicant_kind, terms),
        backwards(content.starts_on, content.ends_on),
        outside_grant_year(content.starts_on, content.ends_on, terms),
        too_many_years(content.granted_years, terms),
        shares_above_request(content.shares, content.requested),
        own_share_unexplained(content.own_share, content.own_share_reason, terms),
        over_cap(content.requested, terms),
        nothing_requested(content.requested),
        unbalanced(content),
    )
    return [*(problem for problem in found if problem), *too_long(content)]


def missing(content: Content, terms: Terms) -> list[Problem]:
    """Give what is not written yet: told when one is about to hand in."""
    unanswered = gender_unanswered(content.gender_analysis, terms)
    return [
        *missing_texts(content),
        *undated(content.starts_on, content.ends_on),
        *unanswered_co_applicants(content.unanswered),
        *unwritten_budget(content),
        *([unanswered] if unanswered else []),
    ]


def problems(content: Content, terms: Terms) -> list[Problem]:
    """Give everything that keeps an application from being signed and submitted."""
    return [*missing(content, terms), *wrong(content, terms)]


def too_late(closes_at: datetime | None, now: datetime, closed_words: str) -> Sequence[Problem]:
    """By the server's clock, to the second: the closing second itself is in time."""
    if closes_at is None or now.replace(microsecond=0) <= closes_at.replace(microsecond=0):
        return []
    return [
        Problem(
            _("Utlysningen stängde %(when)s. Det du skrev finns kvar. Ring FoU-utredaren om något gick fel."),
            {"when": closed_words},
        )
    ]
