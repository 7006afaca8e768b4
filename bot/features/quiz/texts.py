"""What is said in the quiz and about it."""

from bot.core.text import Text

SAY_QUIZ = Text(sv="quiz", en="quiz")
ABOUT_QUIZ = Text(
    sv="fem frågor om prioriteringar och mål, på två minuter; svaren räknas utan namn",
    en="five questions about priorities and goals, in two minutes; answers are counted without names",
)
SAY_RESULTS = Text(sv="hur gick quizet", en="how did the quiz go")
ABOUT_RESULTS = Text(
    sv="andelen rätta svar i varje organ, och det som flest har svarat fel på",
    en="the share of right answers in each body, and what most got wrong",
)

INTRO = Text(
    sv="Fem frågor, två minuter. Hoppa av när du vill med *sluta*.",
    en="Five questions, two minutes. Leave whenever you want with *stop*.",
)
INTRO_FEW = Text(
    sv="Frågor: {count}. Hoppa av när du vill med *sluta*.",
    en="Questions: {count}. Leave whenever you want with *stop*.",
)
COUNTS_IN = Text(
    sv="När du är klar räknas svaren för {bodies}, utan ditt namn.",
    en="When you are done, your answers count for {bodies}, without your name.",
)
COUNTS_NOWHERE = Text(
    sv="Du sitter inte i något organ, så dina svar räknas inte.",
    en="You are not in any body, so your answers are not counted.",
)
COUNTED_TODAY = Text(
    sv="Dina svar är redan räknade i dag, så det här är bara för dig själv.",
    en="Your answers have been counted today already, so this one is for yourself only.",
)
NUMBER = Text(sv="Fråga {number} av {count}", en="Question {number} of {count}")
ASKS = Text(
    sv="{question} Bara ett av de här fyra är rätt.",
    en="{question} Only one of these four is right.",
)
STOP = Text(sv="Sluta", en="Stop")
AGAIN = Text(sv="En gång till", en="Once more")
RIGHT = Text(sv="Rätt: {right}.", en="Right: {right}.")
WRONG = Text(sv="Fel. Rätt svar: {right}.", en="Wrong. The right answer: {right}.")
RESULT = Text(sv="{right} av {count} rätt", en="{right} of {count} right")
COUNTED = Text(
    sv="Svaren är räknade för {bodies}, utan ditt namn.", en="The answers are counted for {bodies}, without your name."
)
STOPPED = Text(
    sv="Quizet är avslutat, och inget av det räknas. Skriv *quiz* när du vill börja om.",
    en="The quiz is over, and none of it is counted. Write *quiz* to begin anew.",
)
OVER = Text(sv="Det quizet är slut. Skriv *quiz* för ett nytt.", en="That quiz is over. Write *quiz* for a new one.")
ANSWERED_ALREADY = Text(
    sv="Den frågan har du redan svarat på. Skriv *quiz* för att se den som väntar.",
    en="You have answered that one already. Write *quiz* to see the one that waits.",
)
NO_QUESTIONS = Text(
    sv="Jag har för få listor över prioriteringar och mål för att göra ett quiz. Kansliet kan lägga till dem.",
    en="I have too few lists of priorities and goals to make a quiz of. The secretariat can add them.",
)

RESULTS = Text(sv="Så har quizet gått", en="How the quiz has gone")
SHARE = Text(sv="{body}: {share} % rätta svar", en="{body}: {share}% right answers")
TOO_FEW = Text(
    sv="{body}: färre än fem svar, så jag visar inget än", en="{body}: fewer than five answers, so I show nothing yet"
)
TOO_FEW_REST = Text(
    sv="Övriga organ har färre än fem svar på varje fråga, så dem visar jag inte än.",
    en="The other bodies have fewer than five answers to each question, so I do not show them yet.",
)
TOO_FEW_ALL = Text(
    sv="Inget organ har fem svar på samma fråga än, så jag visar inget.",
    en="No body has five answers to the same question yet, so I show nothing.",
)
HARDEST = Text(
    sv="Svårast för {body}: {question} {wrong} av {count} svarade fel.",
    en="Hardest for {body}: {question} {wrong} of {count} got it wrong.",
)
NOTHING_HARD = Text(
    sv="{body}: minst hälften har svarat rätt på varje fråga.", en="{body}: at least half got each question right."
)
ONLY_THOSE = Text(
    sv="Det ser kansliet, och ordföranden för sitt eget organ.",
    en="The secretariat sees that, and chairs for their own body.",
)
PROPOSE = Text(sv="Påminn {body}", en="Remind {body}")
PREVIEW = Text(
    sv="Så här blir påminnelsen i kanalen för {body}. Ska jag lägga ut den?",
    en="This is how the reminder will look in the channel of {body}. Should I post it?",
)
PREVIEW_FROM = Text(
    sv="{name} föreslår en påminnelse i kanalen för {body}. Ska jag lägga ut den?",
    en="{name} suggests a reminder in the channel of {body}. Should I post it?",
)
POST = Text(sv="Lägg ut", en="Post it")
LEAVE = Text(sv="Nej", en="No")
LEFT = Text(sv="Då lägger jag inte ut någon påminnelse.", en="Then I post no reminder.")
POSTED = Text(
    sv="Påminnelsen läggs ut i kanalen för {body}.", en="The reminder is being posted in the channel of {body}."
)
POSTED_ALREADY = Text(
    sv="Den påminnelsen är redan utlagd i kanalen för {body} den här månaden.",
    en="That reminder has been posted in the channel of {body} already this month.",
)
PASSED_ON = Text(
    sv="Förslaget är hos kansliet, som bestämmer.", en="The suggestion is with the secretariat, who decides."
)
PASSED_ALREADY = Text(
    sv="Du har redan föreslagit det den här månaden. Kansliet bestämmer.",
    en="You have suggested that already this month. The secretariat decides.",
)
NO_CHANNEL = Text(
    sv="Jag är inte med i något team för {body}, så jag har ingen kanal att skriva i.",
    en="I am in no team of {body}, so I have no channel to write in.",
)
GONE = Text(
    sv="Det förslaget gäller inte längre. Skriv *hur gick quizet* för att se hur det är nu.",
    en="That suggestion no longer holds. Write *how did the quiz go* to see how it is now.",
)
REMINDER = Text(sv="En kort påminnelse", en="A short reminder")
TRY_IT = Text(
    sv="Vill du testa dig själv, skriv *quiz* till mig i en egen chatt.",
    en="To test yourself, write *quiz* to me in a chat of your own.",
)
DID_POST = Text(
    sv="La ut en påminnelse i kanalen efter quizet: {question}",
    en="Posted a reminder in the channel after the quiz: {question}",
)

HELD = Text(
    sv="quizet som du håller på med, och i vilka organ det har räknats i dag",
    en="the quiz you are in, and the bodies in which it was counted today",
)
WHY = Text(
    sv="för att kunna ställa nästa fråga och inte räkna dig två gånger samma dag",
    en="to be able to ask the next question, and not to count you twice on the same day",
)
KEPT = Text(
    sv="högst ett dygn efter att du började; det som räknas har inget namn och bevaras",
    en="a day at most after you began; what is counted has no name and is kept",
)
