"""An answer to a meeting and one to a referral in one sentence: "jag kommer på torsdag och tillstyrker länsplanen".

Each half is given to the feature that it belongs to, so that neither is lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core.card import Card, Words
from bot.core.feature import Command, Feature
from bot.core.turn import Reply, Turn
from bot.features.meetings.wording import Reader

LONGEST: Final = 300
SHORTEST: Final = 12
_SPLITS = re.compile(r"[.;]\s+|,\s*(?:och |men |and |but )?|\s+(?:och|samt|men|and|but)\s+", re.IGNORECASE)
_OF_REFERRALS = re.compile(r"erinra|tillstyrk|avstyrk|avstå|remiss|yttra|object|referral|support|approv", re.IGNORECASE)
_WHO = re.compile(r"(?:tyvärr |hej,? )?(jag|vi|i|we)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Half:
    """What was said of one thing, and the command that takes it."""

    said: str
    command: Command[Any]
    meant: Any


def build_two_answers(reader: Reader, meetings: Feature, referrals: Feature) -> Feature:
    """Return the feature; it must be asked after every dialog."""
    to_meeting = next(each for each in meetings.commands if each.name == "meeting-answer")
    to_referral = next(each for each in referrals.commands if each.name == "referral-answer")

    def halves(said: str) -> tuple[_Half, _Half] | None:
        for split in _SPLITS.finditer(said):
            parts = said[: split.start()], said[split.end() :]
            for of_meeting, of_referral in (parts, parts[::-1]):
                if _OF_REFERRALS.search(of_meeting) or not _OF_REFERRALS.search(of_referral):
                    continue
                first, second = _with_who(of_meeting, said), _with_who(of_referral, said)
                answered = reader.answer(first) and to_meeting.recognise(first)
                answer = to_referral.recognise(second) if answered else None
                if answered and answer is not None:
                    return _Half(first, to_meeting, answered), _Half(second, to_referral, answer)
        return None

    async def listen(turn: Turn) -> Reply | None:
        said = turn.text
        if not SHORTEST <= len(said) <= LONGEST or said.rstrip().endswith("?") or not _OF_REFERRALS.search(said):
            return None
        both = halves(said.strip(" .!"))
        if both is None or any(turn.role not in half.command.who for half in both):
            return None
        replies = [await half.command.run(replace(turn, text=half.said), half.meant) for half in both]
        return together([reply for reply in replies if reply])

    return Feature(name="two-answers", listens=listen)


def together(replies: Sequence[Reply]) -> Reply | None:
    """Return several replies as one, with the buttons of all; a yes could be to either, so none is asked for."""
    if len(replies) <= 1:
        return replies[0] if replies else None
    cards = [reply.card for reply in replies if reply.card]
    if not cards:
        return Reply(text="\n\n".join(reply.text for reply in replies))
    parts = [part for reply in replies for part in (reply.card.parts if reply.card else (Words(reply.text),))]
    buttons = tuple(button for card in cards for button in card.buttons)
    return Reply(card=Card(" ".join(card.summary for card in cards), tuple(parts), buttons))


def _with_who(part: str, said: str) -> str:
    """Return a part of a sentence that says who speaks, as the sentence did: "jag" before "har inget att …"."""
    part = part.strip()
    who = _WHO.match(said.strip())
    return f"{who[1]} {part}" if who and not _WHO.match(part) and part[:1].islower() else part
