"""Lets a bare yes or no, or a button's own words, press the button of the card that was shown last."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core.card import Card, Choice, Field
from bot.core.feature import Feature
from bot.core.holding import Erasure, Holding, Subject
from bot.core.language import guess_lang
from bot.core.ports import Collection, Store, Transaction
from bot.core.scrubbing import Traces, scrubbed
from bot.core.swedish.consent import BESIDE, LEADS, LONGEST, NOT, SAYS_NO, SAYS_YES, bare, beside
from bot.core.swedish.letters import plain
from bot.core.texts import GROUND_INTEREST
from bot.core.turn import Kind, Reply, Turn
from dialogs import texts
from dialogs.underway import place_of

LASTS: Final = dt.timedelta(hours=1)
"""How long a yes is to the card. Later, whoever says it has to look at the card again anyway."""
SAID_TWICE: Final = dt.timedelta(seconds=5)
"""A yes so soon after a card with more than yes and no is the one that led to the card, said twice."""
SWEPT_AT_ONCE: Final = 100

_WORD = re.compile(r"\w+")
_PLACES = (
    *("första", "ettan", "first"),
    *("andra", "tvåan", "second"),
    *("tredje", "trean", "third"),
    *("fjärde", "fyran", "fourth"),
)
_LAST = frozenset({"sista", "last"})
_LONG = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A card that asks somebody: what may be said and the payload as JSON that it stands for, in order; `at` is UTC.

    `yes` is whether a yes is to the first and a no to the last; `picks` whether a part of what may be said is enough.
    """

    person: str
    ways: tuple[tuple[str, str], ...]
    at: dt.datetime
    yes: bool = True
    picks: bool = False


ASKED: Collection[Asked] = Collection("asked_cards", Asked, equal=("person",), ordered=("at",))


def asked_by(card: Card, turn: Turn) -> Asked | None:
    """Return what a card asks the person of a turn, None when it asks nothing."""
    if not (card.asks or card.picks):
        return None
    fields = {part.id: part.value for part in card.parts if isinstance(part, Field | Choice) and part.value}
    pressed = [(each.title, fields | each.action.pack()) for each in card.buttons if each.action]
    choices = [part for part in card.parts if isinstance(part, Choice)]
    if pressed and card.picks and len(choices) == 1:
        # What is chosen goes with the first button, as when it is pressed.
        first = pressed[0][1]
        pressed = [(label, {**first, choices[0].id: value}) for value, label in choices[0].options]
    ways = tuple((title, json.dumps(payload)) for title, payload in pressed)
    return Asked(turn.person.id, ways, turn.at, yes=card.asks, picks=card.picks) if ways else None


def meant(asked: Asked, said: str) -> dict[str, Any] | None:
    """Return the payload of the button that was meant, None when it was none: "ja", "nej tack", "ja, flytta"."""
    words = bare(said)
    led = LEADS.match(words)
    rest = words[led.end() :] if led else words
    titles = {plain(title): payload for title, payload in asked.ways}
    yes = asked.ways[0][1]
    # The only button is never a no.
    no = asked.ways[-1][1] if len(asked.ways) > 1 else None
    payload = titles.get(words, "")
    if payload or not asked.yes:
        pass
    elif SAYS_YES.fullmatch(words):
        payload = yes
    elif no and SAYS_NO.fullmatch(words):
        payload = no
    elif led and rest in titles and (titles[rest] == no if led["no"] else titles[rest] != no):
        payload = titles[rest]
    elif _says_first(asked, words):
        payload = yes
    if not payload and asked.picks:
        payload = _picked(words, titles)
    pressed: dict[str, Any] | None = json.loads(payload) if payload else None
    return pressed


def _says_first(asked: Asked, words: str) -> bool:
    """Tell whether a yes, or the first word of the first button, is followed by nothing that says anything else."""
    title = _WORD.findall(plain(asked.ways[0][0]))
    led = LEADS.match(words)
    begins = (led and not led["no"]) or _WORD.findall(words)[:1] == title[:1]
    return bool(begins) and beside(words[led.end() :] if led else words, frozenset(title))


def _declines(asked: Asked, said: str) -> bool:
    """Tell whether somebody says no to a card with nothing to press for it."""
    words = bare(said)
    led = LEADS.match(words)
    no = SAYS_NO.fullmatch(words) or (led and led["no"] and beside(words[led.end() :], NOT))
    return asked.yes and len(asked.ways) == 1 and bool(no)


def _picked(words: str, titles: Mapping[str, str]) -> str:
    """Return the payload of the one title that is meant by its place or by words that no other has, else nothing."""
    payloads = list(titles.values())
    said = [word for word in _WORD.findall(words) if word not in BESIDE]
    if len(said) == 1 and said[0] in _PLACES:
        place = _PLACES.index(said[0]) // 3
        return payloads[place] if place < len(payloads) else ""
    if len(said) == 1 and said[0] in _LAST:
        return payloads[-1]
    if not said:
        return ""
    fits = [payload for title, payload in titles.items() if all(_stands(word, _WORD.findall(title)) for word in said)]
    return fits[0] if len(fits) == 1 else ""


def _stands(word: str, title: Sequence[str]) -> bool:
    return word in title or (len(word) >= _LONG and any(other.startswith(word) for other in title))


def build_assent(store: Store) -> Feature:
    """Return the feature; it must be asked before every other what was meant."""
    assent = _Assent(store)
    return Feature(name="assent", listens=assent.listen, replied=assent.note, holdings=(_HOLDING,))


class _Assent:
    def __init__(self, store: Store) -> None:
        self._store = store
        # The places whose card is being answered in the turn under way; there is one turn at a time in a place.
        self._answered: set[str] = set()

    async def listen(self, turn: Turn) -> Turn | Reply | None:
        """Return the press that was meant; whatever else is said is no answer to the card, so it asks no more."""
        place = place_of(turn)

        async def work(tx: Transaction) -> dict[str, Any] | Reply | None:
            asked = await tx.get(ASKED, place)
            if asked is None:
                return None
            lasts = turn.at - asked.value.at <= LASTS and len(turn.text) <= LONGEST
            if not asked.value.yes and turn.at - asked.value.at < SAID_TWICE and SAYS_YES.fullmatch(plain(turn.text)):
                lasts = False
            pressed = meant(asked.value, turn.text) if lasts else None
            if pressed is None:
                await tx.remove(ASKED, asked)
                if lasts and _declines(asked.value, turn.text):
                    return Reply(text=texts.DECLINED(guess_lang(turn.text) or turn.lang), outcome="smalltalk")
            return pressed

        pressed = await self._store.run(work, soon=True)
        if pressed is None or isinstance(pressed, Reply):
            return pressed
        self._answered.add(place)
        return replace(turn, kind=Kind.PRESSED, text="", pressed=pressed, reply_to="")

    async def note(self, turn: Turn, reply: Reply) -> None:
        """Remember what the reply asks; what was asked before is over when a button was pressed, in words or not."""
        place = place_of(turn)
        pressed = place in self._answered or turn.kind is Kind.PRESSED
        self._answered.discard(place)
        fresh = asked_by(reply.card, turn) if reply.card else None
        if fresh is None and not pressed:
            return

        async def work(tx: Transaction) -> None:
            kept = await tx.get(ASKED, place)
            if kept and fresh:
                await tx.put(ASKED, kept, fresh)
            elif kept:
                await tx.remove(ASKED, kept)
            elif fresh:
                await tx.add(ASKED, place, fresh)

        await self._store.run(work, soon=True)


async def _tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    kept = await tx.find(ASKED, person=subject.member) if subject.member else []
    return [{"knappar": [title for title, _ in each.value.ways], "när": each.value.at.isoformat()} for each in kept]


async def _erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    traces = Traces.of(subject)
    clean = traces.cleaner()
    # A card that names somebody is no card to say yes to any more.
    naming = [
        kept
        async for kept in tx.all(ASKED)
        if kept.value.person == subject.member or (not traces.empty and scrubbed(kept.value, clean) is not kept.value)
    ]
    for each in naming:
        await tx.remove(ASKED, each)
    return Erasure(len(naming))


async def _expire(tx: Transaction, now: dt.datetime) -> int:
    old = await tx.between(ASKED, "at", end=now - LASTS, limit=SWEPT_AT_ONCE)
    for each in old:
        await tx.remove(ASKED, each)
    return len(old)


_HOLDING: Final = Holding(
    name="asked-cards",
    what=texts.HOLDS_ASKED,
    why=texts.WHY_ASKED,
    ground=GROUND_INTEREST,
    kept_for=texts.KEPT_ASKED,
    tell=_tell,
    erase=_erase,
    expire=_expire,
)
