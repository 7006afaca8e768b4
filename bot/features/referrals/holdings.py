"""What referrals keep about people: who answered for a municipality, and who registered and drafted."""

import datetime as dt
from dataclasses import replace
from typing import Any

from bot.core.calendar import local_day
from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Transaction
from bot.core.scrubbing import scrub_all
from bot.core.texts import GROUND_INTEREST
from bot.features.referrals import texts
from bot.features.referrals.draft import DRAFTS
from bot.features.referrals.meaning import KEPT_FOR as PENDING_KEPT_FOR
from bot.features.referrals.meaning import PENDING
from bot.features.referrals.model import REFERRALS, RESPONSES, Referral, ReferralResponse

KEPT_FOR = dt.timedelta(days=2 * 365)
"""How long after the last day it is kept who answered: as long as an answer may be asked about."""


def build_holding() -> Holding:
    """Return what is declared of it."""
    return Holding("referral-answers", texts.H_WHAT, texts.H_WHY, GROUND_INTEREST, texts.H_KEPT, _tell, _erase, _expire)


async def _tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    async for kept in tx.all(RESPONSES):
        response = kept.value
        if _names(response, subject):
            referral = await tx.get(REFERRALS, response.referral)
            found.append(
                {
                    "remiss": referral.value.title if referral else response.referral,
                    "kommun": response.municipality,
                    "svar": response.says.value,
                    "när": response.at.isoformat(),
                    "avsnitt": [each.section for each in response.remarks if each.by_name in subject.names],
                }
            )
    async for kept_referral in tx.all(REFERRALS):
        if subject.member and kept_referral.value.registered_by == subject.member:
            when_ = kept_referral.value.registered_at.isoformat()
            found.append({"registrerade": kept_referral.value.title, "när": when_})
    return found


def _names(response: ReferralResponse, subject: Subject) -> bool:
    """Tell whether somebody is named in an answer, now or in its history."""
    if subject.member and response.by == subject.member:
        return True
    said = [response.by_name, *(each.by_name for each in response.remarks)]
    said += [each.by_name for each in response.history]
    said += [remark.by_name for each in response.history for remark in each.remarks]
    return bool(set(said) & set(subject.names))


def _nameless(response: ReferralResponse, names: set[str] | None, member: str = "") -> ReferralResponse:
    """Return an answer without some people's names, or without anybody's."""

    def gone(name: str) -> bool:
        return names is None or name in names

    remarks = tuple(replace(each, by_name="") if gone(each.by_name) else each for each in response.remarks)
    history = tuple(
        replace(
            said,
            by_name="" if gone(said.by_name) else said.by_name,
            remarks=tuple(replace(each, by_name="") if gone(each.by_name) else each for each in said.remarks),
        )
        for said in response.history
    )
    mine = gone(response.by_name) or (member and response.by == member)
    by, by_name = ("", "") if mine else (response.by, response.by_name)
    return replace(response, by=by, by_name=by_name, remarks=remarks, history=history)


def _unsigned(referral: Referral, subject: Subject | None) -> Referral:
    """Return a referral that does not say of somebody, or with None of anybody, that they registered or decided it."""
    if subject is None or (subject.member and referral.registered_by == subject.member):
        referral = replace(referral, registered_by="", registered_by_name="")
    if subject is None or referral.decided_by_name in subject.names:
        referral = replace(referral, decided_by_name="")
    return referral


async def _erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    erased = 0
    async for kept in tx.all(RESPONSES):
        if _names(kept.value, subject):
            await tx.put(RESPONSES, kept, _nameless(kept.value, set(subject.names), subject.member))
            erased += 1
    async for referral in tx.all(REFERRALS):
        without = _unsigned(referral.value, subject)
        if without != referral.value:
            await tx.put(REFERRALS, referral, without)
            erased += 1
    async for draft in tx.all(DRAFTS):
        if subject.member and draft.value.made_by == subject.member:
            await tx.put(DRAFTS, draft, replace(draft.value, made_by="", made_by_name=""))
            erased += 1
    for pending in await tx.find(PENDING, by=subject.member) if subject.member else []:
        await tx.remove(PENDING, pending)
        erased += 1
    for collection in (RESPONSES, REFERRALS, DRAFTS):
        # Somebody may have named themselves, or others them, in what stays.
        erased += await scrub_all(tx, collection, subject)
    return Erasure(erased, (texts.H_STAYS,) if erased else ())


async def _expire(tx: Transaction, now: dt.datetime) -> int:
    """Take the names out of referrals whose last day was long ago, with their answers and drafts.

    What somebody said of several referrals at once, and never chose among, goes after a day.
    """
    old = await tx.between(REFERRALS, "due_on", end=local_day(now) - KEPT_FOR)
    count = 0
    for referral in old:
        for kept in await tx.find(RESPONSES, referral=referral.id):
            fresh = _nameless(kept.value, None)
            if fresh != kept.value:
                await tx.put(RESPONSES, kept, fresh)
                count += 1
        for draft in await tx.find(DRAFTS, referral=referral.id):
            if draft.value.made_by or draft.value.made_by_name:
                await tx.put(DRAFTS, draft, replace(draft.value, made_by="", made_by_name=""))
                count += 1
        if (unsigned := _unsigned(referral.value, None)) != referral.value:
            await tx.put(REFERRALS, referral, unsigned)
            count += 1
    for pending in await tx.between(PENDING, "at", end=now - PENDING_KEPT_FOR):
        await tx.remove(PENDING, pending)
        count += 1
    return count
