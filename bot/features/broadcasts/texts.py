"""What is said of broadcasts."""

from bot.core.text import Text

# Commands, as help shows them

SAY_SEND = Text(
    sv="skicka till {body}: Underlaget finns nu på Teams.",
    en="send to {body}: The papers are in Teams now.",
)
ABOUT_SEND = Text(
    sv="ett utskick, som du får se med alla mottagare innan det går", en="a broadcast, shown with all recipients first"
)
SAY_NEW = Text(sv="utskick", en="broadcast")
ABOUT_NEW = Text(sv="ett formulär för ett längre utskick", en="a form for a longer broadcast")
SAY_LIST = Text(sv="utskicken", en="broadcasts")
ABOUT_LIST = Text(sv="hur det gick för de senaste utskicken", en="what became of the latest broadcasts")
SAY_STOP = Text(sv="stoppa utskicket", en="stop the broadcast")
ABOUT_STOP = Text(
    sv="stoppa det som går just nu; *ta tillbaka utskicket* raderar också det som kommit fram",
    en="stop what is going out; *recall the broadcast* also deletes what has arrived",
)
SAY_LIMIT = Text(sv="gränsen för utskick är 25", en="the limit for broadcasts is 25")
ABOUT_LIMIT = Text(
    sv="hur många mottagare ett utskick får ha innan någon mer ska godkänna det",
    en="how many recipients a broadcast may have before somebody else approves it",
)

# Recipients

ONE_RECIPIENT = Text(sv="1 mottagare", en="1 recipient")
RECIPIENTS = Text(sv="{count} mottagare", en="{count} recipients")
THE_CHANNEL = Text(sv="kanalen för {body}", en="the channel of {body}")
PERSON_OF = Text(sv="{name} ({town})", en="{name} ({town})")
NO_CHAT = Text(sv="har ingen chatt med mig än", en="has no chat with me yet")
BY_MAIL = Text(sv="nås med e-post", en="is reached by e-mail")
NO_CHANNEL = Text(sv="jag vet inte vilken kanal det är", en="I do not know which channel that is")
CLOSED = Text(sv="tar inte emot meddelanden från mig", en="does not take messages from me")
REFUSED = Text(sv="Teams tog inte emot meddelandet", en="Teams did not take the message")
IN_VAIN = Text(sv="gick inte att nå i tid", en="could not be reached in time")
UNSURE = Text(sv="ingen vet om det kom fram", en="nobody knows whether it arrived")
WITH_REASON = Text(sv="{name}: {reason}", en="{name}: {reason}")

# Whom, in words

ALL_BODIES = Text(sv="alla organ", en="all bodies")
HOLDERS = Text(sv="ledamöterna", en="the members")
STAND_INS = Text(sv="ersättarna", en="the stand-ins")
SEATED = Text(sv="ledamöterna och ersättarna", en="the members and the stand-ins")
HEADS = Text(sv="ordförandena och vice ordförandena", en="the chairs and vice chairs")
OFFICES = Text(sv="kommunernas kanslier", en="the municipalities' offices")
GROUP_OF = Text(sv="{group} i {bodies}", en="{group} of {bodies}")
ONLY = Text(sv="{group} för {towns}", en="{group} for {towns}")
BUT = Text(sv="{all}, utom {some}", en="{all}, except {some}")
TWICE = Text(sv="{all}, också i egen chatt", en="{all}, in personal chats as well")

# The preview

PREVIEW_TITLE = Text(sv="Utskick till {count}", en="Broadcast to {count}")
TO_WHOM = Text(sv="Till", en="To")
WHEN = Text(sv="När", en="When")
NOW = Text(sv="så snart du trycker på Skicka", en="as soon as you press Send")
WHO_GETS_IT = Text(sv="Mottagare", en="Recipients")
NOT_IN_TEAMS = Text(
    sv="{count} av dem når jag inte i Teams. Efteråt får du en text att klistra in i e-post till dem.",
    en="{count} of them I cannot reach in Teams. Afterwards you get a text to paste into an e-mail to them.",
)
NONE_IN_TEAMS = Text(
    sv="Ingen av dem når jag i Teams. Efteråt får du en text att klistra in i e-post till dem.",
    en="None of them I can reach in Teams. Afterwards you get a text to paste into an e-mail to them.",
)
LOOKS_LIKE = Text(sv="Så här ser det ut", en="What it looks like")
SEND = Text(sv="Skicka", en="Send")
SCHEDULE = Text(sv="Skicka då", en="Send then")
CHANGE = Text(sv="Ändra", en="Change")
DROP = Text(sv="Avbryt", en="Cancel")
ALL_NAMES = Text(sv="Alla namn", en="All names")
ASK_COLLEAGUE = Text(sv="Be {name} godkänna", en="Ask {name} to approve")
A_COLLEAGUE = Text(sv="en kollega", en="a colleague")
I_AM_ALONE = Text(sv="Jag är ensam i dag", en="I am alone today")
SECOND_LOOK = Text(
    sv="Över {limit} mottagare ska någon mer på kansliet godkänna utskicket.",
    en="Above {limit} recipients somebody else at the secretariat approves the broadcast.",
)
TYPE_NUMBER = Text(
    sv="Utskicket går till fler än {limit}, och det finns ingen mer på kansliet som kan godkänna det. "
    "Skriv antalet mottagare, så vet jag att du har sett det.",
    en="The broadcast goes to more than {limit}, and there is nobody else at the secretariat to approve it. "
    "Write the number of recipients, so that I know you have seen it.",
)
NUMBER_FIELD = Text(sv="Antal mottagare", en="Number of recipients")
WRONG_NUMBER = Text(
    sv="Utskicket har {count}, inte {said}. Inget är skickat. Titta på mottagarna en gång till.",
    en="The broadcast has {count}, not {said}. Nothing has been sent. Look at the recipients once more.",
)
COUNT_CHANGED = Text(
    sv="Mottagarna har ändrats sedan du såg dem: nu är det {now}, inte {then}. Inget är skickat än.",
    en="The recipients have changed since you saw them: now it is {now}, not {then}. Nothing has been sent yet.",
)
SIGNED = Text(sv="{name}, {office}", en="{name}, {office}")
CORRECTED_AT = Text(sv="Rättat {when}", en="Corrected {when}")

# The form

FORM_TITLE = Text(sv="Nytt utskick", en="New broadcast")
FORM_WHOM = Text(
    sv="Till vilka? Till exempel: {body}, alla ledamöter utom {town}, kommunernas kanslier",
    en="To whom? Such as: {body}, all members except {town}, the municipalities' offices",
)
FORM_TEXT = Text(sv="Text", en="Text")
FORM_WHEN = Text(
    sv="När? Tomt är nu, annars till exempel: på måndag kl. 8", en="When? Empty is now, else such as: on Monday at 8"
)
PREVIEW = Text(sv="Förhandsgranska", en="Preview")
CORRECT_TITLE = Text(sv="Rätta utskick {number}", en="Correct broadcast {number}")
CORRECT_ABOUT = Text(
    sv="Texten byts där den redan står, med en rad om att den är rättad. De som inte fått den än får den nya.",
    en="The text is replaced where it stands, with a line that says so. Those who have not got it get the new one.",
)
SAVE_CORRECTION = Text(sv="Rätta", en="Correct")

# What cannot be

TOO_LONG = Text(
    sv="Texten är {count} tecken, och ett utskick får ha högst {limit}. Inget är skickat. Korta den, eller lägg den i "
    "ett dokument och skicka länken.",
    en="The text has {count} characters, and a broadcast may have {limit} at most. Nothing has been sent. Shorten it, "
    "or put it in a document and send the link.",
)
NO_TEXT = Text(sv="Vad ska det stå?", en="What shall it say?")
NO_WHOM = Text(sv="Till vilka ska det gå?", en="Whom shall it go to?")
UNKNOWN_WHOM = Text(
    sv="Jag vet inte vilka ”{said}” är. Skriv organ, kommuner, ledamöter, ersättare, ordförande, kanslier eller ett "
    "helt namn. Inget är skickat.",
    en="I do not know who “{said}” are. Write bodies, municipalities, members, stand-ins, chairs, offices or a whole "
    "name. Nothing has been sent.",
)
SEVERAL_CALLED = Text(
    sv="Flera heter {said}. Skriv hela namnet. Inget är skickat.",
    en="Several people are called {said}. Write the whole name. Nothing has been sent.",
)
WHICH_BODY = Text(
    sv="Vilket organ menar du: {bodies}? Inget är skickat.",
    en="Which body do you mean: {bodies}? Nothing has been sent.",
)
NOBODY = Text(
    sv="Det finns ingen att skicka till: {whom}. Platserna är tomma, eller så är alla undantagna. Inget är skickat.",
    en="There is nobody to send to: {whom}. The seats are empty, or all are left out. Nothing has been sent.",
)
NO_TIME = Text(
    sv="”{said}” är ingen tid som jag kan läsa. Skriv till exempel: på måndag kl. 8. Inget är skickat.",
    en="“{said}” is no time that I can read. Write for example: on Monday at 8. Nothing has been sent.",
)
TOO_FAR = Text(
    sv="Så långt fram skickar jag inte. Välj en tid inom ett år. Inget är skickat.",
    en="I do not send so far ahead. Choose a time within a year. Nothing has been sent.",
)
GONE = Text(sv="Det utskicket finns inte längre.", en="That broadcast is no longer there.")
LAPSED = Text(
    sv="Det förslaget är för gammalt för att skickas. Skriv utskicket på nytt.",
    en="That draft is too old to be sent. Write the broadcast again.",
)
NOTHING_GOING = Text(sv="Det är inget utskick på gång.", en="No broadcast is going out.")
WHICH_ONE = Text(
    sv="Vilket utskick? Skriv numret. De senaste är:", en="Which broadcast? Write the number. The latest are:"
)
NONE_YET = Text(sv="Inget utskick har gått än.", en="No broadcast has gone out yet.")
NOT_YOURSELF = Text(
    sv="Ditt eget utskick kan du inte godkänna. {name} på kansliet kan.",
    en="You cannot approve your own broadcast. {name} at the secretariat can.",
)
ALREADY = {
    "scheduled": Text(
        sv="Det är redan godkänt och väntar på sin tid.", en="It is approved already and awaits its time."
    ),
    "listing": Text(sv="Det går redan ut.", en="It is going out already."),
    "sending": Text(sv="Det går redan ut.", en="It is going out already."),
    "sent": Text(sv="Det är redan skickat.", en="It has been sent already."),
    "stopped": Text(sv="Det är stoppat.", en="It has been stopped."),
    "taken_back": Text(sv="Det är tillbakataget.", en="It has been taken back."),
    "dropped": Text(sv="Det är avbrutet. Inget är skickat.", en="It was cancelled. Nothing has been sent."),
    "asked": Text(
        sv="Det väntar redan på att någon godkänner det.", en="It is waiting for somebody's approval already."
    ),
    "draft": Text(
        sv="Det har dragits tillbaka av den som skrev det.", en="It has been withdrawn by the one who wrote it."
    ),
}
APPROVED_FIRST = Text(sv="{name} hann före. {state}", en="{name} was first. {state}")

# The second pair of eyes

ASKED_TITLE = Text(
    sv="{name} vill skicka det här till {count}. Godkänner du?",
    en="{name} wants to send this to {count}. Do you approve?",
)
APPROVE = Text(sv="Godkänn och skicka", en="Approve and send")
DECLINE = Text(sv="Låt bli", en="Do not send")
ASKED_NOW = Text(
    sv="Jag har frågat {names}. Utskicket går när det är godkänt.",
    en="I have asked {names}. The broadcast goes when it has been approved.",
)
APPROVED_BY_YOU = Text(
    sv="Godkänt. Utskicket till {count} går {when}.", en="Approved. The broadcast to {count} goes {when}."
)
APPROVED_BY = Text(sv="{name} godkände utskicket till {count}.", en="{name} approved the broadcast to {count}.")
DECLINED_BY_YOU = Text(sv="Utskicket går inte. Jag säger det till {name}.", en="It will not go. I am telling {name}.")
DECLINED_BY = Text(
    sv="{name} godkände inte utskicket till {whom}. Inget är skickat.",
    en="{name} did not approve the broadcast to {whom}. Nothing has been sent.",
)
RIGHT_AWAY = Text(sv="nu", en="now")

# How it goes

SENT_OFF = Text(
    sv="Utskick {number} går nu. Kortet här nedanför visar hur det går.",
    en="Broadcast {number} goes now. The card below shows how it goes.",
)
SCHEDULED = Text(
    sv="Utskick {number} går {when}. Du kan stoppa det fram till dess.",
    en="Broadcast {number} goes {when}. You can stop it until then.",
)
DROPPED = Text(sv="Avbrutet. Inget är skickat.", en="Cancelled. Nothing has been sent.")
TITLE = {
    "draft": Text(sv="Utskick {number}: inte skickat", en="Broadcast {number}: not sent"),
    "asked": Text(sv="Utskick {number}: väntar på godkännande", en="Broadcast {number}: waiting for approval"),
    "scheduled": Text(sv="Utskick {number} går {when}", en="Broadcast {number} goes {when}"),
    "listing": Text(sv="Utskick {number} går ut", en="Broadcast {number} is going out"),
    "sending": Text(sv="Utskick {number} går ut", en="Broadcast {number} is going out"),
    "sent": Text(sv="Utskick {number} är skickat", en="Broadcast {number} has been sent"),
    "stopped": Text(sv="{name} stoppade utskick {number}", en="{name} stopped broadcast {number}"),
    "taken_back": Text(sv="{name} tog tillbaka utskick {number}", en="{name} took broadcast {number} back"),
    "dropped": Text(sv="Utskick {number} är avbrutet", en="Broadcast {number} was cancelled"),
}
SENT = Text(sv="Skickade", en="Sent")
WAITING = Text(sv="Väntar", en="Waiting")
UNREACHABLE = Text(sv="Nås inte i Teams", en="Not reachable in Teams")
FAILED = Text(sv="Misslyckades", en="Failed")
CANCELLED = Text(sv="Stoppade", en="Stopped")
DELETED = Text(sv="Raderade", en="Deleted")
IN_ALL = Text(sv="Totalt", en="In all")
WHO_APPROVED = Text(sv="Godkänt av", en="Approved by")
BY_NUMBER = Text(sv="{name}, som skrev antalet", en="{name}, who wrote the number")
SHOWN_THEN = Text(
    sv="{now} när det gick, {then} när du förhandsgranskade", en="{now} when it went, {then} in the preview"
)
STOP_IT = Text(sv="Stoppa", en="Stop")
TAKE_BACK = Text(sv="Ta tillbaka", en="Take back")
CORRECT = Text(sv="Rätta", en="Correct")
MAIL_TEXT = Text(sv="Text för e-post", en="Text for e-mail")
REFRESH = Text(sv="Uppdatera", en="Refresh")
STOPPED_NOTHING = Text(
    sv="Utskick {number} hade redan gått till alla. *Ta tillbaka utskick {number}* raderar det hos dem som fått det.",
    en="Broadcast {number} had gone to everybody already. *Recall broadcast {number}* deletes it where it has arrived.",
)
CORRECTED = Text(
    sv="Rättat. {count} har fått det gamla och får det nya i samma meddelande.",
    en="Corrected. {count} have had the old text and get the new one in the same message.",
)
NOT_CORRECTABLE = Text(
    sv="Utskick {number} skrevs av mig, inte av någon av er. Det rättas där det hör hemma.",
    en="Broadcast {number} was written by me, not by one of you. It is corrected where it belongs.",
)

# For those who are not reached in Teams

MAIL_TITLE = Text(sv="Till {count} som jag inte når i Teams:", en="To {count} whom I cannot reach in Teams:")
MAIL_NOBODY = Text(sv="Alla har nåtts i Teams.", en="Everybody has been reached in Teams.")
MAIL_WITHOUT = Text(sv="Saknar e-postadress: {names}", en="Without an e-mail address: {names}")

# The list

LIST_TITLE = Text(sv="De senaste utskicken", en="The latest broadcasts")
LIST_HEADINGS = (
    Text(sv="Nr", en="No."),
    Text(sv="Till", en="To"),
    Text(sv="Läge", en="State"),
)
LIST_STATE = {
    "draft": Text(sv="inte skickat", en="not sent"),
    "asked": Text(sv="väntar på godkännande", en="awaits approval"),
    "scheduled": Text(sv="går {when}", en="goes {when}"),
    "listing": Text(sv="går ut", en="going out"),
    "sending": Text(sv="går ut", en="going out"),
    "sent": Text(sv="{sent} av {all} har fått det", en="{sent} of {all} have got it"),
    "stopped": Text(sv="stoppat vid {sent} av {all}", en="stopped at {sent} of {all}"),
    "taken_back": Text(sv="tillbakataget", en="taken back"),
    "dropped": Text(sv="avbrutet", en="cancelled"),
}

# The limit

LIMIT_IS = Text(
    sv="Över {limit} mottagare ska någon mer på kansliet godkänna ett utskick. Skriv *gränsen för utskick är 40* för "
    "att ändra det.",
    en="Above {limit} recipients somebody else at the secretariat approves a broadcast. Write *the limit for "
    "broadcasts is 40* to change that.",
)
LIMIT_SET = Text(
    sv="Från och med nu ska någon mer på kansliet godkänna utskick till fler än {limit}.",
    en="From now on somebody else at the secretariat approves broadcasts to more than {limit}.",
)
LIMIT_ODD = Text(
    sv="Gränsen kan vara mellan 1 och {most}. Den är fortfarande {limit}.",
    en="The limit can be between 1 and {most}. It is still {limit}.",
)

# In the journal

MATTER = Text(sv="Utskick {number}", en="Broadcast {number}")

INSTEAD = Text(
    sv="Skriv *stoppa utskicket* medan det går ut, eller *ta tillbaka utskicket* för att radera det som kommit fram.",
    en="Write *stop the broadcast* while it goes out, or *recall the broadcast* to delete what has arrived.",
)
DID_SEND = Text(sv="Skickade ett utskick till {whom}: {text}", en="Sent a broadcast to {whom}: {text}")
DID_SCHEDULE = Text(
    sv="Beställde ett utskick till {whom} {when}: {text}", en="Scheduled a broadcast to {whom} for {when}: {text}"
)
DID_ASK = Text(
    sv="Bad om godkännande av ett utskick till {whom}: {text}", en="Asked for approval of a broadcast to {whom}: {text}"
)
DID_APPROVE = Text(sv="Godkände utskicket ({count})", en="Approved the broadcast ({count})")
DID_CONFIRM = Text(
    sv="Godkände utskicket ensam, genom att skriva antalet ({count})",
    en="Approved the broadcast alone, by writing the number ({count})",
)
DID_DECLINE = Text(sv="Godkände inte utskicket", en="Did not approve the broadcast")
DID_STOP = Text(sv="Stoppade utskicket", en="Stopped the broadcast")
DID_TAKE_BACK = Text(sv="Tog tillbaka utskicket", en="Took the broadcast back")
DID_CORRECT = Text(sv="Rättade utskicket till: {text}", en="Corrected the broadcast to: {text}")
DID_LIMIT = Text(
    sv="Satte gränsen för utskick som någon mer ska godkänna till {limit}",
    en="Set the limit above which somebody else approves a broadcast to {limit}",
)

# Läget

OVERVIEW = Text(sv="Utskick", en="Broadcasts")
OVERVIEW_NEXT = Text(sv="Utskick {number} till {whom} går {when}.", en="Broadcast {number} to {whom} goes {when}.")
OVERVIEW_ASKED = Text(
    sv="Utskick {number} till {whom} väntar på att någon godkänner det.",
    en="Broadcast {number} to {whom} is waiting for somebody's approval.",
)
OVERVIEW_UNREACHED = Text(
    sv="Utskick {number} till {whom}: {count} nåddes inte i Teams.",
    en="Broadcast {number} to {whom}: {count} were not reached in Teams.",
)

# What is kept about people

HOLDING = Text(sv="utskick som du har fått eller skrivit", en="broadcasts that you have got or written")
HOLDING_UNDER_WAY = Text(
    sv="Utskick som är på väg, eller väntar. De går bort inom ett år.",
    en="Broadcasts that are on their way, or wait. They go within a year.",
)
HOLDING_WHY = Text(
    sv="för att kunna visa vem som har nåtts och rätta det som blev fel",
    en="to be able to show who was reached and to correct what was wrong",
)
HOLDING_KEPT = Text(sv="ett år", en="a year")
SOMEBODY = Text(sv="någon", en="somebody")
