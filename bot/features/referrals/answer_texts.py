"""What is said of a municipality's answer to a referral."""

from bot.core.text import Text

NOTED = Text(sv="Noterat om {title}: {town} {said}.", en="Noted on {title}: {town} {said}.")
NOTED_SAME = Text(sv="Det står redan så om {title}: {town} {said}.", en="It says so already on {title}: {town} {said}.")
NOTED_BEFORE = Text(
    sv="Förut stod det att {town} {before}, enligt {name}. Det ligger kvar i historiken.",
    en="Before it said that {town} {before}, by {name}. That stays in the history.",
)
NOTED_LATE = Text(
    sv="Sista dagen var {day}, så svaret är märkt som sent. Kansliet får veta det.",
    en="The last day was {day}, so the answer is marked as late. The secretariat is told.",
)
NOTED_AFTER = Text(
    sv="Det gemensamma svaret skickades {day}, så det här kom inte med. Det är sparat och märkt som sent, och kansliet "
    "får veta det.",
    en="The joint answer was sent on {day}, without this. It is saved and marked as late, and the secretariat is told.",
)
NOTED_MORE = Text(
    sv="Om {title} står redan: {town} {said}. Skriv det nya när det är klart, så lägger jag till det.",
    en="On {title} it says already: {town} {said}. Write what is new when it is ready, and I add it.",
)
ANSWER_BY = Text(sv="Svaret väntas senast {day}.", en="The answer is due by {day}.")
CHANGE_UNTIL = Text(sv="Du kan ändra till och med {day}.", en="You can change it up to and including {day}.")
WRITE_TEXT = Text(
    sv="Texten kan du skriva här, ett avsnitt i taget, senast {day}.",
    en="You can write the text here, a section at a time, by {day}.",
)
FORM_SENT = Text(
    sv="Jag skickar ett formulär för texten i vår chatt.", en="I am sending a form for the text in our chat."
)
WRITE_IN_THREAD = Text(
    sv="Skriv texten så här: *vi lämnar synpunkter på avsnitt 3: vi avstyrker …*",
    en="Write the text like this: *we have comments on section 3: we oppose …*",
)
FORM_HEAD = Text(sv="{town:whose} synpunkter på {title}", en="The remarks of {town} on {title}")
FORM_SECTION = Text(sv="Avsnitt (tomt för helheten)", en="Section (empty for the whole)")
FORM_POSITION = Text(sv="Ställningstagande", en="Position")
FORM_TEXT = Text(sv="Text", en="Text")
SAVE = Text(sv="Spara avsnittet", en="Save the section")
SAVE_OUTCOME = Text(sv="Spara", en="Save")
SO_FAR = Text(sv="Hittills:", en="So far:")
REMARK_ROW = Text(sv="{position}: {text}", en="{position}: {text}")
EMPTY_REMARK = Text(
    sv="Skriv en text, eller välj tillstyrker eller avstyrker. Inget är sparat än.",
    en="Write a text, or choose supports or opposes. Nothing is saved yet.",
)
NOT_YOUR_SEAT = Text(
    sv="Du har ingen plats i {body}, så jag kan inte notera något för din kommun. Fråga kansliet om det är fel.",
    en="You have no seat in {body}, so I cannot note anything for your town. Ask the secretariat if that is wrong.",
)
NOT_THEIR_SEAT = Text(
    sv="För {town} svarar {who}. Kansliet kan också notera det.",
    en="{who} answers for {town}. The secretariat can note it too.",
)
NOBODY_THERE = Text(
    sv="{town} saknar ledamot i {body}. Kansliet kan notera svaret.",
    en="{town} has no member in {body}. The secretariat can note the answer.",
)
WHICH_TOWN = Text(
    sv="För vilken kommun? Skriv till exempel *{town} har inget att erinra på {title}*.",
    en="For which municipality? Write for example *{town} has nothing to object, {title}*.",
)
UNKNOWN_ONE = Text(
    sv="Jag känner ingen remiss om {name}. Menar du {title}?",
    en="I know no referral about {name}. Do you mean {title}?",
)
UNKNOWN = Text(
    sv="Jag känner ingen remiss om {name}. Vilken menar du?", en="I know no referral about {name}. Which do you mean?"
)
ANSWERED_ALREADY = Text(sv="{title} är redan besvarad, {day}.", en="{title} has been answered already, on {day}.")
STANDS = Text(sv="{title}: {said}. Inget är ändrat.", en="{title}: {said}. Nothing is changed.")
UNCLEAR = Text(
    sv="Jag är inte säker på vad ni tycker, så inget är noterat. Skriv till exempel *vi tillstyrker {title}* eller "
    "*vi har inget att erinra på {title}*.",
    en="I am not sure what you think, so nothing is noted. Write for example *we support {title}* or "
    "*we have nothing to object to {title}*.",
)
NOT_UNDERSTOOD = Text(
    sv="Det gäller {title}, men jag är inte säker på vad {town} svarar, så inget är noterat. {stands}",
    en="It is about {title}, but I am not sure what {town} answers, so nothing is noted. {stands}",
)
HOW_TO = Text(
    sv="Svara för {town} på {title} med en knapp, senast {day}, eller i ord: *vi avstyrker avsnitt 3: …*, *vi har "
    "inget att erinra*, *vi avstår*. Det senaste gäller, och *vi tar tillbaka vårt svar* tar bort det.",
    en="Answer {title} for {town} with a button, by {day}, or in words: *we oppose section 3: …*, *we have nothing to "
    "object*, *we abstain*. The latest holds, and *we take back our answer* removes it.",
)
MORE_TIME = Text(
    sv="Kommunernas svar på {title} väntas senast {day}. Behöver ni mer tid, säg till kansliet: de kan flytta dagen.",
    en="The municipalities' answers to {title} are due by {day}. Ask the secretariat for more time: they can move it.",
)
ANSWER_APART = Text(
    sv="Kommunerna svarar var för sig på {title}: skicka ert svar till {issuer} senast {day}. Jag har inte noterat "
    "något.",
    en="The municipalities answer {title} each on their own: send yours to {issuer} by {day}. I have noted nothing.",
)
ANSWER_DECLINED = Text(
    sv="Vi svarar inte gemensamt på {title}, så jag har inte noterat något.",
    en="We do not answer {title} jointly, so I have noted nothing.",
)
NONE_WAITS = Text(
    sv="Ingen remiss väntar på svar just nu, så inget är noterat.",
    en="No referral waits for an answer right now, so nothing is noted.",
)
NOW_SAYS = Text(sv="Nu står det: {town} {said}.", en="It says now: {town} {said}.")
UNKNOWN_PART = Text(
    sv="Jag känner ingen remiss om {name}, så där är inget noterat.",
    en="I know no referral about {name}, so nothing is noted there.",
)
TAKEN_BACK = Text(
    sv="Borttaget om {title}: {town} {before}. Det ligger kvar i historiken. Svara igen senast {day}.",
    en="Removed on {title}: {town} {before}. It stays in the history. Answer again by {day}.",
)
NOTHING_BACK = Text(
    sv="Det finns inget svar på {title} att ta tillbaka.", en="There is no answer to {title} to take back."
)
SENT_WITH = Text(
    sv="{title} är redan besvarad, {day}, med det som stod då. Säg till kansliet om något är fel.",
    en="{title} has been answered already, on {day}, with what it said then. Tell the secretariat if it is wrong.",
)
WHICH = Text(sv="Vilken remiss menar du?", en="Which referral do you mean?")
SAY_AGAIN = Text(
    sv="Det har gått för lång tid sedan du skrev. Skriv det igen, med remissens namn.",
    en="It is too long since you wrote. Write it again, with the name of the referral.",
)
NO_SUCH = Text(sv="Den remissen finns inte längre.", en="There is no such referral any more.")
NONE_YET = Text(
    sv="Ingen remiss är registrerad än, så jag har inget att göra det med.",
    en="No referral is registered yet, so there is nothing to do that to.",
)
NONE_OPEN = Text(sv="Ingen remiss är öppen just nu.", en="No referral is open right now.")
TOWN_SAYS = Text(sv="{title}: {town} {said}.", en="{title}: {town} {said}.")
TOWN_BY = Text(sv="Det skrev {name} {day}.", en="Written by {name} on {day}.")
TOWN_OWES = Text(sv="Där svarar {who}, senast {day}.", en="{who} answers there, by {day}.")
LATE_WORDS = Text(
    sv="{title}: {town} {said}. Sista dagen var {day}, så det är märkt som sent.",
    en="{title}: {town} {said}. The last day was {day}, so it is marked as late.",
)
LATE_AFTER_SENT = Text(
    sv="{title}: {town} {said}. Det gemensamma svaret var redan skickat; det är sparat på remissen.",
    en="{title}: {town} {said}. The joint answer had been sent already; it is saved on the referral.",
)
