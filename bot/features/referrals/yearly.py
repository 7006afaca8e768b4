"""The referrals in the yearly report: what was answered jointly, when, to whom, and who contributed."""

import datetime as dt
from collections.abc import Sequence

from bot.core.calendar import local_day
from bot.core.card import Rows, Table, Words
from bot.core.report import Block, Chapter, Place
from bot.core.text import Lang, join_names
from bot.core.when.writing import write_day_of_year
from bot.features.referrals import joint_texts, texts
from bot.features.referrals.joint import JointAnswers, contributors
from bot.features.referrals.model import OPEN, State
from bot.features.referrals.service import Referrals


def build_chapter(joint: JointAnswers, referrals: Referrals) -> Chapter:
    """Return the referrals' part of the report."""

    async def write(year: int, lang: Lang, now: dt.datetime) -> Sequence[Block]:
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        rounds = await joint.answered_between(first, last)
        apart = [
            each.title
            for each in await referrals.those(State.SEPARATE)
            if each.decided_on and first <= each.decided_on <= last
        ]
        blocks: list[Block] = []
        if rounds:
            count = len(rounds)
            blocks.append(Words(texts.CH_ONE(lang) if count == 1 else texts.CH_HEAD(lang, count=count)))
            headings = (
                texts.CH_DAY(lang),
                texts.CH_TITLE(lang),
                texts.ISSUER(lang),
                texts.NUMBER(lang),
                texts.CH_BY(lang),
            )
            rows = []
            for each in rounds:
                referral = each.referral
                rows.append(
                    (
                        write_day_of_year(referral.answered_on or referral.due_on, lang),
                        referral.title,
                        referral.issuer,
                        referral.number or "–",
                        join_names(contributors(each), lang) or texts.CH_NOBODY(lang),
                    )
                )
            blocks.append(Table(headings, tuple(rows)))
            became = [f"{each.referral.title}: {each.referral.outcome}" for each in rounds if each.referral.outcome]
            if became:
                blocks += [Words(joint_texts.OUTCOME(lang), strong=True), Rows(tuple(became))]
        if apart:
            blocks.append(Words(texts.CH_APART(lang, titles=join_names(apart, lang))))
        pending = [
            each
            for each in await referrals.those(*OPEN)
            if each.due_on > last and local_day(each.registered_at) <= last
        ]
        if pending and local_day(now) > last:
            blocks.append(Words(texts.CH_UNANSWERED(lang, count=len(pending))))
        return blocks

    return Chapter(Place.REFERRALS, write)
