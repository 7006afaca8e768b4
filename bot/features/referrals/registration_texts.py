"""What is asked and said while a referral is registered."""

from bot.core.text import Text

ASK_TITLE = Text(
    sv="Vad heter remissen? Skriv titeln, eller klistra in brevet.",
    en="What is the referral called? Write the title, or paste the letter.",
)
ASK_ISSUER = Text(sv="Vem har skickat remissen?", en="Who sent the referral?")
ASK_DUE = Text(
    sv="När är sista svarsdag? Skriv till exempel *15 mars*.", en="What is the last day? Write for example *15 March*."
)
ASK_LEAD = Text(
    sv="Vilket organ ska bereda svaret? Välj bland {bodies}.", en="Which body prepares it? Choose: {bodies}."
)
NOT_A_DAY = Text(sv="Det kan jag inte läsa som en dag. {ask}", en="I cannot read that as a day. {ask}")
NOT_A_BODY = Text(sv="Det organet känner jag inte. {ask}", en="I do not know that body. {ask}")
HELP_REGISTER = Text(
    sv="Du registrerar en remiss. {ask} Skriv *avbryt* om du inte vill; sedan gäller *hjälp* allt annat igen.",
    en="You are registering a referral. {ask} Write *cancel* to leave it; after that, *help* tells everything else.",
)
HELP_READY = Text(
    sv="Remissen är klar att spara: se över kortet och tryck *Registrera*, eller skriv *registrera*. "
    "Skriv *avbryt* om du ångrar dig.",
    en="The referral is ready: look the card over and press *Register*, or write *register*. Write *cancel* to leave.",
)
DROPPED = Text(sv="Då registrerar jag ingen remiss.", en="Then I register no referral.")
LAPSED = Text(
    sv="Remissen du började på har legat i mer än ett dygn, så jag har lagt bort den. Skriv den igen, "
    "så tar vi det därifrån.",
    en="The referral that you began is more than a day old, so I have put it away. Write it again and we go on.",
)
NEW = Text(sv="Ny remiss", en="New referral")
FILL_IN = Text(sv="Ändra i formulär", en="Edit in a form")
FIELD_TOO_LONG = Text(
    sv="{field} är {count} tecken lång, och jag har plats för {most}.",
    en="{field} is {count} characters, and I have room for {most}.",
)
PREVIEW = Text(sv="Ny remiss: {title}", en="New referral: {title}")
LOOK_OVER = Text(
    sv="Se över uppgifterna och rätta det som är fel. Inget är sparat än.",
    en="Look it over and mend what is wrong. Nothing is saved yet.",
)
TITLE = Text(sv="Titel", en="Title")
LINK = Text(sv="Länk till handlingarna", en="Link to the documents")
GROUP = Text(sv="Arbetsgrupp", en="Working group")
AUDIENCE = Text(sv="Får också veta", en="Also told")
NO_GROUP = Text(sv="ingen", en="none")
REGISTER = Text(sv="Registrera", en="Register")
IS_MISSING = Text(sv="{field} saknas.", en="{field} is missing.")
BAD_DUE = Text(
    sv="Sista svarsdag kan jag inte läsa: *{said}*. Skriv till exempel 15 mars 2027.",
    en="I cannot read the last day: *{said}*. Write for example 15 March 2027.",
)
PAST_DUE = Text(
    sv="Sista svarsdag, {day}, har varit. Har ni fått anstånd? Skriv den nya dagen.",
    en="The last day, {day}, has been. Have you been given more time? Write the new day.",
)
REGISTERED_BEFORE = Text(
    sv="Remissen med diarienummer {number} är redan registrerad, av {name} {day}. Så här står det till:",
    en="The referral with case number {number} is registered already, by {name} on {day}. This is how it stands:",
)
