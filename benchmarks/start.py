"""How soon the bot can take traffic, and how much memory it holds at the start and after many turns."""

import argparse
import asyncio
import datetime as dt
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bots import ROOM, ROOT, Running, free_port, running, wait_until_healthy
from benchmarks.turn import bare_environment, machine, our_environment
from benchmarks.turn_teams import Teams, make_key


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds until /healthz was 200 for each start, resident MB after the last one."""

    seconds: list[float]
    resident_mb: float


def all_questions() -> list[str]:
    """Return every question of data/questions.jsonl: each language and group, answerable or not."""
    return [json.loads(line)["q"] for line in (ROOT / "data" / "questions.jsonl").read_text("utf-8").splitlines()]


def _once(command: str, env: dict[str, str], port: int) -> tuple[float, float]:
    with running([sys.executable, "-m", "bot", command], env, port, ROOM / "logs" / f"start-{command}.log") as bot:
        return wait_until_healthy(bot), bot.resident_mb()


async def measure_dev(times: int) -> Start:
    """Start `dev` on an empty folder again and again."""
    seconds, resident = [], 0.0
    for _ in range(times):
        with tempfile.TemporaryDirectory(dir=ROOM) as folder:
            port = free_port()
            env = {**bare_environment(), "PORT": str(port), "BOT_DATA": folder}
            one, resident = await asyncio.to_thread(_once, "dev", env, port)
            seconds.append(one)
    return Start(seconds, resident)


async def measure_serve(times: int, turns: int) -> tuple[Start, float, float]:
    """Start `serve` again and again; ask `turns` questions of the last.

    Returns the start, resident MB after the turns, and the seconds from start to /healthz with the store they left.
    """
    async with Teams(make_key()) as teams:
        seconds, resident = [], 0.0
        for _ in range(times - 1):
            with tempfile.TemporaryDirectory(dir=ROOM) as folder:
                port = free_port()
                one, _ = await asyncio.to_thread(_once, "serve", our_environment(teams, port, Path(folder)), port)
                seconds.append(one)
        with tempfile.TemporaryDirectory(dir=ROOM) as folder:
            port = free_port()
            env = our_environment(teams, port, Path(folder))
            with running([sys.executable, "-m", "bot", "serve"], env, port, ROOM / "logs" / "start-serve.log") as bot:
                seconds.append(await asyncio.to_thread(wait_until_healthy, bot))
                resident = bot.resident_mb()
                await _ask(teams, bot, turns)
                after = bot.resident_mb()
            again, _ = await asyncio.to_thread(_once, "serve", env, port)
    return Start(seconds, resident), after, again


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
    serve, after, again = await measure_serve(chosen.times, chosen.turns)
    lines = [
        f"Start and memory, {chosen.times} starts. {dt.datetime.now(dt.UTC):%Y-%m-%d}, {machine()}.",
        "",
        f"| | until /healthz, s: least / median / most | RSS at start, MB | RSS after {chosen.turns} turns, MB |",
        "| --- | --- | --- | --- |",
        f"| dev, empty folder, demonstration data | {_spread(dev.seconds)} | {dev.resident_mb:.0f} | |",
        f"| serve, empty folder | {_spread(serve.seconds)} | {serve.resident_mb:.0f} | {after:.0f} |",
        f"| serve, on the store those turns left | {again:.2f} | | |",
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
