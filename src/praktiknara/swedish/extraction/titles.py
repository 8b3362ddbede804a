"""Titles of persons, also where a scan has spoilt them, and the line of titles under a line of names."""

import re

from praktiknara.swedish.extraction.spelling import CAPITAL, damaged, folded

_BEFORE = (
    r"(?:(?:tf\.?|t\.f\.|tillförordnad|biträdande|bitr\.?|vice|förste|f\.?d\.?|ställföreträdande|leg\.?|legitimerad|tidigare|"
    r"dåvarande|vetenskaplig|medicinsk|filosofie|medicine|ekonomie|teknologie|juris) )"
)
_ENDING = (
    "förvaltningschef|avdelningschef|enhetschef|verksamhetschef|utvecklingschef|stabschef|områdeschef|kanslichef|chef|"
    "socialdirektör|direktör|sekreterare|ordförande|handläggare|utredare|strateg|controller|ledare|samordnare|"
    "utvecklare|konsulent|inspektör|jurist|ekonom|psykolog|kurator|universitetslektor|lektor|professor|docent|"
    "forskare|doktorand|adjunkt|rådgivare|analytiker|planerare|koordinator|registrator|revisor|statistiker|"
    "kommunalråd|borgarråd|ledamot|rektor|dekan|prefekt|socionom|sakkunnig|expert|överläkare|läkare|sjuksköterska|"
    "utvärderare|kommundirektör|stadsdirektör|generaldirektör|landshövding|controllers|fysioterapeut|arbetsterapeut|"
    "terapeut|pedagog|ombudsman|ombud|notarie|justerare|assistent|administratör|kommunikatör|specialist|vetare|arkitekt|"
    "statsråd|minister|doktor|(?<=\\w{3})olog|statsvetare|arkivarie|undersköterska|logoped|"
    "dietist|barnmorska|lärare|konsult|kanslist|metodstödjare|åklagare|behandlare|bedömare|fältarbetare|föreståndare|diakon|advokat|polis|mentor|"
    "(?<=\\w{3})ansvariga?"
)
# "enhetschefen", "enhetscheferna", "forskarna": one ending for the one, another for the many.
_INFLECTED = rf"(?:(?:{_ENDING})(?:e?n|er|erna)?|(?:{'|'.join(word[:-1] for word in _ENDING.split('|') if word.endswith('are'))})(?:en|na))"
TITLE = damaged(
    rf"(?:{_BEFORE})?(?:(?:fil|med|ekon|jur|phil|tekn)\.? ?(?:dr|lic|mag|kand)\.?|(?:\w{{2,25}}-)?\w{{0,25}}{_INFLECTED}(?: emerit(?:us|a)| em\.?)?)"
)
_TITLE = re.compile(rf"(?<!\w){TITLE}(?!\w)", re.IGNORECASE)
_CANONICAL = {
    re.compile(damaged(rf"(.*){word}"), re.IGNORECASE): word
    for word in ("förvaltningschef", "direktör", "biträdande", "handläggare", "ordförande", "rådgivare", "områdeschef",
                 "tillförordnad", "inspektör", "överläkare", "läkare", "kommunalråd", "borgarråd", "landshövding",
                 "utvärderare", "ställföreträdande", "sjuksköterska")
}  # fmt: skip  # a list reads best as lines of words
_LAST_LETTERS = frozenset(
    folded(stem + after)[-4:]
    for ending in _ENDING.split("|")
    for stem in {ending, ending.removesuffix("e")}
    for after in ("", "n", "en", "er", "erna", "na")
) | {"dr", "dr.", "lic", "lic.", "mag", "mag.", "kand", "and.", "em", "em.", "arig", "riga", "itus", "rita"}
_INFLECTION = re.compile(
    rf"(?:(?P<are>{'|'.join(damaged(word[:-1]) for word in _ENDING.split('|') if word.endswith('are'))})(?:en|na)"
    rf"|(?P<stem>{damaged(_ENDING)})(?:e?n|er|erna))$",
    re.IGNORECASE,
)
PARTICLE = r"(?:von|af|de|van|der|da|di|la)"
NAME_WORD = rf"(?:{CAPITAL}|[A-ZÅÄÖ]\.)"
_NAMES = re.compile(rf"{NAME_WORD}(?: {{1,40}}(?:{PARTICLE} )?{NAME_WORD}){{1,14}}")


def is_title(text: str) -> bool:
    """Whether a few words are a title and nothing else."""
    last = text.rsplit(None, 1)[-1] if text.strip() else ""
    plain = folded(last)
    if (plain[-4:] not in _LAST_LETTERS and not plain.endswith(".dr")) or len(text) > 90:
        return False
    return _TITLE.fullmatch(text) is not None


def canonical(title: str) -> str:
    """Write a title in small letters, its å, ä and ö given back."""
    plain = " ".join(title.casefold().split())
    if inflected := _INFLECTION.search(plain):
        plain = plain[: inflected.start()] + (inflected["stem"] or f"{inflected['are']}e")
    for pattern, word in _CANONICAL.items():
        if found := pattern.search(plain):
            plain = plain[: found.end(1)] + word + plain[found.end() :]
    return plain


def is_plural(title: str) -> bool:
    """Whether a title is told of several: "enhetscheferna", "forskarna", "jurister"."""
    inflected = _INFLECTION.search(title)
    return bool(inflected) and title.casefold().endswith(("er", "na"))


def titles_of(line: str) -> list[tuple[int, int]]:
    """Where the titles stand in a line that holds titles and nothing else; none for any other line."""
    found = [match.span() for match in _TITLE.finditer(line[:200])]
    rest = line
    for start, end in reversed(found):
        rest = rest[:start] + rest[end:]
    return found if found and not rest.strip(" \t,/|") else []


def is_names(line: str) -> bool:
    """Whether a line is made of names and nothing else: two words with a capital at least."""
    plain = line.strip().replace("\t", " ")
    cells = re.split(r" {2,}", plain)
    return len(plain) < 160 and bool(_NAMES.fullmatch(plain)) and not any(titles_of(cell) for cell in cells)
