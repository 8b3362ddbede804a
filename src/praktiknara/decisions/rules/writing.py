"""Registration numbers, figures in texts, and numbers in words."""

import re
from collections.abc import Iterable, Mapping

from praktiknara.chain.rules import Problem, _

_LEADING_WORDS = re.compile(r"^\W*(?:dnr|diarienummer|diarienr|ärende)\b\W*")


_PARTS = re.compile(r"[0-9a-zåäö]+")


def reg_number_key(text: str) -> str:
    """R-DNR-01: the parts of a registration number, whatever dashes, spaces and leading words it was written with."""
    return "-".join(_PARTS.findall(_LEADING_WORDS.sub("", text.casefold())))


_FIGURE = re.compile(r"\{([^{}\n]{1,40})\}")


def filled(text: str, figures: Mapping[str, str]) -> str:
    """Put the register's figures into a text: "{beviljat}" becomes "3 000 000 kr"; a capital letter is kept."""

    def value(found: re.Match[str]) -> str:
        name = found[1].strip()
        figure = figures.get(name.casefold())
        if figure is None:
            return found[0]
        return figure[:1].upper() + figure[1:] if name[:1].isupper() else figure

    return _FIGURE.sub(value, text)


def unknown_figures(texts: Iterable[tuple[str, str]], names: Iterable[str]) -> list[Problem]:
    """Name every figure in braces that the register does not have: pairs of field and text."""
    known = set(names)
    return [
        Problem(
            _("Siffran {%(name)s} finns inte. Välj en av dem som står i listan, eller ta bort klamrarna."),
            {"name": name},
            field=field,
        )
        for field, text in texts
        for name in dict.fromkeys(_FIGURE.findall(text))
        if name.strip().casefold() not in known
    ]


_WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def counted(count: int, one: str, several: str) -> str:
    """Write a number of things as running text does: ett projekt, sju projekt, 14 ansökningar."""
    if count == 1:
        return one
    return f"{_WORDS[count] if count < len(_WORDS) else count} {several}"
