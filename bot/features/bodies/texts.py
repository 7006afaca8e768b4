"""What is said of seats: who sits where, what changes, and what cannot be."""

from bot.core.text import Text

# Words

HOLDER = Text(sv="ordinarie", en="holder")
STAND_IN = Text(sv="ersättare", en="stand-in")
CHAIR = Text(sv="ordförande", en="chair")
VICE_CHAIR = Text(sv="vice ordförande", en="vice chair")
POST_OF_TOWN = Text(sv="{town}, {post} i {body}", en="{town}, {post} in {body}")
POST_OF_BODY = Text(sv="{post} i {body}", en="{post} of {body}")
VACANT = Text(sv="vakant", en="vacant")
TOWN = Text(sv="Kommun", en="Municipality")
HOLDER_HEADING = Text(sv="Ordinarie", en="Holder")
STAND_IN_HEADING = Text(sv="Ersättare", en="Stand-in")
PERSON_OF = Text(sv="{name} ({town})", en="{name} ({town})")
SINCE = Text(sv="sedan {date}", en="since {date}")
FROM = Text(sv="från {date}", en="from {date}")
UNTIL = Text(sv="till och med {date}", en="until {date}")
SOMEBODY = Text(sv="Någon", en="Somebody")

# Who sits where

LINEUP_TITLE = Text(sv="{body} {date}", en="{body}, {date}")
LINEUP_SUMMARY = Text(sv="De här sitter i {body}.", en="Who sits in {body}.")
LATER_ROW = Text(sv="Från {date}: {name}, {post} för {town}", en="From {date}: {name}, {post} for {town}")
NO_HEADS = Text(sv="Ingen ordförande är utsedd.", en="No chair has been appointed.")
LATEST = Text(sv="{name} ändrade senast, {date}.", en="{name} made the latest change, {date}.")
AS_OF = Text(sv="Enligt kansliets förteckning {date}", en="According to the secretariat's list, {date}")
IS_CHAIR = Text(sv="{name} är ordförande i {body}{since}.", en="{name} chairs {body}{since}.")
IS_VICE = Text(sv="{name} är vice ordförande i {body}{since}.", en="{name} is vice chair of {body}{since}.")
SEAT_HOLDER = Text(sv="{name} sitter för {town} i {body}.", en="{name} sits for {town} in {body}.")
SEAT_STAND_IN = Text(sv="{name} är ersättare.", en="{name} is the stand-in.")
SEAT_ONLY_STAND_IN = Text(
    sv="{name} är ersättare för {town} i {body}.", en="{name} is the stand-in for {town} in {body}."
)
SEAT_EMPTY = Text(sv="{town} har ingen ordinarie i {body} just nu.", en="{town} has no holder in {body} at present.")
SEAT_NO_STAND_IN = Text(
    sv="{town} har ingen ersättare i {body} just nu.", en="{town} has no stand-in in {body} at present."
)
TOWN_TITLE = Text(sv="{town} i organen {date}", en="{town} in the bodies, {date}")
PERSON_TITLE = Text(sv="{name}", en="{name}")
NOT_A_SEAT = Text(
    sv="{town} har ingen plats i {body}. Med är {towns}.", en="{town} has no seat in {body}. The members are {towns}."
)
WHICH_BODY = Text(sv="Vilket organ menar du?", en="Which body do you mean?")
HISTORY_TITLE = Text(sv="{post}, så har det varit", en="{post}, through time")
HISTORY_NONE = Text(sv="Ingen har haft den platsen, vad jag vet.", en="Nobody has had that place, as far as I know.")
HISTORY_SPAN = Text(sv="{name}: {start} – {end}", en="{name}: {start} – {end}")
EARLIER = Text(sv="tidigare", en="earlier")
ONWARDS = Text(sv="tills vidare", en="onwards")

# Vacancies

VACANCIES_TITLE = Text(sv="{count} platser är vakanta", en="{count} places are vacant")
VACANCIES_ONE = Text(sv="En plats är vakant", en="One place is vacant")
VACANCIES_NONE = Text(
    sv="Alla platser har ordinarie och ersättare {date}.", en="Every seat has a holder and a stand-in, {date}."
)
VACANCIES_UNTOLD = Text(
    sv="Jag har ingen förteckning över vilka som sitter där än. Kansliet kan läsa in en.",
    en="I have no list of who sits there yet. The secretariat can give me one.",
)
VACANCY_ROW = Text(sv="{where}{since}{next}", en="{where}{since}{next}")
VACANCY_NEXT = Text(sv=", tillträder {date}", en=", filled from {date}")
AND_MORE = Text(sv="och {count} till; fråga om ett organ i taget", en="and {count} more; ask about one body at a time")

# Changes

PREVIEW_TITLE = Text(sv="Ska jag ändra så här?", en="Shall I make this change?")
DONE_TITLE = Text(sv="Klart. Så här är det nu:", en="Done. This is how it is now:")
AGAIN_TITLE = Text(sv="Det är redan gjort. Så här är det:", en="That is done already. This is how it is:")
UNDONE_TITLE = Text(sv="Ändringen är tillbakatagen. Så här är det nu:", en="The change is taken back. Now it is so:")
ROW = Text(sv="{where}: {person} {dates}", en="{where}: {person} {dates}")
ROW_INSTEAD = Text(sv="{where}: {person} i stället för {was} {dates}", en="{where}: {person} instead of {was} {dates}")
ROW_VACANT = Text(sv="{where}: vakant {dates}. {was} slutar.", en="{where}: vacant {dates}. {was} leaves.")
ROW_VACANT_NOBODY = Text(sv="{where}: vakant {dates}", en="{where}: vacant {dates}")
ROW_AFTER = Text(sv="Därefter kommer {name}, {date}.", en="After that comes {name}, {date}.")
NEWCOMER = Text(
    sv="{name} är ny i förteckningen. Fyll gärna i e-post, så känner jag igen rätt person.",
    en="{name} is new to the list. Add an e-mail address if you can, so that I know the right person.",
)
EMAIL = Text(sv="E-post till {name}", en="E-mail address of {name}")
EMAIL_ODD = Text(
    sv="”{email}” är ingen e-postadress. Rätta den, eller lämna fältet tomt.",
    en="“{email}” is no e-mail address. Correct it, or leave the field empty.",
)
SAVE_BUTTON = Text(sv="Spara", en="Save")
DROP_BUTTON = Text(sv="Avbryt", en="Cancel")
UNDO_BUTTON = Text(sv="Ångra", en="Undo")
DROPPED = Text(sv="Inget är ändrat.", en="Nothing has been changed.")
DONE_BY = Text(sv="{name} ändrade, {date}", en="{name} made the change, {date}")
CHANGED_MEANWHILE = Text(
    sv="Någon har ändrat platsen sedan du fick kortet, så jag sparade inget. Skriv samma sak igen.",
    en="Somebody has changed the seat since you got the card, so I saved nothing. Write the same thing again.",
)
NOTHING_TO_UNDO = Text(
    sv="Du har inte ändrat något den senaste veckan som jag kan ta tillbaka.",
    en="You have changed nothing in the last week that I can take back.",
)
CHANGED_SINCE = Text(
    sv="Någon har ändrat samma platser efter dig, så jag lät dem vara. Skriv i stället hur det ska vara.",
    en="Somebody changed the same seats after you, so I left them alone. Write how it should be instead.",
)

# What is missing

WHO_IS_IT = Text(
    sv="Vem ska det vara? Skriv till exempel: Karin Holm tar över {example} från 1 januari.",
    en="Who shall it be? Write for example: Karin Holm takes over {example} from 1 January.",
)
EXAMPLE_SEAT = Text(sv="{town:whose} plats i {body}", en="{town:whose} seat in {body}")
WHICH_TOWN = Text(
    sv="För vilken kommun? Skriv till exempel: {name} tar över {example}.",
    en="For which municipality? Write for example: {name} takes over {example}.",
)
WHICH_BODY_WORDS = Text(
    sv="I vilket organ? Skriv samma sak med organets namn. De som finns: {bodies}.",
    en="In which body? Write the same thing with the name of the body. There are: {bodies}.",
)
NO_SUCH_BODY = Text(
    sv="Något organ som heter ”{name}” känner jag inte. De som finns: {bodies}.",
    en="I know no body called “{name}”. There are: {bodies}.",
)
NO_SUCH_TOWN = Text(
    sv="”{name}” är ingen av kommunerna i samarbetet. De är {towns}.",
    en="“{name}” is none of the municipalities of the cooperation. They are {towns}.",
)
NO_SUCH_DAY = Text(
    sv="”{said}” är inget datum som finns. Skriv till exempel: från 1 januari, eller från måndag v. 3.",
    en="“{said}” is no date that exists. Write for example: from 1 January, or from Monday week 3.",
)
NO_SUCH_PERSON = Text(
    sv="Jag hittar ingen som heter {name} i {body}. Skriv *vilka sitter i {body}* för att se namnen.",
    en="I find nobody called {name} in {body}. Write *who sits in {body}* to see the names.",
)
WHOLE_NAME = Text(
    sv="Jag vet inte säkert vem {name} är. Skriv för- och efternamn.",
    en="I am not sure who {name} is. Write the first and the last name.",
)
WHICH_PERSON = Text(sv="Flera heter {name}. Vem menar du?", en="Several people are called {name}. Whom do you mean?")
DID_YOU_MEAN = Text(
    sv="Jag känner ingen {name}. Menar du någon av dem här?", en="I know no {name}. Is it one of these?"
)
IS_NEW_BUTTON = Text(sv="{name} är ny", en="{name} is new")

# What cannot be

TWO_SEATS = Text(
    sv="{name} sitter redan för {other} i {body}. En person kan bara ha en plats i samma organ. "
    "Avsluta den platsen först, eller välj någon annan.",
    en="{name} sits for {other} in {body} already. A person can have one seat only in a body. "
    "End that seat first, or choose somebody else.",
)
STAND_IN_IS_HOLDER = Text(
    sv="{name} är redan ordinarie eller ersättare för {town} i {body} då. Samma person kan inte vara båda. "
    "Välj någon annan.",
    en="{name} is holder or stand-in for {town} in {body} at that time. Nobody can be both. Choose somebody else.",
)
VICE_IS_CHAIR = Text(
    sv="{name} är redan ordförande eller vice ordförande i {body} då. Samma person kan inte vara båda.",
    en="{name} is chair or vice chair of {body} at that time. Nobody can be both.",
)
NOTHING_CHANGES = Text(
    sv="Så är det redan: {where}, {person}. Inget ändras.", en="It is so already: {where}, {person}. Nothing changes."
)
ODD_DATE = Text(
    sv="Det datumet ligger för långt bort. Skriv ett år mellan 1990 och 2099.",
    en="That date is too far away. Write a year between 1990 and 2099.",
)
ENDS_FIRST = Text(
    sv="Sista dagen ligger före den första. Skriv om datumen.",
    en="The last day is before the first. Write the dates again.",
)
ONLY_CHAIR = Text(
    sv="I {body} är det {chair} och kansliet som ändrar platser. Be någon av dem om hjälp.",
    en="In {body} it is {chair} and the secretariat who change seats. Ask one of them for help.",
)
THE_CHAIR = Text(sv="ordföranden", en="the chair")
CHAIR_NAMED = Text(sv="ordföranden {name}", en="the chair {name}")

# Help

SAY_LINEUP = Text(sv="vilka sitter i {body}", en="who sits in {body}")
ABOUT_LINEUP = Text(
    sv="visar ordinarie och ersättare för varje kommun", en="shows holder and stand-in of each municipality"
)
SAY_OWN = Text(sv="vem är min ersättare", en="who is my stand-in")
ABOUT_OWN = Text(sv="dina egna platser och vem som ersätter dig", en="your own seats and who stands in for you")
YOU_SIT = Text(
    sv="Du sitter för {town} i {body}. Din ersättare är {name}.",
    en="You sit for {town} in {body}. Your stand-in is {name}.",
)
YOU_SIT_ALONE = Text(
    sv="Du sitter för {town} i {body} och har ingen ersättare där.",
    en="You sit for {town} in {body} and have no stand-in there.",
)
YOU_STAND_IN = Text(
    sv="Du är ersättare för {town} i {body}. Ordinarie är {name}.",
    en="You are stand-in for {town} in {body}. {name} holds the seat.",
)
YOU_STAND_IN_ALONE = Text(
    sv="Du är ersättare för {town} i {body}. Platsen har ingen ordinarie nu.",
    en="You are stand-in for {town} in {body}. Nobody holds the seat now.",
)
YOU_CHAIR = Text(sv="Du är ordförande i {body}.", en="You chair {body}.")
YOU_ARE_VICE = Text(sv="Du är vice ordförande i {body}.", en="You are vice chair of {body}.")
NO_CHARGE = Text(
    sv="Jag hittar inget uppdrag för dig i kansliets förteckning. Säg till kansliet om det är fel.",
    en="I find no seat of yours in the secretariat's list. Tell the secretariat if that is wrong.",
)
NOT_YOURS = Text(sv="Du har ingen plats i {bodies}.", en="You have no seat in {bodies}.")
SAY_VACANCIES = Text(sv="vakanser", en="vacancies")
ABOUT_VACANCIES = Text(sv="visar vilka platser som är tomma", en="shows which seats are empty")
SAY_CHANGE = Text(
    sv="Karin Holm tar över {town:whose} plats i {body} från 1 januari",
    en="Karin Holm takes over {town:whose} seat in {body} from 1 January",
)
ABOUT_CHANGE = Text(
    sv="ändrar ordinarie, ersättare eller ordförande; du ser ändringen innan den sparas",
    en="changes holder, stand-in or chair; you see the change before it is saved",
)
SAY_HISTORY = Text(sv="historik för {town:whose} plats i {body}", en="history of {town:whose} seat in {body}")
ABOUT_HISTORY = Text(sv="visar vilka som har haft en plats", en="shows who has had a seat")

# Lists of members

LIST_COLUMNS = {
    "body": Text(sv="Organ", en="Body"),
    "name": Text(sv="Namn", en="Name"),
}
LIST_EMPTY = Text(sv="Filen är tom.", en="The file is empty.")
LIST_NO_COLUMN = Text(
    sv="Jag hittar ingen kolumn som heter {columns}. Den första raden ska vara rubriker.",
    en="I find no column called {columns}. The first row must be headings.",
)
LIST_NO_BODY = Text(
    sv="Något organ som heter ”{name}” finns inte. De som finns: {bodies}.",
    en="There is no body called “{name}”. There are: {bodies}.",
)
LIST_NO_TOWN = Text(
    sv="”{name}” är ingen av kommunerna: {towns}.", en="“{name}” is none of the municipalities: {towns}."
)
LIST_NO_SEAT = Text(sv="{town} har ingen plats i {body}.", en="{town} has no seat in {body}.")
LIST_NO_POST = Text(
    sv="”{name}” är ingen roll. Skriv ordinarie, ersättare, ordförande eller vice ordförande.",
    en="“{name}” is no role. Write holder, stand-in, chair or vice chair.",
)
LIST_NO_DAY = Text(
    sv="”{said}” är inget datum. Skriv det som 2027-01-01.", en="“{said}” is no date. Write it as 2027-01-01."
)
LIST_NO_EMAIL = Text(sv="”{email}” är ingen e-postadress.", en="“{email}” is no e-mail address.")
LIST_NO_NAME = Text(
    sv="”{name}” är inget namn. E-post har en egen kolumn.", en="“{name}” is no name. E-mail has a column of its own."
)
LIST_LONG = Text(sv="En cell är längre än 200 tecken.", en="A cell is longer than 200 characters.")
LIST_ENDS_FIRST = Text(sv="Sista dagen ligger före den första.", en="The last day is before the first.")
LIST_ODD_DAY = Text(
    sv="Datumet ligger för långt bort; skriv ett år mellan 1990 och 2099.",
    en="The date is too far away; write a year between 1990 and 2099.",
)
LIST_TWICE = Text(
    sv="Samma plats och dag står redan på rad {other}. Ta bort den ena.",
    en="The same post and day stand in row {other} already. Remove one.",
)
LIST_WHO = Text(
    sv="Flera heter {name}. Skriv e-post, så vet jag vem det är.",
    en="Several people are called {name}. Give the e-mail address, so that I know who it is.",
)
LIST_TWO_SEATS = Text(
    sv="{name} får två platser i {body} samtidigt, {town} och {other}.",
    en="{name} gets two seats in {body} at the same time, {town} and {other}.",
)
LIST_BOTH = Text(
    sv="{name} får två roller på samma plats i {body} samtidigt.",
    en="{name} gets two roles in the same place of {body} at the same time.",
)
LIST_ROW = Text(sv="Rad {number}: {said}", en="Row {number}: {said}")
LIST_REFUSED = Text(
    sv="Inget är ändrat. Rätta raderna och läs in listan igen.",
    en="Nothing was changed. Correct the rows and read the list again.",
)
LIST_HEADINGS = Text(sv="Plats | Nu | Ändras till | Från", en="Post | Now | Becomes | From")
LIST_SAME = Text(sv="Listan ändrar inget.", en="The list changes nothing.")
LIST_WOULD = Text(
    sv="{count} ändringar. Inget är sparat än; lägg till --apply för att spara.",
    en="{count} changes. Nothing is saved yet; add --apply to save.",
)
LIST_DONE = Text(sv="{count} ändringar sparade.", en="{count} changes saved.")

# Teams

TEAM_IS_IT = Text(
    sv="Jag är tillagd i teamet {team}. Är det {body}? Då skriver jag deras påminnelser och utskick där.",
    en="I have been added to the team {team}. Is it {body}? Then I write their reminders and messages there.",
)
TEAM_WHICH = Text(
    sv="Jag är tillagd i teamet {team}. Vilket organ är det? Då skriver jag deras påminnelser och utskick där.",
    en="I have been added to the team {team}. Which body is it? Then I write their reminders and messages there.",
)
TEAM_UNNAMED = Text(sv="utan namn", en="without a name")
TEAM_OTHER = Text(sv="Annat organ", en="Another body")
TEAM_YES = Text(sv="Ja, {body}", en="Yes, {body}")
TEAM_CHOOSE_BUTTON = Text(sv="Välj i listan", en="Choose from the list")
TEAM_NONE = Text(sv="Inget organ", en="No body")
TEAM_CHOOSE = Text(sv="Välj ett organ i listan först.", en="Choose a body from the list first.")
TEAM_UNKNOWN = Text(
    sv="Det teamet är jag inte längre med i. Lägg till mig igen, så frågar jag på nytt.",
    en="I am no longer in that team. Add me again, and I ask anew.",
)
TEAM_BOUND = Text(
    sv="Teamet {team} hör till {body}. Jag skriver till dem där.",
    en="The team {team} belongs to {body}. I write to them there.",
)
TEAM_NOBODYS = Text(
    sv="Teamet {team} hör inte till något organ. Jag svarar där när någon nämner mig, men skriver inget själv.",
    en="The team {team} belongs to no body. I answer there when somebody mentions me, and write nothing myself.",
)
TEAM_BEFORE = Text(sv="Till teamet {team} skriver jag inte längre.", en="I no longer write to the team {team}.")
TEAM_SAID_BY = Text(sv="{name} svarade", en="Answered by {name}")
TEAM_GONE = Text(
    sv="Teamet {team} är borta, så jag kan inte skriva till {body} längre. Lägg till mig i deras nya team.",
    en="The team {team} is gone, so I can no longer write to {body}. Add me to their new team.",
)
CHANNEL_GONE = Text(
    sv="Kanalen där jag skrev till {body} är borttagen. Jag skriver i Allmänt i teamet {team} i stället. "
    "Skriv *skriv här* i en annan kanal om jag ska vara där.",
    en="The channel in which I wrote to {body} has been deleted. I write in General of the team {team} instead. "
    "Write *write here* in another channel if I should be there.",
)
TEAM_NO_BODY_HERE = Text(
    sv="Det här teamet hör inte till något organ. Kansliet kan skriva: koppla teamet till {body}.",
    en="This team belongs to no body. The secretariat can write: connect the team to {body}.",
)
WRITES_HERE = Text(sv="Jag skriver till {body} i den här kanalen.", en="I write to {body} in this channel.")
TEAMS_NONE = Text(sv="Jag är inte med i något team än.", en="I am in no team yet.")
TEAMS_TITLE = Text(sv="Jag är med i de här teamen:", en="I am in these teams:")
TEAMS_UNSAID = Text(sv="Team som väntar på ett organ", en="Teams that wait for a body")
TEAM_ROW = Text(sv="{team}: {body}", en="{team}: {body}")
TEAM_ROW_GUESSED = Text(sv="{team}: {body}, efter namnet", en="{team}: {body}, by its name")
TEAM_ROW_UNSAID = Text(sv="{team}: ingen har sagt vilket organ det är", en="{team}: nobody has said which body it is")
TEAM_ROW_NOBODYS = Text(sv="{team}: inget organ", en="{team}: no body")
SAY_BIND = Text(sv="koppla teamet till {body}", en="connect the team to {body}")
ABOUT_BIND = Text(sv="säger vilket organ teamet hör till", en="says which body the team belongs to")
SAY_WRITE_HERE = Text(sv="skriv här", en="write here")
ABOUT_WRITE_HERE = Text(
    sv="jag skriver organets påminnelser i den här kanalen", en="I write the body's reminders in this channel"
)
SAY_TEAMS = Text(sv="vilka team", en="which teams")
ABOUT_TEAMS = Text(sv="visar vilka team jag är med i och vems de är", en="shows the teams I am in and whose they are")

# Läget

OVERVIEW_VACANT = Text(sv="Saknar ledamot", en="Without a member")
OVERVIEW_UNREACHED = Text(sv="Nås inte i Teams", en="Not reachable in Teams")
UNREACHED_ROW = Text(
    sv="{name} ({town}) tar inte längre emot meddelanden från mig",
    en="{name} ({town}) no longer takes messages from me",
)
UNREACHED_ROW_NAME = Text(
    sv="{name} tar inte längre emot meddelanden från mig", en="{name} no longer takes messages from me"
)
NEVER_MET = Text(sv="{count} ledamöter har ingen chatt med mig än", en="{count} members have no chat with me yet")
NEVER_MET_ONE = Text(sv="En ledamot har ingen chatt med mig än", en="One member has no chat with me yet")

# What is kept about people

HOLDS_MEMBER = Text(sv="att vi har träffats: namn, konto och språk", en="that we have met: name, account and language")
WHY_MEMBER = Text(
    sv="för att känna igen dig, svara på ditt språk och kunna skriva till dig",
    en="to know you again, answer in your language and be able to write to you",
)
KEPT_MEMBER = Text(
    sv="två år efter att du senast skrev, längre om du har ett uppdrag",
    en="two years after you last wrote, longer if you have a post",
)
HOLDS_CONTACT = Text(
    sv="dina uppdrag: namn, e-post, kommun och tid", en="your posts: name, e-mail, municipality and time"
)
WHY_CONTACT = Text(
    sv="för att alla ska veta vem som sitter för varje kommun, och för att kalla rätt personer",
    en="so that everybody knows who sits for each municipality, and to call the right people",
)
KEPT_CONTACT = Text(
    sv="två år efter ditt sista uppdrag; sedan står tiden kvar utan namn",
    en="two years after your last post; then the time stays without a name",
)
STAYS_SEATED = Text(
    sv="Ditt namn och din e-post på listan, så länge du har ett uppdrag där. Kansliet ändrar listan när du slutar.",
    en="Your name and e-mail on the list, as long as you have a post there. The secretariat changes it when you leave.",
)
SEAT_COUNT = Text(
    sv="{body} har {seats} platser: {holders} har en ordinarie och {stand_ins} en ersättare.",
    en="{body}: {seats} seats, of which {holders} have a member and {stand_ins} a stand-in.",
)
