"""What is said of attendance."""

from bot.core.text import Text

# Commands, as help shows them

SAY_NOTE = Text(sv="alla utom {town}", en="everybody but {town}")
ABOUT_NOTE = Text(
    sv="notera närvaron på ett möte som har varit; *upprop* visar listan",
    en="note who was at a meeting; *roll call* shows the list",
)
SAY_CORRECT = Text(
    sv="rätta närvaron på mötet den 14 januari: {town} var där",
    en="correct the attendance on 14 January: {town} was there",
)
ABOUT_CORRECT = Text(sv="rätta en närvaro som redan är noterad", en="correct an attendance that has been noted")
SAY_WHO_WAS = Text(sv="vem var med på förra mötet", en="who was at the last meeting")
ABOUT_WHO_WAS = Text(sv="vilka kommuner som var med på ett möte", en="which municipalities were at a meeting")

SAY_GUESTS = Text(sv="gäster i går var Anna Ek från Trafikverket", en="guests yesterday were Anna Ek from Trafikverket")
ABOUT_GUESTS = Text(
    sv="notera vilka gäster som kom till ett möte som har varit", en="note which guests came to a meeting that is over"
)
SAY_UNNOTED = Text(sv="vilka möten saknar närvaro", en="which meetings have no attendance")
ABOUT_UNNOTED = Text(
    sv="möten som har varit utan att någon har noterat närvaron", en="meetings that are over, attendance not noted"
)
ALL_NOTED = Text(
    sv="Närvaron är noterad för alla möten som har varit.", en="The attendance of all meetings that have been is noted."
)

# The roll call

WHO_CAME = Text(sv="Vilka var med? {bodies} {when}", en="Who was there? {bodies}, {when}")
NOT_NOTED_YET = Text(
    sv="Närvaron är inte noterad än. {bodies} {when}", en="The attendance is not noted yet. {bodies}, {when}"
)
GUESTS_FILLED_IN = Text(
    sv="Gästerna är ifyllda: {guests}. Inget är noterat förrän du trycker på Stämmer.",
    en="The guests are filled in: {guests}. Nothing is noted until you press That is right.",
)
NO_MEETING_OF_GUESTS = Text(
    sv="Jag hittar inget möte som har varit att notera gästerna på. Skriv dagen också, till exempel *i går* eller "
    "*den 14 januari*.",
    en="I find no meeting that is over to note the guests of. Say the day too, such as *yesterday* or *on 14 January*.",
)
WHO_CAME_BUTTON = Text(sv="Notera närvaron", en="Note the attendance")
FILLED_IN = Text(
    sv="Ifyllt efter vad kommunerna har sagt. Ändra det som inte stämmer och tryck sedan på Stämmer.",
    en="Filled in from what the municipalities have said. Change what is wrong, then press That is right.",
)
NOTED_SO = Text(
    sv="Så är det noterat. Ändra det som inte stämmer och tryck sedan på Stämmer.",
    en="This is what is noted. Change what is wrong, then press That is right.",
)
OR_IN_WORDS = Text(
    sv="Du kan också skriva, till exempel *alla utom {town}* eller *{town} hade ersättare*.",
    en="You can also write, for example *everybody but {town}* or *{town} had a stand-in*.",
)
IS_RIGHT = Text(sv="Stämmer", en="That is right")
AS_HOLDER = Text(sv="På plats: {name}", en="There: {name}")
AS_HOLDER_ONLINE = Text(sv="Digitalt: {name}", en="Online: {name}")
AS_STAND_IN = Text(sv="Ersättare: {name}", en="Stand-in: {name}")
AS_STAND_IN_ONLINE = Text(sv="Ersättare, digitalt: {name}", en="Stand-in, online: {name}")
SOMEBODY_ELSE = Text(sv="någon annan", en="somebody else")
EXCUSED = Text(sv="Anmält förhinder", en="Excused")
ABSENT = Text(sv="Frånvarande", en="Absent")
NOBODY_SEATED = Text(sv="Saknar ledamot", en="No member")
GUESTS_CAME = Text(sv="Gäster som kom", en="Guests who came")

# What is noted

COUNTED = Text(sv="{count} av {all} kommuner var med.", en="{count} of {all} municipalities were there.")
COUNTED_ALL = Text(sv="Alla {all} kommuner var med.", en="All {all} municipalities were there.")
ON_SITE = Text(sv="På plats", en="There")
ONLINE = Text(sv="Digitalt", en="Online")
BY_STAND_IN = Text(sv="Ersättare", en="Stand-in")
GUESTS = Text(sv="Gäster", en="Guests")
NOTED_BY = Text(sv="{name} noterade närvaron {when}.", en="{name} noted the attendance {when}.")
CORRECTED_BY = Text(sv="{name} rättade {towns} {when}.", en="{name} corrected {towns} {when}.")
CORRECT = Text(sv="Rätta", en="Put it right")
TITLE = Text(sv="{bodies} {when}", en="{bodies}, {when}")
NOBODY_NOTED = Text(
    sv="Ingen har noterat närvaron för {body} {when}.", en="Nobody has noted the attendance of {body} {when}."
)
THEY_SAID = Text(
    sv="Före mötet hade {count} av {all} kommuner sagt att de skulle vara med.",
    en="Before the meeting {count} of {all} municipalities had said that they would be there.",
)
NONE_THAT_DAY = Text(sv="Jag känner inte till något möte {day}.", en="I know of no meeting {day}.")
NONE_YET = Text(sv="Inget möte har hållits än som jag vet.", en="No meeting has been held yet that I know of.")
TOWN_WAS = Text(sv="{town}: {mark}", en="{town}: {mark}")
NO_MEETING_BEFORE = Text(
    sv="{bodies} har inte haft något möte {day} som jag vet.", en="{bodies}: no meeting {day} that I know of."
)
NO_MEETING_YET = Text(
    sv="{bodies} har inte haft något möte som jag vet.", en="{bodies}: no meeting has been held that I know of."
)

# When it cannot be noted

ONLY_CHAIR_NOTES = Text(
    sv="Närvaron för {body} noterar {chair} och kansliet. Säg till någon av dem om något är fel.",
    en="The attendance of {body} is noted by {chair} and the secretariat. Tell one of them if something is wrong.",
)
WHO_NOTES = Text(
    sv="Närvaron noterar ordföranden och kansliet, när mötet har börjat.",
    en="The chair and the secretariat note the attendance, once the meeting has begun.",
)
NOT_BEGUN = Text(
    sv="{title} har inte börjat än. Närvaron kan noteras när det har börjat.",
    en="{title} has not begun yet. The attendance can be noted once it has.",
)
WAS_CANCELLED = Text(
    sv="{title} blev inställt, så det finns ingen närvaro att notera.",
    en="{title} was cancelled, so there is no attendance to note.",
)
NO_MEETINGS = Text(
    sv="Inga möten är inbokade än, så det finns ingen närvaro att notera.",
    en="No meetings are booked yet, so there is no attendance to note.",
)
NOTHING_THEN = Text(
    sv="Jag känner inte till något möte {day}, så inget är noterat.",
    en="I know of no meeting {day}, so nothing is noted.",
)
THE_LATEST = Text(sv="Så här ser det ut bakåt: {rows}.", en="This is what lies behind: {rows}.")
NOTHING_TO_NOTE = Text(
    sv="Jag hittar inget möte att notera närvaro på. Skriv organ och dag, till exempel *{example}*.",
    en="I find no meeting to note attendance of. Write the body and the day, for example *{example}*.",
)
EXAMPLE = Text(
    sv="upprop {body} 14 januari: alla utom {town}",
    en="roll call {body} 14 January: everybody but {town}",
)
UNREAD = Text(
    sv="Jag vet inte vilken kommun *{said}* är, så inget är noterat. Skriv kommunens namn.",
    en="I do not know which municipality *{said}* is, so nothing is noted. Write its name.",
)
UNCLEAR = Text(
    sv="Jag är inte säker på vad du menar med *{said}*, så inget är noterat. Skriv vilka som saknades eller var med.",
    en="I am not sure what you mean by *{said}*, so nothing is noted. Write who was missing or there.",
)
WHICH_MEETING = Text(sv="Vilket möte menar du?", en="Which meeting do you mean?")
VACANT_NOT_COUNTED = Text(sv="{towns} har ingen ledamot och räknas inte.", en="{towns}: no member, so not counted.")
ALSO_NOTED = Text(sv="Samma närvaro är noterad för {bodies}.", en="The same is noted for {bodies}.")
CORRECT_IT = Text(
    sv="Det senaste du gjorde var att notera närvaron. Den tar jag inte tillbaka, men du kan rätta den.",
    en="The last you did was to note the attendance. I do not take that back, but you can correct it.",
)
SAME_AS_NOTED = Text(sv="Så står det redan.", en="That is what is noted already.")
MEANWHILE = Text(
    sv="{name} noterade närvaron {when}, och det skiljer sig från ditt. Inget är ändrat.",
    en="{name} noted the attendance {when}, and it differs from yours. Nothing was changed.",
)
DIFFERS = Text(sv="{town}: noterat {noted}, du har {yours}", en="{town}: noted {noted}, yours is {yours}")
NOTE_MINE = Text(sv="Ändra till mitt", en="Change to mine")
KEEP_THEIRS = Text(sv="Behåll det", en="Keep it")

# In words of few, for lists and the journal

WORD_HOLDER = Text(sv="på plats", en="there")
WORD_ONLINE = Text(sv="digitalt", en="online")
WORD_STAND_IN = Text(sv="ersättare", en="stand-in")
WORD_STAND_IN_ONLINE = Text(sv="ersättare, digitalt", en="stand-in, online")
WORD_EXCUSED = Text(sv="anmält förhinder", en="excused")
WORD_ABSENT = Text(sv="frånvarande", en="absent")
WORD_NOTHING = Text(sv="inget", en="nothing")
JOURNAL_NOTED = Text(
    sv="Noterade närvaron för {body}: {count} av {all} kommuner var med. {missing}",
    en="Noted the attendance of {body}: {count} of {all} municipalities were there. {missing}",
)
JOURNAL_CORRECTED = Text(sv="Rättade närvaron för {body}: {rows}.", en="Corrected the attendance of {body}: {rows}.")
JOURNAL_GUESTS = Text(sv="gästerna", en="the guests")
JOURNAL_ROW = Text(sv="{town} från {before} till {after}", en="{town} from {before} to {after}")
MISSING = Text(sv="{label}: {towns}.", en="{label}: {towns}.")

# How things stand

ATTENDANCE = Text(sv="Närvaro", en="Attendance")
WAITS = Text(
    sv="Närvaron för {body} {when} är inte noterad. {chair} är ordförande.",
    en="The attendance of {body} {when} is not noted. {chair} is chair.",
)
WAITS_NO_CHAIR = Text(
    sv="Närvaron för {body} {when} är inte noterad, och {body} har ingen ordförande.",
    en="The attendance of {body} {when} is not noted, and {body} has no chair.",
)

# What is kept of it

HELD = Text(
    sv="vilka möten du har varit på, och närvaro som du har noterat",
    en="which meetings you have been at, and attendance that you have noted",
)
HELD_WHY = Text(
    sv="för att kommunernas närvaro ska kunna redovisas och rättas",
    en="so that the municipalities' attendance can be reported and corrected",
)
HELD_FOR = Text(
    sv="namnen i tre år, kommunens närvaro utan namn så länge statistiken behövs",
    en="the names for three years, the municipality's attendance without names as long as the statistics are needed",
)
