"""The remarks in what a municipality says: which section, what it thinks of it, and in which words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.referrals.model import LONGEST_REMARK, Position

FLAT = str.maketrans("åäöÅÄÖéÉ", "aaoAAOeE")
"""Text as it is typed on a keyboard without å, ä and ö; no letter moves."""
LONGEST_HEAD = 300
"""Characters before a colon that announce remarks; a longer text has its colon inside a remark."""
FEW_WORDS = 6
SOME_WORDS = 12
_LONGEST_RANGE = 20


def cue(pattern: str) -> re.Pattern[str]:
    """Return a pattern for flat text."""
    return re.compile(pattern.translate(FLAT), re.IGNORECASE)


SOFT_SUPPORT = (
    r"stöd(?:jer|er|ja)|ställer (?:vi )?(?:oss|sig) (?:\w+ ){0,3}bakom|bifall(?:er|a)|säger (?:vi )?ja till"
    r"|agrees? (?:with|to)|approves?(?: of)?"
)
SOFT_OPPOSE = r"motsätter (?:vi )?(?:oss|sig)|säger (?:vi )?nej till|går emot|är emot|objects? to"
PASSIVE = cue(r"(?:till|av)styrk(?:e?s|t)")
SUPPORTS = re.compile(r"\b(?:tillstyrk\w*|(?:we |i )?supports?)\b", re.IGNORECASE)
OPPOSES = re.compile(r"\b(?:avstyrk\w*|(?:we |i )?opposes?)\b", re.IGNORECASE)
NEGATION = r"\b(?:inte|ej|aldrig|knappast|not|never|cannot|can't|won't|don't|doesn't)"
BETWEEN = r"(?:\s+(?:att|kunna|vilja|längre|heller|helt|direkt|be|able|to|going|fully|any|några|våra))*"
NOT_AFTER = cue(r"\s+(?:vi )?(?:inte|ej|not)\b")
BUT = cue(r"[\s,.;–-]*\b(?:men|dock|däremot|förutom|utom|fast|but|except|however)\b(?P<what>.*)")
_NOT = re.compile(
    r"\b(?:tillstyrk\w*|avstyrk\w*) (?:vi )?(?:inte|ej|aldrig)\b|\b(?:do|does) not\b"
    rf"|{NEGATION}{BETWEEN}\s+(?:tillstyrk\w*|avstyrk\w*|supports?\b|opposes?\b)",
    re.IGNORECASE,
)
_KIND = r"(?:avsnitt(?:et|en)?|avsn\.?|kapitel|kapitlet|kapitlen|kap\.?|punkt(?:en|erna)?|del|sections?|chapters?)"
_NUMBER = r"\d+(?:\.\d+)*"
_SECTION = re.compile(
    rf"\b{_KIND}\s*(?P<section>{_NUMBER}|[A-ZÅÄÖ]\b|[”\"'](?P<name>[^”\"'\n]{{2,80}})[”\"'])", re.IGNORECASE
)
_MORE_SECTIONS = re.compile(
    rf"(?:\s*,\s*{_NUMBER})*\s*(?:och|samt|and|&)\s+(?:{_KIND}\s*)?{_NUMBER}(?!\.?\d|\s*(?:%|procent|mil|kr|år|km|st\b))",
    re.IGNORECASE,
)
_TO_SECTION = re.compile(r"\s*(?:-|–|till|to)\s*(?P<last>\d+)\b(?!\.\d)", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ\d])|\n+|;\s+")
_JOINED = re.compile(
    r",?\s+(?:men|och|samt|medan|but|and|while)\s+(?=(?:vi |we )?(?:tillstyrk|avstyrk|supports?\b|opposes?\b))",
    re.IGNORECASE,
)
_BULLETS = " \t-–•*·"
_PREFACE = cue(
    r"\s*(?:hej(?:san)?|tack|vi ändrar oss|jag ångrar mig|vi har ändrat oss|nytt svar|rättelse|nej|jo"
    r"|sorry|förlåt|hi|hello|correction|no)"
    r"\s*[,:;.!–-]+\s*(?:och\s+)?"
)
_ORDER = cue(
    r"\s*(?:kan du |snälla )?(?:ändra|byt|skriv|notera|anteckna|change|note|write)\b[^.:!?\n]{0,80}?\b(?:till|att|to"
    r"|that)\s+(?=(?:vi |we |we'll )?(?:tillstyrk|avstyrk|support|oppose))"
)
"""The words of somebody who has it noted: "ändra vårt svar till tillstyrker"."""
_ANNOUNCES = cue(
    r"(?:här (?:kommer|är|följer)|nedan(?:för)? (?:följer|är|finns)|bifogat|here (?:are|is|come)|below)\b"
    r"[^.:!?\n]*\b(?:synpunkter|yttrande|svar|text|remarks|comments|answer)\b"
)
"""A sentence that says no more than that remarks follow."""
_CLOSING = cue(
    r"\s*(?:\n|(?<=[.!?]) )\s*(?:med vänlig(?:a)? hälsning(?:ar)?|vänlig(?:a)? hälsning(?:ar)?|bästa hälsning(?:ar)?"
    r"|hälsningar|vänligen|mvh|tack på förhand|(?:kind|best) regards|regards)\b[^\n]{0,80}(?:\n[^\n]{0,80}){0,5}\s*$"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_REST = cue(r"\b(?:i övrigt|övrig[at]|resten|helheten|allt annat|otherwise|the rest|the whole)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A remark as it was said: the section, empty for the whole, the position and the text."""

    section: str
    position: Position
    text: str


def read_pieces(text: str, said_by: re.Match[str], *, announces: bool) -> tuple[Piece, ...]:
    """Return the remarks in what was said: one for each section that is named, or one for the whole.

    `said_by` are the words by which they are given; with `announces` these may say no more than that there are some.
    """
    head, colon, rest = text.partition(":")
    headed = bool(colon) and len(head) < LONGEST_HEAD and said_by.start() <= len(head)
    body = rest.strip() if headed else text
    body = body[: closing.start()] if (closing := _CLOSING.search(body.translate(FLAT))) else body
    while preface := _PREFACE.match(body.translate(FLAT)) or _ORDER.match(body.translate(FLAT)):
        body = body[preface.end() :]
    pieces: list[tuple[tuple[str, ...], list[str]]] = []
    if headed and (lead := _sections(head)):
        pieces.append((lead, []))
    for sentence in _sentences(body):
        found = _sections(sentence)
        if found or not pieces or (pieces[-1][0] and _takes(sentence) and _REST.search(sentence.translate(FLAT))):
            pieces.append((found, []))
        pieces[-1][1].append(_without_heading(sentence))
    if len(pieces) > 1 and not pieces[0][0] and _is_heading(pieces[0][1][0]):
        del pieces[0]
    read = [(found, position_of(" ".join(texts)), " ".join(texts)) for found, texts in pieces if texts]
    if headed and read and read[0][1] is Position.REMARKS:
        # What stands before the colon takes a position too, such as "vi avstyrker avsnitt 3".
        read[0] = (read[0][0], position_of(head), read[0][2])
    every = [piece for found, position, said in read for piece in _on_each(found, position, said)]
    if not headed:
        every = [piece for piece in (_spare(piece, said_by, announces=announces) for piece in every) if piece]
    return tuple(Piece(each.section, each.position, each.text[:LONGEST_REMARK]) for each in every)


def _on_each(sections: Sequence[str], position: Position, said: str) -> list[Piece]:
    """Return a remark on each of some sections; where the position says it, the text stands with the first."""
    alone = position is Position.REMARKS
    return [
        Piece(section, position, said if alone or number == 0 else "")
        for number, section in enumerate(sections or ("",))
    ]


def _sections(text: str) -> tuple[str, ...]:
    """Return the sections that a text names first: "avsnitt 3, 4.2 och 5", "kapitel 3–5"; none when it names none."""
    found = _SECTION.search(text)
    if found is None:
        return ()
    first = (found["name"] or found["section"]).strip()
    if not first[0].isdigit():
        return (first,)
    if (to := _TO_SECTION.match(text, found.end())) and first.isdigit():
        last = int(to["last"])
        if int(first) < last < int(first) + _LONGEST_RANGE:
            return tuple(map(str, range(int(first), last + 1)))
    more = _MORE_SECTIONS.match(text, found.end())
    return tuple(dict.fromkeys((first, *(re.findall(_NUMBER, more[0]) if more else ()))))


def _sentences(body: str) -> list[str]:
    """Return the sentences of a text; what a position is taken on and what is said "but" of a section are apart."""
    sentences = []
    for sentence in [part for whole in _SENTENCES.split(body) for part in _positions(whole.strip(_BULLETS)) if part]:
        section, but = _SECTION.search(sentence), BUT.search(sentence)
        if but and section and but.start() < section.start() and _takes(sentence[: but.start()]):
            sentences += [sentence[: but.start()].strip(" ,"), sentence[but.start() :].strip(" ,")]
        else:
            sentences.append(sentence)
    return sentences


def _positions(sentence: str) -> list[str]:
    """Return the parts of a sentence that each take a position: "avstyrker avsnitt 3" and "tillstyrker avsnitt 4"."""
    begins = 0
    parts = []
    for joint in _JOINED.finditer(sentence):
        if _takes(sentence[begins : joint.start()]):
            parts.append(sentence[begins : joint.start()])
            begins = joint.end()
    return [*parts, sentence[begins:]]


def _is_heading(sentence: str) -> bool:
    """Tell whether what stands before the sections says nothing itself: "Här kommer våra synpunkter", a bare name."""
    bare = sentence[-1:] not in ".!?" and len(sentence.split()) <= FEW_WORDS and not _takes(sentence)
    return bare or _ANNOUNCES.match(sentence.translate(FLAT)) is not None


def _without_heading(sentence: str) -> str:
    """Return what is said of a section without its heading: "Avsnitt 3: …"."""
    found = _SECTION.match(sentence)
    heading = found and re.match(r"\s*[:–-]\s+", sentence[found.end() :])
    return sentence[found.end() + heading.end() :] if found and heading else sentence


def _takes(sentence: str) -> bool:
    return position_of(sentence) is not Position.REMARKS


def _spare(piece: Piece, said_by: re.Match[str], *, announces: bool) -> Piece | None:
    """Return a remark without words that only announce it; None when nothing else is said."""
    words, position = len(_LETTERS.findall(piece.text)), piece.position
    if position is Position.REMARKS and words <= SOME_WORDS:
        position = _softly(said_by, piece.text)
    if position is not Position.REMARKS:
        return Piece(piece.section, position, "" if words <= FEW_WORDS else piece.text)
    return None if announces and (not piece.section or words <= FEW_WORDS + 2) else piece


def _softly(said_by: re.Match[str], text: str) -> Position:
    """Return the position of a short text with words such as "ställer oss bakom"."""
    flat = text.translate(FLAT)
    if NOT_AFTER.search(flat) or NOT_AFTER.search(said_by[0]) or BUT.search(flat):
        return Position.REMARKS
    if re.fullmatch(SOFT_SUPPORT.translate(FLAT), said_by[0], re.IGNORECASE):
        return Position.SUPPORTS
    return (
        Position.OPPOSES if re.fullmatch(SOFT_OPPOSE.translate(FLAT), said_by[0], re.IGNORECASE) else Position.REMARKS
    )


def position_of(text: str) -> Position:
    """Return the position that a text takes: support, opposition, or remarks when it is neither or both."""
    supports, opposes = bool(SUPPORTS.search(text)), bool(OPPOSES.search(text))
    if supports is opposes or _NOT.search(text):
        return Position.REMARKS
    return Position.SUPPORTS if supports else Position.OPPOSES
