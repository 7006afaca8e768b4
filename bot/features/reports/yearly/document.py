"""Sets the yearly report as a Word document."""

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from bot.core.calendar import local_day, to_local
from bot.core.card import Chart, Rows, Table, Words
from bot.core.report import Block
from bot.core.text import Lang
from bot.core.when.writing import write_day_of_year
from bot.features.reports.model import Period
from bot.features.reports.written import written
from bot.features.reports.yearly import texts
from bot.features.reports.yearly.outline import TITLES, Part
from bot.features.reports.yearly.plots import (
    CHART_TYPE,
    SHEET_REL,
    SHEET_TYPE,
    chart_sheet,
    chart_xml,
    drawing_xml,
)

if TYPE_CHECKING:
    from docx.document import Document

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LOCALES: dict[Lang, str] = {"sv": "sv-SE", "en": "en-GB"}
_FONT: Final = "Calibri"
_INK: Final = "1F4E79"
_TEXT_WIDTH_TWIPS: Final = 9070
"""16 cm, the width of the text on A4 with 2.5 cm on each side; 567 twips are a centimetre."""
_NARROWEST_TWIPS: Final = 620
_PADDING_TWIPS: Final = 200
_TWIPS_PER_LETTER: Final = 105
_SOFT: Final = "\N{SOFT HYPHEN}"
_MOST_LETTERS: Final = 34
_NUMERIC: Final = re.compile("[0-9 \N{NO-BREAK SPACE}/%]*|–")
"""Cells that stand to the right: numbers, shares, and that there is none."""


def written_report(cooperation: str, period: Period, parts: Sequence[Part], lang: Lang, now: dt.datetime) -> bytes:
    """Return the report as a .docx; chapters that nobody has written stand as headings for people to fill."""
    # Word documents are made some times a year, and the library takes 0.2 s to import.
    import docx

    document = docx.Document()
    day = write_day_of_year(local_day(now), lang)
    title = texts.REPORT_NAME(lang, cooperation=cooperation, year=period.year)
    _dress(document, title, texts.FOOT(lang, day=day), lang, now)
    document.add_paragraph(title, style="Title")
    _small(document, texts.DRAFT(lang, day=day, period=written(period, lang)))
    number = 0
    for part in parts:
        appendix = part is parts[-1]
        if appendix and not part.blocks:
            continue
        number += 1
        heading = TITLES[part.place](lang)
        document.add_paragraph(heading if appendix else f"{number}. {heading}", style="Heading 1")
        if not part.blocks:
            _small(document, texts.SECRETARIAT_WRITES(lang))
        for at, block in enumerate(part.blocks):
            _set(document, _printable(block), number * 1000 + at)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0, 2.2); it comes with what people paste."""


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def _printable(block: Block) -> Block:
    match block:
        case Words(text=text):
            return replace(block, text=_clean(text))
        case Rows(rows=rows):
            return replace(block, rows=tuple(map(_clean, rows)))
        case Table(headings=headings, rows=rows):
            return Table(headings, tuple(tuple(map(_clean, row)) for row in rows))
        case Chart(bars=bars):
            return replace(block, bars=tuple((_clean(label), values) for label, values in bars))


def _set(document: "Document", block: Block, number: int) -> None:
    match block:
        case Words(text=text, strong=True):
            document.add_paragraph(text, style="Heading 2")
        case Words(text=text, small=True):
            _small(document, text)
        case Words(text=text):
            document.add_paragraph(text)
        case Rows(rows=rows, numbered=numbered):
            for row in rows:
                document.add_paragraph(row, style="List Number" if numbered else "List Bullet")
        case Table():
            _append(document, _table_xml(block))
            _append(document, f'<w:p {_W}><w:pPr><w:spacing w:after="60"/></w:pPr></w:p>')
        case Chart():
            _append(document, drawing_xml(block, _chart_part(document, block, number), number))


def _append(document: "Document", xml: str) -> None:
    from docx.oxml import parse_xml

    # The last element of a body holds the page's margins.
    document.element.body.insert(-1, parse_xml(xml))


def _small(document: "Document", text: str) -> None:
    from docx.shared import Pt, RGBColor

    run = document.add_paragraph().add_run(text)
    run.italic = True
    run.font.size = Pt(9)
    run.font.color.rgb = RGBColor(0x59, 0x59, 0x59)


# Tables


def _table_xml(table: Table) -> str:
    """Return a table as XML: python-docx makes cells one by one, which takes seconds for some thousands."""
    widths = _widths(table)
    right = [all(_NUMERIC.fullmatch(row[at]) for row in table.rows) for at in range(len(table.headings))]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [_row_xml(table.headings, widths, right, head=True)]
    rows += [_row_xml(row, widths, right, head=False) for row in table.rows]
    return (
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders><w:top w:val="single" w:sz="8" w:color="{_INK}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:color="{_INK}"/>'
        '<w:insideH w:val="single" w:sz="4" w:color="D9D9D9"/></w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row_xml(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], *, head: bool) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E9EFF6"/>' if head else ""
    bold = "<w:b/>" if head else ""
    drawn = []
    for text, width, to_right in zip(cells, widths, right, strict=True):
        side = '<w:jc w:val="right"/>' if to_right else ""
        keep = "<w:keepNext/>" if head else ""
        drawn.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            f'<w:p><w:pPr>{keep}<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>{side}</w:pPr>'
            f'<w:r><w:rPr>{bold}<w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
            "</w:tc>"
        )
    header = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(drawn)}</w:tr>"


def _widths(table: Table) -> list[int]:
    """Return the width of each column in twips; together the width of the text.

    Where there is too little, the columns that can break their lines give, and none becomes narrower than its longest
    word.
    """
    wanted, least = [], []
    for at, heading in enumerate(table.headings):
        cells = [row[at] for row in table.rows]
        word = max(
            (len(word) for text in (*cells, heading.replace(_SOFT, "- ")) for word in text.split(" ")), default=0
        )
        longest = max((len(text) for text in cells), default=0)
        least.append(max(_NARROWEST_TWIPS, _PADDING_TWIPS + word * _TWIPS_PER_LETTER))
        wanted.append(max(least[at], _PADDING_TWIPS + min(longest, _MOST_LETTERS) * _TWIPS_PER_LETTER))
    over = sum(wanted) - _TEXT_WIDTH_TWIPS
    give = [want - low for want, low in zip(wanted, least, strict=True)]
    if 0 < over <= sum(give):
        return [round(want - over * each / sum(give)) for want, each in zip(wanted, give, strict=True)]
    return [round(want * _TEXT_WIDTH_TWIPS / sum(wanted)) for want in wanted]


# Charts


def _chart_part(document: "Document", chart: Chart, number: int) -> str:
    """Add a chart with its numbers to the package; return the relation by which the document shows it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as PackagePart

    package = document.part.package
    sheet = PackagePart(PackURI(f"/word/embeddings/data{number}.xlsx"), SHEET_TYPE, chart_sheet(chart), package)
    drawn = PackagePart(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, chart_xml(chart), package)
    drawn.load_rel(RELATIONSHIP_TYPE.PACKAGE, sheet, SHEET_REL)
    return document.part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)


# Styles


def _dress(document: "Document", title: str, foot: str, lang: Lang, now: dt.datetime) -> None:
    """Set page, fonts, language and what the file says of itself."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    sizes = {"Normal": 11, "Title": 24, "Heading 1": 16, "Heading 2": 12.5, "List Bullet": 11, "List Number": 11}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        if name.startswith(("Title", "Heading")):
            style.font.color.rgb = RGBColor.from_string(_INK)
    for rule in document.styles["Title"].element.iter(qn("w:pBdr")):
        rule.getparent().remove(rule)
    normal = document.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(7), 1.12
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), _LOCALES[lang])
    footer = section.footer.paragraphs[0]
    footer.add_run(foot).font.size = Pt(8)
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        inside = f'<w:fldChar w:fldCharType="{kind}"/>' if kind else f"<w:instrText>{code}</w:instrText>"
        footer._p.append(parse_xml(f'<w:r {_W}><w:rPr><w:sz w:val="16"/></w:rPr>{inside}</w:r>'))  # noqa: SLF001
    about = document.core_properties
    about.title, about.author, about.comments, about.language = title, "", "", _LOCALES[lang]
    about.created = about.modified = to_local(now).replace(tzinfo=None)
