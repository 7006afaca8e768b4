"""CPU and time of one answered message: this bot beside echoes on Microsoft's three Python kits, in one run.

Each bot is a process of its own, with the token check on and the reply posted to a connector on loopback. This process
plays Teams and the logins. Rounds are interleaved, so that whatever else the machine does hits all alike.
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import itertools
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bots import (
    APP_ID,
    ROOM,
    ROOT,
    SECRET,
    TENANT,
    Running,
    free_port,
    peer_python,
    running,
    wait_until_listening,
)
from benchmarks.turn_teams import SilentBot, Teams, make_key

OURS = "Södertörnsboten"
STOCK = "stock"
PEERS = {
    STOCK: "stock CloudAdapter echo (botbuilder 4.17.1)",
    "agents": "microsoft-agents echo (1.9.0)",
    "teams_apps": "microsoft-teams-apps echo (2.1.1)",
}
CONCURRENCIES = (1, 16)


@dataclass(slots=True)
class Measured:
    """What one bot did at one concurrency: CPU seconds per message and messages per second by round, all latencies."""

    cpu: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Contestant:
    """A running bot with its Teams; `token` goes with every message, or is empty for a new one each time.

    With `unheard` no text comes twice.
    """

    label: str
    bot: Running
    teams: Teams
    token: str
    unheard: Iterator[int] | None = None
    measured: dict[int, Measured] = field(default_factory=lambda: {each: Measured() for each in CONCURRENCIES})
    resident_mb: float = 0.0


def swedish_questions() -> list[str]:
    """Return the Swedish questions of data/questions.jsonl, in the file's order."""
    lines = (ROOT / "data" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [one["q"] for one in map(json.loads, lines) if one["group"] == "swedish"]


def our_environment(teams: Teams, port: int, folder: Path) -> dict[str, str]:
    """Return the environment in which `python -m bot serve` takes `teams` for Microsoft."""
    return {
        **bare_environment(),
        "MicrosoftAppId": APP_ID,
        "MicrosoftAppPassword": SECRET,
        "MicrosoftAppType": "SingleTenant",
        "MicrosoftAppTenantId": TENANT,
        "PORT": str(port),
        "BOT_DATA": str(folder),
        "BOT_SERVICE_HOSTS": "127.0.0.1",
        "BOT_OPENID_METADATA": f"{teams.url}/v1/.well-known/openidconfiguration",
        "BOT_LOGIN": teams.url,
        "BOT_TURNS_PER_MINUTE": "0",
    }


def _peer_environment(teams: Teams, port: int) -> dict[str, str]:
    return {
        **bare_environment(),
        "PORT": str(port),
        "PEER_APP_ID": APP_ID,
        "PEER_SECRET": SECRET,
        "PEER_TENANT": TENANT,
        "PEER_MICROSOFT": teams.url,
    }


def bare_environment() -> dict[str, str]:
    """Return an environment with nothing in it that could change what a bot does."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "NO_PROXY": "127.0.0.1", "PYTHONUNBUFFERED": "1"}


def unheard(text: str, number: int) -> str:
    """Return a question with some letters large and others small, as nobody has written it before."""
    letters = random.Random(f"{number} {text}")  # noqa: S311 — spreading, not secrecy
    return "".join(letters.choice((each.lower(), each.upper())) for each in text)


async def _ask_many(one: Contestant, questions: Sequence[str], number: int, concurrency: int) -> Measured:
    tokens = [one.token or one.teams.token() for _ in range(number)]
    order = iter(range(number))
    latencies: list[float] = []

    async def ask_in_turn(worker: int) -> None:
        for index in order:
            # A person waits for the reply before asking on; each worker plays people of its own.
            people = one.teams.people // concurrency
            person = worker * people + index % people
            text = questions[index % len(questions)]
            if one.unheard is not None:
                text = unheard(text, next(one.unheard))
            latencies.append(await one.teams.ask(one.bot.port, person, text, tokens[index]))

    cpu = one.bot.cpu_seconds()
    began = time.perf_counter()
    async with asyncio.TaskGroup() as workers:
        for worker in range(concurrency):
            workers.create_task(ask_in_turn(worker))
    elapsed = time.perf_counter() - began
    # What a bot does after its reply has left belongs to the message too.
    await asyncio.sleep(0.2)
    return Measured([(one.bot.cpu_seconds() - cpu) / number], [number / elapsed], latencies)


async def _must_refuse_foreign_tokens(one: Contestant, question: str) -> None:
    foreign = Teams(make_key(), port=one.teams.port).token()
    try:
        await one.teams.ask(one.bot.port, 0, question, foreign)
    except SilentBot:
        return
    raise SystemExit(f"{one.label} answered a message whose token somebody else signed; its row would mean nothing.")


async def compare(chosen: argparse.Namespace) -> list[Contestant]:
    """Start the bots, warm them up, measure them round by round, and return what was measured."""
    questions = [chosen.say] if chosen.say else swedish_questions()
    key = make_key()
    pythons = {name: str(peer_python(name)) for name in chosen.bots if name in PEERS}
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=ROOM)))
        contestants: list[Contestant] = []
        for name in chosen.bots:
            teams = await stack.enter_async_context(Teams(key))
            port = free_port()
            if name == OURS:
                command = [sys.executable, "-m", "bot", "serve"]
                env = our_environment(teams, port, folder)
            else:
                command = [pythons[name], "-m", f"benchmarks.peers.{name}"]
                env = _peer_environment(teams, port)
            bot = stack.enter_context(running(command, env, port, ROOM / "logs" / f"{name}.log"))
            token = teams.token() if chosen.one_token else ""
            numbers = itertools.count() if chosen.unheard else None
            contestants.append(Contestant(PEERS.get(name, f"{OURS}, real answers"), bot, teams, token, numbers))
        for one in contestants:
            await wait_until_listening(one.bot)
            await _must_refuse_foreign_tokens(one, questions[0])
            for concurrency in CONCURRENCIES:
                await _ask_many(one, questions, chosen.warm_up // len(CONCURRENCIES), concurrency)
            print(f"{one.label} replies: {one.teams.last_reply[:100]!r}", flush=True)
        for _ in range(chosen.rounds):
            for one in contestants:
                for concurrency, all_rounds in one.measured.items():
                    this = await _ask_many(one, questions, chosen.messages // chosen.rounds, concurrency)
                    all_rounds.cpu += this.cpu
                    all_rounds.rate += this.rate
                    all_rounds.latencies += this.latencies
        for one in contestants:
            one.resident_mb = one.bot.resident_mb()
        return contestants


def table(contestants: Sequence[Contestant], chosen: argparse.Namespace) -> str:
    """Return what was measured as a Markdown table; CPU is the median of the rounds, latency over all messages."""
    stock = next((one for one in contestants if one.label == PEERS[STOCK]), None)
    once = ", no text twice" if chosen.unheard else ""
    how = (
        f"One answered message, {chosen.messages} at each concurrency in {chosen.rounds} interleaved rounds after "
        f"{chosen.warm_up} to warm up{once}. {dt.datetime.now(dt.UTC):%Y-%m-%d}, {machine()}."
    )
    columns = (
        "bot",
        "CPU c=1, ms",
        "CPU c=16, ms",
        "stock / this",
        "p50 / p99 c=1, ms",
        "p50 / p99 c=16, ms",
        "per s c=1 / c=16",
        "RSS, MB",
        "connections, logins per reply",
    )
    lines = [how, "", f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    for one in contestants:
        first, many = (one.measured[each] for each in CONCURRENCIES)
        cells = [
            one.label,
            _spread(first.cpu),
            _spread(many.cpu),
            " / ".join(
                f"{statistics.median(stock.measured[each].cpu) / statistics.median(one.measured[each].cpu):.1f}"
                for each in CONCURRENCIES
            )
            if stock
            else "",
            _percentiles(first.latencies),
            _percentiles(many.latencies),
            f"{statistics.median(first.rate):.0f} / {statistics.median(many.rate):.0f}",
            f"{one.resident_mb:.0f}",
            f"{len(one.teams.connections) / one.teams.replies:.2f}, {one.teams.logins / one.teams.replies:.2f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def machine() -> str:
    """Return the processor, the number of cores and the Python, as one phrase."""
    cpu = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                cpu = line.partition(":")[2].strip()
                break
    return f"{cpu}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values) * 1e3:.2f} ({min(values) * 1e3:.2f}–{max(values) * 1e3:.2f})"


def _percentiles(latencies: Sequence[float]) -> str:
    cuts = statistics.quantiles(latencies, n=100)
    return f"{cuts[49] * 1e3:.1f} / {cuts[98] * 1e3:.1f}"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks turn", description=__doc__)
    parser.add_argument("--messages", type=int, default=1000, help="at each concurrency")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=300)
    parser.add_argument("--say", default="", help="say this each time instead of the Swedish questions")
    parser.add_argument("--unheard", action="store_true", help="write each question as it has not been written before")
    parser.add_argument("--one-token", action="store_true", help="the same token with each of a bot's messages")
    parser.add_argument("--bots", nargs="+", choices=[OURS, *PEERS], default=[OURS, *PEERS])
    chosen = parser.parse_args()
    ROOM.mkdir(parents=True, exist_ok=True)
    print(table(asyncio.run(compare(chosen)), chosen))


if __name__ == "__main__":
    main()
