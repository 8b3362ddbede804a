"""How an application stands against each rule of its call, also where nothing is wrong."""

from typing import Literal, NamedTuple

from praktiknara.chain.rules import Problem, _, kronor

from .content import Content, Terms
from .problems import (
    gender_unanswered,
    not_eligible,
    outside_grant_year,
    over_cap,
    own_share_unexplained,
    too_many_years,
)


class Check(NamedTuple):
    """How an application stands against one rule of its call, in a sentence."""

    kind: str
    color: Literal["success", "warning", "danger", ""]
    told: Problem


def _cap(content: Content, terms: Terms) -> Check | None:
    if terms.cap is None:
        return None
    if problem := over_cap(content.requested, terms):
        return Check("cap", "danger", problem)
    if content.requested is None:
        return Check("cap", "", Problem(_("Sökt belopp är inte skrivet än.")))
    values = {"requested": kronor(content.requested), "left": kronor(terms.cap - content.requested)}
    return Check(
        "cap", "success", Problem(_("Sökt belopp är %(requested)s, %(left)s under gränsen."), values)
    )


def _one_year(content: Content, terms: Terms) -> Check | None:
    if not terms.one_year:
        return None
    if problem := outside_grant_year(content.starts_on, content.ends_on, terms):
        return Check("one_year", "danger", problem)
    if content.starts_on is None or content.ends_on is None:
        return Check("one_year", "", Problem(_("Projektets tid är inte skriven än.")))
    return Check(
        "one_year", "success", Problem(_("Projektets tid ligger inom %(year)s."), {"year": terms.year})
    )


def _max_years(content: Content, terms: Terms) -> Check | None:
    if terms.max_years is None:
        return None
    if problem := too_many_years(content.granted_years, terms):
        return Check("max_years", "danger", problem)
    values = {"count": len({*content.granted_years, terms.year}), "limit": terms.max_years}
    return Check(
        "max_years",
        "success",
        Problem(_("Det blir projektets år %(count)s med medel, av högst %(limit)s."), values),
    )


def _max_granted(content: Content, terms: Terms, others: int) -> Check | None:
    """R-LUM-04 and R-LUM-05: counted for the main applicant; a warning only, for nothing is granted yet."""
    if terms.max_granted is None:
        return None
    values = {"name": content.applicant, "others": others, "limit": terms.max_granted}
    if others >= terms.max_granted:
        told = _("Andra inlämnade ansökningar från %(name)s: %(others)s. Alla kan inte få medel.")
        return Check("max_granted", "warning", Problem(told, values))
    if others == terms.max_granted - 1 and others > 0:
        told = _(
            "Andra inlämnade ansökningar från %(name)s: %(others)s. Blir de och den här beviljade är taket nått."
        )
        return Check("max_granted", "warning", Problem(told, values))
    told = _("Andra inlämnade ansökningar från %(name)s: %(others)s. Det är under taket.")
    return Check("max_granted", "success", Problem(told, values))


def _eligible(content: Content, terms: Terms) -> Check | None:
    if terms.eligible_kinds is None:
        return None
    if problem := not_eligible(content.applicant_kind, terms):
        return Check("eligible", "danger", problem)
    return Check("eligible", "success", Problem(_("%(name)s kan söka."), {"name": content.applicant}))


def _own_share(content: Content, terms: Terms) -> Check | None:
    if not terms.own_share_required:
        return None
    if problem := own_share_unexplained(content.own_share, content.own_share_reason, terms):
        return Check("own_share", "danger", problem)
    if content.own_share is None:
        return Check("own_share", "", Problem(_("Egen insats är inte skriven än.")))
    if content.own_share == 0:
        return Check("own_share", "success", Problem(_("Egen insats är 0 kr, och skälet är skrivet.")))
    return Check(
        "own_share", "success", Problem(_("Egen insats är %(share)s."), {"share": kronor(content.own_share)})
    )


def _gender(content: Content, terms: Terms) -> Check | None:
    if not terms.gender_required:
        return None
    if problem := gender_unanswered(content.gender_analysis, terms):
        return Check("gender", "danger", problem)
    return Check("gender", "success", Problem(_("Frågan om jämställdhet är besvarad.")))


def _joint(content: Content, terms: Terms) -> Check | None:
    if not terms.joint_first:
        return None
    if content.confirmed:
        told, values = _("Ansökan är gemensam med %(names)s."), {"names": ", ".join(content.confirmed)}
        return Check("joint_first", "success", Problem(told, values))
    return Check(
        "joint_first",
        "warning",
        Problem(
            _("Ingen annan har bekräftat att de söker tillsammans med %(name)s."), {"name": content.applicant}
        ),
    )


def checks(content: Content, terms: Terms, *, others_handed_in: int = 0) -> list[Check]:
    """Hold an application against every rule of its call that can be checked."""
    found = (
        _cap(content, terms),
        _one_year(content, terms),
        _max_years(content, terms),
        _max_granted(content, terms, others_handed_in),
        _eligible(content, terms),
        _own_share(content, terms),
        _gender(content, terms),
        _joint(content, terms),
    )
    return [check for check in found if check]
