"""The command line, as outside scripts and newcomers use it: contracts, and one clear sentence for every fault."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(
    *arguments: str, given: str = "", env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("BOT_", "Microsoft")) and k != "PORT"}
    return subprocess.run(  # noqa: S603 - our own interpreter, our own arguments
        [sys.executable, "-W", "error", "-m", "bot", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        cwd=cwd,
        env={**clean, **(env or {})},
        check=False,
    )


def ask(*requests: object) -> list[dict[str, object]]:
    done = run("ask", given="".join(json.dumps(request) + "\n" for request in requests))
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_ask_answers_in_order_with_source_or_says_that_it_does_not_know() -> None:
    priorities, unknown, follow_up, english = ask(
        {"q": "vilka är de fem prioriteringarna?"},
        {"q": "Vem vann hockeyfinalen?", "ctx": None},
        {"q": "och vilka ansvarar?", "ctx": "Vad är huvudmålet för näringsliv?"},
        {"q": "How many people live on Södertörn?", "lang": "en"},
    )
    assert priorities["status"] == "answered"
    assert "Spår till Tyresö" in str(priorities["text"])
    assert priorities["sources"]
    assert unknown["status"] == "unknown"
    assert unknown["sources"] == []
    assert "näringslivschefer" in str(follow_up["text"])
    assert "513" in str(english["text"])
    assert "inhabitants" in str(english["text"]) or "people" in str(english["text"])


def test_when_reads_dates_and_gives_null_for_what_is_none() -> None:
    now = "2026-11-23T09:00"
    done = run(
        "when", given="".join(json.dumps({"text": text, "now": now}) + "\n" for text in ("torsdag kl 13–15", "hej"))
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"start": "2026-11-26T13:00", "end": "2026-11-26T15:00", "rrule": None},
        None,
    ]


def test_evaluate_scores_a_file_of_questions(tmp_path: Path) -> None:
    question = {"id": "1", "q": "Vem är ordförande i ledningsgruppen?", "group": "swedish", "must": [["Gyllestad"]]}
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({**question, "must_not": [], "answerable": True}), encoding="utf-8")
    done = run("evaluate", str(file))
    assert "swedish" in done.stdout
    assert "1/1" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        ((), "", "COMMAND"),
        (("dance",), "", "dance"),
        (("ask", "--fast"), "", "--fast"),
        (("chat", "--data"), "", "--data"),
        (("ask",), "inte json\n", "Line 1"),
        (("ask",), "[]\n", "Line 1"),
        (("ask",), '{"q": "hej"}\n\n{"q": 7}\n', "Line 3"),
        (("ask",), '{"lang": "sv"}\n', "Line 1"),
        (("ask",), '{"q": "hej", "lang": "de"}\n', "Line 1"),
        (("when",), '{"text": "idag"}\n', "Line 1"),
        (("when",), '{"text": "idag", "now": "nyss"}\n', "Line 1"),
        (("evaluate", "/nowhere/questions.jsonl"), "", "/nowhere/questions.jsonl"),
        (("import-knowledge", "/nowhere/report.pdf"), "", "/nowhere/report.pdf"),
        (("chat", "--in", "ballonggruppen", "--data", "{tmp}"), "", "ballonggruppen"),
    ],
)
def test_misuse_gets_one_clear_sentence_and_exit_code_2(
    arguments: tuple[str, ...], given: str, told: str, tmp_path: Path
) -> None:
    done = run(*(argument.replace("{tmp}", str(tmp_path)) for argument in arguments), given=given)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_serve_without_credentials_names_every_missing_setting() -> None:
    done = run("serve")
    assert done.returncode == 2
    assert {"MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId"} <= set(
        done.stderr.replace(":", " ").split()
    )
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        folder = tmp_path / "store"
        done = run("dev", "--data", str(folder), env={"PORT": str(taken.getsockname()[1])})
    assert done.returncode == 2
    assert "Port" in done.stderr
    assert not folder.exists()


def test_a_store_in_use_is_told(tmp_path: Path) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("BOT_")}
    first = subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
        [sys.executable, "-m", "bot", "chat", "--data", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=clean,
    )
    with first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline()
        done = run("chat", "--data", str(tmp_path))
        first.stdin.close()
        first.stdout.read()
    assert first.returncode == 0
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_chat_talks_presses_and_changes_person(tmp_path: Path) -> None:
    said = "vilka är de fem prioriteringarna?\n/som emma\nwho chairs the management group?\n/1\n/dansa\n"
    said += "/i planeringscheferna\n/slut\n"
    done = run("chat", "--as", "karin", "--data", str(tmp_path), given=said)
    assert done.returncode == 0, done.stderr
    for expected in (
        "Du skriver som Karin Holmlund",
        "Spår till Tyresö",
        "You write as Emma Clarke",
        "Gyllestad",
        "/dansa",
    ):
        assert expected in done.stdout
    assert done.stderr == ""


def test_a_copy_is_taken_while_the_bot_runs_and_put_back(tmp_path: Path) -> None:
    folder, copy = tmp_path / "store", tmp_path / "copy.sqlite"
    assert run("chat", "--data", str(folder), given="språk english\n/slut\n").returncode == 0
    assert run("backup", str(copy), "--data", str(folder)).returncode == 0
    done = run("restore", str(copy), "--data", str(folder))
    assert done.returncode == 0
    assert "before-restore" in done.stdout
    assert "What I can help you with" in run("chat", "--data", str(folder), given="help\n/slut\n").stdout


def test_a_file_that_is_no_copy_is_refused_and_the_store_is_left_alone(tmp_path: Path) -> None:
    folder, junk = tmp_path / "store", tmp_path / "junk.sqlite"
    run("chat", "--data", str(folder), given="/slut\n")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    junk.write_bytes(b"not a store")
    done = run("restore", str(junk), "--data", str(folder))
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_package_makes_the_zip_that_teams_takes(tmp_path: Path) -> None:
    made = run(
        "package", "--app-id", "11111111-1111-4111-8111-111111111111", "--domain", "boten.example.se",
        "--out", str(tmp_path / "app" / "teams.zip"),
    )  # fmt: skip
    assert made.returncode == 0
    assert (tmp_path / "app" / "teams.zip").stat().st_size > 5_000
    refused = run("package", "--app-id", "boten", "--domain", "boten.example.se")
    assert refused.returncode == 2
    assert len(refused.stderr.splitlines()) == 1


def test_erase_shows_first_and_takes_then(tmp_path: Path) -> None:
    env = {"BOT_DATA": str(tmp_path)}
    assert run("chat", "--as", "Karin", given="hej\nvad kostar bron?\nja\n/slut\n", env=env).returncode == 0
    shown = run("erase", "Karin Holmlund", env=env)
    assert "frågor som du har skickat till kansliet" in shown.stdout
    assert "--apply" in shown.stdout
    done = run("erase", "karin holmlund", "--apply", env=env)
    assert "uppgifter är borttagna" in done.stdout
    again = run("erase", "Karin Holmlund", "--apply", env=env)
    assert "0 uppgifter" in again.stdout
    nobody = run("erase", "Ingen Alls", env=env)
    assert (nobody.returncode, len(nobody.stderr.splitlines())) == (2, 1)
