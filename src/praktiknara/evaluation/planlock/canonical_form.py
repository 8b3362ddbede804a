"""One way of writing a plan, so that the same plan always has the same checksum."""

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from praktiknara.evaluation.errors import InputError

DEEPEST = 50
EXACT = 2**53


def canonical(plan: Any) -> str:
    """Write JSON values in their one canonical form: keys sorted, no spaces, numbers as ECMAScript writes them.

    The form of RFC 8785 (JSON Canonicalization Scheme): keys in the order of their UTF-16 code units, text unescaped
    but for quotes, backslashes and control characters, and each number in its shortest form that reads back the same.
    Encoded as UTF-8 it is what `digest` sums.

    Args:
        plan: a mapping, list, text, number, true, false or None, nested no deeper than fifty levels.

    Raises:
        InputError: a value JSON does not have (NaN, infinity, dates, sets …), a key that is not text, half a surrogate
            pair, a whole number that a float cannot hold exactly, or too deep a nesting.

    Source:
        RFC 8785; ECMA-262, Number::toString.

    Example:
        >>> canonical({"b": [4.50, 2e-3, 1e21, True, None], "a": "å"})
        '{"a":"å","b":[4.5,0.002,1e+21,true,null]}'
    """
    return _write(plan, "plan", 0)


def loaded(text: str) -> Any:
    """Read canonical text back; a whole number beyond 2**53 is the float it was written for."""
    return json.loads(
        text, parse_int=lambda digits: float(digits) if abs(int(digits)) > EXACT else int(digits)
    )


def digest(value: Any) -> str:
    """Give the SHA-256 checksum, in hexadecimal, of the canonical form of a JSON value.

    Raises InputError as `canonical`.

    Example:
        >>> digest({})
        '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
    """
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _write(value: Any, where: str, depth: int) -> str:
    if depth > DEEPEST:
        raise InputError(
            "too_deep",
            "Planen har för många nivåer i varandra.",
            "The plan has too many levels within each other.",
            where="plan",
        )
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, int):
        return _whole(value, where)
    if isinstance(value, float):
        return _float(float(value), where)
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise InputError(
                    "key_not_text",
                    f"{where}: en nyckel är inte text.",
                    f"{where}: a key is not text.",
                    where=where,
                )
        written = {_text(key, where): (key, each) for key, each in value.items()}
        parts = sorted(written, key=lambda text: written[text][0].encode("utf-16-be"))
        inside = (
            f"{text}:{_write(written[text][1], f'{where}.{written[text][0]}', depth + 1)}" for text in parts
        )
        return "{" + ",".join(inside) + "}"
    if isinstance(value, list | tuple):
        inside = (_write(each, f"{where}[{place}]", depth + 1) for place, each in enumerate(value))
        return "[" + ",".join(inside) + "]"
    raise InputError(
        "not_json",
        f"{where}: värdet är inte text, tal, lista eller tabell. Skriv datum som text: 2027-01-31.",
        f"{where}: the value is not text, a number, a list or a mapping. Write dates as text: 2027-01-31.",
        where=where,
    )


def _text(value: str, where: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InputError(
            "broken_text",
            f"{where}: texten har ett trasigt tecken.",
            f"{where}: the text has a broken character.",
            where=where.encode("utf-8", "replace").decode(),
        ) from None
    return json.dumps(value, ensure_ascii=False)


def _whole(value: int, where: str) -> str:
    if abs(value) > EXACT and (abs(value) >= 2**1023 or int(float(value)) != value):
        raise InputError(
            "number_too_large",
            f"{where}: talet är för stort för att bevaras exakt. Skriv det som text.",
            f"{where}: the number is too large to be kept exactly. Write it as text.",
            where=where,
        )
    return _float(float(value), where)


def _float(value: float, where: str) -> str:
    """Write a number as ECMAScript does: its shortest digits, with an exponent from 1e21 and below 1e-6."""
    if not math.isfinite(value):
        raise InputError(
            "not_finite",
            f"{where}: värdet är inte ett ändligt tal.",
            f"{where}: the value is not a finite number.",
            where=where,
        )
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    before, _, after = mantissa.partition(".")
    digits = (before + after).lstrip("0")
    point = len(before) + int(exponent or 0) - (len(before + after) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{'+' if point > 0 else '-'}{abs(point - 1)}"
