"""Lets real disks fail under a store that eight writers use, and looks what is left.

    sudo python -m tests.chaos.disks [--cuts 20] [--seed 1]

Needs root on Linux, since it mounts small disks of its own, in a mount namespace that nobody else sees:

- a full disk: a tmpfs that fills up, and is given room again;
- a short write: the system's limit of a file's size (RLIMIT_FSIZE) is reached in the middle of a write;
- a failed fsync: ext4 on a loop device whose image lies on a tmpfs that is full, so that the kernel cannot write the
  pages that it took, and says so at the fsync;
- a power cut: ext4 is shut down without writing out what it holds (EXT4_IOC_SHUTDOWN), unmounted and mounted again;
- a disk that may only be read.

The writing process tells each document that the store acknowledged, and each that was refused and with what words.
Afterwards every acknowledged one must be there, and none of which the store said that nothing was written.
"""

import argparse
import asyncio
import fcntl
import os
import random
import resource
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.ports import StoreFault, StoreStopped
from bot.store.copies import check
from bot.store.tiny import open_tiny
from tests.store.notes import NOTES, Note

ROOT = Path(__file__).parents[2]
WRITERS = 8
SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN, linux/fs/ext4/ext4.h; the number 2 with it is EXT4_GOING_FLAGS_NOLOGFLUSH."""
PATIENCE = 60.0
NOTHING = "nothing was written"
HEADINGS = "| fault | acknowledged | refused | lost | refused and there | in doubt and there | what was said |"


async def write(path: Path) -> None:
    """Add documents until the store has stopped; the child's part."""
    try:
        store = open_tiny(path)
    except StoreFault as fault:
        _say("no", "-", str(fault))
        return

    note = Note(card={"x": "Södertörn " * 100})

    async def go_on(writer: int) -> None:
        number = 0
        while True:
            number += 1
            key = f"{os.getpid()}-{writer}-{number}"
            try:
                await store.run(lambda tx, key=key: tx.add(NOTES, key, note))  # type: ignore[misc]
            except StoreStopped as fault:
                return _say("no", key, str(fault))
            except StoreFault as fault:
                _say("no", key, str(fault))
                await asyncio.sleep(0.01)
            else:
                _say("ok", key)

    await asyncio.gather(*(go_on(each) for each in range(WRITERS)))


def _say(*words: str) -> None:
    os.write(1, (" ".join(words).replace("\n", " ") + "\n").encode())


@dataclass(slots=True)
class Child:
    """A writing process and what it has told."""

    process: subprocess.Popen[str]
    acknowledged: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    def listen(self, *, until: Callable[["Child"], bool] = lambda _: False) -> bool:
        """Hear what it says until something is true, and return that; False when it has ended before."""
        assert self.process.stdout
        ends = time.monotonic() + PATIENCE
        while not until(self):
            line = self.process.stdout.readline()
            if not line:
                return False
            said, key, *words = line.split()
            if said == "ok":
                self.acknowledged.append(key)
            else:
                self.refused[key] = " ".join(words)
            if time.monotonic() > ends:
                raise RuntimeError("The writing process came to no end.")
        return True


@contextmanager
def writing(path: Path) -> Iterator[Child]:
    """A process that writes, ended at the end; what it told until then is heard."""
    command = [sys.executable, "-m", "tests.chaos.disks", "--write", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
    child = Child(process)
    try:
        yield child
    finally:
        process.kill()
        child.listen()
        process.wait()


@dataclass(frozen=True, slots=True)
class Left:
    """What a fault has left; `words` are the beginnings of what the writers were told."""

    fault: str
    acknowledged: int
    refused: int
    lost: int
    refused_and_there: int
    in_doubt_and_there: int
    words: str

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        return self.lost == 0 and self.refused_and_there == 0


def look(fault: str, path: Path, child: Child) -> Left:
    """Open the store that is left, and compare it with what was told."""
    found = asyncio.run(_keys(path))
    check(path)
    said = [words for words in child.refused.values() if NOTHING in words]
    return Left(
        fault,
        len(child.acknowledged),
        len(child.refused),
        lost=len(set(child.acknowledged) - found),
        refused_and_there=sum(key in found for key, words in child.refused.items() if NOTHING in words),
        in_doubt_and_there=sum(key in found for key, words in child.refused.items() if NOTHING not in words),
        words="; ".join(sorted({words.partition("(")[0].strip() for words in (*said, *child.refused.values())})),
    )


async def _keys(path: Path) -> set[str]:
    store = open_tiny(path)
    try:
        return {kept.id for kept in await store.run(lambda tx: tx.find(NOTES))}
    finally:
        await store.close()


# The faults


def full_disk(room: Path) -> Left:
    """Fill a tmpfs, and give it room again."""
    with mounted(room / "full", "-t", "tmpfs", "-o", "size=3m", "tmpfs") as disk:
        (disk / "filler").write_bytes(bytes(1_000_000))
        with writing(disk / "store.sqlite") as child:
            assert child.listen(until=lambda child: len(child.refused) > 3 * WRITERS)
            before = len(child.acknowledged)
            (disk / "filler").unlink()
            assert child.listen(until=lambda child: len(child.acknowledged) > before + WRITERS), "it goes on"
        return look("full disk, and room again", disk / "store.sqlite", child)


def short_write(room: Path) -> Left:
    """Let the system cut a write short."""
    path = room / "short" / "store.sqlite"
    with writing(path) as child:
        assert child.listen(until=lambda child: len(child.acknowledged) > 5 * WRITERS)
        size = path.with_name("store.sqlite-wal").stat().st_size + 10_000
        resource.prlimit(child.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        assert not child.listen(), "it has stopped by itself"
    return look("short write (RLIMIT_FSIZE)", path, child)


def failed_fsync(room: Path) -> Left:
    """Let the kernel fail to write what it has taken."""
    with mounted(room / "small", "-t", "tmpfs", "-o", "size=6m", "tmpfs") as small:
        with mounted(room / "disk", "-o", "loop", str(made(small / "image", "64m"))) as disk:
            with writing(disk / "store.sqlite") as child:
                assert not child.listen(), "it has stopped by itself"
            _run("mount", "-o", "remount,size=200m", str(small))
        # A journal that could not be written is mended as after any crash.
        with mounted(room / "disk", "-o", "loop", str(small / "image")) as disk:
            return look("failed fsync (loop device)", disk / "store.sqlite", child)


def power_cut(room: Path, image: Path, path: str, dice: random.Random) -> Left:
    """Shut the file system down under the store, with nothing written out, and mount it again."""
    with mounted(room / "disk", "-o", "loop", str(image)) as disk, writing(disk / path) as child:
        assert child.listen(until=lambda child: len(child.acknowledged) > WRITERS)
        line = len(child.acknowledged) + dice.randrange(400)
        child.listen(until=lambda child: len(child.acknowledged) > line)
        # A real cut ends the process at the same instant: what it says from here on is no promise to anybody. (A sync
        # that is under way while ext4 is shut down may return well all the same; a bare fdatasync does so, too.)
        before = list(child.acknowledged)
        folder = os.open(disk, os.O_RDONLY)
        fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", 2))
        os.close(folder)
        assert not child.listen(), "it has stopped by itself"
        child.acknowledged = before
    with mounted(room / "disk", "-o", "loop", str(image)) as disk:
        return look("power cut (EXT4_IOC_SHUTDOWN)", disk / path, child)


def read_only(room: Path) -> Left:
    """Start on a disk that may only be read."""
    with mounted(room / "readable", "-t", "tmpfs", "-o", "size=8m", "tmpfs") as disk:
        path = disk / "store.sqlite"
        with writing(path) as before:
            assert before.listen(until=lambda child: len(child.acknowledged) > WRITERS)
        _run("mount", "-o", "remount,ro", str(disk))
        with writing(path) as child:
            assert child.listen(until=lambda child: len(child.refused) > WRITERS)
        _run("mount", "-o", "remount,rw", str(disk))
        child.acknowledged = before.acknowledged
        return look("a disk that may only be read", path, child)


def made(image: Path, size: str) -> Path:
    """Make an ext4 in a file."""
    _run("truncate", "-s", size, str(image))
    _run("mkfs.ext4", "-q", str(image))
    return image


@contextmanager
def mounted(place: Path, *arguments: str) -> Iterator[Path]:
    """Mount something for as long as the block lasts."""
    place.mkdir(exist_ok=True)
    _run("mount", *arguments, str(place))
    try:
        yield place
    finally:
        _run("umount", str(place))


def _run(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603


def faults(cuts: int, seed: int) -> Iterator[Left]:
    """Let every fault happen once, and so many power cuts."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory(prefix="disks-") as folder:
        room = Path(folder)
        for fault in (full_disk, short_write, failed_fsync, read_only):
            yield fault(room)
        if not cuts:
            return
        image = made(room / "image", "200m")
        all_of_them = [power_cut(room, image, f"{number}/store.sqlite", dice) for number in range(cuts)]
        yield Left(
            f"{cuts} power cuts (EXT4_IOC_SHUTDOWN)",
            sum(left.acknowledged for left in all_of_them),
            sum(left.refused for left in all_of_them),
            sum(left.lost for left in all_of_them),
            sum(left.refused_and_there for left in all_of_them),
            sum(left.in_doubt_and_there for left in all_of_them),
            "; ".join(sorted({left.words for left in all_of_them})),
        )


def main() -> int:
    """Run it in a mount namespace of its own, and print what came of it; 0 when every promise was kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        asyncio.run(write(given.write))
        return 0
    if not given.here:
        if os.geteuid() != 0:
            parser.error("it mounts disks of its own and needs root")
        command = ["unshare", "--mount", sys.executable, "-m", "tests.chaos.disks", "--here", *sys.argv[1:]]
        return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603
    sys.stdout.write(f"{HEADINGS}\n| --- | --- | --- | --- | --- | --- | --- |\n")
    good = True
    for left in faults(given.cuts, given.seed):
        good = good and left.good
        numbers = (left.acknowledged, left.refused, left.lost, left.refused_and_there, left.in_doubt_and_there)
        sys.stdout.write(f"| {left.fault} | {' | '.join(map(str, numbers))} | {left.words} |\n")
        sys.stdout.flush()
    sys.stdout.write("every promise was kept\n" if good else "A PROMISE WAS BROKEN\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
