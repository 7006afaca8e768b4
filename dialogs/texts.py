"""What is asked and said while a meeting is planned."""

from bot.core.text import Text

SAY_BOOK = Text(
    sv="boka {body} tors v 3 kl 9–11 i {town:whose} kommunhus, gäst Trafikverket",
    en="book {body} Thursday week 3, 9–11 at {town:whose} town hall, guest Trafikverket",
)
ABOUT_BOOK = Text(
    sv="boka ett möte eller flera; det som saknas frågar jag efter",
    en="book one meeting or several; I ask for what is missing",
)
ASK_BODY = Text(sv="Vilket organ ska ses? Välj bland {bodies}.", en="Which body is to meet? Choose among {bodies}.")
ASK_DAYS_IN_YEAR = Text(
    sv="Vilka dagar ska {bodies} ses under {year}? Skriv till exempel *första torsdagen varje månad kl. 9–11* eller "
    "*14 januari, 11 mars, 20 maj kl. 9–11*.",
    en="On which days in {year}: {bodies}? Write for example *first Thursday of every month 9–11* or "
    "*14 January, 11 March, 20 May 9–11*.",
)
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
DECLINED = Text(sv="Då låter jag det vara.", en="Then I leave it.")
HOLDS_ASKED = Text(
    sv="det senaste kortet som väntar på ditt ja eller nej", en="the latest card that waits for your yes or no"
)
WHY_ASKED = Text(
    sv="för att du ska kunna svara i ord i stället för att trycka",
    en="so that you can answer in words instead of pressing",
)
KEPT_ASKED = Text(sv="tills du har svarat, högst ett dygn", en="until you have answered, a day at most")
HELP = Text(
    sv="Du bokar ett möte. {ask} Skriv *avbryt* om du inte vill boka; sedan kan du skriva *hjälp* igen för allt annat.",
    en="You are booking a meeting. {ask} Write *cancel* to leave it; after that, *help* tells about everything else.",
)
HELP_READY = Text(
    sv="Bokningen är klar att spara: tryck på knappen på kortet, eller skriv *boka*. Skriv *avbryt* om du ångrar dig.",
    en="The booking is ready: press the button on the card, or write *book*. Write *cancel* if you change your mind.",
)
DROPPED = Text(sv="Då bokar jag inget.", en="Then I book nothing.")
NOT_YOURS_TO_DROP = Text(
    sv="Någon annan håller på med den bokningen. Den som började, organets ordförande eller kansliet kan avbryta den.",
    en="Somebody else is making that booking. Whoever began can drop it, and so can the chair or the secretariat.",
)
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

# Newcomers

WELCOME = Text(
    sv="Hej och välkommen till {body}. Jag är {bot} och hjälper dig in. Tre saker på två minuter: vad ni gör, vilka "
    "som sitter här och när ni ses. Vill du börja nu eller i morgon?",
    en="Hello and welcome to {body}. I am {bot} and help you in. Three things in two minutes: what you do together, "
    "who sits here and when you meet. Would you like to begin now or tomorrow?",
)
OTHER_LANGUAGE = Text(sv="In English", en="På svenska")
NOW_BUTTON = Text(sv="Nu", en="Now")
TOMORROW_BUTTON = Text(sv="I morgon", en="Tomorrow")
NEVER_BUTTON = Text(sv="Inte alls", en="Not at all")
NOW_AFTER_ALL = Text(sv="Nu ändå", en="Now after all")
UNTIL_TOMORROW = Text(
    sv="Då hör jag av mig på morgonen nästa arbetsdag. Fråga mig gärna under tiden.",
    en="Then I get in touch in the morning of the next working day. Do ask me in the meantime.",
)
TODAY_THEN = Text(sv="Du ville ta det i dag.", en="You wanted to do it today.")
STILL_OPEN = Text(
    sv="Vi blev inte klara häromdagen. Det är några korta frågor; hoppa över dem du vill.",
    en="We did not finish the other day. It is a few short questions; skip those that you like.",
)
GO_ON_BUTTON = Text(sv="Vidare", en="Go on")
CHOOSE_BUTTON = Text(sv="Välj", en="Choose")
KEEP_BUTTON = Text(sv="Spara", en="Save")
SKIP_BUTTON = Text(sv="Hoppa över", en="Skip")
ASK_TOWN = Text(sv="Vilken kommun kommer du från?", en="Which municipality do you come from?")
TOWN_FIELD = Text(sv="Kommun", en="Municipality")
NO_SUCH_TOWN = Text(sv="Välj en kommun i listan, eller hoppa över.", en="Choose a municipality from the list, or skip.")
ASK_SEAT = Text(
    sv="Vems plats för {town} tar du över i {body}?", en="Whose seat for {town} do you take over in {body}?"
)
SEAT_WHY = Text(
    sv="Platsen blir din först när ordföranden eller kansliet har sagt ja.",
    en="The seat is yours once the chair or the secretariat has said yes.",
)
SEAT_AFTER = Text(sv="Efter {name}", en="After {name}")
SEAT_VACANT = Text(sv="Platsen är tom, jag tar den", en="The seat is empty, I take it")
SEAT_STAND_IN_AFTER = Text(sv="Ersättare efter {name}", en="Stand-in after {name}")
SEAT_STAND_IN = Text(sv="Jag blir ersättare", en="I become the stand-in")
SEAT_NONE = Text(sv="Jag har ingen plats", en="I have no seat")
SEAT_FIELD = Text(sv="Plats", en="Seat")
SEAT_HAS = Text(sv="{town}, {body}", en="{town}, {body}")
SEAT_ASKED = Text(
    sv="{town}, {body}; ordföranden och kansliet ska säga ja", en="{town}, {body}; the chair and the secretariat decide"
)
ASK_CONSENT = Text(
    sv="Får jag spara lite mer om dig än namn och plats?", en="May I keep a little more about you than name and seat?"
)
CONSENT_WHAT = Text(
    sv="Din titel, vad du vill arbeta med och din presentation. Det är för att kunna presentera dig och hjälpa dig in. "
    "Jag sparar det ett år, eller tills du lämnar oss eller säger ifrån.",
    en="Your title, what you want to work on and your introduction. It is to introduce you and help you in. I keep it "
    "for a year, or until you leave us or object.",
)
CONSENT_GROUND = Text(
    sv="Grunden är ditt samtycke (dataskyddsförordningen artikel 6.1 a). Skriv *glöm mig* när du vill ta tillbaka det. "
    "Namn och plats har jag ändå, för att kommunerna ska kunna samarbeta (artikel 6.1 e).",
    en="The ground is your consent (GDPR article 6.1 a). Write *forget me* to take it back whenever you like. Name and "
    "seat I have in any case, so that the municipalities can cooperate (article 6.1 e).",
)
CONSENT_YES = Text(sv="Ja, det går bra", en="Yes, that is fine")
CONSENT_NO = Text(sv="Nej, bara namn och plats", en="No, name and seat only")
ASK_TITLE = Text(sv="Vad är din titel hemma i kommunen?", en="What is your title in your municipality?")
TITLE_FIELD = Text(sv="Titel", en="Title")
ASK_WISHES = Text(
    sv="Vad vill du veta mer om eller gärna arbeta med här?", en="What would you like to know about or work on here?"
)
WISHES_FIELD = Text(sv="Vill arbeta med", en="Would like to work on")
NOTHING_WRITTEN = Text(sv="Skriv något i fältet, eller hoppa över.", en="Write something in the field, or skip.")
ASK_PRESENT = Text(
    sv="Vill du att jag presenterar dig i kanalen? Du får se texten först.",
    en="Shall I introduce you in the channel? You see the text first.",
)
PRESENT_YES = Text(sv="Ja, visa mig först", en="Yes, show me first")
PRESENT_NO = Text(sv="Nej tack", en="No, thank you")
PRESENT_FIELD = Text(sv="Presentation", en="Introduction")
PREVIEW = Text(sv="Så här skriver jag{place}:", en="This is what I write{place}:")
PREVIEW_PLACE = Text(sv=" i teamet {team}", en=" in the team {team}")
PREVIEW_CHANGED = Text(sv="Så här ändrar jag presentationen i kanalen:", en="This is how I change it in the channel:")
PREVIEW_FIELD = Text(sv="Med egna ord, om du vill", en="In your own words, if you like")
POST_BUTTON = Text(sv="Lägg ut", en="Post it")
SHOW_BUTTON = Text(sv="Visa med mina ord", en="Show with my words")
DO_NOT_POST_BUTTON = Text(sv="Lägg inte ut", en="Do not post it")
POSTED = Text(sv="Nu är du presenterad i kanalen.", en="Now you are introduced in the channel.")
POST_CHANGED = Text(sv="Presentationen i kanalen är ändrad.", en="The introduction in the channel is changed.")
NO_CHANNEL = Text(
    sv="Jag är inte med i ert team än, så jag kan inte presentera dig där. Skriv *ändra presentationen* längre fram.",
    en="I am not in your team yet, so I cannot introduce you there. Write *change my introduction* later on.",
)
POSTED_BEFORE = Text(
    sv="Du har tagit bort din presentation, och jag lägger inte ut den en gång till. Presentera dig gärna själv.",
    en="You have taken your introduction away, and I do not post it again. Do introduce yourself.",
)
ASK_BUDDY = Text(
    sv="Vill du ha en fadder från en annan kommun, någon att fråga den första tiden? Jag frågar dem först.",
    en="Would you like a buddy from another municipality, somebody to ask during the first weeks? I ask them first.",
)
BUDDY_PLEASE = Text(sv="Ja tack", en="Yes, please")
BUDDY_ASKED = Text(sv="Jag frågar någon och hör av mig.", en="I ask somebody and get back to you.")
BUDDY_NOBODY = Text(
    sv="Just nu har jag ingen att fråga. Kansliet hjälper dig gärna.",
    en="Right now I have nobody to ask. The secretariat is glad to help.",
)
NO_THANKS = Text(sv="Nej tack", en="No, thank you")
ALL_SAID = Text(
    sv="Tack, det var allt. Det här har jag noterat:", en="Thank you, that was all. This is what I have noted:"
)
NOT_SAID = Text(sv="inte sagt", en="not said")
IS_INTRODUCED = Text(sv="upplagd i kanalen", en="posted in the channel")
IS_NOT_INTRODUCED = Text(sv="ingen", en="none")
HOW_TO_CHANGE = Text(
    sv="Är något fel, skriv till exempel *ändra kommun*, *ändra titel* eller *ändra presentationen*.",
    en="If something is wrong, write for example *change municipality*, *change title* or *change my introduction*.",
)
WELCOME_HELP = Text(
    sv="Svara med knapparna eller med egna ord. Skriv *hoppa över*, *tillbaka*, *i morgon* eller *stopp* när du vill. "
    "Frågor svarar jag på som vanligt.",
    en="Answer with the buttons or in your own words. Write *skip*, *back*, *tomorrow* or *stop* whenever you like. "
    "I answer questions as always.",
)
NOTHING_TO_CHANGE = Text(
    sv="Du har inte berättat något för mig än. Skriv *jag är ny* om du vill börja.",
    en="You have told me nothing yet. Write *I am new* to begin.",
)
NO_CONSENT = Text(
    sv="Du har sagt att jag bara får spara namn och plats. Säg ja här om du har ändrat dig.",
    en="You have said that I may keep name and seat only. Say yes here if you have changed your mind.",
)
TAKEN_AWAY = Text(sv="Presentationen är borttagen.", en="The introduction has been taken away.")
NOTHING_TO_TAKE_AWAY = Text(sv="Du har ingen presentation i kanalen.", en="You have no introduction in the channel.")
ASK_NEW_WHERE = Text(sv="Välkommen. I vilket organ är du ny?", en="Welcome. In which body are you new?")
BODY_FIELD = Text(sv="Organ", en="Body")
NOT_NEW = Text(
    sv="Du sitter redan i {body} sedan länge. Fråga mig gärna om du vill veta något.",
    en="You have long had a seat in {body}. Do ask me if you want to know something.",
)
NOT_LET_IN = Text(
    sv="Jag hittar dig inte i {body}. Be kansliet lägga till dig i teamet, eller skriva att du är ny, så hjälper jag "
    "dig in.",
    en="I do not find you in {body}. Ask the secretariat to add you to the team, or to write that you are new, and I "
    "help you in.",
)
SAY_NEW = Text(sv="jag är ny", en="I am new")
ABOUT_NEW = Text(sv="jag hjälper dig in i ditt organ", en="I help you into your body")
SAY_GO_ON = Text(sv="fortsätt", en="continue")
ABOUT_GO_ON = Text(sv="tar upp dina första frågor där vi slutade", en="takes up your first questions where we stopped")
SAY_CORRECT = Text(sv="ändra presentationen", en="change my introduction")
ABOUT_CORRECT = Text(
    sv="ändrar kommun, plats, titel eller presentation som du har sagt",
    en="changes the municipality, seat, title or introduction that you have told",
)
SAY_TAKE_AWAY = Text(sv="ta bort min presentation", en="remove my introduction")
ABOUT_TAKE_AWAY = Text(sv="tar bort den ur kanalen", en="takes it away from the channel")

# What is kept of it

HOLDS_BOOKING = Text(sv="en bokning som du har påbörjat", en="a booking that you have begun")
HOLDS_REGISTRATION = Text(
    sv="en registrering av en remiss som du har påbörjat", en="a registration of a referral that you have begun"
)
WHY_UNDER_WAY = Text(sv="för att du ska kunna fortsätta där du slutade", en="so that you can go on where you stopped")
KEPT_UNDER_WAY = Text(
    sv="tills den är klar eller avbruten, högst en vecka efter att du senast fortsatte",
    en="until it is done or dropped, at most a week after you last went on",
)
