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

# A referral and its fields

ISSUER = Text(sv="Från", en="From")
NUMBER = Text(sv="Diarienummer", en="Case number")
DUE = Text(sv="Sista svarsdag", en="Last day to answer")
CONCERNS = Text(sv="Vad den gäller", en="What it is about")
LEAD = Text(sv="Bereds av", en="Prepared by")
LEAVE_IT = Text(sv="Låt vara", en="Leave it")
BAD_LINK = Text(sv="Länken ska börja med https:// eller http://.", en="The link has to begin with https:// or http://.")
TOO_LONG = Text(
    sv="Det var {count} tecken, och jag har plats för {most}. Inget är sparat och inget är skickat. Korta texten, "
    "eller lägg den i ett dokument och skriv länken.",
    en="That was {count} characters, and I have room for {most}. Nothing is saved or sent. Shorten it, or put it in a "
    "document and write the link.",
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
NAMED_VACANT = Text(sv="{towns} saknar ledamot.", en="No member for {towns}.")
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
OV_OWING_LATE = Text(
    sv="{title}: kommunernas sista dag var {day}. Väntar ännu på {towns}.",
    en="{title}: the municipalities' last day was {day}. Still waiting for {towns}.",
)
OV_OVERDUE = Text(
    sv="{row} Skriv *{title} är besvarad i dag* när svaret är skickat; sista dag var {due}.",
    en="{row} Write *{title} is answered today* when it has been sent; the last day was {due}.",
)
OV_DONE = Text(
    sv="{title}: alla har svarat. Svaret skickas senast {due}.", en="{title}: all have answered. To be sent by {due}."
)
OV_ALL_IN = Text(sv="{title}: alla har svarat.", en="{title}: all have answered.")
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
J_A_NOTHING = Text(sv="{town} har inget att erinra mot {title}", en="{town} has nothing to object to {title}")
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

# Taken back

INSTEAD = Text(
    sv="Ett svar tar jag bort om du skriver *vi tar tillbaka vårt svar på …*, och svarar du igen gäller det nya. "
    "Kansliet kan också skriva *ta bort remissen om …* om den registrerades av misstag.",
    en="I remove an answer if you write *we take back our answer to …*, and if you answer again what is new holds. The "
    "secretariat can also write *remove the referral on …* if it was registered by mistake.",
)
