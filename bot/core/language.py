"""Which of the two languages a sentence is written in."""

import re

from bot.core.text import Lang

_WORD = re.compile(r"[^\W\d_]+")
_LOOKS_SWEDISH = re.compile(r"[^\W\d_åäö]*[åäö][^\W\d_]*")
_SWEDISH = frozenset(
    """
    och att det som en på är av för med den till inte om ett men var sig så vi har de ni jag kan han hon hur vad
    vem vilka vilken vilket när varför där här från eller under vid mot efter före ska skulle blev blir finns
    fanns dom oss vår våra er era deras dess denna detta dessa någon något några alla allt bara också mycket mer
    än sin sitt sina du din hos åt genom utan varje kommuner kommunen kommunerna mötet möte nätverk nätverket
    avgift gick kom fick hade tack hej snälla nar ar pa for fran vilka manga mkt nan va e dom i inom mellan ja
    nej
    """.split()
)
_ENGLISH = frozenset(
    """
    the and of to is was were are what which who whom whose when where why how many much did does do has have
    had been be on with for from by at this that these those there their they them you your we our us it its
    about can could will would should any some all not no yes please tell me between into than or if an a
    municipalities municipality meeting network cost fee each other held took take year please my his her she he
    """.split()
)


LEAD = 3
"""How many more words of one language than of the other make it certain, whatever language somebody's client has."""


def guess_lang(text: str) -> Lang | None:
    """Return the language of a text by its small words and letters, or None when nothing tells."""
    swedish, english = _words_of(text)
    if swedish == english:
        return None
    return "sv" if swedish > english else "en"


def is_english(text: str) -> bool:
    """Tell whether a text is in English beyond doubt."""
    swedish, english = _words_of(text)
    return english - swedish >= LEAD


def _words_of(text: str) -> tuple[float, float]:
    """Return how many words of a text are Swedish and how many English; one that only looks Swedish counts half."""
    words = _WORD.findall(text.lower())
    swedish = sum(map(_SWEDISH.__contains__, words)) + len(_LOOKS_SWEDISH.findall(text.lower())) * 0.5
    return swedish, sum(map(_ENGLISH.__contains__, words)) * 1.0
