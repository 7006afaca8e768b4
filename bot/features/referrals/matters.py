"""Finds the referrals that somebody wants to take out of the journal: by case number or by words of the title."""

import datetime as dt

from bot.core.journal import in_both
from bot.core.matter import Matter
from bot.core.ports import Transaction
from bot.features.referrals.model import REFERRALS, Referral
from bot.features.referrals.naming import named
from bot.features.referrals.record import about_referral


async def find_matters(tx: Transaction, said: str, _: dt.datetime) -> list[Matter]:
    """Return the referrals that are named."""
    every = [kept.value async for kept in tx.all(REFERRALS)]
    return [_matter(each) for each in named(said, every)]


def _matter(referral: Referral) -> Matter:
    return Matter(about_referral(referral.id), in_both(lambda _: referral.title), referral.number)
