"""An extract of the journal as JSON and as a Word document."""

import io
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape as xml

import msgspec

from bot.core.calendar import to_local
from bot.core.journal import Entry
from bot.core.text import Lang
from bot.features.records import texts
from bot.features.records.model import Extract, kind_of

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WIDTHS = (1900, 2100, 5070)
"""Twentieths of a point, in all the text width of A4 with 2.5 cm margins."""


def as_json(extract: Extract) -> bytes:
    """Return an extract as JSON: times are Swedish wall-clock time with their offset, keys Swedish."""
    document: dict[str, Any] = {
        "ärende": extract.title,
        "diarienummer": extract.number,
        "uttaget": to_local(extract.at).isoformat(timespec="seconds"),
        "händelser": [
            {
                "tid": to_local(entry.at).isoformat(timespec="seconds"),
                "vem": entry.by_name or texts.THE_BOT(extract.lang),
                "vad": entry.said(extract.lang),
                "slag": kind_of(entry.about),
                "gäller": entry.about,
            }
            for entry in extract.entries
        ],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2)


def as_docx(extract: Extract) -> bytes:
    """Return an extract as a Word document: a heading, and a table of when, who and what."""
    import docx
    from docx.oxml import parse_xml
    from docx.shared import Cm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    document.core_properties.title = extract.title
    document.add_heading(extract.title, level=1)
    taken = f"{texts.TAKEN_OUT(extract.lang)}: {to_local(extract.at):%Y-%m-%d %H:%M}"
    lines = [f"{texts.NUMBER(extract.lang)}: {extract.number}", taken] if extract.number else [taken]
    document.add_paragraph("\n".join(lines))
    body = document.element.body
    # As one piece of XML: python-docx makes cells one by one, which takes seconds for some thousands.
    body.insert(len(body) - 1, parse_xml(_table(extract.entries, extract.lang)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(entries: Iterable[Entry], lang: Lang) -> str:
    rows = [_row((texts.WHEN(lang), texts.WHO(lang), texts.WHAT(lang)), heading=True)]
    for entry in entries:
        when = f"{to_local(entry.at):%Y-%m-%d %H:%M}"
        rows.append(_row((when, entry.by_name or texts.THE_BOT(lang), entry.said(lang)), heading=False))
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:color="BFBFBF"/>' for edge in ("top", "bottom", "insideH"))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    properties = f'<w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
    properties += '<w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl {_WORD}>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row(cells: tuple[str, ...], *, heading: bool) -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if heading else ""
    repeats = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if heading else ""
    drawn = []
    for width, cell in zip(_WIDTHS, cells, strict=True):
        lines = "<w:br/>".join(f'<w:t xml:space="preserve">{xml(_printable(line))}</w:t>' for line in cell.split("\n"))
        paragraph = f'<w:p><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr><w:r>{bold}{lines}</w:r></w:p>'
        drawn.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>')
    return f"<w:tr>{repeats}{''.join(drawn)}</w:tr>"


def _printable(text: str) -> str:
    """Return text without the control characters that XML cannot hold."""
    return "".join(character for character in text if character.isprintable() or character == "\t")
