"""What the bot says of itself."""

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
HELP_ROW = Text(sv="*{say}* – {about}", en="*{say}* – {about}")
HELP_MENTION = Text(
    sv="Här i kanalen svarar jag när du nämner mig med @.",
    en="Here in the channel I answer when you mention me with @.",
)
HELP_BUTTON = Text(sv="Vad kan du mer?", en="What else can you do?")
SAY_HELP = Text(sv="hjälp", en="help")
ABOUT_HELP = Text(sv="visar den här listan", en="shows this list")
SAY_ENGLISH = Text(sv="english", en="svenska")
ABOUT_ENGLISH = Text(sv="jag svarar på engelska i fortsättningen", en="I answer in Swedish from now on")
SAY_HELLO = Text(sv="hej", en="hello")
ABOUT_HELLO = Text(sv="jag hälsar tillbaka", en="I greet you back")
LANGUAGE_CHOSEN = Text(
    sv="Jag svarar dig på svenska från och med nu. Skriv *english* om du vill byta.",
    en="I answer you in English from now on. Write *svenska* if you want to change.",
)
NOTHING_SAID = Text(
    sv="Jag ser ingen fråga i det du skickade. Skriv den med ord, till exempel: {example}",
    en="I see no question in what you sent. Write it in words, for example: {example}",
)
