"""The joint answer: its drafts, that it has been sent, and what became of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.calendar import local_day, to_utc
from bot.core.outbox import post
from bot.core.page import DOCX_TYPE, MARKDOWN_TYPE, Document
from bot.core.ports import Transaction
from bot.core.text import LANGS
from bot.core.timers import Timer, set_timer
from bot.core.turn import Message, Reply, Role, Turn
from bot.features.bodies.lineup import Lineup
from bot.features.bodies.reach import lang_of, way_to
from bot.features.referrals import answer_cards, joint_texts, texts
from bot.features.referrals.chasing import settle_chases
from bot.features.referrals.draft import DRAFTS, BrokenTemplate, Content, Draft, content_of, draft_key, markdown_of
from bot.features.referrals.model import FOLLOWED_UP_AFTER, OPEN, REFERRALS, Referral, Round, Says, Standing, State
from bot.features.referrals.record import (
    about_referral,
    both,
    round_of,
    say_in_channel,
    tell_channels,
    tell_offices,
    tell_secretariat,
    towns_of,
    with_state,
    write,
)
from bot.features.referrals.service import BadDay, Changed, Gone, Referrals
from bot.features.referrals.timetable import Step, office_day_after

FOLLOW_UP = "referral-follow-up"
ASKED_AGAIN_AFTER = dt.timedelta(days=91)
WORD_ROOM, TEXT_ROOM = "utkast", "utkast-text"
DAY_BEGINS = dt.time(9, 0)
LONGEST_OUTCOME = 2_000


class NotForYou(Exception):
    """The draft is for the secretariat and for those who have a seat in the bodies that write it."""


@dataclass(frozen=True, slots=True)
class Template:
    """The secretariat's own Word template as it lies in the data folder; `body` None when the file is not there."""

    name: str
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """The versions of a draft, oldest first; `fresh` when one was made now, `broken` the name of a bad template."""

    round: Round
    versions: tuple[Draft, ...]
    fresh: bool
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """A referral that has been answered; `again` when that had been noted before."""

    round: Round
    again: bool = False


class JointAnswers:
    """The joint answers of one cooperation. `read_template` returns the template as it is now, None for none."""

    def __init__(self, referrals: Referrals, read_template: Callable[[], Template | None]) -> None:
        self._referrals = referrals
        self._ground = referrals.ground
        self._read_template = read_template

    # Drafts

    async def draft(self, turn: Turn, key: str) -> Drafted:
        """Make a draft of what has been said until now; the same as the latest version is no new one.

        Raises Gone, NotForYou, and Changed when the referral is not answered jointly.
        """
        day = local_day(turn.at)
        committee = self._ground.of_kind("committee")
        lineup = await self._ground.seating.lineup(committee, day) if committee else None

        async def work(tx: Transaction) -> Drafted:
            kept = await self._referrals.kept(tx, key)
            if turn.role is not Role.SECRETARIAT and not await towns_of(
                tx, self._ground, kept.value, turn.person.id, day
            ):
                raise NotForYou
            if kept.value.state not in {State.JOINT, State.ANSWERED}:
                raise Changed(kept.value)
            found = await round_of(tx, self._ground, kept.value, day)
            if found is None:
                raise Gone
            before = sorted((each.value for each in await tx.find(DRAFTS, referral=key)), key=lambda each: each.version)
            content = self._content(found, lineup, day)
            if before and replace(before[-1].content, dated_on=day) == content:
                return Drafted(found, tuple(before), fresh=False, broken=self._broken(before[-1]))
            fresh = Draft(
                self._ground.new_id(),
                key,
                len(before) + 1,
                turn.person.id,
                turn.person.name,
                turn.at,
                content,
            )
            await tx.add(DRAFTS, draft_key(key, fresh.version), fresh)
            said = both(texts.J_DRAFTED, version=fresh.version)
            await write(tx, self._ground, kept.value, turn.at, turn, said)
            return Drafted(found, (*before, fresh), fresh=True, broken=self._broken(fresh))

        return await self._referrals.run(work)

    def _content(self, found: Round, lineup: Lineup | None, day: dt.date) -> Content:
        decided = found.referral.timetable.on(Step.DECIDE)
        cooperation = self._ground.seating.cooperation
        signatories = []
        if lineup and lineup.chair:
            signatories.append((lineup.chair.name, joint_texts.D_CHAIR("sv", body=lineup.body.name("sv"))))
        if cooperation.secretariat.people:
            clerk = cooperation.secretariat.people[0]
            signatories.append((clerk.name, f"{clerk.role('sv')}, {cooperation.secretariat.name('sv')}".capitalize()))
        return content_of(found, cooperation.name("sv"), day, decided, signatories)

    def _broken(self, draft: Draft) -> str:
        """Return the name of the template when it cannot be used, else nothing."""
        template = self._read_template()
        if template is None:
            return ""
        if template.body is None:
            return template.name
        from bot.features.referrals.document import word_of  # python-docx takes a tenth of the start

        try:
            word_of(draft, template.body)
        except BrokenTemplate:
            return template.name
        return ""

    async def serve_word(self, key: str, _: dt.datetime) -> Document | None:
        """Return a draft as a Word document, in the template where it can be used."""
        draft = await self._fetched(key)
        if draft is None:
            return None
        from bot.features.referrals.document import word_of  # as above

        template = self._read_template()
        try:
            body = word_of(draft, template.body if template else None)
        except BrokenTemplate:
            body = word_of(draft)
        return Document(f"{file_name(draft)}.docx", DOCX_TYPE, body)

    async def serve_text(self, key: str, _: dt.datetime) -> Document | None:
        """Return a draft as Markdown."""
        draft = await self._fetched(key)
        return Document(f"{file_name(draft)}.md", MARKDOWN_TYPE, markdown_of(draft).encode()) if draft else None

    async def _fetched(self, key: str) -> Draft | None:
        found = await self._ground.store.run(lambda tx: tx.find(DRAFTS, key=key)) if key.isalnum() else []
        return found[0].value if found else None

    # Sent

    async def close(self, turn: Turn, key: str, answered_on: dt.date, link: str) -> Closed:
        """Note that the joint answer has been sent, and let everybody who contributed and the offices have it.

        A second time only a new link is kept. Raises Gone, Changed when it is not answered jointly, and BadDay for a
        day that has not come or comes before the referral.
        """
        day = local_day(turn.at)

        async def work(tx: Transaction) -> Closed:
            kept = await self._referrals.kept(tx, key)
            before = kept.value
            if before.state not in OPEN | {State.ANSWERED}:
                raise Changed(before)
            if not local_day(before.registered_at) <= answered_on <= day:
                raise BadDay
            found = await round_of(tx, self._ground, before, day)
            if found is None:
                raise Gone
            if before.state is State.ANSWERED:
                if link and link != before.answer_link:
                    await tx.put(REFERRALS, kept, replace(before, answer_link=link))
                    await tell_channels(tx, self._ground, replace(before, answer_link=link), turn.at)
                again = await round_of(tx, self._ground, replace(before, answer_link=link or before.answer_link), day)
                return Closed(again or found, again=True)
            follow_up = office_day_after(answered_on + FOLLOWED_UP_AFTER)
            after = replace(
                before, state=State.ANSWERED, answered_on=answered_on, answer_link=link, follow_up_on=follow_up
            )
            await tx.put(REFERRALS, kept, after)
            said = both(texts.J_CLOSED, day=answered_on.isoformat(), link=link or "–")
            await write(tx, self._ground, after, turn.at, turn, said)
            await tell_channels(tx, self._ground, after, turn.at)
            closed = replace(found, referral=after)
            await self._tell_contributors(tx, closed, turn)
            await tell_offices(
                tx,
                self._ground,
                closed,
                "answered",
                {lang: Message.of(Reply(card=answer_cards.sent_card(closed, lang, turn.at))) for lang in LANGS},
                turn,
            )
            await settle_chases(tx, self._ground, found.rows, turn.at)
            await self._set_follow_up(tx, after)
            return Closed(closed)

        return await self._referrals.run(work)

    async def _tell_contributors(self, tx: Transaction, closed: Round, turn: Turn) -> None:
        """Tell everybody who said something for a municipality, in person or else by its name in the channel."""
        left = []
        for row in closed.rows:
            if row.response is None or row.response.says is Says.RECEIVED:
                continue
            people = {each.member for each in (row.holder, row.stand_in) if each and each.member}
            wanted = [person for person in (row.response.by, *sorted(people)) if person]
            reachable = [each for each in wanted if each != turn.person.id and await way_to(tx, each)]
            reached = reachable[0] if reachable else None
            if reached is None:
                left.append(row)
                continue
            lang = await lang_of(tx, reached, self._ground.lang)
            await post(
                tx,
                to=f"person:{reached}",
                message=Message.of(Reply(card=answer_cards.sent_card(closed, lang, turn.at))),
                not_before=turn.at,
                dedupe_key=f"referral-sent:{closed.referral.id}:{reached}",
                about=about_referral(closed.referral.id),
                if_unsure="not",
                lang=lang,
            )
        if left:
            said = answer_cards.sent_words(closed, left, self._ground.lang, turn.at)
            await say_in_channel(tx, self._ground, closed.referral, said, "sent", turn.at)

    # What became of it

    async def _set_follow_up(self, tx: Transaction, referral: Referral) -> None:
        if referral.follow_up_on:
            at = to_utc(dt.datetime.combine(referral.follow_up_on, DAY_BEGINS))
            key = f"{FOLLOW_UP}:{referral.id}"
            await set_timer(tx, key=key, runs=FOLLOW_UP, at=at, about=about_referral(referral.id))

    async def follow_up(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Ask the secretariat what became of an answer, unless somebody has told."""
        kept = await tx.get(REFERRALS, timer.about.removeprefix(about_referral("")))
        if kept is None or kept.value.state is not State.ANSWERED or kept.value.outcome:
            return
        referral = kept.value
        await tell_secretariat(
            tx,
            self._ground,
            f"follow-up:{referral.id}:{local_day(now)}",
            about_referral(referral.id),
            now,
            lambda lang: Reply(card=answer_cards.follow_up_card(referral, lang, now)),
        )

    async def ask_later(self, turn: Turn, key: str) -> Referral:
        """Ask again in three months."""

        async def work(tx: Transaction) -> Referral:
            kept = await self._referrals.kept(tx, key)
            after = replace(kept.value, follow_up_on=office_day_after(local_day(turn.at) + ASKED_AGAIN_AFTER))
            await tx.put(REFERRALS, kept, after)
            await self._set_follow_up(tx, after)
            return after

        return await self._referrals.run(work)

    async def note_outcome(self, turn: Turn, key: str, outcome: str) -> Referral:
        """Keep what became of an answered referral; raises Gone, and Changed when it has not been answered."""

        async def work(tx: Transaction) -> Referral:
            kept = await self._referrals.kept(tx, key)
            if kept.value.state is not State.ANSWERED:
                raise Changed(kept.value)
            after = replace(kept.value, outcome=outcome[:LONGEST_OUTCOME], outcome_on=local_day(turn.at))
            await tx.put(REFERRALS, kept, after)
            said = both(texts.J_OUTCOME, outcome=outcome[:LONGEST_OUTCOME])
            await write(tx, self._ground, after, turn.at, turn, said)
            return after

        return await self._referrals.run(work)

    async def answered_between(self, first: dt.date, last: dt.date) -> list[Round]:
        """Return the referrals that were answered jointly on these days, in order."""

        async def work(tx: Transaction) -> list[Round]:
            found = [
                await round_of(tx, self._ground, referral, referral.answered_on)
                for referral in await with_state(tx, State.ANSWERED)
                if referral.answered_on and first <= referral.answered_on <= last
            ]
            kept = [each for each in found if each]
            return sorted(kept, key=lambda each: (each.referral.answered_on or dt.date.max, each.referral.id))

        return await self._ground.store.run(work)


def contributors(found: Round) -> list[str]:
    """Return the municipalities that have contributed."""
    return [row.municipality.name for row in found.with_standing(Standing.CONTRIBUTED)]


def file_name(draft: Draft) -> str:
    """Return what a draft's file is called, without ending."""
    words = "".join(c if c.isalnum() or c in " -" else " " for c in draft.content.title)
    return f"Yttrande {' '.join(words.split())[:60].strip()} v{draft.version}"
