"""Sums that never mix VAT bases and never turn unknown into zero."""

from hypothesis import given
from hypothesis import strategies as st

from praktiknara.funds.rules import Amount, Total, added, leading, only_whole, told, totals

FUM_2013 = [
    Amount(600_000, "excl"),
    Amount(770_000, "excl"),
    Amount(210_000, "excl"),
    Amount(730_000, "excl"),
]
AMOUNTS = st.lists(
    st.builds(
        Amount,
        st.none() | st.integers(0, 10**9),
        st.sampled_from(["excl", "incl", ""]),
        st.booleans(),
    )
)


def test_the_four_of_2013_are_2_310_000_without_vat():
    assert totals(FUM_2013) == [Total("excl", 2_310_000, rows=4, unknown=0, about=False)]


def test_bases_are_never_added_together():
    assert totals([Amount(100, "incl"), Amount(80, "excl"), Amount(5, ""), Amount(20, "excl")]) == [
        Total("excl", 100, 2, 0, False),
        Total("incl", 100, 1, 0, False),
        Total("", 5, 1, 0, False),
    ]


def test_an_unknown_amount_is_counted_and_not_added():
    (total,) = totals([Amount(600_000, "excl"), Amount(None, "excl")])

    assert total == Total("excl", 600_000, rows=1, unknown=1, about=False)
    assert not total.is_whole


def test_about_is_kept():
    assert totals([Amount(3_000_000, "", about=True), Amount(1, "")])[0].about


def test_nothing_has_no_sum():
    assert totals([]) == []


def test_a_sum_that_is_all_unknown_is_not_told():
    assert told(totals([Amount(None, "excl"), Amount(None, "")])) == []


def test_an_unknown_of_another_basis_makes_the_known_a_least():
    assert told(totals([Amount(100, "excl"), Amount(None, "")])) == [Total("excl", 100, 1, 1, False)]


def test_only_one_whole_basis_can_be_told_bare():
    assert only_whole(totals(FUM_2013)) == Total("excl", 2_310_000, 4, 0, False)
    assert only_whole(totals([*FUM_2013, Amount(None, "excl")])) is None
    assert only_whole(totals([*FUM_2013, Amount(1, "")])) is None
    assert only_whole([]) is None


def test_a_year_is_told_by_what_is_known_before_what_is_not():
    granted_unknown = totals([Amount(None)])
    proposed = totals(FUM_2013)

    assert leading({"granted": granted_unknown, "proposed": proposed}) == "proposed"
    assert leading({"granted": totals([Amount(1)]), "proposed": proposed}) == "granted"
    assert leading({"set_aside": granted_unknown, "granted": granted_unknown}) == "granted"
    assert leading({"applied": proposed}) == "applied"
    assert leading({}) == ""


@given(AMOUNTS)
def test_every_amount_is_in_exactly_one_total(amounts):
    sums = totals(amounts)

    assert sum(total.rows + total.unknown for total in sums) == len(amounts)
    for total in sums:
        of_basis = [each.kronor for each in amounts if each.vat == total.vat]
        assert total.kronor == sum(kronor for kronor in of_basis if kronor is not None)
        assert total.unknown == of_basis.count(None)


@given(AMOUNTS, AMOUNTS)
def test_adding_parts_is_adding_all(first, second):
    assert added([*totals(first), *totals(second)]) == totals([*first, *second])


@given(AMOUNTS)
def test_order_does_not_matter(amounts):
    assert totals(amounts) == totals(list(reversed(amounts)))
