"""Lists of meetings from files: shown first, booked whole or not at all."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.__main__ import main
from bot.core.calendar import STOCKHOLM
from bot.features.bodies.listing import RowFault
from bot.features.meetings.lists.listing import Row, compare, understand
from bot.features.meetings.model import Form, Guest
from tests.conftest import cooperation
from tests.conversation import NOW

HEADINGS = "Organ;Datum;Tid;Plats;Länk;Form;Gäster;Dagordning"


def understood(text: str) -> tuple[list[Row], list[RowFault]]:
    rows = [(number, tuple(line.split(";"))) for number, line in enumerate(text.splitlines(), start=1)]
    return understand(rows, cooperation(), NOW, "sv")


def spelled(row: Row) -> str:
    start, end = (at.astimezone(STOCKHOLM) for at in (row.slot.starts_at, row.slot.ends_at))
    return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}"


def test_rows_become_meetings() -> None:
    rows, faults = understood(
        f"{HEADINGS}\n"
        "Planeringscheferna;2027-01-14;9–11;Tyresö slott;;;Anna Ek från SL, Region Stockholm;\n"
        "\n"
        "LG;11/2 2027;13.00-15.30;;https://teams.example/x;;;\n"
        "planeringscheferna och klimatstrategerna;25 februari 2027;9-12;Salem;;hybrid;;\n"
    )
    assert faults == []
    assert [(row.number, row.bodies, spelled(row), row.form) for row in rows] == [
        (2, ("planeringschefer",), "2027-01-14 09:00-11:00", Form.ON_SITE),
        (4, ("ledningsgruppen",), "2027-02-11 13:00-15:30", Form.ONLINE),
        (5, ("planeringschefer", "klimatstrateger"), "2027-02-25 09:00-12:00", Form.HYBRID),
    ]
    assert rows[0].guests == (Guest("Anna Ek", "SL"), Guest("", "Region Stockholm"))
    made = compare(rows, [], cooperation(), "k", NOW, "sv")
    assert [each.series for each in made.meetings] == ["k"] * 3
    assert made.meetings[0].agenda == ("Läget i kommunerna", "Övriga frågor")
    again = compare(rows, made.meetings, cooperation(), "other", NOW, "sv")
    assert (again.meetings, again.faults, len(again.stands)) == ((), (), 3)


def test_english_headings_and_two_columns_for_the_time() -> None:
    rows, faults = understood("Body;Date;Start;End\nplanning managers;2027-01-14;09:00:00;11:00\nLG;2027-01-14;13:00;")
    assert faults == []
    assert [spelled(row) for row in rows] == ["2027-01-14 09:00-11:00", "2027-01-14 13:00-15:00"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Blomvännerna;2027-01-14;9-11", "2: Något organ som heter ”Blomvännerna” finns inte."),
        (";2027-01-14;9-11", "2: Något organ som heter ”…” finns inte."),
        ("LG;2027-02-30;9-11", "2: ”2027-02-30” är inget datum."),
        ("LG;;9-11", "2: ”…” är inget datum."),
        ("LG;2026-01-14;9-11", "2: Tiden har redan varit."),
        ("LG;2026-11-23;7-8", "2: Tiden har redan varit."),
        ("LG;2040-01-14;9-11", "2: Mötet är mer än tre år bort."),
        ("LG;2027-01-14;11-9", "2: Mötet slutar innan det börjar."),
        ("LG;2027-01-14;snart", "2: ”snart” är ingen tid."),
        ("LG;2027-01-14;", "2: ”…” är ingen tid."),
        ("LG;2027-01-14;9-11;;teams;;;", "2: ”teams” är ingen länk."),
        ("LG;2027-01-14;9-11;;;kanske;;", "2: ”kanske” är inget sätt att delta."),
        ("LG;2027-01-14;9-11\nLG;2027-01-14;10-12", "3: Ledningsgruppen har ett annat möte vid samma tid på rad 2."),
        (f"LG;2027-01-14;9-11;{'x' * 1001};;;;", "2: En cell är längre än"),
    ],
)
def test_a_bad_row_is_told_with_its_number(row: str, fault: str) -> None:
    _, faults = understood(f"{HEADINGS}\n{row}")
    assert [f"{each.number}: {each.said}"[: len(fault)] for each in faults] == [fault]


def test_headings_that_are_missing() -> None:
    assert understood("") == ([], [RowFault(0, "Filen är tom.")])
    _, faults = understood("Organ;Plats\nLG;Salem")
    assert faults[0].said.startswith("Jag hittar ingen kolumn som heter Datum och Tid eller Start.")


def test_what_is_booked_already_at_the_time_is_a_fault() -> None:
    rows, _ = understood(f"{HEADINGS}\nLG;2027-01-14;9-11")
    booked = compare(rows, [], cooperation(), "k", NOW, "sv").meetings
    later, _ = understood(f"{HEADINGS}\nLG;2027-01-14;10-12")
    said = compare(later, booked, cooperation(), "k2", NOW, "sv").faults[0].said
    assert said == "Ledningsgruppen har redan ett annat möte vid den tiden: torsdag 14 januari (v. 2) kl. 9–11."


@given(st.lists(st.lists(st.text(max_size=20), min_size=3, max_size=8), max_size=5))
def test_no_list_breaks_the_reading(cells: list[list[str]]) -> None:
    understand([(1, HEADINGS.split(";")), *enumerate(map(tuple, cells), start=2)], cooperation(), NOW, "sv")


def test_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_DATA", str(tmp_path / "store"))
    next_year = dt.datetime.now(dt.UTC).year + 1
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Organ", "Datum", "Start", "Slut", "Plats"])
    for week in (6, 10):
        day = dt.datetime.combine(dt.date.fromisocalendar(next_year, week, 4), dt.time())
        sheet.append(["Planeringscheferna", day, dt.time(9), dt.time(11), "Salem"])
    file = tmp_path / "möten.xlsx"
    book.save(file)
    assert main(["import-meetings", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Rad 2: Planeringscheferna torsdag" in said
    assert "2 möten att boka. Inget är sparat än" in said
    assert main(["import-meetings", str(file), "--apply"]) == 0
    said = capsys.readouterr().out
    assert "2 möten är bokade." in said
    assert "Boten vet ännu inte vilken kanal planeringscheferna har." in said
    assert main(["import-meetings", str(file), "--apply"]) == 0
    assert "Alla möten i listan är redan inbokade." in capsys.readouterr().out
    bad = tmp_path / "bad.csv"
    bad.write_text("Organ;Datum;Tid\nBlomvännerna;i går;9", encoding="latin-1")
    assert main(["import-meetings", str(bad), "--apply"]) == 2
    assert "Inget är bokat." in capsys.readouterr().err
