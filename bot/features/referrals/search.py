"""Referrals found from any chat: by the title, the issuer or the case number."""

from bot.core.calendar import local_day
from bot.core.swedish.letters import fold
from bot.core.text import shorten
from bot.core.turn import THOSE_WHO_BELONG, Hit, Turn
from bot.features.referrals import cards, texts
from bot.features.referrals.model import OPEN, Round, State
from bot.features.referrals.naming import named
from bot.features.referrals.service import Referrals

SHOWN = 5


class ReferralSearch:
    """Finds referrals under way and answered ones; those from outside find none."""

    def __init__(self, referrals: Referrals) -> None:
        self._referrals = referrals

    async def search(self, turn: Turn) -> list[Hit]:
        """Return the referrals that the words name, those under way first; all of these when they only say referral."""
        words = [word for word in fold(turn.text).split() if len(word) > 1]
        if turn.role not in THOSE_WHO_BELONG or not words:
            return []
        every = await self._referrals.rounds(local_day(turn.at), *OPEN, State.ANSWERED)
        meant = {each.id for each in named(turn.text, [each.referral for each in every])}
        found = [each for each in every if each.referral.id in meant or all(word in _words(each) for word in words)]
        found.sort(key=lambda each: each.referral.state not in OPEN)
        return [self._hit(each, turn) for each in found[:SHOWN]]

    def _hit(self, found: Round, turn: Turn) -> Hit:
        card = cards.status_card(found, turn.lang, turn.at, self._referrals.deciders)
        referral, lang = found.referral, turn.lang
        due = cards.day_of(referral.due_on, lang, turn.at)
        about = texts.FOUND(lang, issuer=referral.issuer, day=due)
        if referral.state is State.ANSWERED and referral.answered_on:
            about = texts.CARD_ANSWERED(lang, day=cards.day_of(referral.answered_on, lang, turn.at))
        return Hit(shorten(referral.title, 80), shorten(about, 120), card)


def _words(found: Round) -> str:
    referral = found.referral
    open_too = "remiss remisser remissen referral referrals" if referral.state in OPEN else ""
    return fold(f"{referral.title} {referral.issuer} {referral.number} {open_too}")
