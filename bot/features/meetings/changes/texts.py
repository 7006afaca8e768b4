"""What is said when a meeting is changed without being moved."""

from bot.core.text import Text

SAY_AGENDA = Text(
    sv="lägg till punkten Budget 2027 på mötet v. 3", en="add the item Budget 2027 to the meeting in week 3"
)
ABOUT_AGENDA = Text(sv="lägg till på ett mötes dagordning", en="add to a meeting's agenda")
SAY_PAPER = Text(sv="protokollet ligger på https://…", en="the minutes are at https://…")
ABOUT_PAPER = Text(
    sv="länka till protokoll, handlingar eller mötets länk", en="link to minutes, papers or the meeting itself"
)
SAY_GUEST = Text(sv="bjud in Trafikverket till mötet v. 3", en="invite Trafikverket to the meeting in week 3")
ABOUT_GUEST = Text(sv="lägg till en gäst på ett möte", en="add a guest to a meeting")
SAY_BODIES = Text(
    sv="lägg till {board} på mötet v. 3, ta bort {board} från mötet v. 3",
    en="add {board} to the meeting in week 3, remove {board} from the meeting in week 3",
)
ABOUT_BODIES = Text(sv="låt ett organ till vara med, eller inte längre", en="let one body more meet, or no longer")
SAY_PLACE = Text(
    sv="byt plats på mötet v. 3 till {town:whose} kommunhus",
    en="change the place of the meeting in week 3 to {town:whose} town hall",
)
ABOUT_PLACE = Text(
    sv="ändra plats, eller gör mötet digitalt eller hybrid", en="change the place, or make it online or hybrid"
)
SAY_EDIT = Text(sv="ändra mötet v. 3", en="change the meeting in week 3")
ABOUT_EDIT = Text(
    sv="ett kort där allt om ett möte kan ändras utom tiden",
    en="a card where all of a meeting can be changed but its time",
)

TITLE = Text(sv="Ändra {meeting}?", en="Change {meeting}?")
FROM_TO = Text(sv="{before} → {after}", en="{before} → {after}")
JOINS = Text(sv="Är med", en="Joins")
LEAVES = Text(sv="Är inte längre med", en="No longer meets")
NOT_IN_IT = Text(
    sv="{bodies} är inte med på mötet {when}, så det finns inget att ta bort.",
    en="{bodies}: not part of the meeting {when}, so there is nothing to remove.",
)
LAST_BODY = Text(
    sv="Ett möte behöver minst ett organ. Skriv *ställ in mötet* om det inte ska bli av.",
    en="A meeting needs one body at least. Write *cancel the meeting* if it is not to be held.",
)
NEW_ITEM = Text(sv="Ny punkt", en="New item")
NEW_GUEST = Text(sv="Ny gäst", en="New guest")
NEW_PAPER = Text(sv="Ny handling", en="New paper")
PLACE = Text(sv="Plats", en="Place")
LINK = Text(sv="Länk", en="Link")
FORM = Text(sv="Man deltar", en="People take part")
ON_SITE = Text(sv="på plats", en="on site")
ONLINE = Text(sv="digitalt", en="online")
HYBRID = Text(sv="på plats eller digitalt", en="on site or online")
NONE = Text(sv="ingen", en="none")
AGENDA_FIELD = Text(sv="Dagordning, en punkt per rad", en="Agenda, one item a line")
GUESTS_FIELD = Text(
    sv="Gäster, en per rad: Anna Ek från Trafikverket", en="Guests, one a line: Anna Ek from Trafikverket"
)
PAPERS_FIELD = Text(
    sv="Handlingar och protokoll, en per rad: namn och länk", en="Papers and minutes, one a line: name and link"
)
SAVE = Text(sv="Spara", en="Save")
LEAVE = Text(sv="Avbryt", en="Leave it")
MINUTES = Text(sv="Protokoll", en="Minutes")
PAPER = Text(sv="Handlingar", en="Papers")
NOTHING_NEW = Text(sv="Det står redan så. Inget har ändrats.", en="It says so already. Nothing has changed.")
ONLY_PAPERS = Text(
    sv="{title} har redan varit. Då kan bara handlingar och protokoll läggas till.",
    en="{title} is over. Only papers and minutes can be added now.",
)
IS_CANCELLED = Text(
    sv="{title} är inställt, så det finns inget att ändra.", en="{title} is cancelled, so there is nothing to change."
)
NO_HELD = Text(
    sv="Jag hittar inget möte som har varit för {body}. Skriv vilken dag det var, till exempel *{example}*.",
    en="I find no past meeting of {body}. Write the day, for example *{example}*.",
)
BAD_LINK = Text(
    sv="Länken {link} börjar inte med https:// eller http://. Inget har ändrats.",
    en="The link {link} does not begin with https:// or http://. Nothing has changed.",
)
BAD_PAPER = Text(
    sv="Raden *{row}* har ingen länk. Skriv namn och hela adressen på samma rad.",
    en="The line *{row}* has no link. Write the name and the whole address on the same line.",
)
TOO_LONG = Text(
    sv="Det blev för mycket: högst 30 punkter, 20 gäster och 20 handlingar, och högst 200 tecken i varje.",
    en="That is too much: at most 30 items, 20 guests and 20 papers, and 200 characters in each.",
)
WHAT_ITEM = Text(sv="Vilken punkt? Skriv till exempel *{example}*.", en="Which item? Write for example *{example}*.")
WHOM = Text(
    sv="Vem ska bjudas in? Skriv till exempel *{example}*.", en="Who is to be invited? Write for example *{example}*."
)
WHERE_TO = Text(
    sv="Till vilken plats? Skriv till exempel *{example}*.", en="To which place? Write for example *{example}*."
)
