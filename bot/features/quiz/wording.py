"""What people say of the quiz."""

import re
from typing import Final

from bot.core.swedish.letters import plain

LONGEST: Final = 120

_BEGIN = re.compile(
    r"(?:(?:starta|börja|gör|kör|ta|start|begin|take|do) )?(?:ett |the |a )?(?:nytt |new )?"
    r"(?:quiz(?:et)?|quizz|frågesport(?:en)?)"
    r"|testa (?:mig|mina kunskaper)|test me|quiz me"
)
_RESULTS = re.compile(
    r"(?:hur (?:gick|går|har)(?: det(?: (?:med|i|för))?)? quizz?et(?: gått)?|how (?:did|is) the quiz (?:go|going)"
    r"|(?:visa )?quiz ?resultat(?:et|en)?|resultat(?:et)? (?:av|från|för|i) quizz?et|quiz results?"
    r"|results of the quiz)\b.*"
)
_STOP = frozenset(
    {"avbryt", "sluta", "stopp", "avsluta", "avbryt quizet", "sluta quizet", "avsluta quizet", "cancel", "stop", "quit"}
)

_OPTION = re.compile(
    r"(?:jag (?:tror|säger|gissar|svarar) (?:på )?|det är |i (?:think|say|guess) )?"
    r"(?:(?:svar(?:et)?|alternativ|nummer|nr|option|answer|number) )?(?P<option>\w+)(?: tror jag| tack| please)?"
)
_NAMES: Final = (
    "1 a ettan ett första one first",
    "2 b tvåan två andra two second",
    "3 c trean tre tredje three third",
    "4 d fyran fyra fjärde four fourth",
)
_NAMED: Final = {name: place for place, names in enumerate(_NAMES) for name in names.split()}


def option_in(said: str) -> int | None:
    """Return the place, from 0, of the option that an answer names: "2", "b", "jag tror trean"; else None."""
    found = _OPTION.fullmatch(plain(said).rstrip(")")) if len(said) <= LONGEST else None
    return _NAMED.get(found["option"]) if found else None


def asks_for_quiz(said: str) -> bool | None:
    """Tell whether somebody wants a quiz."""
    return True if len(said) <= LONGEST and _BEGIN.fullmatch(plain(said)) else None


def asks_for_results(said: str) -> str | None:
    """Return what was said when somebody asks how the quiz went, None when they ask something else."""
    return said if len(said) <= LONGEST and _RESULTS.fullmatch(plain(said)) else None


def wants_to_stop(said: str) -> bool:
    """Tell whether somebody wants no more questions."""
    return len(said) <= LONGEST and plain(said) in _STOP
