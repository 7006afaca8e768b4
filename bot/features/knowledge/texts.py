"""Every sentence of the answers that is not a fact."""

from bot.core.text import Text
from bot.features.knowledge.model import Reason

SECTION = Text(sv="{title}, avsnitt {section}", en="{title}, section {section}")
SECTIONS = Text(sv="{title}, avsnitt {sections}", en="{title}, sections {sections}")
QUOTED = Text(sv="Så här står det i {title}:", en="This is what {title} says:")
QUOTED_PAGE = Text(sv="{title}, {section}, sidan {page}", en="{title}, {section}, page {page}")
QUOTED_ONLY_PAGE = Text(sv="{title}, sidan {page}", en="{title}, page {page}")
QUOTED_SECTION = Text(sv="{title}, {section}", en="{title}, {section}")
LOOKED_IN = Text(sv="Jag har letat i {titles}.", en="I have looked in {titles}.")
OFFER = Text(sv="Ska jag skicka frågan till kansliet?", en="Shall I send the question to the secretariat?")
OFFER_OWN = Text(
    sv="Ska jag lägga frågan på kansliets lista?", en="Shall I put the question on the secretariat's list?"
)

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
    "statement": Text(
        sv="Det läste jag varken som en fråga eller som ett kommando. Ställ en fråga om samarbetet, eller skriv "
        "*hjälp* för att se vad jag kan.",
        en="I read that neither as a question nor as a command. Ask something about the cooperation, or write *help* "
        "to see what I can do.",
    ),
    "wrong": Text(
        sv="Är det mitt svar som är fel? Tryck på *Fel svar* under det, så får kansliet se det. Du kan också fråga med "
        "andra ord.",
        en="Is it my answer that is wrong? Press *Wrong answer* below it, and the secretariat will see it. You can "
        "also ask in other words.",
    ),
    "seats": Text(
        sv="Vem som har vilken plats ändrar kansliet. Ska jag skicka det du skrev dit?",
        en="The secretariat changes who has which seat. Shall I send them what you wrote?",
    ),
}
SEATS_HOW = Text(
    sv="Skriv vem som tar vilken plats, i vilket organ och från vilken dag, så ändrar jag. *Hjälp* visar ett exempel.",
    en="Write who takes which seat, in which body and from which day, and I change it. *Help* shows an example.",
)

HELLO = Text(
    sv="Hej. Fråga mig om samarbetet, till exempel vilka prioriteringarna är eller vem som leder en grupp.",
    en="Hello. Ask me about the cooperation, for example what the priorities are or who chairs a group.",
)
THANKS = Text(sv="Tack själv. Fråga gärna mer.", en="You are welcome. Ask whenever you like.")
BYE = Text(sv="Hej då. Jag finns här när du undrar något.", en="Goodbye. I am here when you wonder about something.")
REMARK = Text(sv="Säg till om du undrar något mer.", en="Tell me if you wonder about anything else.")
MORE = Text(sv="Fråga gärna vidare, till exempel:", en="Ask on, for example:")
MORE_OF_WHAT = Text(sv="Vad vill du veta mer om?", en="What would you like to know more about?")
CHECK = Text(
    sv="Källan står sist i varje svar. Ser en uppgift fel ut, tryck på *Fel svar*, så får kansliet se det.",
    en="The source stands last in every answer. If something looks wrong, press *Wrong answer*, and the secretariat "
    "will see it.",
)
SELF = Text(
    sv="Jag är en bot, ingen människa. Jag svarar ur det som kansliet har gett mig, med källa, och säger till när jag "
    "inte vet. Skriv *hjälp* för att se vad mer jag kan.",
    en="I am a bot, not a person. I answer from what the secretariat has given me, with the source, and say so when I "
    "do not know. Write *help* to see what else I can do.",
)
SMALL_TALK = Text(
    sv="Tack, här är allt i sin ordning. Jag är bäst på frågor om samarbetet: vad har du på hjärtat?",
    en="Thank you, all is well here. I am best at questions about the cooperation: what is on your mind?",
)
COMMAND = Text(sv="Det är ett kommando till boten.", en="That is a command to the bot.")

GOOD_BUTTON = Text(sv="Bra svar", en="Good answer")
WRONG_BUTTON = Text(sv="Fel svar", en="Wrong answer")
PASS_ON_BUTTON = Text(sv="Skicka till kansliet", en="Send to the secretariat")
ON_LIST_BUTTON = Text(sv="Lägg på listan", en="Put on the list")
TOO_LONG = Text(
    sv="Det där är längre än jag kan läsa som en fråga. Skriv det du vill veta i en eller två meningar.",
    en="That is longer than I can read as a question. Write what you want to know in a sentence or two.",
)
NOTHING_UNDER_WAY = Text(
    sv="Vi håller inte på med något just nu. Ställ en fråga, eller skriv *hjälp* för att se vad jag kan.",
    en="There is nothing under way right now. Ask a question, or write *help* to see what I can do.",
)
THANKS_GOOD = Text(sv="Tack, det är bra att veta.", en="Thank you, that is good to know.")
THANKS_WRONG = Text(
    sv="Tack. Kansliet får se att svaret inte höll, utan ditt namn. Vill du ha svar av kansliet? "
    "Då skickar jag frågan med ditt namn.",
    en="Thank you. The secretariat will see that the answer did not hold, without your name. "
    "Would you like their answer? Then I send the question with your name.",
)

PASSED_PERSONAL = Text(
    sv="Kansliet har fått din fråga (nummer {number}). Svaret kommer hit.",
    en="The secretariat has your question (number {number}). The answer comes here.",
)
ON_LIST = Text(
    sv="Frågan ligger på kansliets lista (nummer {number}). Ni får den som ett kort, och svaret kan bli fakta.",
    en="The question is on the secretariat's list (number {number}). You get it as a card, and the answer can become "
    "a fact.",
)
PASSED_CHANNEL = Text(
    sv="Kansliet har fått din fråga (nummer {number}). Svaret kommer i vår egen chatt, eller här om vi inte har någon.",
    en="The secretariat has your question (number {number}). The answer comes in our own chat, or here without one.",
)
KEPT_FOR_LATER = Text(
    sv="Jag har sparat din fråga (nummer {number}). Jag har inte haft kontakt med någon på kansliet än, "
    "så de får se den först när någon av dem skriver till mig.",
    en="I have kept your question (number {number}). I have not been in touch with anybody at the secretariat yet, "
    "so they see it when one of them first writes to me.",
)
TOO_MANY_WAIT = Text(
    sv="Du har redan {count} frågor som väntar på kansliet. Låt dem svara på några av dem först.",
    en="You already have {count} questions waiting for the secretariat. Let them answer some of those first.",
)

ASKED_BY = Text(sv="Fråga {number} från {name}", en="Question {number} from {name}")
ASKED_BY_NOBODY = Text(sv="Fråga {number}: någon fick fel svar", en="Question {number}: somebody got a wrong answer")
DISPUTED_TIMES = Text(sv="Fråga {number}: fel svar {times} gånger", en="Question {number}: wrong answer {times} times")
SOMEBODY = Text(sv="någon", en="somebody")
NO_WORDS = Text(sv="(texten är raderad)", en="(the text has been erased)")
ASKED_PERSONAL = Text(sv="Ställd i personlig chatt {date}", en="Asked in personal chat {date}")
ASKED_CHANNEL = Text(sv="Ställd i {place} {date}", en="Asked in {place} {date}")
ASKED_SOMEWHERE = Text(sv="Ställd {date}", en="Asked {date}")
ASKED_AFTER = Text(sv="Efter frågan: {question}", en="After the question: {question}")
REPLY_FIELD = Text(sv="Ditt svar", en="Your answer")
REPLY_BUTTON = Text(sv="Svara", en="Answer")
REPLY_FACT_BUTTON = Text(sv="Svara och gör till fakta", en="Answer and make it a fact")
KEEP_FACT_BUTTON = Text(sv="Gör till fakta", en="Make it a fact")
CLOSE_BUTTON = Text(sv="Kan inte besvaras", en="Cannot be answered")
DISMISS_BUTTON = Text(sv="Svaret är rätt", en="The answer is right")
OPEN_BUTTON = Text(sv="Öppna {number}", en="Open {number}")
WORDS_TO_REPLY = Text(
    sv="Du kan också skriva *svara {number}: ditt svar*.", en="You can also write *answer {number}: your answer*."
)
REPLY_EMPTY = Text(
    sv="Skriv svaret först, i fältet eller så här: *svara {number}: ditt svar*.",
    en="Write the answer first, in the field or like this: *answer {number}: your answer*.",
)
REPLY_TOO_LONG = Text(
    sv="Svaret är längre än {limit} tecken. Korta det och skicka igen.",
    en="The answer is longer than {limit} characters. Shorten it and send it again.",
)
FACT_TOO_LONG = Text(
    sv="Som fakta får svaret ha högst {limit} tecken, så att det går att läsa i en telefon. "
    "Skriv det kortare: *fakta {number}: svaret*.",
    en="As a fact the answer may have {limit} characters at most, so that it can be read on a phone. "
    "Write it shorter: *fact {number}: the answer*.",
)
SETTLED_BY = Text(sv="{name} svarade {date}.", en="{name} answered {date}.")
CLOSED_BY = Text(sv="{name} avslutade frågan {date}.", en="{name} closed the question {date}.")
IS_FACT = Text(sv="Jag svarar så på frågan från och med nu.", en="That is my answer to the question from now on.")
TODAY = Text(sv="i dag", en="today")
YESTERDAY = Text(sv="i går", en="yesterday")
ON_DAY = Text(sv="{date}", en="on {date}")
FIRST_WAS = Text(
    sv="{name} hann före med fråga {number}. Ditt svar är inte skickat.",
    en="{name} was first with question {number}. Your answer has not been sent.",
)
FIRST_WAS_YOU = Text(
    sv="Du har redan tagit hand om fråga {number}.", en="You have already dealt with question {number}."
)
NO_SUCH_QUESTION = Text(
    sv="Det finns ingen fråga {number}. Skriv *obesvarade frågor* för att se dem som väntar.",
    en="There is no question {number}. Write *unanswered questions* to see those that wait.",
)
NO_REPLY_YET = Text(
    sv="Fråga {number} har inget svar än. Skriv *fakta {number}: svaret*.",
    en="Question {number} has no answer yet. Write *fact {number}: the answer*.",
)
FACT_KEPT = Text(
    sv="Klart. Jag svarar så på frågan från och med nu. *Glöm fakta {number}* tar bort det.",
    en="Done. That is my answer to the question from now on. *Forget fact {number}* removes it.",
)
FACT_FORGOTTEN = Text(sv="Fakta {number} är borttagen.", en="Fact {number} has been removed.")
NO_SUCH_FACT = Text(
    sv="Fakta {number} från kansliet finns inte. Skriv *kansliets fakta* för att se dem som finns.",
    en="There is no fact {number} from the secretariat. Write *our facts* to see those there are.",
)

WAITING_TITLE = Text(sv="{count} frågor väntar på svar", en="{count} questions wait for an answer")
WAITING_ONE = Text(sv="En fråga väntar på svar", en="One question waits for an answer")
WAITING_NONE = Text(sv="Inga frågor väntar på svar.", en="No questions wait for an answer.")
WAITING_ROW = Text(sv="{number}: {question} ({name}, {date})", en="{number}: {question} ({name}, {date})")
WAITING_WRONG_ROW = Text(sv="{number}: {question} (fel svar, {date})", en="{number}: {question} (wrong answer, {date})")
WROTE_FACT = Text(sv="Gjorde till fakta: {question} {answer}", en="Made a fact: {question} {answer}")
FORGOT_FACT = Text(sv="Tog bort fakta: {question}", en="Removed a fact: {question}")
OVERVIEW_ROW = Text(sv="Fråga {number}: {question}", en="Question {number}: {question}")
WAITING_MORE = Text(sv="Och {count} till.", en="And {count} more.")
FACTS_TITLE = Text(sv="Kansliets fakta", en="The secretariat's facts")
FACTS_NONE = Text(
    sv="Kansliet har inte lärt mig några fakta än. De blir till när du väljer *Svara och gör till fakta*.",
    en="The secretariat has made no facts yet. They come about when you choose *Answer and make it a fact*.",
)
FACTS_ROW = Text(sv="{number}: {question} – {answer}", en="{number}: {question} – {answer}")
FORGET_BUTTON = Text(sv="Glöm {number}", en="Forget {number}")

REPLY_TITLE = Text(sv="Svar från kansliet", en="Answer from the secretariat")
REPLY_SUMMARY = Text(sv="Svar från kansliet: {reply}", en="Answer from the secretariat: {reply}")
REPLY_ASKED = Text(sv="Du frågade: {question}", en="You asked: {question}")
REPLY_ASKED_CHANNEL = Text(sv="{name}, du frågade: {question}", en="{name}, you asked: {question}")
CLOSED_TITLE = Text(sv="Kansliet kan inte svara på din fråga", en="The secretariat cannot answer your question")
SAID_BY = Text(sv="{owner}, {day}", en="{owner}, {day}")

SAY_QUESTIONS = Text(sv="obesvarade frågor", en="unanswered questions")
ABOUT_QUESTIONS = Text(sv="frågor som väntar på kansliets svar", en="questions that wait for the secretariat's answer")
SAY_REPLY = Text(sv="svara 12: ditt svar", en="answer 12: your answer")
ABOUT_REPLY = Text(sv="svarar den som ställde fråga 12", en="answers whoever asked question 12")
SAY_FACT = Text(sv="fakta 12: svaret", en="fact 12: the answer")
ABOUT_FACT = Text(
    sv="svarar och låter mig svara så i fortsättningen", en="answers, and lets me give that answer from now on"
)
SAY_CLOSE = Text(sv="avsluta 12: varför", en="close 12: why")
ABOUT_CLOSE = Text(sv="avslutar en fråga som inte kan besvaras", en="closes a question that cannot be answered")
SAY_FACTS = Text(sv="kansliets fakta", en="our facts")
ABOUT_FACTS = Text(sv="det som kansliet har lärt mig", en="what the secretariat has taught me")
SAY_FORGET = Text(sv="glöm fakta 12", en="forget fact 12")
ABOUT_FORGET = Text(
    sv="tar bort det som kansliet har lärt mig där", en="removes what the secretariat has taught me there"
)
SAY_SHOW = Text(sv="fråga 12", en="question 12")
ABOUT_SHOW = Text(sv="visar fråga 12", en="shows question 12")
ASK_SECRETARIAT = Text(
    sv="Skriv om meddelandet till en fråga, så skickar jag den till kansliet. Svaret kommer i din egen chatt.",
    en="Word the message as a question and I send it to the secretariat. The answer comes to your own chat.",
)
YOUR_QUESTION = Text(sv="Din fråga", en="Your question")
PASSED_FROM_AFAR = Text(
    sv="Kansliet har fått din fråga (nummer {number}). Svaret kommer i din egen chatt.",
    en="The secretariat has your question (number {number}). The answer comes to your own chat.",
)

# What is kept about people

HOLDS = Text(sv="frågor som du har skickat till kansliet", en="questions that you have sent to the secretariat")
HOLDS_WHY = Text(sv="för att kansliet ska kunna svara dig", en="so that the secretariat can answer you")
HOLDS_KEPT = Text(
    sv="ett år; vad du senast frågade mig glömmer jag efter ett dygn",
    en="one year; what you last asked me I forget after a day",
)

# Taken back

INSTEAD = Text(
    sv="Skriv *glöm fakta {number}* om den inte ska gälla.", en="Write *forget fact {number}* if it should not hold."
)
