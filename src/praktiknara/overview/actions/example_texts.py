"""The made-up applications of the demo's example rounds."""

from typing import NamedTuple


class Example(NamedTuple):
    """A made-up application: who applies with whom, what it says and what it costs."""

    district: str
    title: str
    target_group: str
    problem: str
    activities: str
    leads_to: str
    long_term: str
    purpose: str
    goals: str
    research_link: str
    follow_up: str
    gender_analysis: str
    lines: tuple[tuple[str, int], ...]
    own_share: int
    partner: str = ""

    @property
    def requested(self) -> int:
        """The costs less the own share, in kronor."""
        return sum(amount for _what, amount in self.lines) - self.own_share

    def values(self) -> dict[str, object]:
        """The texts and sums under the names of the form's fields."""
        left_out = {"district", "lines", "partner"}
        texts = {name: value for name, value in self._asdict().items() if name not in left_out}
        return {**texts, "requested": self.requested}


SIBLINGS = Example(
    district="skarpnack",
    partner="farsta",
    title="Stödgrupper för syskon till placerade barn",
    target_group="Barn 8–14 år som har ett syskon i familjehem",
    problem="När ett barn placeras blir syskonen kvar hemma, ofta utan eget stöd.",
    activities="Två grupper om åtta barn, en i vardera stadsdelen, tio träffar med två ledare.",
    leads_to="Syskonen vet mer om vad som händer och har någon att tala med.",
    long_term="Syskon får en egen plats i utredning och uppföljning.",
    purpose="Ge syskon till placerade barn stöd i grupp och pröva om modellen går att använda i hela staden.",
    goals="Sexton barn har deltagit. Tolv av dem säger att de fått svar på sina frågor.",
    research_link="Bygger på forskning om barn som anhöriga. En forskare följer grupperna och intervjuar barnen.",
    follow_up="Samma korta enkät före, efter och sex månader efter gruppen.",
    gender_analysis="Vi följer flickor och pojkar var för sig och ser till att båda söks upp lika.",
    lines=(
        ("Gruppledare, två personer", 310_000),
        ("Forskare, tio procent", 120_000),
        ("Lokaler och material", 45_000),
    ),
    own_share=95_000,
)
SCHOOL = Example(
    district="farsta",
    partner="skarpnack",
    title="Skolnärvaro med socialtjänsten på plats",
    target_group="Elever i årskurs 4–6 med hög frånvaro",
    problem="Frånvaron upptäcks sent och familjen möter många olika personer.",
    activities="En socialsekreterare arbetar två dagar i veckan på tre skolor tillsammans med elevhälsan.",
    leads_to="Familjen får stöd inom två veckor från första signalen.",
    long_term="Färre barn behöver utredas för att de inte går i skolan.",
    purpose="Pröva om tidig hjälp i skolan minskar frånvaron.",
    goals="Frånvaron minskar för hälften av de sextio elever som får stöd.",
    research_link="Utvärderas med jämförelseskolor tillsammans med institutionen för socialt arbete.",
    follow_up="Frånvaro per termin, före och efter, i skolorna med och utan stöd.",
    gender_analysis="Flickors frånvaro märks ofta senare. Vi redovisar flickor och pojkar var för sig.",
    lines=(
        ("Socialsekreterare, 40 procent", 290_000),
        ("Utvärdering", 180_000),
        ("Resor och material", 20_000),
    ),
    own_share=60_000,
)
PLAIN_LANGUAGE = Example(
    district="skarpnack",
    title="Beslut som går att förstå",
    target_group="Personer som söker ekonomiskt bistånd",
    problem="Många ringer för att de inte förstår sitt beslut.",
    activities="Skriver om de tjugo vanligaste besluten tillsammans med brukare och provar dem.",
    leads_to="Färre samtal om vad beslutet betyder.",
    long_term="Hela staden använder samma begripliga texter.",
    purpose="Göra besluten begripliga för den som får dem.",
    goals="Åtta av tio kan med egna ord säga vad beslutet innebär.",
    research_link="Språkforskare vid Stockholms universitet prövar texterna i ett jämförande försök.",
    follow_up="Läsprov med sextio personer, hälften med den gamla texten och hälften med den nya.",
    gender_analysis="Vi jämför hur kvinnor och män förstår texterna.",
    lines=(("Språkvårdare, uppdrag", 140_000), ("Läsprov och ersättning", 60_000), ("Arbetstid", 110_000)),
    own_share=110_000,
)
VIOLENCE = Example(
    district="kungsholmen",
    partner="skarholmen",
    title="Fråga om våld vid första samtalet",
    target_group="Vuxna som söker stöd hos socialtjänsten",
    problem="Våld kommer fram sent, ibland först efter flera kontakter.",
    activities="Utbildar mottagningen och inför fyra frågor i varje första samtal.",
    leads_to="Fler får frågan och fler erbjuds skydd.",
    long_term="Frågan är självklar på alla mottagningar.",
    purpose="Pröva ett enkelt sätt att fråga alla om våld.",
    goals="Nio av tio nya kontakter får frågorna.",
    research_link="Högskolan granskar akter före och efter och intervjuar personalen.",
    follow_up="Aktgranskning av hundra ärenden före och hundra efter.",
    gender_analysis="Kvinnor och män får samma frågor. Svaren redovisas var för sig.",
    lines=(("Utbildning", 150_000), ("Aktgranskning", 170_000), ("Handledning", 80_000)),
    own_share=50_000,
)
YOUNG_ADULTS = Example(
    district="skarholmen",
    title="Mentor efter avslutad insats",
    target_group="Unga vuxna 18–24 år som lämnar en social insatsgrupp",
    problem="Stödet slutar när insatsen slutar, och många faller tillbaka.",
    activities="En mentor träffar den unga varje vecka i sex månader.",
    leads_to="Fler är kvar i arbete eller studier efter ett halvår.",
    long_term="Färre återfall i brott.",
    purpose="Pröva mentorer som en bro ut ur insatsen.",
    goals="Tjugo unga vuxna har haft en mentor i minst fem månader.",
    research_link="Kriminologer följer gruppen i register efter ett och två år.",
    follow_up="Sysselsättning vid start, efter sex och efter tolv månader.",
    gender_analysis="De flesta är unga män. Vi söker också upp unga kvinnor.",
    lines=(("Mentorer, arvode", 380_000), ("Samordnare, halvtid", 260_000), ("Registerstudie", 140_000)),
    own_share=120_000,
)
OLDER_CARERS = Example(
    district="farsta",
    title="Anhöriga på nätet",
    target_group="Föräldrar till vuxna barn med funktionsnedsättning",
    problem="Anhöriga kommer inte till träffar på dagtid.",
    activities="Digitala samtalsgrupper på kvällstid, åtta tillfällen.",
    leads_to="Anhöriga känner sig mindre ensamma.",
    long_term="Stödet når dem som aldrig har kommit tidigare.",
    purpose="Nå anhöriga som inte kan komma på dagen.",
    goals="Trettio anhöriga deltar, varav tjugo för första gången.",
    research_link="FoU Södertörn intervjuar deltagarna.",
    follow_up="Enkät om ensamhet före och efter.",
    gender_analysis="Mödrar deltar oftare. Vi bjuder in fäder särskilt.",
    lines=(("Samtalsledare", 120_000), ("Intervjuer", 70_000)),
    own_share=30_000,
)
REHAB = Example(
    district="skarpnack",
    title="Raka vägen till arbetsträning",
    target_group="Långtidssjukskrivna med ekonomiskt bistånd",
    problem="Det tar fyra månader från läkarintyg till första mötet om arbete.",
    activities="Möte med vården, Jobbstart och socialtjänsten inom tre veckor.",
    leads_to="Kortare väntan och en gemensam plan.",
    long_term="Fler försörjer sig själva.",
    purpose="Korta vägen från intyg till arbetsträning.",
    goals="Sextio personer har en plan inom fyra veckor.",
    research_link="Jämförs med året innan av en forskare vid Karolinska institutet.",
    follow_up="Dagar från intyg till plan, och försörjning efter sex månader.",
    gender_analysis="Kvinnor är fler och har väntat längre. Vi mäter båda.",
    lines=(("Samordnare, halvtid", 330_000), ("Utvärdering", 150_000), ("Vårdens medverkan", 120_000)),
    own_share=150_000,
)
