"""What projects gave and what came of them."""

from __future__ import annotations

import re
from decimal import Decimal

from praktiknara.results.choices import AftermathKind
from praktiknara.results.models import Aftermath, Outcome

from .draft import Draft
from .entries import Entry, Unreadable, sounds_about
from .labels import holding
from .rows import Ref, ref

FOLLOWED = {
    "permanent": AftermathKind.PERMANENT,
    "iop": AftermathKind.AGREEMENT,
    "avtal": AftermathKind.AGREEMENT,
    "pris": AftermathKind.PRIZE,
    "bytte inriktning": AftermathKind.CHANGED,
    "sprid": AftermathKind.SPREAD,
    "rapport": AftermathKind.REPORT,
}
PARTIAL = re.compile(r"\s*\bhittills\b")
IN_BRACKETS = re.compile(r"\s*\((omkring|cirka|ungefär)\)")


def outcome(entry: Entry, place: int, key: str, here: Ref, draft: Draft) -> None:
    """Take an outcome: a number with its base, a value in words, or a statement (R-OUT-01, R-OUT-02)."""
    said, value = entry.maybe("indicator"), entry.maybe("value")
    text = entry.maybe("fact")
    if not said and not text:
        raise Unreadable("fact eller indicator saknas.")
    indicator = PARTIAL.sub("", IN_BRACKETS.sub("", said))
    draft.record(
        Outcome,
        f"{key}-utfall-{place}",
        entry,
        project=here,
        text=text,
        indicator=indicator,
        value=Decimal(value) if re.fullmatch(r"\d+(\.\d+)?", value) else None,
        value_text="" if re.fullmatch(r"\d+(\.\d+)?", value) else value,
        unit=entry.maybe("unit"),
        base=entry.whole("of"),
        year=entry.year(),
        about=sounds_about(said),
        partial_year=PARTIAL.search(said) is not None,
        finding=draft.reference.findings.get(key, {}).get(place, ""),
        note=entry.maybe("note"),
        position=place,
    )


def aftermath(entry: Entry, place: int, key: str, here: Ref, draft: Draft) -> None:
    """Take what came next, sorted by its words; a project it led to points back at this one (R-OUT-03)."""
    text = entry.maybe("fact") or entry.text("status")
    number, year = entry.maybe("dnr"), entry.year()
    follows = entry.maybe("led_to")
    kind = AftermathKind.FOLLOW_ON if follows else holding(text, FOLLOWED, AftermathKind.OTHER)
    if kind == AftermathKind.PERMANENT:
        # A project becomes permanent once; a second mention is a second source of the same.
        draft.permanent.setdefault(here, ref(Aftermath, f"{key}-sedan-{place}"))
        if (first := draft.permanent[here]).key != f"{key}-sedan-{place}":
            draft.cite(first, entry, "text")
            return
    draft.record(
        Aftermath,
        f"{key}-sedan-{place}",
        entry,
        project=here,
        kind=kind,
        text=f"{text} (dnr {number})" if number else text,
        year=year,
        position=place,
    )
