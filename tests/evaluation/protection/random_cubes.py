"""Cubes by chance: empty, small and large counts mixed."""

from typing import Any

import numpy as np

from praktiknara.evaluation.protection.cube import Cube, cube_from

LETTERS = "ABCDE"


def given(counts: Any) -> dict[str, Any]:
    """Tell an array of counts as the JSON that `protect` takes; the first variable's values are A0, A1, …"""
    array = np.array(counts)
    values = [
        [f"{LETTERS[axis]}{place:02d}" for place in range(size)] for axis, size in enumerate(array.shape)
    ]
    return {
        "variables": [{"name": LETTERS[axis].lower(), "values": own} for axis, own in enumerate(values)],
        "cells": [
            {"key": [own[at] for own, at in zip(values, place, strict=True)], "count": int(count)}
            for place, count in np.ndenumerate(array)
        ],
    }


def table(counts: Any) -> Cube:
    return cube_from(given(counts))


def counts_by_chance(seed: int, most_cells: int = 40) -> Any:
    """Give two or three variables with at most so many cells, margins included."""
    chance = np.random.default_rng(seed)
    shape: tuple[int, ...] = ()
    while not shape or np.prod(np.array(shape) + 1) > most_cells:
        size = int(chance.integers(2, 4))
        shape = tuple(chance.integers(2, 6 if size == 2 else 4, size=size).tolist())
    kind = chance.choice(3, size=shape, p=[0.15, 0.35, 0.5])
    small, large = chance.integers(1, 5, size=shape), chance.integers(5, 40, size=shape)
    return np.where(kind == 0, 0, np.where(kind == 1, small, large))
