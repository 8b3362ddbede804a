"""Money is planned, paid and received."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from praktiknara.chain.rules import AgainstRule, NotNow, NotYours, Stale
from praktiknara.projects import actions
from praktiknara.projects.models import Payout
from praktiknara.projects.rules import Instalment
from praktiknara.trail.queries import events


def work(project) -> str:
    return reverse("project_work", args=[project.slug])


def plan(client, grant, rows, seen):
    data = {
        "rows-TOTAL_FORMS": len(rows),
        "rows-INITIAL_FORMS": 0,
        "seen": " ".join(str(pk) for pk in seen),
    }
    for number, (amount, due_on) in enumerate(rows):
        data |= {f"rows-{number}-amount": amount, f"rows-{number}-due_on": due_on}
    return client.post(reverse("plan_payouts", args=[grant.pk]), data)


def test_maria_notes_the_day_and_sara_confirms_that_the_money_came(client, project, payout, fou, sara, now):
    today = timezone.localdate(now).isoformat()

    client.force_login(fou)
    assert client.post(reverse("pay_payout", args=[payout.pk]), {"paid_on": today}).url == work(project)
    client.force_login(sara)
    assert client.post(reverse("receive_payout", args=[payout.pk])).url == work(project)

    payout.refresh_from_db()
    assert (payout.status, payout.paid_on.isoformat(), payout.received_by) == ("received", today, sara)
    assert [(event.verb, event.actor_name) for event in events(payout)] == [
        ("receive", "Sara Lindqvist"),
        ("pay", "Maria Sund"),
    ]


def test_a_day_that_has_not_been_is_told_at_the_field(client, payout, fou, now):
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    client.force_login(fou)

    page = client.post(reverse("pay_payout", args=[payout.pk]), {"paid_on": tomorrow.isoformat()})

    assert page.status_code == 422
    assert page.context["form"].errors["paid_on"] == [
        "Dagen har inte varit än. Skriv dagen då pengarna betalades ut."
    ]
    assert tomorrow.isoformat() in page.text
    payout.refresh_from_db()
    assert (payout.status, payout.paid_on) == ("planned", None)


def test_paid_twice_is_paid_once(client, payout, fou, now):
    client.force_login(fou)
    data = {"paid_on": timezone.localdate(now).isoformat()}
    client.post(reverse("pay_payout", args=[payout.pk]), data)

    again = client.post(reverse("pay_payout", args=[payout.pk]), {"paid_on": "2020-01-01"})

    assert again.status_code == 409
    payout.refresh_from_db()
    assert payout.paid_on == timezone.localdate(now)
    assert [event.verb for event in events(payout).filter(kind="done")] == ["pay"]


def test_money_that_is_not_paid_cannot_be_received(payout, sara, now):
    with pytest.raises(NotNow):
        actions.receive(payout, by=sara, now=now)

    payout.refresh_from_db()
    assert payout.received_at is None


def test_only_the_owner_confirms(received, payout, farid, now):
    with pytest.raises(NotYours, match="Bara projektets ägare"):
        actions.receive(payout, by=farid, now=now)


def test_maria_splits_the_grant_in_two(client, project, grant, payout, fou):
    client.force_login(fou)

    answer = plan(client, grant, [("300 000", "2027-01-14"), ("150 000", "2027-06-15")], [payout.pk])

    assert answer.url == work(project)
    assert list(grant.payouts.values_list("amount", "due_on", "status")) == [
        (300_000, date(2027, 1, 14), "planned"),
        (150_000, date(2027, 6, 15), "planned"),
    ]


def test_a_plan_that_does_not_add_up_is_told_and_nothing_typed_is_lost(client, grant, payout, fou):
    client.force_login(fou)

    page = plan(client, grant, [("300 000", "2027-01-14"), ("100 000", "2027-06-15")], [payout.pk])

    assert page.status_code == 422
    assert "Lägg till 50\u00a0000\u00a0kr." in page.text
    assert "100 000" in page.text
    assert list(grant.payouts.values_list("pk", "amount")) == [(payout.pk, 450_000)]


def test_what_is_paid_stays_when_the_rest_is_planned_anew(grant, payout, fou, now):
    actions.plan_payouts(
        grant,
        [Instalment(300_000, date(2027, 1, 14)), Instalment(150_000, date(2027, 6, 15))],
        seen=[payout.pk],
        by=fou,
        now=now,
    )
    first, second = grant.payouts.all()
    actions.pay(first, paid_on=timezone.localdate(now), by=fou, now=now)

    with pytest.raises(AgainstRule):
        actions.plan_payouts(
            grant, [Instalment(450_000, date(2027, 6, 15))], seen=[second.pk], by=fou, now=now
        )
    actions.plan_payouts(
        grant,
        [Instalment(100_000, date(2027, 6, 15)), Instalment(50_000, date(2027, 9, 15))],
        seen=[second.pk],
        by=fou,
        now=now,
    )

    assert sorted(grant.payouts.values_list("amount", "status")) == [
        (50_000, "planned"),
        (100_000, "planned"),
        (300_000, "paid"),
    ]


def test_a_plan_made_from_an_old_page_changes_nothing(client, grant, payout, fou, now):
    actions.plan_payouts(
        grant,
        [Instalment(200_000, date(2027, 1, 14)), Instalment(250_000, date(2027, 6, 15))],
        seen=[payout.pk],
        by=fou,
        now=now,
    )
    with pytest.raises(Stale):
        actions.plan_payouts(
            grant, [Instalment(450_000, date(2027, 1, 14))], seen=[payout.pk], by=fou, now=now
        )
    client.force_login(fou)

    page = plan(client, grant, [("450 000", "2027-01-14")], [payout.pk])

    assert page.status_code == 422
    assert "Det du skrev finns kvar här" in page.text
    assert list(grant.payouts.values_list("amount", flat=True)) == [200_000, 250_000]
    saved = plan(client, grant, [("450 000", "2027-01-14")], Payout.objects.values_list("pk", flat=True))
    assert saved.status_code == 302
