"""What is said of calendars, and in them."""

from bot.core.text import Text

# Commands, as help shows them

SAY_MINE = Text(sv="min kalender", en="my calendar")
ABOUT_MINE = Text(
    sv="en adress som lägger dina möten i din egen kalender", en="an address that puts your meetings in your calendar"
)
SAY_BODY = Text(sv="kalender för {body}", en="calendar for {body}")
ABOUT_BODY = Text(sv="detsamma för ett organs alla möten", en="the same for all meetings of a body")
SAY_RENEW = Text(sv="ny kalenderadress", en="new calendar address")
ABOUT_RENEW = Text(
    sv="byt adress, så att den gamla slutar fungera", en="change the address, so that the old one stops working"
)

# Addresses

YOUR_CALENDAR = Text(sv="Din kalender", en="Your calendar")
CALENDAR_OF = Text(sv="Kalender för {body}", en="Calendar for {body}")
WHAT_MINE = Text(
    sv="Här ligger mötena du är kallad till. Flyttas eller ställs något in följer din kalender med.",
    en="Here are the meetings that you are called to. When one is moved or cancelled your calendar follows.",
)
WHAT_ALL = Text(
    sv="Här ligger alla organs möten. Flyttas eller ställs något in följer din kalender med.",
    en="Here are the meetings of all bodies. When one is moved or cancelled your calendar follows.",
)
WHAT_BODY = Text(
    sv="Här ligger alla möten i {body}. Flyttas eller ställs något in följer din kalender med.",
    en="Here are all meetings of {body}. When one is moved or cancelled your calendar follows.",
)
HOW = Text(
    sv="Kopiera adressen. I Outlook: Kalender, Lägg till kalender, Prenumerera från webben.",
    en="Copy the address. In Outlook: Calendar, Add calendar, Subscribe from web.",
)
ONLY_YOURS = Text(
    sv="Adressen är bara din: den som har den ser dina möten. Skriv *ny kalenderadress* om den har kommit på avvägar.",
    en="The address is yours alone: whoever has it sees your meetings. Write *new calendar address* if it has gone "
    "astray.",
)
OURS = Text(
    sv="Den som har adressen ser mötena, så dela den bara inom {body}.",
    en="Whoever has the address sees the meetings, so share it within {body} only.",
)
RENEWED = Text(
    sv="Här är den nya adressen. Den gamla har slutat fungera, så ta bort den ur din kalender.",
    en="Here is the new address. The old one has stopped working, so take it out of your calendar.",
)
RENEW = Text(sv="Ny adress", en="New address")
OPEN = Text(sv="Hämta filen", en="Get the file")
IN_PRIVATE = Text(
    sv="Din egen kalenderadress visar jag bara i vår egen chatt. Här är kanalens.",
    en="Your own calendar address I show in our own chat alone. Here is the channel's.",
)
IN_PRIVATE_ALONE = Text(
    sv="Din egen kalenderadress visar jag bara i vår egen chatt. Skriv det till mig där.",
    en="Your own calendar address I show in our own chat alone. Write it to me there.",
)
NO_SEAT = Text(
    sv="Du är inte kallad till några möten som jag vet, så det finns inget att lägga i kalendern. Fråga kansliet om "
    "det är fel.",
    en="You are not called to any meetings that I know of, so there is nothing to put in the calendar. Ask the "
    "secretariat if that is wrong.",
)
NOT_REACHED = Text(
    sv="Kalendern går inte att nå utifrån än. Säg till kansliet, så får den som sköter boten ställa in min adress.",
    en="The calendar cannot be reached from outside yet. Tell the secretariat, so that whoever runs the bot sets my "
    "address.",
)
ONLY_CHAIR_RENEWS = Text(
    sv="Adressen för {body} kan bara {chair} och kansliet byta. Be någon av dem.",
    en="Only {chair} and the secretariat can change the address of {body}. Ask one of them.",
)

# Where somebody has pasted an address

NEXT = Text(sv="Nästa möte är {when}, {where}.", en="The next meeting is {when}, {where}.")
AS_IT_IS_NOW = Text(
    sv="Filen visar mötet som det är nu. Skriv *min kalender* till mig om din kalender ska följa med när något "
    "flyttas.",
    en="The file shows the meeting as it is now. Write *my calendar* to me for a calendar that follows every move.",
)
PERSONAL = Text(sv="Det här är en personlig kalenderadress", en="This is a personal calendar address")
PERSONAL_WHY = Text(
    sv="Den som har adressen ser vilka möten någon är kallad till. Den ska inte delas, så jag visar inget av det.",
    en="Whoever has the address sees which meetings somebody is called to. Do not share it; I show none of it here.",
)
PERSONAL_HOW = Text(
    sv="Är den din? Ta bort den ur meddelandet och skriv *ny kalenderadress* till mig i vår egen chatt. Då slutar den "
    "här att fungera.",
    en="Is it yours? Take it out of the message and write *new calendar address* to me in our own chat. Then this one "
    "stops working.",
)

# In the calendar

NAME_MINE = Text(sv="{cooperation}: mina möten", en="{cooperation}: my meetings")
NAME_ALL = Text(sv="{cooperation}: alla möten", en="{cooperation}: all meetings")
NAME_BODY = Text(sv="{cooperation}: {body}", en="{cooperation}: {body}")
ONLINE = Text(sv="digitalt", en="online")
LINK = Text(sv="Länk: {link}", en="Link: {link}")
AGENDA = Text(sv="Dagordning:", en="Agenda:")
GUESTS = Text(sv="Gäster: {names}", en="Guests: {names}")
PAPERS = Text(sv="Handlingar:", en="Papers:")
FILE_NAME = Text(sv="kalender", en="calendar")

# What is kept of it

HELD = Text(sv="din kalenderadress", en="your calendar address")
HELD_WHY = Text(
    sv="för att din egen kalender ska kunna hämta dina möten", en="so that your calendar can get your meetings"
)
HELD_GROUND = Text(
    sv="uppgift av allmänt intresse, artikel 6.1 e i dataskyddsförordningen, på din begäran",
    en="a task in the public interest, article 6(1)(e) of the GDPR, at your request",
)
HELD_FOR = Text(
    sv="tills du byter den, och högst ett år efter att någon senast hämtade något där",
    en="until you change it, and at most a year after anything was last fetched there",
)
