"""What stands in the spreadsheet."""

from bot.core.text import Text

# Sheets

SEATS = Text(sv="Platser och möten", en="Seats and meetings")
MEETINGS = Text(sv="Möten", en="Meetings")
BODIES = Text(sv="Organ", en="Bodies")
TOWNS = Text(sv="Kommuner", en="Municipalities")
PLACES = Text(sv="Platser", en="Seats")
ABOUT = Text(sv="Så är det räknat", en="How it is counted")

# Columns

NUMBER = Text(sv="Möte nr", en="Meeting no")
DAY = Text(sv="Datum", en="Date")
BODY = Text(sv="Organ", en="Body")
TOWN = Text(sv="Kommun", en="Municipality")
FORM = Text(sv="Form", en="Form")
PLACE = Text(sv="Plats", en="Place")
JOINT = Text(sv="Gemensamt", en="Joint")
STATE = Text(sv="Läge", en="State")
GUESTS = Text(sv="Gäster", en="Guests")
SAID = Text(sv="Anmält", en="Said")
OUTCOME = Text(sv="Utfall", en="Outcome")
COUNTS = Text(sv="Räknas", en="Counts")
HOLDER = Text(sv="Ordinarie", en="Holder")
STAND_IN = Text(sv="Ersättare", en="Stand-in")
EXCUSED = Text(sv="Förhinder", en="Excused")
ABSENT = Text(sv="Uteblev", en="Absent")
TOWNS_MEETING = Text(sv="Kommunens möte", en="Meeting of municipality")
HELD = Text(sv="Hållna möten", en="Meetings held")
NOTED = Text(sv="Räknade möten", en="Meetings counted")
POSSIBLE = Text(sv="Möjliga", en="Possible")
SHARE = Text(sv="Andel", en="Share")
CHANGES = Text(sv="Byten", en="Changes")
VACANT = Text(sv="Vakanta dagar", en="Vacant days")

# Values

YES = Text(sv="ja", en="yes")
NO = Text(sv="nej", en="no")
ON_SITE = Text(sv="på plats", en="on site")
ONLINE = Text(sv="digitalt", en="online")
HYBRID = Text(sv="hybrid", en="hybrid")
STATE_NOTED = Text(sv="noterat", en="noted")
STATE_UNNOTED = Text(sv="ej noterat", en="not noted")
STATE_CANCELLED = Text(sv="inställt", en="cancelled")
SAID_COMES = Text(sv="kommer", en="comes")
SAID_ONLINE = Text(sv="deltar digitalt", en="joins online")
SAID_STAND_IN = Text(sv="ersättare kommer", en="stand-in comes")
SAID_HINDERED = Text(sv="förhinder", en="hindered")
SAID_NOTHING = Text(sv="inget svar", en="no answer")
CAME_HOLDER = Text(sv="ordinarie på plats", en="holder there")
CAME_STAND_IN = Text(sv="ersättare på plats", en="stand-in there")
WAS_EXCUSED = Text(sv="förhinder", en="excused")
WAS_ABSENT = Text(sv="uteblev", en="absent")
WAS_VACANT = Text(sv="vakant plats", en="vacant seat")
NOT_NOTED = Text(sv="ej noterat", en="not noted")
TOTAL = Text(sv="Alla", en="All")

# What it is

ABOUT_NAME = Text(sv="Närvaron {year}", en="Attendance {year}")
ABOUT_TITLE = Text(sv="Närvaron {period}, hämtad {day}", en="Attendance {period}, fetched {day}")
ABOUT_SHEETS = Text(
    sv="Bladet {seats} har en rad för varje plats och möte. Allt annat är summor av de raderna, med formler som går "
    "att följa.",
    en="The sheet {seats} has a row for each seat and meeting. All else is sums of those rows, by formulas that can "
    "be followed.",
)
ABOUT_COUNTS = Text(
    sv="Räknas är 1 när platsen ingår i det möjliga antalet: någon hade den på mötets dag, eller någon kom ändå, och "
    "närvaron är noterad.",
    en="Counts is 1 when the seat is among those possible: somebody had it on the day of the meeting, or somebody "
    "came all the same, and the attendance is noted.",
)
ABOUT_TOWNS_MEETING = Text(
    sv="Kommunens möte är 1 på den första raden som räknas för en kommun och ett möte. Så blir ett gemensamt möte "
    "ett möte, också när kommunen har en plats i flera av organen.",
    en="Meeting of municipality is 1 on the first row that counts for a municipality and a meeting. So a joint "
    "meeting is one, also where the municipality has a seat in several of the bodies.",
)
ABOUT_PERSONS = Text(
    sv="Inga personer står med. Närvaro per person visar boten för kansliet, ordföranden och var och en om sig själv.",
    en="No persons are named. The bot shows attendance by person to the secretariat, the chair and each of themselves.",
)
