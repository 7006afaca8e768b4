"""What people say of referrals: answers for a municipality, the choice to answer, the end of it, and questions."""

import datetime as dt
import re
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from bot.core.calendar import local_day
from bot.core.swedish.letters import fold, plain, tidy
from bot.features.bodies.naming import Finder, words_of
from bot.features.referrals.letters import read_day, read_exact_day
from bot.features.referrals.model import LONGEST_REMARK, Position, Says, State

LONGEST = 20_000
_SHORT = 300
_PLEASE = r"(?:hej,? |och |men |kan du |kan vi |vill du |jag vill |snälla |please |can you |could you )*"

_NOTHING = re.compile(
    r"\b(?:inget att erinra|ingenting att erinra|inget att invända|inga (?:synpunkter|invändningar|erinringar)"
    r"|utan erinran|ingen erinran|nothing to object|no (?:comments|objections|remarks))\b",
    re.IGNORECASE,
)
_ABSTAINS = re.compile(
    r"\b(?:avstår(?: från)?|lämnar (?:inget|inte något) (?:yttrande|svar)|svarar inte(?: på)?|abstains?|declines?)\b",
    re.IGNORECASE,
)
_CONTRIBUTES = re.compile(
    r"\b(?:(?:lämnar|lämna|lamnar|har|skickar|kommer med|ger|skriver) (?:våra |följande |in )?synpunkter"
    r"|synpunkter från|vår(?:a|t)? (?:synpunkter|yttrande|text)|tillstyrk(?:er|a|s)?|avstyrk(?:er|a|s)?|contributes?"
    r"|(?:we |i )?(?:support|oppose)s?|(?:has|have|our) (?:comments|remarks)|yttrar (?:oss|sig))\b",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"\b(?:mottag(?:en|et|it|na)|(?:har )?tagit emot|received|acknowledged?)\b", re.IGNORECASE)
_ACTOR = re.compile(r"(?:hej[,!.]? |ja,? |och |för )*(?:vi|jag|we|i|kommunen|our|vårt?|våra)\b", re.IGNORECASE)
_SECTION = re.compile(
    r"\b(?:avsnitt(?:et)?|avsn\.?|kapitel|kapitlet|kap\.?|punkt(?:en)?|del|section|chapter)\s*"
    r"(?P<section>\d+(?:\.\d+)*|[A-ZÅÄÖ]\b|[”\"'](?P<name>[^”\"'\n]{2,80})[”\"'])",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ\d])|\n+|;\s+")
_SUPPORTS = re.compile(r"\b(?:tillstyrk\w*|(?:we |i )?supports?)\b", re.IGNORECASE)
_OPPOSES = re.compile(r"\b(?:avstyrk\w*|(?:we |i )?opposes?)\b", re.IGNORECASE)
_NEGATION = r"\b(?:inte|ej|aldrig|knappast|not|never|cannot|can't|won't|don't|doesn't)"
_BETWEEN = r"(?:\s+(?:att|kunna|vilja|längre|heller|helt|direkt|be|able|to|going|fully|any|några|våra))*"
_NOT = re.compile(
    r"\b(?:tillstyrk\w*|avstyrk\w*) (?:vi )?(?:inte|ej|aldrig)\b|\b(?:do|does) not\b"
    rf"|{_NEGATION}{_BETWEEN}\s+(?:tillstyrk\w*|avstyrk\w*|supports?\b|opposes?\b)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(rf"{_NEGATION}{_BETWEEN}\s*$", re.IGNORECASE)
_NOT_AFTER = re.compile(r"\s+(?:inte|ej|inte längre)\b", re.IGNORECASE)
_FEW_WORDS = 6

_TOGETHER = re.compile(
    _PLEASE + r"(?:vi |we )?(?:svara[rs]?|besvara[rs]?|answer)\b.*\b(?:gemensamt|tillsammans|ihop|jointly|together)\b"
)
_APART = re.compile(
    _PLEASE
    + r"(?:vi |var och en |kommunerna |we )?(?:svara[rs]?|besvara[rs]?|answer)\b.*\b(?:var för sig|var och en|enskilt"
    r"|själva|separately|each on (?:its|our) own)\b"
)
_NOT_AT_ALL = re.compile(
    _PLEASE + r"(?:vi |we )?(?:svarar inte|besvarar inte|låter bli att svara|do not answer|don't answer)\b.*"
)
_ANSWERED = re.compile(
    r"\b(?:är|blev|are|is|was|har|been) (?:nu )?(?:besvara(?:d|t|de)|inskicka[dt]|insänd|avsänd|answered|sent in)\b"
    r"|\bvi (?:har )?(?:besvarat|besvarade|skickat (?:in )?svaret|skickade (?:in )?svaret|svarat på remissen)\b"
    r"|\bsvaret (?:på .*)?(?:är|har) (?:skickat|inskickat|insänt|gått)\b",
    re.IGNORECASE,
)
_DUE_MOVED = re.compile(
    r"\b(?:sista (?:svars)?(?:dag(?:en)?|datum(?:et)?)|svars(?:dag(?:en)?|datum(?:et)?)|deadline(?:n)?"
    r"|svarstid(?:en)?|anstånd|due date)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:flytta(?:d|t|ts|s|r)?|ändra(?:d|t|ts|s|r)?|förläng(?:d|t|ts|s|er|a)?|ny|nytt|nu|till|beviljat|fått|moved?"
    r"|extended|new|change[ds]?)\b|\b(?:är|blir|is)\b(?=.*\d)",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:inte|ej|aldrig|not|never|isn't|wasn't|hasn't)\b", re.IGNORECASE)
_TEXTS = re.compile(
    r"\b(?:texter(?:na)?|kommunernas|kommunerna|synpunkter(?:na)?|interna?|intern|vår|municipalities|texts?|internal)\b",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    _PLEASE + r"(?:gör|gor|ta fram|skapa|skriv|visa|make|draft|write|ge mig)?\s*(?:ett |an? |the |ett nytt |nytt )?"
    r"(?:utkast(?:et)?|svarsutkast|förslag till (?:svar|yttrande)|draft(?: answer)?|gemensamma svaret)\b.*"
)
_WITHDRAWS = re.compile(
    _PLEASE
    + r"(?:ta bort|ta tillbaka|stryk|avsluta|makulera|remove|withdraw|delete)\b.*\b(?:remiss(?:en)?|referral)\b.*"
    r"|.*\bremiss(?:en)?\b.*\bär (?:återkallad|återtagen|indragen)\b.*"
)
_ASKS_ANSWERED = re.compile(
    r"(?:och |hur många|vilka|visa|lista|which|what|how many|list)\b.*\b(?:remiss\w*|yttrande\w*|gemensamma svar"
    r"|referrals?|joint answers?)\b.*\b(?:svarat|besvarat|besvarats|svarade|besvarade|besvarades|answered|lämnat"
    r"|lämnade|skickat)\b.*"
)
_ASKS_OPEN = re.compile(
    r"(?:vilka|visa|lista|har vi|finns|which|what|list|show|are there)\b.*\b(?:remiss\w*|referrals?)\b.*"
    r"\b(?:öppna|oppna|pågår|pagar|pågående|aktuella|väntar|på gång|just nu|kvar|open|pending"
    r"|under way|right now|now)\b.*"
    r"|(?:vilka|visa|lista|which|what|list|show)\b.*\b(?:öppna|oppna|pågående|aktuella|open|pending)\b.*"
    r"\b(?:remiss\w*|referrals?)\b.*"
    r"|(?:öppna|pågående|aktuella|våra|open|our) (?:remisser|referrals)|remisser(?:na)?|referrals|remissläget"
    r"|(?:vilka|which) (?:remisser|referrals) (?:har|ska|måste|have|do|must) (?:vi|we)"
    r"(?: (?:att )?(?:svara|answer)\b.*)?"
)
_OF_NOW = re.compile(
    r"\b(?:öppna|oppna|pågår|pagar|pågående|aktuella|just nu|open|pending|under way|right now)\b", re.IGNORECASE
)
_ASKS_OUTCOME = re.compile(
    r"(?:och |men )?(?:vad (?:blev det|hände|blev resultatet)|hur gick det|what (?:became|happened|came))\b.*"
)
_TELLS_OUTCOME = re.compile(
    r"\s*(?:(?:det blev så här|så här blev det|så blev det|utfall(?:et)?|resultat(?:et)?|outcome)\b"
    r"(?P<which>[^:\n]{0,120}):\s*(?P<what>.+))$",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_STATUS = re.compile(
    r"(?:och |men |hej,? )?(?:hur (?:går|gar|ligger|är läget|ser det ut|långt)|vad ska vi (?:svara|säga|tycka)"
    r"|när (?:ska|måste|behöver|är)\b.*\b(?:svar\w*|text\w*|inne|klar\w*|besluta\w*|sista|deadline)"
    r"|(?:vem|vilka|vilka kommuner|who|which) (?:har|have|has)\b.*\b(?:svarat|answered)"
    r"|(?:vem|vilka(?: kommuner)?) svara(?:r|de)|who answered"
    r"|vad (?:säger|tycker|har|svarar|svarade)\b|visa\b|tidplan\w*|tidtabell\w*|status\b|läget\b|sista dag"
    r"|how (?:is|far)\b|what (?:should|shall|do|does)\b|when (?:do|should|must|is)\b.*\b(?:answer|text|due|deadline)"
    r"|show\b|timetable\b|väntar (?:ni|du|vi) på).*"
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_LAST_YEAR = re.compile(r"\bi fjol\b|\bförra året\b|\blast year\b", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A remark as it was said: the section, empty for the whole, the position and the text."""

    section: str
    position: Position
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says for a municipality: its code, empty for their own; `naming` is where the referral is named.

    `unclear` is whether it only says what they do not say: "vi kommer inte att avstyrka".
    """

    says: Says
    pieces: tuple[Piece, ...]
    municipality: str
    naming: str
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """How a referral is to be answered."""

    state: State
    naming: str


@dataclass(frozen=True, slots=True)
class Closing:
    """That a referral has been answered; `day` None when none was said."""

    day: dt.date | None
    link: str
    naming: str


@dataclass(frozen=True, slots=True)
class Moving:
    """A new last day: the issuer's, or with `texts` the municipalities'; `day` None when none was said to the day.

    `negated` is whether it is said that nothing moves.
    """

    day: dt.date | None
    texts: bool
    negated: bool = False


def asks(said: str) -> bool:
    """Tell whether something said is a question."""
    return said.rstrip().endswith("?")


class Reader:
    """Reads what is said of referrals, in one cooperation."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def answer(self, said: str) -> Answer | None:
        """Return what is said for a municipality, or None when nothing is."""
        if len(said) > LONGEST or asks(said):
            return None
        says, cue = _says(said)
        if says is None or cue is None:
            return None
        town = self._municipality(said[: cue.start()])
        begins = _ACTOR.match(said.strip()) is not None or not said[: cue.start()].strip(" ,.:-")
        if not (town or begins):
            return None
        pieces = read_pieces(said, cue) if says is Says.CONTRIBUTES else ()
        return Answer(says, pieces, town, _naming(said), unclear=_unclear(said, says, cue))

    def _municipality(self, text: str) -> str:
        """Return the code of the one municipality that a text names, empty when it names none or several."""
        found = self._finder.municipalities(words_of(text))
        codes = {value.code for each in found for value in each.values}
        return codes.pop() if len(codes) == 1 else ""


def _says(said: str) -> tuple[Says | None, re.Match[str] | None]:
    for says, pattern in (
        (Says.NOTHING, _NOTHING),
        (Says.CONTRIBUTES, _CONTRIBUTES),
        (Says.ABSTAINS, _ABSTAINS),
        (Says.RECEIVED, _RECEIVED),
    ):
        found = pattern.search(said)
        if found is None:
            continue
        earlier = _CONTRIBUTES.search(said) if says is Says.NOTHING else None
        if earlier and earlier.start() < found.start() and len(said) > _SHORT // 2:
            # "vi avstyrker avsnitt 3 … i övrigt inget att erinra" is no answer without remarks.
            return Says.CONTRIBUTES, earlier
        return says, found
    return None, None


def _unclear(said: str, says: Says, cue: re.Match[str]) -> bool:
    """Tell whether the verb is negated and little else is said: what they do think is not known then."""
    if says is Says.NOTHING:
        return False
    if says is Says.ABSTAINS and "inte" not in cue[0].lower() and _NOT_AFTER.match(said, cue.end()):
        return True
    if not _NOT_BEFORE.search(said[: cue.start()]):
        return False
    return says is not Says.CONTRIBUTES or len(said.split()) <= _FEW_WORDS * 2


def _naming(said: str) -> str:
    """Return the beginning of what was said, where the referral is named: before the remarks themselves."""
    head, colon, _ = said.partition(":")
    return head if colon and len(head) < _SHORT else said[:_SHORT]


def read_pieces(said: str, cue: re.Match[str]) -> tuple[Piece, ...]:
    """Return the remarks in what was said: one for each section that is named, or one for the whole."""
    text = said.strip()
    head, colon, rest = text.partition(":")
    lead = _SECTION.search(head)
    body = rest.strip() if colon and len(head) < _SHORT else text
    pieces: list[tuple[str, list[str]]] = []
    if lead and body is not text:
        pieces.append((_section(lead), []))
    for sentence in filter(None, (part.strip() for part in _SENTENCES.split(body))):
        found = _SECTION.search(sentence)
        if found or not pieces:
            pieces.append((_section(found) if found else "", []))
        pieces[-1][1].append(sentence)
    read = [Piece(section, position_of(" ".join(texts)), " ".join(texts)) for section, texts in pieces if texts]
    if body is text:
        read = [piece for piece in (_spare(piece, cue) for piece in read) if piece]
    return tuple(_shortened(piece) for piece in read)


def _spare(piece: Piece, cue: re.Match[str]) -> Piece | None:
    """Return a remark without words that only announce it; None when nothing else is said."""
    says_position = piece.position is not Position.REMARKS
    if not says_position and not piece.section and "synpunkt" in cue[0].lower():
        return None
    if not says_position and piece.section and len(piece.text.split()) <= _FEW_WORDS + 2:
        return None
    if says_position and not piece.section and len(piece.text.split()) <= _FEW_WORDS:
        return Piece("", piece.position, "")
    return piece


def _shortened(piece: Piece) -> Piece:
    return Piece(piece.section, piece.position, piece.text[:LONGEST_REMARK])


def _section(found: re.Match[str]) -> str:
    return (found["name"] or found["section"]).strip()


def position_of(text: str) -> Position:
    """Return the position that a text takes: support, opposition, or remarks when it is neither or both."""
    supports, opposes = bool(_SUPPORTS.search(text)), bool(_OPPOSES.search(text))
    if supports is opposes or _NOT.search(text):
        return Position.REMARKS
    return Position.SUPPORTS if supports else Position.OPPOSES


def read_choice(said: str) -> Choice | None:
    """Return how a referral is to be answered, or None when nothing is said of it."""
    words = plain(said)
    if len(said) > _SHORT or asks(said):
        return None
    for state, pattern in ((State.SEPARATE, _APART), (State.JOINT, _TOGETHER), (State.DECLINED, _NOT_AT_ALL)):
        if pattern.match(words):
            return Choice(state, said)
    return None


def read_closing(said: str, now: dt.datetime) -> Closing | None:
    """Return that a referral has been answered; a day without a year is the latest one that has been."""
    if len(said) > _SHORT * 2 or asks(said) or not _ANSWERED.search(said):
        return None
    if re.search(r"\b(?:inte|ej|not)\b", said, re.IGNORECASE):
        return None
    found = _LINK.search(said)
    link = found[0].rstrip(".,;)") if found else ""
    rest = said.replace(link, " ") if link else said
    day = _day_that_was(rest, now)
    return Closing(day, link, rest)


def _day_that_was(text: str, now: dt.datetime) -> dt.date | None:
    today = local_day(now)
    words = tidy(text)
    for word, ago in (("i dag", 0), ("idag", 0), ("today", 0), ("i går", 1), ("igår", 1), ("yesterday", 1)):
        if word in words:
            return today - dt.timedelta(days=ago)
    found = read_day(text, now)
    if found and (found - today).days > 60 and not _YEAR.search(text):
        # Not replace(year=…): the year before a 29 February has none.
        before = found - relativedelta(years=1)
        return before if before <= today else found
    return found


def read_moving(said: str, now: dt.datetime) -> Moving | None:
    """Return a new last day for a referral, or None when none is said."""
    if len(said) > _SHORT or asks(said) or not (found := _DUE_MOVED.search(said)) or not _MOVED.search(said):
        return None
    after = re.split(r"\b(?:till|to|är|is|blir)\b|:", said[found.start() :])
    vague = read_day(after[-1], now) is not None and read_exact_day(after[-1], now) is None
    day = None if vague else read_exact_day(after[-1], now) or read_exact_day(said, now)
    if (
        day is None
        and not vague
        and not re.search(r"\b(?:flytta|ändra|förläng|move|change|extend)", said, re.IGNORECASE)
    ):
        return None
    return Moving(day, bool(_TEXTS.search(said)), negated=_NEGATED.search(said) is not None)


def read_outcome(said: str) -> tuple[str, str] | None:
    """Return (what names the referral, what became of it)."""
    found = _TELLS_OUTCOME.match(said[:LONGEST])
    return (found["which"], found["what"].strip()) if found else None


def asks_for_draft(said: str) -> bool:
    """Tell whether somebody wants the draft of a joint answer."""
    return len(said) <= _SHORT and _DRAFT.fullmatch(plain(said)) is not None


def withdraws(said: str) -> bool:
    """Tell whether somebody wants a referral off the list."""
    return len(said) <= _SHORT and not asks(said) and _WITHDRAWS.fullmatch(plain(said)) is not None


def asks_answered(said: str) -> bool:
    """Tell whether somebody asks which referrals have been answered."""
    return len(said) <= _SHORT and _ASKS_ANSWERED.fullmatch(plain(said)) is not None


def asks_open(said: str) -> bool:
    """Tell whether somebody asks which referrals there are."""
    return len(said) <= _SHORT and _ASKS_OPEN.fullmatch(plain(said)) is not None


def asks_of_now(said: str) -> bool:
    """Tell whether somebody asks which referrals are open now, and not of some year."""
    return asks_open(said) and _OF_NOW.search(said) is not None and not _YEAR.search(said)


def asks_outcome(said: str) -> bool:
    """Tell whether somebody asks what became of a referral."""
    return len(said) <= _SHORT and _ASKS_OUTCOME.fullmatch(plain(said)) is not None


def asks_status(said: str) -> bool:
    """Tell whether somebody may be asking how it stands with a referral; that one is named is for the store to say."""
    return len(said) <= _SHORT and _ASKS_STATUS.fullmatch(plain(said)) is not None


def names_referrals(said: str) -> bool:
    """Tell whether the word itself is said."""
    return re.search(r"\bremiss|\breferral|\byttrand", fold(said)) is not None


_MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("mars", "march"),
    ("april", "april"),
    ("maj", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augusti", "august"),
    ("september", "september"),
    ("oktober", "october"),
    ("november", "november"),
    ("december", "december"),
)


def span_of(said: str, now: dt.datetime) -> tuple[dt.date, dt.date]:
    """Return the first and last day that a question is about: a year, this one when none is said, or a month of it."""
    today = local_day(now)
    found = _YEAR.search(said)
    year = int(found[1]) if found else today.year - bool(_LAST_YEAR.search(said))
    words = set(plain(said).split())
    month = next((number for number, names in enumerate(_MONTHS, start=1) if words & set(names)), 0)
    if not month:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    first = dt.date(year, month, 1)
    return first, (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
