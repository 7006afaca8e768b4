"""What is said of meetings."""

from bot.core.text import Text

# Commands, as help shows them

SAY_NEXT = Text(sv="när är nästa möte", en="when is the next meeting")
ABOUT_NEXT = Text(sv="nästa möte i dina organ, eller i det du nämner", en="the next meeting of your bodies, or of one")
SAY_WHETHER = Text(sv="är mötet på torsdag inställt", en="is the meeting on Thursday cancelled")
ABOUT_WHETHER = Text(sv="om ett möte blir av", en="whether a meeting is held")
SAY_DAYS = Text(sv="har vi möte på torsdag", en="what is on next week")
ABOUT_DAYS = Text(sv="vilka som möts en dag eller en vecka", en="who meets on a day or in a week")
SAY_LIST = Text(sv="vilka möten har {body} i vår", en="which meetings are planned for {body}")
ABOUT_LIST = Text(sv="alla möten som är planerade", en="all meetings that are planned")
SAY_ANSWER = Text(sv="jag kan inte på torsdag, min ersättare kommer", en="I can't on Thursday, my stand-in comes")
ABOUT_ANSWER = Text(sv="säg om du kommer till ett möte", en="say whether you come to a meeting")
SAY_MOVE = Text(
    sv="flytta {body} 21 januari till 28 januari kl 13",
    en="move {body} 21 January to 28 January 1 pm",
)
ABOUT_MOVE = Text(sv="flytta ett möte", en="move a meeting")
SAY_CANCEL = Text(sv="ställ in {body} 21 januari", en="cancel {body} 21 January")
ABOUT_CANCEL = Text(sv="ställ in ett möte", en="cancel a meeting")
SAY_SEND = Text(sv="skicka kallelserna", en="send the invitations")
ABOUT_SEND = Text(
    sv="lägg ut kallelserna i kanalen, för möten som bokades innan jag fanns där",
    en="put the invitations in the channel, for meetings booked before I was there",
)

# A meeting

THE_MEETING = Text(sv="mötet", en="the meeting")
THE_SITTING = Text(sv="sammanträdet", en="the meeting")
WHEN = Text(sv="När", en="When")
WHERE = Text(sv="Var", en="Where")
GUESTS = Text(sv="Gäster", en="Guests")
AGENDA = Text(sv="Dagordning", en="Agenda")
ONLINE = Text(sv="digitalt", en="online")
HYBRID = Text(sv="på plats eller digitalt", en="on site or online")
PLACE_UNSAID = Text(sv="plats meddelas senare", en="place to be told later")
GUEST_OF = Text(sv="{name} ({organisation})", en="{name} ({organisation})")
IN_CALENDAR = Text(sv="Lägg i kalendern", en="Add to calendar")
OPEN_LINK = Text(sv="Öppna länken", en="Open the link")
MOVED_FROM = Text(
    sv="{name} flyttade {what}, som skulle ha varit {when}.", en="{name} moved {what}, which was to have been {when}."
)
CHANGED_BY = Text(sv="{name} har ändrat {parts}.", en="{name} has changed {parts}.")
PART_BODIES = Text(sv="vilka som möts", en="who meets")
PART_PLACE = Text(sv="platsen", en="the place")
PART_LINK = Text(sv="länken", en="the link")
PART_FORM = Text(sv="hur man deltar", en="how to take part")
PART_AGENDA = Text(sv="dagordningen", en="the agenda")
PART_GUESTS = Text(sv="gästerna", en="the guests")
PART_PAPERS = Text(sv="handlingarna", en="the papers")
PAPERS = Text(sv="Handlingar", en="Papers")
CANCELLED_BY = Text(sv="{name} ställde in {what}.", en="{name} cancelled {what}.")
CANCELLED_TITLE = Text(sv="Inställt: {title}", en="Cancelled: {title}")
HELD_TITLE = Text(sv="Har varit: {title}", en="Over: {title}")
TITLE = Text(sv="{bodies} {when}", en="{bodies}, {when}")

# The invitation

INVITED = Text(sv="{bodies} ses {when}.", en="{bodies}: meeting {when}.")
REPRESENTED = Text(
    sv="{count} av {all} kommuner har sagt att de är med.",
    en="{count} of {all} municipalities have said that they will be there.",
)
VACANT = Text(sv="Saknar ledamot", en="No member")
SAY_IF_NOT = Text(sv="Du räknas som väntad tills du säger något annat.", en="You are expected until you say otherwise.")
COME = Text(sv="Kommer", en="Coming")
COME_ONLINE = Text(sv="Deltar digitalt", en="Taking part online")
SEND_STAND_IN = Text(sv="Förhinder, ersättare kommer", en="Hindered, stand-in comes")
HINDERED = Text(sv="Förhinder", en="Hindered")
NOT_ANSWERED = Text(sv="Har inte svarat", en="Not answered")
BY_STAND_IN = Text(sv="Ersättare kommer", en="Stand-in comes")

# Answering

YOU_COME = Text(sv="Noterat: {town} kommer till {body} {when}.", en="Noted: {town} comes to {body} {when}.")
YOU_COME_ONLINE = Text(
    sv="Noterat: {town} deltar digitalt, {body} {when}.", en="Noted: {town} takes part online, {body} {when}."
)
STAND_IN_COMES = Text(
    sv="Noterat: {town:whose} ersättare kommer till {body} {when}.",
    en="Noted: the stand-in for {town} comes to {body} {when}.",
)
YOU_ARE_HINDERED = Text(
    sv="Noterat: {town} har förhinder, {body} {when}.", en="Noted: {town} is hindered, {body} {when}."
)
TOWN_BY = Text(sv="{town} ({name})", en="{town} ({name})")
STAND_IN_ASKED = Text(sv="Jag frågar {name}, som är ersättare.", en="I am asking {name}, the stand-in.")
STAND_IN_TOLD = Text(sv="Jag säger det till {name}.", en="I am telling {name}.")
STAND_IN_UNKNOWN = Text(
    sv="{name} är ersättare, men har ingen chatt med mig än. Hör av dig själv.",
    en="{name} is the stand-in, but has no chat with me yet. Please get in touch yourself.",
)
NO_STAND_IN = Text(sv="{town} har ingen ersättare i {body}.", en="{town} has no stand-in in {body}.")
NOT_YOUR_SEAT = Text(
    sv="Du har ingen plats i {body} den dagen, så jag har inget att notera. Fråga kansliet om det är fel.",
    en="You have no seat in {body} on that day, so there is nothing for me to note. Ask the "
    "secretariat if that is wrong.",
)
IS_CANCELLED = Text(sv="{title} är inställt. Du behöver inte svara.", en="{title} is cancelled. No need to answer.")
HAS_BEEN = Text(
    sv="{title} har redan varit. Var svaret fel, säg det till ordföranden eller kansliet.",
    en="{title} is over. If the answer was wrong, tell the chair or the secretariat.",
)
NO_SUCH_MEETING = Text(sv="Det mötet finns inte längre.", en="That meeting is no longer there.")
WAIT_FOR_HOLDER = Text(
    sv="Du är ersättare för {town} i {body}. Du behövs först när {name} får förhinder, och då frågar jag dig.",
    en="You are the stand-in for {town} in {body}. You are needed when {name} is hindered, and then I ask you.",
)
NOTHING_THAT_DAY = Text(
    sv="Du har inget möte {day} som jag vet. Ditt nästa är {next}.",
    en="You have no meeting {day} that I know of. Your next is {next}.",
)
NO_SEAT = Text(
    sv="Jag har inte noterat något: du har ingen plats i något organ i mina listor.",
    en="I have noted nothing: you have no seat in any body in my lists.",
)
THAT_DAY = Text(sv="Den dagen: {rows}.", en="That day: {rows}.")
FOR_ANOTHER = Text(
    sv="Gäller det någon som har hört av sig, skriv till exempel *{town} har förhinder 4 mars*.",
    en="If somebody has let you know, write for example *{town} cannot come on 4 March*.",
)
NOTHING_AHEAD = Text(sv="Du har inget möte framför dig som jag vet.", en="You have no meeting ahead that I know of.")
COMES_OR_NOT = Text(
    sv="Jag är inte säker på hur du menar, så inget är noterat. Kommer du {when} ({bodies})?",
    en="I am not sure what you mean, so nothing is noted. Are you coming {when} ({bodies})?",
)
HAVE_MEETING = Text(
    sv="Du har ett möte {when}: {bodies}. Ska jag fråga din ersättare?",
    en="You have a meeting {when}: {bodies}. Shall I ask your stand-in?",
)
ANOTHER_STAND_IN = Text(
    sv="{name} är inte din ersättare, det är {stand_in}. Inget är noterat.",
    en="{name} is not your stand-in, {stand_in} is. Nothing is noted.",
)
ASK_STAND_IN = Text(sv="Fråga ersättaren", en="Ask the stand-in")
JUST_HINDERED = Text(sv="Bara förhinder", en="Just hindered")

JOURNAL_ANSWER = Text(
    sv="Noterade vad {town} har sagt till {body}: {says}.", en="Noted what {town} has told {body}: {says}."
)

# To the stand-in

CAN_YOU_COME = Text(
    sv="{name} har förhinder. Kan du ta {town:whose} plats i {body} {when}?",
    en="{name} is hindered. Can you take the seat of {town} in {body} {when}?",
)
YOU_ARE_SENT = Text(
    sv="{name} har förhinder och säger att du tar {town:whose} plats i {body} {when}.",
    en="{name} is hindered and says that you take the seat of {town} in {body} {when}.",
)
I_COME = Text(sv="Jag kommer", en="I come")
I_CANNOT = Text(sv="Jag kan inte", en="I can't")
YOU_TAKE_IT = Text(
    sv="Tack. Du tar {town:whose} plats i {body} {when}.", en="Thank you. You take the seat of {town} in {body} {when}."
)
YOU_CANNOT = Text(sv="Noterat: du kan inte heller, {body} {when}.", en="Noted: you cannot either, {body} {when}.")
HOLDER_COMES_AFTER_ALL = Text(
    sv="{town:whose} ordinarie har sagt något annat sedan dess. Inget har ändrats.",
    en="The holder for {town} has said something else since. Nothing has changed.",
)

# Asking

NEXT_TITLE = Text(sv="{bodies} ses {when}.", en="{bodies}: next meeting {when}.")
MEETS_THEN = Text(sv="{bodies} ses {when}.", en="{bodies} meet {when}.")
NONE_THAT_DAY = Text(sv="Jag känner inte till något möte {day}.", en="I know of no meeting {day}.")
NONE_BOOKED = Text(sv="Inget möte är inbokat som jag vet.", en="No meeting is booked that I know of.")
AHEAD = Text(sv="Så här ser det ut framåt: {rows}.", en="This is what lies ahead: {rows}.")
NONE_AHEAD = Text(sv="{body} har inget möte inbokat som jag vet.", en="{body}: no meeting is booked that I know of.")
ALL_OF_US = Text(sv="Vi", en="We")
HELD_NONE = Text(sv="{who} har inte haft något möte i år, som jag vet.", en="{who}: no meeting yet this year.")
HELD_ONE = Text(sv="{who} har haft ett möte i år.", en="{who}: one meeting so far this year.")
HELD_COUNT = Text(sv="{who} har haft {count} möten i år.", en="{who}: {count} meetings so far this year.")
LIST_TITLE = Text(sv="{count} möten är inbokade", en="{count} meetings are booked")
ONE_TITLE = Text(sv="Ett möte är inbokat", en="One meeting is booked")
LIST_ROW = Text(sv="{when}, {bodies}, {where}", en="{when}, {bodies}, {where}")
CANCELLED_MARK = Text(sv="inställt", en="cancelled")

# Planning

ONLY_CHAIR = Text(
    sv="Möten i {body} kan bara {chair} och kansliet boka och ändra. Be någon av dem.",
    en="Only {chair} and the secretariat can book and change meetings of {body}. Ask one of them.",
)
THE_CHAIR = Text(sv="ordföranden", en="the chair")
CHAIR_NAMED = Text(sv="ordföranden {name}", en="the chair, {name},")
BOOK_TITLE = Text(sv="Boka {bodies}?", en="Book {bodies}?")
BOOK_MANY_TITLE = Text(sv="Boka {count} möten: {bodies}?", en="Book {count} meetings: {bodies}?")
BOOK = Text(sv="Boka", en="Book")
BOOK_ANYWAY = Text(sv="Boka ändå", en="Book anyway")
MOVE = Text(sv="Flytta", en="Move")
MOVE_ANYWAY = Text(sv="Flytta ändå", en="Move anyway")
CANCEL_IT = Text(sv="Ställ in", en="Cancel it")
LEAVE_IT = Text(sv="Avbryt", en="Leave it")
UNDO = Text(sv="Ångra", en="Undo")
MOVE_TITLE = Text(sv="Flytta {bodies}?", en="Move {bodies}?")
FROM_TIME = Text(sv="Från", en="From")
TO_TIME = Text(sv="Till", en="To")
CANCEL_TITLE = Text(sv="Ställ in {bodies}?", en="Cancel {bodies}?")
BOOKED_TITLE = Text(sv="{bodies}: bokat", en="{bodies}: booked")
BOOKED_MANY_TITLE = Text(sv="{bodies}: {count} möten bokade", en="{bodies}: {count} meetings booked")
MOVED_TITLE = Text(sv="{bodies}: flyttat", en="{bodies}: moved")
CANCELLED_DONE = Text(sv="{bodies}: inställt", en="{bodies}: cancelled")
CHANGED_TITLE = Text(sv="{bodies}: ändrat", en="{bodies}: changed")
UNDONE_TITLE = Text(sv="{bodies}: taget tillbaka", en="{bodies}: taken back")
LEFT = Text(sv="Då låter jag det vara. Inget har ändrats.", en="I leave it. Nothing has changed.")
RED_DAY = Text(sv="{date} är röd dag: {name}.", en="{date} is a public holiday: {name}.")
EVE_DAY = Text(sv="{date} är {name}.", en="{date} is {name}.")
WEEKEND = Text(sv="{date} är helg.", en="{date} is a weekend.")
QUIET_WEEK = Text(sv="{date} ligger i semesterveckorna 28–31.", en="{date} lies in the holiday weeks 28–31.")
SCHOOL_HOLIDAY = Text(sv="{date} är det {name}.", en="{date}: {name}.")
CLASH_BODY = Text(sv="{bodies} har redan ett möte {when}.", en="{bodies}: there is already a meeting {when}.")
CLASH_PEOPLE = Text(sv="{names} ska vara i {bodies} {when}.", en="{names} should be in {bodies} {when}.")
OVERLAP_SELF = Text(sv="Två av tiderna går ihop.", en="Two of the times overlap.")
INVITE_NOW = Text(sv="Kallelsen läggs i kanalen: {bodies}.", en="The invitation goes to the channel: {bodies}.")
INVITE_LATER = Text(
    sv="Varje kallelse läggs i kanalen en månad före mötet: {bodies}.",
    en="Each invitation goes to the channel a month before its meeting: {bodies}.",
)
NO_CHANNEL = Text(
    sv="Jag vet ännu inte vilken kanal {bodies} har. Skriv *skicka kallelserna* till mig i kanalen, så "
    "lägger jag ut dem.",
    en="I do not know the channel of {bodies} yet. Write *send the invitations* to me in the channel, "
    "and I put them there.",
)
ENDS_FIRST = Text(
    sv="Mötet skulle sluta innan det börjar. Skriv tiden igen, till exempel kl. 9–11.",
    en="The meeting would end before it begins. Write the time again, for example 9–11.",
)
PAST = Text(
    sv="Den tiden har redan varit. Vilken dag ska det vara i stället?", en="That time has passed. Which day instead?"
)
TOO_LONG = Text(
    sv="Ett möte kan vara högst tolv timmar. Skriv tiden igen, till exempel kl. 9–11.",
    en="A meeting can last twelve hours at most. Write the time again, for example 9–11.",
)
TOO_FAR = Text(
    sv="Det är mer än tre år bort. Vilken dag menar du?",
    en="That is more than three years away. Which day do you mean?",
)
TOO_MANY = Text(sv="Jag bokar högst fyrtio möten i taget.", en="I book forty meetings at a time at most.")
WHICH_MEETING = Text(
    sv="Vilket möte menar du? Skriv organ och dag, till exempel *{example}*.",
    en="Which meeting do you mean? Write the body and the day, for example *{example}*.",
)
NO_MEETING_THEN = Text(
    sv="Jag hittar inget möte {day} för {body}. Så här ser det ut framåt: {rows}.",
    en="I find no meeting {day} for {body}. This is what lies ahead: {rows}.",
)
NO_MEETING_AT_ALL = Text(
    sv="{body} har inget möte inbokat, så det finns inget att ändra.",
    en="{body}: no meeting is booked, so there is nothing to change.",
)
NO_MEETING_TO_CHANGE = Text(
    sv="Inget möte är inbokat som jag vet, så det finns inget att ändra.",
    en="No meeting is booked that I know of, so there is nothing to change.",
)
WHEN_TO = Text(sv="Till när? Skriv till exempel *{example}*.", en="To when? Write for example *{example}*.")
CHANGED_MEANWHILE = Text(
    sv="Mötet har ändrats sedan kortet visades. Inget har ändrats nu. Skriv det igen, så ser du hur det ligger till.",
    en="The meeting has changed since the card was shown. Nothing was changed now. Write it again to "
    "see how it stands.",
)
CHANGED_SINCE = Text(
    sv="Mötet har ändrats sedan dess, så jag tog inte tillbaka något. Skriv *flytta* eller *ställ in* och vilket möte.",
    en="The meeting has changed since then, so I took nothing back. Write *move* or *cancel* and which meeting.",
)
NOTHING_TO_UNDO = Text(
    sv="Du har inget möte att ångra den senaste veckan.", en="You have no meeting to undo in the last week."
)
SENT_OUT = Text(sv="{count} kallelser läggs ut här.", en="{count} invitations are put here.")
ONE_SENT_OUT = Text(sv="En kallelse läggs ut här.", en="One invitation is put here.")
NOTHING_TO_SEND = Text(sv="Alla kallelser är redan utlagda.", en="All invitations are out already.")
NOT_A_BODYS_CHANNEL = Text(
    sv="Skriv det i organets egen kanal, så vet jag var kallelserna ska ligga.",
    en="Write that in the body's own channel, so that I know where the invitations belong.",
)

# The journal

WROTE_BOOKED = Text(sv="{name} bokade {meeting}.", en="{name} booked {meeting}.")
WROTE_MOVED = Text(sv="{name} flyttade {meeting} från {before}.", en="{name} moved {meeting} from {before}.")
WROTE_CANCELLED = Text(sv="{name} ställde in {meeting}.", en="{name} cancelled {meeting}.")
WROTE_CHANGED = Text(sv="{name} ändrade {parts}: {meeting}.", en="{name} changed {parts}: {meeting}.")
WROTE_RESTORED = Text(
    sv="{name} tog tillbaka sin ändring. Nu gäller {meeting}.",
    en="{name} took the change back. What holds is {meeting}.",
)
WROTE_FORGOTTEN = Text(
    sv="{name} tog tillbaka bokningen av {meeting}.", en="{name} took back the booking of {meeting}."
)

# What is kept about people

HELD_ANSWERS = Text(sv="dina svar på kallelser", en="your answers to invitations")
WHY_ANSWERS = Text(
    sv="för att veta vilka kommuner som kommer, och för närvarostatistiken",
    en="to know which municipalities come, and for the statistics of attendance",
)
KEPT_ANSWERS = Text(
    sv="ditt namn i tre år; kommunens svar står kvar", en="your name for three years; the municipality's answer stays"
)
HELD_PLANS = Text(sv="möten som du har bokat eller ändrat", en="meetings that you have booked or changed")
WHY_PLANS = Text(
    sv="för att visa vem som ändrade ett möte, och kunna ångra", en="to show who changed a meeting, and to undo it"
)
KEPT_PLANS = Text(
    sv="ett drygt år; vem som gjorde vad står i journalen", en="a good year; the journal keeps who did what"
)
HELD_GUESTS = Text(sv="möten där du står som gäst", en="meetings at which you are named as a guest")
WHY_GUESTS = Text(sv="för att deltagarna ska veta vem som kommer", en="so that those who meet know who comes")
KEPT_GUESTS = Text(sv="tre år efter mötet", en="three years after the meeting")

# Läget

OVERVIEW = Text(sv="Möten de närmaste veckorna", en="Meetings in the next weeks")
OVERVIEW_ROW = Text(sv="{title}: {missing}", en="{title}: {missing}")
NO_AGENDA = Text(sv="saknar dagordning", en="no agenda yet")
ONLY_STANDING = Text(sv="bara stående punkter på dagordningen", en="only standing items on the agenda")
WAITS_FOR = Text(sv="väntar på svar från {towns}", en="waiting for an answer from {towns}")
