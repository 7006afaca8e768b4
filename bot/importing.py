"""Reads a report from a file, PDF, Word or text, and keeps its passages in the data folder."""

import contextlib
import logging
import os
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import msgspec

from bot.features.knowledge.splitting import Line, Split, split_report

MOST_BYTES: Final = 100_000_000
"""How large a file may be; a yearly report with many pictures is a tenth of it."""

MOST_UNPACKED: Final = 300_000_000
"""How many bytes a Word file may unpack to."""

MOST_CHARACTERS: Final = 5_000_000
"""How much text a report may hold; a thick book has a million."""

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MARKED_UP = (b"{\\rtf", b"<!doctype", b"<html", b"<?xml")
_WORD_PART = "word/document.xml"
_HEADING_STYLES = re.compile(r"(heading|rubrik|title|titel)\b.*", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*")
_MARKDOWN_RULE = re.compile(r"\s*([-*_=]\s*){3,}")
_MARKDOWN_MARKUP = re.compile(r"\*\*(.+?)\*\*|__(.+?)__|`(.+?)`|!?\[(.*?)\]\(.*?\)")


class ImportFault(Exception):
    """The file cannot be made searchable; the message is a whole sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. `changed` is False when the same passages were there already."""

    path: Path
    title: str
    split: Split
    changed: bool

    def in_words(self) -> str:
        """Return one sentence on what was read and what was passed over."""
        split = self.split
        made = [_counted(len(split.passages), "passage"), _counted(split.sections, "section")]
        if split.pages:
            made.append(_counted(split.pages, "page"))
        skipped = []
        if split.repeated:
            skipped.append(
                _counted(split.repeated, "header, footer or page number", "headers, footers and page numbers")
            )
        if split.contents:
            skipped.append(_counted(split.contents, "line of the table of contents", "lines of the table of contents"))
        if split.blank_pages:
            numbers = ", ".join(str(page) for page in split.blank_pages[:10])
            more = f" and {len(split.blank_pages) - 10} more" if len(split.blank_pages) > 10 else ""
            skipped.append(f"without text: page {numbers}{more}")
        did = "is now" if self.changed else "was already"
        return (
            f"{self.title} {did} searchable in {self.path.name}: {', '.join(made)}; "
            f"skipped {', '.join(skipped) if skipped else 'nothing'}."
        )


def import_report(file: Path, folder: Path, title: str = "") -> Imported:
    """Make a report searchable: write its passages to `folder`, in the place of those of its earlier version.

    The title, or else the file's name, tells which report it is: importing another file under the same title replaces
    the passages. Importing the same file again changes nothing.

    Raises:
        ImportFault: the file cannot be read, or the passages cannot be written; nothing was written.
    """
    title = " ".join(title.split()) or _title_of(file)
    slug = slug_of(title)
    split = split_report(read_lines(file), slug, title)
    if not split.passages:
        raise ImportFault(f"There is too little text in {file.name} to quote from; nothing was written.")
    encoder = msgspec.json.Encoder()
    content = b"".join(encoder.encode(passage) + b"\n" for passage in split.passages)
    path = folder / f"{slug}.jsonl"
    try:
        same = path.exists() and path.read_bytes() == content
        if not same:
            _replace(path, content)
    except OSError as fault:
        raise ImportFault(f"{path} cannot be written ({fault.strerror}); check the folder's permissions.") from fault
    return Imported(path, title, split, changed=not same)


def slug_of(title: str) -> str:
    """Return a title as an id: a-z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")
    if not slug:
        raise ImportFault(f"The title {title!r} has no letters; give another with --title.")
    return slug


def _title_of(file: Path) -> str:
    words = " ".join(re.split(r"[\s_-]+", file.stem)).strip()
    return words[:1].upper() + words[1:]


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def read_lines(file: Path) -> list[Line]:
    """Return the lines of a report, whatever kind of file it is; raises ImportFault."""
    content = _content(file)
    if content.startswith(_OLD_OFFICE):
        raise ImportFault(
            f"{file.name} is an old or password-protected Office file; save it without a password as .docx or PDF."
        )
    if content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKED_UP):
        raise ImportFault(
            f"{file.name} is a web page or another marked-up file; save it as PDF or .docx and import that."
        )
    if _PDF in content[:1024]:
        lines = _pdf_lines(file.name, content)
    elif content.startswith(_ZIP):
        lines = _word_lines(file.name, content)
    else:
        lines = _text_lines(file, content)
    if sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        raise ImportFault(f"{file.name} holds more text than a report does; divide it and import its parts.")
    if not any(character.isalpha() for line in lines for character in line.text):
        raise ImportFault(f"{file.name} has no text; write something in it first.")
    return lines


def _content(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise ImportFault(f"{file} is a folder; name one file in it.")
        size = file.stat().st_size
        if not file.is_file():
            raise ImportFault(f"{file} is not a file; name a PDF, a Word file or a text file.")
        if size > MOST_BYTES:
            raise ImportFault(
                f"{file.name} is {size // 1_000_000} MB and at most {MOST_BYTES // 1_000_000} MB is read; "
                "save it with smaller pictures."
            )
        content = file.read_bytes()
    except FileNotFoundError:
        raise ImportFault(f"There is no file {file}; check the name.") from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise ImportFault(f"{file} cannot be read ({reason}); check its name and permissions.") from fault
    if not content.strip():
        raise ImportFault(f"{file.name} is empty; nothing was written.")
    return content


def _pdf_lines(name: str, content: bytes) -> list[Line]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        lines = (
            []
            if locked
            else [
                line
                for number, page in enumerate(reader.pages, start=1)
                for line in [*(Line(text, number) for text in page.extract_text().splitlines()), Line("", number)]
            ]
        )
    except Exception as fault:  # pypdf raises many kinds of its own and of Python's for a broken file
        raise ImportFault(f"{name} is a broken PDF; open it, save it anew as PDF and import that.") from fault
    if locked:
        raise ImportFault(f"{name} is locked with a password; save a copy without one and import that.")
    if not any(character.isalpha() for line in lines for character in line.text):
        raise ImportFault(
            f"{name} has pictures of pages and no text; make the text readable (OCR) in a PDF program and import that."
        )
    return lines


def _word_lines(name: str, content: bytes) -> list[Line]:
    broken = f"{name} is a broken Word file; open it in Word, save it anew and import that."
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as fault:
        raise ImportFault(broken) from fault
    if all(part.filename != _WORD_PART for part in parts):
        raise ImportFault(f"{name} is not a Word file; save it as .docx, PDF or text.")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ImportFault(f"{name} unpacks to far more than a report is; nothing was read from it.")
    try:
        return list(_document_lines(content))
    except Exception as fault:  # python-docx lets lxml's, zipfile's and its own faults through
        raise ImportFault(broken) from fault


def _document_lines(content: bytes) -> Iterator[Line]:
    from docx import Document
    from docx.table import Table

    for block in Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells))
                yield Line(" | ".join(" ".join(cell.split()) for cell in cells if cell))
                yield Line("")
            continue
        style = block.style.name if block.style is not None else None
        heading = bool(style and _HEADING_STYLES.fullmatch(style)) and bool(block.text.strip())
        bullet = "• " if style and style.startswith(("List Bullet", "Punktlista")) else ""
        for text in block.text.splitlines() or [""]:
            yield Line(bullet + text if text.strip() else "", heading=heading)
        yield Line("")


def _text_lines(file: Path, content: bytes) -> list[Line]:
    text = _decoded(file.name, content)
    pages = text.split("\f")
    numbered = len(pages) > 1
    lines = [
        line
        for number, page in enumerate(pages, start=1)
        for line in [*(Line(words, number if numbered else 0) for words in page.splitlines()), Line("")]
    ]
    if file.suffix.lower() in {".md", ".markdown"}:
        return [_from_markdown(line) for line in lines]
    return lines


def _decoded(name: str, content: bytes) -> str:
    encodings: tuple[str, ...]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif b"\x00" in content:
        raise ImportFault(f"{name} is neither PDF, Word nor text; save it as one of these.")
    else:
        # Every byte means something in Latin-1, so it comes last; it differs from cp1252 in five bytes nobody writes.
        encodings = ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise ImportFault(f"{name} is not readable as text; save it as UTF-8.")


def _from_markdown(line: Line) -> Line:
    if _MARKDOWN_RULE.fullmatch(line.text):
        return Line("", line.page)
    found = _MARKDOWN_HEADING.fullmatch(line.text.strip())
    plain = _MARKDOWN_MARKUP.sub(lambda m: next((g for g in m.groups() if g), ""), found[1] if found else line.text)
    return Line(plain, line.page, heading=bool(found))


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"
