"""What the knowledge keeps about people: who asked what, and who answered it."""

import datetime as dt
from dataclasses import replace
from typing import Any, Final

from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Transaction
from bot.core.scrubbing import scrub_all
from bot.core.texts import GROUND_INTEREST
from bot.features.knowledge import texts
from bot.features.knowledge.questions import (
    LAST_QUESTIONS,
    LEARNED,
    PASSED,
    PERSON_KEPT_FOR,
    REMEMBERED_FOR,
    VERDICTS,
    anonymous,
    without_person,
)

AT_ONCE: Final = 1000


def build_holding() -> Holding:
    """Return what is declared of it."""
    return Holding(
        name="questions",
        what=texts.HOLDS,
        why=texts.HOLDS_WHY,
        ground=GROUND_INTEREST,
        kept_for=texts.HOLDS_KEPT,
        tell=_tell,
        erase=_erase,
        expire=_expire,
    )


async def _tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    asked = await tx.find(PASSED, asker=subject.member) if subject.member else []
    return [
        {
            "fråga": kept.value.question,
            "ställd": kept.value.passed_at.isoformat(),
            "läge": kept.value.state,
            "svar": kept.value.reply,
        }
        for kept in asked
    ]


async def _erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    """Take away the person's questions with their words; that there was one stays, and so do facts that came of it."""
    count = 0
    for kept in await tx.find(PASSED, asker=subject.member) if subject.member else []:
        await tx.put(PASSED, kept, anonymous(kept.value))
        count += 1
    for collection in (PASSED, LEARNED, VERDICTS, LAST_QUESTIONS):
        count += await scrub_all(tx, collection, subject)
    return Erasure(count)


async def _expire(tx: Transaction, now: dt.datetime) -> int:
    """Take away who asked and in which words after a year, verdicts too, and the last questions after a day."""
    count = 0
    for kept in await tx.between(PASSED, "passed_at", None, now - PERSON_KEPT_FOR):
        if (after := without_person(kept.value, now)) != kept.value:
            await tx.put(PASSED, kept, after)
            count += 1
    for learned in [kept async for kept in tx.all(LEARNED)]:
        if learned.value.made_by and now - learned.value.made_at >= PERSON_KEPT_FOR:
            await tx.put(LEARNED, learned, replace(learned.value, made_by=""))
            count += 1
    for verdict in await tx.between(VERDICTS, "at", None, now - PERSON_KEPT_FOR, limit=AT_ONCE):
        await tx.remove(VERDICTS, verdict)
        count += 1
    for last in await tx.between(LAST_QUESTIONS, "at", None, now - REMEMBERED_FOR, limit=AT_ONCE):
        await tx.remove(LAST_QUESTIONS, last)
        count += 1
    return count
