"""What the people of the journey write."""

INTRODUCTION = (
    "Medlen delfinansierar lokal utveckling nära praktiken. Vi ser gärna att ni söker tillsammans med en annan stadsdel, "
    "och att någon utifrån följer arbetet."
)
RULES = (
    "Högst 750 000 kr per ansökan",
    "Projektet ryms i det år som medlen gäller",
    "Högst tre beviljade ansökningar per stadsdelsförvaltning",
    "Forskare hjälper till före ansökan, under arbetet och när det ska bli vardag",
    "Frågan om jämställdhet besvaras i ansökan och i redovisningen",
)
MORE_RULES = (
    ("own_share", "Egen insats, eller skäl om den är 0 kr"),
    ("joint_first", "Gemensamma ansökningar går före"),
)
CRITERIA = (
    ("Omfattar flera stadsdelsförvaltningar", "Vilka är med, och har de bekräftat?"),
    ("Strategisk betydelse för staden som helhet", "Vad kan andra stadsdelar använda?"),
    ("Idé om forskningsanknytning", "Vem följer arbetet, och hur?"),
)

TITLE = "Unga i familjehem får säga hur de har det"
ABOUT = {
    "Vad heter projektet?": TITLE,
    "Vilka är projektet till för?": "Unga 13–18 år i familjehem, ungefär 60 per år",
    "Vad är syftet?": "Unga som bor i familjehem ska få frågan om hur de har det, av någon som de själva har valt, "
    "och deras svar ska märkas i vården.",
}
THEORY = {
    "Vilket problem vill ni lösa?": "Unga i familjehem träffar sin socialsekreterare sällan och får sällan frågan om hur de "
    "har det. Det som inte fungerar upptäcks sent.",
    "Vad ska ni göra?": "Fyra samtal om året med en vuxen som den unga väljer själv. Samtalen följer frågor som "
    "ungdomarna har varit med och skrivit.",
    "Vad ska det leda till?": "De unga säger att någon vet hur de har det. Det som behöver ändras ändras inom en månad.",
    "Vad hoppas ni på efter två år?": "Färre placeringar avbryts i förtid, och samtalen ingår i det vanliga arbetet.",
    "Vilka är målen?": "Minst 45 av 60 unga har haft fyra samtal när året är slut. Minst 40 svarar att någon vet hur de har det.",
}
COSTS = (
    ("Samordnare på halvtid", "380 000"),
    ("Samtalsledare i två stadsdelar", "285 000"),
    ("Forskare som följer arbetet", "120 000"),
    ("Lokaler, resor och material", "80 000"),
)
RESEARCH = {
    "Hur knyter projektet an till forskning?": "En forskare i socialt arbete följer samtalen, och vi jämför med unga som står på tur.",
    "Hur ska ni följa upp?": "Samma fem frågor till de unga före, efter sex månader och efter ett år. Samordnaren räknar svaren.",
}
GENDER = {
    "Hur påverkar projektet kvinnor och män, flickor och pojkar?": "Fler pojkar än flickor avbryter sin placering. Vi följer flickor "
    "och pojkar var för sig, och frågar pojkarna på ett sätt som de själva har valt.",
}

LIKE_SARAS = {
    "purpose": "De som berörs ska få stöd tidigare och slippa upprepa sin historia.",
    "goals": "Tjugo personer har fått stöd när året är slut.",
    "target_group": "Unga vuxna 18–25 år",
    "problem": "Stödet kommer sent och ser olika ut i stadsdelarna.",
    "activities": "Två medarbetare prövar ett nytt arbetssätt under ett år.",
    "leads_to": "De som får stöd säger att det kom i tid.",
    "long_term": "Arbetssättet används i hela staden.",
    "research_link": "En forskare läser dokumentationen.",
    "follow_up": "Enkät före och efter.",
    "gender_analysis": "Kvinnor och män följs var för sig.",
}
OTHERS = (
    ("kungsholmen", "Hembesök före flytten till egen bostad", 600_000, (2, 3, 2)),
    ("skarholmen", "Öppen rådgivning i tre centrum", 450_000, (1, 1, 1)),
)

REASONS = (
    ("3", "Två stadsdelar söker tillsammans och båda har bekräftat."),
    ("3", "Frågan gäller alla unga i familjehem i staden."),
    ("2", "Forskaren är vidtalad, men jämförelsen behöver beskrivas bättre."),
)
SECOND_REASONS = (
    ("3", "Gemensam ansökan med tydlig uppdelning."),
    ("2", "Viktigt, men målet är satt för de egna stadsdelarna."),
    ("3", "Upplägget med samma frågor vid tre tillfällen går att lita på."),
)

LESSON = "Låt den unga välja vem som frågar. Ring före varje samtal, annars uteblir var tredje. Säg efteråt vad svaret ledde till."
REPORT = {
    "Vad gjorde ni?": "56 unga fick en samtalsperson som de valde själva. Tillsammans blev det 187 samtal i Skarpnäck och Farsta.",
    "Vad gav det?": "De flesta säger att någon vet hur de har det. För 19 unga ändrades något i vården inom en månad.",
    "Vad blev inte som ni tänkt?": "Målet var 60 unga. Fyra tackade nej, och en samtalsledare slutade i maj.",
    "Vad gav det för flickor och pojkar, kvinnor och män?": "31 flickor och 25 pojkar deltog. Pojkarna uteblev oftare från första samtalet.",
    "Vad bör en kollega veta innan hon prövar samma sak?": LESSON,
    "Vad händer nu?": "Samtalen fortsätter i båda stadsdelarna med egna medel.",
}
SUMMARY = (
    "56 unga i familjehem i Skarpnäck och Farsta fick regelbundna samtal med en vuxen som de själva hade valt. "
    "42 av dem sa efteråt att någon vet hur de har det."
)

CASE_GENDER = (
    "De två projekt som föreslås följer flickor och pojkar, kvinnor och män var för sig. Den sökande ska visa skillnader i sin "
    "redovisning."
)
