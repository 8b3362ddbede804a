"""Everybody is followed from the target group to the result, and what is not known of them is said."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError, NotEstimableError
from praktiknara.evaluation.flow import attrition, bounds, flow

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | st.text(max_size=3) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["person", "started", "baseline", "follow_up", "analysed", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
STARTED = date(2025, 1, 1)


def youth(number, *, months=6, gone=None, **more):
    """A person who started, and was followed up after so many months unless `gone` says why not."""
    after = STARTED + timedelta(days=10 + 30 * months + number % 5)
    return {
        "person": f"P{number}",
        "started": STARTED.isoformat(),
        "baseline": STARTED + timedelta(days=10),
        "follow_up": None if gone else after.isoformat(),
        "analysed": 0 if gone else 1,
        "why": gone,
    } | more


class TestFromPersons:
    def test_each_step_and_each_reason_is_counted(self):
        rows = [youth(n) for n in range(6)] + [
            youth(6, gone="flyttat"),
            youth(7, gone="avböjde"),
            youth(8, gone="avböjde"),
        ]
        result = flow(rows, reason="why")
        assert result.counts == {"started": 9, "baseline": 9, "follow_up": 6, "analysed": 6}
        lost = next(each for each in result.stages if each.step == "follow_up")
        assert (lost.of, lost.lost, lost.reasons) == (9, 3, (("avböjde", 2), ("flyttat", 1)))
        assert result.headline
        assert result.chart().steps[2].lost == (("avböjde", 2), ("flyttat", 1))

    def test_a_loss_without_a_reason_is_counted_as_such(self):
        result = flow(
            [youth(1), youth(2, gone="flyttat"), youth(3) | {"follow_up": None, "analysed": 0}], reason="why"
        )
        assert "reason_unknown" in {each.code for each in result.warnings}
        stage = result.stages[2]
        assert sum(many for _, many in stage.reasons) == stage.lost == 2

    def test_a_person_who_comes_twice_is_refused(self):
        with pytest.raises(InputError) as refused:
            flow([youth(1), youth(1)])
        assert refused.value.sentence.code == "given_twice"
        assert "P1" not in refused.value.sentence.en

    def test_without_persons_it_says_that_it_cannot_tell(self):
        rows = [{key: value for key, value in youth(n).items() if key != "person"} for n in range(3)]
        assert "persons_not_checked" in {each.code for each in flow(rows, person=None).warnings}

    def test_followed_up_without_baseline_is_shown_and_not_counted(self):
        result = flow([youth(1), youth(2), youth(3, baseline=None)])
        assert result.followed_without_baseline == 1
        assert result.counts["follow_up"] == 2
        assert "followed_without_baseline" in {each.code for each in result.warnings}

    def test_swapped_dates_are_counted_and_told(self):
        rows = [youth(n) for n in range(4)]
        rows[0]["follow_up"], rows[0]["baseline"] = rows[0]["baseline"], rows[0]["follow_up"]
        result = flow(rows)
        assert (result.swapped_dates, result.counts["follow_up"], result.windows[0].n) == (1, 4, 3)
        assert "dates_swapped" in {each.code for each in result.warnings}

    def test_one_missed_follow_up_does_not_hide_the_next(self):
        rows = [youth(n) | {"follow_up_12": "2026-01-15" if n else None} for n in range(3)]
        rows[2]["follow_up"] = None
        result = flow(rows)
        assert (result.counts["follow_up"], result.counts["follow_up_12"], result.counts["analysed"]) == (
            2,
            2,
            3,
        )
        assert result.skipped_steps == 0

    def test_the_window_is_the_days_that_passed(self):
        few = flow([youth(n) for n in range(10)]).windows[0]
        assert (few.n, few.median, few.p10, few.p90) == (10, 182, None, None)
        many = flow([youth(n) for n in range(50)]).windows[0]
        assert (many.p10, many.median, many.p90) == (180, 182, 184)

    def test_units_and_genders_are_counted_and_nobody_is_left_out(self):
        rows = [youth(n, unit="Norr" if n % 2 else None, gender="kvinna") for n in range(5)]
        groups = flow(rows, unit="unit", gender="gender").groups
        assert {(each.by, each.name): each.counts["started"] for each in groups} == {
            ("unit", "Norr"): 2,
            ("unit", None): 3,
            ("gender", "kvinna"): 5,
        }

    def test_a_frame_gives_the_same_as_rows(self):
        rows = [youth(n, gone="x" if n == 3 else None) for n in range(6)]
        frame = pd.DataFrame(rows)
        frame["follow_up"] = pd.to_datetime(frame["follow_up"])
        assert flow(frame).as_dict() == flow(rows).as_dict()

    @pytest.mark.parametrize("wrong", ["22/11 2026", "1025-01-01", "2025-02-30", 3])
    def test_a_day_that_cannot_be_right_is_refused(self, wrong):
        with pytest.raises(InputError) as refused:
            flow([youth(1), youth(2, baseline=wrong)])
        assert refused.value.where == "baseline[1]"

    @settings(max_examples=30, deadline=None)
    @given(
        people=st.lists(
            st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=12
        ),
        data=st.data(),
    )
    def test_the_order_of_rows_does_not_matter_and_steps_only_lose(self, people, data):
        steps = ("started", "baseline", "follow_up", "analysed")
        rows = [{"person": n, **dict(zip(steps, each, strict=True))} for n, each in enumerate(people)]
        result = flow(rows)
        assert flow(data.draw(st.permutations(rows))).as_dict() == result.as_dict()
        counts = [result.counts[step] for step in steps]
        assert counts == sorted(counts, reverse=True)
        assert sum(each.lost for each in result.stages) + counts[-1] == len(people)


class TestFromCounts:
    counts = {
        "eligible": 400,
        "offered": 300,
        "started": 220,
        "baseline": 200,
        "follow_up": 150,
        "analysed": 145,
    }

    def test_losses_reasons_and_coverage(self):
        result = flow(self.counts, reasons={"started": {"tackade nej": 60}}, denominator=250)
        assert [each.lost for each in result.stages] == [0, 100, 80, 20, 50, 5]
        assert result.stages[2].reasons[0] == ("tackade nej", 60)
        assert result.stages[2].reasons[1][1] == 20
        assert result.coverage == pytest.approx(220 / 250)
        assert result.as_dict()["coverage_interval"]["kind"] == "Wilson"
        assert result.as_dict()["started"] == 220

    def test_below_the_limit_is_no_headline(self):
        result = flow(self.counts | {"analysed": 131, "follow_up": 131})
        assert not result.headline
        said = next(each for each in result.warnings if each.code == "too_much_unknown")
        assert "för mycket är okänt" in said.sv
        assert "59,5" in said.sv  # not "60 % is below 60 %"
        assert flow(self.counts | {"analysed": 132}).headline

    def test_without_started_nothing_is_a_headline(self):
        result = flow({"baseline": 200, "follow_up": 200})
        assert not result.headline
        assert result.follow_up_share is None
        assert "started_unknown" in {each.code for each in result.warnings}

    def test_counts_that_rise_are_refused(self):
        with pytest.raises(InputError) as refused:
            flow(self.counts | {"baseline": 221})
        assert (refused.value.sentence.code, refused.value.where) == ("count_rises", "baseline")

    def test_more_reasons_than_losses_are_refused(self):
        with pytest.raises(InputError):
            flow(self.counts, reasons={"started": {"tackade nej": 81}})

    def test_more_covered_than_there_are_is_refused(self):
        with pytest.raises(InputError):
            flow(self.counts, denominator=219)


class TestAttrition:
    def test_means_and_shares_are_standardised(self):
        rows = {
            "completed": [1, 1, 1, 1, 0, 0, 0, 0],
            "age": [18, 20, 22, 24, 17, 18, 19, 20],
            "girl": [1, 1, 1, 0, 1, 0, 0, 0],
        }
        result = attrition(rows)
        pooled = np.sqrt((np.var([18, 20, 22, 24], ddof=1) + np.var([17, 18, 19, 20], ddof=1)) / 2)
        told = result.as_dict()
        assert told["smd_age"] == pytest.approx(2.5 / pooled)
        assert told["smd_girl"] == pytest.approx(0.5 / np.sqrt(0.75 * 0.25))
        assert result.flagged == ("age", "girl")
        assert "lost_differ" in {each.code for each in result.warnings}

    def test_text_is_compared_by_category(self):
        result = attrition({"completed": [1, 1, 0, 0], "unit": ["A", "B", "A", None]}, variables=["unit"])
        assert [each.name for each in result.differences] == ["unit_A", "unit_B"]
        assert result.differences[0].missing == 1
        assert "values_missing" in {each.code for each in result.warnings}

    def test_what_cannot_be_computed_is_none_and_told(self):
        result = attrition({"completed": [1, 1, 0, 0], "x": [3, 3, 4, 4], "y": [None] * 4, "z": [5, 5, 5, 5]})
        assert [each.smd for each in result.differences] == [None, None, 0.0]
        assert "smd_unknown" in {each.code for each in result.warnings}

    @pytest.mark.parametrize("all_same", [0, 1])
    def test_somebody_must_be_lost_and_somebody_left(self, all_same):
        with pytest.raises(NotEstimableError):
            attrition({"completed": [all_same] * 4, "x": [1, 2, 3, 4]})

    @settings(max_examples=30, deadline=None)
    @given(
        values=st.lists(st.tuples(st.booleans(), st.integers(-50, 50)), min_size=6, max_size=20),
        shift=st.integers(-100, 100),
        scale=st.sampled_from([0.5, 2, 4]),
    )
    def test_shift_and_scale_do_not_matter_and_groups_swap_sign(self, values, shift, scale):
        kept = [int(each) for each, _ in values]
        if len(set(kept)) < 2 or {value for _, value in values} <= {0, 1}:
            return
        first = attrition({"completed": kept, "x": [value for _, value in values]}).differences[0].smd
        moved = {"completed": kept, "x": [shift + scale * value for _, value in values]}
        if first is None or set(moved["x"]) <= {0, 1}:
            return
        assert attrition(moved).differences[0].smd == pytest.approx(first, abs=1e-9)
        swapped = {"completed": [1 - each for each in kept], "x": moved["x"]}
        assert attrition(swapped).differences[0].smd == pytest.approx(-first, abs=1e-9)


class TestBounds:
    def test_the_published_case(self):
        told = bounds(133, 145, [145, 180, 220, 290]).as_dict()
        wanted = {
            "completer_share": 0.91724138,
            "wilson_lo": 0.86091929,
            "wilson_hi": 0.95202625,
            "worst_220": 0.60454545,
            "best_220": 0.94545455,
            "worst_290": 0.45862069,
        }
        assert {key: told[key] for key in wanted} == pytest.approx(wanted, abs=5e-9)
        assert [each["headline"] for each in told["bounds"]] == [True, True, True, False]

    @pytest.mark.parametrize(
        ("events", "n", "low", "high"),
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
    )
    def test_wilson_as_newcombe_printed_it(self, events, n, low, high):
        result = bounds(events, n)
        assert (result.wilson_lo, result.wilson_hi) == pytest.approx((low, high), abs=5e-5)

    def test_nobody_knows_how_many_started(self):
        result = bounds(133, 145)
        assert (result.bounds, result.worst, result.headline) == ((), None, False)
        assert [each.code for each in result.warnings] == ["started_unknown", "cannot_show_effect"]

    def test_numbers_that_cannot_be_are_refused(self):
        for wrong in (
            (146, 145, 200),
            (133, 145, 144),
            (13.5, 145, 200),
            (-1, 145, 200),
            (0, 0, 0),
            (1, 2, "3"),
        ):
            with pytest.raises(InputError):
                bounds(*wrong)

    @settings(max_examples=50)
    @given(improved=st.integers(0, 500), more=st.integers(0, 500), lost=st.integers(0, 500))
    def test_bounds_hold_the_completers_share_and_widen_with_every_loss(self, improved, more, lost):
        completers = max(1, improved + more)
        result = bounds(improved, completers, [completers + lost, completers + lost + 1])
        first, second = result.bounds
        assert 0 <= first.worst <= result.completer_share <= first.best <= 1
        assert second.worst <= first.worst <= first.best <= second.best
        assert 0 <= result.wilson_lo <= result.completer_share <= result.wilson_hi <= 1


@settings(max_examples=50, deadline=None)
@given(first=ANYTHING, second=ANYTHING)
def test_anything_gives_a_result_or_a_typed_error(first, second):
    rows = [youth(1), youth(2)]
    for ask in (
        lambda: flow(first),
        lambda: flow(first, steps=second, person=None),
        lambda: flow(rows, steps=first, follow_ups=second),
        lambda: flow(rows, person=first, unit=second),
        lambda: flow(rows, denominator=first, covered=second),
        lambda: flow({"started": 5, "baseline": 4}, reasons=first, level=second),
        lambda: flow([youth(1) | {"baseline": first}, youth(2)]),
        lambda: attrition(first, variables=second),
        lambda: attrition({"completed": [1, 1, 0], "x": [first, second, 3]}),
        lambda: attrition({"completed": [1, 0], "x": [1, 2]}, threshold=first, standardiser=second),
        lambda: bounds(3, 5, first, headline_at=second),
        lambda: bounds(first, second),
    ):
        try:
            told = ask().as_dict()
        except EvaluationError:
            continue
        assert isinstance(told["n"], int)
