"""What is said in reminders and about them."""

from bot.core.text import Text

# Commands, as help shows them

SAY_SHOW = Text(sv="visa påminnelserna för {body}", en="show the reminders for {body}")
ABOUT_SHOW = Text(sv="när ett organ påminns före möten", en="when a body is reminded before meetings")
SAY_CHANGE = Text(
    sv="påminn {body} 10 dagar och 2 dagar före",
    en="remind {body} 10 days and 2 days before",
)
ABOUT_CHANGE = Text(sv="välj när ett organ påminns", en="choose when a body is reminded")
SAY_WANTS = Text(sv="färre påminnelser", en="fewer reminders")
ABOUT_WANTS = Text(
    sv="hur ofta jag påminner dig: alla, färre, bara dagen före eller inga",
    en="how often I remind you: all, fewer, only the day before or none",
)
SAY_PROMPT = Text(
    sv="påminn dem som inte har svarat inför mötet", en="remind those who have not answered for the meeting"
)
ABOUT_PROMPT = Text(
    sv="påminn inför nästa möte, utöver de vanliga påminnelserna; högst en gång om dygnet",
    en="remind before the next meeting, beside the usual reminders; once a day at most",
)
SAY_SENDS = Text(sv="nästa utskick", en="next sends")
ABOUT_SENDS = Text(
    sv="vad jag skickar härnäst, när och till vem; stoppa det eller skicka det nu",
    en="what I send next, when and to whom; stop it or send it now",
)

# In the channel

MEETS = Text(sv="{bodies} ses {when}.", en="{bodies}: meeting {when}.")
NOBODY_YET = Text(sv="Ingen kommun har svarat än.", en="No municipality has answered yet.")
SOME_DONE = Text(sv="{count} av {all} kommuner är klara.", en="{count} of {all} municipalities are done.")
WAITING_FOR = Text(sv="Jag väntar på svar från {towns}.", en="I am waiting for an answer from {towns}.")
ALL_DONE = Text(sv="Alla har svarat.", en="Everybody has answered.")
FOR_THOSE_WITHOUT_CHAT = Text(
    sv="Till {names}, som jag inte når i egen chatt.", en="To {names}, whom I cannot reach in a chat of their own."
)

# To one person

ASK_YOU = Text(
    sv="{bodies} ses {when}. Jag väntar på svar från {town}. Kommer du?",
    en="{bodies}: meeting {when}. I am waiting for an answer from {town}. Are you coming?",
)
NOT_ANSWERED_YET = Text(
    sv="Du har inte svarat, så jag räknar med dig.", en="You have not answered, so you are expected."
)
AGENDA_MISSING = Text(sv="Dagordningen är inte klar än.", en="The agenda is not ready yet.")
SILENT_TO_CHAIR = Text(sv="Har inte svarat", en="Not answered")
CHAIR_LIST = Text(
    sv="{count} kommuner har inte svarat inför {bodies} {when}.",
    en="{count} municipalities have not answered for {bodies}, {when}.",
)
CHAIR_LIST_ONE = Text(
    sv="{town} har inte svarat inför {bodies} {when}.", en="{town} has not answered for {bodies}, {when}."
)
PERSON_MAIL = Text(sv="{town}: {name}, {email}", en="{town}: {name}, {email}")
PERSON_NAME = Text(sv="{town}: {name}", en="{town}: {name}")
LINK_NOW = Text(sv="{bodies} ses {when}. Här är länken.", en="{bodies}: meeting {when}. Here is the link.")
FEWER = Text(sv="Färre påminnelser", en="Fewer reminders")

# How much somebody wants

WANTS_ALL = Text(sv="alla påminnelser", en="all reminders")
WANTS_FEWER = Text(sv="färre påminnelser", en="fewer reminders")
WANTS_DAY_BEFORE = Text(sv="bara dagen före", en="only the day before")
WANTS_NONE = Text(sv="inga påminnelser", en="no reminders")
NOW_ALL = Text(sv="Du får alla påminnelser.", en="You get all reminders.")
NOW_FEWER = Text(
    sv="Du får färre påminnelser: bara de sista tre dagarna, och ingen länk strax före.",
    en="You get fewer reminders: only in the last three days, and no link just before.",
)
NOW_DAY_BEFORE = Text(
    sv="Jag påminner dig bara dagen före ett möte.", en="I remind you only on the day before a meeting."
)
NOW_NONE = Text(
    sv="Jag påminner dig inte mer. Kallelserna i kanalen finns kvar.",
    en="I remind you no more. The invitations in the channel stay.",
)
CHOOSE_ALL = Text(sv="Alla påminnelser", en="All reminders")
CHOOSE_DAY_BEFORE = Text(sv="Bara dagen före", en="Only the day before")
CHOOSE_NONE = Text(sv="Inga påminnelser", en="No reminders")

# The ladder

LADDER_TITLE = Text(sv="Så påminner jag {bodies}", en="How I remind {bodies}")
LADDER_WOULD = Text(sv="Ska jag påminna {bodies} så här?", en="Shall I remind {bodies} like this?")
LADDER_NONE = Text(sv="Jag påminner inte {bodies}.", en="I do not remind {bodies}.")
LADDER_NONE_WOULD = Text(sv="Ska jag inte påminna {bodies} alls?", en="Shall I not remind {bodies} at all?")
LADDER_SAVED = Text(sv="Sparat: så påminner jag {bodies}", en="Saved: how I remind {bodies}")
LADDER_USUAL = Text(sv="De här är de vanliga.", en="These are the usual ones.")
LADDER_CHOSEN = Text(sv="{name} valde dem {date}.", en="{name} chose them {date}.")
LADDER_RULE = Text(
    sv="Helger, röda dagar och v. 28–31 hoppar jag över: då kommer påminnelsen arbetsdagen före, kl. 9–16.",
    en="I skip weekends, public holidays and weeks 28–31: the reminder then comes on the working day before, 9–16.",
)
RUNG_ROW = Text(sv="{before}: {what}", en="{before}: {what}")
DAYS_BEFORE = Text(sv="{count} dagar före", en="{count} days before")
DAY_BEFORE = Text(sv="Dagen före", en="The day before")
HOURS_BEFORE = Text(sv="{count} timmar före", en="{count} hours before")
HOUR_BEFORE = Text(sv="En timme före", en="One hour before")
MINUTES_BEFORE = Text(sv="{count} minuter före", en="{count} minutes before")
DOES_CHANNEL = Text(
    sv="till kanalen, om någon kommun inte har svarat", en="to the channel, if a municipality has not answered"
)
DOES_SILENT = Text(sv="bara till dem som inte har svarat", en="only to those who have not answered")
DOES_NAMED = Text(
    sv="i kanalen, med namn på dem som inte har svarat", en="in the channel, naming those who have not answered"
)
DOES_AGENDA = Text(
    sv="dagordningen till dem som väntas, och till ordföranden vilka som inte har svarat",
    en="the agenda to those who are expected, and to the chair who has not answered",
)
DOES_LINK = Text(sv="länken till dem som väntas", en="the link to those who are expected")
SAVE = Text(sv="Spara", en="Save")
UNDO = Text(sv="Ångra", en="Undo")
LEAVE = Text(sv="Avbryt", en="Leave it")
WHICH_LADDER = Text(
    sv="Vilket organ menar du? Skriv till exempel *{example}*.",
    en="Which body do you mean? Write for example *{example}*.",
)
WHEN_TO_REMIND = Text(
    sv="När ska jag påminna {bodies}? Skriv till exempel *{example}*.",
    en="When shall I remind {bodies}? Write for example *{example}*.",
)
OFFSET_ODD = Text(
    sv="En påminnelse kan komma mellan 60 dagar och 5 minuter före mötet, och de kan vara högst åtta.",
    en="A reminder can come between 60 days and 5 minutes before the meeting, and there can be eight at most.",
)
LADDER_CHANGED = Text(
    sv="Någon har ändrat påminnelserna sedan kortet visades. Inget har ändrats nu. Så här är de:",
    en="Somebody has changed the reminders since the card was shown. Nothing was changed now. This is how they are:",
)

# The next sends

SENDS_TITLE = Text(sv="Nästa utskick", en="Next sends")
SENDS_NONE = Text(sv="Inget väntar på att skickas.", en="Nothing waits to be sent.")
SEND_ROW = Text(sv="{when}: {what} Till {whom}.", en="{when}: {what} To {whom}.")
SENDS_MORE = Text(sv="Och {count} till senare.", en="And {count} more later.")
SENDS_NOTE = Text(
    sv="Påminnelser bestäms när tiden kommer. Det här är som det ser ut nu.",
    en="Reminders are decided when the time comes. This is how it looks now.",
)
WHAT_CHANNEL = Text(sv="påminnelse om {meeting}.", en="reminder of {meeting}.")
WHAT_SILENT = Text(
    sv="påminnelse till dem som inte har svarat om {meeting}.", en="reminder to the silent of {meeting}."
)
WHAT_NAMED = Text(sv="påminnelse med namn om {meeting}.", en="reminder by name of {meeting}.")
WHAT_AGENDA = Text(sv="dagordning inför {meeting}.", en="agenda for {meeting}.")
WHAT_LINK = Text(sv="länken till {meeting}.", en="the link to {meeting}.")
THE_CHANNEL = Text(sv="kanalen för {body}", en="the channel of {body}")
CHANNEL_UNKNOWN = Text(
    sv="kanalen för {body}, som jag inte vet vilken det är", en="the channel of {body}, which I do not know"
)
AND_OTHERS = Text(sv="{names} och {count} till", en="{names} and {count} more")
WHICH_SEND = Text(sv="Vilket?", en="Which one?")
STOP_SEND = Text(sv="Stoppa", en="Stop it")
SEND_NOW = Text(sv="Skicka nu", en="Send now")
STOPPED = Text(sv="Stoppat: {what}", en="Stopped: {what}")
SENT_NOW = Text(sv="Skickas nu: {what}", en="Being sent now: {what}")
SENT_TO_NOBODY = Text(
    sv="Ingen var kvar att påminna, så inget skickades: {what}",
    en="Nobody was left to remind, so nothing was sent: {what}",
)
RESUMED = Text(sv="Går ut som planerat: {what}", en="Goes out as planned: {what}")
ALREADY_SENT = Text(
    sv="Det skickades i förväg och går inte att ta tillbaka. Skriv *ångra* igen för det du gjorde före det.",
    en="It was sent early and cannot be taken back. Write *undo* again for what you did before that.",
)
NO_SUCH_SEND = Text(
    sv="Det har redan skickats eller stoppats. Inget har ändrats.",
    en="That has been sent or stopped already. Nothing has changed.",
)
NOT_YOUR_SEND = Text(
    sv="Det kan bara ordföranden i organet och kansliet stoppa eller skicka.",
    en="Only the body's chair and the secretariat can stop or send that.",
)

# What is kept

HOLDS_PREFERENCES = Text(sv="hur mycket du vill bli påmind", en="how much you want to be reminded")
WHY_PREFERENCES = Text(sv="för att påminna dig så ofta du vill", en="to remind you as often as you want")
KEPT_PREFERENCES = Text(
    sv="tills du ändrar det, längst så länge jag minns att vi har träffats",
    en="until you change it, at most as long as I remember that we have met",
)

# The journal

WROTE_LADDER = Text(sv="{name} ändrade påminnelserna för {bodies}.", en="{name} changed the reminders for {bodies}.")
WROTE_STOPPED = Text(sv="{name} stoppade: {what} Till {whom}.", en="{name} stopped: {what} To {whom}.")
WROTE_HURRIED = Text(sv="{name} skickade i förväg: {what} Till {whom}.", en="{name} sent early: {what} To {whom}.")
WROTE_RESUMED = Text(
    sv="{name} lät gå ut som planerat: {what} Till {whom}.", en="{name} let go out as planned: {what} To {whom}."
)

# Those who have not answered, when somebody asks for it

PROMPT_TITLE = Text(sv="{title}: påminna dem som inte har svarat?", en="{title}: remind those who have not answered?")
PROMPT_GOES_TO = Text(sv="Påminnelsen går till {whom}.", en="The reminder goes to {whom}.")
IN_CHANNEL_OF = Text(sv="kanalen för {bodies}", en="the channel of {bodies}")
PROMPT_NOW = Text(sv="Påminn nu", en="Remind now")
LEAVE_PROMPT = Text(sv="Låt bli", en="Leave it")
PROMPTED = Text(sv="{title}: jag har påmint {whom}.", en="{title}: I have reminded {whom}.")
PROMPTED_LATELY = Text(
    sv="{title}: de som inte har svarat fick en påminnelse {at}. Jag påminner högst en gång om dygnet. "
    "Jag väntar på svar från {towns}.",
    en="{title}: those who have not answered were reminded {at}. I remind once a day at most. "
    "I am waiting for an answer from {towns}.",
)
ALL_HAVE_ANSWERED = Text(
    sv="{title}: alla har svarat, så det finns ingen att påminna.",
    en="{title}: everybody has answered, so there is nobody to remind.",
)
NOBODY_TO_PROMPT = Text(
    sv="Det finns inget möte framåt att påminna om.", en="There is no meeting ahead to send reminders for."
)
NOBODY_REACHED = Text(
    sv="Ingen av dem går att nå, eller så har de valt bort påminnelser. Ring eller mejla dem.",
    en="None of them can be reached, or they have chosen no reminders. Call or e-mail them.",
)
TOO_LATE_TO_PROMPT = Text(
    sv="{title} är inställt eller har börjat. Jag påminner inte.", en="{title} is off or has begun. I send no reminder."
)
WROTE_PROMPTED = Text(
    sv="{name} lät påminna dem som inte har svarat.", en="{name} had those reminded who have not answered."
)
