"""What else the field calls the same thing: used beside the reader's own words, at less weight, and shown to her.

Each line holds names for one thing that anybody in Swedish social services would look for together.
"""

from functools import lru_cache

from praktiknara.swedish.keys import name_keys

TABLE = """
ASI | Addiction Severity Index
barnahus | barnhus
barnavårdsutredning | barnutredning
BBIC | barns behov i centrum
bostadslös | hemlös
bostadslöshet | hemlöshet
bostad först | housing first
brukare | klient
brukarinflytande | brukarmedverkan | brukardelaktighet
digitalisering | digital utveckling
drogförebyggande | drogpreventiv | narkotikaförebyggande
dubbeldiagnos | samsjuklighet
ekonomiskt bistånd | försörjningsstöd | socialbidrag
elektronisk ansökan | e-ansökan | e-tjänst
ensamkommande barn | ensamkommande unga
evidensbaserad praktik | kunskapsbaserad praktik | EBP
familjecentral | familjens hus
familjehem | fosterhem
FoU | forskning och utveckling
funktionsnedsättning | funktionshinder | funktionsvariation
fältarbete | uppsökande arbete | fältassistent | fältare
förebyggande arbete | prevention | preventivt arbete
föräldrastöd | föräldraskapsstöd | föräldrautbildning
hedersvåld | hedersrelaterat våld | hedersförtryck | hedersrelaterat förtryck
hemmasittare | skolfrånvaro | hög frånvaro
hemtjänst | hemvård
hyresvärd | fastighetsägare
HVB | hem för vård eller boende
idéburen sektor | civilsamhälle | ideell sektor
idéburet offentligt partnerskap | IOP
IFO | individ- och familjeomsorg
IPS | individual placement and support
KBT | kognitiv beteendeterapi
LSS | lagen om stöd och service till vissa funktionshindrade
LVM | lagen om vård av missbrukare
LVU | lagen med särskilda bestämmelser om vård av unga
lärosäte | universitet | högskola
maxbelopp | maximalt belopp | högsta belopp
MI | motiverande samtal
missbruk | beroende | substansbruk
narkotika | droger
NPF | neuropsykiatrisk funktionsnedsättning
orosanmälan | anmälan om oro
placerade barn | familjehemsplacerade barn
psykisk ohälsa | psykiska besvär
relationsvåld | våld i nära relation | partnervåld
samverkan | samarbete
SIP | samordnad individuell plan
självmord | suicid
socialtjänstlagen | SoL
studieresa | studiebesök
suicidprevention | självmordsprevention
tidiga insatser | tidigt stöd
UMO | ungdomsmottagning
ungdomsbrottslighet | ungdomskriminalitet | ungdomsbrott
utlandet | utomlands | internationell
utlysning | ansökningsomgång
utvärdering | uppföljning
vräkning | avhysning
våldsutsatt | utsatt för våld
äldreomsorg | äldrevård
"""


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for line in TABLE.strip().splitlines():
        names = tuple(name.strip() for name in line.split("|"))
        for name in names:
            groups[name_keys(name)] = tuple(other for other in names if other != name)
    return groups


def synonyms(keys: str) -> tuple[str, ...]:
    """Give other names for a thing whose name has these keys; none for most."""
    return _groups().get(keys, ())


@lru_cache(maxsize=1)
def longest() -> int:
    """Words in the longest name of the table."""
    return max(keys.count(" ") + 1 for keys in _groups())
