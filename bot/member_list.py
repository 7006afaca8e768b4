"""Reads a list from a file, CSV or XLSX, as rows of text: of members, of meetings."""

import csv
import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 10_000_000
"""How large a file may be; a list of a thousand people is a hundredth of it."""
MOST_UNPACKED: Final = 100_000_000
"""How many bytes an XLSX file may unpack to."""
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 50

Rows = list[tuple[int, tuple[str, ...]]]
"""(number as the file's own program counts, from 1; cells)."""


class ListFault(Exception):
    """The file cannot be read as a list; the message is a whole sentence."""


def read_member_list(file: Path) -> Rows:
    """Return the rows of the first sheet; raises ListFault.

    CSV may be UTF-8 with or without a byte order mark, UTF-16 with one, or Windows-1252 (Latin-1), with semicolons,
    commas or tabs between the cells.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ListFault(f"{file.name} is larger than {MOST_BYTES // 1_000_000} MB; it cannot be a list.")
        content = file.read_bytes()
    except OSError as fault:
        raise ListFault(f"{file} cannot be read ({fault.strerror}); check the name.") from fault
    if content.startswith(b"PK"):
        return _limited(file, _sheet(file, content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ListFault(f"{file.name} is an old or password-protected Excel file; save it as .xlsx or CSV.")
    return _limited(file, _separated(file, content))


def _limited(file: Path, rows: Iterator[tuple[int, tuple[str, ...]]]) -> Rows:
    found: Rows = []
    for number, cells in rows:
        if number > MOST_ROWS:
            raise ListFault(f"{file.name} has more than {MOST_ROWS} rows; divide it.")
        found.append((number, cells[:MOST_COLUMNS]))
    return found


def _separated(file: Path, content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    text = _text(content)
    if "\x00" in text:
        raise ListFault(f"{file.name} is not CSV or XLSX; save the list as one of them.")
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for cells in reader:
            yield reader.line_num, tuple(cells)
    except csv.Error as fault:
        raise ListFault(f"Row {reader.line_num} of {file.name} is not CSV ({fault}); correct its quotes.") from fault


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _sheet(file: Path, content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    from openpyxl import load_workbook

    broken = ListFault(f"{file.name} is no XLSX file that can be read; save it again in Excel, or as CSV.")
    if not _sensible(content):
        raise broken
    try:
        with warnings.catch_warnings():
            # Features of Excel that openpyxl leaves out (validation, colours) say nothing about the cells.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            rows = sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True)
            for number, cells in enumerate(rows, start=1):
                yield number, tuple(_written(cell) for cell in cells)
            book.close()
    except Exception as fault:  # openpyxl raises whatever its XML and ZIP readers do
        raise broken from fault


def _sensible(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(part.file_size for part in packed.infolist()) <= MOST_UNPACKED
    except zipfile.BadZipFile:
        return False


def _written(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.time):
        return cell.isoformat("minutes")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
