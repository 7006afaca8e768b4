"""What is said of the joint answer, and what stands in it."""

from bot.core.text import Text
from bot.features.referrals.model import Position

DRAFT_HEAD = Text(sv="Utkast till svar på {title}, version {version}", en="Draft answer to {title}, version {version}")
DRAFT_SAME = Text(
    sv="Inget har ändrats sedan version {version}, så den gäller.",
    en="Nothing has changed since version {version}, so that is it.",
)
DRAFT_COUNT = Text(
    sv="{heard} av {asked} kommuner är med, {sections}.", en="{heard} of {asked} municipalities are in it, {sections}."
)
SECTIONS_NONE = Text(sv="inga synpunkter", en="no remarks")
SECTIONS_ONE = Text(sv="synpunkter på ett avsnitt", en="remarks on one section")
SECTIONS_MANY = Text(sv="synpunkter på {count} avsnitt", en="remarks on {count} sections")
DRAFT_DISSENT = Text(sv="Meningarna går isär om {sections}.", en="Views differ on {sections}.")
OPEN_WORD = Text(sv="Öppna i Word", en="Open in Word")
OPEN_TEXT = Text(sv="Öppna som text", en="Open as text")
OPEN_EARLIER = Text(sv="Version {version}", en="Version {version}")
NO_PAGES = Text(
    sv="Mina sidor går inte att öppna utifrån, så jag kan inte ge dig filen. Be den som sköter mig ställa in adressen.",
    en="My pages cannot be opened from outside, so I cannot hand you the file. Ask whoever runs me to set the address.",
)
BROKEN_TEMPLATE = Text(
    sv="Mallen {name} går inte att använda, så utkastet är gjort utan mall. Lägg in en ny .docx i datamappen.",
    en="The template {name} cannot be used, so the draft is made without it. Put a new .docx in the data folder.",
)
NOT_FOR_YOU = Text(
    sv="Utkastet är för kansliet och för dem som har plats i {body}.",
    en="The draft is for the secretariat and those who have a seat in {body}.",
)
CLOSE_HEAD = Text(sv="{title} är besvarad {day}", en="{title} was answered on {day}")
CLOSE_WHAT = Text(
    sv="När du trycker får de som har svarat ({towns}) och kommunernas kontor svaret, och remissen hamnar bland de "
    "besvarade.",
    en="When you press, those who answered ({towns}) and the municipalities' offices get the answer, and the referral "
    "is among the answered.",
)
CLOSE_WHAT_NOBODY = Text(
    sv="När du trycker får kommunernas kontor svaret, och remissen hamnar bland de besvarade. Ingen kommun har svarat.",
    en="When you press, the municipalities' offices get the answer, and the referral is among the answered. No "
    "municipality has answered.",
)
CLOSE_NO_LINK = Text(
    sv="Ingen länk till svaret är med. Du kan skriva den här, eller senare.",
    en="There is no link to the answer. You can write it here, or later.",
)
ANSWER_LINK = Text(sv="Länk till svaret", en="Link to the answer")
CLOSE_DO = Text(sv="Notera och skicka", en="Note and send")
CLOSE_DAY = Text(
    sv="Vilken dag skickades svaret? Skriv till exempel *{title} är besvarad den 12 mars*.",
    en="On which day was the answer sent? Write for example *{title} was answered on 12 March*.",
)
BAD_CLOSE_DAY = Text(
    sv="{day} kan inte vara dagen: den ska ligga mellan att remissen registrerades och i dag.",
    en="It cannot have been {day}: it has to be between the day of registration and today.",
)
CLOSED = Text(
    sv="{title} är besvarad {day}. Kommunerna som svarade och kontoren får det nu. {follow} frågar jag vad det blev.",
    en="{title} was answered on {day}. Those who answered and the offices get it now. On {follow} I ask what became.",
)
CLOSED_AGAIN = Text(
    sv="{title} står redan som besvarad {day}. Inget skickas igen.",
    en="{title} is noted as answered on {day} already. Nothing is sent again.",
)
SENT_HEAD = Text(sv="Svaret på {title} är skickat", en="The answer to {title} has been sent")
SENT_WORDS = Text(
    sv="Vårt gemensamma svar till {issuer} skickades {day}. Tack för ert bidrag.",
    en="The joint answer went to {issuer} on {day}. Thank you for your part.",
)
SENT_CHANNEL = Text(
    sv="Svaret på {title} skickades {day}. Det säger jag här till {towns}.",
    en="The answer to {title} was sent on {day}. I say so here to {towns}.",
)
SENT_LINK = Text(sv="Svaret: {link}", en="The answer: {link}")
OFFICE_JOINT = Text(
    sv="Kommunerna svarar gemensamt på {title} från {issuer}.",
    en="The municipalities answer {title} ({issuer}) jointly.",
)
FOLLOW_HEAD = Text(sv="Vad blev det av {title}?", en="What became of {title}?")
FOLLOW_WHEN = Text(
    sv="Vi svarade {issuer} {day}. Skriv i ett par rader vad de bestämde.",
    en="We answered {issuer} on {day}. Tell in a line or two what they decided.",
)
OUTCOME = Text(sv="Vad det blev", en="What became of it")
ASK_LATER = Text(sv="Fråga igen om tre månader", en="Ask again in three months")
ASKED_LATER = Text(sv="Då frågar jag igen {day}.", en="Then I ask again on {day}.")
OUTCOME_NOTED = Text(sv="Sparat: {title}. {outcome}", en="Saved: {title}. {outcome}")
OUTCOME_EMPTY = Text(sv="Skriv vad det blev, så sparar jag det.", en="Write what became of it, and I save it.")
OUTCOME_IS = Text(sv="{title}: {outcome}", en="{title}: {outcome}")
OUTCOME_WHEN = Text(
    sv="Vi svarade {issuer} {day}. Noterat {noted}.", en="We answered {issuer} on {day}. Noted on {noted}."
)
OUTCOME_UNKNOWN = Text(
    sv="Vi svarade {issuer} på {title} {day}. Vad det blev har ingen berättat än. {follow} frågar jag kansliet.",
    en="We answered {issuer} on {title}, {day}. Nobody has told me the outcome. On {follow} I ask the secretariat.",
)
OUTCOME_NOT_YET = Text(
    sv="{title} är inte besvarad än. Sista svarsdag är {day}.",
    en="{title} has not been answered yet. The last day is {day}.",
)

# What stands in a joint answer. It goes to a Swedish authority, so the Swedish words are those that are used.

D_TITLE = Text(sv="Yttrande över {title}", en="Reply on {title}")
D_DATE = Text(sv="Datum", en="Date")
D_TO = Text(sv="Till", en="To")
D_NUMBER = Text(sv="Ert diarienummer", en="Your case number")
D_NO_NUMBER = Text(sv="saknas", en="none")
D_DUE = Text(sv="Svar senast", en="Due")
D_VERSION = Text(sv="Utkast, version {version}", en="Draft, version {version}")
D_SUMMARY = Text(sv="Sammanfattning", en="Summary")
D_OPENING = Text(
    sv="{cooperation} lämnar här ett gemensamt svar till {issuer} på {title}.",
    en="{cooperation} here give {issuer} a joint answer on {title}.",
)
D_ON_WHOLE = Text(sv="Om förslaget som helhet: {said}", en="On the proposal as a whole: {said}")
D_S_SUPPORTS = Text(sv="Tillstyrks: {sections}.", en="Supported: {sections}.")
D_S_OPPOSES = Text(sv="Avstyrks: {sections}.", en="Opposed: {sections}.")
D_S_REMARKS = Text(sv="Synpunkter finns på {sections}.", en="There are remarks on {sections}.")
D_OF = Text(sv="{section} ({towns})", en="{section} ({towns})")
D_ON_SECTIONS = {Position.OPPOSES: D_S_OPPOSES, Position.SUPPORTS: D_S_SUPPORTS, Position.REMARKS: D_S_REMARKS}
D_DIFFERS = Text(
    sv="Meningarna går isär om {sections}; det framgår under Avvikande meningar.",
    en="Views differ on {sections}, see Dissenting views.",
)
D_ONLY_NOTHING = Text(
    sv="De kommuner som har svarat har inget att erinra.", en="Those who answered have nothing to object."
)
D_NOBODY = Text(sv="Ingen kommun har lämnat synpunkter än.", en="No municipality has left remarks yet.")
D_POSITIONS = Text(sv="Ställningstaganden", en="Positions")
D_WHOLE = Text(sv="Förslaget som helhet", en="The proposal as a whole")
D_SECTION = Text(sv="Avsnitt {section}", en="Section {section}")
D_ST_SUPPORTS = Text(sv="{towns} tillstyrker.", en="{towns} support it.")
D_ST_OPPOSES = Text(sv="{towns} avstyrker.", en="{towns} oppose it.")
D_ST_REMARKS = Text(sv="{towns} har synpunkter.", en="{towns} have remarks.")
D_STANDS = {Position.OPPOSES: D_ST_OPPOSES, Position.SUPPORTS: D_ST_SUPPORTS, Position.REMARKS: D_ST_REMARKS}
D_V_SUPPORTS = Text(sv="{town} tillstyrker.", en="{town} supports it.")
D_V_OPPOSES = Text(sv="{town} avstyrker.", en="{town} opposes it.")
D_V_REMARKS = Text(sv="{town}:", en="{town}:")
D_VOICE = {Position.SUPPORTS: D_V_SUPPORTS, Position.OPPOSES: D_V_OPPOSES, Position.REMARKS: D_V_REMARKS}
D_LATE = Text(sv="(inkom sent)", en="(came late)")
D_DISSENT = Text(sv="Avvikande meningar", en="Dissenting views")
D_A_OPPOSES = Text(
    sv="{section}: {towns} avstyrker, till skillnad från {others}, som tillstyrker.",
    en="{section}: {towns} oppose it, unlike {others}, who support it.",
)
D_A_SUPPORTS = Text(
    sv="{section}: {towns} tillstyrker, till skillnad från {others}, som avstyrker.",
    en="{section}: {towns} support it, unlike {others}, who oppose it.",
)
D_AGAINST = {Position.OPPOSES: D_A_OPPOSES, Position.SUPPORTS: D_A_SUPPORTS}
D_SPLIT = Text(
    sv="{section}: {ones} tillstyrker och {others} avstyrker.",
    en="{section}: {ones} support it and {others} oppose it.",
)
D_NOTHING = Text(sv="Inget att erinra", en="Nothing to object")
D_NOTHING_SAID = Text(sv="{towns} har inget att erinra.", en="{towns} have nothing to object.")
D_NOT_HEARD = Text(sv="Kommuner som inte lämnar synpunkter här", en="Municipalities without remarks here")
D_ABSTAINS = Text(sv="{towns} avstår från att yttra sig.", en="{towns} abstain.")
D_PROMISED = Text(
    sv="{towns} har meddelat synpunkter, men texten har inte kommit in.", en="{towns} promised remarks, still to come."
)
D_SILENT = Text(sv="{towns} har inte svarat.", en="{towns} have not answered.")
D_VACANT = Text(
    sv="{towns} saknar ledamot och har inte kunnat svara.", en="{towns} have no member and could not answer."
)
D_HANDLING = Text(sv="Beredning", en="Handling")
D_HANDLED = Text(sv="{heard} av {asked} kommuner har svarat.", en="{heard} of {asked} municipalities have answered.")
D_DECIDES = Text(sv="Svaret beslutas {day}.", en="The answer is decided on {day}.")
D_CHAIR = Text(sv="Ordförande, {body}", en="Chair, {body}")
