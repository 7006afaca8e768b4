"""What the bot says of itself."""

from bot.core.feature import Subject
from bot.core.text import Text

HELLO = Text(
    sv="Hej. Jag är {bot} och svarar på frågor om {cooperation}. Fråga till exempel:",
    en="Hello. I am {bot} and answer questions about {cooperation}. Try asking:",
)
WELCOME_TEAM = Text(
    sv="Hej. Jag är {bot}. Nämn mig med @ och ställ en fråga om {cooperation}, så svarar jag här i kanalen. "
    "Skriv *hjälp* för att se vad mer jag kan.",
    en="Hello. I am {bot}. Mention me with @ and ask about {cooperation}, and I answer here in the channel. "
    "Write *help* to see what else I can do.",
)
HELP_TITLE = Text(sv="Det här kan jag hjälpa dig med", en="What I can help you with")
HELP_ASK = Text(
    sv="**Fråga mig** om prioriteringar, mål, beslut, nätverk, remisser och möten. Skriv som du pratar.",
    en="**Ask me** about priorities, goals, decisions, networks, referrals and meetings. Write as you speak.",
)
HELP_MORE = Text(
    sv="Tryck på det du vill veta mer om, eller skriv till exempel *hjälp med möten*.",
    en="Press what you want to know more about, or write for example *help with meetings*.",
)
HELP_SUBJECTS = {
    Subject.MEETINGS: Text(sv="Möten", en="Meetings"),
    Subject.ATTENDANCE: Text(sv="Närvaro", en="Attendance"),
    Subject.REFERRALS: Text(sv="Remisser", en="Referrals"),
    Subject.SEATS: Text(sv="Organ och platser", en="Bodies and seats"),
    Subject.LETTERS: Text(sv="Utskick och frågor", en="Broadcasts and questions"),
    Subject.OTHER: Text(sv="Beslut, aktiviteter och annat", en="Decisions, activities and more"),
}
HELP_ROW = Text(sv="*{say}* – {about}", en="*{say}* – {about}")
HELP_MENTION = Text(
    sv="Här i kanalen svarar jag när du nämner mig med @.",
    en="Here in the channel I answer when you mention me with @.",
)
HELP_BUTTON = Text(sv="Vad kan du mer?", en="What else can you do?")
SAY_HELP = Text(sv="hjälp", en="help")
ABOUT_HELP = Text(sv="vad jag kan, ämne för ämne", en="what I can do, subject by subject")
SAY_ENGLISH = Text(sv="english", en="svenska")
ABOUT_ENGLISH = Text(sv="jag svarar på engelska i fortsättningen", en="I answer in Swedish from now on")
SAY_HELLO = Text(sv="hej", en="hello")
ABOUT_HELLO = Text(sv="jag hälsar tillbaka", en="I greet you back")
SAY_UNDO = Text(sv="ångra", en="undo")
ABOUT_UNDO = Text(
    sv="tar tillbaka det du gjorde senast, eller säger varför det inte går",
    en="takes back what you did last, or says why that cannot be",
)
NOTHING_TO_UNDO = Text(
    sv="Du har inte ändrat något den senaste veckan, så det finns inget att ta tillbaka.",
    en="You have changed nothing in the last week, so there is nothing to take back.",
)
LANGUAGE_CHOSEN = Text(
    sv="Jag svarar dig på svenska från och med nu. Skriv *english* om du vill byta.",
    en="I answer you in English from now on. Write *svenska* if you want to change.",
)
NOTHING_SAID = Text(
    sv="Jag ser ingen fråga i det du skickade. Skriv den med ord, till exempel: {example}",
    en="I see no question in what you sent. Write it in words, for example: {example}",
)

# Läget

SAY_STANDING = Text(sv="läget", en="status")
ABOUT_STANDING = Text(
    sv="vad som väntar, för kansliet, ditt organ eller din kommun; *läget för {town}* för en kommun",
    en="what is waiting, for the secretariat, your body or your municipality; *status for {town}* for one",
)
SAY_DIGEST = Text(sv="skicka läget varje måndag", en="send the status every Monday")
ABOUT_DIGEST = Text(sv="du får läget måndagar kl. 8", en="you get the status on Mondays at 8")
SAY_NO_DIGEST = Text(sv="sluta skicka läget", en="stop sending the status")
ABOUT_NO_DIGEST = Text(sv="du får det inte mer", en="you get it no more")
STANDING_TITLE = Text(sv="Läget {date}", en="Status {date}")
STANDING_TITLE_OF = Text(sv="Läget för {name} {date}", en="Status of {name}, {date}")
STANDING_WEEK = Text(sv="Läget {week}", en="Status {week}")
STANDING_NOTHING = Text(sv="Inget väntar just nu.", en="Nothing is waiting just now.")
STANDING_WHOSE = Text(
    sv="Läget för vad? Skriv till exempel *läget för {body}*, eller fråga mig i vår egen chatt.",
    en="The status of what? Write for example *status for {body}*, or ask me in our own chat.",
)
STANDING_NOT_YOURS = Text(
    sv="Läget kan jag visa för den som har en plats i något organ. Jag hittar ingen plats som är din; säg till "
    "kansliet om det är fel.",
    en="I can show the status to those who have a seat in one of the bodies. I find no seat of yours; tell the "
    "secretariat if that is wrong.",
)
STANDING_OF_TOWN = Text(
    sv="Läget för {town} kan de se som sitter för {town}, och kansliet. Skriv *läget* för ditt eget.",
    en="Those who sit for {town}, and the secretariat, can see the status of {town}. Write *status* for your own.",
)
STANDING_OF_BODY = Text(
    sv="Läget för {body} kan ordföranden {chair} och kansliet se. Skriv *läget* för ditt eget.",
    en="The chair {chair} and the secretariat can see the status of {body}. Write *status* for your own.",
)
STANDING_OF_BODY_ONLY_US = Text(
    sv="Läget för {body} kan ordföranden och kansliet se. Skriv *läget* för ditt eget.",
    en="The chair and the secretariat can see the status of {body}. Write *status* for your own.",
)
DIGEST_ON = Text(
    sv="Du får läget här på måndagar kl. 8, eller nästa arbetsdag när måndagen är röd. Skriv *sluta skicka läget* när "
    "du vill slippa.",
    en="You get the status here on Mondays at 8, or on the next working day when Monday is a holiday. Write *stop "
    "sending the status* when you have had enough.",
)
DIGEST_WAS_ON = Text(sv="Det får du redan, på måndagar kl. 8.", en="You get it already, on Mondays at 8.")
DIGEST_OFF = Text(sv="Du får inte läget mer på måndagar.", en="You no longer get the status on Mondays.")
DIGEST_WAS_OFF = Text(sv="Du får det inte i dag heller.", en="You do not get it as it is.")
DIGEST_ON_BUTTON = Text(sv="Skicka varje måndag", en="Send every Monday")
DIGEST_OFF_BUTTON = Text(sv="Sluta skicka", en="Stop sending")
DIGEST_HOLDING = Text(sv="att du vill ha läget på måndagar", en="that you want the status on Mondays")
DIGEST_WHY = Text(sv="för att skicka det till dig", en="to send it to you")
DIGEST_GROUND = Text(
    sv="ditt samtycke, artikel 6.1 a i dataskyddsförordningen", en="your consent, article 6(1)(a) of the GDPR"
)
DIGEST_KEPT = Text(
    sv="tills du säger ifrån, längst så länge jag minns att vi har träffats",
    en="until you say stop, at most as long as I remember that we have met",
)

# What is sent

UNDELIVERED_TITLE = Text(sv="Kom inte fram den senaste veckan", en="Not delivered in the last week")
UNDELIVERED = Text(sv="{count} meddelanden", en="{count} messages")
UNDELIVERED_ONE = Text(sv="Ett meddelande", en="One message")
UNDELIVERED_TO = Text(sv="{what}, till {names}", en="{what}, to {names}")
OTHERS = Text(sv="{count} till", en="{count} more")
NEXT_TITLE = Text(sv="Det här skickar jag härnäst", en="What I send next")
NEXT_ROW = Text(sv="{count} meddelanden från {when}", en="{count} messages from {when}")
NEXT_ONE = Text(sv="Ett meddelande {when}", en="One message {when}")
