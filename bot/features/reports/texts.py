"""What is said of figures in conversation and on cards."""

from bot.core.text import Text

# What to say

SAY_FIGURES = Text(sv="hur var närvaron i {body} i år", en="how was attendance in {body} this year")
ABOUT_FIGURES = Text(
    sv="närvaron i siffror, för ett organ, en kommun eller alla (*närvaron 2027*, *statistik för {town}*)",
    en="attendance in figures, for a body, a municipality or all (*attendance 2027*, *statistics for {town}*)",
)
SAY_OWN = Text(sv="min närvaro", en="my attendance")
ABOUT_OWN = Text(sv="din egen närvaro; den ser bara du, ordföranden och kansliet", en="your own attendance")
SAY_SELDOM = Text(sv="vem kommer sällan", en="who seldom comes")
ABOUT_SELDOM = Text(sv="kommunerna med lägst närvaro först", en="the municipalities, lowest attendance first")
SAY_PERSONS = Text(sv="närvaro per person", en="attendance by person")
ABOUT_PERSONS = Text(
    sv="var och ens närvaro, för kansliet och ordföranden",
    en="everybody's attendance, for secretariat and chair",
)
SAY_REPORT = Text(sv="rapport för 2027", en="report for 2027")
ABOUT_REPORT = Text(
    sv="årets rapport i Word och närvaron i Excel (kansliet och ordförande)",
    en="the year's report in Word and attendance in Excel (the secretariat and chairs)",
)

# Numbers

PERCENT = Text(sv="{number} %", en="{number}%")
OF = Text(sv="{count} av {all}", en="{count} of {all}")
OF_PERCENT = Text(sv="{count} av {all}, {percent}", en="{count} of {all}, {percent}")
NONE_COUNTED = Text(sv="–", en="–")

# A year

YEAR_WHOLE = Text(sv="{year}", en="{year}")
YEAR_SO_FAR = Text(sv="{year} till och med {day}", en="{year} to {day}")
TITLE = Text(sv="Närvaron {year}", en="Attendance {year}")
BODY_TITLE = Text(sv="{body} {year}", en="{body} {year}")
TOWN_TITLE = Text(sv="{town} {year}", en="{town} {year}")
ALL_SEATS = Text(
    sv="Kommunerna har varit representerade vid {share}, på {meetings}.",
    en="The municipalities were represented {share}, at {meetings}.",
)
TOWN_SEATS = Text(sv="{town} har varit representerad vid {share}.", en="{town} was represented {share}.")
SHARE = Text(sv="{count} av {all} tillfällen", en="on {count} of {all} occasions")
SHARE_PERCENT = Text(sv="{count} av {all} tillfällen, {percent}", en="on {count} of {all} occasions, {percent}")
ONE_MEETING = Text(sv="ett möte", en="one meeting")
MANY_MEETINGS = Text(sv="{count} möten", en="{count} meetings")
TOO_FEW = Text(sv="Procent anger jag från fyra möten och uppåt.", en="I give percentages from four meetings on.")
BEFORE = Text(sv="Året före: {share}.", en="The year before: {share}.")
BEFORE_SO_FAR = Text(sv="Samma tid året före: {share}.", en="The same part of the year before: {share}.")
HIGH = Text(sv="Det är högt för organet: {mean}.", en="That is high for the body: {mean}.")
LOW = Text(sv="Det är lågt för organet: {mean}.", en="That is low for the body: {mean}.")
USUAL = Text(sv="Det är som brukligt: {mean}.", en="That is as usual: {mean}.")
MEAN = Text(sv="i snitt {mean} {years}", en="{mean} on average {years}")
MEAN_ONE = Text(sv="{mean} {years}", en="{mean} in {years}")
NONE_NOTED = Text(
    sv="{meetings} har hållits, men ingen närvaro är noterad än.", en="{meetings} held, but no attendance is noted yet."
)
UNNOTED = Text(
    sv="Närvaron är inte noterad för {meetings} ({days}). De räknas inte.",
    en="Attendance is not noted for {meetings} ({days}). They are not counted.",
)
UNNOTED_ONE = Text(
    sv="Närvaron är inte noterad för ett möte ({days}). Det räknas inte.",
    en="Attendance is not noted for one meeting ({days}). It is not counted.",
)
NOTHING_EVER = Text(
    sv="Inga möten har hållits än som jag vet, så det finns ingen närvaro att visa.",
    en="No meetings have been held yet that I know of, so there is no attendance to show.",
)
NOTHING_HELD = Text(sv="Inga möten har hållits {year}.", en="No meetings have been held in {year}.")
NOTHING_HELD_BY = Text(sv="{body} har inte haft något möte {year}.", en="{body} has held no meeting in {year}.")
NOT_YET = Text(sv="{year} har inte börjat än.", en="{year} has not begun yet.")
NO_FIGURES_OF = Text(
    sv="{town} har inte varit kallad till något möte {year}.", en="{town} was called to no meeting in {year}."
)

# Tables and charts

BODY = Text(sv="Organ", en="Body")
TOWN = Text(sv="Kommun", en="Municipality")
PERSON = Text(sv="Person", en="Person")
MEETINGS = Text(sv="Möten", en="Meetings")
THERE = Text(sv="På plats", en="There")
EXCUSED = Text(sv="Förhinder", en="Excused")
ABSENT = Text(sv="Uteblev", en="Absent")
LAST_YEAR = Text(sv="Året före", en="Year before")
SELF = Text(sv="Själv", en="Self")
BY_STAND_IN = Text(sv="Ersättare", en="Stand-in")
CHART_SEATS = Text(sv="Närvaro per kommun, antal möten", en="Attendance by municipality, meetings")
CHART_BODIES = Text(sv="Närvaro per organ, procent", en="Attendance by body, percent")
CHART_TOWN = Text(sv="Närvaro per organ, antal möten", en="Attendance by body, meetings")
SERIES_HOLDER = Text(sv="ordinarie", en="holder")
SERIES_STAND_IN = Text(sv="ersättare", en="stand-in")
SERIES_EXCUSED = Text(sv="förhinder", en="excused")
SERIES_ABSENT = Text(sv="uteblev", en="absent")
SERIES_PERCENT = Text(sv="procent", en="percent")

# More

MORE = Text(sv="Visa mer", en="Show more")
MORE_TITLE = Text(sv="Mer om {title}", en="More about {title}")
KINDS = Text(sv="Möten", en="Meetings")
ON_SITE = Text(sv="{count} på plats", en="{count} on site")
ONLINE = Text(sv="{count} digitala", en="{count} online")
ONLINE_ONE = Text(sv="1 digitalt", en="1 online")
HYBRID = Text(sv="{count} hybrid", en="{count} hybrid")
JOINT = Text(sv="{count} gemensamma", en="{count} joint")
JOINT_ONE = Text(sv="1 gemensamt", en="1 joint")
CANCELLED = Text(sv="{count} inställda", en="{count} cancelled")
CANCELLED_ONE = Text(sv="1 inställt", en="1 cancelled")
STAND_INS = Text(sv="Ersättare kom", en="Stand-ins came")
TIMES = Text(sv="{count} gånger", en="{count} times")
ONCE = Text(sv="en gång", en="once")
NEVER = Text(sv="ingen gång", en="never")
SAID_AND_DONE = Text(sv="Anmält och gjort", en="Said and done")
AS_SAID = Text(sv="{count} av {all} gjorde som de hade sagt", en="{count} of {all} did as they had said")
MISSING = Text(sv="{count} uteblev", en="{count} stayed away")
CAME_ANYWAY = Text(sv="{count} kom trots förhinder", en="{count} came after all")
SILENT = Text(sv="{count} sa inget i förväg", en="{count} said nothing beforehand")
NOBODY_SAID = Text(sv="ingen sa något i förväg", en="nobody said anything beforehand")
CHANGES = Text(sv="Byten av ordinarie", en="Changes of holder")
NO_CHANGES = Text(sv="inga", en="none")
TWICE = Text(sv="{town} mer än en gång", en="{town} more than once")
CHANGES_HIGH = Text(sv="mycket för organet, i snitt {mean}", en="much for the body, {mean} on average")
CHANGES_LOW = Text(sv="lite för organet, i snitt {mean}", en="little for the body, {mean} on average")
VACANCIES = Text(sv="Utan ordinarie", en="Without a holder")
VACANT_DAYS = Text(sv="{town} {days} dagar", en="{town} {days} days")
VACANT_DAY = Text(sv="{town} en dag", en="{town} one day")
NEVER_FILLED = Text(sv="{town} har aldrig haft någon", en="{town} never had anyone")
NO_VACANCIES = Text(sv="ingen plats", en="no seat")
GUESTS = Text(sv="Gäster", en="Guests")
NO_GUESTS = Text(sv="inga noterade", en="none noted")
GUEST_ON = Text(sv="{guest} ({days})", en="{guest} ({days})")
COUNTED = Text(sv="Räknade möten", en="Meetings counted")
RULES_SHORT = Text(
    sv="Så räknar jag: möten medan någon hade platsen, ersättare för sin plats, förhinder skilt från uteblivna, "
    "inställda möten inte alls. Högt och lågt är minst 5 procentenheter från organets eget snitt, byten minst två.",
    en="How I count: meetings while somebody had the seat, stand-ins for their seat, excused apart from absent, "
    "cancelled meetings not at all. High and low are at least 5 points from the body's own average, for changes two.",
)

# One person

OWN_TITLE = Text(sv="Din närvaro {year}", en="Your attendance {year}")
OWN_ROW = Text(sv="{body}: med på {share}", en="{body}: there at {share}")
OWN_SHARE = Text(sv="{count} av {all} möten", en="{count} of {all} meetings")
OWN_SHARE_PERCENT = Text(sv="{count} av {all} möten, {percent}", en="{count} of {all} meetings, {percent}")
OWN_REPLACED = Text(sv="ersättaren kom {times}", en="your stand-in came {times}")
OWN_EXCUSED = Text(sv="förhinder {times}", en="excused {times}")
OWN_ABSENT = Text(sv="uteblev {times}", en="absent {times}")
OWN_STOOD_IN = Text(sv="{body}: ersättare {times}", en="{body}: stand-in {times}")
OWN_ONLY_UNNOTED = Text(sv="{body}: närvaron är inte noterad än", en="{body}: attendance is not noted yet")
OWN_WHO_SEES = Text(
    sv="Det här ser bara du, organets ordförande och kansliet.",
    en="Only you, the body's chair and the secretariat see this.",
)
OWN_NOTHING = Text(sv="Du har inte varit kallad till något möte {year}.", en="You were called to no meeting in {year}.")
NOT_ON_LISTS = Text(
    sv="Jag har dig inte på någon plats, så det finns ingen närvaro att visa. Är det fel, skriv till kansliet.",
    en="I have you in no seat, so there is no attendance to show. If that is wrong, write to the secretariat.",
)
ONLY_IN_PRIVATE = Text(
    sv="Siffror om enskilda visar jag bara i din egen chatt med mig, inte i en kanal.",
    en="Figures about one person I show in your own chat with me only, not in a channel.",
)

# Who comes seldom

SELDOM_TITLE = Text(sv="Lägst närvaro först, {body} {year}", en="Lowest attendance first, {body} {year}")
SELDOM_ALL = Text(sv="alla organ", en="all bodies")
SELDOM_NONE = Text(
    sv="Det går inte att säga än: ingen kommun har fyra möten med noterad närvaro {year}.",
    en="It is too early to say: no municipality has four meetings with noted attendance in {year}.",
)
SELDOM_EVERYBODY = Text(sv="Alla kommuner har varit med varje gång.", en="Every municipality was there every time.")
BY_PERSON = Text(sv="Visa per person", en="Show by person")
PERSONS_TITLE = Text(sv="Närvaro per person, {body} {year}", en="Attendance by person, {body} {year}")
PERSONS_WHO_SEES = Text(
    sv="Var och en ser sin egen rad, ordföranden och kansliet ser alla. Räknat inom den tid då personen hade platsen.",
    en="Each sees their own row, the chair and the secretariat see all. Counted while the person had the seat.",
)
PERSONS_REFUSED = Text(
    sv="Närvaro per person visar jag för kansliet och organets ordförande. Din egen får du med *min närvaro*.",
    en="Attendance by person I show to the secretariat and the body's chair. Your own you get by *my attendance*.",
)
PERSON_OF = Text(sv="{name} ({town})", en="{name} ({town})")

# Documents

GET_DOCUMENTS = Text(sv="Rapport och Excel", en="Report and Excel")
REPORT_TITLE = Text(sv="Rapporten för {year}", en="The report for {year}")
REPORT_HAS = Text(
    sv="Den bygger på {meetings}. Skrivna kapitel: {chapters}.",
    en="It is made of {meetings}. Chapters written: {chapters}.",
)
REPORT_REST = Text(
    sv="De kapitel som kansliet skriver själv står med som rubriker.",
    en="The chapters that the secretariat writes itself are there as headings.",
)
REPORT_LASTS = Text(
    sv="Siffrorna är som de står när du öppnar. Adresserna gäller till {day}, och den som har dem kan läsa.",
    en="The figures are as they stand when you open. The addresses work until {day}, and whoever has them can read.",
)
FILE_NAME = Text(sv="Rapport {year}.docx", en="Report {year}.docx")
SHEET_NAME = Text(sv="Närvaro {year}.xlsx", en="Attendance {year}.xlsx")
OPEN_REPORT = Text(sv="Öppna rapporten", en="Open the report")
OPEN_SHEET = Text(sv="Öppna i Excel", en="Open in Excel")
NO_ADDRESS = Text(
    sv="Jag har ingen adress på webben att lägga rapporten på. Den som sköter boten ställer in det (BOT_ADDRESS).",
    en="I have no address on the web to put the report at. Whoever runs the bot sets it (BOT_ADDRESS).",
)
REPORT_REFUSED = Text(
    sv="Rapporten hämtar kansliet och ordförandena. Siffrorna får du gärna se här: skriv *närvaron {year}*.",
    en="The secretariat and the chairs fetch the report. The figures are here for you: write *attendance {year}*.",
)
WHICH_BODY = Text(sv="Vilket organ menar du: {bodies}?", en="Which body do you mean: {bodies}?")
