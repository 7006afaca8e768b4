"""Every sentence of the answers that is not a fact."""

from bot.core.text import Text
from bot.features.knowledge.model import Reason

SECTION = Text(sv="{title}, avsnitt {section}", en="{title}, section {section}")
SECTIONS = Text(sv="{title}, avsnitt {sections}", en="{title}, sections {sections}")
QUOTED = Text(sv="Så här står det i {title}:", en="This is what {title} says:")
QUOTED_PAGE = Text(sv="{title}, {section}, sidan {page}", en="{title}, {section}, page {page}")
QUOTED_SECTION = Text(sv="{title}, {section}", en="{title}, {section}")
LOOKED_IN = Text(sv="Jag har letat i {titles}.", en="I have looked in {titles}.")
OFFER = Text(sv="Ska jag skicka frågan till kansliet?", en="Shall I pass the question on to the secretariat?")

NO_ANSWER: dict[Reason, Text] = {
    "": Text(sv="Det står inte i det jag har.", en="That is not in what I have."),
    "nothing_found": Text(sv="Det står inte i det jag har.", en="That is not in what I have."),
    "empty": Text(
        sv="Vad vill du veta om samarbetet? Skriv en fråga, eller hjälp för att se vad jag kan.",
        en="What would you like to know about the cooperation? Write a question, or help to see what I can do.",
    ),
    "other_year": Text(
        sv="Det året har jag inga uppgifter om i den frågan.", en="I have nothing on that year for this question."
    ),
    "future": Text(
        sv="Det vet jag inte. Det jag har handlar om det som har varit.",
        en="I do not know. What I have is about what has been.",
    ),
    "contact": Text(
        sv="Adresser, telefonnummer och andra kontaktuppgifter har jag inte.",
        en="I have no addresses, phone numbers or other contact details.",
    ),
    "opinion": Text(
        sv="Åsikter och bedömningar har jag inte, bara uppgifter som står i det jag har.",
        en="I have no opinions or judgements, only what is stated in what I have.",
    ),
    "private": Text(
        sv="Löner och annat om enskilda personer har jag inga uppgifter om.",
        en="I have nothing on pay or other personal matters.",
    ),
    "instruction": Text(
        sv="Det kan jag inte hjälpa till med. Jag svarar på frågor om samarbetet.",
        en="I cannot help with that. I answer questions about the cooperation.",
    ),
}

HELLO = Text(
    sv="Hej. Fråga mig om samarbetet, till exempel vilka prioriteringarna är eller vem som leder en grupp.",
    en="Hello. Ask me about the cooperation, for example what the priorities are or who chairs a group.",
)
THANKS = Text(sv="Tack själv. Fråga gärna mer.", en="You are welcome. Ask whenever you like.")
SMALL_TALK = Text(
    sv="Tack, här är allt i sin ordning. Jag är bäst på frågor om samarbetet: vad har du på hjärtat?",
    en="Thank you, all is well here. I am best at questions about the cooperation: what is on your mind?",
)
COMMAND = Text(sv="Det är ett kommando till boten.", en="That is a command to the bot.")
