"""What is said of who comes: asked, and told for somebody who phoned."""

import re
from collections.abc import Sequence

from bot.core.swedish.letters import plain
from bot.features.bodies.naming import Finder, words_of
from bot.features.meetings.model import Called, Says
from bot.features.meetings.rollcall.marking import Deed, Spoken
from bot.features.meetings.rollcall.wording import Ear
from bot.features.meetings.wording import asks, names_meeting

LONGEST = 300
MOST_BARE_WORDS = 3
"""Up to how many words a question about who comes can be about a meeting alone: "vilka kommer", "who is coming"."""

_WHO_COMES = re.compile(
    r"(?:hej,? |och |and )?(?:(?:vem|vilka|vilka kommuner|hur många(?: kommuner)?) (?:kommer|deltar|är anmälda"
    r"|är på plats|har svarat|har anmält (?:sig|förhinder)|har (?:inte|ej) (?:svarat|anmält sig)"
    r"|har (?:fått )?förhinder|har (?:tackat|sagt) (?:ja|nej)|saknas)\b"
    r"|(?:who|which municipalities|how many) (?:is|are|comes?|has|have|haven't|hasn't)\b.*?"
    r"\b(?:coming|attending|answered|hindered|comes?)\b"
    r"|(?:who|which municipalities|how many) (?:will|can) (?:attend|come|be there|take part)\b).*"
)
_ASKED_OF_ONE = re.compile(
    r"\b(?:kommer|deltar|är med|vara med|svarat|anmält sig|anmälda?|förhinder|ersättare|saknas|fattas"
    r"|coming|comes?|attend(?:s|ing)?|answered|hindered|be there)\b"
)
"""What is asked of a municipality or of all: "kommer Salem den 10 december", "har alla svarat"."""
_IN_MIND = re.compile(
    r"\b(?:sagt|kommer att|kommer det|kommer fram|fram till|med i|ansvarig|överens|svarat (?:på|om)|answered (?:on|to)"
    r"|remiss\w*|yttrand\w*|utskick\w*|enkät\w*|referral\w*|konferens\w*|conference)\b"
)
_SPEAKS_FOR_SELF = re.compile(r"(?:tyvärr |hej,? |sorry,? |ja,? |nej,? )*(?:jag|vi|i|we|i'm|min|vår|my|our)\b")
_HERE = re.compile(r"\b(?:är|is|are) (?:\w+ )?(?:här|here)\b")
"""Said of where somebody is now, not of whether they come."""
_PAST = (
    (r"\b(?:kommer|kan|deltar|är) (?:tyvärr )?(?:inte|ej|aldrig)\b", "kom inte"),
    (
        r"\b(?:is|are)(?:n't| not) (?:coming|attending|able to come)\b|\bcan(?:'t|not| not) (?:come|make it|attend)\b",
        "did not come",
    ),
    (r"\b(?:won't|will not|doesn't|does not) (?:come|attend|be there)\b", "did not come"),
    (r"\b(?:har|får|fått|anmäler|anmälde|meddelar)(?: fått| anmält)? (?:förhinder|återbud)\b", "hade förhinder"),
    (r"\b(?:is|are) (?:hindered|ill|sick)\b", "was hindered"),
    (r"\b(?:ligger|är) (?:hemma )?(?:sjuka?|vabbar)\b|\bvabbar\b", "var sjuk"),
    (r"\b(?:skickar|sänder|har)(?: en| sin)? (ersättare\w*|suppleant\w*)", r"hade \1"),
    (r"\b(?:sends|is sending|send|are sending) (?:a |an |their |his |her )?(stand-?in|deputy)", r"sent a \1"),
    (r"\b(ersättar\w*|suppleant\w*) (?:kommer|deltar|går|tar platsen)\b", r"\1 kom"),
    (r"\b(stand-?in|deputy) (?:comes|is coming|attends)\b", r"\1 came"),
    (r"\b(?:kommer|deltar|är med|dyker upp|ansluter)\b", "kom"),
    (r"\b(?:is|are) (?:coming|attending)\b|\b(?:comes|attends|takes part|take part|will be there)\b", "came"),
)
_TURNED = tuple((re.compile(pattern, re.IGNORECASE), past) for pattern, past in _PAST)


class Hearing:
    """Hears who comes, in one cooperation."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._ear = Ear(finder)

    def asks_who_comes(self, said: str) -> str | None:
        """Return a question about who comes to a meeting, or None when it is something else."""
        words = plain(said)
        if len(words) >= 200 or _IN_MIND.search(words):
            return None
        of_one = self._ear.is_turned(said) and _ASKED_OF_ONE.search(words) and self.is_all_of_it(said)
        return said if of_one or _WHO_COMES.fullmatch(words) else None

    def is_of_a_meeting(self, said: str) -> bool:
        """Tell whether a question about who comes can be about a meeting alone, not about work or a network."""
        words = plain(said)
        bare = len(words.split()) <= MOST_BARE_WORDS and not self._finder.bodies(words_of(said))
        return bare or self._ear.is_turned(said) or names_meeting(said)

    def is_all_of_it(self, said: str) -> bool:
        """Tell whether nothing else is said than who comes."""
        return self._ear.is_all_of_it(_turned(said))

    def stranger(self, said: str) -> str:
        """Return who is said not to come, when it is no municipality here; else nothing."""
        return self._ear.stranger(_turned(said))

    def asked_of(self, said: str, called: Sequence[Called]) -> list[str]:
        """Return the codes of the municipalities that a question is about."""
        return self._ear.asked_of(said, called)

    def tells_for(self, said: str) -> str | None:
        """Return what somebody says of a municipality's or another person's coming, or None when it says nothing."""
        words = plain(said)
        if len(said) > LONGEST or asks(said) or _SPEAKS_FOR_SELF.match(words) or self._ear.is_turned(said):
            return None
        if _HERE.search(words) or not any(pattern.search(said) for pattern, _ in _TURNED):
            return None
        named = self._finder.municipalities(words_of(said)) or re.match(r"\W*[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ]", said)
        return said if named or self.stranger(said) else None

    def told_for(self, said: str, called: Sequence[Called]) -> dict[str, Says]:
        """Return what is said of the municipalities, by their codes."""
        found = {}
        for code, heard in self._spoken(said, called).said.items():
            if heard.deed in {Deed.NOT_THERE, Deed.EXCUSED}:
                found[code] = Says.HINDERED
            elif heard.deed is Deed.STAND_IN:
                found[code] = Says.STAND_IN
            else:
                found[code] = Says.ONLINE if heard.online else Says.ATTENDING
        return found

    def is_unclear(self, said: str, called: Sequence[Called]) -> bool:
        """Tell whether it may mean that a municipality comes or that it does not."""
        return bool(self._spoken(said, called).unclear)

    def _spoken(self, said: str, called: Sequence[Called]) -> Spoken:
        return self._ear.spoken(_turned(said), called)


def _turned(said: str) -> str:
    """Turn what is said of a meeting ahead as if it had been: the words for who came are many, and the same."""
    for pattern, past in _TURNED:
        said = pattern.sub(past, said)
    return said
