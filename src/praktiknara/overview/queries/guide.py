"""The most important steps of each role, in the order of a funding year."""

from typing import NamedTuple

from django.utils.translation import gettext as _


class Guide(NamedTuple):
    """What a role does, step by step."""

    id: str
    title: str
    steps: list[str]


def guides() -> list[Guide]:
    """Give the help page's text in the reader's language."""
    return [
        Guide(
            "utvecklare",
            _("Du som skriver en ansökan eller leder ett projekt"),
            [
                _("Läs utlysningen: vem som kan söka, högsta belopp, sista dag och vad bedömarna ser till."),
                _(
                    "Börja en ansökan och fyll i avsnitten. Varje regel prövas medan du skriver, och säger vad som fattas."
                ),
                _("Fråga stadsdelar som ska vara med. De svarar själva."),
                _("Be din chef skriva under, och skicka sedan in. Du får ett kvitto med tid."),
                _("När ni har fått medel: bekräfta att pengarna har kommit och starta projektet."),
                _("Redovisa hur pengarna användes och vad projektet gav, också det som inte blev som tänkt."),
            ],
        ),
        Guide(
            "stadsdelschef",
            _("Du som är chef i en stadsdel"),
            [
                _(
                    "Läs ansökan som väntar på dig och skriv under. Vill du ändra något går den tillbaka till den som skriver."
                ),
                _("Svara när en annan stadsdel frågar om ni söker tillsammans."),
            ],
        ),
        Guide(
            "registrator",
            _("Du som är registrator"),
            [
                _("Diarieför inskickade ansökningar med nummer."),
                _("För in nämndens beslut efter sammanträdet, och skicka det till mottagarna."),
            ],
        ),
        Guide(
            "bedomare",
            _("Du som bedömer"),
            [
                _("Säg till om du är jävig innan du läser vidare."),
                _("Läs ansökan till vänster och sätt poäng med skäl på varje kriterium."),
                _("Lås bedömningen. Först då ser du vad de andra har tyckt."),
            ],
        ),
        Guide(
            "fou",
            _("Du som är FoU-utredare"),
            [
                _(
                    "Kopiera en tidigare utlysning till ett nytt år. Skriv ram, dagar, regler och kriterier. Öppna den."
                ),
                _(
                    "Stäng utlysningen när tiden är slut, och utse bedömare. Den som hör till en sökande går inte att välja."
                ),
                _(
                    "Se rangordningen mot ramen, välj, och gör ärendet med samråd och beslutspunkter. Tjänsteutlåtandet skrivs ut ur registret."
                ),
                _("För in beslutet. De beviljade blir projekt med bidrag."),
                _("Betala ut, granska redovisningarna och publicera resultaten."),
            ],
        ),
        Guide(
            "chef",
            _("Du som är förvaltningschef, sitter i rådet eller i nämnden"),
            [
                _("Förvaltningschefen läser ärendet och lämnar det till nämnden."),
                _("Rådet läser underlaget innan ärendet går till nämnden."),
                _("Nämnden läser tjänsteutlåtandet och följer sedan vad besluten ledde till."),
            ],
        ),
        Guide(
            "revisor",
            _("Du som granskar"),
            [
                _(
                    "Läs spåret: vem gjorde vad, i vilken roll, när och varför. Också det som nekades står där."
                ),
                _("Följ en sak från utlysning till resultat. Du kan läsa men inte ändra."),
            ],
        ),
        Guide(
            "forskare",
            _("Du som forskar"),
            [
                _(
                    "Sök bland projekten och hämta listan som CSV eller Excel, med moms och det okända utsagt."
                ),
                _("Varje uppgift har sin källa längst ner på sidan."),
            ],
        ),
    ]
