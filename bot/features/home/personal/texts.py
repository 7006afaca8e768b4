"""What is said of personal data."""

from bot.core.text import Text

SAY_TELL = Text(sv="vad vet du om mig", en="what do you know about me")
ABOUT_TELL = Text(
    sv="visar allt som jag har om dig, varför och hur länge", en="shows all I have about you, why and for how long"
)
SAY_FORGET = Text(sv="glöm mig", en="forget me")
ABOUT_FORGET = Text(sv="tar bort det som är ditt att få borttaget", en="removes what is yours to have removed")

ONLY_IN_PRIVATE = Text(
    sv="Det svarar jag på i din egen chatt med mig, inte i en kanal.",
    en="I answer that in your own chat with me, not in a channel.",
)
TITLE = Text(sv="Det här vet jag om dig", en="What I know about you")
NOTHING = Text(
    sv="Jag har ingenting om dig utöver det här samtalet.", en="I have nothing about you beyond this conversation."
)
KIND = Text(sv="{what} ({count})", en="{what} ({count})")
WHY = Text(sv="{why}. Grund: {ground}. Sparas: {kept_for}.", en="{why}. Ground: {ground}. Kept: {kept_for}.")
AS_A_FILE = Text(
    sv="Allt finns också som en fil. Adressen fungerar ett dygn, och den som har den kan läsa.",
    en="All of it is a file too. The address works for a day, and whoever has it can read.",
)
FETCH = Text(sv="Hämta allt", en="Fetch all")
FILE_NAME = Text(sv="Om dig.json", en="About you.json")
FORGET_BUTTON = Text(sv="Glöm mig", en="Forget me")

ASK_TITLE = Text(sv="Ska jag glömma dig?", en="Shall I forget you?")
ASK_GOES = Text(sv="Det här tar jag bort:", en="This I remove:")
ASK_STAYS = Text(sv="Det här måste stå kvar:", en="This has to stay:")
ASK_STATISTICS = Text(
    sv="Kommunernas närvaro och svar står kvar i statistiken, utan ditt namn. Jag skriver inte till dig igen förrän du "
    "skriver till mig.",
    en="The municipalities' attendance and answers stay in the statistics, without your name. I do not write to you "
    "again until you write to me.",
)
YES = Text(sv="Ja, glöm mig", en="Yes, forget me")
NO = Text(sv="Nej, låt vara", en="No, leave it")
LEFT = Text(sv="Jag låter allt vara som det är.", en="I leave everything as it is.")
DONE = Text(sv="Klart. Jag har glömt dig.", en="Done. I have forgotten you.")
DONE_STAYS = Text(sv="Det här står kvar:", en="This stays:")
DONE_LAST = Text(
    sv="Att du tryckte på knappen minns jag till i natt, och säkerhetskopior tills de byts ut.",
    en="That you pressed the button I remember until tonight, and backups until they are replaced.",
)

# Kinds that belong to the house itself

GROUND_DUTY = Text(
    sv="rättslig förpliktelse enligt offentlighets- och arkivlagarna, artikel 6.1 c i dataskyddsförordningen",
    en="a legal obligation by the laws on public records and archives, article 6(1)(c) of the GDPR",
)
MESSAGES = Text(sv="meddelanden från mig till dig", en="messages from me to you")
MESSAGES_WHY = Text(sv="för att varje meddelande ska komma fram, en gång", en="so that each message arrives, once")
MESSAGES_KEPT = Text(sv="13 månader", en="13 months")
JOURNAL = Text(sv="vad journalen säger om dig", en="what the journal says of you")
JOURNAL_WHY = Text(
    sv="för att det ska gå att se vem som har beslutat vad", en="so that it can be seen who has decided what"
)
JOURNAL_KEPT = Text(
    sv="så länge handlingarna sparas enligt kommunernas dokumenthanteringsplan",
    en="as long as the records are kept by the municipalities' plan for them",
)
JOURNAL_STAYS = Text(
    sv="Det som journalen säger om dig: vad du har gjort i ärenden, och vad andra har gjort som rör dig. Den är allmän "
    "handling och får inte ändras.",
    en="What the journal says of you: what you have done in matters, and what others have done that concerns you. It "
    "is a public record and may not be changed.",
)
GREETINGS = Text(sv="att jag har hälsat i din chatt", en="that I have said hello in your chat")
GREETINGS_WHY = Text(sv="för att inte hälsa två gånger", en="so as not to say hello twice")
GREETINGS_KEPT = Text(
    sv="tills du tar bort mig, längst så länge jag minns att vi har träffats",
    en="until you remove me, at most as long as I remember that we have met",
)

# On the command line

ERASE_GOES = Text(sv="Tas bort: {what}", en="Goes: {what}")
ERASE_STAYS = Text(sv="Blir kvar: {why}", en="Stays: {why}")
ERASE_WOULD = Text(
    sv="{count} uppgifter skulle tas bort. Inget är ändrat. Lägg till --apply för att göra det.",
    en="{count} entries would go. Nothing is changed. Add --apply to do it.",
)
ERASE_DONE = Text(sv="{count} uppgifter är borttagna.", en="{count} entries are gone.")
