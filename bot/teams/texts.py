"""What the Microsoft corner says by itself."""

from bot.core.text import Text

NOTED = Text(sv="Det är noterat.", en="It is noted.")
ASK_TITLE = Text(sv="Fråga kansliet", en="Ask the secretariat")
UNREADABLE_PRESS = Text(
    sv="Jag kunde inte läsa vad knappen skickade. Inget har ändrats. Skriv till mig i stället.",
    en="I could not read what the button sent. Nothing has changed. Write to me instead.",
)
