"""What is said of the plan's activities."""

from bot.core.text import Text

SAY_NEW = Text(
    sv="ny aktivitet: Ta fram en gemensam cykelplan, ansvarig Karin Holm",
    en="new activity: Draw up a joint cycling plan, owner Karin Holm",
)
ABOUT_NEW = Text(
    sv="lägg till en aktivitet i verksamhetsplanen; den ansvariga får frågan hur det går varje kvartal",
    en="add an activity to the plan; its owner is asked each quarter how it goes",
)
SAY_LIST = Text(sv="aktiviteterna", en="activities")
ABOUT_LIST = Text(
    sv="planens aktiviteter och hur det går; också *vilka aktiviteter pågår* och *hur går det med cykelplanen*",
    en="the plan's activities and how they go; also *which activities are ongoing* and *how is the cycling plan going*",
)
SAY_STATUS = Text(
    sv="status för aktivitet 3: Upphandlingen är klar, vi börjar i maj.",
    en="status of activity 3: The procurement is done, we start in May.",
)
ABOUT_STATUS = Text(sv="säg hur det går med en aktivitet", en="tell how an activity goes")
SAY_DONE = Text(sv="aktivitet 3 är klar", en="activity 3 is done")
ABOUT_DONE = Text(
    sv="sluta fråga; också *byt ansvarig för aktivitet 3 till Per Berg* och *ta bort aktivitet 3*",
    en="ask no more; also *change the owner of activity 3 to Per Berg* and *remove activity 3*",
)

NONE_SUCH = Text(sv="Inga aktiviteter just nu.", en="No activities right now.")
ADDED = Text(
    sv="Aktivitet {number}: {title}. {owner} ansvarar och får frågan hur det går i slutet av varje kvartal.",
    en="Activity {number}: {title}. {owner} owns it and is asked how it goes at the end of each quarter.",
)
NOT_REACHED = Text(
    sv="{owner} har ingen chatt med mig än, så frågan får ni ställa själva tills dess.",
    en="{owner} has no chat with me yet; until then you have to ask yourselves.",
)
THERE_ALREADY = Text(
    sv="Den finns redan, som aktivitet {number}.", en="That one is there already, as activity {number}."
)
NO_OWNER = Text(
    sv="Vem ansvarar? Skriv samma sak med *ansvarig* och ett helt namn sist.",
    en="Who owns it? Write the same thing with *owner* and a whole name last.",
)
UNKNOWN_OWNER = Text(
    sv="Jag känner ingen {name}. Den ansvariga ska stå på någon av listorna över ledamöter.",
    en="I know no {name}. The owner has to be on one of the lists of members.",
)
SEVERAL_OWNERS = Text(
    sv="Flera heter {name}. Skriv hela namnet.", en="Several are called {name}. Write the whole name."
)
TITLE_LONG = Text(
    sv="Rubriken är {count} tecken, högst {limit} får plats. Korta den.",
    en="The title has {count} characters; {limit} is the most. Shorten it.",
)
TOO_MANY = Text(sv="En plan kan ha högst {limit} aktiviteter.", en="A plan can have {limit} activities at most.")
NO_SUCH = Text(sv="Det finns ingen aktivitet {number}.", en="There is no activity {number}.")
NONE = Text(
    sv="Verksamhetsplanen har inga aktiviteter här än. Kansliet lägger till dem med *ny aktivitet: …*.",
    en="The plan has no activities here yet. The secretariat adds them with *new activity: …*.",
)
LIST_TITLE = Text(sv="Verksamhetsplanens aktiviteter", en="The plan's activities")
ROW = Text(sv="{number}. {title} ({owner}): {status}", en="{number}. {title} ({owner}): {status}")
NO_STATUS = Text(sv="inget sagt än", en="nothing said yet")
IS_DONE = Text(sv="klar", en="done")

ASKS = Text(
    sv="Hur går det med ”{title}”? Skriv två rader, så är det klart för det här kvartalet.",
    en="How does “{title}” go? Write two lines, and that is all for this quarter.",
)
ASKS_AGAIN = Text(
    sv="Jag frågade förra veckan hur det går med ”{title}”. Två rader räcker, och jag frågar inte igen det här "
    "kvartalet.",
    en="I asked last week how “{title}” goes. Two lines will do, and I do not ask again this quarter.",
)
SAID_LAST = Text(sv="Senast skrev {name}: {text}", en="Last time {name} wrote: {text}")
FIELD = Text(sv="Läget i två rader", en="The status in two lines")
SEND = Text(sv="Skicka", en="Send")
SAME = Text(sv="Som förra gången", en="As last time")
IS_READY = Text(sv="Den är klar", en="It is done")
THANKS = Text(sv="Tack. Noterat för aktivitet {number}: {text}", en="Thank you. Noted for activity {number}: {text}")
THANKS_DONE = Text(sv="Tack. Aktivitet {number} är klar.", en="Thank you. Activity {number} is done.")
NOTHING_SAID = Text(sv="Skriv ett par ord om hur det går.", en="Write a few words on how it goes.")
STATUS_LONG = Text(
    sv="Det är {count} tecken; två rader räcker, och högst {limit} får plats. Korta det.",
    en="That is {count} characters; two lines will do, and {limit} is the most. Shorten it.",
)
NOT_YOURS = Text(
    sv="Aktivitet {number} är {owner:whose}. Bara {owner} och kansliet kan säga hur det går.",
    en="Activity {number} belongs to {owner}. Only {owner} and the secretariat can say how it goes.",
)
IS_CLOSED = Text(sv="Aktivitet {number} är redan avslutad.", en="Activity {number} is closed already.")
DONE = Text(sv="Aktivitet {number} är klar. Jag frågar inte mer.", en="Activity {number} is done. I ask no more.")
REMOVED = Text(sv="Aktivitet {number} är borttagen.", en="Activity {number} has been removed.")
OWNED = Text(
    sv="{owner} ansvarar för aktivitet {number} från och med nu.", en="{owner} owns activity {number} from now on."
)
NO_EARLIER = Text(
    sv="Det finns inget från förra gången. Skriv två rader.", en="There is nothing from last time. Write two lines."
)

OVERVIEW = Text(sv="Verksamhetsplanen", en="The plan")
OVERVIEW_WAITS = Text(
    sv="Aktivitet {number}, {title}: {owner} har inte svarat", en="Activity {number}, {title}: {owner} has not answered"
)

CH_TITLE = Text(sv="Aktivitet", en="Activity")
CH_OWNER = Text(sv="Ansvarig", en="Owner")
CH_STATUS = Text(sv="Läge", en="Status")
CH_HEAD = Text(sv="{done} av {count} aktiviteter är klara.", en="{done} of {count} activities are done.")

INSTEAD = Text(
    sv="Det tar jag inte tillbaka. Skriv *status för aktivitet {number}: …* om något annat gäller; kansliet kan också "
    "skriva *ta bort aktivitet {number}*.",
    en="I do not take that back. Write *status of activity {number}: …* if something else holds; the secretariat can "
    "also write *remove activity {number}*.",
)
DID_ADD = Text(sv="La till aktiviteten {title}, ansvarig {owner}", en="Added the activity {title}, owner {owner}")
DID_SAY = Text(sv="Status för {title}: {text}", en="Status of {title}: {text}")
DID_FINISH = Text(sv="{title} är klar", en="{title} is done")
DID_REMOVE = Text(sv="Tog bort aktiviteten {title}", en="Removed the activity {title}")
DID_OWN = Text(sv="{owner} blev ansvarig för {title}", en="{owner} became the owner of {title}")

HOLDING = Text(
    sv="aktiviteter som du ansvarar för, och det du har sagt om dem", en="activities you own, and what you said of them"
)
HOLDING_WHY = Text(sv="för att följa upp verksamhetsplanen", en="to follow up the plan")
HOLDING_KEPT = Text(
    sv="aktiviteten bevaras; ditt namn tas bort när du ber om det",
    en="the activity is kept; your name is removed on your wish",
)
