"""Lists of members from files: read whatever wrote them, shown first, saved whole or not at all."""

import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.__main__ import main
from bot.features.bodies.history import Tenure
from bot.features.bodies.listing import Entry, Plan, change_rows, plan, understand
from bot.features.bodies.seats import Board, Contact, Post, complete
from bot.member_list import ListFault, Rows, read_member_list
from tests.conftest import cooperation

TODAY = dt.date(2026, 11, 23)
HEADINGS = "Kommun;Organ;Roll;Namn;E-post;Från;Till"
SOUND = f"""{HEADINGS}
Tyresö;planeringscheferna;ordinarie;Åsa Öberg;asa@example.org;2027-01-01;
Tyresö;planeringscheferna;ersättare;Per Berg;;;
0128;klimat;;Bo Ek;;1/3 2027;30/6 2027
;planeringscheferna;ordförande;Åsa Öberg;asa@example.org;2027-01-01;
Haninge;klimatstrategerna;ersättare;vakant;;;
"""
_numbers = itertools.count(1)


def new_id() -> str:
    return f"p{next(_numbers)}"


def rows_of(text: str) -> Rows:
    return [(number, tuple(line.split(";"))) for number, line in enumerate(text.splitlines(), start=1)]


def planned(text: str, board: Board | None = None, people: dict[str, Contact] | None = None) -> tuple[Plan, list[str]]:
    entries, faults = understand(rows_of(text), cooperation(), "sv")
    made = plan(entries, board or complete(Board(), cooperation()), people or {}, cooperation(), TODAY, new_id, "sv")
    return made, [f"{fault.number}: {fault.said}" for fault in (*faults, *made.faults)]


def test_a_list_becomes_posts() -> None:
    made, faults = planned(SOUND)
    assert faults == []
    assert change_rows(made, cooperation(), "sv") == [
        ("ordförande i nätverket för planeringschefer", "vakant", "Åsa Öberg", "2027-01-01"),
        ("Tyresö, ordinarie i nätverket för planeringschefer", "vakant", "Åsa Öberg", "2027-01-01"),
        ("Tyresö, ersättare i nätverket för planeringschefer", "vakant", "Per Berg", "2026-11-23"),
        ("Salem, ordinarie i nätverket för klimatstrateger", "vakant", "Bo Ek", "2027-03-01"),
    ]
    seat = made.board.seats["klimatstrateger/0128"]
    assert seat.holder == (Tenure(seat.holder[0].person, dt.date(2027, 3, 1), dt.date(2027, 6, 30)),)
    assert len(made.people) == 3


def test_the_same_list_twice_changes_nothing() -> None:
    first, _ = planned(SOUND)
    second, faults = planned(SOUND, first.board, dict(first.people))
    assert (second.changed, second.contacts, faults) == ((), (), [])


def test_headings_may_be_english_and_in_any_order() -> None:
    text = "Name;Role;Body;Municipality;From\nEva Dahl;stand-in;planning managers;Salem;2027-01-01"
    made, faults = planned(text)
    assert faults == []
    assert len(made.changed) == 1
    assert made.changed[0][1].post is Post.STAND_IN


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Uppsala;klimat;;Bo Ek;;;", "2: ”Uppsala” är ingen av kommunerna"),
        (";klimat;;Bo Ek;;;", "2: ”…” är ingen av kommunerna"),
        ("Salem;bibliotek;;Bo Ek;;;", "2: Något organ som heter ”bibliotek” finns inte"),
        ("Salem;NKI;;Bo Ek;;;", "2: Salem har ingen plats i arbetsgruppen för NKI-frågor"),
        ("Salem;klimat;kassör;Bo Ek;;;", "2: ”kassör” är ingen roll"),
        ("Salem;klimat;;Bo Ek;;2027-02-30;", "2: ”2027-02-30” är inget datum"),
        ("Salem;klimat;;Bo Ek;;31 november 2027;", "2: ”31 november 2027” är inget datum"),
        ("Salem;klimat;;Bo Ek;bo ek;;", "2: ”bo ek” är ingen e-postadress"),
        ("Salem;klimat;;bo@example.org;;;", "2: ”bo@example.org” är inget namn"),
        ("Salem;klimat;;Bo Ek;;2027-03-01;2027-01-01", "2: Sista dagen ligger före den första"),
        ("Salem;klimat;;Bo Ek;;1899-03-01;", "2: Datumet ligger för långt bort"),
        (f"Salem;klimat;;{'B' * 201};;;", "2: En cell är längre än 200 tecken"),
        ("Salem;klimat;;Bo Ek;;;\nSalem;klimat;;Eva Ek;;;", "3: Samma plats och dag står redan på rad 2"),
        ("Salem;klimat;;Bo Ek;b@x.se;;\nTyresö;klimat;;Bo Ek;b@x.se;;", "2: Bo Ek får två platser"),
        ("Salem;klimat;;Bo Ek;;;\nSalem;klimat;ersättare;Bo Ek;;;", "2: Bo Ek får två roller"),
    ],
)
def test_a_bad_row_is_told_with_its_number(row: str, fault: str) -> None:
    _, faults = planned(f"{HEADINGS}\n{row}\n")
    assert any(said.startswith(fault) for said in faults), faults


def test_a_list_without_its_columns_is_told_so() -> None:
    assert "Organ och Namn" in planned("Förnamn;Efternamn\nBo;Ek\n")[1][0]
    assert planned("")[1] == ["0: Filen är tom."]


entries = st.builds(
    Entry,
    number=st.integers(1, 99),
    body=st.just(cooperation().bodies[2]),
    municipality=st.sampled_from(["0128", "0138"]),
    post=st.sampled_from([Post.HOLDER, Post.STAND_IN]),
    name=st.sampled_from(["", "Anna", "Bo", "Cilla"]),
    start=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
    end=st.none() | st.dates(dt.date(2028, 1, 1), dt.date(2028, 12, 31)),
)


@given(st.lists(entries, max_size=8))
def test_any_sound_list_twice_changes_nothing(listed: list[Entry]) -> None:
    before = complete(Board(), cooperation())
    first = plan(listed, before, {}, cooperation(), TODAY, new_id, "sv")
    if first.faults:
        return
    again = plan(listed, first.board, dict(first.people), cooperation(), TODAY, new_id, "sv")
    assert again.faults == ()
    assert again.contacts == ()
    assert again.changed == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_file_is_read_whatever_wrote_it(tmp_path: Path, encoding: str, mark: str) -> None:
    file = tmp_path / "lista.csv"
    file.write_bytes("Kommun;Namn\r\nTyresö;Åsa Öberg\r\n".replace(";", mark).encode(encoding))
    assert read_member_list(file) == [(1, ("Kommun", "Namn")), (2, ("Tyresö", "Åsa Öberg"))]


def test_a_workbook_is_read_with_its_dates_and_figures(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Kommun", "Namn", "Från"])
    sheet.append([128, "Åsa Öberg", dt.datetime(2027, 1, 1)])  # noqa: DTZ001 - a workbook's days have no zone
    file = tmp_path / "lista.xlsx"
    book.save(file)
    assert read_member_list(file) == [(1, ("Kommun", "Namn", "Från")), (2, ("128", "Åsa Öberg", "2027-01-01"))]


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old", b"\x00\x01\x02", b"a\n" * 6000])
def test_what_is_no_list_is_told_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "lista.xlsx"
    file.write_bytes(content)
    with pytest.raises(ListFault, match=r"lista\.xlsx"):
        read_member_list(file)
    with pytest.raises(ListFault, match="cannot be read"):
        read_member_list(tmp_path / "missing.csv")


def test_the_command_shows_first_saves_when_told_and_nothing_half(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOT_STORE", raising=False)
    store, good, bad = str(tmp_path / "store"), tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(SOUND, encoding="latin-1")
    bad.write_text(SOUND.replace("Haninge", "Uppsala"), encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        code = main(["import-members", "--data", store, *arguments])
        told = capsys.readouterr()
        return code, told.out + told.err

    code, said = run(str(bad), "--apply")
    assert code == 2
    assert "Rad 6: ”Uppsala” är ingen av kommunerna" in said
    assert "Inget är ändrat." in said
    assert "4 ändringar. Inget är sparat än" in run(str(good))[1]
    assert "4 ändringar sparade." in run(str(good), "--apply")[1]
    assert run(str(good), "--apply") == (0, "Listan ändrar inget.\n")
    assert run(str(tmp_path / "missing.csv"))[0] == 2
