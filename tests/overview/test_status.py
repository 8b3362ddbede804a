"""What the register holds and comes to, and whether it is whole."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.funds.choices import Standing, VatBasis
from praktiknara.funds.models import Fund
from praktiknara.funds.rules import Amount, Total, totals
from praktiknara.overview.actions.history import Loaded
from praktiknara.people.choices import OrganisationKind, Origin
from praktiknara.people.models import Organisation
from praktiknara.projects.models import Grant, Payout, Project
from praktiknara.projects.queries import FundSum, sums
from praktiknara.search.actions.keeping import rebuild
from praktiknara.trail.actions import freeze, keep_document, record
from praktiknara.trail.models import Document, Event, FrozenCopy

COUNTS = {
    "organisations": 71,
    "people": 19,
    "funds": 7,
    "plans": 5,
    "calls": 13,
    "applications": 0,
    "cases": 10,
    "projects": 40,
    "programmes": 8,
    "agreements": 7,
    "events": 21,
    "methods": 28,
    "knowledge_outputs": 16,
    "state_grants": 2,
    "eu_funds": 3,
    "documents": 0,
}

SUMS = [
    # fund, year, vat, status, amount, rows, unknown, grants
    ("fum", 2012, "excl", "granted", None, 0, 1, 1),
    ("fum", 2013, None, "granted", None, 0, 2, 2),
    ("fum", 2013, "excl", "proposed", 2_310_000, 4, 0, 4),
    ("fum", None, None, "granted", None, 0, 6, 6),
    ("lum", 2013, None, "granted", None, 0, 1, 1),
    ("lum", 2014, None, "granted", None, 0, 4, 4),
    ("lum", 2015, None, "granted", None, 0, 7, 7),
    ("lum", 2016, None, "granted", None, 0, 8, 8),
    ("lum", 2021, None, "granted", 3_000_000, 1, 0, 7),
    ("lum", 2023, None, "granted", None, 0, 1, 10),
    ("must-mul", 2021, None, "granted", 110_000, 1, 0, 5),
    ("must-mul", 2023, None, "granted", None, 0, 1, 8),
    ("ppss", 2015, None, "delegated", None, 0, 1, 1),
    ("sig-medel", 2015, None, "delegated", None, 0, 1, 1),
    (None, 2015, None, "planned_application", None, 0, 1, 1),
]


def told(capsys: pytest.CaptureFixture[str], *command: str) -> Any:
    """What a command answers as JSON."""
    call_command(*command, "--json")
    return json.loads(capsys.readouterr().out)


def test_status_tells_what_the_history_holds(history, capsys):
    answer = told(capsys, "status")

    assert answer["counts"] == COUNTS
    assert [tuple(one.values()) for one in answer["sums"]] == SUMS
    assert list(answer) == ["version", "database", "counts", "sums"]


def test_remaining_funds_of_2013_are_four_rows_excluding_vat(history):
    """R-FUM-03: 600 000 + 770 000 + 210 000 + 730 000."""
    rows = Grant.objects.filter(fund__code="fum", year=2013, standing=Standing.PROPOSED)

    assert sorted(row.amount or 0 for row in rows) == [210_000, 600_000, 730_000, 770_000]
    assert FundSum("fum", 2013, "excl", "proposed", 2_310_000, 4, 0, 4) in sums()


def test_what_is_set_aside_without_amount_is_in_no_sum(history):
    """R-FUM-04."""
    assert Grant.objects.filter(standing=Standing.SET_ASIDE).count() == 6
    assert [one for one in sums() if one.status == Standing.SET_ASIDE] == []


def test_examples_and_reference_data_are_not_counted(history, capsys):
    lum = Fund.objects.get(code="lum")
    example = Project.objects.create(title="Ett exempel", kind="pilot", origin=Origin.EXAMPLE)
    Grant.objects.create(
        project=example, fund=lum, year=2021, amount=1, standing="granted", origin=Origin.EXAMPLE
    )
    Organisation.objects.create(name="Ny", kind=OrganisationKind.UNIT, origin=Origin.REFERENCE)

    answer = told(capsys, "status")

    assert answer["counts"] == COUNTS
    assert [tuple(one.values()) for one in answer["sums"]] == SUMS


def test_our_own_work_is_counted(history, capsys):
    lum = Fund.objects.get(code="lum")
    ours = Project.objects.create(title="Vårt", kind="pilot")
    Grant.objects.create(project=ours, fund=lum, year=2027, amount=5, vat="incl", standing="granted")

    answer = told(capsys, "status")

    assert answer["counts"] == {**COUNTS, "projects": 41}
    assert FundSum("lum", 2027, "incl", "granted", 5, 1, 0, 1) in sums()


def test_status_in_words(history, capsys):
    call_command("status")

    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("Praktiknära 0.")
    assert rest == [
        "organisationer: 71",
        "personer: 19",
        "fonder: 7",
        "planer: 5",
        "utlysningar: 13",
        "ansökningar: 0",
        "ärenden: 10",
        "projekt: 40",
        "program: 8",
        "avtal: 7",
        "möten och händelser: 21",
        "metoder: 28",
        "kunskap: 16",
        "statsbidrag: 2",
        "EU-medel: 3",
        "handlingar: 0",
    ]


AMOUNTS = st.lists(
    st.builds(
        Amount,
        st.none() | st.integers(0, 10**12),
        st.sampled_from(["", VatBasis.EXCLUDING.value, VatBasis.INCLUDING.value]),
        st.booleans(),
    )
)


@given(AMOUNTS)
def test_a_sum_holds_one_vat_basis_and_no_guess(amounts):
    """R-FUM-03: whatever the amounts, bases never meet and the unknown adds nothing and is counted."""
    added = {total.vat: total for total in totals(amounts)}

    assert set(added) == {amount.vat for amount in amounts}
    for vat, total in added.items():
        same = [amount for amount in amounts if amount.vat == vat]
        known = [amount.kronor for amount in same if amount.kronor is not None]
        assert total == Total(
            vat, sum(known), len(known), len(same) - len(known), any(one.about for one in same)
        )


def test_the_database_adds_up_as_the_rule_does(history):
    """The sums of status are those of the rule, group by group."""
    groups: dict[tuple[str | None, int | None, str], list[Amount]] = {}
    for grant in Grant.objects.select_related("fund"):
        if grant.standing == Standing.SET_ASIDE and grant.amount is None:
            continue
        group = (grant.fund.code if grant.fund else None, grant.year, grant.standing)
        groups.setdefault(group, []).append(Amount(grant.amount, grant.vat))

    by_rule = {
        (
            fund,
            year,
            total.vat or None,
            standing,
            total.kronor if total.is_known else None,
            total.rows,
            total.unknown,
        )
        for (fund, year, standing), amounts in groups.items()
        for total in totals(amounts)
    }

    assert {one[:7] for one in sums()} == by_rule


@pytest.fixture
def whole(history: Loaded) -> Loaded:
    """The history, found by the search too."""
    rebuild()
    return history


def test_a_whole_register_is_told_as_whole(whole, capsys):
    assert told(capsys, "verify") == {"ok": True, "faults": []}

    call_command("verify")
    assert capsys.readouterr().out == "Allt stämmer.\n"


def faults(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """What verify finds, which also makes it end as refused."""
    with pytest.raises(CommandError, match=r"fel hittades\.") as refused:
        call_command("verify", "--json")
    assert refused.value.returncode == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    return [(one["where"], one["why"]) for one in answer["faults"]]


def test_an_event_changed_behind_our_back_is_found(whole, capsys):
    event = Event.objects.get()
    Event.objects.filter(pk=event.pk).update(actor_name="Någon annan")

    assert faults(capsys) == [(f"händelse {event.pk}", "Händelsen är ändrad sedan den skrevs.")]


def test_a_removed_event_is_found(whole, capsys):
    project = Project.objects.get(key="kasam")
    middle = record("one", project, by=None)
    after = record("two", project, by=None)
    Event.objects.filter(pk=middle.pk).delete()

    assert faults(capsys) == [
        (
            f"händelse {after.pk}",
            "Händelsen följer inte på den före: en händelse är borttagen eller inskjuten.",
        )
    ]


def test_a_removed_last_event_is_found(whole, capsys):
    last = record("one", Project.objects.get(key="kasam"), by=None)
    Event.objects.filter(pk=last.pk).delete()

    assert faults(capsys) == [("händelsekedjan", "Den senaste händelsen är inte den som kedjan slutar med.")]


@pytest.fixture
def paper(whole, settings, tmp_path) -> Document:
    """A kept file."""
    settings.MEDIA_ROOT = tmp_path
    return keep_document(
        Project.objects.get(key="kasam"),
        kind="attachment",
        title="Handboken",
        name="handbok.txt",
        content="Känsla av sammanhang".encode(),
        media_type="text/plain",
        by=None,
    )


def test_a_file_changed_or_gone_is_found(paper, capsys, tmp_path):
    assert told(capsys, "verify")["ok"] is True

    [file] = [one for one in tmp_path.rglob("*") if one.is_file()]
    file.write_text("något annat")
    assert faults(capsys) == [(f"handling {paper.pk}, Handboken", "Filen är ändrad sedan den sparades.")]

    file.unlink()
    assert faults(capsys) == [(f"handling {paper.pk}, Handboken", "Filen saknas.")]


def test_a_frozen_copy_that_was_changed_is_found(whole, capsys, now):
    copy = freeze("submit", Project.objects.get(key="kasam"), {"purpose": "Pröva"}, now=now)
    assert told(capsys, "verify")["ok"] is True

    FrozenCopy.objects.filter(pk=copy.pk).update(content={"purpose": "Annat"})

    assert faults(capsys) == [(f"fryst kopia {copy.pk}", "Texten är ändrad sedan den frystes.")]


def test_a_grant_paid_twice_is_found(whole, capsys):
    grant = Grant.objects.get(key="lum-2021-utan-namn")
    for amount in (3_000_000, 1):
        Payout.objects.create(grant=grant, amount=amount, due_on=date(2021, 2, 1))

    assert faults(capsys) == [(f"bidrag {grant.pk}, {grant}", "Utbetalningarna är mer än bidraget.")]
