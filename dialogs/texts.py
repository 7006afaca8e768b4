"""What is asked and said while a meeting is planned."""

from bot.core.text import Text

SAY_BOOK = Text(
    sv="boka planeringscheferna tors v 3 kl 9–11 på Tyresö slott, gäst Trafikverket",
    en="book the planning managers Thursday week 3, 9–11 at Tyresö slott, guest Trafikverket",
)
ABOUT_BOOK = Text(
    sv="boka ett möte eller flera; det som saknas frågar jag efter",
    en="book one meeting or several; I ask for what is missing",
)
ASK_BODY = Text(sv="Vilket organ ska ses? Välj bland {bodies}.", en="Which body is to meet? Choose among {bodies}.")
ASK_DAY = Text(
    sv="Vilken dag och tid ska {bodies} ses? Skriv till exempel *torsdag v. 3 kl. 9–11*.",
    en="Which day and time are {bodies} to meet? Write for example *Thursday week 3, 9–11*.",
)
ASK_DAY_IN_WEEK = Text(
    sv="Vilken dag i {week}, och vilken tid? Skriv till exempel *tisdag 10–12*.",
    en="Which day in {week}, and what time? Write for example *Tuesday 10–12*.",
)
ASK_TIME = Text(sv="Vilken tid {days}? Skriv till exempel *9–11*.", en="What time {days}? Write for example *9–11*.")
DAYS_MANY = Text(sv="de {count} dagarna", en="on the {count} days")
ASK_PLACE = Text(
    sv="Var ses ni? Skriv platsen, *digitalt*, en länk, eller *vet inte än*.",
    en="Where do you meet? Write the place, *online*, a link, or *don't know yet*.",
)
NOT_A_TIME = Text(
    sv="Det kan jag inte läsa som en tid som kommer. {ask}", en="I cannot read that as a time to come. {ask}"
)
NOT_A_CLOCK = Text(sv="Det kan jag inte läsa som ett klockslag. {ask}", en="I cannot read that as a time of day. {ask}")
BAD_DAYS = Text(
    sv="{said} kan jag inte läsa som en dag som kommer, så jag har inte tagit med någon av dagarna. Skriv listan igen.",
    en="I cannot read {said} as a day to come, so I have taken none of the days. Write the list again.",
)
NO_SUCH_BODY = Text(sv="Jag känner inget organ som heter {name}. {ask}", en="I know no body called {name}. {ask}")
NOT_A_BODY = Text(sv="Det organet känner jag inte. {ask}", en="I do not know that body. {ask}")
HELP = Text(
    sv="Du bokar ett möte. {ask} Skriv *avbryt* om du inte vill boka; sedan kan du skriva *hjälp* igen för allt annat.",
    en="You are booking a meeting. {ask} Write *cancel* to leave it; after that, *help* tells about everything else.",
)
HELP_READY = Text(
    sv="Bokningen är klar att spara: tryck på knappen på kortet, eller skriv *boka*. Skriv *avbryt* om du ångrar dig.",
    en="The booking is ready: press the button on the card, or write *book*. Write *cancel* if you change your mind.",
)
DROPPED = Text(sv="Då bokar jag inget.", en="Then I book nothing.")
LAPSED = Text(
    sv="Bokningen du började på har legat i mer än ett dygn, så jag har lagt bort den. Skriv den igen, "
    "så tar vi det därifrån.",
    en="The booking that you began is more than a day old, so I have put it away. Write it again and "
    "we go on from there.",
)
CLASHES_CHANGED = Text(
    sv="Någon har bokat något samtidigt. Så här ser det ut nu:",
    en="Somebody has booked something at the same time. This is how it looks now:",
)
