"""Municipal Swedish for the benchmark of search: made up sentence by sentence, with a long tail of rare words."""

from collections.abc import Iterator
from random import Random

FIRST = [
    "barn",
    "ungdoms",
    "familje",
    "skol",
    "förskole",
    "missbruks",
    "beroende",
    "bostads",
    "hem",
    "vålds",
    "kvinno",
    "mans",
    "flykting",
    "integrations",
    "försörjnings",
    "arbets",
    "boende",
    "stöd",
    "vård",
    "rehabiliterings",
    "hälso",
    "fritids",
    "fält",
    "kontakt",
    "insats",
    "utrednings",
    "samverkans",
    "metod",
    "kunskaps",
    "utvecklings",
    "forsknings",
    "brukar",
    "klient",
    "anhörig",
    "föräldra",
    "äldre",
    "funktions",
    "stadsdels",
    "social",
    "nämnd",
    "förvaltnings",
    "kvalitets",
    "uppföljnings",
    "dokumentations",
    "handläggnings",
    "budget",
    "ekonomi",
    "personal",
    "chefs",
    "ledar",
    "nätverks",
    "grupp",
    "samtals",
    "nattvandrar",
    "sommarjobbs",
    "skuld",
    "vräknings",
    "tolk",
    "språk",
    "jämställdhets",
]
LAST = [
    "stöd",
    "stödet",
    "arbete",
    "arbetet",
    "insats",
    "insatser",
    "insatserna",
    "grupp",
    "grupper",
    "grupperna",
    "samtal",
    "samtalen",
    "team",
    "teamet",
    "plan",
    "planen",
    "planer",
    "projekt",
    "projektet",
    "projekten",
    "utredning",
    "utredningar",
    "utredningen",
    "behandling",
    "behandlingen",
    "verksamhet",
    "verksamheten",
    "verksamheter",
    "metod",
    "metoder",
    "metoderna",
    "modell",
    "modellen",
    "program",
    "programmet",
    "material",
    "materialet",
    "enhet",
    "enheten",
    "enheter",
    "hem",
    "hemmet",
    "boende",
    "boendet",
    "frågor",
    "frågorna",
    "behov",
    "behoven",
    "uppföljning",
    "uppföljningar",
    "studie",
    "studien",
    "kartläggning",
    "utbildning",
    "utbildningar",
    "handledning",
    "handledare",
    "sekreterare",
    "samordnare",
    "vägledning",
    "rutin",
    "rutiner",
    "mottagning",
    "mottagningen",
    "nätverk",
    "möte",
    "möten",
    "perspektiv",
    "analys",
    "dag",
    "dagar",
    "centrum",
]
WHO = [
    "Förvaltningen",
    "Stadsdelsnämnden",
    "Socialnämnden",
    "Enheten",
    "Projektgruppen",
    "Arbetsgruppen",
    "Styrgruppen",
    "Högskolan",
    "Universitetet",
    "Forskarna",
    "Socialsekreterarna",
    "Medarbetarna",
    "Cheferna",
    "Föräldrarna",
    "Ungdomarna",
    "Barnen",
    "Brukarna",
    "Deltagarna",
    "Handläggarna",
    "Kommunen",
    "Skolan",
    "Polisen",
    "Regionen",
    "Länsstyrelsen",
]
DID = """har följt upp|beskriver|utvärderar|har provat|erbjuder|vill stärka|har kartlagt|redovisar|föreslår|
utvecklar|har tagit fram|samordnar|följer|diskuterar|prioriterar|behöver|har genomfört|inför|planerar|granskar|
har intervjuat dem som deltar i|saknar kunskap om|har beviljats medel för|avslutar""".replace("\n", "").split(
    "|"
)
HOW = """tillsammans med|i samarbete med|genom|med stöd av|inom ramen för|i stället för|som ett led i|utan|med hjälp av|
parallellt med|efter önskemål från|på uppdrag av""".replace("\n", "").split("|")
WHEN = """under året|sedan hösten|i början av året|under en treårsperiod|efter sommaren|varje månad|vid två tillfällen|
före årets slut|under våren|två gånger i veckan|sedan starten""".replace("\n", "").split("|")
PLACES = [
    "Norrdal",
    "Söderåsen",
    "Västerängen",
    "Östervik",
    "Kvarnbacken",
    "Lillsjön",
    "Hammarparken",
    "Björkhöjden",
    "Ekbacken",
    "Tallmon",
    "Strandängen",
    "Åkersborg",
    "Högdalen",
    "Mälarhöjden",
    "Rönnbo",
    "Lövsta",
]
GOOD = """fungerar väl|behöver utvecklas|har gett fler kontakter|är svårt att mäta|minskar väntetiden|
uppskattas av dem som deltar|kräver mer tid än beräknat|bör bli permanent|når inte alla som behöver det|
har lett till färre placeringar|gör att fler vågar berätta|är för tidigt att bedöma""".replace(
    "\n", ""
).split("|")
SYLLABLES = [
    "al",
    "bri",
    "da",
    "el",
    "fa",
    "gra",
    "hal",
    "ing",
    "jo",
    "kar",
    "lin",
    "mo",
    "nor",
    "os",
    "pil",
    "ra",
    "sel",
    "tun",
    "ul",
    "vin",
    "ya",
    "zel",
    "åk",
    "äng",
    "öd",
]


class Writer:
    """Writes papers; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  # text for a benchmark

    def compound(self) -> str:
        """Give a compound; a few first parts are common, most are not."""
        pick = self.random
        first = FIRST[min(int(pick.expovariate(0.06)), len(FIRST) - 1)]
        return first + LAST[min(int(pick.expovariate(0.05)), len(LAST) - 1)]

    def rare(self) -> str:
        """Give a name that hardly anything else has."""
        return "".join(self.random.choice(SYLLABLES) for _part in range(3)).capitalize()

    def sentence(self) -> str:
        """Give a sentence."""
        pick = self.random
        who = pick.choice(WHO) if pick.random() < 0.8 else f"{pick.choice(WHO)} i {pick.choice(PLACES)}"
        said = f"{who} {pick.choice(DID)} {self.compound()} {pick.choice(HOW)} {self.compound()} {pick.choice(WHEN)}"
        kind = pick.random()
        if kind < 0.15:
            said += f" för {pick.randrange(50, 2000)} 000 kronor"
        elif kind < 0.25:
            said += (
                f" enligt dnr {pick.randrange(1, 99)}-{pick.randrange(100, 999)}/{pick.randrange(2005, 2025)}"
            )
        elif kind < 0.35:
            said += f", i projektet {self.rare()}"
        return f"{said}. {self.compound().capitalize()} {pick.choice(GOOD)}."

    def passage(self) -> str:
        """Give a passage of about a hundred words."""
        return " ".join(self.sentence() for _number in range(self.random.randrange(4, 9)))

    def queries(self, how_many: int) -> Iterator[str]:
        """Give what people type: one to four words, some rare, some misspelt, some without å, ä and ö."""
        pick = self.random
        plain = str.maketrans("åäö", "aao")
        for _number in range(how_many):
            words = [
                self.rare()
                if pick.random() < 0.07
                else pick.choice([*PLACES, *WHO])
                if pick.random() < 0.3
                else self.compound()
                for _word in range(pick.choice([1, 1, 2, 2, 2, 3, 3, 4]))
            ]
            text = " ".join(words).lower()
            how = pick.random()
            if how < 0.1 and len(text) > 6:
                at = pick.randrange(2, len(text) - 2)
                text = text[:at] + text[at + 1 :]
            yield text.translate(plain) if 0.1 <= how < 0.2 else text
