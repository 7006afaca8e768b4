"""A start that cannot be: every fault is told in a sentence, the exit code is 2, and nothing is written."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "MicrosoftAppId": "11111111-1111-4111-8111-111111111111",
    "MicrosoftAppPassword": "hemligheten",
    "MicrosoftAppTenantId": "22222222-2222-4222-8222-222222222222",
}


def start(folder: Path, env: Mapping[str, str], *arguments: str, cwd: Path = ROOT) -> list[str]:
    """Start the bot where it must fail; return the sentences that it says."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("BOT_", "Microsoft")) and k != "PORT"}
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own arguments
        [sys.executable, "-W", "error", "-m", "bot", *(arguments or ("serve",))],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        cwd=cwd,
        env={**clean, "BOT_DATA": str(folder), **env},
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "hemligheten" not in done.stderr
    return done.stderr.splitlines()


def test_every_broken_setting_is_told_at_once(tmp_path: Path) -> None:
    broken = {
        "MicrosoftAppId": "boten",
        "MicrosoftAppPassword": "",
        "MicrosoftAppTenantId": "organizations",
        "MicrosoftAppType": "MultiTenant",
        "PORT": "0x50",
        "BOT_TENANTS": "*",
        "BOT_SECRETARIAT": "gunilla@example.se",
        "BOT_STORE": "sqlite:///hemligheten",
        "BOT_SERVICE_HOSTS": "*",
        "BOT_OPENID_METADATA": "http://ond.example/keys",
        "BOT_LOGIN": "https://[",
    }
    said = start(tmp_path / "store", broken)
    assert {name for name in broken for sentence in said if sentence.startswith(name)} == set(broken)
    assert len(said) == len(broken)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("kept")
    [said] = start(file / "store", GOOD)
    assert str(file) in said
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert file.read_text() == "kept"


def test_a_file_that_is_no_store_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    file.write_bytes(b"somebody else's notes")
    [said] = start(tmp_path, GOOD)
    assert str(file) in said
    assert file.read_bytes() == b"somebody else's notes"


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        [said] = start(tmp_path / "store", GOOD | {"PORT": str(port)})
    assert str(port) in said
    assert not (tmp_path / "store").exists()


def _no_longer(file: Path) -> None:
    file.unlink()


def _bytes(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\0")


def _code(file: Path) -> None:
    file.write_text("name: !!python/object/apply:os.system [id]\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "spoil", "told"),
    [
        ("cooperation.yaml", _no_longer, "missing"),
        ("cooperation.yaml", _code, "line 1"),
        ("knowledge/topics.yaml", _bytes, "UTF-8"),
        ("demo/people.yaml", _code, "line 1"),
    ],
)
def test_a_broken_data_file_is_told_by_name(
    name: str, spoil: Callable[[Path], None], told: str, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    for folder in ("bot", "data", "dialogs"):
        shutil.copytree(ROOT / folder, project / folder, ignore=shutil.ignore_patterns("__pycache__"))
    spoil(project / "data" / name)
    said = start(tmp_path / "store", {"PORT": "0"}, "dev", cwd=project)
    [first] = [sentence for sentence in said if sentence.startswith(f"data/{name}")]
    assert told in first
    assert not (tmp_path / "store").exists()
