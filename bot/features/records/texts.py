"""What is said when the journal is taken out."""

from bot.core.text import Text

SAY_EXPORT = Text(sv="exportera ärende KS 2026/123", en="export case KS 2026/123")
ABOUT_EXPORT = Text(
    sv="vem som gjorde vad när, för diarieföring; också *exportera utskick 12*, *exportera {body} 3 mars* "
    "och *exportera journalen*",
    en="who did what when, for registration; also *export broadcast 12*, *export {body} 3 March* and "
    "*export the journal*",
)
READY = Text(sv="{title}: {count}", en="{title}: {count}")
READY_NUMBER = Text(sv="{title}, {number}: {count}", en="{title}, {number}: {count}")
ONE_ENTRY = Text(sv="en händelse", en="one entry")
ENTRIES = Text(sv="{count} händelser", en="{count} entries")
KEPT = Text(
    sv="Adresserna fungerar i en vecka. Den som har dem kan öppna dokumentet.",
    en="The addresses work for a week. Whoever has them can open the document.",
)
OPEN_WORD = Text(sv="Öppna som Word", en="Open as Word")
OPEN_JSON = Text(sv="Öppna som JSON", en="Open as JSON")
WHICH = Text(sv="Vad menar du?", en="Which do you mean?")
NOT_FOUND = Text(
    sv="Jag hittar inget som heter ”{said}”. Skriv diarienumret, till exempel *exportera ärende KS 2026/123*, eller "
    "*exportera utskick 12*.",
    en="I find nothing called “{said}”. Write the case number, for example *export case KS 2026/123*, or *export "
    "broadcast 12*.",
)
NOTHING_DONE = Text(sv="{title}: inget är nedskrivet än.", en="{title}: nothing has been written down yet.")
NO_ADDRESS = Text(
    sv="Mina sidor går inte att nå utifrån, så jag kan inte ge dig dokumentet här. Den som sköter boten kan ta ut det "
    "med *python -m bot export*.",
    en="My pages cannot be reached from outside, so I cannot give you the document here. Whoever runs the bot can take "
    "it out with *python -m bot export*.",
)
JOURNAL = Text(sv="Hela journalen", en="The whole journal")
FILE = Text(sv="journal {name}", en="journal {name}")
GONE = Text(sv="Det finns inte längre. Exportera igen.", en="That is no longer there. Export it again.")

# In the document

NUMBER = Text(sv="Diarienummer", en="Case number")
TAKEN_OUT = Text(sv="Uttaget", en="Taken out")
WHEN = Text(sv="Tid", en="Time")
WHO = Text(sv="Vem", en="Who")
WHAT = Text(sv="Vad", en="What")
THE_BOT = Text(sv="boten", en="the bot")
DID_EXPORT = Text(sv="Tog ut journalen för diarieföring", en="Took the journal out for registration")
