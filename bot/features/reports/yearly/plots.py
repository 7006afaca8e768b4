"""Charts for Word: DrawingML, which Word and LibreOffice draw themselves, with the numbers in a sheet of their own.

Source: ECMA-376 part 1, chapter 21.2 (DrawingML charts). python-docx has no charts and an image library would be the
heaviest thing in the bot; a chart of bars is two pages of XML.
"""

import io
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from bot.core.card import Chart

CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_REL: Final = "rId1"

_COLOURS = ("1F4E79", "7FB2DD", "E8B03A", "B5483A")
"""Of the series in order; apart from each other also in grey and to the colour-blind."""
_DARK = frozenset({0, 3})
"""Those on which white is read."""
_INK = "404040"
_FACE = '<a:latin typeface="Calibri"/>'
_WIDTH_EMU = 5_760_000
"""16 cm: the width of the text. 360 000 EMU are a centimetre."""
_ROW_EMU = 290_000
_REST_EMU = 1_000_000
_MOST_SINGLE_STEPS = 12


def size_of(chart: Chart) -> tuple[int, int]:
    """Return width and height in EMU: a bar takes the same height however many there are."""
    return _WIDTH_EMU, _REST_EMU + _ROW_EMU * len(chart.bars)


def in_words(chart: Chart) -> str:
    """Return what a chart shows, for those who have it read to them."""
    rows = [
        f"{label}: {', '.join(f'{name} {value:g}' for name, value in zip(chart.series, values, strict=True))}"
        for label, values in chart.bars
    ]
    return f"{chart.title}. {'; '.join(rows)}."


def chart_xml(chart: Chart) -> bytes:
    """Return a chart of lying bars as a chart part; its numbers are in the sheet under the relation `SHEET_REL`."""
    single = len(chart.series) == 1
    series = "".join(_series(chart, at) for at in range(len(chart.series)))
    highest = max((sum(values) for _, values in chart.bars), default=0.0)
    if single:
        scale, steps = '<c:max val="100"/><c:min val="0"/>', '<c:majorUnit val="20"/>'
    else:
        few = highest <= _MOST_SINGLE_STEPS
        scale = f'<c:max val="{highest:g}"/><c:min val="0"/>' if few else '<c:min val="0"/>'
        steps = '<c:majorUnit val="1"/>' if few else ""
    legend = "" if single else f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_font(900)}</c:legend>'
    grouping = "clustered" if single else "stacked"
    overlap = "" if single else '<c:overlap val="100"/>'
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:roundedCorners val="0"/><c:chart>'
        f"{_title(chart.title)}"
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="45"/>{overlap}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        # The first bar is on top, and the scale below the last.
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}{_font(900)}<c:crossAx val="2"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{scale}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/><c:majorGridlines>{line}</c:majorGridlines>'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{line}{_font(900)}<c:crossAx val="1"/><c:crosses val="max"/>'
        f'<c:crossBetween val="between"/>{steps}</c:valAx></c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:externalData r:id="{SHEET_REL}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def chart_sheet(chart: Chart) -> bytes:
    """Return the numbers of a chart as a workbook, which Word opens when somebody edits the chart."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = "Data"
    sheet.append(["", *chart.series])
    for label, values in chart.bars:
        sheet.append([label, *values])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _series(chart: Chart, at: int) -> str:
    column, count = chr(ord("B") + at), len(chart.bars)
    labels = "".join(f'<c:pt idx="{n}"><c:v>{escape(label)}</c:v></c:pt>' for n, (label, _) in enumerate(chart.bars))
    values = "".join(f'<c:pt idx="{n}"><c:v>{row[at]:g}</c:v></c:pt>' for n, (_, row) in enumerate(chart.bars))
    where = "inEnd" if len(chart.series) == 1 else "ctr"
    ink = "FFFFFF" if at % len(_COLOURS) in _DARK else "000000"
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>Data!${column}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(chart.series[at])}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{_COLOURS[at % len(_COLOURS)]}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        # The format leaves out zeros.
        f'<c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/>{_font(800, ink)}<c:dLblPos val="{where}"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strRef><c:f>Data!$A$2:$A${count + 1}</c:f><c:strCache><c:ptCount val="{count}"/>{labels}'
        "</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Data!${column}$2:${column}${count + 1}</c:f><c:numCache><c:formatCode>0</c:formatCode>"
        f'<c:ptCount val="{count}"/>{values}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _title(title: str) -> str:
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>"
        f'<a:defRPr sz="1000" b="1"/></a:pPr><a:r><a:rPr lang="sv-SE" sz="1000" b="1">{_fill(_INK)}{_FACE}</a:rPr>'
        f'<a:t>{escape(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _font(hundredths: int, ink: str = _INK) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{hundredths}">{_fill(ink)}{_FACE}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="sv-SE"/></a:p></c:txPr>'
    )


def _fill(ink: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'


def drawing_xml(chart: Chart, relation: str, number: int) -> str:
    """Return the paragraph that shows the chart part with a relation; `number` is one of its own in the document."""
    width, height = size_of(chart)
    return (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<w:pPr><w:spacing w:before="120" w:after="120"/></w:pPr>'
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Diagram {number}" descr={quoteattr(in_words(chart))}/>'
        "<wp:cNvGraphicFramePr/>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
