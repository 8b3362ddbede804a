"""A case is made of a call's ranking, with all it begins with; what is proposed is changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from praktiknara.applications import transitions as application_moves
from praktiknara.applications.models import Application
from praktiknara.calls.models import Call
from praktiknara.chain.actions import lock, perform
from praktiknara.chain.rules import AgainstRule, NotYours, Problem
from praktiknara.components import dates
from praktiknara.components.text import slug
from praktiknara.people.models import User
from praktiknara.trail import actions as trail

from .. import permissions, queries, rules
from ..choices import PointKind
from ..models import Award, Case, Consultation, Recipient, Signatory
from ..transitions import OFFICER
from .writing import claim, write_points

# What someone has chosen for an application: outcome, kronor, reason.
Choice = tuple[str, int | None, str]


def make_case(call: Call, *, by: User, now: datetime, chosen: Mapping[int, Choice] | None = None) -> Case:
    """Make the case of a call's ranking, with awards, points, texts, hearings, recipients and signatories to begin from.

    What someone has chosen for an application, by its primary key, goes before the first suggestion.
    """
    with transaction.atomic():
        lock(call)
        if not permissions.proposes(by):
            raise NotYours(Problem(OFFICER), thing=call, verb="make_case")
        rows = queries.portfolio(call)
        closes = timezone.localtime(call.closes_at).strftime("%Y-%m-%d kl. %H.%M") if call.closes_at else ""
        if problems := rules.not_ready_for_case(
            receiving=call.is_receiving(now),
            closes=closes,
            has_case=queries.of_call(call) is not None,
            applications=len(rows),
            waiting=[str(row.application) for row in rows if not row.locked],
        ):
            raise AgainstRule(*problems, thing=call, verb="make_case")
        case = _new_case(call, by=by, now=now)
        for row in rows:
            outcome, amount, reason = (chosen or {}).get(
                row.application.pk, (row.outcome, row.amount, row.reason)
            )
            Award.objects.create(
                case=case,
                application=row.application,
                rank=row.ranked.place,
                points=_rounded(row.ranked.points),
                proposal=outcome,
                proposed_amount=amount if outcome in rules.GIVES else None,
                reason=reason,
                summary=row.application.purpose,
                origin=call.origin,
            )
            perform(application_moves.PROPOSE, row.application, by=by, now=now)
        applications = [row.application for row in rows]
        _begin_parts(case, applications)
        trail.record("make_case", case, by=by, after={"call": str(call), "applications": len(rows)}, now=now)
    return case


def _rounded(points: Fraction | None) -> Decimal | None:
    if points is None:
        return None
    return (Decimal(points.numerator) / points.denominator).quantize(Decimal("0.01"))


def _new_case(call: Call, *, by: User, now: datetime) -> Case:
    name = call.title if call.title[1:2].isupper() else call.title[:1].lower() + call.title[1:]
    title = f"Fördelning av {name}"
    begun = _first_texts(call)
    return Case.objects.create(
        title=title[:250],
        slug=_free_slug(title),
        call=call,
        year=call.year,
        body=queries.board(),
        unit=queries.unit_of(by),
        officer=by,
        written_on=timezone.localdate(now),
        meeting_on=call.decision_on,
        summary=begun["summary"],
        background=begun["background"],
        matter=begun["matter"],
        views=begun["views"],
        origin=call.origin,
        municipality_id=call.municipality_id,
    )


def _free_slug(title: str) -> str:
    wanted = slug(title)[:100] or "arende"
    taken = set(Case.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    # The ranking has its own address beside the cases'.
    taken.add("rangordning")
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))) if name not in taken)


def _first_texts(call: Call) -> dict[str, str]:
    """Give the texts a case begins with; names in braces are figures that follow the register."""
    period = ""
    if call.opens_at and call.closes_at:
        opened, closed = (timezone.localtime(at).date() for at in (call.opens_at, call.closes_at))
        period = f"Utlysningen var öppen {dates.period(opened.isoformat(), closed.isoformat())}. "
    introduction = f"{call.introduction.strip()}\n\n" if call.introduction.strip() else ""
    return {
        "summary": (
            "Förvaltningen föreslår att nämnden beviljar {beviljat} till {projekt} i {utlysning}. "
            "Det kom in {ansökningar} som tillsammans söker {sökt}. Ramen är {ram}."
        ),
        "background": (
            f"{introduction}Nämnden avsätter varje år medel till utvecklingsarbete nära praktiken. "
            "Stadsdelsförvaltningarna söker medlen, och kunskapen ska komma hela staden till godo. "
            "De som får medel redovisar resultat och förbrukade medel när året är slut."
        ),
        "matter": (
            f"{period}Två bedömare har läst varje ansökan och satt poäng på utlysningens kriterier, var för sig. "
            "Ingen har bedömt en ansökan från den egna organisationen. Rangordningen är medelvärdet av deras poäng."
        ),
        "views": (
            "Förvaltningen bedömer att de föreslagna projekten svarar bäst mot utlysningens kriterier. "
            "Förvaltningen föreslår därför att nämnden beviljar {beviljat} till {projekt}."
        ),
    }


def _begin_parts(case: Case, applications: Sequence[Application]) -> None:
    body = case.body.name if case.body else "Nämnden"
    points = [
        (
            PointKind.GRANT,
            f"{body} beviljar {{beviljat}} ur {{fond}} {{år}} till {{projekt}} enligt tjänsteutlåtandet.",
        ),
        (PointKind.REJECT, f"{body} avslår övriga ansökningar av de skäl som anges i tjänsteutlåtandet."),
        (PointKind.SERVE, f"{body} delger stadsdelsförvaltningarna och de sökande beslutet."),
    ]
    if all(award.proposal in rules.GIVES for award in queries.awards(case)):
        points.pop(1)
    write_points(case, points)
    for organisation in queries.to_be_heard():
        Consultation.objects.create(case=case, body=organisation)
    signed = set()
    for membership in queries.signers():
        if membership.role not in signed:
            signed.add(membership.role)
            Signatory.objects.create(
                case=case,
                person=membership.person,
                title=membership.title or str(membership.get_role_display()).capitalize(),
                position=len(signed),
            )
    for organisation in queries.receivers(applications):
        Recipient.objects.create(case=case, organisation=organisation)


def propose(
    case: Case,
    chosen: Mapping[int, Choice],
    *,
    override_reason: str | None = None,
    version: int,
    by: User,
    now: datetime,
) -> Case:
    """Save what is proposed for each application, by the award's primary key; it may be unfinished until the case is ready."""
    with transaction.atomic():
        claim(case, version, by=by, verb="propose")
        before = rules.total(queries.proposed(case))
        for award in case.awards.all():
            if award.pk in chosen:
                outcome, amount, reason = chosen[award.pk]
                award.proposal, award.reason = outcome, reason
                award.proposed_amount = amount if outcome in rules.GIVES else None
                award.save(update_fields=["proposal", "proposed_amount", "reason", "changed_at"])
        if override_reason is not None:
            case.frame_override_reason = override_reason
        case.save(update_fields=["frame_override_reason", "version", "changed_at"])
        after = rules.total(queries.proposed(case))
        case.points.filter(kind=PointKind.GRANT).update(amount=after)
        trail.record("propose", case, by=by, before={"given": before}, after={"given": after}, now=now)
    return case
