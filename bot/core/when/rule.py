"""What a rule of reading days is, and what it answers when the day cannot be."""

from collections.abc import Callable

from bot.core.when.days import Day
from bot.core.when.reader import Reader

Read = tuple[Day, int] | None
Rule = Callable[[Reader, int], Read]
WRONG = Day(wrong=True)
GONE = Day(gone=True)
