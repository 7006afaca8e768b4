"""Forms that no stemmer finds: strong verbs, umlaut plurals, spoken and chat spellings. Folded letters throughout."""

_LEMMAS = """
ar: vara var varit e aro voro
bli: blir blev blivit bliva
ga: gar gick gatt
sta: star stod statt
fa: far fick fatt
ge: ger gav gett givit giva
ta: tar tog tagit taga
komma: kom kommer kommit
se: ser sag sett
satta: satter satte
sitta: sitter satt suttit sutto
lagga: lagger la lade lagt
ligga: ligger legat
halla: haller holl hallit holls hallits hallas halls
hora: hor horde hort
gora: gor gjorde gjort gjordes gjorts goras gors
veta: vet visste vetat
saga: sager sa sade sagt
bo: bor bodde bott
dra: drar drog dragit dras drogs dragits
skriva: skriver skrev skrivit skrevs skrivits skrivs
driva: driver drev drivit drivs drevs drivits
finna: finns fanns funnits finnas hitta
vara_med: medverka
heta: heter hette hetat
halsa: halsar
hinna: hinner hann hunnit
vinna: vinner vann vunnit
forsvinna: forsvinner forsvann forsvunnit
binda: binder band bundit
bjuda: bjuder bjod bjudit bjods bjudits bjuds
inbjuda: inbjod inbjuden inbjudna inbjuds inbjods
sluta: slutar slutade slutat slot
besluta: beslutar beslutade beslutat beslutades beslutats beslot
anta: antar antog antagit antogs antagits antas antagen antaget antagna
fatta: fattar fattade fattat fattades
valja: valjer valde valt valdes valts valjs vald
salja: saljer salde salt
traffa: traffar traffade traffat traffades traffats
motas: mots mottes motts mota moter motte
se_over: oversyn
langre: lang langst
storre: stor storst stora stort
mer: mera mest mycket mkt mket
mindre: liten sma minst litet
bra: battre god gott goda
bast: basta
samre: dalig samst daligt
aldre: gammal aldst gamla
farre: fa
forst: forsta forste
person: personer
ledamot: ledamoter ledamoterna ledamotens ledamoten
stad: stader staderna staden stads
land: lander landerna landet
vag: vagar vagen vagarna
spar: sparen sparet
nan: nagon nagot nagra nat nara nagonting
sadan: sadant sadana san sant sana
de: dom dem di
mig: mej
dig: dej
sig: sej
och: oxa ocksa o
jag: ja
till: te
annars: annors
inte: ej icke int
vad: va vaff
vilka: vilken vilket vilk
varfor: vafor varfo
hur: hurdan
nar: naar
att: ate
pengar: pang stalar deg pluring
kommer: kmr
betala: betalar betalade betalat betalt betalas betalades betalats
bekosta: bekostar bekostade bekostat bekostades bekostats
kosta: kostar kostade kostat kostas
anlita: anlitar anlitade anlitat anlitades anlitats anlitas
delta: deltar deltog deltagit deltaga
narvara: narvarar narvarade narvarat
paga: pagar pagick pagatt
innehalla: innehaller inneholl innehallit
uppga: uppgar uppgick uppgatt
inga: ingar ingick ingatt
framga: framgar framgick
besta: bestar bestod bestatt
ansta: anstar
uppsta: uppstar uppstod
avse: avser avsag avsett
utse: utser utsag utsett utsags utsetts
anse: anser ansag ansett
overse: overser oversag
tillkomma: tillkommer tillkom tillkommit
aterkomma: aterkommer aterkom
forekomma: forekommer forekom
inkomma: inkommer inkom inkommit
franga: frangick
avga: avgar avgick avgatt
overga: overgar overgick
underga: undergar undergick
tillsatta: tillsatter tillsatte tillsatts tillsattes
framlagga: framlade framlagts
lagga_ner: nedlagd nedlagt
bista: bistar bistod bistatt
forsta: forstar forstod
ata: ater at atit
dricka: dricker drack druckit
sova: sover sov sovit
springa: springer sprang
sjunga: sjunger sjong sjungit
tycka: tycker tyckte tyckt tycks
tanka: tanker tankte tankt
leva: lever levde levt
stalla: staller stallde stallt stalls stalldes stallts stallda
folja: foljer foljde foljt
kora: kor korde kort
styra: styr styrde styrt styrs
krava: kraver kravde kravt kravs
vaxa: vaxer vaxte vuxit vaxt
minska: minskar minskade minskat
oka: okar okade okat okning okningen
be: ber bad bett bads
lova: lovar lovade lovat
dyka: dyker dok dykt
aka: aker akte akt
lasa: laser laste last
raknas: raknades
slita: sliter slet slitit
bita: biter bet bitit
brinna: brinner brann brunnit
brista: brister brast brustit
bryta: bryter brot brutit brots brutits bryts
falla: faller foll fallit
flyta: flyter flot flutit
flyga: flyger flog flugit
frysa: fryser fros frusit frosts frysts
gripa: griper grep gripit greps gripits
hugga: hugger hogg huggit
kliva: kliver klev klivit
knyta: knyter knot knutit knots knutits knyts
krypa: kryper krop krupit
ljuga: ljuger ljog ljugit
njuta: njuter njot njutit
riva: river rev rivit revs rivits
rinna: rinner rann runnit
skjuta: skjuter skot skjutit skots skjutits skjuts
sla: slar slog slagit slogs slagits
slappa: slapper slappte slappt slapptes
smyga: smyger smog smugit
spricka: spricker sprack spruckit
stiga: stiger steg stigit
stjala: stjal stal stulit
stryka: stryker strok strukit stroks strukits stryks
strida: strider stred stridit
svika: sviker svek svikit
tiga: tiger teg tigit
vika: viker vek vikit
rycka: rycker ryckte ryckt
radda: raddar raddade raddat
sprida: sprider spred spridit spreds spridits sprids
syssla: sysslar sysslade sysslat
tvinga: tvingar tvingade tvingat tvingades
pressa: pressar pressade pressat
"""

_CHAT = """
mkt: mycket
mket: mycket
nat: nagot
ngt: nagot
ngn: nagon
ngra: nagra
nan: nagon
nara: nagra
oxa: ocksa
iaf: i alla fall
pga: pa grund av
mfl: med flera
tom: till och med
fom: fran och med
ang: angaende
kl: klockan
ev: eventuellt
resp: respektive
inkl: inklusive
exkl: exklusive
ca: cirka
tex: till exempel
di: de
nr: nar
a: ar
dvs: det vill saga
sk: sa kallad
vg: var god
tack: tack
ordf: ordforande
vordf: vice ordforande
kommdir: kommundirektor
konf: konferens
sthlm: stockholm
iom: i och med
mha: med hjalp av
me: med
tsm: tillsammans
ngnstans: nagonstans
komdir: kommundirektor
kommundir: kommundirektor
kdir: kommundirektor
medl: medlem
antl: antal
konf: konferens
vafor: varfor
vaffor: varfor
vafo: varfor
"""


def _read(table: str) -> dict[str, str]:
    return {
        form: lemma.strip()
        for lemma, _, forms in (line.partition(":") for line in table.strip().splitlines())
        for form in forms.split()
    }


LEMMAS: dict[str, str] = _read(_LEMMAS)
"""Folded form → folded lemma, for words that a stemmer cannot bring together."""

SHORTHAND: dict[str, str] = {
    short.strip(): full.strip()
    for short, _, full in (line.partition(":") for line in _CHAT.strip().splitlines())
    if short.strip() != full.strip()
}
"""What people type in a hurry → the words in full, folded."""
