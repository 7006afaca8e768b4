"""What is said of referrals, and what stands in a joint answer."""

from bot.core.text import Text
from bot.features.referrals.model import Position, Says, Standing, State
from bot.features.referrals.timetable import Step, Warn

# Commands, as help shows them

SAY_REGISTER = Text(
    sv="ny remiss: Länsplan för Stockholm från Region Stockholm, dnr TRV 2026/123, svar senast 15 mars",
    en="new referral: County plan from Region Stockholm, case number TRV 2026/123, answer by 15 March",
)
ABOUT_REGISTER = Text(
    sv="registrera en remiss; du kan också klistra in brevet",
    en="register a referral; you can also paste the issuer's letter",
)
SAY_ANSWER = Text(sv="vi har inget att erinra på länsplanen", en="we have nothing to object to the county plan")
ABOUT_ANSWER = Text(
    sv="svara på en remiss för din kommun; synpunkter skriver du så här: "
    "vi lämnar synpunkter på avsnitt 3: vi avstyrker …",
    en="answer a referral for your municipality; remarks like this: we have comments on section 3: we oppose …",
)
SAY_BACK = Text(sv="vi tar tillbaka vårt svar på länsplanen", en="we take back our answer to the county plan")
ABOUT_BACK = Text(sv="ta tillbaka det du har svarat för din kommun", en="take back what you answered for your town")
SAY_CHOOSE = Text(sv="vi svarar gemensamt på länsplanen", en="we answer the county plan jointly")
ABOUT_CHOOSE = Text(
    sv="bestäm om remissen besvaras gemensamt, var för sig eller inte alls",
    en="decide whether a referral is answered jointly, each on its own or not at all",
)
SAY_MOVE = Text(
    sv="länsplanens svarsdag är flyttad till 30 mars", en="the due date of the county plan is moved to 30 March"
)
ABOUT_MOVE = Text(
    sv="flytta sista dagen, eller sista dagen för kommunernas texter",
    en="move the last day, or the last day for the municipalities' texts",
)
SAY_STATUS = Text(sv="hur går det med länsplanen", en="how is the county plan going")
ABOUT_STATUS = Text(
    sv="vem som har svarat på en remiss, och tidtabellen", en="who has answered a referral, and its timetable"
)
SAY_TOWN = Text(sv="vad svarade {town} på länsplanen", en="what did {town} answer to the county plan")
ABOUT_TOWN = Text(sv="vad en kommun har svarat", en="what a municipality has answered")
SAY_LIST = Text(sv="vilka remisser är öppna", en="which referrals are open")
ABOUT_LIST = Text(sv="remisserna som pågår", en="the referrals under way")
SAY_ANSWERED = Text(sv="vilka remisser har vi svarat på i år", en="which referrals have we answered this year")
ABOUT_ANSWERED = Text(sv="de gemensamma svaren", en="the joint answers")
SAY_OUTCOME = Text(sv="vad blev det av länsplanen", en="what became of the county plan")
ABOUT_OUTCOME = Text(sv="vad som hände efter vårt svar", en="what happened after our answer")
SAY_DRAFT = Text(sv="gör ett utkast till svar på länsplanen", en="draft the answer to the county plan")
ABOUT_DRAFT = Text(sv="det gemensamma svaret i Word och som text", en="the joint answer in Word and as text")
SAY_CLOSE = Text(
    sv="länsplanen är besvarad den 12 mars, https://…", en="the county plan was answered on 12 March, https://…"
)
ABOUT_CLOSE = Text(
    sv="notera att svaret är skickat, så får alla som bidrog det",
    en="note that the answer has been sent, and all who contributed get it",
)
SAY_TELL = Text(
    sv="utfall för länsplanen: regionen tog med spåren", en="outcome of the county plan: the region added the tracks"
)
ABOUT_TELL = Text(sv="skriv vad det blev av en besvarad remiss", en="tell what became of an answered referral")
SAY_WITHDRAW = Text(sv="ta bort remissen om länsplanen", en="remove the referral on the county plan")
ABOUT_WITHDRAW = Text(
    sv="ta bort en remiss som är återkallad eller registrerad av misstag",
    en="remove a referral that was recalled or registered by mistake",
)

# Registering

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
ISSUER = Text(sv="Från", en="From")
NUMBER = Text(sv="Diarienummer", en="Case number")
DUE = Text(sv="Sista svarsdag", en="Last day to answer")
LINK = Text(sv="Länk till handlingarna", en="Link to the documents")
CONCERNS = Text(sv="Vad den gäller", en="What it is about")
LEAD = Text(sv="Bereds av", en="Prepared by")
GROUP = Text(sv="Arbetsgrupp", en="Working group")
AUDIENCE = Text(sv="Får också veta", en="Also told")
NO_GROUP = Text(sv="ingen", en="none")
REGISTER = Text(sv="Registrera", en="Register")
LEAVE_IT = Text(sv="Låt vara", en="Leave it")
IS_MISSING = Text(sv="{field} saknas.", en="{field} is missing.")
BAD_DUE = Text(
    sv="Sista svarsdag kan jag inte läsa: *{said}*. Skriv till exempel 15 mars 2027.",
    en="I cannot read the last day: *{said}*. Write for example 15 March 2027.",
)
PAST_DUE = Text(
    sv="Sista svarsdag, {day}, har varit. Har ni fått anstånd? Skriv den nya dagen.",
    en="The last day, {day}, has been. Have you been given more time? Write the new day.",
)
BAD_LINK = Text(sv="Länken ska börja med https:// eller http://.", en="The link has to begin with https:// or http://.")
TOO_LONG = Text(
    sv="Det var {count} tecken, och jag har plats för {most}. Inget är sparat och inget är skickat. Korta texten, "
    "eller lägg den i ett dokument och skriv länken.",
    en="That was {count} characters, and I have room for {most}. Nothing is saved or sent. Shorten it, or put it in a "
    "document and write the link.",
)
REGISTERED_BEFORE = Text(
    sv="Remissen med diarienummer {number} är redan registrerad, av {name} {day}. Så här står det till:",
    en="The referral with case number {number} is registered already, by {name} on {day}. This is how it stands:",
)

# Deciding

SHALL_WE = Text(sv="Svarar vi gemensamt på {title}?", en="Do we answer {title} jointly?")
REGISTERED = Text(sv="{title} är registrerad.", en="{title} is registered.")
IF_JOINT = Text(
    sv="Om vi svarar gemensamt blir tidtabellen så här:", en="If we answer jointly the timetable is as follows:"
)
JOINTLY = Text(sv="Ja, gemensamt", en="Yes, jointly")
APART = Text(sv="Var för sig", en="Each on its own")
NOT_AT_ALL = Text(sv="Vi svarar inte", en="We do not answer")
CHOSEN_JOINT = Text(
    sv="Vi svarar gemensamt på {title}. Jag har sagt det i kanalen för {channels}, och kommunernas kontor får "
    "tidtabellen.",
    en="We answer {title} jointly. I have said so in the channel of {channels}, and the municipalities' offices get "
    "the timetable.",
)
CHOSEN_SEPARATE = Text(
    sv="Kommunerna svarar var för sig på {title}. Jag har sagt det i kanalen för {channels}, och kommunernas kontor "
    "får veta det.",
    en="The municipalities answer {title} each on their own. I have said so in the channel of {channels}, and their "
    "offices are told.",
)
CHOSEN_DECLINED = Text(
    sv="Vi svarar inte på {title}. Jag har sagt det i kanalen för {channels}, och kommunernas kontor får veta det.",
    en="We do not answer {title}. I have said so in the channel of {channels}, and the municipalities' offices are "
    "told.",
)
CHOSEN_NOWHERE = Text(
    sv="{said} på {title}. Kommunernas kontor får veta det; i någon kanal kan jag inte säga det än.",
    en="{title}: {said}. The municipalities' offices are told; there is no channel yet that I can say it in.",
)
CHOSEN_ALREADY = Text(sv="Det är redan bestämt: {said}", en="That is decided already: {said}")
NO_CHANNEL = Text(
    sv="Jag vet inte vilken kanal {bodies} har. Lägg till mig i teamet, så lägger jag kortet där.",
    en="I do not know the channel of {bodies}. Add me to the team, and I put the card there.",
)
IS_JOINT = Text(sv="vi svarar gemensamt", en="we answer jointly")
IS_SEPARATE = Text(sv="kommunerna svarar var för sig", en="the municipalities answer each on their own")
IS_DECLINED = Text(sv="vi svarar inte", en="we do not answer")
IS_REGISTERED = Text(sv="inte bestämt om vi svarar gemensamt", en="not decided whether we answer jointly")
IS_ANSWERED = Text(sv="besvarad", en="answered")
IS_WITHDRAWN = Text(sv="borttagen", en="withdrawn")
STATES = {
    State.REGISTERED: IS_REGISTERED,
    State.JOINT: IS_JOINT,
    State.SEPARATE: IS_SEPARATE,
    State.DECLINED: IS_DECLINED,
    State.ANSWERED: IS_ANSWERED,
    State.WITHDRAWN: IS_WITHDRAWN,
}
CHOSEN = {State.JOINT: CHOSEN_JOINT, State.SEPARATE: CHOSEN_SEPARATE, State.DECLINED: CHOSEN_DECLINED}
CHANGED_MIND = Text(sv="Ändrat av kansliet: {said} på {title}.", en="Changed by the secretariat: {said}, {title}.")
NOT_JOINT = Text(
    sv="{title}: {said}. Det finns inget gemensamt svar att göra det med.",
    en="{title}: {said}. There is no joint answer to do that with.",
)

# The timetable

S_REMIND = Text(sv="Jag påminner dem som inte har svarat", en="I remind those who have not answered")
S_TEXTS = Text(sv="Sista dag för kommunernas svar", en="Last day for the municipalities' answers")
S_LEAD = Text(sv="{body} ser förslaget en sista gång", en="{body} see the draft for the last time")
S_PREPARE = Text(sv="{body} bereder", en="{body} prepare it")
S_DECIDE = Text(sv="{body} beslutar", en="{body} decides")
S_SEND = Text(sv="Svaret skickas", en="The answer is sent")
STEPS = {
    Step.REMIND: S_REMIND,
    Step.TEXTS: S_TEXTS,
    Step.LEAD: S_LEAD,
    Step.PREPARE: S_PREPARE,
    Step.DECIDE: S_DECIDE,
    Step.SEND: S_SEND,
}
STEP_ROW = Text(sv="{day}: {step}", en="{day}: {step}")
STEP_WRITTEN = Text(sv="{day}: {step}, skriftligt", en="{day}: {step}, in writing")
W_PAST = Text(sv="Sista svarsdag har varit.", en="The last day has been.")
W_SQUEEZED = Text(
    sv="Tiden räcker inte till alla steg: flera faller på samma dag. Be om anstånd, eller svara var för sig.",
    en="There is not time for every step: several fall on the same day. Ask for more time, or answer separately.",
)
W_SHORT = Text(
    sv="Tiden är kort: det är färre arbetsdagar mellan stegen än vi brukar ha.",
    en="Time is short: there are fewer working days between the steps than usual.",
)
W_NO_MEETING = Text(
    sv="{bodies} har inget möte i tid. Jag föreslår skriftlig beredning.",
    en="{bodies} have no meeting in time. I propose a written round.",
)
W_QUIET = Text(
    sv="All tid som finns ligger i v. 28–31, när kontoren står tomma.",
    en="All the time there is lies in weeks 28–31, when offices are empty.",
)
W_EARLY = Text(
    sv="Sista svarsdag är ingen arbetsdag på kontoren, så svaret skickas före.",
    en="Offices are closed on the last day, so the answer is sent before.",
)
W_CLOSED = Text(
    sv="Sista dag för kommunernas svar är ingen arbetsdag på kontoren.",
    en="Offices are closed on the last day for the municipalities' answers.",
)
WARNINGS = {
    Warn.PAST: W_PAST,
    Warn.SQUEEZED: W_SQUEEZED,
    Warn.SHORT: W_SHORT,
    Warn.NO_MEETING: W_NO_MEETING,
    Warn.QUIET: W_QUIET,
    Warn.EARLY: W_EARLY,
    Warn.CLOSED: W_CLOSED,
}
REPLANNED = Text(
    sv="Tidtabellen för {title} har ändrats: ett möte har flyttats.", en="A meeting moved: {title} has a new timetable."
)
REPLANNED_ROW = Text(sv="{step}: {after} (förut {before})", en="{step}: {after} (was {before})")
DUE_MOVED = Text(sv="{title}: sista svarsdag är nu {day}.", en="{title}: the last day to answer is now {day}.")
TEXTS_MOVED = Text(
    sv="{title}: sista dag för kommunernas svar är nu {after}, inte {before}.",
    en="{title}: the last day for the municipalities' answers is now {after}, not {before}.",
)
WHICH_DAY = Text(
    sv="Vilken dag? Skriv till exempel *svarsdagen för {title} är flyttad till 30 mars*.",
    en="Which day? Write for example *the due date of {title} is moved to 30 March*.",
)
NOT_MOVED = Text(
    sv="Då flyttar jag inget. {title}: sista svarsdag är {day}.",
    en="Then I move nothing. {title}: the last day to answer is {day}.",
)
BAD_TEXTS_DAY = Text(
    sv="Det går inte: dagen ska ligga mellan i dag och sista svarsdag, {due}.",
    en="That cannot be: the day has to lie between today and the last day, {due}.",
)
BAD_NEW_DUE = Text(sv="Det går inte: {day} har varit.", en="That cannot be: {day} has been.")
MOVED_DONE = Text(sv="Flyttat. Ny tidtabell för {title}:", en="Moved. The new timetable of {title}:")

# The card in the channel

CARD_SUMMARY = Text(
    sv="Remiss: {title}. Svara för din kommun senast {day}.", en="Referral: {title}. Answer for your town by {day}."
)
CARD_HEAD = Text(sv="Remiss: {title}", en="Referral: {title}")
CARD_ASKS = Text(
    sv="Vi svarar gemensamt. Säg vad din kommun tycker senast {day}.",
    en="We answer jointly. Say what your municipality thinks by {day}.",
)
CARD_HOW = Text(
    sv="Synpunkter skriver du här i tråden: @mig och *vi lämnar synpunkter på avsnitt 3: vi avstyrker …*",
    en="Remarks are written in this thread: @me and *we have comments on section 3: we oppose …*",
)
CARD_SEPARATE = Text(
    sv="Kommunerna svarar var för sig till {issuer}, senast {day}.",
    en="The municipalities answer {issuer} each on their own, by {day}.",
)
CARD_DECLINED = Text(sv="Det blir inget gemensamt svar på den här.", en="There will be no joint answer to this one.")
CARD_ANSWERED = Text(sv="Besvarad {day}.", en="Answered on {day}.")
CARD_WITHDRAWN = Text(
    sv="{name} tog bort remissen. Du behöver inte göra något.", en="{name} withdrew it. Nothing for you to do."
)
COUNT = Text(sv="{count} av {all} kommuner har svarat.", en="{count} of {all} municipalities have answered.")
TOWN = Text(sv="Kommun", en="Municipality")
ANSWER = Text(sv="Svar", en="Answer")
RECEIVED = Text(sv="Mottagen", en="Received")
CONTRIBUTE = Text(sv="Vi lämnar synpunkter", en="We have remarks")
NOTHING = Text(sv="Inget att erinra", en="Nothing to object")
ABSTAIN = Text(sv="Vi avstår", en="We abstain")
SAYS = {
    Says.RECEIVED: RECEIVED,
    Says.CONTRIBUTES: CONTRIBUTE,
    Says.NOTHING: NOTHING,
    Says.ABSTAINS: ABSTAIN,
}
R_VACANT = Text(sv="saknar ledamot", en="has no member")
R_SILENT = Text(sv="har inte svarat", en="has not answered")
R_RECEIVED = Text(sv="har tagit emot den", en="has received it")
R_PROMISED = Text(sv="lämnar synpunkter, texten väntas", en="will have remarks, text to come")
R_CONTRIBUTED = Text(sv="har lämnat synpunkter", en="has left remarks")
R_NOTHING = Text(sv="har inget att erinra", en="has nothing to object")
R_ABSTAINS = Text(sv="avstår", en="abstains")
ROWS = {
    Standing.VACANT: R_VACANT,
    Standing.SILENT: R_SILENT,
    Standing.RECEIVED: R_RECEIVED,
    Standing.PROMISED: R_PROMISED,
    Standing.CONTRIBUTED: R_CONTRIBUTED,
    Standing.NOTHING: R_NOTHING,
    Standing.ABSTAINS: R_ABSTAINS,
}
R_LATE = Text(sv="{said} (kom sent)", en="{said} (late)")
WHOLE = Text(sv="helheten", en="the whole")
SECTION = Text(sv="avsnitt {section}", en="section {section}")
SECTIONS = Text(sv="avsnitt {sections}", en="sections {sections}")
P_SUPPORTS = Text(sv="tillstyrker", en="supports")
P_OPPOSES = Text(sv="avstyrker", en="opposes")
P_REMARKS = Text(sv="har synpunkter", en="has remarks")
POSITIONS = {Position.SUPPORTS: P_SUPPORTS, Position.OPPOSES: P_OPPOSES, Position.REMARKS: P_REMARKS}
POSITION_ON = Text(sv="{position} {section}", en="{position} {section}")
REMARKS_ON = Text(sv="lämnar synpunkter på {section}", en="has remarks on {section}")
OPEN_LINK = Text(sv="Öppna handlingarna", en="Open the documents")
OPEN_ANSWER = Text(sv="Öppna svaret", en="Open the answer")

# Answering

NOTED = Text(sv="Noterat om {title}: {town} {said}.", en="Noted on {title}: {town} {said}.")
NOTED_SAME = Text(sv="Det står redan så om {title}: {town} {said}.", en="It says so already on {title}: {town} {said}.")
NOTED_BEFORE = Text(
    sv="Förut stod det att {town} {before}, enligt {name}. Det ligger kvar i historiken.",
    en="Before it said that {town} {before}, by {name}. That stays in the history.",
)
NOTED_LATE = Text(
    sv="Sista dagen var {day}, så svaret är märkt som sent. Kansliet får veta det.",
    en="The last day was {day}, so the answer is marked as late. The secretariat is told.",
)
NOTED_AFTER = Text(
    sv="Det gemensamma svaret skickades {day}, så det här kom inte med. Det är sparat och märkt som sent, och kansliet "
    "får veta det.",
    en="The joint answer was sent on {day}, without this. It is saved and marked as late, and the secretariat is told.",
)
NOTED_MORE = Text(
    sv="Om {title} står redan: {town} {said}. Skriv det nya när det är klart, så lägger jag till det.",
    en="On {title} it says already: {town} {said}. Write what is new when it is ready, and I add it.",
)
ANSWER_BY = Text(sv="Svaret väntas senast {day}.", en="The answer is due by {day}.")
CHANGE_UNTIL = Text(sv="Du kan ändra till och med {day}.", en="You can change it up to and including {day}.")
WRITE_TEXT = Text(
    sv="Texten kan du skriva här, ett avsnitt i taget, senast {day}.",
    en="You can write the text here, a section at a time, by {day}.",
)
FORM_SENT = Text(
    sv="Jag skickar ett formulär för texten i vår chatt.", en="I am sending a form for the text in our chat."
)
WRITE_IN_THREAD = Text(
    sv="Skriv texten så här: *vi lämnar synpunkter på avsnitt 3: vi avstyrker …*",
    en="Write the text like this: *we have comments on section 3: we oppose …*",
)
FORM_HEAD = Text(sv="{town:whose} synpunkter på {title}", en="The remarks of {town} on {title}")
FORM_SECTION = Text(sv="Avsnitt (tomt för helheten)", en="Section (empty for the whole)")
FORM_POSITION = Text(sv="Ställningstagande", en="Position")
FORM_TEXT = Text(sv="Text", en="Text")
SAVE = Text(sv="Spara avsnittet", en="Save the section")
SAVE_OUTCOME = Text(sv="Spara", en="Save")
SO_FAR = Text(sv="Hittills:", en="So far:")
REMARK_ROW = Text(sv="{position}: {text}", en="{position}: {text}")
EMPTY_REMARK = Text(
    sv="Skriv en text, eller välj tillstyrker eller avstyrker. Inget är sparat än.",
    en="Write a text, or choose supports or opposes. Nothing is saved yet.",
)
NOT_YOUR_SEAT = Text(
    sv="Du har ingen plats i {body}, så jag kan inte notera något för din kommun. Fråga kansliet om det är fel.",
    en="You have no seat in {body}, so I cannot note anything for your town. Ask the secretariat if that is wrong.",
)
NOT_THEIR_SEAT = Text(
    sv="För {town} svarar {who}. Kansliet kan också notera det.",
    en="{who} answers for {town}. The secretariat can note it too.",
)
NOBODY_THERE = Text(
    sv="{town} saknar ledamot i {body}. Kansliet kan notera svaret.",
    en="{town} has no member in {body}. The secretariat can note the answer.",
)
WHICH_TOWN = Text(
    sv="För vilken kommun? Skriv till exempel *{town} har inget att erinra på {title}*.",
    en="For which municipality? Write for example *{town} has nothing to object, {title}*.",
)
UNKNOWN_ONE = Text(
    sv="Jag känner ingen remiss om {name}. Menar du {title}?",
    en="I know no referral about {name}. Do you mean {title}?",
)
UNKNOWN = Text(
    sv="Jag känner ingen remiss om {name}. Vilken menar du?", en="I know no referral about {name}. Which do you mean?"
)
ANSWERED_ALREADY = Text(sv="{title} är redan besvarad, {day}.", en="{title} has been answered already, on {day}.")
STANDS = Text(sv="{title}: {said}. Inget är ändrat.", en="{title}: {said}. Nothing is changed.")
UNCLEAR = Text(
    sv="Jag är inte säker på vad ni tycker, så inget är noterat. Skriv till exempel *vi tillstyrker {title}* eller "
    "*vi har inget att erinra på {title}*.",
    en="I am not sure what you think, so nothing is noted. Write for example *we support {title}* or "
    "*we have nothing to object to {title}*.",
)
NOT_UNDERSTOOD = Text(
    sv="Det gäller {title}, men jag är inte säker på vad {town} svarar, så inget är noterat. {stands}",
    en="It is about {title}, but I am not sure what {town} answers, so nothing is noted. {stands}",
)
HOW_TO = Text(
    sv="Svara för {town} på {title} med en knapp, senast {day}, eller i ord: *vi avstyrker avsnitt 3: …*, *vi har "
    "inget att erinra*, *vi avstår*. Det senaste gäller, och *vi tar tillbaka vårt svar* tar bort det.",
    en="Answer {title} for {town} with a button, by {day}, or in words: *we oppose section 3: …*, *we have nothing to "
    "object*, *we abstain*. The latest holds, and *we take back our answer* removes it.",
)
MORE_TIME = Text(
    sv="Kommunernas svar på {title} väntas senast {day}. Behöver ni mer tid, säg till kansliet: de kan flytta dagen.",
    en="The municipalities' answers to {title} are due by {day}. Ask the secretariat for more time: they can move it.",
)
ANSWER_APART = Text(
    sv="Kommunerna svarar var för sig på {title}: skicka ert svar till {issuer} senast {day}. Jag har inte noterat "
    "något.",
    en="The municipalities answer {title} each on their own: send yours to {issuer} by {day}. I have noted nothing.",
)
ANSWER_DECLINED = Text(
    sv="Vi svarar inte gemensamt på {title}, så jag har inte noterat något.",
    en="We do not answer {title} jointly, so I have noted nothing.",
)
NONE_WAITS = Text(
    sv="Ingen remiss väntar på svar just nu, så inget är noterat.",
    en="No referral waits for an answer right now, so nothing is noted.",
)
NOW_SAYS = Text(sv="Nu står det: {town} {said}.", en="It says now: {town} {said}.")
UNKNOWN_PART = Text(
    sv="Jag känner ingen remiss om {name}, så där är inget noterat.",
    en="I know no referral about {name}, so nothing is noted there.",
)
TAKEN_BACK = Text(
    sv="Borttaget om {title}: {town} {before}. Det ligger kvar i historiken. Svara igen senast {day}.",
    en="Removed on {title}: {town} {before}. It stays in the history. Answer again by {day}.",
)
NOTHING_BACK = Text(
    sv="Det finns inget svar på {title} att ta tillbaka.", en="There is no answer to {title} to take back."
)
SENT_WITH = Text(
    sv="{title} är redan besvarad, {day}, med det som stod då. Säg till kansliet om något är fel.",
    en="{title} has been answered already, on {day}, with what it said then. Tell the secretariat if it is wrong.",
)
WHICH = Text(sv="Vilken remiss menar du?", en="Which referral do you mean?")
SAY_AGAIN = Text(
    sv="Det har gått för lång tid sedan du skrev. Skriv det igen, med remissens namn.",
    en="It is too long since you wrote. Write it again, with the name of the referral.",
)
NO_SUCH = Text(sv="Den remissen finns inte längre.", en="There is no such referral any more.")
NONE_YET = Text(
    sv="Ingen remiss är registrerad än, så jag har inget att göra det med.",
    en="No referral is registered yet, so there is nothing to do that to.",
)
NONE_OPEN = Text(sv="Ingen remiss är öppen just nu.", en="No referral is open right now.")
TOWN_SAYS = Text(sv="{title}: {town} {said}.", en="{title}: {town} {said}.")
TOWN_BY = Text(sv="Det skrev {name} {day}.", en="Written by {name} on {day}.")
TOWN_OWES = Text(sv="Där svarar {who}, senast {day}.", en="{who} answers there, by {day}.")
LATE_WORDS = Text(
    sv="{title}: {town} {said}. Sista dagen var {day}, så det är märkt som sent.",
    en="{title}: {town} {said}. The last day was {day}, so it is marked as late.",
)
LATE_AFTER_SENT = Text(
    sv="{title}: {town} {said}. Det gemensamma svaret var redan skickat; det är sparat på remissen.",
    en="{title}: {town} {said}. The joint answer had been sent already; it is saved on the referral.",
)

# The chase

WAITS_ONE = Text(sv="Jag väntar på {towns}: {title}", en="I am waiting for {towns}: {title}")
WAITS_MANY = Text(sv="{count} saker väntar på {towns}", en="{count} things wait for {towns}")
COUNTS_SV = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
OWES_ANSWER = Text(sv="{title}: svar senast {day}", en="{title}: answer by {day}")
OWES_TEXT = Text(sv="{title}: texten ni har lovat, senast {day}", en="{title}: the text you promised, by {day}")
OWES_LATE = Text(sv="{title}: sista dag var {day}", en="{title}: the last day was {day}")
OWES_ROW = Text(sv="{town}, {what}", en="{town}, {what}")
SHOW = Text(sv="Visa {title}", en="Show {title}")
NAMED_HEAD = Text(
    sv="Jag väntar på svar från {towns} och når dem inte i egen chatt.",
    en="I am waiting for {towns} and cannot reach them in a chat of their own.",
)
NAMED_VACANT = Text(sv="{towns} saknar ledamot.", en="{towns} has no member.")
NAMED_OF = Text(sv="{town} ({name})", en="{town} ({name})")
PASTE_HEAD = Text(
    sv="De här når jag varken i chatt eller kanal: {towns}. Text att klistra in i ett mejl:",
    en="I reach these neither in chat nor in a channel: {towns}. A text to paste into an e-mail:",
)
PASTE_TO = Text(sv="Till: {who}", en="To: {who}")
PASTE_BODY = Text(
    sv="Hej. Vi väntar på ert svar: {what}. Svara gärna med *inget att erinra*, *vi avstår* eller er text per avsnitt. "
    "Vänliga hälsningar, {secretariat}",
    en="Hello. We are waiting for your answer: {what}. Please answer with *nothing to object*, *we abstain* "
    "or your text by section. Kind regards, {secretariat}",
)
SEND_TODAY = Text(
    sv="Svaret på {title} ska skickas till {issuer} i dag. Sista svarsdag är {day}.",
    en="The answer to {title} is to be sent to {issuer} today. The last day is {day}.",
)
SEND_HOW = Text(
    sv="När det är skickat: *{title} är besvarad i dag* och länken.",
    en="When it has been sent: *{title} was answered today* and the link.",
)
PHONE_HEAD = Text(
    sv="Sista dagen har varit. Att ringa: {count} kommuner.", en="The last day has been. To phone: {count} towns."
)
PHONE_ONE = Text(sv="Sista dagen har varit. En kommun att ringa.", en="The last day has been. One town to phone.")
PHONE_ROW = Text(sv="{town}, {who} ({said})", en="{town}, {who} ({said})")
WITH_STAND_IN = Text(sv="{holder}, ersättare {stand_in}", en="{holder}, stand-in {stand_in}")
NO_ONE = Text(sv="ingen ledamot, ring kontoret", en="no member, phone the office")

# The joint answer

DRAFT_HEAD = Text(sv="Utkast till svar på {title}, version {version}", en="Draft answer to {title}, version {version}")
DRAFT_SAME = Text(
    sv="Inget har ändrats sedan version {version}, så den gäller.",
    en="Nothing has changed since version {version}, so that is it.",
)
DRAFT_COUNT = Text(
    sv="{heard} av {asked} kommuner är med, {sections}.", en="{heard} of {asked} municipalities are in it, {sections}."
)
SECTIONS_NONE = Text(sv="inga synpunkter", en="no remarks")
SECTIONS_ONE = Text(sv="synpunkter på ett avsnitt", en="remarks on one section")
SECTIONS_MANY = Text(sv="synpunkter på {count} avsnitt", en="remarks on {count} sections")
DRAFT_DISSENT = Text(sv="Meningarna går isär om {sections}.", en="Views differ on {sections}.")
OPEN_WORD = Text(sv="Öppna i Word", en="Open in Word")
OPEN_TEXT = Text(sv="Öppna som text", en="Open as text")
OPEN_EARLIER = Text(sv="Version {version}", en="Version {version}")
NO_PAGES = Text(
    sv="Mina sidor går inte att öppna utifrån, så jag kan inte ge dig filen. Be den som sköter mig ställa in adressen.",
    en="My pages cannot be opened from outside, so I cannot hand you the file. Ask whoever runs me to set the address.",
)
BROKEN_TEMPLATE = Text(
    sv="Mallen {name} går inte att använda, så utkastet är gjort utan mall. Lägg in en ny .docx i datamappen.",
    en="The template {name} cannot be used, so the draft is made without it. Put a new .docx in the data folder.",
)
NOT_FOR_YOU = Text(
    sv="Utkastet är för kansliet och för dem som har plats i {body}.",
    en="The draft is for the secretariat and those who have a seat in {body}.",
)
CLOSE_HEAD = Text(sv="{title} är besvarad {day}", en="{title} was answered on {day}")
CLOSE_WHAT = Text(
    sv="När du trycker får de som har svarat ({towns}) och kommunernas kontor svaret, och remissen hamnar bland de "
    "besvarade.",
    en="When you press, those who answered ({towns}) and the municipalities' offices get the answer, and the referral "
    "is among the answered.",
)
CLOSE_WHAT_NOBODY = Text(
    sv="När du trycker får kommunernas kontor svaret, och remissen hamnar bland de besvarade. Ingen kommun har svarat.",
    en="When you press, the municipalities' offices get the answer, and the referral is among the answered. No "
    "municipality has answered.",
)
CLOSE_NO_LINK = Text(
    sv="Ingen länk till svaret är med. Du kan skriva den här, eller senare.",
    en="There is no link to the answer. You can write it here, or later.",
)
ANSWER_LINK = Text(sv="Länk till svaret", en="Link to the answer")
CLOSE_DO = Text(sv="Notera och skicka", en="Note and send")
CLOSE_DAY = Text(
    sv="Vilken dag skickades svaret? Skriv till exempel *{title} är besvarad den 12 mars*.",
    en="On which day was the answer sent? Write for example *{title} was answered on 12 March*.",
)
BAD_CLOSE_DAY = Text(
    sv="{day} kan inte vara dagen: den ska ligga mellan att remissen registrerades och i dag.",
    en="It cannot have been {day}: it has to be between the day of registration and today.",
)
CLOSED = Text(
    sv="{title} är besvarad {day}. Kommunerna som svarade och kontoren får det nu. {follow} frågar jag vad det blev.",
    en="{title} was answered on {day}. Those who answered and the offices get it now. On {follow} I ask what became.",
)
CLOSED_AGAIN = Text(
    sv="{title} står redan som besvarad {day}. Inget skickas igen.",
    en="{title} is noted as answered on {day} already. Nothing is sent again.",
)
SENT_HEAD = Text(sv="Svaret på {title} är skickat", en="The answer to {title} has been sent")
SENT_WORDS = Text(
    sv="Vårt gemensamma svar till {issuer} skickades {day}. Tack för ert bidrag.",
    en="The joint answer went to {issuer} on {day}. Thank you for your part.",
)
SENT_CHANNEL = Text(
    sv="Svaret på {title} skickades {day}. Det säger jag här till {towns}.",
    en="The answer to {title} was sent on {day}. I say so here to {towns}.",
)
SENT_LINK = Text(sv="Svaret: {link}", en="The answer: {link}")
OFFICE_JOINT = Text(
    sv="Kommunerna svarar gemensamt på {title} från {issuer}.",
    en="The municipalities answer {title} ({issuer}) jointly.",
)
FOLLOW_HEAD = Text(sv="Vad blev det av {title}?", en="What became of {title}?")
FOLLOW_WHEN = Text(
    sv="Vi svarade {issuer} {day}. Skriv i ett par rader vad de bestämde.",
    en="We answered {issuer} on {day}. Tell in a line or two what they decided.",
)
OUTCOME = Text(sv="Vad det blev", en="What became of it")
ASK_LATER = Text(sv="Fråga igen om tre månader", en="Ask again in three months")
ASKED_LATER = Text(sv="Då frågar jag igen {day}.", en="Then I ask again on {day}.")
OUTCOME_NOTED = Text(sv="Sparat: {title}. {outcome}", en="Saved: {title}. {outcome}")
OUTCOME_EMPTY = Text(sv="Skriv vad det blev, så sparar jag det.", en="Write what became of it, and I save it.")
OUTCOME_IS = Text(sv="{title}: {outcome}", en="{title}: {outcome}")
OUTCOME_WHEN = Text(
    sv="Vi svarade {issuer} {day}. Noterat {noted}.", en="We answered {issuer} on {day}. Noted on {noted}."
)
OUTCOME_UNKNOWN = Text(
    sv="Vi svarade {issuer} på {title} {day}. Vad det blev har ingen berättat än. {follow} frågar jag kansliet.",
    en="We answered {issuer} on {title}, {day}. Nobody has told me the outcome. On {follow} I ask the secretariat.",
)
OUTCOME_NOT_YET = Text(
    sv="{title} är inte besvarad än. Sista svarsdag är {day}.",
    en="{title} has not been answered yet. The last day is {day}.",
)

# Lists and the overview

ANSWERED_HEAD = Text(sv="{count} gemensamma remissvar {year}", en="{count} joint answers in {year}")
ANSWERED_ONE = Text(sv="Ett gemensamt remissvar {year}", en="One joint answer in {year}")
ANSWERED_ROW = Text(sv="{day}: {title}, till {issuer}{number}", en="{day}: {title}, to {issuer}{number}")
NUMBER_TAIL = Text(sv=" ({number})", en=" ({number})")
OPEN_HEAD = Text(sv="{count} remisser pågår", en="{count} referrals under way")
OPEN_ONE = Text(sv="En remiss pågår", en="One referral under way")
OPEN_ROW = Text(
    sv="{title}, från {issuer}: kommunerna senast {day}, svar senast {due}. {count} av {all} har svarat.",
    en="{title}, from {issuer}: municipalities by {day}, answer by {due}. {count} of {all} have answered.",
)
OPEN_UNDECIDED = Text(
    sv="{title}, från {issuer}: svar senast {due}. Inte bestämt om vi svarar gemensamt.",
    en="{title}, from {issuer}: answer by {due}. Not decided whether we answer jointly.",
)
FOUND = Text(sv="Från {issuer}, svar senast {day}.", en="From {issuer}, answer by {day}.")
OV_TITLE = Text(sv="Remisser", en="Referrals")
OV_UNDECIDED = Text(
    sv="{title}: svarar vi gemensamt? Sista svarsdag {due}.", en="{title}: do we answer jointly? Last day {due}."
)
OV_OWING = Text(
    sv="{title}: kommunerna senast {day}. Väntar på {towns}.",
    en="{title}: municipalities by {day}. Waiting for {towns}.",
)
OV_DONE = Text(
    sv="{title}: alla har svarat. Svaret skickas senast {due}.", en="{title}: all have answered. To be sent by {due}."
)
OV_NEXT = Text(sv="{row} {step} {day}.", en="{row} {step} {day}.")
OV_TOWN = Text(sv="{title}: {said}, sista dag {day}.", en="{title}: {said}, last day {day}.")
WITHDRAW_HEAD = Text(sv="Ta bort remissen {title}?", en="Withdraw the referral {title}?")
WITHDRAW_WHAT = Text(
    sv="Påminnelserna slutar och kortet i kanalen säger att den är borttagen. Svaren ligger kvar i historiken.",
    en="The reminders end and the card in the channel says so. The answers stay in the history.",
)
WITHDRAW = Text(sv="Ta bort", en="Withdraw")
WITHDRAWN = Text(sv="{title} är borttagen.", en="{title} is withdrawn.")
LEFT = Text(sv="Då gör jag inget.", en="Then I do nothing.")
MAKE_DRAFT = Text(sv="Gör utkast", en="Make a draft")
CH_HEAD = Text(sv="{count} gemensamma remissvar har skickats in:", en="{count} joint answers were submitted:")
CH_ONE = Text(sv="Ett gemensamt remissvar har skickats in:", en="One joint answer was submitted:")
CH_DAY = Text(sv="Besvarad", en="Answered")
CH_TITLE = Text(sv="Remiss", en="Referral")
CH_BY = Text(sv="Bidrog med synpunkter", en="Contributed")
CH_NOBODY = Text(sv="ingen", en="nobody")
CH_APART = Text(
    sv="Kommunerna svarade var för sig på {titles}.", en="The municipalities answered {titles} each on their own."
)
CH_UNANSWERED = Text(sv="{count} remisser pågick vid årets slut.", en="{count} referrals were under way at the end.")

# The journal

J_REGISTERED = Text(
    sv="Registrerade {title} från {issuer}, svar senast {due}", en="Registered {title} from {issuer}, due {due}"
)
J_JOINT = Text(sv="Bestämde att {title} besvaras gemensamt", en="Decided that {title} is answered jointly")
J_SEPARATE = Text(sv="Bestämde att {title} besvaras var för sig", en="Decided that {title} is answered separately")
J_DECLINED = Text(sv="Bestämde att {title} inte besvaras", en="Decided that {title} is not answered")
J_DECIDED = {State.JOINT: J_JOINT, State.SEPARATE: J_SEPARATE, State.DECLINED: J_DECLINED}
J_WITHDRAWN = Text(sv="Tog bort {title}", en="Withdrew {title}")
J_DUE_MOVED = Text(
    sv="Flyttade sista svarsdag från {before} till {after}", en="Moved the last day from {before} to {after}"
)
J_TEXTS_MOVED = Text(
    sv="Flyttade sista dag för kommunernas svar från {before} till {after}",
    en="Moved the municipalities' last day from {before} to {after}",
)
J_REPLANNED = Text(
    sv="Tidtabellen för {title} följde med ett flyttat möte", en="The timetable of {title} followed a meeting"
)
J_A_RECEIVED = Text(sv="{town} har tagit emot {title}", en="{town} has received {title}")
J_A_PROMISED = Text(sv="{town} lämnar synpunkter på {title}", en="{town} will have remarks on {title}")
J_A_CONTRIBUTED = Text(sv="{town} har lämnat synpunkter på {title}", en="{town} has left remarks on {title}")
J_A_NOTHING = Text(sv="{town} har inget att erinra på {title}", en="{town} has nothing to object to {title}")
J_A_ABSTAINS = Text(sv="{town} avstår från att svara på {title}", en="{town} abstains from answering {title}")
J_ANSWERED = {
    Standing.RECEIVED: J_A_RECEIVED,
    Standing.PROMISED: J_A_PROMISED,
    Standing.CONTRIBUTED: J_A_CONTRIBUTED,
    Standing.NOTHING: J_A_NOTHING,
    Standing.ABSTAINS: J_A_ABSTAINS,
}
J_TAKEN_BACK = Text(sv="{town} tog tillbaka sitt svar på {title}", en="{town} took back its answer to {title}")
J_DRAFTED = Text(sv="Utkast, version {version}", en="Draft, version {version}")
J_CLOSED = Text(sv="Besvarad {day}, {link}", en="Answered {day}, {link}")
J_OUTCOME = Text(sv="Utfall: {outcome}", en="Outcome: {outcome}")

# What is kept about people

H_WHAT = Text(sv="svar på remisser", en="answers to referrals")
H_WHY = Text(
    sv="kansliet behöver veta vem som svarade för kommunen, för att kunna fråga och följa upp",
    en="the secretariat needs to know who answered for a municipality, to ask and follow up",
)
H_KEPT = Text(
    sv="namnet två år efter sista svarsdag; kommunens text blir kvar",
    en="the name for two years after the last day; the municipality's text stays",
)
H_STAYS = Text(
    sv="Det kommunen har svarat på remisser blir kvar, utan ditt namn.",
    en="What the municipality has answered stays, without your name.",
)

# What stands in a joint answer. It goes to a Swedish authority, so the Swedish words are those that are used.

D_TITLE = Text(sv="Yttrande över {title}", en="Reply on {title}")
D_DATE = Text(sv="Datum", en="Date")
D_TO = Text(sv="Till", en="To")
D_NUMBER = Text(sv="Ert diarienummer", en="Your case number")
D_NO_NUMBER = Text(sv="saknas", en="none")
D_DUE = Text(sv="Svar senast", en="Due")
D_VERSION = Text(sv="Utkast, version {version}", en="Draft, version {version}")
D_SUMMARY = Text(sv="Sammanfattning", en="Summary")
D_OPENING = Text(
    sv="{cooperation} lämnar här ett gemensamt svar till {issuer} på {title}.",
    en="{cooperation} here give {issuer} a joint answer on {title}.",
)
D_ON_WHOLE = Text(sv="Om förslaget som helhet: {said}", en="On the proposal as a whole: {said}")
D_S_SUPPORTS = Text(sv="Tillstyrks: {sections}.", en="Supported: {sections}.")
D_S_OPPOSES = Text(sv="Avstyrks: {sections}.", en="Opposed: {sections}.")
D_S_REMARKS = Text(sv="Synpunkter finns på {sections}.", en="There are remarks on {sections}.")
D_OF = Text(sv="{section} ({towns})", en="{section} ({towns})")
D_ON_SECTIONS = {Position.OPPOSES: D_S_OPPOSES, Position.SUPPORTS: D_S_SUPPORTS, Position.REMARKS: D_S_REMARKS}
D_DIFFERS = Text(
    sv="Meningarna går isär om {sections}; det framgår under Avvikande meningar.",
    en="Views differ on {sections}, see Dissenting views.",
)
D_ONLY_NOTHING = Text(
    sv="De kommuner som har svarat har inget att erinra.", en="Those who answered have nothing to object."
)
D_NOBODY = Text(sv="Ingen kommun har lämnat synpunkter än.", en="No municipality has left remarks yet.")
D_POSITIONS = Text(sv="Ställningstaganden", en="Positions")
D_WHOLE = Text(sv="Förslaget som helhet", en="The proposal as a whole")
D_SECTION = Text(sv="Avsnitt {section}", en="Section {section}")
D_ST_SUPPORTS = Text(sv="{towns} tillstyrker.", en="{towns} support it.")
D_ST_OPPOSES = Text(sv="{towns} avstyrker.", en="{towns} oppose it.")
D_ST_REMARKS = Text(sv="{towns} har synpunkter.", en="{towns} have remarks.")
D_STANDS = {Position.OPPOSES: D_ST_OPPOSES, Position.SUPPORTS: D_ST_SUPPORTS, Position.REMARKS: D_ST_REMARKS}
D_V_SUPPORTS = Text(sv="{town} tillstyrker.", en="{town} supports it.")
D_V_OPPOSES = Text(sv="{town} avstyrker.", en="{town} opposes it.")
D_V_REMARKS = Text(sv="{town}:", en="{town}:")
D_VOICE = {Position.SUPPORTS: D_V_SUPPORTS, Position.OPPOSES: D_V_OPPOSES, Position.REMARKS: D_V_REMARKS}
D_LATE = Text(sv="(inkom sent)", en="(came late)")
D_DISSENT = Text(sv="Avvikande meningar", en="Dissenting views")
D_A_OPPOSES = Text(
    sv="{section}: {towns} avstyrker, till skillnad från {others}, som tillstyrker.",
    en="{section}: {towns} oppose it, unlike {others}, who support it.",
)
D_A_SUPPORTS = Text(
    sv="{section}: {towns} tillstyrker, till skillnad från {others}, som avstyrker.",
    en="{section}: {towns} support it, unlike {others}, who oppose it.",
)
D_AGAINST = {Position.OPPOSES: D_A_OPPOSES, Position.SUPPORTS: D_A_SUPPORTS}
D_SPLIT = Text(
    sv="{section}: {ones} tillstyrker och {others} avstyrker.",
    en="{section}: {ones} support it and {others} oppose it.",
)
D_NOTHING = Text(sv="Inget att erinra", en="Nothing to object")
D_NOTHING_SAID = Text(sv="{towns} har inget att erinra.", en="{towns} have nothing to object.")
D_NOT_HEARD = Text(sv="Kommuner som inte lämnar synpunkter här", en="Municipalities without remarks here")
D_ABSTAINS = Text(sv="{towns} avstår från att yttra sig.", en="{towns} abstain.")
D_PROMISED = Text(
    sv="{towns} har meddelat synpunkter, men texten har inte kommit in.", en="{towns} promised remarks, still to come."
)
D_SILENT = Text(sv="{towns} har inte svarat.", en="{towns} have not answered.")
D_VACANT = Text(
    sv="{towns} saknar ledamot och har inte kunnat svara.", en="{towns} have no member and could not answer."
)
D_HANDLING = Text(sv="Beredning", en="Handling")
D_HANDLED = Text(sv="{heard} av {asked} kommuner har svarat.", en="{heard} of {asked} municipalities have answered.")
D_DECIDES = Text(sv="Svaret beslutas {day}.", en="The answer is decided on {day}.")
D_CHAIR = Text(sv="Ordförande, {body}", en="Chair, {body}")

# Taken back

INSTEAD = Text(
    sv="Ett svar tar jag bort om du skriver *vi tar tillbaka vårt svar på …*, och svarar du igen gäller det nya. "
    "Kansliet kan också skriva *ta bort remissen om …* om den registrerades av misstag.",
    en="I remove an answer if you write *we take back our answer to …*, and if you answer again what is new holds. The "
    "secretariat can also write *remove the referral on …* if it was registered by mistake.",
)
