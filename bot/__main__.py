"""The command line: `python -m bot …`. Every fault of use or of data is one clear sentence and exit code 2."""

import argparse
import asyncio
import contextlib
import gc
import io
import json
import os
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from bot.core.ports import StoreFault, StoreStopped
from bot.library import DataFault
from bot.settings import SettingsFault, StartFault

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "data"

FAULT = 2
STOPPED = 3
"""What `serve` exits with when its disk has failed under it: started anew it may well work, unlike after a FAULT."""
BELOW_BAR = 1
"""What `evaluate` exits with when a group does not reach its bar."""

FOUND_FAULTS = 1
"""What `doctor` exits with when something is to be mended."""


COOPERATION = "cooperation.yaml"
"""The file by which a folder with another cooperation's data is told from a folder for a store."""


class Misuse(Exception):
    """The command was given something that it cannot use; the message is a whole sentence."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(FAULT, f"{message[:1].upper()}{message[1:]}. Run 'python -m bot --help' to see what there is.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 when it did what was asked, 2 when it could not.

    `evaluate` also knows 1: the questions were asked, and a group is below its bar.
    """
    # Python's own 700 makes it look for garbage all through the start, among facts that stay: a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen) or 0)
    except SettingsFault as fault:
        _complain(*fault.faults)
    except DataFault as fault:
        _complain(*fault.faults)
    except StoreStopped as fault:
        _complain(str(fault))
        return STOPPED
    except (StoreFault, StartFault, Misuse) as fault:
        _complain(str(fault))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAULT


def _complain(*sentences: str) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m bot", description="Södertörnsboten, the cooperation's bot in Microsoft Teams.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int | None], about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        made.set_defaults(run=run)
        return made

    command("serve", _serve, "the bot for Teams; needs credentials in the environment")
    dev = command("dev", _dev, "the same bot with no credentials, on 127.0.0.1 alone, with demonstration data")
    chat = command("chat", _chat, "talk with the bot in the terminal")
    for made in (dev, chat):
        made.add_argument(
            "--data", type=Path, metavar="DIR", help="folder of the store, or with another cooperation's data"
        )
        made.add_argument("--as", dest="name", default="", metavar="NAME", help="who you are")
        made.add_argument(
            "--in", dest="place", default="", metavar="BODY", help="a body's channel, or personal (default)"
        )
    for name, run, about in (
        ("backup", _backup, "copy the embedded store to FILE, also while the bot runs"),
        ("restore", _restore, "put a copy of the embedded store back; what was there is kept beside it"),
    ):
        made = command(name, run, about)
        made.add_argument("file", type=Path, metavar="FILE")
        made.add_argument("--data", type=Path, metavar="DIR", help="folder of the embedded store")
    command("doctor", _doctor, "look the installation over and say what to do about what is wrong")
    export = command("export", _export, "take the journal out for registration: all of it, or what WHAT names")
    export.add_argument("what", nargs="*", metavar="WHAT", help="a case number, utskick 12, planeringscheferna 3 mars")
    export.add_argument("--format", choices=("json", "docx"), default="json", help="json (default) or docx")
    export.add_argument("--out", type=Path, metavar="FILE", help="where to; JSON goes to standard output without it")
    export.add_argument("--data", type=Path, metavar="DIR", help="folder of the embedded store")
    erase = command("erase", _erase, "erase what is kept about somebody; shows what goes and what stays")
    erase.add_argument("who", metavar="WHO", help="an Entra object id, an e-mail or a name")
    erase.add_argument("--apply", action="store_true", help="do it; without it nothing is changed")
    erase.add_argument("--data", type=Path, metavar="DIR", help="folder of the embedded store")
    ask = command("ask", _ask, "answer questions given as JSON lines on standard input")
    command("when", _when, "read dates given as JSON lines on standard input")
    evaluate = command("evaluate", _evaluate, "score the answers to a file of questions")
    evaluate.add_argument("file", type=Path, metavar="FILE")
    for made in (ask, evaluate):
        made.add_argument("--data", type=Path, metavar="DIR", help="folder with another cooperation's data")
    evaluate.add_argument("--show", action="store_true", help="print what went wrong")
    evaluate.add_argument(
        "--explain", action="store_true", help="print what went wrong, how it was understood and which facts came near"
    )
    evaluate.add_argument(
        "--bar",
        action="append",
        default=[],
        metavar="[GROUP=]PERCENT",
        help="what every group, or one, has to reach; exit code 1 when it does not (may be given several times)",
    )
    import_ = command("import-knowledge", _import_knowledge, "make a report (PDF, DOCX or text) searchable")
    import_.add_argument("file", type=Path, metavar="FILE")
    import_.add_argument("--title", default="", metavar="TITLE", help="what the report is called in answers")
    package = command("package", _package, "make the app package that Teams takes")
    package.add_argument("--app-id", required=True, metavar="ID", help="the bot's app id in Entra")
    package.add_argument("--domain", required=True, metavar="DOMAIN", help="where the bot is reached")
    package.add_argument("--version", default="1.0.0", metavar="N.N.N", help="higher than the one uploaded before")
    package.add_argument("--out", type=Path, default=Path("dist/teams-app.zip"), metavar="FILE")
    members = command(
        "import-members", _import_members, "read a list of members (CSV or XLSX) and show what it changes"
    )
    members.add_argument("file", type=Path, metavar="FILE")
    members.add_argument("--apply", action="store_true", help="save the changes; without it nothing is saved")
    members.add_argument("--data", type=Path, metavar="DIR", help="folder of the embedded store")
    meetings = command(
        "import-meetings", _import_meetings, "read a list of meetings (CSV or XLSX) and show what it would book"
    )
    meetings.add_argument("file", type=Path, metavar="FILE")
    meetings.add_argument("--apply", action="store_true", help="book the meetings; without it nothing is saved")
    meetings.add_argument("--data", type=Path, metavar="DIR", help="folder of the embedded store")
    return parser


def _cooperation(chosen: argparse.Namespace) -> Path:
    """Return the folder with the cooperation's data: `--data`, else BOT_COOPERATION, else our own; raises Misuse."""
    given = getattr(chosen, "data", None)
    if given is not None and (given / COOPERATION).is_file():
        return Path(given)
    if not (named := os.environ.get("BOT_COOPERATION", "").strip()):
        return DATA
    if not (Path(named) / COOPERATION).is_file():
        raise Misuse(f"BOT_COOPERATION is {named!r}, where there is no {COOPERATION}.")
    return Path(named)


def _store_folder(chosen: argparse.Namespace) -> Path | None:
    """Return the folder of the embedded store that the command names, None when it names none.

    Another cooperation's store lies in a folder of its own, so that the two are never mixed up.
    """
    if chosen.data is not None and (chosen.data / COOPERATION).is_file():
        return None if os.environ.get("BOT_DATA", "").strip() else Path("var") / chosen.data.resolve().name
    return chosen.data  # type: ignore[no-any-return]


def _requests() -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            request = json.loads(line)
        except ValueError:
            raise Misuse(f"Line {number} of standard input is not JSON; write one JSON object on each line.") from None
        if not isinstance(request, dict):
            raise Misuse(f"Line {number} of standard input is not a JSON object.")
        yield number, request


def _answer_lines(answer: Callable[[dict[str, Any]], object]) -> int:
    for number, request in _requests():
        try:
            reply = answer(request)
        except ValueError as fault:
            raise Misuse(f"Line {number} of standard input: {fault}") from fault
        print(json.dumps(reply, ensure_ascii=False), flush=True)
    return 0


def _ask(chosen: argparse.Namespace) -> int:
    from bot.features.knowledge.knowledge import Knowledge, answer_line
    from bot.library import read_library

    knowledge = Knowledge(read_library(_cooperation(chosen)))
    return _answer_lines(lambda request: answer_line(knowledge, request))


def _when(_: argparse.Namespace) -> int:
    from bot.core.when import answer_line

    return _answer_lines(answer_line)


def _evaluate(chosen: argparse.Namespace) -> int:
    from bot.features.knowledge.evaluation import evaluate, miss_lines, reaches, read_questions, score_lines
    from bot.features.knowledge.knowledge import Knowledge
    from bot.library import read_library

    bars = dict(_bar(text) for text in chosen.bar)
    try:
        questions = read_questions(chosen.file.read_text(encoding="utf-8-sig").splitlines())
    except UnicodeDecodeError as fault:
        raise Misuse(f"{chosen.file} is not UTF-8; save it as UTF-8.") from fault
    except ValueError as fault:
        raise Misuse(f"{chosen.file}: {fault}") from fault
    except OSError as fault:
        raise Misuse(f"{chosen.file} cannot be read ({fault.strerror}); check the name.") from fault
    if not questions:
        raise Misuse(f"{chosen.file} holds no questions.")
    if unknown := set(bars) - {""} - {question.group for question in questions}:
        raise Misuse(f"{chosen.file} has no group {min(unknown)!r}; correct --bar.")
    knowledge = Knowledge(read_library(_cooperation(chosen)))
    score = evaluate(questions, knowledge.ask)
    for line in score_lines(score, bars):
        print(line)
    for miss in score.misses if chosen.show or chosen.explain else ():
        print(*miss_lines([miss]), sep="\n")
        if chosen.explain:
            print(knowledge.explain(miss.question.q, miss.question.ctx))
    return 0 if reaches(score, bars) else BELOW_BAR


def _bar(text: str) -> tuple[str, float]:
    group, _, percent = text.rpartition("=")
    if not percent.isdecimal() or int(percent) > 100:
        raise Misuse(f"--bar takes a percentage, as 90 or swedish=95, unlike {text!r}.")
    return group, int(percent) / 100


def _import_knowledge(chosen: argparse.Namespace) -> int:
    from bot.importing import ImportFault, import_report

    try:
        imported = import_report(chosen.file, _cooperation(chosen) / "passages", chosen.title)
    except ImportFault as fault:
        raise Misuse(str(fault)) from fault
    print(imported.in_words())
    return 0


def _store_file(chosen: argparse.Namespace) -> Path:
    from bot.settings import DEFAULT_STORE, read_store_settings
    from bot.store.open import FILE

    store, folder = read_store_settings(os.environ, _store_folder(chosen))
    if store != DEFAULT_STORE:
        raise Misuse("BOT_STORE is PostgreSQL; copy it with its own pg_dump and pg_restore.")
    return folder / FILE


def _backup(chosen: argparse.Namespace) -> int:
    from bot.store.copies import backup

    backup(_store_file(chosen), chosen.file)
    print(f"The store is copied to {chosen.file}.")
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    from bot.store.copies import restore

    kept = restore(chosen.file, _store_file(chosen))
    print("The copy is put back." + (f" What was there is kept as {kept}." if kept else ""))
    return 0


def _doctor(chosen: argparse.Namespace) -> int:
    from bot.clock import utc_now
    from bot.doctor import examine

    async def look() -> int:
        faults = 0
        async for finding in examine(os.environ, _cooperation(chosen), utc_now):
            print(finding.line(), flush=True)
            faults += finding.sound is False
        print("All is well." if not faults else f"{faults} to mend.")
        return FOUND_FAULTS if faults else 0

    return asyncio.run(look())


def _export(chosen: argparse.Namespace) -> int:
    from bot.commands import NoSuchMatter, run_export
    from bot.settings import read_store_settings

    if chosen.format == "docx" and chosen.out is None:
        raise Misuse("A Word document needs a place: add --out FILE.")
    url, folder = read_store_settings(os.environ, _store_folder(chosen))
    try:
        body = asyncio.run(run_export(url, folder, _cooperation(chosen), " ".join(chosen.what), chosen.format))
    except NoSuchMatter as fault:
        raise Misuse(str(fault)) from fault
    if chosen.out is None:
        print(body.decode())
        return 0
    try:
        chosen.out.write_bytes(body)
    except OSError as fault:
        raise Misuse(f"{chosen.out} cannot be written ({fault.strerror}).") from fault
    print(f"The journal is written to {chosen.out}.")
    return 0


def _erase(chosen: argparse.Namespace) -> int:
    from bot.commands import NotOnePerson, run_erase
    from bot.settings import read_store_settings

    url, folder = read_store_settings(os.environ, _store_folder(chosen))
    try:
        said = asyncio.run(run_erase(url, folder, _cooperation(chosen), chosen.who, apply=chosen.apply))
    except NotOnePerson as fault:
        raise Misuse(str(fault)) from fault
    print("\n".join(said))
    return 0


def _import_members(chosen: argparse.Namespace) -> int:
    from bot.commands import run_import_members

    return _import_list(chosen, run_import_members)


def _import_meetings(chosen: argparse.Namespace) -> int:
    from bot.commands import run_import_meetings

    return _import_list(chosen, run_import_meetings)


def _import_list(chosen: argparse.Namespace, run: Callable[..., Coroutine[Any, Any, tuple[list[str], bool]]]) -> int:
    from bot.member_list import ListFault
    from bot.settings import read_store_settings

    url, folder = read_store_settings(os.environ, _store_folder(chosen))
    try:
        said, sound = asyncio.run(run(url, folder, _cooperation(chosen), chosen.file, apply=chosen.apply))
    except ListFault as fault:
        raise Misuse(str(fault)) from fault
    for line in said:
        print(line, file=sys.stdout if sound else sys.stderr)
    return 0 if sound else FAULT


def _package(chosen: argparse.Namespace) -> int:
    from bot.commands import run_package
    from bot.package import PackageFault

    try:
        packed = asyncio.run(
            run_package(_cooperation(chosen), PROJECT / "manifest", chosen.app_id, chosen.domain, chosen.version)
        )
        chosen.out.parent.mkdir(parents=True, exist_ok=True)
        chosen.out.write_bytes(packed)
    except PackageFault as fault:
        raise Misuse(str(fault)) from fault
    except OSError as fault:
        raise Misuse(f"{chosen.out} cannot be written ({fault.strerror}).") from fault
    print(f"The package is {chosen.out}. Upload it in the Teams admin centre.")
    return 0


def _chat(chosen: argparse.Namespace) -> int:
    from bot.demonstration import run_chat
    from bot.settings import read_dev_settings

    asyncio.run(
        run_chat(read_dev_settings(os.environ, _store_folder(chosen)), _cooperation(chosen), chosen.name, chosen.place)
    )
    return 0


def _dev(chosen: argparse.Namespace) -> int:
    from bot.demonstration import run_dev
    from bot.settings import read_dev_settings

    with_chat = sys.stdin.isatty() and sys.stdout.isatty()
    settings = read_dev_settings(os.environ, _store_folder(chosen))
    asyncio.run(run_dev(settings, _cooperation(chosen), chosen.name, chosen.place, with_chat=with_chat))
    return 0


def _serve(chosen: argparse.Namespace) -> int:
    from bot.serving import run_serve
    from bot.settings import read_settings

    asyncio.run(run_serve(read_settings(os.environ), _cooperation(chosen)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
