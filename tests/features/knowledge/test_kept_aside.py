"""What the bot understands of questions that nobody looked at while it was built: it must not get worse unseen.

Beside them stands one set that was looked at, as people type to the bot in Teams: what was mended there stays so.
"""

from pathlib import Path

import pytest

from bot.features.knowledge.evaluation import evaluate, read_questions, score_lines, share
from bot.features.knowledge.knowledge import Knowledge
from bot.library import read_library

HERE = Path(__file__).parent
BARS = {
    "kept_aside.jsonl": {
        "swedish": 0.92, "paraphrase": 0.85, "english": 0.90, "typo": 0.94, "followup": 0.88, "refuse": 0.93,
    },
    "kept_aside_hard.jsonl": {
        "paraphrase": 0.86, "english": 0.87, "typo": 0.87, "followup": 0.87, "refuse": 0.89,
    },
    "kept_aside_beside.jsonl": {
        "swedish": 0.94, "paraphrase": 0.93, "english": 0.92, "typo": 0.93, "followup": 0.93, "refuse": 0.88,
    },
    "kept_aside_officers.jsonl": {
        "swedish": 0.95, "paraphrase": 0.82, "english": 0.88, "typo": 0.93, "followup": 0.88, "refuse": 0.93,
    },
    "kept_aside_colleagues.jsonl": {
        "swedish": 0.93, "paraphrase": 0.90, "english": 0.90, "typo": 0.87, "followup": 0.90, "refuse": 0.94,
    },
    "kept_aside_teams.jsonl": {
        "swedish": 0.88, "paraphrase": 0.76, "english": 0.75, "typo": 0.87, "followup": 0.87, "refuse": 0.84,
    },
    "teams.jsonl": {
        "swedish": 0.95, "paraphrase": 0.82, "english": 0.96, "typo": 0.93, "followup": 0.92, "refuse": 0.95,
    },
}  # fmt: skip
"""A little under what was measured, so that one question more or less does not decide."""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(read_library(HERE.parents[2] / "data"))


@pytest.mark.parametrize("name", BARS)
def test_questions_kept_aside_are_understood_as_well_as_they_were(name: str, knowledge: Knowledge) -> None:
    questions = read_questions((HERE / name).read_text(encoding="utf-8").splitlines())

    score = evaluate(questions, knowledge.ask)

    below = [group for group, bar in BARS[name].items() if share(score, group) < bar]
    assert not below, "\n".join(score_lines(score, BARS[name]))
    assert score.median_length <= 600
