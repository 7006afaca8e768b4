"""What people say of the plan's activities."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.swedish.letters import tidy

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
    return True if len(said) < 80 and _LIST.fullmatch(tidy(" ".join(said.split())).rstrip(" .!?")) else None
