"""What Prometheus is told: counts of turns, answers, replies and sends, and how the outbox does. Nothing personal."""

import datetime as dt
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from bot.core.outbox import OPEN, OutboxRow, State
from bot.core.ports import Delivery
from bot.core.turn import Reply, Turn
from bot.worker import Pulse

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The counts of one running bot."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        # Which of its counters a counter means is looked up under a lock each time; these are few, and counted often.
        self._turns = cache(
            Counter("bot_turns", "Turns taken, by what happened.", ["kind"], registry=self.registry).labels
        )
        self._answers = cache(
            Counter("bot_answers", "Replies given, by outcome.", ["outcome"], registry=self.registry).labels
        )
        self._failed = Counter("bot_failed_turns", "Turns that ended in an apology.", registry=self.registry)
        self._limited = Counter(
            "bot_limited_turns",
            "Turns not taken, since the person took too many at once.",
            ["kind"],
            registry=self.registry,
        )
        self._replies = cache(
            Counter(
                "bot_replies", "Replies by what came of them at the connector.", ["delivery"], registry=self.registry
            ).labels
        )
        self._sends = Counter(
            "bot_sends",
            "Attempts to send from the outbox, by what came of them.",
            ["outcome"],
            registry=self.registry,
        )
        self._queue = Gauge("bot_outbox_rows", "Rows of the outbox by state.", ["state"], registry=self.registry)
        self._oldest = Gauge(
            "bot_outbox_oldest_due_seconds", "How long the oldest due row has been due.", registry=self.registry
        )
        self._commits = Gauge("bot_store_commits", "Commits since the start.", registry=self.registry)

    def count_turn(self, turn: Turn, reply: Reply | None) -> None:
        """Count a turn and what it was answered with."""
        self._turns(turn.kind.value).inc()
        if reply is not None:
            self._answers(reply.outcome).inc()

    def count_failure(self) -> None:
        """Count a turn that failed."""
        self._failed.inc()

    def count_limited(self, turn: Turn) -> None:
        """Count a turn that was not taken, since the person took too many."""
        self._limited.labels(turn.kind.value).inc()

    def count_delivery(self, _: Turn, delivery: Delivery) -> None:
        """Count what came of a reply."""
        self._replies(type(delivery).__name__.lower()).inc()

    def count_send(self, row: OutboxRow) -> None:
        """Count what came of an attempt at a message: its end, or "again" when it will be tried once more."""
        self._sends.labels("again" if row.state in OPEN else row.state.value).inc()

    def note_outbox(self, pulse: Pulse, now: dt.datetime) -> None:
        """Note how the outbox is doing."""
        for state in State:
            self._queue.labels(state.value).set(pulse.by_state[state])
        self._oldest.set((now - pulse.oldest_due_at).total_seconds() if pulse.oldest_due_at else 0)

    def note_commits(self, number: int) -> None:
        """Note how often the store has committed since the start."""
        self._commits.set(number)

    def text(self) -> bytes:
        """Return everything in Prometheus' text format 0.0.4."""
        return generate_latest(self.registry)
