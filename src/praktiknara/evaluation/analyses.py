"""The analyses by name: what `evaluate` runs, with the parameters each takes, read from the functions themselves."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from praktiknara.evaluation import MODULES
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.result import Result


class Parameter(NamedTuple):
    """One parameter of an analysis as a person gives it in JSON."""

    name: str
    kind: str
    required: bool
    default: Any


class Analysis(NamedTuple):
    """One analysis: its name, the module it stands in, what it does, and its parameters."""

    name: str
    module: str
    summary: str
    parameters: tuple[Parameter, ...]
    function: Callable[..., Result]

    def as_dict(self) -> dict[str, Any]:
        """Give name, module, summary and parameters as plain values."""
        return {
            "name": self.name,
            "module": self.module,
            "summary": self.summary,
            "parameters": [parameter._asdict() for parameter in self.parameters],
        }


def analyses() -> dict[str, Analysis]:
    """Give every analysis by its name, in alphabetical order: what each module names in its `ANALYSES`."""
    found = {}
    for module_name in MODULES:
        module = import_module(f"praktiknara.evaluation.{module_name}")
        for name in getattr(module, "ANALYSES", ()):
            found[name] = _analysis(name, module_name, getattr(module, name))
    return dict(sorted(found.items()))


def _analysis(name: str, module: str, function: Callable[..., Result]) -> Analysis:
    parameters = tuple(
        Parameter(
            each.name,
            each.annotation
            if isinstance(each.annotation, str)
            else inspect.formatannotation(each.annotation),
            each.default is each.empty,
            None if each.default is each.empty else each.default,
        )
        for each in inspect.signature(function).parameters.values()
    )
    return Analysis(name, module, (inspect.getdoc(function) or "").partition("\n")[0], parameters, function)


def run(name: str, given: Mapping[str, Any] | Sequence[Any]) -> Result:
    """Run an analysis on what a JSON document holds: an object of parameters, or a list when one parameter is enough.

    Raises:
        InputError: an analysis or a parameter that is not known, or a parameter that is missing.
        EvaluationError: what the analysis itself raises.
    """
    known = analyses()
    if name not in known:
        raise InputError(
            "no_such_analysis",
            f"Det finns ingen analys som heter {name}. evaluate --list visar dem.",
            f"There is no analysis called {name}. evaluate --list shows them.",
            where="analysis",
        )
    analysis = known[name]
    names = [parameter.name for parameter in analysis.parameters]
    arguments = dict(given) if isinstance(given, Mapping) else {names[0]: given}
    for each in arguments:
        if each not in names:
            told = ", ".join(names)
            raise InputError(
                "no_such_parameter",
                f"{name} har ingen parameter som heter {each}. Den har: {told}.",
                f"{name} has no parameter called {each}. It has: {told}.",
                where=str(each),
            )
    for parameter in analysis.parameters:
        if parameter.required and parameter.name not in arguments:
            raise InputError(
                "parameter_missing",
                f"Parametern {parameter.name} saknas.",
                f"The parameter {parameter.name} is missing.",
                where=parameter.name,
            )
    return analysis.function(**arguments)
