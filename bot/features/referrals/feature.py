"""Referrals in conversation: what the feature declares."""

from bot.core.deed import last_in_journal
from bot.core.feature import Feature, Routine, Subject
from bot.core.overview import Focus, Section
from bot.core.page import Page
from bot.core.turn import Turn
from bot.features.referrals import texts
from bot.features.referrals.answering import Answering
from bot.features.referrals.asking import Asking
from bot.features.referrals.chasing import CHASE, EVERY_MORNING, USEFUL_SECONDS, Chasing
from bot.features.referrals.closing import Closing
from bot.features.referrals.holdings import build_holding
from bot.features.referrals.joint import FOLLOW_UP, TEXT_ROOM, WORD_ROOM, JointAnswers
from bot.features.referrals.matters import find_matters
from bot.features.referrals.meaning import Meaning
from bot.features.referrals.overview import overview_of
from bot.features.referrals.reminding import Reminding
from bot.features.referrals.search import ReferralSearch
from bot.features.referrals.service import Referrals
from bot.features.referrals.steering import Steering
from bot.features.referrals.yearly import build_chapter

SHOWN_FIRST = (
    "referral-choose",
    "referral-answer",
    "referral-status",
    "referrals-open",
    "referral-remind",
    "referral-move",
    "referral-draft",
    "referral-close",
    "referral-outcome-told",
    "referral-outcome",
    "referrals-answered",
    "referral-town",
)
"""The round in its order, as help tells it; what is taken back comes last."""


def build_referrals(referrals: Referrals, joint: JointAnswers) -> Feature:
    """Return the feature."""
    meaning = Meaning(referrals)
    asking, answering = Asking(referrals, joint, meaning), Answering(referrals, meaning)
    steering, closing = Steering(referrals, meaning), Closing(referrals, joint, meaning)
    chasing = Chasing(referrals.ground, referrals.check_meetings)
    reminding = Reminding(referrals, meaning, chasing)
    commands = (
        *reminding.commands,
        *answering.commands,
        *steering.commands,
        *closing.commands,
        *asking.commands,
        *answering.last_commands,
    )

    async def overview(turn: Turn, focus: Focus) -> list[Section]:
        return await overview_of(referrals, turn, focus)

    return Feature(
        name="referrals",
        subject=Subject.REFERRALS,
        shown_first=SHOWN_FIRST,
        commands=commands,
        presses=(
            meaning.goes_on_with(commands),
            *asking.presses,
            *answering.presses,
            *steering.presses,
            *closing.presses,
            *reminding.presses,
        ),
        use_cases={CHASE: chasing.run, FOLLOW_UP: joint.follow_up},
        routines=(Routine(CHASE, EVERY_MORNING, USEFUL_SECONDS),),
        search=ReferralSearch(referrals).search,
        overview=overview,
        matters=find_matters,
        holdings=(build_holding(),),
        pages=(Page(WORD_ROOM, joint.serve_word), Page(TEXT_ROOM, joint.serve_text)),
        chapters=(build_chapter(joint, referrals),),
        last_deed=last_in_journal(referrals.ground.store, "referral:", texts.INSTEAD),
    )
