"""The draft of a joint answer: what is in it, in the order that recipients in Sweden expect, and as Markdown.

Pure. Nothing in it is made up: every position is somebody's, and what nobody has said is told as that.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.ports import Collection
from bot.core.text import join_names
from bot.core.when.writing import write_day_of_year
from bot.features.referrals import joint_texts
from bot.features.referrals.model import Position, Round, Standing, in_order

OPPOSITE: Final = {Position.SUPPORTS: Position.OPPOSES, Position.OPPOSES: Position.SUPPORTS}


KINDS_OF_PAPER: Final = frozenset(
    "förslag betänkandet promemorian delbetänkandet slutbetänkandet remiss samråd".split()
)


class BrokenTemplate(Exception):
    """The template cannot be opened or filled; the sentence says why, for whoever mends it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one municipality says of a section."""

    town: str
    position: Position
    text: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what is said of it; `section` is empty for the whole.

    `dissent` names those who think the opposite of most others; `split` is whether as many think either.
    """

    section: str
    voices: tuple[Voice, ...]
    dissent: tuple[str, ...] = ()
    split: bool = False

    def towns(self, position: Position) -> list[str]:
        """Return the municipalities with a position."""
        return [voice.town for voice in self.voices if voice.position is position]


@dataclass(frozen=True, slots=True)
class Content:
    """All that a draft says, as it was when it was made; names of municipalities, dates in Stockholm.

    `signatories` are (name, role) pairs; `decided_on` is when the committee decides, None when nobody has planned it.
    """

    cooperation: str
    title: str
    issuer: str
    number: str
    due_on: dt.date
    dated_on: dt.date
    asked: int
    parts: tuple[Part, ...]
    nothing: tuple[str, ...]
    abstains: tuple[str, ...]
    promised: tuple[str, ...]
    silent: tuple[str, ...]
    vacant: tuple[str, ...]
    decided_on: dt.date | None = None
    signatories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of a draft. `key` is the random address under which it is fetched."""

    key: str
    referral: str
    version: int
    made_by: str
    made_by_name: str
    made_at: dt.datetime
    content: Content


DRAFTS: Collection[Draft] = Collection("referral_drafts", Draft, equal=("referral", "key"))


def draft_key(referral: str, version: int) -> str:
    """Return the id under which a version is kept."""
    return f"{referral}|{version:04}"


def content_of(
    found: Round,
    cooperation: str,
    dated_on: dt.date,
    decided_on: dt.date | None,
    signatories: Sequence[tuple[str, str]],
) -> Content:
    """Return what the draft of a joint answer says now."""
    referral = found.referral
    remarks = [
        (row.municipality.name, remark)
        for row in found.rows
        if row.response and row.standing is Standing.CONTRIBUTED
        for remark in row.response.remarks
    ]
    parts = tuple(
        _part(section, tuple(Voice(town, each.position, each.text, each.late) for town, each in said))
        for section, said in in_order(remarks)
    )

    def towns(*standings: Standing) -> tuple[str, ...]:
        return tuple(row.municipality.name for row in found.with_standing(*standings))

    return Content(
        cooperation,
        referral.title,
        referral.issuer,
        referral.number,
        referral.due_on,
        dated_on,
        len(found.rows),
        parts,
        towns(Standing.NOTHING),
        towns(Standing.ABSTAINS),
        towns(Standing.PROMISED),
        towns(Standing.SILENT, Standing.RECEIVED),
        towns(Standing.VACANT),
        decided_on,
        tuple(signatories),
    )


def _part(section: str, voices: tuple[Voice, ...]) -> Part:
    count = Counter(voice.position for voice in voices if voice.position in OPPOSITE)
    if len(count) < 2:
        return Part(section, voices)
    supports, opposes = count[Position.SUPPORTS], count[Position.OPPOSES]
    if supports == opposes:
        return Part(section, voices, split=True)
    fewer = Position.SUPPORTS if supports < opposes else Position.OPPOSES
    return Part(section, voices, tuple(voice.town for voice in voices if voice.position is fewer))


# What stands in it, paragraph by paragraph. A yttrande is written in Swedish, whoever asks for the draft.


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: a heading, a text, a row of a list, or a voice with who speaks first."""

    kind: str
    text: str
    lead: str = ""


def lines_of(content: Content) -> list[Line]:
    """Return the whole answer from the summary on, in its order."""
    lines = [Line("heading", joint_texts.D_SUMMARY.sv)]
    lines += [Line("text", text) for text in summary_of(content)]
    if content.parts:
        lines.append(Line("heading", joint_texts.D_POSITIONS.sv))
    for part in content.parts:
        lines.append(Line("subheading", heading_of(part)))
        lines.append(Line("text", standing_of(part)))
        # Who has only taken a position has said no more than the sentence above.
        lines += [line for voice in part.voices if voice.text or voice.late for line in _voice_lines(voice)]
    if any(part.dissent or part.split for part in content.parts):
        lines.append(Line("heading", joint_texts.D_DISSENT.sv))
        lines += [Line("row", dissent_of(part)) for part in content.parts if part.dissent or part.split]
    if content.nothing:
        lines.append(Line("heading", joint_texts.D_NOTHING.sv))
        lines.append(Line("text", joint_texts.D_NOTHING_SAID("sv", towns=_and(content.nothing))))
    lines += _not_heard(content)
    lines.append(Line("heading", joint_texts.D_HANDLING.sv))
    lines.append(Line("text", _handling(content)))
    return lines


def _voice_lines(voice: Voice) -> list[Line]:
    late = f" {joint_texts.D_LATE.sv}" if voice.late else ""
    lead = f"{joint_texts.D_VOICE[voice.position]('sv', town=voice.town)}{late}"
    first, *rest = [" ".join(each.split()) for each in voice.text.split("\n") if each.strip()] or [""]
    return [Line("voice", first, lead), *(Line("more", each) for each in rest)]


def _not_heard(content: Content) -> list[Line]:
    rows = [
        (joint_texts.D_ABSTAINS, content.abstains),
        (joint_texts.D_PROMISED, content.promised),
        (joint_texts.D_SILENT, content.silent),
        (joint_texts.D_VACANT, content.vacant),
    ]
    said = [Line("row", text("sv", towns=_and(towns))) for text, towns in rows if towns]
    return [Line("heading", joint_texts.D_NOT_HEARD.sv), *said] if said else []


def _handling(content: Content) -> str:
    heard = content.asked - len(content.silent) - len(content.vacant) - len(content.promised)
    said = joint_texts.D_HANDLED("sv", heard=heard, asked=content.asked)
    if content.decided_on:
        said += " " + joint_texts.D_DECIDES("sv", day=write_day_of_year(content.decided_on, "sv"))
    return said


def heading_of(part: Part) -> str:
    """Return what a section is called as a heading."""
    if not part.section:
        return joint_texts.D_WHOLE.sv
    return joint_texts.D_SECTION("sv", section=part.section) if part.section[:1].isdigit() else part.section


def standing_of(part: Part) -> str:
    """Return in one sentence where the municipalities stand on a section."""
    said = [
        text("sv", towns=_and(towns))
        for position, text in joint_texts.D_STANDS.items()
        if (towns := list(dict.fromkeys(part.towns(position))))
    ]
    return " ".join(said)


def dissent_of(part: Part) -> str:
    """Return who thinks otherwise about a section."""
    name = heading_of(part)
    if part.split:
        return joint_texts.D_SPLIT(
            "sv", section=name, ones=_and(part.towns(Position.SUPPORTS)), others=_and(part.towns(Position.OPPOSES))
        )
    position = next(voice.position for voice in part.voices if voice.town in part.dissent)
    others = part.towns(OPPOSITE[position])
    return joint_texts.D_AGAINST[position]("sv", section=name, towns=_and(part.dissent), others=_and(others))


def summary_of(content: Content) -> list[str]:
    """Return the summary: what the answer comes to, in a few sentences that somebody will write on."""
    said = [joint_texts.D_OPENING("sv", cooperation=content.cooperation, issuer=content.issuer, title=content.title)]
    whole = next((part for part in content.parts if not part.section), None)
    sections = [part for part in content.parts if part.section]
    if whole:
        said.append(joint_texts.D_ON_WHOLE("sv", said=standing_of(whole)))
    agreed = [part for part in sections if not part.dissent and not part.split]
    for position, text in joint_texts.D_ON_SECTIONS.items():
        named = [
            joint_texts.D_OF("sv", section=_in_sentence(part), towns=_and(towns))
            for part in agreed
            if (towns := part.towns(position))
        ]
        if named:
            said.append(text("sv", sections=join_names(named, "sv")))
    if differ := [_in_sentence(part) for part in content.parts if part.dissent or part.split]:
        said.append(joint_texts.D_DIFFERS("sv", sections=join_names(differ, "sv")))
    if content.nothing and not content.parts:
        said.append(joint_texts.D_ONLY_NOTHING.sv)
    if not content.nothing and not content.parts:
        said.append(joint_texts.D_NOBODY.sv)
    return said


def _in_sentence(part: Part) -> str:
    name = heading_of(part)
    return name if part.section and not part.section[:1].isdigit() else name[:1].lower() + name[1:]


def title_of(content: Content) -> str:
    """Return the title of the answer: a title that says what kind of paper it is goes on with a small letter."""
    first, space, rest = content.title.partition(" ")
    title = f"{first.lower()}{space}{rest}" if first.lower() in KINDS_OF_PAPER else content.title
    return joint_texts.D_TITLE("sv", title=title)


def head_of(content: Content) -> list[tuple[str, str]]:
    """Return what stands above the title: to whom, under which number, from which day."""
    pairs = [
        (joint_texts.D_DATE.sv, write_day_of_year(content.dated_on, "sv")),
        (joint_texts.D_TO.sv, content.issuer),
        (joint_texts.D_NUMBER.sv, content.number or joint_texts.D_NO_NUMBER.sv),
        (joint_texts.D_DUE.sv, write_day_of_year(content.due_on, "sv")),
    ]
    return [(name, value) for name, value in pairs if value]


def markdown_of(draft: Draft) -> str:
    """Return a draft as Markdown."""
    content = draft.content
    out = [f"# {_plain(title_of(content))}", ""]
    out += [f"**{name}:** {_plain(value)}  " for name, value in head_of(content)]
    out += ["", f"*{joint_texts.D_VERSION('sv', version=draft.version)}*", ""]
    for line in lines_of(content):
        match line.kind:
            case "heading":
                out += [f"## {_plain(line.text)}", ""]
            case "subheading":
                out += [f"### {_plain(line.text)}", ""]
            case "row":
                out += [f"- {_plain(line.text)}", ""]
            case "voice":
                out += [f"**{_plain(line.lead)}** {_plain(line.text)}".rstrip(), ""]
            case _:
                out += [_plain(line.text), ""]
    out += [part for pair in content.signatories for part in (f"{_plain(pair[0])}  ", _plain(pair[1]), "")]
    return "\n".join(out).rstrip() + "\n"


def _plain(words: str) -> str:
    """Return somebody's words so that Markdown shows them as they are."""
    kept = "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in words)
    return f"\\{kept}" if kept[:2] in {"- ", "+ "} else kept


def _and(towns: Sequence[str]) -> str:
    return join_names(list(dict.fromkeys(towns)), "sv")
