"""The log tells where a fault happened, and nothing of what anybody said."""

import json
import logging
import sys

from aiohttp.http_exceptions import BadHttpMessage

from bot.logs import JsonFormatter, WordlessFormatter, tell_malformed_http
from bot.turns import TURN, turn_mark

NAME = "Anna Ek"


def _record(name: str = "bot.worker") -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, __file__, 1, "it failed", None, sys.exc_info())


def _fail(question: str) -> None:
    try:
        dict[str, str]()[question]
    except KeyError as fault:
        raise ValueError(f"could not answer {question}") from fault


def test_a_fault_is_told_by_type_and_frames_and_so_is_its_cause() -> None:
    try:
        _fail("hemligheten")
    except ValueError:
        written = WordlessFormatter("%(message)s").format(_record())
    assert "hemligheten" not in written.replace('_fail("hemligheten")', "")
    lines = written.splitlines()
    assert (lines[0], lines[-1]) == ("it failed", "ValueError")
    assert "KeyError" in lines
    assert any("test_logs.py" in line for line in lines)


def _receive(said: str) -> None:
    raise BadHttpMessage(said)


def test_malformed_http_is_one_line() -> None:
    try:
        _receive("X : hemligheten")
    except BadHttpMessage:
        record, ours = _record("aiohttp.server"), _record()
    assert tell_malformed_http(record)
    assert WordlessFormatter("%(levelname)s %(message)s").format(record) == "WARNING malformed HTTP: BadHttpMessage"
    assert tell_malformed_http(ours)
    assert ours.exc_info


def test_a_line_of_json_tells_the_turn_and_the_reference_and_never_the_words() -> None:
    record = logging.LogRecord("bot.dispatcher", logging.ERROR, "x.py", 1, "turn failed, reference %s", ("ab12",), None)
    record.reference = "ab12"
    try:
        _fail(NAME)
    except ValueError:
        record.exc_info = sys.exc_info()
    token = TURN.set(turn_mark("1700000000001"))
    said = json.loads(JsonFormatter().format(record))
    TURN.reset(token)
    assert said["level"] == "error"
    assert said["reference"] == "ab12"
    assert said["turn"] == turn_mark("1700000000001") != "1700000000001"
    assert said["trace"].endswith("ValueError")
    assert NAME not in json.dumps(said)
