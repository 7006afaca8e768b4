"""The draft as a Word document: in the secretariat's own template where there is one, else plain on A4.

Template: a .docx in which these stand where they should be filled in: {{titel}}, {{diarienummer}}, {{mottagare}},
{{datum}}, {{version}}, and {{yttrande}} on a line of its own where the text goes; without that line the text goes last.
"""

import io
from collections.abc import Iterator
from typing import Any, Final

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bot.core.when.writing import write_day_of_year
from bot.features.referrals import joint_texts
from bot.features.referrals.draft import BrokenTemplate, Draft, Line, head_of, lines_of, title_of

TEXT_MARK: Final = "{{yttrande}}"
_INK: Final = RGBColor(0x1F, 0x2A, 0x37)


def word_of(draft: Draft, template: bytes | None = None) -> bytes:
    """Return a draft as a .docx; raises BrokenTemplate when there is a template and it cannot be used."""
    if template is None:
        return _saved(_plain(draft))
    try:
        return _saved(_filled(draft, template))
    except Exception as fault:
        # Whatever can be wrong with a file that somebody made: no zip, no Word file, half a file, odd XML.
        raise BrokenTemplate(type(fault).__name__) from fault


def _saved(document: Word) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# Plain


def _plain(draft: Draft) -> Word:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    _set_styles(document)
    header = section.header.paragraphs[0]
    header.text = f"{draft.content.cooperation}\t{joint_texts.D_VERSION('sv', version=draft.version)}"
    header.runs[0].font.size = Pt(9)
    header.paragraph_format.tab_stops.clear_all()
    header.style = document.styles["Normal"]
    header.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    _number_pages(section.footer.paragraphs[0])
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(4), Cm(12)
    for name, value in head_of(draft.content):
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(4), Cm(12)
        cells[0].paragraphs[0].add_run(name).bold = True
        cells[1].paragraphs[0].add_run(value)
        for cell in cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    document.add_paragraph(title_of(draft.content), style="Title")
    for line in lines_of(draft.content):
        _add(document, line)
    _sign(document, draft)
    _tell_properties(document, draft)
    return document


def _set_styles(document: Word) -> None:
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "sv-SE")
    normal.element.get_or_add_rPr().append(lang)
    for name, size, before in (("Title", 20, 18), ("Heading 1", 14, 16), ("Heading 2", 11.5, 10)):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        style.paragraph_format.keep_with_next = True
    for border in document.styles["Title"].element.xpath(".//w:pBdr"):
        border.getparent().remove(border)


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for before, code in (("", "PAGE"), (" (", "NUMPAGES")):
        paragraph.add_run(before)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields of its own
    paragraph.add_run(")")


def _add(document: Word, line: Line) -> Paragraph:
    match line.kind:
        case "heading":
            return _styled(document, line.text, "Heading 1", strong=True)
        case "subheading":
            return _styled(document, line.text, "Heading 2", strong=True)
        case "row":
            found = _styled(document, line.text, "List Bullet")
            if not _has(document, "List Bullet"):
                found.text = f"– {line.text}"
            return found
        case "voice":
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.6)
            paragraph.add_run(line.lead).bold = True
            if line.text:
                paragraph.add_run(f" {line.text}")
            return paragraph
        case "more":
            paragraph = document.add_paragraph(line.text)
            paragraph.paragraph_format.left_indent = Cm(0.6)
            return paragraph
    return document.add_paragraph(line.text)


def _styled(document: Word, text: str, style: str, *, strong: bool = False) -> Paragraph:
    if _has(document, style):
        return document.add_paragraph(text, style=style)
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = strong
    return paragraph


def _has(document: Word, style: str) -> bool:
    return any(each.name == style for each in document.styles)


def _sign(document: Word, draft: Draft) -> None:
    if not draft.content.signatories:
        return
    table = document.add_table(rows=1, cols=len(draft.content.signatories))
    for cell, (name, role) in zip(table.rows[0].cells, draft.content.signatories, strict=True):
        cell.paragraphs[0].paragraph_format.space_before = Pt(48)
        cell.paragraphs[0].add_run("_" * 26)
        cell.add_paragraph(name).paragraph_format.space_after = Pt(0)
        cell.add_paragraph(role)


def _tell_properties(document: Word, draft: Draft) -> None:
    properties = document.core_properties
    properties.title = title_of(draft.content)
    properties.author = draft.content.cooperation
    properties.language = "sv-SE"
    properties.comments = ""
    properties.created = properties.modified = draft.made_at.replace(tzinfo=None)


# In the secretariat's own template


def _filled(draft: Draft, template: bytes) -> Word:
    document = Document(io.BytesIO(template))
    content = draft.content
    values = {
        "{{titel}}": title_of(content),
        "{{diarienummer}}": content.number or joint_texts.D_NO_NUMBER.sv,
        "{{mottagare}}": content.issuer,
        "{{datum}}": write_day_of_year(content.dated_on, "sv"),
        "{{version}}": joint_texts.D_VERSION("sv", version=draft.version),
    }
    place = None
    for paragraph in list(_paragraphs(document)):
        if TEXT_MARK in paragraph.text and place is None and paragraph._parent is document._body:  # noqa: SLF001
            place = paragraph
        _fill(paragraph, values)
    before = len(document.element.body)
    if not any("{{titel}}" in text for text in _texts(template)):
        _styled(document, title_of(content), "Title", strong=True)
    for line in lines_of(content):
        _add(document, line)
    _sign(document, draft)
    if place is not None:
        # What was just added stands last, before the section's own properties: move it to its place.
        for element in list(document.element.body)[before - 1 : -1]:
            place._p.addprevious(element)  # noqa: SLF001 - python-docx adds at the end alone
        place._p.getparent().remove(place._p)  # noqa: SLF001
    _tell_properties(document, draft)
    return document


def _texts(template: bytes) -> Iterator[str]:
    for paragraph in _paragraphs(Document(io.BytesIO(template))):
        yield paragraph.text


def _paragraphs(document: Word) -> Iterator[Paragraph]:
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if part.is_linked_to_previous:
                continue  # it has none of its own, and looking inside would make one
            yield from part.paragraphs
            for table in part.tables:
                for row in table.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs


def _fill(paragraph: Paragraph, values: dict[str, str]) -> None:
    """Put values in the place of marks; Word may have cut a mark into several runs."""
    whole = paragraph.text
    if not any(mark in whole for mark in values):
        return
    for run in paragraph.runs:
        for mark, value in values.items():
            if mark in run.text:
                run.text = run.text.replace(mark, value)
    if not any(mark in paragraph.text for mark in values) or not paragraph.runs:
        return
    whole = paragraph.text
    for mark, value in values.items():
        whole = whole.replace(mark, value)
    first, *rest = paragraph.runs
    first.text = whole
    for run in rest:
        run.text = ""
