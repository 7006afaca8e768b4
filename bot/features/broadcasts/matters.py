"""Finds the broadcast that somebody wants to take out of the journal."""

import datetime as dt
import re

from bot.core.journal import in_both
from bot.core.matter import Matter
from bot.core.ports import Transaction
from bot.features.broadcasts import texts
from bot.features.broadcasts.model import BROADCASTS

_NAMED = re.compile(r"\b(?:utskick(?:et)?|broadcast)\s*(?:nr\.?|nummer|no\.?|#)?\s*(\d{1,6})\b", re.IGNORECASE)


async def find_matters(tx: Transaction, said: str, _: dt.datetime) -> list[Matter]:
    """Return the broadcast with the number that is said."""
    found = _NAMED.search(said)
    if found is None:
        return []
    number = str(int(found[1]))
    return [
        Matter(kept.value.key, in_both(lambda lang: texts.MATTER(lang, number=number)))
        for kept in await tx.find(BROADCASTS, number=number)
    ]
