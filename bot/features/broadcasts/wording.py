"""What people say of broadcasts: whom they name, when it should go, and what they want done with one."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.core import when
from bot.core.calendar import STOCKHOLM, to_utc
from bot.core.swedish.letters import plain
from bot.features.bodies.model import Body, Municipality
from bot.features.bodies.naming import Finder, Word, words_of
from bot.features.broadcasts.model import Audience, Group, Part

LONGEST_HEAD = 400
"""Characters in which whom it is for, and when, are said."""
WORK_BEGINS = dt.time(8)
"""When a broadcast goes on a day of which no time was said."""

_ASKS_KINDLY = r"(?:hej,? |kan du |kan vi |vill du |jag vill |snälla |please |can you |could you )*"
_NOUN = r"utskick(?:et)?|meddelande(?:t)?|broadcast|message"
_HEAD = re.compile(
    rf"{_ASKS_KINDLY}(?:(?:skicka|sänd|sand|gör|gor|send|make)(?: ut)?(?: (?:ett|a))?"
    rf"(?P<noun> (?:nytt |new )?(?:{_NOUN}))?"
    rf"|(?P<bare>(?:nytt |new )?(?:{_NOUN})|broadcast|skriv))"
    r"(?P<before>(?: (?!till\b|to\b)\S+){0,6}?) (?:till|to) (?P<whom>.+)",
    re.IGNORECASE,
)
_NEW = re.compile(
    rf"{_ASKS_KINDLY}(?:(?:gör|skriv|skapa|nytt|make|write|new)(?: ett| a)?(?: nytt| new)? )?"
    r"(?:utskick|broadcast)(?: tack| please)?",
)
_TELLS = re.compile(
    rf"{_ASKS_KINDLY}(?:(?:meddela|informera|underrätta|underratta|upplys|inform|notify|tell)(?: till)?"
    r"|(?:säga?|saga?|hälsa|halsa)(?: till)?|berätta för|beratta for)\s+(?P<whom>[^:\n]{2,200}?)"
    r"(?P<that>:(?!\d\d\b)|,?\s+(?:om )?(?:att|that)\b)\s*(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""The secretariat lets somebody know something: "meddela planeringscheferna att salen är bytt"."""
_ENDS_HEAD = re.compile(r":(?!\d\d\b)|\n")
_BUT = re.compile(
    r"[\s,]+(?:utom|förutom|forutom|men inte|exklusive|except(?: for)?|but not|excluding)(?: till| to)?\s+",
    re.IGNORECASE,
)
_TIMELY = re.compile(
    r"\b(?:nu|now|kl|klockan|i ?morgon|imorgon|tomorrow|today|i dag|idag|at|vecka|week|den|v|om"
    r"|(?:på |on )?(?:mån|tis|ons|tor|fre|lör|sön)(?:s?dag)?"
    r"|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan\w*|feb\w*|mar\w*|apr\w*|maj|may|jun\w*|jul\w*|aug\w*"
    r"|sep\w*|okt\w*|oct\w*|nov\w*|de[cs]\w*)\b",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"[,\s]+(?:(?:och|and)\s+)?(?:(?:även|också|dessutom|also|both)\s+)+(?:i\s+|in\s+)?(?:personlig(?:t|en)|person(?:ally)?"
    r"|(?:egen|personlig)\s+chatt|personal\s+chats?)\b",
    re.IGNORECASE,
)
_TO_OURSELVES = frozenset({"kansliet", "er", "oss", "dig", "mig", "the secretariat", "us", "you", "me"})

_SEPARATES = frozenset("och samt and plus".split())
_LEADS_IN = frozenset("i for fran av in of from hos".split())
_EMPTY = frozenset(
    "alla allihop samtliga alla de den det the all our vara vart hela varje every everybody everyone till to dem som "
    "sitter vice kommun kommunen kommuns s på pa personer people natverket natverk network gruppen group".split()
)
_ALL = frozenset("alla allihop samtliga all everybody everyone".split())
_GROUPS: tuple[tuple[Group, re.Pattern[str]], ...] = (
    (Group.HEADS, re.compile(r"ordforande(?:n|na|r|rna)?|ordf|chairs?|chair(?:man|men|persons?)")),
    (Group.HOLDERS, re.compile(r"ledamot(?:er|erna|en)?|ledamoter(?:na)?|ordinarie|members?|holders?")),
    (
        Group.STAND_INS,
        re.compile(r"ersattar(?:e|en|na)|suppleant(?:er|erna|en)?|standins?|deput(?:y|ies)|substitutes?"),
    ),
    (
        Group.OFFICES,
        re.compile(
            r"kommuner(?:nas?)?|registrator(?:er|erna|n)?|registratur(?:en|er|erna)?|kanslier(?:na)?|kommunkanslier(?:na)?"
            r"|offices?|municipalit(?:y|ies)|registrars?"
        ),
    ),
    (Group.CHANNEL, re.compile(r"kanal(?:en|er|erna)?|channels?")),
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("network", re.compile(r"natverken|networks")),
    ("working_group", re.compile(r"arbetsgrupper(?:na)?")),
    ("reference_group", re.compile(r"referensgrupper(?:na)?")),
    ("", re.compile(r"organ(?:en)?|bodies")),
)

_ONE = r"(?:utskick(?:et)?|broadcast|the broadcast)"
_NUMBER = r"(?: (?:nr\.? ?|nummer |no\.? ?|#)?(\d{1,6}))"
_STOPS = re.compile(rf"(?:stoppa|stop|avbryt|halt) {_ONE}{_NUMBER}?")
_RECALLS = re.compile(rf"(?:ta (?:till?baka|bort)|återkalla|aterkalla|radera|recall|take back|delete) {_ONE}{_NUMBER}?")
_CORRECTS = re.compile(rf"(?:rätta|ratta|ändra|andra|korrigera|correct|change) {_ONE}{_NUMBER}?")
_SHOWS = re.compile(
    rf"(?:visa |hur gick |hur går |show )?{_ONE}{_NUMBER}"
    r"|(?:hur (?:gick|går) utskicket|how did the broadcast go|how is the broadcast going|visa utskicket)"
)
_LISTS = re.compile(r"(?:visa |lista |show |list )?(?:alla |senaste |all |latest |the )?(?:utskicken|broadcasts)")
_LIMITS = re.compile(
    r"(?:sätt |satt |ändra |andra |set |change )?(?:gränsen|gransen|gräns|the limit|limit)"
    r"(?: för utskick| for broadcasts)(?: är| ar| till| is| to)?(?: (\d{1,6}))?"
)


class Wish(StrEnum):
    """What somebody wants done with a broadcast that is there."""

    SHOW = "show"
    LIST = "list"
    STOP = "stop"
    TAKE_BACK = "take_back"
    CORRECT = "correct"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish; `number` is of the broadcast, or the new limit, empty where none was said."""

    wish: Wish
    number: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A broadcast as somebody said it: `whom` it is for with when it should go, and what it says."""

    whom: str
    text: str


@dataclass(frozen=True, slots=True)
class Timed:
    """Whom a broadcast is for, without when; `at` is a UTC instant, None for at once."""

    whom: str
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """An audience as far as it could be read; `names` and `but_names` are words that may be people's.

    `either` are bodies of which one is meant, when it is not clear which.
    """

    audience: Audience
    names: tuple[str, ...] = ()
    but_names: tuple[str, ...] = ()
    either: tuple[Body, ...] = ()


def asks_for_new(said: str) -> bool | None:
    """Tell whether somebody wants to write a broadcast, without having said one."""
    return True if len(said) < 80 and _NEW.fullmatch(plain(said)) else None


def read_broadcast(said: str) -> Said | None:
    """Return a broadcast that was said in one message, None when it is none."""
    text = said.strip()
    ends = _ENDS_HEAD.search(text[: LONGEST_HEAD + 1])
    head, body = (text[: ends.start()], text[ends.end() :].strip()) if ends else (text, "")
    if len(head) > LONGEST_HEAD:
        return None
    found = _HEAD.fullmatch(" ".join(head.split()))
    if found is None:
        return _told(text)
    if not (body or found["noun"] or (found["bare"] and found["bare"].lower() != "skriv")):
        return None
    whom = f"{found['whom']} {found['before'].strip()}".strip(" .,?")
    return None if plain(whom) in _TO_OURSELVES else Said(whom, body)


def _told(text: str) -> Said | None:
    """Return what somebody is to be told; what follows "att" is made a sentence of its own."""
    found = _TELLS.fullmatch(text)
    if found is None or plain(found["whom"]) in _TO_OURSELVES:
        return None
    what = found["what"].strip()
    if found["that"] != ":":
        what = f"{what[:1].upper()}{what[1:]}"
        what = what if what.endswith((".", "!", "?")) else f"{what}."
    return Said(found["whom"].strip(), what)


def read_wish(said: str) -> Asked | None:
    """Return what somebody wants done with a broadcast, None when nothing is."""
    words = plain(said) if len(said) < 100 else ""
    for wish, pattern in (
        (Wish.STOP, _STOPS),
        (Wish.TAKE_BACK, _RECALLS),
        (Wish.CORRECT, _CORRECTS),
        (Wish.LIST, _LISTS),
        (Wish.SHOW, _SHOWS),
        (Wish.LIMIT, _LIMITS),
    ):
        if words and (found := pattern.fullmatch(words)):
            return Asked(wish, (found.groups() or ("",))[0] or "")
    return None


def read_time(said: str, now: dt.datetime) -> Timed:
    """Return whom a broadcast is for and when it should go, read as of `now` (aware)."""
    if not _TIMELY.search(said) or (moment := when.read(said, now)) is None:
        return Timed(said)
    first, last = moment.span
    rest = " ".join(f"{said[:first]} {said[last:]}".split()).strip(" ,")
    rest = re.sub(r"\s+(?:på|den|on|the|kl\.?)$", "", rest, flags=re.IGNORECASE)
    return Timed(rest, instant_of(moment.start, now))


def instant_of(start: dt.date, now: dt.datetime) -> dt.datetime | None:
    """Return the UTC instant of a moment, None for now; a day begins when people come to work."""
    if not isinstance(start, dt.datetime):
        start = dt.datetime.combine(start, WORK_BEGINS, STOCKHOLM)
    at = to_utc(start)
    return at if at > now + dt.timedelta(minutes=1) else None


@dataclass
class _Group:
    """Groups that are named together, with the bodies and municipalities that belong to them."""

    groups: list[Group]
    bodies: list[str] = field(default_factory=list)
    only: list[str] = field(default_factory=list)
    led_in: bool = False


class AudienceReader:
    """Reads whom a broadcast is for, in one cooperation."""

    def __init__(self, finder: Finder, bodies: Sequence[Body]) -> None:
        self._finder = finder
        self._bodies = tuple(bodies)

    def read(self, said: str) -> Whom:
        """Return the audience that words name."""
        twice = _TWICE.search(said) is not None
        said = _TWICE.sub("", said)
        wanted, *rest = _BUT.split(said, maxsplit=1)
        parts, names, either = self._parts(wanted)
        but: list[str] = []
        but_bodies: list[str] = []
        but_names: list[str] = []
        for part_said in rest:
            left_out, but_names_here, unclear = self._parts(part_said)
            but_names += but_names_here
            either = either or unclear
            for part in left_out:
                but += part.only
                but_bodies += part.bodies
                if not part.only and not part.bodies:
                    # "utom ordförandena": whom that means cannot be left out by a rule.
                    but_names.append(part_said)
        audience = Audience(tuple(parts), tuple(dict.fromkeys(but)), tuple(dict.fromkeys(but_bodies)), twice=twice)
        return Whom(audience, tuple(names), tuple(but_names), either)

    def _parts(self, said: str) -> tuple[list[Part], list[str], tuple[Body, ...]]:
        heard = _Heard()
        for thing, word in self._things(words_of(said), said):
            heard.hear(thing, word)
        people = [" ".join(name) for name in heard.names if name]
        if not heard.groups and heard.every and not people and not heard.either:
            heard.groups.append(_Group([Group.BODY]))
        parts = [
            Part(group, tuple(each.bodies), tuple(each.only))
            for each in heard.groups
            for group in dict.fromkeys(each.groups)
        ]
        return parts, people, heard.either

    def _things(self, words: Sequence[Word], said: str) -> Iterator[tuple["_Thing", Word]]:
        """Go through what words name, in their order."""
        towns = {each.start: each for each in self._finder.municipalities(words) if len(each.values) == 1}
        bodies = {each.start: each for each in self._finder.bodies(words)}
        at, end = 0, 0
        while at < len(words):
            word = words[at]
            if at and "," in said[end : word.start]:
                yield ",", word
            end = word.end
            group = next((group for group, pattern in _GROUPS if pattern.fullmatch(word.folded)), None)
            kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(word.folded)), None)
            if kind is None and word.folded == "natverk" and at and words[at - 1].folded in _ALL:
                kind = "network"
            if group is not None:
                yield group, word
            elif kind is not None:
                yield tuple(body for body in self._bodies if kind in {"", body.kind}), word
            elif at in bodies:
                named = bodies[at].values
                yield named if len(named) == 1 else list(named), word
                end, at = words[bodies[at].end - 1].end, bodies[at].end - 1
            elif at in towns:
                yield towns[at].values[0], word
                end, at = words[towns[at].end - 1].end, towns[at].end - 1
            elif word.folded in _SEPARATES:
                yield ",", word
            elif word.folded in _LEADS_IN:
                yield "in", word
            else:
                yield None, word
            at += 1


@dataclass
class _Heard:
    """What has been heard of an audience so far; `last` is what came last, with a comma when something parts it off."""

    groups: list[_Group] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=lambda: [[]])
    either: tuple[Body, ...] = ()
    every: bool = False
    last: str = "start"

    def hear(self, thing: "_Thing", word: Word) -> None:
        """Take in the next thing that a word names."""
        match thing:
            case Group():
                self._group(thing)
            case Municipality():
                self._town(thing.code)
            case tuple():
                self._some([body.id for body in thing])
            case list():
                self.either = self.either or tuple(thing)
            case ",":
                self.last = f"{self.last.removesuffix(',')},"
                self.names.append([])
            case "in":
                self.last = "in"
                if self.groups:
                    self.groups[-1].led_in = True
            case _:
                self.every |= word.folded in _ALL
                if word.folded not in _EMPTY:
                    self.names[-1].append(word.written)

    @property
    def _parted(self) -> bool:
        return not self.groups or self.last.endswith(",")

    def _group(self, group: Group) -> None:
        if self.last in {"group", "group,"}:
            self.groups[-1].groups.append(group)
        elif self.last == "town" and self.groups[-1].groups == [Group.SEATED]:
            # "Salems ledamöter"
            self.groups[-1].groups = [group]
        else:
            self.groups.append(_Group([group]))
        self.last = "group"

    def _town(self, code: str) -> None:
        if self._parted and not (self.last == "town," and self.groups[-1].only):
            self.groups.append(_Group([Group.SEATED], only=[code]))
        else:
            self.groups[-1].only.append(code)
        self.last = "town"

    def _some(self, bodies: list[str]) -> None:
        if self._parted and not (self.last == "body," and self.groups[-1].led_in):
            self.groups.append(_Group([Group.BODY], bodies))
        else:
            self.groups[-1].bodies += bodies
        self.last = "body"


_Thing = Group | Municipality | tuple[Body, ...] | list[Body] | str | None
"""What words name; a list holds bodies of which one is meant."""
