"""Linking without identity: personal numbers checked and turned into pseudonyms with a key that never leaves its owner.

No error, result or warning here ever holds a number, or any part of one. `pseudonyms.js` does the same in a browser.
"""

import hashlib
import hmac
import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, RefusedError
from praktiknara.evaluation.pseudonyms.near import near_count
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number, percent

ANALYSES: tuple[str, ...] = ("link", "near_misses")

VERSION = 1
PSEUDONYM = b"praktiknara/pseudonym/v1\x00"
FINGERPRINT = b"praktiknara/key-fingerprint/v1\x00"
KEY_BYTES = 32

# Spaces and dashes as people and word processors write them; the JavaScript has the same.
SPACES = re.compile("[ \t\r\n\u00a0\u2007\u2009\u202f]")
DASHES = re.compile("[\u2010-\u2015\u2212]")
SHAPE = re.compile(r"(?P<century>[0-9]{2})?(?P<six>[0-9]{6})(?P<sign>[-+]?)(?P<four>[0-9]{4})", re.ASCII)
RESERVE = re.compile(r"(?:[0-9]{2})?[0-9]{6}[-+]?(?=[0-9]*[A-Z])[0-9A-Z]{4}", re.ASCII)

REFUSALS = {
    "not_text": (
        "Numret ska ges som text; som tal tappar det sina inledande nollor.",
        "The number must be given as text; as a number it loses its leading zeros.",
    ),
    "not_a_personal_number": (
        "Det som står här är inte ett personnummer. Skriv tio eller tolv siffror.",
        "What stands here is not a personal number. Write ten or twelve digits.",
    ),
    "reserve_number": (
        "Det här är ett reservnummer. Det gäller bara i systemet det kommer från och kan inte kopplas.",
        "This is a reserve number. It holds only in the system it comes from and cannot be linked.",
    ),
    "sign_and_age_differ": (
        "Plustecknet säger att personen fyllt eller fyller hundra år, men födelseåret säger något annat.",
        "The plus sign says that the person has turned or turns a hundred, but the year of birth says otherwise.",
    ),
    "no_such_date": (
        "Datumet i numret finns inte.",
        "The date in the number does not exist.",
    ),
    "date_in_future": (
        "Datumet i numret har inte varit än. Kontrollera århundradet och skriv alla tolv siffror.",
        "The date in the number has not come yet. Check the century and write all twelve digits.",
    ),
    "no_birth_number": (
        "Födelsenumret i numret finns inte.",
        "The birth number in the number does not exist.",
    ),
    "wrong_check_digit": (
        "Kontrollsiffran stämmer inte. Något är felskrivet.",
        "The check digit does not agree. Something is mistyped.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Linkage(Result):
    """How two measurements were linked: `n` persons in either, and how many in both, or in one only."""

    linked: int
    followup_without_baseline: int
    baseline_without_followup: int
    share_followed_up: float | None
    sentence: Sentence


@dataclass(frozen=True, kw_only=True)
class NearMisses(Result):
    """Among `n` follow-ups without a baseline, how many are a single character away from a baseline without follow-up."""

    near: int


def _refuse(code: str, where: str) -> NoReturn:
    swedish, english = REFUSALS[code]
    raise InputError(code, swedish, english, where=where)


def _today(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        year, month, day = (int(part) for part in value.split("-"))
        if year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return date(year, month, day)
    raise InputError(
        "not_a_date",
        "today ska vara ett datum, till exempel 2027-01-31.",
        "today must be a date, such as 2027-01-31.",
        where="today",
    )


def _tidy(given: str) -> str:
    return DASHES.sub("-", SPACES.sub("", given)).upper()


def _born(two: int, sign: str, today: date) -> int:
    """The year of birth: the latest with these two digits that is less than a hundred years ago, or with + a hundred more."""
    year = today.year - (today.year - two) % 100
    return year - 100 if sign == "+" else year


def normalise(number: str, today: date | str, where: str = "number") -> str:
    """Give a personal number or coordination number as twelve digits, once everything in it has been checked.

    Ten digits get their century from `today`: the person is younger than a hundred this year, or with a plus sign turns
    a hundred or has. A coordination number has 60 added to its day. The last digit is checked by Luhn's rule over the
    ten digits: every second digit doubled, the digits of all summed, a multiple of ten.

    Args:
        number: text with ten or twelve digits, with or without spaces and a dash or plus before the last four.
        today: the day by which centuries are told, a date or text as 2027-01-31.
        where: what an error says about the place, such as the row; never the number.

    Raises:
        InputError: with one of the codes in `REFUSALS`, or `not_a_date` for `today`. It never holds the number.

    Source:
        Folkbokföringslagen (1991:481), 18 §; Skatteverket, SKV 704 and SKV 707.

    Example:
        >>> normalise("121212+1212", "2026-11-22"), normalise("20121212-1212", "2026-11-22")
        ('191212121212', '201212121212')
    """
    day = _today(today)
    if not isinstance(number, str):
        _refuse("not_text", where)
    tidy = _tidy(number)
    shape = SHAPE.fullmatch(tidy)
    if shape is None:
        _refuse("reserve_number" if RESERVE.fullmatch(tidy) else "not_a_personal_number", where)
    six, four, sign = shape["six"], shape["four"], shape["sign"]
    if shape["century"] is None:
        year = _born(int(six[:2]), sign, day)
    else:
        year = int(shape["century"] + six[:2])
        if year // 100 not in (18, 19, 20):
            _refuse("reserve_number", where)
        if sign == "+" and day.year - year < 100:
            _refuse("sign_and_age_differ", where)
    _check_date(year, int(six[2:4]), int(six[4:]), day, where)
    if four[:3] == "000":
        _refuse("no_birth_number", where)
    if not _luhn(six + four):
        _refuse("wrong_check_digit", where)
    return f"{year:04d}{six[2:]}{four}"


def _check_date(year: int, month: int, day: int, today: date, where: str) -> None:
    day = day - 60 if day > 60 else day
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        _refuse("no_such_date", where)
    if date(year, month, day) > today:
        _refuse("date_in_future", where)


def _luhn(ten: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(ten))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _key(key: Any) -> bytes:
    if not isinstance(key, bytes | bytearray):
        raise InputError(
            "key_not_bytes", "Nyckeln ska ges som bytes.", "The key must be given as bytes.", where="key"
        )
    if len(key) < KEY_BYTES:
        raise InputError(
            "key_too_short",
            f"Nyckeln ska vara minst {KEY_BYTES} byte lång.",
            f"The key must be at least {KEY_BYTES} bytes long.",
            where="key",
        )
    return bytes(key)


def pseudonym(number: str, key: bytes, today: date | str, where: str = "number") -> str:
    """Turn a personal number into its pseudonym under a project's key: 64 hexadecimal digits.

    HMAC-SHA256 with the key over the text "praktiknara/pseudonym/v1", a zero byte, and the twelve digits of `normalise`.
    Without the key it cannot be undone; with it, every number can be tried: it stays personal data.

    Args:
        number: as for `normalise`.
        key: at least 32 random bytes, kept by the municipality; lost, nothing more can be linked.
        today: as for `normalise`.
        where: as for `normalise`.

    Raises:
        InputError: as `normalise`, or a key that is too short or not bytes. It never holds the number or the key.

    Source:
        RFC 2104 (HMAC); FIPS 180-4 (SHA-256).

    Example:
        >>> pseudonym("19121212-1212", bytes(range(32)), "2026-11-22")[:16]
        '1ab41b5dacd42393'
    """
    secret = _key(key)
    return hmac.new(secret, PSEUDONYM + normalise(number, today, where).encode(), hashlib.sha256).hexdigest()


def fingerprint(key: bytes) -> str:
    """Give a key's fingerprint, 16 hexadecimal digits, by which two measurements are known to share a key.

    The first eight bytes of the SHA-256 of "praktiknara/key-fingerprint/v1", a zero byte, and the key.

    Raises:
        InputError: the key is too short or not bytes.

    Example:
        >>> len(fingerprint(bytes(range(32))))
        16
    """
    return hashlib.sha256(FINGERPRINT + _key(key)).hexdigest()[:16]


def link(
    baseline: Sequence[str],
    followup: Sequence[str],
    baseline_key: str | None = None,
    followup_key: str | None = None,
) -> Linkage:
    """Count whom two measurements share: linked, followed up without a baseline, and with a baseline but not followed up.

    Args:
        baseline: the pseudonyms at the start, each person once.
        followup: the pseudonyms at the follow-up, each person once.
        baseline_key: fingerprint of the key behind `baseline`, when known.
        followup_key: fingerprint of the key behind `followup`, when known.

    Raises:
        InputError: a pseudonym that is missing or comes twice.
        RefusedError: the fingerprints differ; then nobody could be linked, and all would look lost.

    Example:
        >>> found = link(["a", "b", "c"], ["b", "c", "d"])
        >>> found.linked, found.followup_without_baseline, found.baseline_without_followup
        (2, 1, 1)
    """
    if baseline_key is not None and followup_key is not None:
        keys = read.name(baseline_key, "baseline_key"), read.name(followup_key, "followup_key")
        if keys[0] != keys[1]:
            raise RefusedError(
                "keys_differ",
                "Mätningarna har pseudonymer från olika nycklar och kan inte kopplas.",
                "The measurements have pseudonyms from different keys and cannot be linked.",
                where="baseline_key, followup_key",
            )
    first = set(read.distinct(baseline, "baseline").tolist())
    second = set(read.distinct(followup, "followup").tolist())
    both, only_second = len(first & second), len(second - first)
    share = both / len(first) if first else None
    told = number(both), number(len(first))
    part = percent(share) if share is not None else None
    warnings = []
    if only_second:
        many = number(only_second)
        warnings.append(
            Sentence(
                "followup_without_baseline",
                f"{many.sv} har följts upp utan att finnas vid starten. Felskrivna nummer kan vara en orsak.",
                f"{many.en} were followed up without being there at the start. Mistyped numbers may be a cause.",
            )
        )
    return Linkage(
        n=len(first | second),
        linked=both,
        followup_without_baseline=only_second,
        baseline_without_followup=len(first) - both,
        share_followed_up=share,
        sentence=Sentence(
            "linked",
            f"{told[0].sv} av {told[1].sv} har följts upp{f' ({part.sv})' if part else ''}.",
            f"{told[0].en} of {told[1].en} were followed up{f' ({part.en})' if part else ''}.",
        ),
        warnings=tuple(warnings),
    )


def near_misses(baseline: Sequence[str], followup: Sequence[str], today: date | str) -> NearMisses:
    """Count the follow-ups without a baseline that are one character from somebody's number: likely typing errors.

    Done where the numbers are, before they become pseudonyms. One character changed, missing or too many, or two
    neighbours swapped, counts as near. Only the count is told, never which.

    Args:
        baseline: the numbers at the start, right or wrong, as they were typed.
        followup: the numbers at the follow-up, as they were typed.
        today: as for `normalise`.

    Raises:
        InputError: a value that is not text, or `today` is not a date.

    Source:
        Damerau, Communications of the ACM 7, 1964.

    Example:
        >>> near_misses(["19121212-1212"], ["19121212-1213"], "2026-11-22").near
        1
    """
    day = _today(today)
    first = {_loose(each, day) for each in _texts(baseline, "baseline")}
    second = {_loose(each, day) for each in _texts(followup, "followup")}
    return NearMisses(n=len(second - first), near=near_count(first - second, second - first))


def _texts(values: Any, where: str) -> list[str]:
    if isinstance(values, str | bytes) or not hasattr(values, "__len__"):
        raise InputError(
            "not_a_column",
            f"{where} ska vara en lista med nummer.",
            f"{where} must be a list of numbers.",
            where=where,
        )
    found = list(values)
    for place, each in enumerate(found):
        if not isinstance(each, str):
            _refuse("not_text", f"{where}[{place}]")
    return found


def _loose(given: str, today: date) -> str:
    """A number without its sign and with its century, as far as it has one; nothing else is checked."""
    tidy = _tidy(given)
    bare = tidy.replace("-", "").replace("+", "")
    if re.fullmatch(r"[0-9]{2}.{7,8}", bare, re.ASCII | re.DOTALL):
        return str(_born(int(bare[:2]), "+" if "+" in tidy else "", today)) + bare[2:]
    return bare
