"""Splits the lines of a report into passages that can be quoted: whole paragraphs, within one section each.

What is done here is made for reports as municipalities write them: numbered sections, headers and footers repeated on
every page, words divided at the end of a line, bullets. It knows no file format.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.features.knowledge.model import Passage

FEWEST_WORDS = 60
"""Words that a passage should at least have, when its section has as many."""

MOST_WORDS = 150
"""Words that a passage may have; only a single sentence may be longer."""

_MARGIN_LINES = 3
"""How many lines at the top and at the bottom of a page may be its header and footer."""

_HEADING_CHARS = 90
_FEW_WORDS = 6
_LOOKED_BACK = 60
"""How many numbered lines back the section before is looked for."""

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=\S)(.*[^\W\d_].*)")
_NAMED = re.compile(
    r"((?:kapitel|kap\.|avsnitt|bilaga|del|chapter|section|appendix|part)\s+(?:\d{1,2}|[A-ZÅÄÖ]|[IVX]{1,4}))"
    r"(?:\s*[.:–-]\s*|\s+|$)([A-ZÅÄÖ].*)?",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:sida|sidan|sid\.?|s\.|page|p\.)\s*)?\d{1,4}\s*(?:(?:av|of|/)\s*\d{1,4}|\(\s*\d{1,4}\s*\))?[-–—\s]*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"\S.*?\s*(?:\.{4,}|(?:\. ){3,}|…{2,}|_{4,}|\t+)\s*\d{1,4}")
_BULLET = re.compile(r"(?:[•▪■●◦‣∙·*–—-]|o(?=\s+[A-ZÅÄÖ\d\"”]))\s+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[\"”(]?[A-ZÅÄÖ\d])")
_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?] +[A-ZÅÄÖ]")
_DIVIDED = re.compile(r"[^\W\d_]-$")
_SHARED_ENDING = re.compile(r"(?:och|eller|samt|resp\.?|respektive|and|or|to|till)\b", re.IGNORECASE)
_ENDED = (".", "!", "?", ":", ";", "”", '"', ")")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read. `page` counts from 1, 0 where there are no pages; `heading` when the file says it is one.

    An empty text stands for the space between paragraphs.
    """

    text: str
    page: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """A report in passages, and what was passed over.

    `repeated` counts headers and footers left out, page numbers among them; `contents` lines of a table of contents;
    `blank_pages` are pages without any text. `pages` is 0 where there are none.
    """

    passages: tuple[Passage, ...]
    sections: int
    pages: int
    repeated: int = 0
    contents: int = 0
    blank_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    page: int
    heading: bool = False
    sure: bool = False


def split_report(lines: Sequence[Line], document: str, title: str) -> Split:
    """Return the passages of a report; `document` is its id and `title` what it is called in answers."""
    kept, repeated = _without_margins(lines)
    body = [line for line in kept if line.heading or not _CONTENTS.fullmatch(line.text.strip())]
    paragraphs = _with_headings(_paragraphs(body))
    told = any(paragraph.sure for paragraph in paragraphs)
    passages: list[Passage] = []
    sections: list[str] = []
    section = ""
    gathered: list[_Paragraph] = []

    def flush() -> None:
        texts = [(paragraph.text, paragraph.page) for paragraph in gathered]
        passages.extend(Passage(document, title, section, text, page) for text, page in _packed(texts))
        gathered.clear()

    for paragraph in paragraphs:
        if not paragraph.heading:
            gathered.append(paragraph)
            continue
        flush()
        if paragraph.sure or not told:
            section = paragraph.text
            sections.append(section)
        else:
            gathered.append(_Paragraph(paragraph.text, paragraph.page))
    flush()
    pages = {line.page for line in lines if line.page}
    written = {line.page for line in lines if line.page and line.text.strip()}
    return Split(
        passages=tuple(passages),
        sections=len(sections),
        pages=max(pages, default=0),
        repeated=repeated,
        contents=len(kept) - len(body),
        blank_pages=tuple(sorted(pages - written)),
    )


def _without_margins(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """Return the lines without page numbers and what stands at the top or bottom of most pages, and how many went."""
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.page and line.text.strip():
            pages.setdefault(line.page, []).append(index)
    edges = {page: (indexes[:_MARGIN_LINES], indexes[: -_MARGIN_LINES - 1 : -1]) for page, indexes in pages.items()}
    seen = Counter(
        mask for both in edges.values() for mask in {_masked(lines[index].text) for edge in both for index in edge}
    )
    often = max(3, (len(pages) + 1) // 2)
    dropped: set[int] = set()
    for both in edges.values():
        for edge in both:
            for index in edge:
                text = lines[index].text.strip()
                if lines[index].heading or not (seen[_masked(text)] >= often or _PAGE_NUMBER.fullmatch(text)):
                    break
                dropped.add(index)
    return [line for index, line in enumerate(lines) if index not in dropped], len(dropped)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).casefold())


def _paragraphs(lines: Sequence[Line]) -> list[_Paragraph]:
    """Join wrapped lines to paragraphs: also across pages, and over an empty line in the middle of a sentence."""
    full = _full_width(lines)
    paragraphs: list[_Paragraph] = []
    gathered: list[str] = []
    page = 0
    gap = True

    def close() -> None:
        if gathered:
            paragraphs.append(_Paragraph(_joined(gathered), page))
            gathered.clear()

    for line in lines:
        text = " ".join(line.text.replace("\u00ad", "").split())
        if not any(character.isalnum() for character in text):
            gap = True
            continue
        if line.heading:
            close()
            paragraphs.append(_Paragraph(text, line.page, heading=True))
        else:
            if gathered and _begins(text, gathered[-1], gap=gap, full=full):
                close()
            if not gathered:
                page = line.page
            gathered.append(text)
        gap = False
    close()
    return paragraphs


def _full_width(lines: Sequence[Line]) -> int:
    """Return how long most of the lines that fill the width are, in characters."""
    lengths = sorted(len(line.text.strip()) for line in lines if line.text.strip())
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _begins(text: str, before: str, *, gap: bool, full: int) -> bool:
    """Tell whether a new paragraph begins with `text`, which follows the line `before`."""
    unfinished = not before.endswith(_ENDED)
    filled = len(before) >= 0.7 * full
    if _looks_numbered(text):
        # "… (se kapitel" at the end of a line and "5 om externa möten" on the next are one sentence.
        return gap or not (unfinished and filled) or "." in text.split()[0][:-1] or len(text.split()) <= _FEW_WORDS
    if _BULLET.match(text) or _looks_numbered(before) or _NAMED.fullmatch(text):
        return True
    if gap:
        return not (unfinished and (text[0].islower() or before.endswith(("-", ","))))
    if _shouts(text) != _shouts(before):
        return True
    return not filled and (not unfinished or text[0].isupper())


def _joined(lines: Sequence[str]) -> str:
    whole = lines[0]
    for line in lines[1:]:
        if _DIVIDED.search(whole) and not _SHARED_ENDING.match(line):
            whole = whole[:-1] + line if line[0].islower() else whole + line
        elif whole.endswith("-") and len(whole) > 1 and whole[-2].isdigit() and line[0].isdigit():
            whole += line
        else:
            whole += " " + line
    return _BULLET.sub("– ", whole, count=1) if _BULLET.match(whole) else whole


def _looks_numbered(text: str) -> bool:
    found = _NUMBERED.fullmatch(text)
    return bool(
        found
        and len(text) <= _HEADING_CHARS
        and found[2][0].isupper()
        and not text.endswith((".", ",", ";", ":", "-"))
        and not _SENTENCE_END.search(found[2])
        and all(0 < int(part) < 40 for part in found[1].split("."))
    )


def _number_of(text: str) -> tuple[int, ...]:
    found = _NUMBERED.fullmatch(text)
    return tuple(int(part) for part in found[1].split(".")) if found and _looks_numbered(text) else ()


def _shouts(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and all(character.isupper() for character in letters)


def _with_headings(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Mark the paragraphs that are headings, and those of them that are so surely.

    Sure are those that the file says are headings, that are numbered in order, or that begin with a word such as
    "Kapitel"; the others are in capitals, or short and alone.
    """
    numbered = _numbered_headings(paragraphs)
    marked: list[_Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        named = bool(_NAMED.fullmatch(text)) and text[0].isupper() and following is not None
        if paragraph.heading or named or index in numbered:
            marked.append(_Paragraph(text, paragraph.page, heading=True, sure=True))
        elif following and not _number_of(text) and _is_title(text, following):
            marked.append(_Paragraph(text, paragraph.page, heading=True))
        else:
            marked.append(paragraph)
    return marked


def _numbered_headings(paragraphs: Sequence[_Paragraph]) -> set[int]:
    """Return the places of numbered headings: the longest row of numbered lines that follow on each other as sections.

    Where the file itself names its headings, none are looked for.
    """
    if sum(paragraph.heading for paragraph in paragraphs) > 1:
        return set()
    runs = _numbered_runs(paragraphs)
    places = [
        index for index, paragraph in enumerate(paragraphs[:-1]) if index not in runs and _number_of(paragraph.text)
    ]
    numbers = [_number_of(paragraphs[index].text) for index in places]
    lengths = [1] * len(places)
    befores = [-1] * len(places)
    for here, number in enumerate(numbers):
        for before in range(max(0, here - _LOOKED_BACK), here):
            if lengths[before] >= lengths[here] and _comes_after(number, numbers[before]):
                lengths[here], befores[here] = lengths[before] + 1, before
    here = max(range(len(places)), key=lambda place: lengths[place], default=-1)
    if here < 0 or (lengths[here] == 1 and numbers[here] != (1,)):
        return set()
    found = set()
    while here >= 0:
        found.add(places[here])
        here = befores[here]
    return found


def _numbered_runs(paragraphs: Sequence[_Paragraph]) -> set[int]:
    """Return where numbered lines follow each other as rows of a list do, so that they are no headings."""
    rows: set[int] = set()
    for index in range(1, len(paragraphs)):
        before, here = _number_of(paragraphs[index - 1].text), _number_of(paragraphs[index].text)
        if before and here and not paragraphs[index].heading and here[: len(before)] != before:
            rows |= {index - 1, index}
    return rows


def _comes_after(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Tell whether a section may have this number when the one before had `last`; one number may have been missed."""
    if number[: len(last)] == last:
        return len(number) == len(last) + 1 and number[-1] <= 2
    depth = len(number)
    return depth <= len(last) and number[:-1] == last[: depth - 1] and 1 <= number[-1] - last[depth - 1] <= 2


def _is_title(text: str, following: _Paragraph) -> bool:
    if len(text) > _HEADING_CHARS or _BULLET.match(text) or not text[0].isalnum():
        return False
    words = text.split()
    if _shouts(text):
        return len(words) <= 12
    prose = len(following.text.split()) >= 10 and following.text.rstrip().endswith(_ENDED)
    return prose and len(words) <= 8 and text[0].isupper() and text[-1].isalpha() and "|" not in text


def _packed(paragraphs: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield (text, page it begins on) of passages of FEWEST_WORDS to MOST_WORDS words where that can be."""
    pieces = [(piece, page, len(piece.split())) for text, page in paragraphs for piece in _pieces(text)]
    groups: list[list[tuple[str, int, int]]] = []
    for piece in pieces:
        size = sum(words for _, _, words in groups[-1]) if groups else 0
        room = MOST_WORDS + (FEWEST_WORDS // 2 if size < FEWEST_WORDS else 0)
        if groups and size + piece[2] <= room:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if len(groups) > 1 and sum(words for _, _, words in groups[-1]) < FEWEST_WORDS // 2:
        rest = groups.pop()
        if sum(words for _, _, words in [*groups[-1], *rest]) <= MOST_WORDS + FEWEST_WORDS // 2:
            groups[-1].extend(rest)
        else:
            groups.append(rest)
    for group in groups:
        text = "\n".join(text for text, _, _ in group)
        if len(text.split()) > 2:
            yield text, group[0][1]


def _pieces(text: str) -> Iterator[str]:
    """Yield a paragraph, or when it is longer than a passage may be, parts of it that end with a sentence."""
    if len(text.split()) <= MOST_WORDS:
        yield text
        return
    gathered: list[str] = []
    size = 0
    for sentence in _SENTENCE.split(text):
        words = len(sentence.split())
        if gathered and size + words > MOST_WORDS:
            yield " ".join(gathered)
            gathered, size = [], 0
        gathered.append(sentence)
        size += words
    if gathered:
        yield " ".join(gathered)
