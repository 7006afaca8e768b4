"""Short words of consent and refusal, in Swedish and English: "ja tack", "visst, gör det", "nej, det behövs inte"."""

import re
from typing import Final

from bot.core.swedish.letters import plain

LONGEST: Final = 60
"""Characters; nobody needs more to say yes or no."""

YES: Final = (
    r"(?:ja+(?:då|visst|män)?|japp|jo|jajamän|ok(?:ej|ay)?|visst|absolut|gärna|kör|kör på|gör (?:det|så)|bekräfta"
    r"|stämmer|det stämmer|yes|yep|sure|fine|do it|do that|go ahead|please do|confirm)"
)
NO: Final = (
    r"(?:nej|nä|nix|avbryt|låt (?:bli|vara)|strunta i det|gör (?:inte det|det inte)|glöm det|stopp|no|nope|cancel"
    r"|never mind|leave it|forget it|do not|don't)"
)
SAYS_YES: Final = re.compile(YES)
SAYS_NO: Final = re.compile(NO)
LEADS: Final = re.compile(rf"(?:{YES}|(?P<no>{NO})) ")
BESIDE: Final = frozenset(
    """
    den det de i på för till mötet möte med tack frågan min gör du kan snälla är bra då så vidare mig vill jag behövs
    gärna the on in for to of one please it question my that thanks thank you i want of course needed
    """.split()
)
"""Words that say nothing more beside a yes or a no."""
NOT: Final = frozenset({"inte", "not"})
_THANKS = re.compile(r" (?:tack(?: så mycket)?|gärna|snälla|please|thanks|thank you)$")
_WORD = re.compile(r"\w+")


def bare(said: str) -> str:
    """Return what was said in lower case without commas and closing thanks."""
    return _THANKS.sub("", plain(said).replace(",", ""))


def consents(said: str) -> bool | None:
    """Return whether a short message says yes or no and nothing else, None when it says something else."""
    words = bare(said) if len(said) <= LONGEST else ""
    if SAYS_YES.fullmatch(words):
        return True
    if SAYS_NO.fullmatch(words):
        return False
    led = LEADS.match(words)
    if led is None or not beside(words[led.end() :], NOT if led["no"] else frozenset()):
        return None
    return not led["no"]


def beside(words: str, others: frozenset[str]) -> bool:
    """Tell whether words say nothing beside a yes or a no, or are among some others."""
    return SAYS_YES.fullmatch(words) is not None or all(
        word in BESIDE or word in others or SAYS_YES.fullmatch(word) for word in _WORD.findall(words)
    )
