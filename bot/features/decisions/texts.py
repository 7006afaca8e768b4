"""What is said of decisions and of meetings with others."""

from bot.core.text import Text

SAY_NOTE = Text(
    sv="vi träffade Trafikverket den 3 mars om busstrafiken",
    en="we met Trafikverket on 3 March about the bus lines",
)
ABOUT_NOTE = Text(
    sv="skriv ner ett externt möte, eller ett beslut: *{board} beslutade i dag att …, § 12*",
    en="write down a meeting with others, or a decision: *{board} decided today to …, § 12*",
)
SAY_ASK = Text(sv="vad har {board} beslutat", en="what has {board} decided")
ABOUT_ASK = Text(
    sv="beslut och externa möten som har skrivits ner; *externa möten i år*",
    en="decisions and external meetings that were written down; *external meetings this year*",
)

MEETING_TITLE = Text(sv="Externt möte: {whom}", en="Meeting with {whom}")
DECISION_TITLE = Text(sv="Beslut i {body}", en="Decision of {body}")
ON = Text(sv="Dag", en="Day")
ABOUT = Text(sv="Om", en="About")
WHAT = Text(sv="Beslut", en="Decision")
PARAGRAPH = Text(sv="Paragraf", en="Paragraph")
SHALL_I = Text(sv="Ska jag skriva ner det här?", en="Shall I write this down?")
SAVE = Text(sv="Skriv ner", en="Write it down")
LEAVE = Text(sv="Låt bli", en="Leave it")
REMOVE = Text(sv="Ta bort", en="Remove")
SAVED = Text(
    sv="Nedskrivet. Det går att fråga mig om, och kommer med i verksamhetsberättelsen.",
    en="Written down. It can be asked for, and goes into the yearly report.",
)
LEFT = Text(sv="Inget är nedskrivet.", en="Nothing has been written down.")
UNDONE = Text(sv="Jag tog bort det du skrev ner: {what}", en="I removed what you wrote down: {what}")
REMOVED = Text(sv="Borttaget.", en="Removed.")
GONE = Text(sv="Det är redan borttaget.", en="It has been removed already.")

NOT_YOUR_NOTE = Text(
    sv="Mötet skrev någon annan ner. Den som skrev ner det kan ta bort det, och kansliet.",
    en="Somebody else wrote that meeting down. Whoever did can remove it, and so can the secretariat.",
)

WHICH_DAY = Text(
    sv="Vilken dag var det? Skriv samma sak med dagen, till exempel *i går* eller *den 3 mars*.",
    en="Which day was that? Write the same thing with the day, such as *yesterday* or *on 3 March*.",
)
IS_AHEAD = Text(
    sv="Den dagen har inte varit än. Skriv en dag som har varit; ett möte som ska bli bokar du med *boka*.",
    en="That day has not been yet. Write one that has; a meeting to come is booked with *book*.",
)
TOO_LONG_AGO = Text(sv="Så långt tillbaka skriver jag inte ner.", en="I do not write down what was so long ago.")
WHICH_BODY = Text(
    sv="Vilket organ beslutade? {unknown}Skriv det med i meningen. De som finns: {bodies}.",
    en="Which body decided? {unknown}Write it in the sentence. There are: {bodies}.",
)
UNKNOWN_BODY = Text(sv="Jag känner inte igen ”{said}”.", en="I do not know “{said}”.")
HOW = Text(
    sv="Skriv det i en mening, så visar jag hur det blir: *{board} beslutade i dag att …* eller *vi träffade "
    "Trafikverket i går om …*.",
    en="Write it in a sentence, and I show what it becomes: *{board} decided today to …* or *we met Trafikverket "
    "yesterday about …*.",
)
NO_WHAT = Text(
    sv="Vad beslutades? Skriv *{body} beslutade i dag att …*.",
    en="What was decided? Write *{body} decided today to …*.",
)
TOO_LONG = Text(
    sv="Det är för långt för en rad i en förteckning: {count} tecken av högst {limit}. Skriv kärnan, resten står i "
    "protokollet.",
    en="That is too long for a line in a list: {count} characters of {limit} at most. Write the gist; the rest is "
    "in the minutes.",
)
NOT_YOUR_BODY = Text(
    sv="Beslut i {body} skriver ordföranden och kansliet ner. Be någon av dem.",
    en="Decisions of {body} are written down by its chair and the secretariat. Ask one of them.",
)

ONE_DECISION = Text(sv="{body} beslutade {date} att {what}", en="{body} decided on {date}: {what}")
WITH_PARAGRAPH = Text(sv="{decision} (§ {number})", en="{decision} (§ {number})")
ONE_MEETING = Text(sv="{date}: {whom}, om {what}", en="{date}: {whom}, about {what}")
ONE_MEETING_BARE = Text(sv="{date}: {whom}", en="{date}: {whom}")
DECISIONS_TITLE = Text(sv="Beslut", en="Decisions")
MEETINGS_TITLE = Text(sv="Externa möten", en="Meetings with others")
SOURCE = Text(sv="Nedskrivet av {name} {date}", en="Written down by {name} on {date}")

CH_DATE = Text(sv="Datum", en="Date")
CH_WHOM = Text(sv="Med vem", en="With whom")
CH_ABOUT = Text(sv="Om", en="About")
CH_BODY = Text(sv="Organ", en="Body")
CH_LAST_YEAR = Text(sv="Förra året: {count}.", en="The year before: {count}.")
CH_COUNT = Text(sv="{count} externa möten har skrivits ner.", en="{count} meetings with others have been written down.")
CH_ONE = Text(sv="Ett externt möte har skrivits ner.", en="One meeting with others has been written down.")

WROTE = Text(sv="Skrev ner: {what}", en="Wrote down: {what}")
DID_REMOVE = Text(sv="Tog bort: {what}", en="Removed: {what}")

HOLDING = Text(sv="beslut och externa möten som du har skrivit ner", en="decisions and meetings that you wrote down")
HOLDING_WHY = Text(sv="för att visa varifrån uppgiften kommer", en="to show where the information comes from")
HOLDING_KEPT = Text(
    sv="uppgiften bevaras; ditt namn tas bort när du ber om det",
    en="the note is kept; your name is removed on your wish",
)
