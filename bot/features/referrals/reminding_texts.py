"""What is said when the secretariat reminds of a referral."""

from bot.core.text import Text

SAY_REMIND = Text(
    sv="påminn dem som inte har svarat på länsplanen", en="remind those who have not answered the county plan"
)
ABOUT_REMIND = Text(
    sv="påminn om en remiss nu, alla eller en kommun; annars gör jag det själv när det är dags",
    en="remind of a referral now, all or one municipality; else I do so myself when it is time",
)
SHALL_I = Text(sv="Ska jag påminna om {title} nu?", en="Shall I remind of {title} now?")
IN_PERSON_HEAD = Text(sv="De här får en påminnelse i sin egen chatt:", en="These get a reminder in their own chat:")
IN_PERSON = Text(sv="{town}, {who} ({said})", en="{town}, {who} ({said})")
IN_CHANNEL = Text(
    sv="{towns} når jag inte i egen chatt, så dem nämner jag i kanalen för {body}.",
    en="{towns}: I cannot reach them in their own chats, so I name them in the channel of {body}.",
)
NOBODY_SITS = Text(
    sv="{towns} saknar ledamot, så där finns ingen att påminna.",
    en="{towns}: nobody sits there, so there is nobody to remind.",
)
REMIND_NOW = Text(sv="Påminn nu", en="Remind now")
REMINDED = Text(sv="Jag påminner om {title}: {towns}.", en="I am reminding of {title}: {towns}.")
REMINDED_ALREADY = Text(
    sv="Ingen ny påminnelse gick. {towns} är redan påminda om {title} i dag, eller går inte att nå i Teams.",
    en="No new reminder was sent. {towns}: reminded of {title} today already, or not to be reached in Teams.",
)
ALL_ANSWERED = Text(
    sv="Ingen behöver påminnas om {title}: alla har svarat.", en="Nobody has to be reminded of {title}: all answered."
)
ANSWERED = Text(sv="{title}: {said}. Där behövs ingen påminnelse.", en="{title}: {said}. No reminder is needed there.")
