"""Runs the benchmarks and prints their tables: `python -m benchmarks`, or `python -m benchmarks NAME [options]`."""

import importlib.util
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.bots import ROOT

NAMES = ("answers", "turn", "start", "store", "delivery", "broadcast", "reports", "load", "meetings")


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark that is named, or all; return 0, or the code of the first that failed."""
    if arguments and arguments[0] not in NAMES:
        print(f"There is no benchmark called {arguments[0]}; there are {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    present = [name for name in NAMES if importlib.util.find_spec(f"benchmarks.{name}")]
    failed = 0
    for name in arguments[:1] or present:
        if not arguments:
            print(f"\n## {name}\n", flush=True)
        # One process for each: none inherits the memory or the imports of another.
        command = [sys.executable, "-m", f"benchmarks.{name}", *arguments[1:]]
        failed = failed or subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
