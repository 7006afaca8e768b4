"""What is said to newcomers, and of them and of those who leave."""

from bot.core.text import Text

NO_BUTTON = Text(sv="Nej", en="No")

ARE_YOU_NEW = Text(
    sv="Är du ny i något av organen? Skriv *jag är ny*, så hjälper jag dig in.",
    en="Are you new in one of the bodies? Write *I am new*, and I help you in.",
)

# A seat changes hands

CLAIM_AFTER = Text(
    sv="{name} är ny i {body} och tar över {town:whose} plats efter {had}. Stämmer det?",
    en="{name} is new in {body} and takes over {town:whose} seat from {had}. Is that right?",
)
CLAIM_VACANT = Text(
    sv="{name} är ny i {body} och tar {town:whose} plats, som är vakant. Stämmer det?",
    en="{name} is new in {body} and takes {town:whose} seat, which is vacant. Is that right?",
)
CLAIM_STAND_IN_AFTER = Text(
    sv="{name} är ny i {body} och blir {town:whose} ersättare efter {had}. Stämmer det?",
    en="{name} is new in {body} and becomes {town:whose} stand-in after {had}. Is that right?",
)
CLAIM_STAND_IN = Text(
    sv="{name} är ny i {body} och blir {town:whose} ersättare. Stämmer det?",
    en="{name} is new in {body} and becomes {town:whose} stand-in. Is that right?",
)
CLAIM_AGAIN = Text(
    sv="Jag frågade {date} och ingen har svarat än. Ett tryck räcker.",
    en="I asked on {date} and nobody has answered yet. One press is enough.",
)
CLAIM_CHANGED = Text(
    sv="Någon har ändrat platsen sedan jag frågade. Så här är det nu:",
    en="Somebody has changed the seat since I asked. This is how it is now:",
)
CLAIM_YES = Text(sv="Ja, från {date}", en="Yes, from {date}")
CLAIM_IS_YES = Text(
    sv="{name} har {town:whose} plats i {body}. {by} bekräftade.",
    en="{name} has {town:whose} seat in {body}. {by} confirmed.",
)
CLAIM_IS_NO = Text(
    sv="{name} tar inte över {town:whose} plats i {body}. {by} svarade nej.",
    en="{name} does not take over {town:whose} seat in {body}. {by} answered no.",
)
CLAIM_IS_OLD = Text(
    sv="Frågan om {name} och {town:whose} plats i {body} gäller inte längre.",
    en="The question about {name} and {town:whose} seat in {body} no longer applies.",
)
CLAIM_GONE = Text(sv="Den frågan finns inte längre.", en="That question is no longer there.")
CLAIM_CANNOT = Text(
    sv="{name} har redan en annan plats i {body}. Avsluta den först, eller svara nej här.",
    en="{name} has another seat in {body} already. End that one first, or answer no here.",
)
SEAT_CONFIRMED = Text(
    sv="{by} har bekräftat: du har {town:whose} plats i {body}. Nu får du kallelserna och svarar för kommunen.",
    en="{by} has confirmed: you have {town:whose} seat in {body}. You get the invitations and answer for the "
    "municipality.",
)
SEAT_REFUSED = Text(
    sv="{by} har en annan uppgift om {town:whose} plats i {body}, så den är inte ändrad. Hör av dig dit om det är fel.",
    en="{by} has other information about {town:whose} seat in {body}, so it is unchanged. Get in touch if that is "
    "wrong.",
)

# Leavers

DEPARTURE_ASK = Text(
    sv="{name} är inte med i teamet för {body} sedan {date}. Har {name} lämnat uppdraget?",
    en="{name} has not been in the team of {body} since {date}. Has {name} left?",
)
DEPARTURE_POSTS = Text(sv="Det gäller:", en="It is about:")
DEPARTURE_SETTLES = Text(
    sv="Svarar ingen markerar jag platsen som vakant {date}.",
    en="If nobody answers, I mark the seat as vacant on {date}.",
)
DEPARTURE_YES = Text(sv="Ja, platsen är vakant", en="Yes, the seat is vacant")
DEPARTURE_NO = Text(sv="Nej, är kvar", en="No, still there")
ASK_WHO_FOLLOWS = Text(
    sv="Vem som tar över vet nog {name} i {town}.", en="{name} in {town} probably knows who takes over."
)
DEPARTED = Text(
    sv="{name} har lämnat {body}. Platsen är vakant från {date}, bekräftade {by}.",
    en="{name} has left {body}. The seat is vacant from {date}, confirmed by {by}.",
)
DEPARTED_SILENTLY = Text(
    sv="{name} har lämnat {body}. Ingen svarade, så platsen är vakant från {date}. Är det fel, skriv hur det ska vara.",
    en="{name} has left {body}. Nobody answered, so the seat is vacant from {date}. If that is wrong, write how it "
    "should be.",
)
STAYS = Text(
    sv="{name} är kvar i {body}, svarade {by}. Lägg gärna till {name} i teamet igen, så kommer utskicken fram.",
    en="{name} is still in {body}, answered {by}. Please add {name} to the team again, so that messages arrive.",
)
DEPARTURE_IS_OLD = Text(
    sv="{name} är med i teamet för {body} igen, så frågan gäller inte längre.",
    en="{name} is in the team of {body} again, so the question no longer applies.",
)
WAITS_FOR_SEAT = Text(sv="Det här väntar på platsen:", en="This waits for the seat:")
DEPARTURE_GONE = Text(sv="Den frågan finns inte längre.", en="That question is no longer there.")

# Empty seats

CHASE_TITLE = Text(sv="{count} platser saknar ordinarie", en="{count} seats have no holder")
CHASE_ONE = Text(sv="En plats saknar ordinarie", en="One seat has no holder")
CHASE_SINCE = Text(sv="{town} i {body}, vakant sedan {date}.", en="{town} in {body}, vacant since {date}.")
CHASE_EVER = Text(sv="{town} i {body}, har aldrig varit tillsatt.", en="{town} in {body}, never filled.")
CHASE_ASK = Text(sv="Fråga {name} ({body}).", en="Ask {name} ({body}).")
CHASE_HOW = Text(
    sv="När du vet vem det blir, skriv till exempel: *Karin Holm tar över {town:whose} plats i {body}*.",
    en="When you know who it is, write for example: *Karin Holm takes over {town:whose} seat in {body}*.",
)

# How things stand

CLAIMS_TITLE = Text(sv="Nya som väntar på sin plats", en="Newcomers who wait for their seat")
CLAIM_ROW = Text(
    sv="{name} säger sig ta över {town:whose} plats i {body} sedan {date}. Ingen har bekräftat.",
    en="{name} has said since {date} to take over {town:whose} seat in {body}. Nobody has confirmed.",
)
DEPARTURES_TITLE = Text(sv="Har de slutat?", en="Have they left?")
DEPARTURE_ROW = Text(
    sv="{name} är inte med i teamet för {body} sedan {date}. Ingen har svarat.",
    en="{name} has not been in the team of {body} since {date}. Nobody has answered.",
)

# The first weeks

STOP_BUTTON = Text(sv="Inga fler sådana här", en="No more of these")
STOPPED = Text(
    sv="Då skickar jag inget mer av mig själv. Skriv *jag är ny* om du vill börja igen, och fråga mig när du vill.",
    en="Then I send nothing more by myself. Write *I am new* to start again, and ask me whenever you like.",
)
NOT_YOURS = Text(sv="Det kortet är till {name}.", en="That card is for {name}.")
SOMEBODY_ELSE = Text(sv="någon annan", en="somebody else")
WHO_SITS = Text(sv="De här sitter för de andra kommunerna:", en="These sit for the other municipalities:")
WHO_SITS_ALL = Text(sv="De här sitter för kommunerna:", en="These sit for the municipalities:")
SITS_FOR = Text(sv="{town}: {name}", en="{town}: {name}")
NOBODY_SITS_FOR = Text(sv="{town}: vakant", en="{town}: vacant")
CHAIR_IS = Text(sv="{name} är ordförande.", en="{name} is the chair.")
NO_MEETING_YET = Text(
    sv="Inget möte är bokat än. Du får en kallelse.", en="No meeting is booked yet. You will be invited."
)
NEXT_MEETING = Text(sv="Ni ses nästa gång {when}. Plats: {where}.", en="You meet next on {when}. Place: {where}.")
NOTHING_OPEN = Text(sv="Inget väntar på {town} just nu.", en="Nothing waits for {town} right now.")
YOUR_TOWN = Text(sv="din kommun", en="your municipality")
FEEDBACK_BUTTON = Text(sv="Skicka", en="Send")
FEEDBACK_TITLE = Text(sv="{name} om sin första månad i {body}", en="{name} on the first month in {body}")
FEEDBACK_SINCE = Text(sv="Ny sedan {date}", en="New since {date}")
FEEDBACK_THANKS = Text(sv="Tack. Kansliet har fått dina svar.", en="Thank you. The secretariat has your answers.")
FEEDBACK_AGAIN = Text(sv="Kansliet har redan dina svar.", en="The secretariat has your answers already.")
FEEDBACK_EMPTY = Text(sv="Skriv något i minst ett av fälten.", en="Write something in at least one of the fields.")

# Introductions and buddies

INTRODUCED = Text(sv="{name} är ny i {body}", en="{name} is new in {body}")
TITLE_LABEL = Text(sv="Arbetar som", en="Works as")
TOWN_LABEL = Text(sv="Kommun", en="Municipality")
WISHES_LABEL = Text(sv="Vill gärna arbeta med", en="Would like to work on")
BUDDY_ASK = Text(
    sv="{name} från {town} är ny i {body} och vill gärna ha en fadder. Vill du vara det?",
    en="{name} from {town} is new in {body} and would like a buddy. Would you be that?",
)
BUDDY_ASK_TOWNLESS = Text(
    sv="{name} är ny i {body} och vill gärna ha en fadder. Vill du vara det?",
    en="{name} is new in {body} and would like a buddy. Would you be that?",
)
BUDDY_WHAT = Text(
    sv="Det betyder att du hör av dig en gång och går att fråga den första tiden. Säger du nej frågar jag någon annan, "
    "och det är helt i sin ordning.",
    en="It means that you get in touch once and can be asked during the first weeks. If you say no I ask another, "
    "and that is quite all right.",
)
BUDDY_YES = Text(sv="Gärna", en="Gladly")
BUDDY_NO = Text(sv="Inte den här gången", en="Not this time")
BUDDY_IS_YES = Text(
    sv="Du är fadder åt {name}. Jag har berättat det, så hör av dig när det passar.",
    en="You are {name:whose} buddy. I have told them, so get in touch when it suits you.",
)
BUDDY_IS_NO = Text(sv="Då frågar jag någon annan åt {name}.", en="Then I ask somebody else for {name}.")
BUDDY_IS_OLD = Text(
    sv="Frågan om att vara fadder åt {name} gäller inte längre.", en="{name} no longer needs an answer about a buddy."
)
BUDDY_GONE = Text(sv="Den frågan finns inte längre.", en="That question is no longer there.")
BUDDY_FOUND = Text(
    sv="{name} i {town} är gärna din fadder och hör av sig. Du kan också skriva själv, här i Teams.",
    en="{name} in {town} is glad to be your buddy and will be in touch. You can also write first, here in Teams.",
)

# What is kept

HELD_NEWCOMER = Text(
    sv="vad du har berättat som ny: titel, önskemål, presentation och vad jag har skickat dig",
    en="what you have told as a newcomer: title, wishes, introduction and what I have sent you",
)
WHY_NEWCOMER = Text(sv="för att hjälpa dig in och presentera dig", en="to help you in and introduce you")
GROUND_NEWCOMER = Text(
    sv="ditt samtycke, artikel 6.1 a i dataskyddsförordningen; att du är ny och i vilket organ: uppgift av allmänt "
    "intresse, artikel 6.1 e",
    en="your consent, article 6(1)(a) of the GDPR; that you are new and where: a task in the public interest, "
    "article 6(1)(e)",
)
KEPT_NEWCOMER = Text(sv="ett år efter att du kom", en="a year after you came")
HELD_PRESENCE = Text(sv="vilka av organens team du är med i", en="which of the bodies' teams you are in")
WHY_PRESENCE = Text(
    sv="för att märka vem som kommer och går, så att ingen plats står tom",
    en="to notice who comes and goes, so that no seat stands empty",
)
KEPT_PRESENCE = Text(
    sv="så länge du är med, och en månad efteråt", en="as long as you are in the team, and a month afterwards"
)
PRESENCE_STAYS = Text(
    sv="Vilka team du är med i vet jag så länge du är det; be en ägare ta bort dig om du vill lämna.",
    en="I know which teams you are in as long as you are; ask an owner to remove you if you want to leave.",
)
HELD_QUESTIONS = Text(sv="frågor om platser som gäller dig", en="questions about seats that concern you")
WHY_QUESTIONS = Text(
    sv="för att ordföranden och kansliet ska kunna säga vem som har platsen",
    en="so that the chair and the secretariat can say who has the seat",
)
KEPT_QUESTIONS = Text(sv="ett drygt år", en="a little more than a year")

# Newcomers without a seat

UNSEATED_ROW = Text(
    sv="{name} kom till {body} {date} och har ingen plats än.",
    en="{name} came to {body} on {date} and has no seat yet.",
)

# Introduction meetings

GATHERING = Text(
    sv="Välkommen på introduktionsmöte {when}, för alla som är nya sedan sist, i vilket organ ni än sitter.",
    en="Welcome to an introduction meeting {when}, for everybody new since the last one, whatever body you are in.",
)
GATHERING_MOVED = Text(
    sv="Introduktionsmötet är flyttat till {when}. Passar det?",
    en="The introduction meeting has been moved to {when}. Does that suit you?",
)
GATHERING_OFF = Text(
    sv="Introduktionsmötet {when} blir inte av. Du får en ny inbjudan till nästa.",
    en="The introduction meeting {when} is off. You are invited anew to the next.",
)
GATHERING_WHERE = Text(sv="Plats: {where}", en="Place: {where}")
GATHERING_YES = Text(sv="Jag kommer", en="I will come")
GATHERING_NO = Text(sv="Jag kan inte", en="I cannot come")
GATHERING_COMES = Text(
    sv="Då är du anmäld till introduktionsmötet {when}.", en="You are coming to the introduction meeting {when}."
)
GATHERING_COMES_NOT = Text(
    sv="Då räknar vi inte med dig {when}. Du bjuds in till nästa.",
    en="Then you are not expected {when}. You are invited to the next.",
)
GATHERING_GONE = Text(
    sv="Det introduktionsmötet är över eller inställt.", en="That introduction meeting is over or cancelled."
)
GATHERING_TITLE = Text(sv="Introduktionsmöten", en="Introduction meetings")
GATHERING_ROW = Text(
    sv="{when}: {yes} nya kommer, {no} kan inte, {silent} har inte svarat.",
    en="{when}: {yes} newcomers come, {no} cannot, {silent} have not answered.",
)
