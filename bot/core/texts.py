"""Sentences that belong to no single feature."""

from bot.core.text import Text

APOLOGY = Text(
    sv="Något gick fel hos mig, så det du bad om blev inte gjort. Försök igen om en stund. "
    "Händer det igen, kontakta kansliet och uppge referens {reference}.",
    en="Something went wrong on my side, so what you asked for was not done. Try again in a while. "
    "If it happens again, contact the secretariat and give the reference {reference}.",
)
OUT_OF_REACH = Text(
    sv="Jag kommer inte åt mina uppgifter just nu, så det du bad om blev inte gjort. Försök igen om några minuter. "
    "Går det inte då heller, kontakta kansliet och uppge referens {reference}.",
    en="I cannot reach my records just now, so what you asked for was not done. Try again in a few minutes. "
    "If it does not work then either, contact the secretariat and give the reference {reference}.",
)
UNSURE = Text(
    sv="Jag kommer inte åt mina uppgifter just nu, och vet inte om det du bad om blev gjort. Titta efter om några "
    "minuter innan du försöker igen. Är du osäker, kontakta kansliet och uppge referens {reference}.",
    en="I cannot reach my records just now, and do not know whether what you asked for was done. Look again in a few "
    "minutes before you try once more. If in doubt, contact the secretariat and give the reference {reference}.",
)
OLD_CARD = Text(
    sv="Det här kortet är gammalt och knappen gör inget längre. Inget har ändrats. Så här når du mig i dag:",
    en="This card is old and its button no longer does anything. Nothing has changed. Here is how to reach me today:",
)
TOO_MUCH = Text(
    sv="Det är för mycket text för ett fält, så jag gjorde inget. Korta den, eller lägg den i ett dokument och skicka "
    "länken.",
    en="That is too much text for a field, so I did nothing. Shorten it, or put it in a document and send the link.",
)
NOT_ALLOWED = Text(
    sv="Det där kan bara {who} göra. Be {who_to_ask} om hjälp.",
    en="Only {who} can do that. Ask {who_to_ask} for help.",
)
WHO_SECRETARIAT = Text(sv="kansliet", en="the secretariat")
WHO_CHAIR = Text(sv="ordföranden och kansliet", en="the chair and the secretariat")
WHO_MEMBERS = Text(sv="den som är med i något av organen", en="those who belong to one of the bodies")
ASK_CHAIR = Text(sv="någon av dem", en="one of them")
NOT_HERE = Text(
    sv="Det där gör vi i vår egen chatt, inte i kanalen. Skriv samma sak till mig där.",
    en="We do that in our own chat, not in the channel. Write the same thing to me there.",
)
LAST_DEED = Text(
    sv="Det senaste du gjorde står så i journalen: *{said}*.", en="The last you did stands so in the journal: *{said}*."
)
ONLY_IN_CHANNEL = Text(
    sv="Det där hör hemma i ett organs kanal. Skriv samma sak till mig där.",
    en="That belongs in a body's channel. Write the same thing to me there.",
)
LATE = Text(sv="Det här skulle ha kommit tidigare.", en="This should have come earlier.")
GROUND_INTEREST = Text(
    sv="uppgift av allmänt intresse, artikel 6.1 e i dataskyddsförordningen",
    en="a task in the public interest, article 6(1)(e) of the GDPR",
)
AND_MORE = Text(sv="och {count} till", en="and {count} more")
