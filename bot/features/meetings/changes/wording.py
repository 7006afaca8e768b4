"""What people say to change a meeting without moving it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.swedish.letters import plain
from bot.core.text import Lang
from bot.features.bodies.model import Body
from bot.features.meetings.changes import texts
from bot.features.meetings.model import Form, Guest, Paper
from bot.features.meetings.wording import MOST_GUESTS, Reader, read_guests, read_place

LONGEST = 2000
MOST_ITEMS = 30
MOST_PAPERS = 20
LONGEST_ITEM = 200

_POLITE = r"(?:hej,? |kan du |kan vi |vill du |jag vill |snälla |please |can you |could you )*"
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MEETING = (
    r"(?:mötet|motet|sammanträdet|träffen|nästa (?:möte|mote|sammanträde)|the (?:next )?meeting|next meeting|meeting)"
)
_ON = r"(?:på|pa|till|i|inför|infor|för|for|on|to|of)"
_FROM = r"(?:från|fran|ur|på|i|from|of)"
_JOIN = re.compile(
    rf"{_POLITE}(?:lägg till|lagg till|ta (?:även |också )?med|ta in|bjud(?:a)? in|kalla|add|include|invite)"
    r"(?: även| också| also)?\b",
    re.IGNORECASE,
)
_LEAVE = re.compile(rf"{_POLITE}(?:ta bort|tag bort|plocka bort|stryk|remove|drop|take off)\b", re.IGNORECASE)
_ALSO = re.compile(
    r"(.{3,80}?) (?:ska|skall|bör|är|kommer|vill|should|shall|will|is|are) (?:också|även|dessutom|also) "
    r"(?:(?:vara |att vara )?med|delta|bjudas in|kallas|träffas då|join|be there|meet|part)\b(.*)",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(r"(?: |,|och|samt|även|också|and|also|the)*")
_ITEM = re.compile(
    rf"{_POLITE}(?:lägg (?:till|in|upp)|lagg till|add)\s+(?:en |a |the |agenda )*"
    r"(?:dagordningspunkt\w*|punkt(?:en|erna|er)?|agendapunkt\w*|(?:agenda )?items?)\b:?",
    re.IGNORECASE,
)
_GUEST = re.compile(
    rf"{_POLITE}(?:bjud(?:a)? in|lägg till (?:en |som )?(?:gäst(?:en|er|erna)?)|lagg till gäst\w*|invite"
    r"|add (?:a |the )?guests?)\b:?",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*[A-ZÅÄÖ][\w.-]+\s+[A-ZÅÄÖ]")
_PLACE_CHANGE = re.compile(
    rf"{_POLITE}(?:byt|ändra|andra|flytta|ny|nytt|change|set)\s+(?:the )?(?:plats(?:en)?|lokal(?:en)?|ställe"
    r"|rum(?:met)?|place|room|venue)\b",
    re.IGNORECASE,
)
_FOR_MEETING = re.compile(rf"\s(?:för|for|på|at)\s+((?:the )?{_MEETING}\b.*)$", re.IGNORECASE)
_TO = re.compile(r"\s(?:till|to|är|is)\s+|:\s*", re.IGNORECASE)
_FORM = re.compile(
    rf"{_POLITE}(?:(?:gör|gor|make)\b.*|.*\b(?:blir|hålls|halls|ska vara|ska bli|blir det|is|will be|becomes)\b.*)",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"\b(?:digitalt?|online|på (?:teams|distans)|via teams)\W*$", re.IGNORECASE)
_HYBRID = re.compile(r"\b(?:hybrid\w*)\W*$", re.IGNORECASE)
_ON_SITE = re.compile(r"\b(?:fysiskt?|på plats|on site|in person)\W*$", re.IGNORECASE)
_MINUTES = re.compile(
    r"\b(?:protokoll\w*|minnesanteckning\w*|mötesanteckning\w*|anteckningar(?:na)?|minutes)\b", re.IGNORECASE
)
_PAPERS = re.compile(
    r"\b(?:handling(?:en|ar|arna)?|underlag(?:et|en)?|bilag(?:a|an|or|orna)|papers?|documents?|attachments?)\b",
    re.IGNORECASE,
)
_MEETING_LINK = re.compile(r"\b(?:möteslänk\w*|teamslänk\w*|länk(?:en)?|lank(?:en)?|link)\b", re.IGNORECASE)
_EDIT = re.compile(
    # Another time is a move.
    rf"{_POLITE}(?:ändra|andra|redigera|uppdatera|edit|change|update)\s+(?!(?:på |the )?(?:tid(?:en)?|time)\b).*",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:remiss\w*|referral\w*|påminnelse\w*|paminnelse\w*|reminders?|utskick\w*|broadcast\w*|fakta\w*|fråga|svar(?:et)?"
    r"|ledamot\w*|ersättare|ordförande\w*|närvaro\w*|språk\w*|language)\b",
    re.IGNORECASE,
)
_ON_A_DAY = re.compile(
    r"\s(?:den |på |on )?(?:the )?(?:\d{1,2}[/:]\d{1,2}"
    r"|\d{1,2}:?e?\.? (?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*"
    r"|(?:mån|tis|ons|tors|fre)dag(?:en)?|(?:v\.?|vecka|week) ?\d{1,2})$",
    re.IGNORECASE,
)
"""A day that names a meeting: "bjud in Trafikverket den 3 december"."""
_ITEMS = re.compile(r"[;\n]")


class Does(StrEnum):
    """What somebody wants done to a meeting."""

    JOIN = "join"
    LEAVE = "leave"
    ITEMS = "items"
    GUESTS = "guests"
    PAPER = "paper"
    LINK = "link"
    PLACE = "place"
    FORM = "form"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class ChangeWish:
    """What was said: what to do, what is new, and the words in which the meeting is named."""

    does: Does
    meeting: str
    bodies: tuple[Body, ...] = ()
    items: tuple[str, ...] = ()
    guests: tuple[Guest, ...] = ()
    paper: Paper | None = None
    link: str = ""
    place: str = ""
    form: Form | None = None


def read_change_wish(reader: Reader, said: str) -> ChangeWish | None:
    """Return what somebody wants changed of a meeting, or None."""
    text = " ".join(said.split(" ")).strip().rstrip(".!")
    if not text or len(text) > LONGEST or text.endswith("?") or reader.books(said):
        return None
    if found := _ITEM.match(text):
        what, meeting = _apart(reader, text[found.end() :])
        return ChangeWish(Does.ITEMS, meeting, items=read_items(what, many="punkterna" in found[0].lower()))
    if _OTHERS.search(text):
        return None
    if joined := _joined(reader, text):
        return joined
    if found := _LINK.search(text):
        return _linked(reader, text, found)
    return _guests(reader, text) or _place(text) or _form(reader, text) or _edit(text)


def _joined(reader: Reader, text: str) -> ChangeWish | None:
    """Return which bodies are to be part of a meeting, or no longer, where nothing but bodies is named."""
    if found := _JOIN.match(text):
        does, what, meeting = Does.JOIN, *_apart(reader, text[found.end() :])
    elif found := _LEAVE.match(text):
        does, what, meeting = Does.LEAVE, *_apart(reader, text[found.end() :], _FROM)
    elif found := _ALSO.match(text):
        does, what, meeting = Does.JOIN, found[1], found[2]
    else:
        return None
    if not meeting and (day := _ON_A_DAY.search(what)):
        what, meeting = what[: day.start()], day[0]
    bodies, _ = reader.body(what)
    if not bodies or not _NOTHING_ELSE.fullmatch(plain(reader.without_bodies(what))):
        return None
    return ChangeWish(does, meeting, bodies=bodies)


def _guests(reader: Reader, text: str) -> ChangeWish | None:
    found = _GUEST.match(text)
    what, meeting = _apart(reader, text[found.end() :]) if found else ("", "")
    if found and not meeting and (day := _ON_A_DAY.search(what)):
        what, meeting = what[: day.start()], day[0]
        return ChangeWish(Does.GUESTS, meeting, guests=tuple(read_guests(what))[:MOST_GUESTS])
    if found and not meeting and _NAMES.match(what):
        return ChangeWish(Does.GUESTS, "", guests=tuple(read_guests(what))[:MOST_GUESTS])
    if not _names_meeting(reader, meeting):
        return None
    return ChangeWish(Does.GUESTS, meeting, guests=tuple(read_guests(what))[:MOST_GUESTS])


def _place(text: str) -> ChangeWish | None:
    found = _PLACE_CHANGE.match(text)
    if found is None:
        return None
    parts = _TO.split(text[found.end() :])
    if len(parts) < 2:
        return ChangeWish(Does.PLACE, text[found.end() :])
    place = parts[-1]
    # "Byt plats till Rådhuset för mötet 21 januari": the meeting stands last.
    meant = " ".join(parts[:-1])
    if tail := _FOR_MEETING.search(place):
        place, meant = place[: tail.start()], f"{meant} {tail[1]}"
    return ChangeWish(Does.PLACE, meant, place=read_place(place))


def _form(reader: Reader, text: str) -> ChangeWish | None:
    if not _FORM.fullmatch(text) or not _names_meeting(reader, text):
        return None
    for pattern, form in ((_HYBRID, Form.HYBRID), (_ONLINE, Form.ONLINE), (_ON_SITE, Form.ON_SITE)):
        if ends := pattern.search(text):
            return ChangeWish(Does.FORM, text[: ends.start()], form=form)
    return None


def _edit(text: str) -> ChangeWish | None:
    names = re.search(rf"\b{_MEETING}|\b(?:möte|mote|sammanträde)\b", plain(text)) is not None
    sought = names and len(text) < 120 and _EDIT.fullmatch(text) is not None
    return ChangeWish(Does.EDIT, text) if sought else None


def _linked(reader: Reader, text: str, found: re.Match[str]) -> ChangeWish | None:
    link = clean_link(found[0])
    before, after = text[: found.start()], text[found.end() :]
    rest = f"{before} {after}"
    if len(rest) > 300:
        return None
    minutes = _MINUTES.search(rest)
    if minutes:
        return ChangeWish(Does.PAPER, rest, paper=Paper("", link, minutes=True))
    if paper := _PAPERS.search(before):
        what, meeting = _apart(reader, before[paper.end() :])
        if not meeting.strip():
            meeting = after if _names_meeting(reader, after) else before[: paper.start()] + after
        title = re.sub(r"\s*(?:\b(?:ligger|finns|är|is|are|at|på|här|here|hos)\b|:)\s*", " ", what).strip(" ,:;-–")
        if _names_meeting(reader, title):
            title, meeting = "", f"{title} {meeting}"
        return ChangeWish(Does.PAPER, f"{meeting} {after}", paper=Paper(title[:LONGEST_ITEM], link))
    if _MEETING_LINK.search(before):
        return ChangeWish(Does.LINK, rest, link=link)
    return None


def _names_meeting(reader: Reader, text: str) -> bool:
    if re.search(rf"\b{_MEETING}", plain(text)):
        return True
    bodies, either = reader.body(text)
    return bool(bodies or either)


def _apart(reader: Reader, text: str, on: str = _ON) -> tuple[str, str]:
    """Return what is to be added and the words that name the meeting: "Budget för 2027" and "på mötet v. 3".

    `on` is the pattern of what stands between the two.
    """
    if head := re.match(rf"\s*{_ON}\s+({_MEETING}[^:]*|[^:]{{3,60}}):\s*(.+)", text, re.IGNORECASE | re.DOTALL):
        return head[2], head[1]
    spots = [found.start() for found in re.finditer(rf"\s{on}\s+(?=\S)", text, re.IGNORECASE)]
    for spot in reversed(spots):
        tail = re.sub(rf"^\s*{on}\s+", "", text[spot:], flags=re.IGNORECASE)
        first = " ".join(tail.split()[:4])
        if re.match(rf"{_MEETING}\b", plain(tail)) or any(reader.body(first)):
            return text[:spot], tail
    return text, ""


def read_items(said: str, *, many: bool = False) -> tuple[str, ...]:
    """Return agenda items, apart by semicolons or lines; `many` also by commas and "och"."""
    parts = _ITEMS.split(said)
    if many and len(parts) == 1:
        parts = re.split(r",|\s+(?:och|and)\s+", said)
    return tuple(item for part in parts if (item := " ".join(part.split()).strip(" .,:;-–\"”“'")))[:MOST_ITEMS]


def clean_link(link: str) -> str:
    """Return an address without what stands after it in a sentence, safe within a markdown link."""
    return link.rstrip(".,;!)").replace("(", "%28").replace(")", "%29")


def titled(paper: Paper, lang: Lang) -> Paper:
    """Return a paper with a name of its own where none was said."""
    title = paper.title or (texts.MINUTES if paper.minutes else texts.PAPER)(lang)
    return Paper(title, paper.link, paper.minutes)


def read_papers(said: str, lang: Lang) -> tuple[tuple[Paper, ...], str]:
    """Return the papers of a field, one a line, and the first line that has no link."""
    papers = []
    for line in said.splitlines():
        row = " ".join(line.split())
        if not row:
            continue
        found = _LINK.search(row)
        if found is None:
            return (), row
        title = row[: found.start()].strip(" :,;-–")
        minutes = _MINUTES.search(title) is not None
        papers.append(titled(Paper(title, clean_link(found[0]), minutes), lang))
    return tuple(papers), ""
