"""How soon the bot can take traffic, and how much memory it holds at the start and after many turns."""

import argparse
import asyncio
import datetime as dt
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bots import ROOM, ROOT, Running, free_port, running, wait_until_healthy
from benchmarks.turn import bare_environment, machine, our_environment
from benchmarks.turn_teams import Teams, make_key


@dataclass(slots=True)
class Start:
    """Of each start the seconds until /healthz was 200 and the CPU seconds used by then; resident MB of the last."""

    seconds: list[float] = field(default_factory=list)
    cpu_seconds: list[float] = field(default_factory=list)
    resident_mb: float = 0.0

    def add(self, bot: Running) -> None:
        """Wait until a bot that was just started is healthy, and note what it took."""
        self.seconds.append(wait_until_healthy(bot))
        self.cpu_seconds.append(bot.cpu_seconds())
        self.resident_mb = bot.resident_mb()


def all_questions() -> list[str]:
    """Return every question of data/questions.jsonl: each language and group, answerable or not."""
    return [json.loads(line)["q"] for line in (ROOT / "data" / "questions.jsonl").read_text("utf-8").splitlines()]


def _add_one(start: Start, command: str, env: dict[str, str], port: int) -> None:
    with running([sys.executable, "-m", "bot", command], env, port, ROOM / "logs" / f"start-{command}.log") as bot:
        start.add(bot)


async def measure_dev(times: int) -> Start:
    """Start `dev` on an empty folder again and again."""
    start = Start()
    for _ in range(times):
        with tempfile.TemporaryDirectory(dir=ROOM) as folder:
            port = free_port()
            env = {**bare_environment(), "PORT": str(port), "BOT_DATA": folder}
            await asyncio.to_thread(_add_one, start, "dev", env, port)
    return start


async def measure_serve(times: int, turns: int) -> tuple[Start, float, Start]:
    """Start `serve` on an empty folder again and again, then ask one `turns` questions and start on what it left.

    Returns the starts, the resident MB after the turns, and the starts on the store they left.
    """
    empty, filled = Start(), Start()
    async with Teams(make_key()) as teams:
        for _ in range(times):
            with tempfile.TemporaryDirectory(dir=ROOM) as folder:
                port = free_port()
                env = our_environment(teams, port, Path(folder))
                await asyncio.to_thread(_add_one, empty, "serve", env, port)
        with tempfile.TemporaryDirectory(dir=ROOM) as folder:
            port = free_port()
            env = our_environment(teams, port, Path(folder))
            with running([sys.executable, "-m", "bot", "serve"], env, port, ROOM / "logs" / "start-turns.log") as bot:
                await asyncio.to_thread(wait_until_healthy, bot)
                await _ask(teams, bot, turns)
                after = bot.resident_mb()
            for _ in range(times):
                await asyncio.to_thread(_add_one, filled, "serve", env, port)
    return empty, after, filled


async def _ask(teams: Teams, bot: Running, turns: int) -> None:
    questions = all_questions()
    order = iter(range(turns))

    async def ask_in_turn(worker: int) -> None:
        for number in order:
            person = worker * 12 + number % 12
            await teams.ask(bot.port, person, questions[number % len(questions)], teams.token())

    async with asyncio.TaskGroup() as workers:
        for worker in range(4):
            workers.create_task(ask_in_turn(worker))


async def _measure(chosen: argparse.Namespace) -> str:
    ROOM.mkdir(parents=True, exist_ok=True)
    dev = await measure_dev(chosen.times)
    serve, after, filled = await measure_serve(chosen.times, chosen.turns)
    rows = {
        "dev, empty folder, demonstration data": dev,
        "serve, empty folder": serve,
        f"serve, on the store that {chosen.turns} turns left": filled,
    }
    lines = [
        f"Start and memory, {chosen.times} starts each. {dt.datetime.now(dt.UTC):%Y-%m-%d}, {machine()}.",
        "",
        "| | until /healthz is 200, s: least / median / most | CPU, s: least / median / most | RSS, MB |",
        "| --- | --- | --- | --- |",
        *(
            f"| {name} | {_spread(start.seconds)} | {_spread(start.cpu_seconds)} | {start.resident_mb:.0f} |"
            for name, start in rows.items()
        ),
        f"| serve, after {chosen.turns} turns | | | {after:.0f} |",
    ]
    return "\n".join(lines)


def _spread(seconds: Sequence[float]) -> str:
    return f"{min(seconds):.2f} / {statistics.median(seconds):.2f} / {max(seconds):.2f}"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks start", description=__doc__)
    parser.add_argument("--times", type=int, default=7, help="starts of each kind")
    parser.add_argument("--turns", type=int, default=1000, help="questions before memory is read again")
    print(asyncio.run(_measure(parser.parse_args())))


if __name__ == "__main__":
    main()
