"""Which Swedish words go together, and which official prose prefers: tables for `context`, written down by hand.

A weight is a natural logarithm of odds.
"""


def word_set(words: str) -> frozenset[str]:
    """Give the set of the words in a text, for tables that read as text."""
    return frozenset(words.split())


CLASSES = {
    "SUBJECT": "jag du han hon vi ni de man som det den vilka vilken",
    "PERSON": "jag du han hon vi ni de man barnen barnet föräldrar föräldrarna",
    "AUXILIARY": "att kan kunde kunna ska skall skulle vill ville måste bör borde får fick behöver behövde brukar kommer vågar"
    " hjälper försöker låta lät",
    "PREPOSITION": "i på av för med till från om under genom vid hos mot inom enligt utan mellan efter över",
    "FINITE": "är var finns fanns kan ska får vet måste blir bor ser går gäller vill träffas börjar ligger handlar",
    "HAVE": "har hade ha haft inte blivit också redan",
    "BE": "är var blir blev vara bli varit fortfarande",
    "VERY": "för alltför mycket så ganska relativt lika mer inte minst särskilt väldigt",
    "PLURAL": "många dessa andra flera två tre fyra fem olika några sådana vissa alla få fler",
    "NUMBER": "två tre fyra fem sex sju åtta nio tio elva tolv",
}
# word, side (< before, > after), the words there: `~x` any word that ends so, capitals a class above; then the weight.
CUES = """
stod < han hon vi dörren 3
stod > tom tomt tomma klar klart stilla kvar öppen öppet still 4
stod > inför vid i på 1.5
stöd < ett av ge ger få får fått söka sökt mer inget ekonomiskt ~iskt ~ellt ~ligt ~igt och med deras sitt behöver erbjuda erbjuds som 2
stöd > till för från och som efter vid 1
rad < lång en lika 3
rad < i på 2
råd < - ett ha har goda gott deras med om bästa få ge ger gav och behöver söka 2.5
låg < BE VERY 3
låg > nivå andel inkomst utbildning tröskel grad kvalitet kostnad självkänsla ålder risk 4
låg > i på kvar under till bakom 1.5
lag < ny enligt denna vår svensk gällande nya särskild annan 4
lag < i en 2
lag > om som och 1
far < min hans hennes deras sin en mor 5
när > PERSON en ett den det barn 1
när < ~r 0.5
når < vi de som inte ni man insatsen projektet och 1.5
når > fram ut upp fler målen målet sina dem många inte personer målgruppen alla 4
har > ~it ~at ~tt ~ts ~nat ~rt ~ett inte varit också även nu redan en ett alltid haft 2
här < så 2.5
här > FINITE 5
här > , . ? ! ) och 3
här < finns bor var är ligger kvar 2
väl < hur fungerar fungerade så lika mycket gått går mår stämmer faller fungera stå alltför används känner passar ta tas 3
val < ett sina sitt fria mitt vårt deras egna egen eget strategiska och vid inför individens medvetet nästa 4
val > av mellan 4
var < det som den vad hur och där han hon 1.5
vår < PREPOSITION 4
vår > YEAR 6
höst > YEAR 4
vår < denna hela nästa varje förra 4
var > och sin sitt för man vi de med 2
våra < PREPOSITION 5
våra < alla och av ett några 2
vara < AUXILIARY inte kunna 4
vart > vi de man jag du han hon ni tredje fjärde femte annat 5
vårt < PREPOSITION fyller är stärka ge 2
män < unga äldre vuxna gamla ensamma utsatta våldsutsatta våldsamma bland hos kvinnor våldsutövande gifta yngre andelen antalet PLURAL 6
män > och 1
män > i med som 1
mån < i viss 3
sa < han hon jag 3
sa < många 2
sa > att ja nej ifrån hej 1.5
så < inte och är 1
så > att 0.5
bor > i på hemma kvar tillsammans ensam ensamma själv själva hos här där utanför med nära 4
bör > ~as ~a få ske bli se gå stå nå inte därför också även dock ha ges 3
bor < SUBJECT 0.5
förstå < AUXILIARY och 6
förstå > att hur varför vad 4
första > gången året steget delen hand rummet tiden halvåret kvartalet 4
kalla < AUXILIARY de 4
källa < en sin i som 3
fortsatta > medel arbetet insatser satsningar utvecklingen studier uppdrag 4
trånga < är de för 4
första < det den de i för sin sina under sitt dess våra 5
saker < PLURAL 5
säker < är inte en känna mer sig var känner lika 3
ändra < AUXILIARY 5
ändras < AUXILIARY 4
ändras > inte 1
ända > till fram in sedan från upp ner ut 6
anda < en i samma god 4
nått < har hade ha inte också 6
natt < i en hela varje per 4
värd < är inte var 4
vård < och av i för om den inom till god 2
går > till vidare igenom hem ihop över 5
nå < AUXILIARY 4
vårda < AUXILIARY som 4
värda < är de mest var 4
lagt < har hade ha blivit också vi 4
lågt < är mycket för alltför ett så relativt 3
svar < ett få som inga på deras ge gav fick får inget ett 4
svår < är en mycket så alltför 3
låga < de är med alltför för relativt 4
laga < AUXILIARY och 3
län < i ett stockholms hela sitt 3
lån < ett ta tar få 3
fortsätta < AUXILIARY 6
fortsatta < den det de denna för till vårt våra deras 4
miljon < en halv NUMBER per 5
miljö < en god 3
ingå < AUXILIARY och 6
inga < finns har det fick 2
störa < AUXILIARY 4
fälla < AUXILIARY 4
stärka < AUXILIARY och 6
starka < de är sina med 4
beror > på 6
berör < som frågor 1
vägar < SUBJECT olika nya andra 1
vågar < SUBJECT inte aldrig alltid även 3
våga < AUXILIARY 2
råder < det som där 3
vald < är blir blivit var en blev 4
utsatts < har hade ha som blivit 4
utsätts < när som de 3
utsätta < AUXILIARY 4
värdera < AUXILIARY 4
mått < NUMBER ett bra några olika som 3
sätt < på ett annat olika samma detta nytt bra vilket sådant bästa nya 5
satt < har hade han hon 4
fört < har hade ha 4
fört > vid 3
fort > som 3
räckt < har 4
försökt < har 4
för > of the and 0
for > of the and 5
over > the 6
kört < har 4
bära < AUXILIARY 2
höst < i varje denna 3
åkt < har 4
tagen < är blir 2
mäns < kvinnors och 4
mätt < har hade 3
läst < har hade inte 4
låst < är var 3
sänkt < har en 3
nämn < och 1
slutat < har 2
anmält < har 4
tåla < AUXILIARY 1
tala < AUXILIARY 2
väg < på en ut långt 1
åter < komma 2
"""
# How much more (or less) official prose uses a word than running text at large does: the weight, then the words.
PREFERRED = """
4 vålds
3.3 pröva prövade prövades prövar prövas prövat prövats
3 våras årlig öka ökad ökade ökar ökat
2.5 stöd årliga
2 fortsatt följa länet mäns mäta mål mönster okänd okända prövande rätten rätts skäl sökt utsatta våld
2 vården vårds åren års åter
1.5 innebär källa källan källor källorna kö läget län mått vård vårdens ändras
1 behov berör frågor får följd för hög höga högt lagen lösa miljön många prövning råd råds rör stärks
1 stärkt stöds svårt sätt trött täcka täcker värna vårdar året åtgärd
0.5 brå gång hot lön man når spara tjänsteman trott väg
-0.5 dö gäng körs mätt natt rad sålt värd värdens öst
-1 bröder humor kallare lager laget läger lånet mata matt ost sa saga salt spåra svart säng sång värds
-1 äter
-1.5 bar far for kors låsa mans tåg vag våg ärliga
-2 bada fortsätt grät hälla häller hår ide klär käka låser monster pasta ratten ror släpp stal stallet
-2 stål stör säg sås tank tavla tåget tår vand vänligen ön
-2.5 skål
-3 ars behöv do gar höt laser los mal na rada star tör våran ären åh
-4 apple hallå hora lost on
-5 oka
-6 r
"""
LEANINGS = {
    word: float(weight) for weight, *words in map(str.split, PREFERRED.strip().splitlines()) for word in words
}
