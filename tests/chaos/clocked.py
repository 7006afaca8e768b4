"""The bot's command line as it is, with a clock that the parent process can move, as a machine's clock may jump.

    python -m tests.chaos.clocked FILE serve

FILE is a `ClockFile`'s. The bot has one clock, `bot.clock.utc_now`; what waits for a span of time (the event loop) goes
by the machine's other one, which no jump touches, here as in life.
"""

import datetime as dt
import os
import struct
import sys
import time
from pathlib import Path

import bot.clock

_FORM = struct.Struct("3d")


class ClockFile:
    """A clock that several processes read from a file: an instant, when it was shown, and how fast it goes."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT)

    def set(self, at: dt.datetime, rate: float = 1.0) -> None:
        """Show this instant from now on, and go on from there, `rate` seconds in a second."""
        os.pwrite(self._file, _FORM.pack(at.timestamp(), time.time(), rate), 0)

    def jump(self, span: dt.timedelta) -> None:
        """Show another time from now on."""
        rate = _FORM.unpack(os.pread(self._file, _FORM.size, 0))[2]
        self.set(self() + span, rate)

    def __call__(self) -> dt.datetime:
        shown, since, rate = _FORM.unpack(os.pread(self._file, _FORM.size, 0))
        return dt.datetime.fromtimestamp(shown + (time.time() - since) * rate, dt.UTC)

    def close(self) -> None:
        os.close(self._file)


if __name__ == "__main__":
    bot.clock.utc_now = ClockFile(Path(sys.argv[1]))
    from bot.__main__ import main

    sys.exit(main(sys.argv[2:]))
