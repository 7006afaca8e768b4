"""What is said of who comes, and of those who are answered for."""

from bot.core.text import Text

SAY_WHO_COMES = Text(sv="vilka kommer på torsdag", en="who is coming on Thursday")
ABOUT_WHO_COMES = Text(
    sv="vilka kommuner som kommer till ett möte, och vilka som inte har svarat",
    en="which municipalities come to a meeting, and which have not answered",
)
SAY_FOR = Text(sv="{town} kommer inte på torsdag, de ringde", en="{town} isn't coming on Thursday, they rang")
ABOUT_FOR = Text(
    sv="svara för en kommun som har hört av sig till dig",
    en="answer for a municipality that has been in touch with you",
)

TITLE = Text(sv="{bodies} {when}", en="{bodies}, {when}")
SILENT = Text(sv="Jag väntar på svar från {towns}.", en="I am waiting for {towns}.")
ALL_ANSWERED = Text(sv="Alla har svarat.", en="All have answered.")
NOBODY_SITS = Text(
    sv="Ingen kommun har en ledamot den dagen, så det finns ingen som kan svara.",
    en="No municipality has a member that day, so there is nobody to answer.",
)
TOLD_BY = Text(sv="enligt {name}", en="says {name}")
ANSWER_FOR = Text(sv="Svara för", en="Answer for")
THEY_SAY = Text(sv="Svar", en="Answer")
CHOOSE_BOTH = Text(
    sv="Välj både kommun och svar, och tryck sedan på Notera.",
    en="Choose both municipality and answer, then press Note it.",
)
NOTE = Text(sv="Notera", en="Note it")

NOTED = Text(sv="Noterat: {rows}, {bodies} {when}.", en="Noted: {rows}, {bodies} {when}.")
COMES = Text(sv="{town} kommer", en="{town} comes")
COMES_ONLINE = Text(sv="{town} deltar digitalt", en="{town} takes part online")
SENDS = Text(sv="{town} skickar ersättare", en="{town} sends a stand-in")
HINDERED = Text(sv="{town} har förhinder", en="{town} is hindered")
SAYS_NOTHING = Text(sv="{town} har inte svarat än", en="{town} has not answered yet")
HAS_NOBODY = Text(sv="{town} saknar ledamot", en="{town} has no member")
ANSWERED_LAST = Text(
    sv="Det senaste du gjorde var att svara: {says} ({bodies} {when}). Svara på nytt, så gäller det i stället.",
    en="The last you did was to answer: {says} ({bodies} {when}). Answer again, and that holds instead.",
)
NOBODY_THERE = Text(
    sv="{towns} har ingen ledamot den dagen, så där finns inget att notera.",
    en="No member for {towns} on that day, so there is nothing to note there.",
)
ASK = Text(sv="Fråga {name}", en="Ask {name}")
ONLY_CHAIR = Text(
    sv="För andra kommuner i {body} kan bara {chair} och kansliet svara. Din egen kommun svarar du för med *jag kan "
    "inte* eller *jag kommer*.",
    en="Only {chair} and the secretariat can answer for other municipalities in {body}. For your own write *I can't* "
    "or *I'm coming*.",
)
WHO_IS_THAT = Text(
    sv="Jag vet inte vem du menar: ingen med det namnet har en plats på mötet den dagen. Skriv kommunens namn.",
    en="I do not know whom you mean: nobody of that name has a seat at that meeting. Write the municipality.",
)
STRANGER = Text(
    sv="*{name}* är varken en kommun i samarbetet eller någon av ledamöterna, så inget är noterat. Kommunerna är "
    "{towns}.",
    en="*{name}* is neither a municipality of the cooperation nor one of the members, so nothing is noted. The "
    "municipalities are {towns}.",
)
NO_SEAT = Text(
    sv="{towns} har ingen plats i {bodies}, så inget är noterat.",
    en="{towns}: no seat in {bodies}, so nothing is noted.",
)
NOTHING_NOTED = Text(sv="Inget är noterat.", en="Nothing is noted.")
UNCLEAR = Text(
    sv="Jag är inte säker på hur du menar, så inget är noterat. Skriv vem som kommer och vem som har förhinder.",
    en="I am not sure what you mean, so nothing is noted. Write who is coming and who is hindered.",
)
WHICH = Text(sv="Vilket möte menar du?", en="Which meeting do you mean?")
NO_MEETING_OF_ANY = Text(sv="Jag känner inte till något möte {day}.", en="I know of no meeting {day}.")
NO_MEETING = Text(sv="{bodies} har inget möte {day} som jag vet.", en="{bodies}: no meeting {day} that I know of.")
