"""Names as repair looks them up: the words of the register's organisations, people and places, and their genitives."""

import re
from collections.abc import Iterable

from praktiknara.swedish.usage import word_set

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 3
# Places of the country that running text names too seldom for frequency to know them.
PLACES = word_set(
    "Farsta Tensta Rinkeby Kista Enskede Bromma Vantör Bräcke Rågsved Sköndal Hökarängen Fagersjö Björkhagen Kärrtorp Hammarbyhöjden Årsta Älvsjö Hägersten"
    " Liljeholmen Aspudden Mälarhöjden Fruängen Västertorp Skärholmen Vårberg Sätra Bredäng Hässelby Vällingby Råcksta"
    " Blackeberg Ängby Åkeshov Ålsten Äppelviken Spånga Tensta Hjulsta Järva Järvafältet Skarpnäck Bagarmossen Högdalen"
    " Bandhagen Örby Stureby Östberga Södermalm Östermalm Gärdet Norrmalm Kungsholmen Långbro Långholmen Djurgården"
    " Örebro Östersund Östergötland Ängelholm Åmål Åre Åland Öland Örnsköldsvik Östersjön Öresund Österrike Österåker Åbo"
    " Älmhult Älvdalen Ödeshög Öckerö Östhammar Åstorp Åtvidaberg Ånge Årjäng Åsele Älvkarleby Överkalix Övertorneå Älvsbyn"
    " Angered Hisingen Örgryte Härlanda Askim Tynnered Rosengård Hyllie Husie Oxie"
)


def gazetteer(names: Iterable[str]) -> frozenset[str]:
    """Give the names' words in lower case, with their genitives; short words and those without a capital left out."""
    found = {
        word
        for name in [*names, *PLACES]
        for word in WORD.findall(name)
        if word[0].isupper() and len(word) >= SHORTEST
    }
    lower = {word.lower() for word in found if not word.isupper()}
    return frozenset(lower | {f"{word}s" for word in lower if not word.endswith("s")})
