"""Public names for a reader without a register: universities, authorities, and Stockholm's districts."""

UNIVERSITIES = (
    "Stockholms universitet", "Uppsala universitet", "Lunds universitet", "Göteborgs universitet", "Umeå universitet",
    "Linköpings universitet", "Karlstads universitet", "Linnéuniversitetet", "Örebro universitet", "Mittuniversitetet",
    "Malmö universitet", "Mälardalens universitet", "Luleå tekniska universitet", "Karolinska institutet",
    "Kungliga Tekniska högskolan", "Chalmers tekniska högskola", "Södertörns högskola", "Högskolan i Gävle",
    "Högskolan i Borås", "Högskolan Dalarna", "Högskolan i Halmstad", "Högskolan Kristianstad", "Högskolan i Skövde",
    "Högskolan Väst", "Jönköping University", "Blekinge tekniska högskola", "Marie Cederschiöld högskola",
    "Ersta Sköndal högskola", "Ersta Sköndal Bräcke högskola", "Sophiahemmet högskola", "Röda Korsets högskola",
    "Gymnastik- och idrottshögskolan", "Försvarshögskolan", "Handelshögskolan i Stockholm",
    "Sveriges lantbruksuniversitet",
)  # fmt: skip  # a list reads best as lines of words
AUTHORITIES = (
    "Socialstyrelsen", "Folkhälsomyndigheten", "Försäkringskassan", "Arbetsförmedlingen", "Skolverket", "Polismyndigheten",
    "Kriminalvården", "Brottsförebyggande rådet", "Myndigheten för familjerätt och föräldraskapsstöd",
    "Inspektionen för vård och omsorg", "Statens institutionsstyrelse", "Myndigheten för delaktighet",
    "Myndigheten för vård- och omsorgsanalys", "Statens beredning för medicinsk och social utvärdering",
    "Jämställdhetsmyndigheten", "Migrationsverket", "Integritetsskyddsmyndigheten", "Riksrevisionen", "Statskontoret",
    "Forte", "Vetenskapsrådet", "Vinnova", "Formas", "Svenska ESF-rådet", "ESF-rådet", "Boverket", "Barnombudsmannen",
    "Sveriges Kommuner och Regioner", "Sveriges Kommuner och Landsting", "SKR", "SKL", "Etikprövningsmyndigheten",
    "Statistiska centralbyrån", "Socialdepartementet", "Arbetsmarknadsdepartementet", "Utbildningsdepartementet",
    "Europeiska socialfonden", "Länsstyrelsen", "Länsstyrelsen i Stockholms län", "Skolinspektionen",
    "Specialpedagogiska skolmyndigheten", "BRIS", "Rädda Barnen", "Stockholms Stadsmission", "Röda Korset",
    "Stockholms läns landsting", "Region Stockholm", "Region Skåne", "Västra Götalandsregionen", "Göteborgsregionen",
    "FoU i Väst", "FoU Nordväst", "FoU-Nordväst", "FoU Södertörn", "FoU Nordost", "Storsthlm", "Verdandi", "Majblomman",
)  # fmt: skip  # a list reads best as lines of words
STOCKHOLM_DISTRICTS = (
    "Bromma", "Enskede-Årsta-Vantör", "Farsta", "Hägersten-Liljeholmen", "Hägersten-Älvsjö", "Hässelby-Vällingby",
    "Kungsholmen", "Norra innerstaden", "Norrmalm", "Rinkeby-Kista", "Järva", "Skarpnäck", "Skärholmen",
    "Spånga-Tensta", "Södermalm", "Älvsjö", "Östermalm", "Vantör", "Maria-Gamla stan", "Katarina-Sofia",
)  # fmt: skip  # a list reads best as lines of words
STOCKHOLM_BODIES = (
    "Socialnämnden", "Socialförvaltningen", "Kommunstyrelsen", "Kommunfullmäktige", "Stadsledningskontoret",
    "Arbetsmarknadsförvaltningen", "Utbildningsförvaltningen", "Äldreförvaltningen", "Stockholms stad",
)  # fmt: skip  # a list reads best as lines of words


def names() -> list[tuple[str, str]]:
    """All of them, as (as it may be written, as it is called); each district as its administration and its board."""
    plain = [(name, name) for name in (*UNIVERSITIES, *AUTHORITIES, *STOCKHOLM_BODIES)]
    of_districts = [
        (f"{written} {kind}", f"{place}{'' if place[-1] in 'aeiouyåäö' else 's'} {kind}")
        for place in STOCKHOLM_DISTRICTS
        for kind in ("stadsdelsförvaltning", "stadsdelsnämnd")
        for written in (place, f"{place}s")
    ]
    return [*plain, ("Stockholm stad", "Stockholms stad"), *of_districts]
