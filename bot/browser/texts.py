"""What the page says beside what the bot says."""

from bot.core.text import Text

TITLE = Text(sv="Prova {bot}", en="Try {bot}")
NOT_TEAMS = Text(
    sv="Det här är en provsida, inte Teams. Alla personer är påhittade.",
    en="This is a page for trying, not Teams. All people are invented.",
)
SKIP = Text(sv="Hoppa till meddelandena", en="Skip to the messages")
YOU_ARE = Text(sv="Du är", en="You are")
NEW_PERSON = Text(sv="Någon ny …", en="Somebody new …")
NEW_NAME = Text(sv="Den nyas namn", en="The newcomer's name")
NEW_JOINS = Text(sv="Kommer till", en="Joins")
NEW_GO = Text(sv="Lägg till i teamet", en="Add to the team")
PLACES = Text(sv="Chattar och kanaler", en="Chats and channels")
CHAT = Text(sv="Personlig chatt med {bot}", en="Personal chat with {bot}")
CHANNELS = Text(sv="Organens kanaler", en="The bodies' channels")
UNREAD = Text(sv="{count} nya", en="{count} new")
MESSAGES = Text(sv="Meddelanden", en="Messages")
NOTHING_YET = Text(
    sv="Inget har sagts här än. Skriv en fråga, till exempel ”när är nästa möte?”.",
    en="Nothing has been said here yet. Write a question, such as “when is the next meeting?”.",
)
WRITE = Text(sv="Skriv till {bot}", en="Write to {bot}")
SEND = Text(sv="Skicka", en="Send")
CLOCK = Text(sv="Klockan", en="The time")
HOUR = Text(sv="En timme fram", en="One hour on")
DAY = Text(sv="En dag fram", en="One day on")
WEEK = Text(sv="En vecka fram", en="One week on")
UNTIL = Text(sv="Gå till, till exempel ”på torsdag kl 9”", en="Go to, such as “Thursday at 9”")
UNTIL_SUCH_AS = Text(sv="t.ex. på torsdag kl 9", en="e.g. Thursday at 9")
GO = Text(sv="Gå", en="Go")
NO_TIME = Text(
    sv="Det är ingen tid längre fram. Skriv till exempel ”på torsdag kl 9”.",
    en="That is no time ahead. Write for example “Thursday at 9”.",
)
PASSING = Text(sv="Tiden går …", en="Time passes …")
WORKING = Text(sv="{bot} skriver …", en="{bot} is writing …")
EDITED = Text(sv="ändrat", en="changed")
FAILED = Text(
    sv="Boten svarar inte. Kör den i terminalen? Ladda sedan om sidan.",
    en="The bot does not answer. Is it running in the terminal? Then load the page again.",
)
SECRETARIAT = Text(sv="kansliet", en="the secretariat")
GUEST = Text(sv="gäst från annan organisation", en="guest from another organisation")
NO_SEAT = Text(sv="ingen plats", en="no seat")
