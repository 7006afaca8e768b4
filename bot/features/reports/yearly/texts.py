"""What the yearly report says: its chapters, the sentences on meetings and attendance, and the appendix."""

from bot.core.text import Text

# Chapters

REPORT_NAME = Text(sv="{cooperation}: verksamhetsberättelse {year}", en="{cooperation}: yearly report {year}")
DRAFT = Text(
    sv="Utkast {day}. Siffrorna gäller {period} och är hämtade ur mötena, anmälningarna och den noterade närvaron.",
    en="Draft of {day}. The figures are of {period}, taken from the meetings, the answers and the noted attendance.",
)
FOOT = Text(sv="Utkast {day}, sida ", en="Draft of {day}, page ")
SECRETARIAT_WRITES = Text(sv="Kansliet skriver det här kapitlet.", en="The secretariat writes this chapter.")
INTRODUCTION = Text(sv="Inledning", en="Introduction")
GOALS = Text(sv="Övergripande mål och fokusområden", en="Overall goals and focus areas")
FOLLOW_UP = Text(sv="Uppföljning av fokusområdena", en="Follow-up of the focus areas")
REFERRALS = Text(sv="Gemensamma remissvar", en="Joint referral responses")
EXTERNAL_MEETINGS = Text(sv="Externa möten", en="External meetings")
PROJECTS = Text(sv="Projekt", en="Projects")
MEETINGS_CHAPTER = Text(sv="Möten och närvaro", en="Meetings and attendance")
ACCOUNTS = Text(sv="Bokslut", en="Accounts")
APPENDIX = Text(sv="Bilaga: mötena bakom siffrorna", en="Appendix: the meetings behind the figures")

# Meetings and attendance

DURING_YEAR = Text(sv="under året", en="during the year")
DURING_PART = Text(sv="till och med {day}", en="up to {day}")
THE_NETWORK = Text(sv="Nätverket", en="The network")
THE_REFERENCE_GROUP = Text(sv="Referensgruppen", en="The reference group")
THE_WORKING_GROUP = Text(sv="Arbetsgruppen", en="The working group")
ALL_MET = Text(
    sv="Organen har tillsammans haft {meetings} {during}{kinds}.",
    en="The bodies held {meetings} together {during}{kinds}.",
)
BODY_MET = Text(
    sv="{body} har haft {meetings} {during}{kinds} ({numbers}).",
    en="{body} held {meetings} {during}{kinds} ({numbers}).",
)
NUMBERS = Text(sv="möte {numbers}", en="meeting {numbers}")
OF_KINDS = Text(sv=": {kinds}", en=": {kinds}")
MEETINGS_OF_ALL = Text(sv="{count} möten", en="{count} meetings")
ALL_ON_SITE = Text(sv="{count} möten på plats", en="{count} meetings on site")
ALL_ONLINE = Text(sv="{count} digitala möten", en="{count} online meetings")
ALL_HYBRID = Text(sv="{count} hybridmöten", en="{count} hybrid meetings")
ONE_ON_SITE = Text(sv="ett möte på plats", en="one meeting on site")
ONE_ONLINE = Text(sv="ett digitalt möte", en="one online meeting")
ONE_HYBRID = Text(sv="ett hybridmöte", en="one hybrid meeting")
KIND_ON_SITE = Text(sv="{count} på plats", en="{count} on site")
KIND_ONLINE = Text(sv="{count} digitala", en="{count} online")
KIND_ONLINE_ONE = Text(sv="ett digitalt", en="one online")
KIND_HYBRID = Text(sv="{count} hybridmöten", en="{count} hybrid")
KIND_HYBRID_ONE = Text(sv="ett hybridmöte", en="one hybrid")
JOINT_WITH = Text(sv="Mötet den {day} var gemensamt med {bodies}.", en="The meeting on {day} was joint with {bodies}.")
JOINT_OF_ALL_ONE = Text(sv="Ett av dem var gemensamt för flera organ.", en="One of them was joint to several bodies.")
JOINT_OF_ALL = Text(
    sv="{count} av dem var gemensamma för flera organ.", en="{count} of them were joint to several bodies."
)
CALLED_OFF_ONE = Text(sv="Ett möte ställdes in.", en="One meeting was cancelled.")
CALLED_OFF = Text(sv="{count} möten ställdes in.", en="{count} meetings were cancelled.")
NOT_NOTED_ONE = Text(
    sv="För ett möte är närvaron inte noterad ({numbers}), och det räknas därför inte i det som följer.",
    en="Attendance is not noted for one meeting ({numbers}), so it is not counted in what follows.",
)
NOT_NOTED = Text(
    sv="För {count} möten är närvaron inte noterad ({numbers}), och de räknas därför inte i det som följer.",
    en="Attendance is not noted for {count} meetings ({numbers}), so they are not counted in what follows.",
)
NOTHING_NOTED = Text(
    sv="Närvaron är inte noterad för något av mötena, så det går inte att säga hur den har varit.",
    en="Attendance is noted for none of the meetings, so nothing can be said of it.",
)
HOW_TO_CHECK = Text(
    sv="Mötena är numrerade efter datum. Numren står inom parentes och i tabellerna, och bilagan visar vilka mötena "
    "är och hur siffrorna är räknade.",
    en="The meetings are numbered by date. The numbers stand in brackets and in the tables, and the appendix shows "
    "which they are and how the figures are counted.",
)
CHAIR_WAS = Text(sv="Ordförande har varit {people}.", en="The chair was {people}.")
VICE_WAS = Text(sv="Vice ordförande har varit {people}.", en="The vice chair was {people}.")
HEAD_OF = Text(sv="{name}, {town}", en="{name}, {town}")
HEAD_FROM = Text(sv="{name} från och med {day}", en="{name} from {day}")
HEAD_UNTIL = Text(sv="{name} till och med {day}", en="{name} until {day}")
HEAD_FROM_UNTIL = Text(sv="{name} från {first} till {last}", en="{name} from {first} until {last}")
REPRESENTED = Text(
    sv="Kommunerna har varit representerade vid {count} av {all} möjliga tillfällen",
    en="The municipalities were represented on {count} of {all} occasions",
)
WAS_HIGH = Text(
    sv="Närvaron har varit hög: kommunerna har varit representerade vid {count} av {all} möjliga tillfällen",
    en="Attendance was high: the municipalities were represented on {count} of {all} occasions",
)
WAS_LOW = Text(
    sv="Närvaron har varit låg: kommunerna har varit representerade vid {count} av {all} möjliga tillfällen",
    en="Attendance was low: the municipalities were represented on {count} of {all} occasions",
)
WAS_USUAL = Text(
    sv="Närvaron har varit som tidigare: kommunerna har varit representerade vid {count} av {all} möjliga tillfällen",
    en="Attendance was as before: the municipalities were represented on {count} of {all} occasions",
)
IN_PERCENT = Text(sv="{said}, {percent}.", en="{said}, {percent}.")
AGAINST_MEAN = Text(
    sv="{said}, {percent}, mot i snitt {mean} {years}.", en="{said}, {percent}, against {mean} on average {years}."
)
AGAINST_ONE_YEAR = Text(sv="{said}, {percent}, mot {mean} {years}.", en="{said}, {percent}, against {mean} in {years}.")
FEW = Text(
    sv="{said}. Mötena är för få för att ange en andel.", en="{said}. The meetings are too few for a percentage."
)
YEAR_BEFORE = Text(sv="Året före var andelen {percent}.", en="The year before it was {percent}.")
PART_BEFORE = Text(
    sv="Samma tid året före var andelen {percent}.", en="In the same part of the year before it was {percent}."
)
STAND_INS_CAME = Text(sv="Ersättare har kommit {times}.", en="Stand-ins came {times}.")
EXCUSED_ONLY = Text(
    sv="Förhinder har anmälts {times}, och ingen kommun har uteblivit utan att säga det.",
    en="Municipalities were excused {times}, and none stayed away without saying so.",
)
EXCUSED_AND_ABSENT = Text(
    sv="Förhinder har anmälts {excused}, och {absent} har en kommun uteblivit utan att säga det.",
    en="Municipalities were excused {excused}, and {absent} one stayed away without saying so.",
)
ABSENT_ONLY = Text(
    sv="Inget förhinder har anmälts, men {absent} har en kommun uteblivit utan att säga det.",
    en="None was excused, but {absent} one stayed away without saying so.",
)
NOBODY_MISSED = Text(sv="Alla kommuner har varit med varje gång.", en="Every municipality was there every time.")
ANSWERS = Text(
    sv="Av {all} svar på kallelserna stämde {count} med vad som sedan hände{but}.",
    en="Of {all} answers to the invitations {count} agreed with what then happened{but}.",
)
ANSWERS_ALL = Text(
    sv="Alla {all} svar på kallelserna stämde med vad som sedan hände.",
    en="All {all} answers to the invitations agreed with what then happened.",
)
ANSWERS_BOTH = Text(
    sv="Båda svaren på kallelserna stämde med vad som sedan hände.",
    en="Both answers to the invitations agreed with what then happened.",
)
ANSWERS_ONE = Text(
    sv="Det enda svaret på kallelserna stämde med vad som sedan hände.",
    en="The only answer to the invitations agreed with what then happened.",
)
ANSWER_NOT_KEPT = Text(
    sv="Det enda svaret på kallelserna stämde inte med vad som sedan hände: {said}.",
    en="The only answer to the invitations did not agree with what then happened: {said}.",
)
ANSWERS_BUT = Text(sv="; {said}", en="; {said}")
YES_BUT_AWAY = Text(sv="{count} som hade sagt ja uteblev", en="{count} that had said yes stayed away")
NO_BUT_THERE = Text(sv="{count} kom trots anmält förhinder", en="{count} came though excused")
NO_ANSWER = Text(sv="Svar saknades {times}.", en="An answer was missing {times}.")
NO_CHANGE = Text(sv="Ingen kommun har bytt representant.", en="No municipality changed its representative.")
CHANGED_ONE = Text(
    sv="En kommun har bytt representant: {towns}.", en="One municipality changed its representative: {towns}."
)
CHANGED = Text(
    sv="{count} kommuner har bytt representant: {towns}.", en="{count} municipalities changed representative: {towns}."
)
CHANGED_OFTEN = Text(sv="{towns} har bytt mer än en gång.", en="{towns} changed more than once.")
TURNOVER_HIGH = Text(
    sv="Omsättningen på personer har varit hög, {count} byten mot i snitt {mean}.",
    en="Turnover was high, {count} changes against {mean} on average.",
)
TURNOVER_HIGH_ONE = Text(
    sv="Omsättningen på personer har varit hög, ett byte mot i snitt {mean}.",
    en="Turnover was high, one change against {mean} on average.",
)
TURNOVER_LOW = Text(
    sv="Omsättningen på personer har varit låg, {count} byten mot i snitt {mean}.",
    en="Turnover was low, {count} changes against {mean} on average.",
)
TURNOVER_LOW_ONE = Text(
    sv="Omsättningen på personer har varit låg, ett byte mot i snitt {mean}.",
    en="Turnover was low, one change against {mean} on average.",
)
WAS_VACANT = Text(
    sv="{town} saknade ordinarie representant {first}–{last} ({days} dagar).",
    en="{town} had no representative {first}–{last} ({days} days).",
)
WAS_VACANT_DAY = Text(
    sv="{town} saknade ordinarie representant {first}.", en="{town} had no representative on {first}."
)
IS_VACANT = Text(
    sv="{town} saknar ordinarie representant sedan {first} ({days} dagar).",
    en="{town} has had no representative since {first} ({days} days).",
)
WAS_NEVER = Text(
    sv="{towns} har ännu inte utsett någon representant.", en="No representative has yet been appointed by {towns}."
)
GUEST_WAS = Text(sv="Extern gäst har varit {guests}.", en="An external guest was {guests}.")
GUESTS_WERE = Text(sv="Externa gäster har varit {guests}.", en="External guests were {guests}.")
GUEST_AT = Text(sv="{guest} ({days})", en="{guest} ({days})")
BY_BODY = Text(sv="Närvaron i organen", en="Attendance in the bodies")
BY_TOWN = Text(sv="Kommunernas närvaro", en="The municipalities' attendance")
BY_TOWN_SAID = Text(
    sv="En kommun är representerad när dess ordinarie eller dess ersättare är med. Tabellen lägger ihop alla organ.",
    en="A municipality is represented when its holder or its stand-in is there. The table is of all bodies together.",
)
COLUMN_MEETINGS = Text(sv="Räknade möten", en="Meetings counted")
COLUMN_THERE = Text(sv="Repre\N{SOFT HYPHEN}senterade", en="Repre\N{SOFT HYPHEN}sented")
COLUMN_SHARE = Text(sv="Andel", en="Share")
COLUMN_BEFORE = Text(sv="Året före", en="Year before")
COLUMN_CHANGES = Text(sv="Byten", en="Changes")
COLUMN_VACANT = Text(sv="Vakanta dagar", en="Vacant days")
COLUMN_HOLDER = Text(sv="Ordinarie", en="Holder")
COLUMN_STAND_IN = Text(sv="Ersättare", en="Stand-in")
COLUMN_EXCUSED = Text(sv="Förhinder", en="Excused")
COLUMN_ABSENT = Text(sv="Uteblev", en="Absent")
PLOT_BODIES = Text(sv="Andel representerade platser per organ, procent", en="Seats represented by body, percent")
PLOT_TOWNS = Text(sv="{body}: utfall per kommun, antal möten", en="{body}: outcome by municipality, meetings")

# External meetings

HAS_MET = Text(sv="{body} har träffat:", en="{body} met:")
MET = Text(sv="{guest} den {day} (möte {number})", en="{guest} on {day} (meeting {number})")
MET_AT = Text(sv="{guest} den {day}, {place} (möte {number})", en="{guest} on {day}, {place} (meeting {number})")
MET_ONLINE = Text(sv="{guest} den {day}, digitalt (möte {number})", en="{guest} on {day}, online (meeting {number})")

# Appendix

RULES = Text(sv="Så är siffrorna räknade", en="How the figures are counted")
RULE_MANDATE = Text(
    sv="En plats räknas på de möten som hölls medan någon hade den, som ordinarie eller ersättare. En vakant plats "
    "räknas inte som frånvaro.",
    en="A seat is counted at the meetings held while somebody had it, as holder or stand-in. A vacant seat is not "
    "counted as absent.",
)
RULE_STAND_IN = Text(
    sv="Kommer ersättaren är kommunen representerad.", en="When the stand-in comes, the municipality is represented."
)
RULE_EXCUSED = Text(
    sv="Anmält förhinder skiljs från att utebli utan att säga det.",
    en="Being excused is told apart from staying away without a word.",
)
RULE_CANCELLED = Text(
    sv="Inställda möten räknas inte. Möten utan noterad närvaro redovisas för sig.",
    en="Cancelled meetings are not counted. Meetings without noted attendance are told apart.",
)
RULE_JOINT = Text(
    sv="Ett gemensamt möte är ett möte, men kallar platserna i vart och ett av organen.",
    en="A joint meeting is one meeting, but calls the seats of each body.",
)
RULE_PERCENT = Text(sv="Andelar anges från fyra möten.", en="Percentages are given from four meetings on.")
RULE_LEVEL = Text(
    sv="Hög och låg närvaro är minst 5 procentenheter över eller under organets eget snitt de fem senaste åren, av "
    "de år då minst fyra möten har noterats. Hög och låg omsättning är minst två byten fler eller färre än samma "
    "snitt.",
    en="High and low attendance is at least 5 percentage points above or below the body's own average of the last "
    "five years, of those with four noted meetings or more. High and low turnover is two changes more or fewer than "
    "that.",
)
RULE_CHANGES = Text(
    sv="Ett byte är att platsen går till en annan person. Vakanta dagar räknas från att platsen först blev besatt.",
    en="A change is a seat passing to another person. Vacant days are counted from when the seat was first filled.",
)
THE_MEETINGS = Text(sv="Mötena", en="The meetings")
CANCELLED_MEETINGS = Text(sv="Inställda möten", en="Cancelled meetings")
COLUMN_NUMBER = Text(sv="Nr", en="No")
COLUMN_DAY = Text(sv="Datum", en="Date")
COLUMN_BODY = Text(sv="Organ", en="Body")
COLUMN_WHERE = Text(sv="Form och plats", en="Form and place")
COLUMN_CAME = Text(sv="Representerade", en="Represented")
FORM_ON_SITE = Text(sv="På plats", en="On site")
FORM_ONLINE = Text(sv="Digitalt", en="Online")
FORM_HYBRID = Text(sv="Hybrid", en="Hybrid")
NOT_NOTED_MARK = Text(sv="ej noterad", en="not noted")
