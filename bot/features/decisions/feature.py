"""Decisions and meetings with others in conversation: written down by those who may, asked for by all who belong."""

import datetime as dt
from dataclasses import replace
from typing import Any

from bot.core.calendar import local_day
from bot.core.deed import Deed
from bot.core.feature import Command, Feature, Press
from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Transaction
from bot.core.text import escape, join_names
from bot.core.texts import GROUND_INTEREST
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Turn
from bot.features.bodies.cards import named
from bot.features.bodies.examples import examples_of
from bot.features.bodies.naming import finder_of
from bot.features.decisions import cards, texts
from bot.features.decisions.model import FARTHEST_BACK, LONGEST, NOTES, Kind, Note, fitting
from bot.features.decisions.service import Decisions
from bot.features.decisions.wording import THIS_YEAR, Asked, is_note, read_note, read_question, wishes_note
from bot.features.decisions.yearly import build_chapters

THOSE_WHO_WRITE = frozenset({Role.CHAIR, Role.SECRETARIAT})
LONGEST_KEY = 100
_ALL_OF_US = frozenset({"", "vi", "ni", "we", "you", "kommunerna", "samarbetet"})


def build_decisions(decisions: Decisions) -> Feature:
    """Return the feature."""
    desk = _Desk(decisions)
    return Feature(
        name="decisions",
        commands=(
            Command("note", texts.SAY_NOTE, texts.ABOUT_NOTE, is_note, desk.preview, who=THOSE_WHO_WRITE),
            Command(
                "note-how", texts.SAY_NOTE, texts.ABOUT_NOTE, wishes_note, desk.tell_how, THOSE_WHO_WRITE, shown=False
            ),
            Command(
                "decisions",
                texts.SAY_ASK,
                texts.ABOUT_ASK,
                read_question,
                desk.answer,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
        ),
        presses=(
            Press(cards.SaveNote, desk.save, THOSE_WHO_WRITE),
            Press(cards.LeaveNote, desk.leave, THOSE_WHO_WRITE),
            Press(cards.RemoveNote, desk.remove, THOSE_WHO_WRITE),
        ),
        chapters=build_chapters(decisions),
        holdings=(_holding(),),
        last_deed=desk.last_deed,
    )


class _Desk:
    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._finder = finder_of(decisions.seating.cooperation)

    async def tell_how(self, turn: Turn, _: str) -> Reply:
        """Say how something is written down."""
        return Reply(text=texts.HOW(turn.lang, **examples_of(self._decisions.seating.cooperation, turn.lang)))

    async def preview(self, turn: Turn, said: str) -> Reply | None:
        written = read_note(said, turn.at)
        if written is None:
            return None
        lang = turn.lang
        body = None
        if written.kind is Kind.DECISION:
            unnamed = written.body.casefold() in _ALL_OF_US
            body = self._finder.here(turn) if unnamed else self._finder.which_body(written.body)
            body = body or (self._finder.which_body(written.what) if unnamed else None)
            if body is None:
                every = join_names([named(each, lang) for each in self._decisions.bodies.values()], lang)
                unknown = "" if unnamed else texts.UNKNOWN_BODY(lang, said=escape(written.body)) + " "
                return Reply(text=texts.WHICH_BODY(lang, unknown=unknown, bodies=every))
            if not written.what:
                return Reply(text=texts.NO_WHAT(lang, body=named(body, lang)))
        note = Note(
            self._decisions.new_key(),
            written.kind,
            written.on or local_day(turn.at),
            written.what,
            turn.person.id,
            turn.person.name,
            turn.at,
            body.id if body else "",
            written.whom,
            written.paragraph,
        )
        if refused := await self._refusal(turn, note):
            return refused
        if written.on is None:
            return Reply(text=(texts.IS_AHEAD if written.ahead else texts.WHICH_DAY)(lang))
        return Reply(card=cards.preview_card(note, self._decisions.bodies, lang))

    async def _refusal(self, turn: Turn, note: Note) -> Reply | None:
        """Return why a note cannot be written down, None when it can."""
        lang = turn.lang
        if (count := len(note.what) + len(note.whom)) > LONGEST:
            return Reply(text=texts.TOO_LONG(lang, count=count, limit=LONGEST))
        if note.on > local_day(turn.at):
            return Reply(text=texts.IS_AHEAD(lang))
        if local_day(turn.at) - note.on > FARTHEST_BACK:
            return Reply(text=texts.TOO_LONG_AGO(lang))
        body = self._decisions.bodies.get(note.body)
        if body and not await self._decisions.seating.may_change(turn, body):
            return Reply(text=texts.NOT_YOUR_BODY(lang, body=named(body, lang)))
        return None

    async def save(self, turn: Turn, press: cards.SaveNote) -> Reply:
        """Write down what the card shows."""
        known = press.kind is Kind.MEETING or press.body in self._decisions.bodies
        if not 0 < len(press.key) <= LONGEST_KEY or not known:
            return Reply(text=texts.GONE(turn.lang))
        who = turn.person
        note = Note(
            press.key,
            press.kind,
            press.on,
            press.what,
            who.id,
            who.name,
            turn.at,
            press.body,
            press.whom,
            press.paragraph[:10],
        )
        if refused := await self._refusal(turn, note):
            return refused
        kept = await self._decisions.save(turn, note)
        return Reply(card=cards.saved_card(kept, self._decisions.bodies, turn.lang), replaces=True)

    async def leave(self, turn: Turn, _: cards.LeaveNote) -> Reply:
        """Write nothing down."""
        return Reply(text=texts.LEFT(turn.lang), replaces=True)

    async def remove(self, turn: Turn, press: cards.RemoveNote) -> Reply:
        """Take away what was written down."""
        note = await self._decisions.note(press.key) if 0 < len(press.key) <= LONGEST_KEY else None
        if note is None:
            return Reply(text=texts.GONE(turn.lang))
        if refused := await self._keeps(turn, note):
            return refused
        removed = await self._decisions.remove(turn, press.key)
        return Reply(text=(texts.REMOVED if removed else texts.GONE)(turn.lang), replaces=True)

    async def _keeps(self, turn: Turn, note: Note) -> Reply | None:
        """Return why a note is not the person's to remove, None when it is.

        A decision is its body's. A meeting with others is no body's, so it is of whoever wrote it down.
        """
        body = self._decisions.bodies.get(note.body)
        if body:
            allowed = await self._decisions.seating.may_change(turn, body)
            return None if allowed else Reply(text=texts.NOT_YOUR_BODY(turn.lang, body=named(body, turn.lang)))
        if turn.role is Role.SECRETARIAT or note.by == turn.person.id:
            return None
        return Reply(text=texts.NOT_YOUR_NOTE(turn.lang))

    async def last_deed(self, turn: Turn) -> Deed | None:
        """Return the note that the person wrote down last: taken back, it is removed."""
        note = await self._decisions.latest(turn)
        if note is None or turn.role not in THOSE_WHO_WRITE:
            return None

        async def take_back() -> Reply:
            if refused := await self._keeps(turn, note):
                return refused
            removed = await self._decisions.remove(turn, note.id)
            what = escape(cards.in_line(note, self._decisions.bodies, turn.lang))
            return Reply(text=texts.UNDONE(turn.lang, what=what) if removed else texts.GONE(turn.lang))

        return Deed(note.at, take_back)

    async def answer(self, turn: Turn, asked: Asked) -> Reply | None:
        """Answer from what was written down; what is not there is left to the reports."""
        notes = await self._decisions.every(asked.kind)
        if asked.kind is Kind.DECISION and asked.body not in _ALL_OF_US:
            body = self._finder.which_body(asked.body)
            if body is None:
                return None
            notes = [note for note in notes if note.body == body.id]
        if asked.year:
            year = local_day(turn.at).year if asked.year == THIS_YEAR else asked.year
            notes = [note for note in notes if note.on.year == year]
        found = fitting(notes, f"{asked.about} {asked.whom}")
        if not found:
            return None
        card = cards.answer_card(found, self._decisions.bodies, turn.lang)
        return Reply(card=card, outcome="answered", sources=(cards.source_of(found[0], turn.lang),))


def _holding() -> Holding:
    async def tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
        found = await tx.find(NOTES, by=subject.member) if subject.member else []
        return [
            {"slag": each.value.kind.value, "dag": each.value.on.isoformat(), "vad": each.value.what} for each in found
        ]

    async def erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
        found = await tx.find(NOTES, by=subject.member) if subject.member else []
        for kept in found:
            await tx.put(NOTES, kept, replace(kept.value, by="", by_name=""))
        return Erasure(len(found))

    return Holding(
        name="decisions",
        what=texts.HOLDING,
        why=texts.HOLDING_WHY,
        ground=GROUND_INTEREST,
        kept_for=texts.HOLDING_KEPT,
        tell=tell,
        erase=erase,
    )
