import datetime as dt

from bot.core.outbox import State
from bot.core.ports import Failed, Later, Sent
from bot.metrics import Metrics
from bot.worker import Pulse
from tests.core.test_outbox import NOW, attempted


def test_the_outbox_is_counted_by_outcome_and_measured() -> None:
    metrics = Metrics()
    for delivery in (Sent("m"), Sent("m"), Failed("413"), Later(1, "429")):
        metrics.count_send(attempted(delivery))
    waiting = dict.fromkeys((state.value for state in State), 0) | {"waiting": 3}
    due = NOW - dt.timedelta(seconds=90)
    metrics.note_outbox(Pulse(waiting, 0, NOW, due, 0.0, running=True, stands_still=False), NOW)
    metrics.note_commits(7)
    said = metrics.text().decode().splitlines()
    for line in (
        'bot_sends_total{outcome="sent"} 2.0',
        'bot_sends_total{outcome="failed"} 1.0',
        'bot_sends_total{outcome="again"} 1.0',
        'bot_outbox_rows{state="waiting"} 3.0',
        'bot_outbox_rows{state="failed"} 0.0',
        "bot_outbox_oldest_due_seconds 90.0",
        "bot_store_commits 7.0",
    ):
        assert line in said
