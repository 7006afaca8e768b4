"""What the Microsoft corner says by itself."""

from bot.core.text import Text

NOTED = Text(sv="Det är noterat.", en="It is noted.")
ASK_TITLE = Text(sv="Fråga kansliet", en="Ask the secretariat")
TOO_MANY_TURNS = Text(
    sv="Det kom många meddelanden på en gång, så det senaste tog jag inte emot. Det du gjorde innan är kvar. "
    "Försök igen om {seconds} sekunder.",
    en="Many messages came at once, so the last one I did not take. What you did before stands. "
    "Try again in {seconds} seconds.",
)
UNREADABLE_PRESS = Text(
    sv="Jag kunde inte läsa vad knappen skickade. Inget har ändrats. Skriv till mig i stället.",
    en="I could not read what the button sent. Nothing has changed. Write to me instead.",
)
