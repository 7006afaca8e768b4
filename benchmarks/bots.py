"""A bot as a process of its own: started, waited for, its CPU and memory read, stopped. Linux alone."""

import asyncio
import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOM = ROOT / "var" / "bench"
"""Where environments, stores and logs of the benchmarks land; git ignores it."""

APP_ID = "5f0c1a4e-7d5b-4d0e-9a43-0c3f5a1b7e21"
TENANT = "0b7d1f8a-2a54-4f5e-8f6c-3c8e1d9a6b42"
SECRET = "opens-nothing"  # noqa: S105 - for the fake on loopback alone
_CPUCLOCK_SCHED = 2


@dataclass(frozen=True, slots=True)
class Running:
    """A started bot; `port` is where it takes messages on 127.0.0.1."""

    process: subprocess.Popen[bytes]
    port: int
    started: float

    def cpu_seconds(self) -> float:
        """Return what all its threads have used so far, user and system, in seconds."""
        # The kernel's name for another process's CPU clock; it counts nanoseconds, /proc hundredths.
        return time.clock_gettime((~self.process.pid << 3) | _CPUCLOCK_SCHED)

    def resident_mb(self) -> float:
        """Return its resident memory in MB of a million bytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise RuntimeError("The bot is gone.")


@contextlib.contextmanager
def running(command: Sequence[str], env: Mapping[str, str], port: int, log: Path) -> Iterator[Running]:
    """Start a command in the project's root and stop it afterwards; what it prints goes to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, cwd=ROOT, env=dict(env), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            yield Running(process, port, started)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """Return a port on 127.0.0.1 that nobody had a moment ago."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def wait_until_listening(bot: Running, within: float = 60.0) -> None:
    """Wait until the bot takes connections; raises RuntimeError when it ends, TimeoutError when it never does."""
    async with asyncio.timeout(within):
        while True:
            if bot.process.poll() is not None:
                raise RuntimeError(f"The bot ended with code {bot.process.returncode}.")
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", bot.port)
                writer.close()
                return
            await asyncio.sleep(0.05)


def wait_until_healthy(bot: Running, within: float = 60.0) -> float:
    """Return the seconds from start until /healthz is 200, looking every 5 ms.

    Raises RuntimeError when the bot ends or does not get there.
    """
    while time.perf_counter() - bot.started < within:
        if bot.process.poll() is not None:
            raise RuntimeError(f"The bot ended with code {bot.process.returncode}.")
        with (
            contextlib.suppress(OSError, urllib.error.HTTPError),
            urllib.request.urlopen(f"http://127.0.0.1:{bot.port}/healthz", timeout=5) as answer,
        ):
            if answer.status == 200:
                return time.perf_counter() - bot.started
        time.sleep(0.005)
    raise RuntimeError("The bot did not become healthy.")


def peer_python(name: str) -> Path:
    """Return the Python of a peer's environment, made with pip from its pinned list the first time."""
    wanted = Path(__file__).parent / "peers" / f"requirements-{name}.txt"
    room = ROOM / f"{name}-{sys.version_info.major}.{sys.version_info.minor}"
    python = room / "bin" / "python"
    made_from = room / "requirements.txt"
    if not (made_from.exists() and made_from.read_bytes() == wanted.read_bytes()):
        print(f"Making the environment of {name} in {room.relative_to(ROOT)}, once.", flush=True)
        venv.create(room, clear=True, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "-r", str(wanted)]
        log = ROOM / "logs" / f"pip-{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            made = subprocess.run(install, stdout=output, stderr=output, check=False)  # noqa: S603
        if made.returncode:
            raise SystemExit(f"pip could not make the environment of {name}; {log.relative_to(ROOT)} tells why.")
        made_from.write_bytes(wanted.read_bytes())
    return python
