"""import-knowledge on real files: PDF, Word and text, whole and broken."""

import io
import zipfile
from pathlib import Path

import docx
import msgspec
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

import bot.__main__
from bot.__main__ import main
from bot.features.knowledge.model import Passage
from bot.importing import ImportFault, import_report, read_lines, slug_of
from bot.library import survey_library

SENTENCE = "Kommunerna går samman om en gemensam plan för vägar och spår som alla har nytta av."
REPORT = f"1. Inledning\n{SENTENCE}\n\n2. Möten och spår\n{SENTENCE}\n"


def pdf(pages: list[str], password: str = "") -> bytes:
    """Return a PDF with these lines of text on its pages, in Helvetica."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in text.splitlines())
        stream.set_data(f"BT /F1 11 Tf 50 780 Td 14 TL {shown}ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def passages_in(path: Path) -> list[Passage]:
    return [msgspec.json.decode(line, type=Passage) for line in path.read_bytes().splitlines()]


def test_a_pdf_keeps_its_pages(tmp_path: Path) -> None:
    places = ["Haninge", "Södertälje", "Tyresö"]
    said = [f"I {place} {SENTENCE.lower()}" for place in places]
    pages = [f"Södertörn\n{n}. Möten i {places[n - 1]}\n{said[n - 1]}\n{n}" for n in (1, 2, 3)]
    file = tmp_path / "Plan 2026.pdf"
    file.write_bytes(pdf(pages))
    made = import_report(file, tmp_path / "passages")
    assert [(p.section, p.page, p.text) for p in passages_in(made.path)] == [
        (f"{n}. Möten i {places[n - 1]}", n, said[n - 1]) for n in (1, 2, 3)
    ]
    assert made.in_words() == (
        "Plan 2026 is now searchable in plan-2026.jsonl: 3 passages, 3 sections, 3 pages; "
        "skipped 6 headers, footers and page numbers."
    )


def test_a_word_file_keeps_its_headings_tables_and_bullets(tmp_path: Path) -> None:
    file = tmp_path / "verksamhetsplan.docx"
    document = docx.Document()
    document.add_heading("Mål för 2026", 1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("Fler spår", style="List Bullet")
    document.add_heading("Kostnader", 1)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ["Post", "Belopp", "Konferens", "85 650 kr"], strict=True
    ):
        cell.text = text
    document.save(str(file))
    made = import_report(file, tmp_path / "passages", "Verksamhetsplan 2026")
    goals, costs = passages_in(made.path)
    assert (goals.title, goals.section, goals.page) == ("Verksamhetsplan 2026", "Mål för 2026", 0)
    assert goals.text.splitlines() == [SENTENCE, "– Fler spår"]
    assert costs.text.splitlines() == ["Post | Belopp", "Konferens | 85 650 kr"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_text_is_read_in_the_encoding_it_has(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "rapport.txt"
    file.write_bytes(REPORT.encode(encoding))
    made = import_report(file, tmp_path / "passages")
    assert [p.section for p in passages_in(made.path)] == ["1. Inledning", "2. Möten och spår"]


def test_markdown_headings_are_sections(tmp_path: Path) -> None:
    file = tmp_path / "rapport.md"
    file.write_text(
        f"# Möten\n\nVi har **tre** [möten](https://exempel.se) om året. {SENTENCE}\n\n---\n## Spår\n{SENTENCE}"
    )
    meetings, tracks = passages_in(import_report(file, tmp_path / "passages").path)
    assert (meetings.section, tracks.section) == ("Möten", "Spår")
    assert meetings.text.startswith("Vi har tre möten om året.")


def test_importing_twice_changes_nothing_and_a_new_version_replaces(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text(REPORT, encoding="utf-8")
    first = import_report(file, tmp_path / "passages")
    before = (first.path.read_bytes(), first.path.stat().st_mtime_ns)
    again = import_report(file, tmp_path / "passages")
    assert (again.path.read_bytes(), again.path.stat().st_mtime_ns) == before
    assert (first.changed, again.changed) == (True, False)
    assert "was already searchable" in again.in_words()
    newer = tmp_path / "ny.txt"
    newer.write_text(REPORT.replace("Inledning", "Bakgrund"), encoding="utf-8")
    replaced = import_report(newer, tmp_path / "passages", "Rapport")
    assert replaced.path == first.path
    assert passages_in(first.path)[0].section == "1. Bakgrund"
    assert [path.name for path in (tmp_path / "passages").iterdir()] == ["rapport.jsonl"]


def test_the_library_reads_what_was_imported(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text(REPORT, encoding="utf-8")
    made = import_report(file, tmp_path / "passages")
    library, _ = survey_library(tmp_path)
    assert list(library.passages) == passages_in(made.path)


def _broken_word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<w:document")
    return out.getvalue()


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _ in range(301):
            part.write(b"\0" * 1_000_000)
    return out.getvalue()


def _spreadsheet() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", "<x/>")
    return out.getvalue()


BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n", "is empty"),
    "signs.txt": ("– • 12".encode(), "has no text"),
    "short.txt": (b"Hej", "too little text"),
    "binary.txt": (b"GIF89a\x00\x01\x02", "neither PDF, Word nor text"),
    "utf16.txt": (b"\xff\xfea", "not readable as text"),
    "locked.pdf": (pdf(["Hemligt innehåll"], "hemligt"), "locked with a password"),
    "scanned.pdf": (pdf([""]), "pictures of pages and no text"),
    "broken.pdf": (b"%PDF-1.7\nnothing more", "broken PDF"),
    "broken.docx": (b"PK\x03\x04 cut", "broken Word file"),
    "torn.docx": (_broken_word(), "broken Word file"),
    "bomb.docx": (_bomb(), "far more than a report"),
    "sheet.docx": (_spreadsheet(), "is not a Word file"),
    "page.txt": (b"\n<!DOCTYPE html><html><body>Hej</body></html>", "marked-up"),
    "rich.txt": (rb"{\rtf1\ansi Hej}", "marked-up"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or password-protected"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_told_in_one_sentence_and_writes_nothing(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content, told = BAD[name]
    file = tmp_path / name
    file.write_bytes(content)
    monkeypatch.setattr(bot.__main__, "DATA", tmp_path / "data")
    assert main(["import-knowledge", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert told in err
    assert not (tmp_path / "data").exists()


def test_a_folder_a_missing_file_and_a_huge_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImportFault, match="is a folder"):
        read_lines(tmp_path)
    with pytest.raises(ImportFault, match="There is no file"):
        read_lines(tmp_path / "nowhere.pdf")
    file = tmp_path / "huge.txt"
    file.write_text("ord " * 100)
    monkeypatch.setattr("bot.importing.MOST_BYTES", 100)
    with pytest.raises(ImportFault, match="at most"):
        read_lines(file)


def test_the_command_tells_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bot.__main__, "DATA", tmp_path)
    file = tmp_path / "rapport.txt"
    file.write_text(REPORT, encoding="utf-8")
    assert main(["import-knowledge", str(file), "--title", "Årsrapport 2026"]) == 0
    assert capsys.readouterr().out == (
        "Årsrapport 2026 is now searchable in arsrapport-2026.jsonl: 2 passages, 2 sections; skipped nothing.\n"
    )


def test_a_title_without_letters_is_refused() -> None:
    with pytest.raises(ImportFault, match="no letters"):
        slug_of("…")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text(REPORT, encoding="utf-8")
    (tmp_path / "passages").write_text("in the way")
    with pytest.raises(ImportFault, match="cannot be written"):
        import_report(file, tmp_path / "passages")
