"""What Prometheus is told: counts of turns, answers and replies. Nothing personal."""

from prometheus_client import CollectorRegistry, Counter, generate_latest

from bot.core.ports import Delivery
from bot.core.turn import Reply, Turn

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The counts of one running bot."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = Counter("bot_turns", "Turns taken, by what happened.", ["kind"], registry=self.registry)
        self._answers = Counter("bot_answers", "Replies given, by outcome.", ["outcome"], registry=self.registry)
        self._replies = Counter(
            "bot_replies", "Replies by what came of them at the connector.", ["delivery"], registry=self.registry
        )

    def count_turn(self, turn: Turn, reply: Reply | None) -> None:
        """Count a turn and what it was answered with."""
        self._turns.labels(turn.kind.value).inc()
        if reply is not None:
            self._answers.labels(reply.outcome).inc()

    def count_delivery(self, _: Turn, delivery: Delivery) -> None:
        """Count what came of a reply."""
        self._replies.labels(type(delivery).__name__.lower()).inc()

    def text(self) -> bytes:
        """Return everything in Prometheus' text format 0.0.4."""
        return generate_latest(self.registry)
