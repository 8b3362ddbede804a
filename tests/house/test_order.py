"""The order of the chain is told once; the contracts and the folders must agree with it."""

import tomllib
from pathlib import Path

from praktiknara.chain.order import APPS, LIBRARIES

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def contract(start: str):
    (found,) = [one for one in CONTRACTS if one["name"].startswith(start)]
    return found


def test_the_layers_are_the_chain_read_backwards():
    assert contract("A later step knows")["layers"] == [*reversed(APPS), *LIBRARIES]


def test_every_app_keeps_the_order_of_its_files():
    assert contract("Inside an app")["containers"] == [f"praktiknara.{app}" for app in APPS]


def test_every_folder_of_the_package_has_its_place_in_the_chain():
    folders = {path.parent.name for path in (ROOT / "src" / "praktiknara").glob("*/__init__.py")}

    assert folders == {*APPS, *LIBRARIES}
