"""How fast Teams lets a bot write, kept to before Teams has to say so.

Source: Microsoft, "Optimize your bot with rate limiting in Teams" (msteams-docs, bots/how-to/rate-limit.md, as stored
2026-10-08). Making a conversation counts like sending.
"""

import datetime as dt
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Window:
    """At most `count` requests in any span of `seconds`."""

    count: int
    seconds: float


CONVERSATION: Final = (Window(7, 1.0), Window(8, 2.0), Window(60, 30.0), Window(1_800, 3_600.0))
"""What one bot may send in one conversation."""
EVERYWHERE: Final = (Window(50, 1.0),)
"""What one app may send in one tenant, all conversations together; an older text says 30."""
SLACK_SECONDS: Final = 0.05
"""How much longer our windows are than those of Teams: two requests may come nearer to each other on their way."""
ROOM_FOR_EVERYWHERE: Final = 10_000
"""How many instants are remembered for a window over everything, whatever its count."""
ANSWERS: Final = 10
REFUSED_CONVERSATIONS: Final = 5
"""When so many conversations are refused within so many answers, it is not their fault: Teams does not say whether a
429 is for the conversation or for all."""


@dataclass(frozen=True, slots=True)
class _Pause:
    """A span, POSIX seconds, in which nothing is sent. One that lies ahead was begun before the clock was set back."""

    since: float
    until: float

    def left(self, at: float) -> float:
        """Return how long it still lasts at this instant; 0 when it does not."""
        return self.until - at if self.since <= at < self.until else 0.0

    def longer(self, at: float, seconds: float) -> "_Pause":
        """Return the pause that ends so long after this instant, unless this one ends later."""
        return _Pause(at, at + max(seconds, self.left(at)))


class Limiter:
    """Remembers what was sent when, and tells when the next may go.

    It is told the time with each question. Memory: the requests of the longest window, at most 1 800 a conversation
    and, with the limit over everything, 180 000 in all; conversations that were quiet for that long are forgotten.
    """

    def __init__(
        self,
        conversation: Sequence[Window] = CONVERSATION,
        everywhere: Sequence[Window] = EVERYWHERE,
        slack_seconds: float = SLACK_SECONDS,
    ) -> None:
        self._conversation = tuple(conversation)
        self._everywhere = tuple(everywhere)
        self._slack = slack_seconds
        self._share = 1
        self._all: deque[float] = deque(maxlen=_most(self._everywhere))
        self._lanes: OrderedDict[str, deque[float]] = OrderedDict()
        self._paused: dict[str, _Pause] = {}
        self._all_paused = _Pause(0.0, 0.0)
        self._answers: deque[str] = deque(maxlen=ANSWERS)

    @property
    def remembered(self) -> int:
        """How many conversations are remembered."""
        return len(self._lanes)

    def share_among(self, senders: int) -> None:
        """Keep to this sender's part of each limit, as one of so many that send for the same app."""
        self._share = max(1, senders)

    def pause(self, seconds: float, now: dt.datetime, conversation: str | None = None) -> None:
        """Send nothing for so long, in one conversation or, with None, anywhere."""
        at = now.timestamp()
        if conversation is None:
            self._all_paused = self._all_paused.longer(at, seconds)
        else:
            self._paused[conversation] = self._paused.get(conversation, _Pause(at, at)).longer(at, seconds)

    def refused(self, conversation: str, seconds: float, now: dt.datetime) -> None:
        """Note that a conversation was asked to wait; all wait when it is not this conversation's own fault."""
        self.pause(seconds, now, conversation)
        self._answers.append(conversation)
        if len(set(self._answers) - {""}) >= REFUSED_CONVERSATIONS:
            self.pause(seconds, now)
            self._answers.clear()

    def accepted(self) -> None:
        """Note that a message was let through."""
        self._answers.append("")

    def paused_seconds(self, now: dt.datetime) -> float:
        """Return how long all sending is still paused; 0 when it is not."""
        return self._all_paused.left(now.timestamp())

    def room(self, now: dt.datetime) -> int:
        """Return how many requests may go at this instant, all conversations together."""
        at = now.timestamp()
        if self._all_paused.left(at) > 0:
            return 0
        free = (self._part(window) - self._within(self._all, window, at) for window in self._everywhere)
        return max(0, min(free, default=ROOM_FOR_EVERYWHERE))

    def wait_everywhere(self, now: dt.datetime, requests: int = 1) -> float:
        """Return the seconds until there is room for so many requests, whatever the conversation."""
        return max(self.paused_seconds(now), self._wait(self._all, self._everywhere, now.timestamp(), requests))

    def wait(self, conversation: str, now: dt.datetime) -> float:
        """Return the seconds until a request may go in this conversation, as far as the conversation is concerned."""
        at = now.timestamp()
        sent = self._lanes.get(conversation)
        windows = self._wait(sent, self._conversation, at, 1) if sent else 0.0
        paused = self._paused.get(conversation)
        return max(paused.left(at) if paused else 0.0, windows)

    def take(self, conversation: str, now: dt.datetime, *, makes_it: bool = False) -> float:
        """Count a message that goes now and return 0, or return the seconds to wait and count nothing.

        `makes_it` when the conversation must be made first, which is a request more.
        """
        requests = 2 if makes_it else 1
        wait = max(self.wait_everywhere(now, requests), self.wait(conversation, now))
        if wait > 0:
            return wait
        self.took(conversation, now, requests)
        return 0.0

    def took(self, conversation: str, now: dt.datetime, requests: int = 1) -> None:
        """Count a message that went at this instant, in so many requests."""
        at = now.timestamp()
        self._all.extend([at] * requests)
        if not self._conversation:
            return
        lane = self._lanes.get(conversation)
        if lane is None:
            lane = self._lanes[conversation] = deque(maxlen=_most(self._conversation))
        else:
            self._lanes.move_to_end(conversation)
        lane.append(at)
        self._forget(at)

    def _forget(self, at: float) -> None:
        longest = max((window.seconds for window in self._conversation), default=0.0) + self._slack
        while self._lanes:
            oldest = next(iter(self._lanes))
            if self._lanes[oldest][-1] > at - longest:
                break
            del self._lanes[oldest]
        if len(self._paused) > len(self._lanes):
            self._paused = {lane: pause for lane, pause in self._paused.items() if pause.left(at) > 0}

    def _part(self, window: Window) -> int:
        return max(1, window.count // self._share)

    def _within(self, sent: deque[float], window: Window, at: float) -> int:
        since = at - window.seconds - self._slack
        number = 0
        for instant in reversed(sent):
            if instant <= since:
                break
            number += 1
        return number

    def _wait(self, sent: deque[float], windows: Sequence[Window], at: float, requests: int) -> float:
        longest = 0.0
        for window in windows:
            count = max(1, self._part(window) - requests + 1)
            if len(sent) >= count:
                length = window.seconds + self._slack
                # A clock that was set back must not stop sending for longer than the window.
                longest = max(longest, min(sent[-count] + length - at, length))
        return longest


def _most(windows: Sequence[Window]) -> int:
    return max((window.count for window in windows), default=0)
