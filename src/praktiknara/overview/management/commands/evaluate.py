"""`evaluate ANALYSIS --input FILE.json`: one analysis of the library of follow-up, on figures from a file."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from praktiknara.evaluation import analyses, charts
from praktiknara.evaluation.errors import EvaluationError


def read_json(path: Path) -> Any:
    """Read a JSON document; refuse what JSON does not know, such as NaN, and a name given twice.

    Raises CommandError with a sentence that says what is wrong and where.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("samma namn står två gånger i ett objekt")
        return found

    def constant(name: str) -> float:
        raise ValueError(f"{name} är inget tal i JSON; skriv null för det som saknas")

    try:
        return json.loads(
            path.read_text(encoding="utf-8-sig"), object_pairs_hook=once, parse_constant=constant
        )
    except OSError as fault:
        raise CommandError(f"Filen {path} kan inte läsas: {fault.strerror}.") from fault
    except RecursionError as fault:
        raise CommandError(f"Filen {path} är nästlad för djupt.") from fault
    except ValueError as fault:
        raise CommandError(f"Filen {path} är inte JSON som kan läsas: {fault}") from fault


# Before what an analysis rests on: the data speak for it, against it, or cannot tell.
HELD = {True: "+", False: "–", None: "?"}


@contextmanager
def nothing_else_on_stdout() -> Iterator[None]:
    """Send to stderr what a solver written in C prints of its own accord while this lasts, so that JSON stays JSON."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


class Command(BaseCommand):
    help = "Räknar en analys ur biblioteket för uppföljning. --list visar analyserna."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("analysis", nargs="?", metavar="ANALYS")
        parser.add_argument(
            "--input", type=Path, metavar="FIL", help="JSON med analysens parametrar, eller en lista"
        )
        parser.add_argument(
            "--list", action="store_true", dest="listed", help="visa analyserna med sina parametrar"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="svara med JSON")
        parser.add_argument("--svg", type=Path, metavar="FIL", help="rita resultatet också, i denna fil")
        parser.add_argument("--lang", choices=("sv", "en"), default="sv", help="språk i text och diagram")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["listed"]:
            self.tell_all(as_json=options["as_json"])
            return
        if not options["analysis"] or not options["input"]:
            raise CommandError("Ange en analys och --input FIL, eller --list.", returncode=2)
        given = read_json(options["input"])
        if not isinstance(given, dict | list):
            raise CommandError("Filen ska innehålla ett objekt eller en lista.")
        try:
            with nothing_else_on_stdout():
                result = analyses.run(options["analysis"], given)
        except EvaluationError as fault:
            where = f" ({fault.where})" if fault.where else ""
            raise CommandError(fault.sentence.text(options["lang"]) + where) from fault
        if options["svg"]:
            chart = result.chart()
            if chart is None:
                raise CommandError("Resultatet har inget diagram.")
            options["svg"].write_text(charts.svg(chart, options["lang"], standalone=True), encoding="utf-8")
        told = result.as_dict()
        if options["as_json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False))
            return
        for name, value in told.items():
            if name not in {"warnings", "assumptions"}:
                self.tell(name, value, options["lang"])
        for assumption in result.assumptions:
            self.stdout.write(f"{HELD[assumption.held]} {assumption.sentence.text(options['lang'])}")
        for warning in result.warnings:
            self.stdout.write(f"! {warning.text(options['lang'])}")

    def tell(self, name: str, value: Any, lang: str) -> None:
        """Write a figure on a line, and a sentence or several as they are."""
        sentences = value if isinstance(value, list) else [value]
        if sentences and all(isinstance(one, dict) and {"sv", "en"} <= one.keys() for one in sentences):
            for one in sentences:
                self.stdout.write(one[lang])
        else:
            self.stdout.write(f"{name:24} {json.dumps(value, ensure_ascii=False)}")

    def tell_all(self, *, as_json: bool) -> None:
        """List the analyses with their parameters."""
        known = analyses.analyses()
        if as_json:
            told = [analysis.as_dict() for analysis in known.values()]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, default=str))
            return
        for analysis in known.values():
            self.stdout.write(f"\n{analysis.name}  ({analysis.module})\n  {analysis.summary}")
            for parameter in analysis.parameters:
                default = "" if parameter.required else f" = {parameter.default!r}"
                self.stdout.write(f"    {parameter.name}: {parameter.kind}{default}")
