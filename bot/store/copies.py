"""Copies of the embedded store: taken while the bot runs, checked before they are put back."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from bot.core.ports import StoreFault
from bot.store.migrations import MIGRATIONS, needed
from bot.store.sqlite import APPLICATION_ID, locked

LOG_WITHIN: Final = 5.0
"""Seconds to wait for those who write before the log cannot be emptied now."""


def backup(source: Path, target: Path) -> None:
    """Write a copy of the store as it is at one moment; the bot may run meanwhile, in this process or another.

    The copy is one file, checked and on the disk before it takes the name `target`, replacing what had it.

    Raises:
        StoreFault: there is no store, it is damaged, or the copy cannot be written.
    """
    if not source.is_file():
        raise StoreFault(f"There is no store in {source}.")
    _copy(source, target)


def check(path: Path) -> None:
    """Read a copy from end to end; raises StoreFault when this version of the bot could not use it."""
    if not path.is_file():
        raise StoreFault(f"There is no file {path}.")
    with _faults(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreFault(f"{path} is not a store of this bot.")
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise StoreFault(f"{path} is damaged: {said}")
        needed(connection.execute("PRAGMA user_version").fetchone()[0], MIGRATIONS)


def restore(source: Path, target: Path) -> Path | None:
    """Put a copy in the place of the store, and return where what was there is kept (None: nothing was there).

    The copy is checked before anything is touched. The store's own file is damaged or whole: it is kept either way.

    Raises:
        StoreBusy: the bot is running.
        StoreFault: the copy cannot be used; nothing was changed.
    """
    check(source)
    with closing(locked(target)):
        fresh = target.with_name(f"{target.name}.new")
        _copy(source, fresh)
        kept = _keep(target)
        fresh.replace(target)
        _sync(target.parent)
        return kept


def empty_log(path: Path) -> None:
    """Move what the log of the store in `path` holds into the file and empty it, also while a bot uses the store.

    Raises:
        StoreFault: it was in use all the while, or the disk refused.
    """
    with _faults(path), closing(sqlite3.connect(path, isolation_level=None, timeout=LOG_WITHIN)) as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreFault(f"The log of {path} could not be emptied: it is in use.")


def _keep(path: Path) -> Path | None:
    # A second name for the same file: at no moment is there no store where the bot looks for one.
    if not path.exists():
        return None
    kept = next(
        candidate
        for number in range(1, 10_000)
        if not (candidate := path.with_name(f"{path.stem}-before-restore-{number}{path.suffix}")).exists()
    )
    log = path.with_name(f"{path.name}-wal")
    with _faults(path):
        if log.exists():
            # SQLite throws away a log that does not fit its file; what is damaged is kept for those who can read it.
            shutil.copy2(log, kept.with_name(f"{kept.name}-wal"))
        with suppress(sqlite3.Error), closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            kept.with_name(f"{kept.name}-wal").unlink(missing_ok=True)
        try:
            kept.hardlink_to(path)
        except OSError:
            shutil.copy2(path, kept)
        # Left behind, the log would be taken for the new file's own.
        log.unlink(missing_ok=True)
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    return kept


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(f"{target.name}.part")
    with _faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        try:
            with (
                closing(sqlite3.connect(source, isolation_level=None)) as there,
                closing(sqlite3.connect(part, isolation_level=None)) as copy,
            ):
                # A reading transaction holds the moment still; without it every commit would start the copy anew.
                there.execute("PRAGMA query_only = ON")
                there.execute("BEGIN")
                there.execute("SELECT count(*) FROM sqlite_master").fetchone()
                there.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            check(part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        _sync(target.parent)


def _sync(folder: Path) -> None:
    # A name is on the disk when its folder is; Windows has no such thing and needs none.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        raise StoreFault(f"{path} cannot be copied or read: {fault}") from fault
