"""Letters as issuers write them: invented, in the forms of Swedish authorities, and what a person reads in them."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """A letter and what it says; `title` holds the words that must be in the title."""

    text: str
    title: str
    issuer: str
    number: str
    due_on: dt.date
    link: str = ""


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


LETTERS = (
    Letter(
        """Regeringskansliet
Remiss
2026-11-20
KN2026/01234
Klimat- och näringslivsdepartementet

Remiss av betänkandet Ladda för framtiden (SOU 2026:45)

Remissinstanser
1 Boverket
2 Energimarknadsinspektionen
3 Haninge kommun
4 Region Stockholm
5 Södertörnskommunerna
6 Trafikverket

Remissvaren ska ha kommit in till Klimat- och näringslivsdepartementet senast den 5 mars 2027. Svaren bör lämnas
per e-post till kn.remissvar@regeringskansliet.se och med kopia till kn.ke@regeringskansliet.se. Ange diarienummer
KN2026/01234 och remissinstansens namn i ämnesraden på e-postmeddelandet.

I remissen ligger att regeringen vill ha synpunkter på förslagen eller materialet i betänkandet. Betänkandet föreslår
att kommunerna ska planera för laddning av tunga fordon.""",
        "Betänkandet Ladda för framtiden (SOU 2026:45)",
        "Klimat- och näringslivsdepartementet",
        "KN2026/01234",
        _day("2027-03-05"),
    ),
    Letter(
        """Från: Remiss Infrastruktur <li.remissvar@regeringskansliet.se>
Skickat: den 18 november 2026 14:02
Till: Kansliet
Ämne: Remiss av Trafikverkets förslag till nationell plan för transportinfrastrukturen 2030–2041

Hej!

Landsbygds- och infrastrukturdepartementet remitterar härmed Trafikverkets förslag. Handlingarna finns på
https://www.regeringen.se/remisser/nationell-plan. Svar ska ha kommit in senast den 30 april 2027.
Ange vårt diarienummer LI2026/02210.

Med vänlig hälsning
Registrator""",
        "Trafikverkets förslag till nationell plan för transportinfrastrukturen 2030–2041",
        "Landsbygds- och infrastrukturdepartementet",
        "LI2026/02210",
        _day("2027-04-30"),
        "https://www.regeringen.se/remisser/nationell-plan",
    ),
    Letter(
        """Trafikverket
Ärendenummer: TRV 2026/12345
Dokumentdatum: 2026-11-15

Remiss: Åtgärdsvalsstudie för väg 73 mellan Trollbäcken och Handen

Trafikverket översänder rubricerad åtgärdsvalsstudie på remiss till berörda kommuner. Studien föreslår åtgärder för
framkomlighet och trafiksäkerhet på sträckan. Era synpunkter ska vara Trafikverket tillhanda senast 2027-02-28 och
skickas till trafikverket@trafikverket.se. Ange ärendenummer TRV 2026/12345. Frågor besvaras av Per Lind, 010-123 45 67.
Ett informationsmöte hålls den 14 januari 2027 på Teams.""",
        "Åtgärdsvalsstudie för väg 73 mellan Trollbäcken och Handen",
        "Trafikverket",
        "TRV 2026/12345",
        _day("2027-02-28"),
    ),
    Letter(
        """VB: Samråd vägplan trafikplats Fors

Från: Lena Falk <lena.falk@trafikverket.se>
Skickat: den 2 december 2026 08:41
Ämne: Samråd om vägplan för trafikplats Fors, väg 73, TRV 2026/98765

Ni bjuds in att lämna synpunkter på vägplanens samrådshandling. Handlingarna är tillgängliga från den 7 december 2026 på
www.trafikverket.se/fors. Skriftliga synpunkter ska ha inkommit senast den 22 januari 2027.

Lena Falk
Projektledare, Trafikverket""",
        "Samråd om vägplan för trafikplats Fors, väg 73",
        "Trafikverket",
        "TRV 2026/98765",
        _day("2027-01-22"),
    ),
    Letter(
        """Region Stockholm
Tillväxt- och regionplaneförvaltningen
2026-11-24
Diarienummer: TRN 2026-0311

Remiss av förslag till länsplan för regional transportinfrastruktur
i Stockholms län 2030–2041

Tillväxt- och regionplanenämnden beslutade den 19 november 2026 att sända förslaget på remiss. Länsplanen redovisar hur
medlen för länsvägar, kollektivtrafik och cykel ska fördelas. Yttrande lämnas senast den 15 mars 2027 via formuläret på
https://www.regionstockholm.se/lansplan eller till registrator@regionstockholm.se.""",
        "Förslag till länsplan för regional transportinfrastruktur i Stockholms län 2030–2041",
        "Region Stockholm",
        "TRN 2026-0311",
        _day("2027-03-15"),
        "https://www.regionstockholm.se/lansplan",
    ),
    Letter(
        """Till berörda kommuner

Remiss: Trafikförändringar i SL-trafiken 2027/2028 (T28)

Trafikförvaltningen, Region Stockholm, ger er möjlighet att lämna synpunkter på förslaget till trafikförändringar inför
T28. Förslaget innebär förändrad busstrafik i flera kommuner. Sista svarsdag är 12 februari 2027. Svar skickas till
registrator.tf@sll.se. Ange SL 2026-0456.

Vid frågor, kontakta Trafikförvaltningen senast 20 januari 2027.""",
        "Trafikförändringar i SL-trafiken 2027/2028 (T28)",
        "Trafikförvaltningen",
        "SL 2026-0456",
        _day("2027-02-12"),
    ),
    Letter(
        """Länsstyrelsen i Stockholms län
Enheten för samhällsplanering
Datum 2026-11-10
Beteckning 402-12345-2026

Remiss om regional vattenförsörjningsplan för Stockholms län

Länsstyrelsen i Stockholms län har tagit fram ett förslag till regional vattenförsörjningsplan. Planen beskriver
vattenresurser av betydelse för länet. Vi önskar era synpunkter senast den 31 januari 2027. Skicka svaret till
stockholm@lansstyrelsen.se och ange beteckning 402-12345-2026. Begäran om
anstånd ska göras senast den 15 januari 2027.""",
        "Regional vattenförsörjningsplan för Stockholms län",
        "Länsstyrelsen i Stockholms län",
        "402-12345-2026",
        _day("2027-01-31"),
    ),
    Letter(
        """Från: registrator@lansstyrelsen.se
Ämne: Remiss - Handlingsplan för grön infrastruktur, dnr 501-7788-2026
Datum: 2026-12-01

Hej,
Länsstyrelsen Stockholm remitterar bifogad handlingsplan. Länsstyrelsen Stockholm vill ha ert svar senast 2027-03-01.
Hälsningar
Maria Holm, Länsstyrelsen Stockholm""",
        "Handlingsplan för grön infrastruktur",
        "Länsstyrelsen Stockholm",
        "501-7788-2026",
        _day("2027-03-01"),
    ),
    Letter(
        """Boverket
Remiss 2026-11-27
Diarienummer 5512/2026

Remiss av förslag till ändring i Boverkets byggregler om laddinfrastruktur

Boverket ger er härmed tillfälle att lämna synpunkter på bifogat förslag. Föreskrifterna föreslås träda i kraft den
1 juli 2027. Svar på remissen ska ha kommit in till Boverket senast den 19 februari 2027.""",
        "Förslag till ändring i Boverkets byggregler om laddinfrastruktur",
        "Boverket",
        "5512/2026",
        _day("2027-02-19"),
    ),
    Letter(
        """Region Stockholm
Kulturförvaltningen

Inbjudan att lämna synpunkter på regional cykelplan för Stockholms län
Diarienr RS 2026-0789

Den regionala cykelplanen omfattar stråk i hela länet. Vi tar emot synpunkter till och med fredag 26 mars 2027.
Sista dag att lämna synpunkter: 26 mars 2027. Läs mer: https://www.regionstockholm.se/cykelplan.""",
        "Regional cykelplan för Stockholms län",
        "Region Stockholm",
        "RS 2026-0789",
        _day("2027-03-26"),
        "https://www.regionstockholm.se/cykelplan",
    ),
    Letter(
        """Ämne: VB: Remiss – promemorian Nya regler för kommunal samverkan (Fi2026/03321)

-----Ursprungligt meddelande-----
Från: Finansdepartementet Registrator <fi.registrator@regeringskansliet.se>

Finansdepartementet, Regeringskansliet, översänder promemorian på remiss. Promemorian innehåller förslag om
avtalssamverkan mellan kommuner. Remissvar ska ha inkommit till Finansdepartementet senast 9 april 2027.
Svaren märks Fi2026/03321.""",
        "Promemorian Nya regler för kommunal samverkan",
        "Finansdepartementet",
        "Fi2026/03321",
        _day("2027-04-09"),
    ),
    Letter(
        """Energimyndigheten
Vår referens: 2026-012345

Remiss av Vägledning för regionala elektrifieringspiloter

Energimyndigheten begär ert yttrande över förslaget till vägledning. Vi behöver ert svar senast den 8 januari 2027.
Mejla svaret till registrator@energimyndigheten.se.""",
        "Vägledning för regionala elektrifieringspiloter",
        "Energimyndigheten",
        "2026-012345",
        _day("2027-01-08"),
    ),
    Letter(
        """Svenska kraftnät
Ärendenr: Svk 2026/4321

Samråd inför ny 400 kV-ledning Ekhyddan–Snösätra

Svenska kraftnät planerar att bygga en ny ledning och bjuder in till samråd. Samrådshandlingen beskriver tre stråk.
Synpunkter lämnas skriftligen, senast 17 februari 2027, till samrad@svk.se. Öppet hus hålls den 20 januari 2027.""",
        "Samråd inför ny 400 kV-ledning Ekhyddan–Snösätra",
        "Svenska kraftnät",
        "Svk 2026/4321",
        _day("2027-02-17"),
    ),
    Letter(
        """Från: Naturvårdsverket <registrator@naturvardsverket.se>
Skickat: den 3 december 2026 10:15
Ämne: Remiss: Åtgärdsprogram mot buller 2028–2032, ärendenummer NV-2026-04567

Naturvårdsverket remitterar förslaget till åtgärdsprogram. Förslaget innebär att kommuner med fler än 100 000 invånare
ska samordna sina kartläggningar.

Svar önskas senast måndagen den 1 mars 2027.""",
        "Åtgärdsprogram mot buller 2028–2032",
        "Naturvårdsverket",
        "NV-2026-04567",
        _day("2027-03-01"),
    ),
    Letter(
        """Dear municipalities,

Subject: Remiss: Regional utvecklingsplan för Stockholmsregionen, RUFS 2060

Region Stockholm invites you to comment on the draft. The case number is RS 2026-1122. Replies must reach
Region Stockholm no later than 14 May 2027. The documents are at https://www.regionstockholm.se/rufs2060.""",
        "Regional utvecklingsplan för Stockholmsregionen, RUFS 2060",
        "Region Stockholm",
        "RS 2026-1122",
        _day("2027-05-14"),
        "https://www.regionstockholm.se/rufs2060",
    ),
    Letter(
        """Hej!

Vidarebefordrar en remiss från Naturvårdsverket.

-----Original Message-----
From: registrator@naturvardsverket.se
Sent: den 8 december 2026 09:15
Subject: Remiss av förslag till nationell avfallsplan 2027-2032, NV-04512-26

Naturvårdsverket remitterar härmed förslag till ny nationell avfallsplan och avfallsförebyggande program.
Svar lämnas senast den 12 mars 2027 till registrator@naturvardsverket.se. Ange ärendenummer NV-04512-26.""",
        "Förslag till nationell avfallsplan 2027-2032",
        "Naturvårdsverket",
        "NV-04512-26",
        _day("2027-03-12"),
    ),
    Letter(
        """Finansdepartementet
Kommunenheten

Promemoria: Stärkt kommunal krisberedskap

Remissinstanser:
Botkyrka kommun
Haninge kommun

Remissvaren ska ha kommit in till Finansdepartementet senast den 1 april 2027. Diarienummer: Fi2026/02345.""",
        "Promemoria: Stärkt kommunal krisberedskap",
        "Finansdepartementet",
        "Fi2026/02345",
        _day("2027-04-01"),
    ),
)

NO_LETTERS = (
    (
        "Hej, kommer du på mötet? Vi ska prata om remissen och jag undrar vem som tar med sig handlingarna till mötet "
        "i nästa vecka. Vi kan ses tidigare om du vill, annars hörs vi."
    ),
    "vilka remisser har vi svarat på i år?",
    (
        "vi lämnar synpunkter på avsnitt 3: vi avstyrker förslaget eftersom det saknar finansiering. Vi tillstyrker "
        "avsnitt 4 och vill att regionen återkommer med en tidplan innan planen antas av fullmäktige."
    ),
    "boka planeringscheferna tors v 3 kl 9–11 på Tyresö slott, gäst Trafikverket",
)
