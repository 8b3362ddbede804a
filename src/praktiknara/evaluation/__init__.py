"""The statistics of follow-up, and the protection of the persons in it, as plain Python that knows no framework.

Import a module when it is needed: `from praktiknara.evaluation import change`. Nothing heavy is loaded before that.
"""

from importlib import import_module
from types import ModuleType

MODULES = (
    "agreement",
    "change",
    "claims",
    "comparison",
    "competing",
    "cox",
    "differences",
    "flow",
    "funnel",
    "instruments",
    "interrupted",
    "phases",
    "planlock",
    "planning",
    "pooling",
    "process",
    "protection",
    "pseudonyms",
    "repeated",
    "shares",
    "survival",
    "variation",
)


def __getattr__(name: str) -> ModuleType:
    """Load a module of the library the first time it is named."""
    if name in MODULES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *MODULES})
