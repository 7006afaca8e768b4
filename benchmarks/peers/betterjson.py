"""TinyDB on BetterJSONStorage 1.3.2 as a contender of `benchmarks.store`; runs on its own environment.

    python betterjson.py FILE SIZE < numbers

For each number that is read one document is inserted. Told are two times in seconds: until `insert` returns, which is
before anything is written, and until its writing thread has written the file and a sync that it does not do itself has
put that on the disk.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from BetterJSONStorage import BetterJSONStorage  # type: ignore[import-not-found]
from tinydb import TinyDB

written = threading.Event()


class Synced:
    """The file of the storage, on the disk when `write` returns."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> int:
        """Write, sync, and say so."""
        size: int = self.file.write(data)
        self.file.flush()
        os.fsync(self.file.fileno())
        written.set()
        return size


def document(number: int) -> dict[str, Any]:
    """Return the document of a number, the same as the other contenders'."""
    value = {
        "state": f"state-{number // 10}",
        "due": f"{number * 7919 % 1_000_003:07}",
        "text": "Södertörnskommunerna samverkar. " * 6,
        "number": f"n{number}",
    }
    return {"key": f"k{number}", "version": 1, "value": value}


def main() -> None:
    """Fill the file, then insert as asked."""
    path, size = Path(sys.argv[1]), int(sys.argv[2])
    db = TinyDB(path, access_mode="r+", storage=BetterJSONStorage)
    storage: Any = db.storage
    storage._handle = Synced(storage._handle)  # noqa: SLF001 - nothing else tells when it has written
    table = db.table("rows")
    table.insert_multiple(document(number) for number in range(size))
    written.wait()
    print("ready", flush=True)
    for line in sys.stdin:
        written.clear()
        began = time.perf_counter()
        table.insert(document(int(line)))
        returned = time.perf_counter() - began
        written.wait()
        print(json.dumps([returned, time.perf_counter() - began]), flush=True)
    # Its own close waits in a busy loop; the process ends and takes the thread along.
    os._exit(0)


main()
