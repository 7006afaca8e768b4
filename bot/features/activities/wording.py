"""What people say of the plan's activities."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.stems import stem
from bot.core.swedish.letters import fold, tidy
from bot.features.activities.model import State

_NUMBER = r"(?:nr\.? ?|nummer |no\.? ?|#)?(?P<number>\d{1,5})"
_NEW = re.compile(
    r"(?:lägg till |lagg till |add )?(?:en |an? )?(?:ny |new )?(?:aktivitet|activity)\s*:\s*(?P<title>.+)",
    re.IGNORECASE | re.DOTALL,
)
_OWNER = re.compile(
    r"[,.;]?\s*(?:\(\s*)?(?:ansvarig(?: är)?|ägare|owner(?: is)?|owned by)\s*:?\s+"
    r"(?P<owner>[^,;()]{2,80}?)\)?\s*\.?\s*$",
    re.IGNORECASE,
)
_STATUS = re.compile(
    rf"(?:status|läge(?:t)?|laget)\s+(?:för|for|på|of|i)\s+(?:aktivitet|activity)\s+{_NUMBER}\s*[:–-]\s*(?P<text>.+)",
    re.IGNORECASE | re.DOTALL,
)
_DONE = re.compile(
    rf"(?:aktivitet|activity) {_NUMBER} (?:är|is) (?:klar|färdig|avslutad|done|finished)"
    rf"|(?:avsluta|finish|close) (?:aktivitet|activity) (?:nr\.? ?|#)?(?P<other>\d{{1,5}})"
)
_REMOVE = re.compile(rf"(?:ta bort|stryk|remove|delete) (?:aktivitet|activity) {_NUMBER}")
_OWNS = re.compile(
    rf"(?:byt|ändra|change|set) (?:ansvarig|ägare|the owner|owner) (?:för|på|till|of|for) (?:aktivitet|activity)"
    rf" {_NUMBER} (?:till|to) (?P<owner>.+)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:visa |lista |show |list )?(?:(?:verksamhetsplanens|planens|alla|all|våra|our|the plan's|the) )?"
    r"(?:aktiviteter(?:na)?|activities)(?: i (?:verksamhets)?planen| in the plan)?"
)
_WHICH = re.compile(
    r"(?:vilka|which|what)(?: av)?(?: våra| planens| of our)? (?:aktiviteter(?:na)?|activities) (?:(?:är|are) )?"
    r"(?:(?P<going>pågår|igång|i gång|under way|going on|ongoing|(?:inte |ej |not )(?:klara|färdiga|done|finished))"
    r"|(?P<done>(?:har blivit )?(?:klara|färdiga|avslutade|done|finished))|har vi|finns(?: det)?|do we have|are there)"
    r"(?: (?:just nu|nu|i (?:verksamhets)?planen|now|in the plan))*"
)
_ABOUT = re.compile(
    r"(?:hur går det (?:med|för)|hur är det med|hur ligger vi till med|vad (?:är )?(?:status|läget) (?:för|på|i)"
    r"|status (?:för|på)|vem (?:är )?(?:ansvarig|ansvarar) för|vem (?:äger|driver)|vem har hand om"
    r"|how is|how are we doing with|what is the status of|status of|who (?:owns|is responsible for|is in charge of))"
    r" (?P<what>.{3,120}?)(?: (?:going|doing))?"
)
_EMPTY = frozenset(
    "aktiviteten aktivitet activity den det en ett att var vara the our with and och for med i av".split()
)


class Wish(StrEnum):
    """What somebody wants done."""

    ADD = "add"
    STATUS = "status"
    DONE = "done"
    REMOVE = "remove"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish with its words; `owner` is a name as written."""

    wish: Wish
    number: str = ""
    text: str = ""
    owner: str = ""


def read_new(said: str) -> Asked | None:
    """Return a new activity with its owner, None when somebody says something else."""
    found = _NEW.fullmatch(" ".join(said.split()))
    if found is None:
        return None
    title = found["title"]
    owner = _OWNER.search(title)
    if owner:
        title = title[: owner.start()]
    return Asked(Wish.ADD, text=title.strip(" ,.;"), owner=owner["owner"].strip() if owner else "")


def read_status(said: str) -> Asked | None:
    """Return how an activity goes, as somebody says it."""
    found = _STATUS.fullmatch(said.strip())
    return Asked(Wish.STATUS, str(int(found["number"])), " ".join(found["text"].split())) if found else None


def read_wish(said: str) -> Asked | None:
    """Return what somebody wants done with an activity that is there."""
    text = " ".join(said.split()).rstrip(" .!?")
    words = tidy(text)
    if len(words) > 200:
        return None
    if found := _DONE.fullmatch(words):
        return Asked(Wish.DONE, str(int(found["number"] or found["other"])))
    if found := _REMOVE.fullmatch(words):
        return Asked(Wish.REMOVE, str(int(found["number"])))
    if found := _OWNS.fullmatch(text):
        return Asked(Wish.OWNER, str(int(found["number"])), owner=found["owner"].strip())
    return None


def asks_for_list(said: str) -> bool | None:
    """Tell whether somebody asks for the activities."""
    return True if len(said) < 80 and _LIST.fullmatch(_words(said)) else None


def asks_which(said: str) -> tuple[State, ...] | None:
    """Return the states of the activities that somebody asks for, "vilka aktiviteter pågår?"; else None."""
    found = _WHICH.fullmatch(_words(said)) if len(said) < 120 else None
    if found is None:
        return None
    return (State.GOING,) if found["going"] else (State.DONE,) if found["done"] else (State.GOING, State.DONE)


def asks_about(said: str) -> str | None:
    """Return what somebody asks the status or the owner of, in their words; else None."""
    found = _ABOUT.fullmatch(_words(said)) if len(said) < 160 else None
    return found["what"] if found else None


def is_meant(title: str, words: str) -> bool:
    """Tell whether words mean an activity: every one that says something is in its title, in any form."""
    asked = _stems(words)
    return bool(asked) and asked <= _stems(title)


def _stems(text: str) -> set[str]:
    return {stem(word, "sv") for word in fold(tidy(text)).replace("-", " ").split() if word not in _EMPTY}


def _words(said: str) -> str:
    return tidy(" ".join(said.split())).rstrip(" .!?")
