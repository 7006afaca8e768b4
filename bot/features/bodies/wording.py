"""What people say of seats: questions about who sits where, and wishes to change it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.core import when
from bot.core.calendar import local_day, to_local
from bot.core.swedish.letters import fold, tidy
from bot.features.bodies.model import Body, Municipality
from bot.features.bodies.naming import TEXTS_REMEMBERED, Finder, Found, Word, words_of
from bot.features.bodies.seats import Post

LONGEST_WISH = 400
"""Characters beyond which nobody asks for a seat."""

_YEAR = dt.timedelta(days=365)
_DAY = dt.timedelta(days=1)
_LONGEST_NAME = 5

_ASKS = re.compile(
    r"(?:hej,? |och |men |so |and )?(?:vem|vilka|vicka|vilken|vilket|vad|var|nar|hur|finns|har|ar|kan|who|whos|which"
    r"|what|where|when|how|is|are|does|do|has|can)\b"
)
_ASKS_LATER = re.compile(
    r"[,.:;!–-] *(?:och |men |and |but )?(?:vem|vilka|vilken|vilket|hur|när|who|which|what|when|where|how)\b",
    re.IGNORECASE,
)
"""A question that something leads up to: "en sak till: vem är ordförande"."""
_ASKS_WHO = re.compile(
    r"(?:hej,? |och |men |so |and |kan du |can you )*"
    r"(?:vem|vilka|vicka|vilken|who|whos|which|visa|lista|show|list|ge mig|give me|sag)\b"
)
_ASKS_OTHERWISE = re.compile(r"\b(?:vad|nar|hur|varfor|what|when|how|why)\b")
_REPORTED = re.compile(
    r"\b(?:20\d\d|19\d\d|rapporten|verksamhetsberattelsen?|report|var|satt|ledde|hade|blev|basade|was|were|sat|led|had"
    r"|i fjol|forra aret|last year|kommuner(?:na)?|municipalities|vilken kommun|which municipality|hur manga|how many"
    r"|antal|blir|nasta|next|sedan|since|har varit|has)\b"
)
_MEETINGS = re.compile(
    r"\b(?:mote\w*|boka\w*|flytta\w*|meeting\w*|agenda\w*|dagordning\w*|remiss(?!gr)\w*|forhinder)\b"
)
_SEATS = re.compile(
    r"\b(?:sitter|ledamot\w*|ledamoter\w*|medlem\w*|ersattare\w*|suppleant\w*|ordinarie|representerar|representant\w*"
    r"|foretrad\w+|uppstallning\w*|kontaktperson\w*|platser(?:na)?|ar med|ingar|sits?|members?|membership|represents?"
    r"|representative\w*|stand[- ]?ins?|deput\w+|seats?|seated)\b"
)
_BARE_SEATS = re.compile(r"ledamot(?:er(?:na)?)?|platser(?:na)?|medlem(?:mar(?:na)?)?|ersattare|members?|seats?")
_ONE_SEAT = re.compile(r"\b(?:plats(?:en)?)\b")
_HEADS = re.compile(r"\b(?:v ?ordf\w*|ordf\w*|ordforande\w*|viceordf\w*|chair\w*|presidi\w*)\b")
_VICE = re.compile(r"\b(?:vice ?(?:ordf\w*|chair\w*)|v ?ordf\w*|viceordf\w*|deputy chair\w*)\b")
_STAND_IN = re.compile(
    r"\b(?:ersattare\w*|ersattarplats\w*|suppleant\w*|stand[- ]?ins?|deput\w+|substitute\w*|alternate\w*)\b"
)
_VACANT = re.compile(
    r"\b(?:vakan[st]\w*|vacan\w+|obesatt\w*|(?:tom|tomma|lediga?|oppna|empty|open|unfilled) (?:plats|platser|stol"
    r"|stolar|seats?)|(?:plats\w*|seats?|stolar)(?: \w+){0,4} (?:tom|tomma|lediga?|empty|vacant))\b"
)
_LONG_AGO = re.compile(r"\b(?:20[01]\d|202[0-4])\b")
_LACKS = re.compile(r"\b(?:saknar|saknas|lacks?|missing|without|utan)\b")
_HERE = re.compile(r"\b(?:har|here|den har gruppen|detta natverk|var grupp|this (?:group|network|body))\b")
_THIS_ONE = re.compile(r"\b(?:den har gruppen|det har (?:natverket|organet)|this (?:group|network|body))\b")
_HISTORY = re.compile(
    r"\b(?:historik\w*|historien|history|tidigare|foregangar\w*|har suttit|previous\w*|predecessor\w*)\b"
)
_PERSON = re.compile(
    r"(?:var|i vilka? (?:organ|grupp\w*|natverk)|vilka (?:organ|platser|grupper|uppdrag|natverk)|where"
    r"|which (?:bodies|seats|groups))\b.*\b(?:sitter|har|sit|sits|does|have|has)\b"
)
_WHO_IS = re.compile(r"(?:vem ar|who is|whos) (?!det|du|jag|this|it)\w+ \w+")
_APPOINTS = re.compile(
    r"\b(?:tar over|ta over|tar \w+ plats|tar plats|overtar|eftertrader|eftertrads|ersatter|ersatts|blir|bli|utse\w*"
    r"|satt|valj\w*|gor|ska (?:vara|sitta)|sitter (?:fran|i stallet)|ny[ae]? (?:ledamot|ersattare|ordforande|ordinarie"
    r"|vice|kontaktperson|representant)|(?:ar|blir) ny(?:tt|a)? (?:i|for|hos)"
    r"|ar (?:ersattare|suppleant|ordinarie|ledamot|ordforande|vice|kontaktperson)"
    r"|takes? over|replaces?|replaced|succeeds?|becomes?|appoints?|make|will be|is the|is new (?:in|to|at)|set)\b"
)
_PUTS = re.compile(r"(?:[Kk]an du |[Kk]an ni |[Ss]nälla )?[Ll]ägg (?:till |upp )?[A-ZÅÄÖÉ][\w-]+ [A-ZÅÄÖÉ][\w-]+")
"""Somebody by first and last name is put in the lists: "lägg Karin Holmlund i planeringscheferna för Tyresö"."""
_OF_A_MEETING = re.compile(r"\b(?:gast\w*|guests?|plats:|place:|digital\w*)")
_EMPTIES = re.compile(
    r"\b(?:ar|blir|star|lamnas|is|becomes|will be|stands|goes)(?: \w+){0,2} (?:tom|tomma|vakant|vakanta|obesatt|ledig"
    r"|empty|vacant)\b|^(?:tom|vakansatt|empty) "
)
_LEAVES = re.compile(
    r"\b(?:slutar|avgar|lamnar|kliver av|kliver ner|leaves?|steps? down|resigns?|ta bort|avsatt|remove|sista dag)\b"
)
_SEAT_WORD = re.compile(r"\b(?:plats\w*|ledamot\w*|ordinarie|kontaktperson\w*|representant\w*|seats?|holder|member)\b")
_REVERSED = re.compile(
    r"\b(?:ersatts av|eftertrads av|(?:is )?(?:replaced|succeeded) by|lamnar over till|hands over to)\b"
)
_INCLUSIVE = re.compile(r"\b(?:till och med|t o m|tom den|until|through|slutar|sista dag)\b")
_SINCE = re.compile(r"\b(?:sedan|since)\b")
_FROM = re.compile(r"\b(?:fran och med|fran|sedan|from|since|starting|fr o m|fom|per(?= \d)|as of)\b\s*(\w+)?")
_DATELIKE = re.compile(
    r"\d|jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec|mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag|vecka"
    r"|manad|nyar|arsskift"
)
_EMAIL = re.compile(r"[^\s<>(),;:]+@[^\s<>(),;:]+\.[^\s<>(),;:.]+")

_EMPTY = frozenset(
    """
    tar ta over overtar plats platsen platser pa i in for fran from sedan since den det en ett the a an as som ny nya
    nye nytt ledamot ledamoten ledamoter ordinarie ersattare ersattaren suppleant suppleanten stand standin vice
    ordforande ordforanden viceordforande ordf chair chairman chairperson vicechair deputy holder seat seats kommun
    kommunens kommuns municipality s blir bli ska skall vara sitta sitter utse utser utses valj valjer valjs satt
    satter gor make makes appoint appoints appointed set sets to till at by of and och med fr o m fom starting
    ersatter ersatts eftertrader eftertrads replaces replaced replace succeeds succeeded takes take becomes become is
    ar will be new represents representerar representant representative kontaktperson kontakt contact member nu now
    idag today tom tomma vakant ledig empty vacant slutar slutade lamnar avgar kliver av ner leaves leave steps step
    down resigns natverket natverk gruppen organet grupp group network body hej tack snalla please kan du vill jag
    efter after istallet instead stallet hon han de hen e epost post mejl mail email heter bort avsatt remove sista
    dag dagen last day star lamnas hans hennes saknar deras tills until through var where does sit sits har have vilka
    vem who which bodies organ uppdrag gar goes hands its their his her vi we that att
    ur lagg upp
    """.split()
)


_HOW_MANY = re.compile(
    r"(?:(?:och|men|and|but) )?(?:hur manga|how many) (?:ledamoter|platser|ordinarie|ersattare|medlemmar"
    r"|(?:personer )?sitter|members|seats|stand-?ins|people sit|sit)\b.*"
)


class Ask(StrEnum):
    """What somebody wants to know."""

    COUNT = "count"

    LINEUP = "lineup"
    HEADS = "heads"
    PERSON = "person"
    VACANCIES = "vacancies"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about seats. `bodies` are those that can be meant; `here` when the channel's own body is."""

    ask: Ask
    bodies: tuple[Body, ...] = ()
    municipality: Municipality | None = None
    post: Post | None = None
    name: str = ""
    here: bool = False


class Verb(StrEnum):
    """What somebody wants done."""

    APPOINT = "appoint"
    VACATE = "vacate"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Wish:
    """A change that somebody asks for, as far as it was understood.

    `name` is who comes (or leaves), `instead_of` whom they follow; `start` and `end` are the first and last day,
    `start` None when no day was said. `bad_date`, `no_town` and `no_body` are what was said where a day, a municipality
    or a body should stand and is none.
    """

    verb: Verb
    bodies: tuple[Body, ...]
    municipality: Municipality | None
    post: Post
    name: str = ""
    instead_of: str = ""
    email: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    bad_date: str = ""
    no_town: str = ""
    no_body: str = ""


_STOPS = re.compile(r"[.,:;!?]")
_PUNCTUATION = re.compile(r"[.,:;!?]+(?=\s|$)|(?<=[a-z])\.(?=[a-z]\.)")


@lru_cache(maxsize=64)
def plain(said: str) -> str:
    """Return what was said, folded, with single spaces and no closing punctuation."""
    folded = fold(tidy(said)).rstrip(" .,:;!?")
    return " ".join((_PUNCTUATION.sub(" ", folded) if _STOPS.search(folded) else folded).split())


class Listener:
    """Understands what is said of the seats of one cooperation."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        # Several commands ask what one turn means.
        self._question_in = lru_cache(TEXTS_REMEMBERED)(self._find_question)

    def question(self, said: str) -> Question | None:
        """Return the question about seats that was asked, or None; what the reports tell is not asked of the seats."""
        return self._question_in(said)

    def _find_question(self, said: str) -> Question | None:
        if len(said) > LONGEST_WISH or ("@" in said and _EMAIL.search(said)):
            return None
        text, words = plain(said), words_of(said)
        bodies, towns = self._finder.bodies(words), self._finder.municipalities(words)
        body, town = bodies[0].values if bodies else (), _one(towns)
        if _MEETINGS.search(text) or len(bodies) > 1 or len(towns) > 1:
            return None
        post = _post_in(text)
        if self._asks_for_vacancies(text, said):
            return Question(Ask.VACANCIES, body, town, post if _LACKS.search(text) else None)
        if _HISTORY.search(text) and body and (town or _HEADS.search(text)):
            return Question(Ask.HISTORY, body, town, post or Post.HOLDER)
        if not body and not town and _PERSON.match(text):
            return _about(said, words)
        if _HOW_MANY.fullmatch(text) and not _LONG_AGO.search(text):
            here = _HERE.search(text) is not None
            return Question(Ask.COUNT, () if here else body, here=here) if (body or here) and not town else None
        if _BARE_SEATS.fullmatch(text):
            return Question(Ask.LINEUP, here=True)
        if _REPORTED.search(text):
            return None
        if not body and not town and _WHO_IS.fullmatch(text):
            return _about(said, words)
        return self._who(said, text, words, body, town)

    def _who(
        self, said: str, text: str, words: Sequence[Word], body: tuple[Body, ...], town: Municipality | None
    ) -> Question | None:
        asks = _ASKS_WHO.match(text) is not None
        bare = not asks and len(words) <= 6 and not _ASKS.match(text) and not self.wishes(said)
        if (not asks and not bare) or _ASKS_OTHERWISE.search(text):
            return None
        if _HEADS.search(text):
            return Question(Ask.HEADS, body, town, _post_in(text)) if body and not town else None
        if not _SEATS.search(text) and not (_ONE_SEAT.search(text) and body):
            return None
        post = Post.STAND_IN if _STAND_IN.search(text) else Post.HOLDER if re.search(r"\bordinarie\b", text) else None
        if _THIS_ONE.search(text) and not town:
            # "Gruppen" is a part of several names, but here it is the one that this is said in.
            return Question(Ask.LINEUP, (), None, post, here=True)
        if body or town:
            return Question(Ask.LINEUP, body, town, post)
        return Question(Ask.LINEUP, (), None, post, here=True) if _HERE.search(text) else None

    def _asks_for_vacancies(self, text: str, said: str) -> bool:
        vacant = _VACANT.search(text) and not _LONG_AGO.search(text)
        lacks = _LACKS.search(text) and (_STAND_IN.search(text) or _SEAT_WORD.search(text)) and _ASKS.match(text)
        return bool(vacant or lacks) and not self.wishes(said)

    def wishes(self, said: str) -> Verb | None:
        """Return what kind of change is asked for, or None. Questions and talk of meetings are no wishes."""
        text = plain(said)
        if len(said) > LONGEST_WISH or said.rstrip().endswith("?") or _ASKS.match(text) or _MEETINGS.search(text):
            return None
        if _ASKS_LATER.search(said):
            return None
        words = words_of(said)
        body, town = bool(self._finder.bodies(words)), bool(self._finder.municipalities(words))
        seat = bool(_SEAT_WORD.search(text) or _STAND_IN.search(text) or _HEADS.search(text))
        if (_EMPTIES.search(text) or (_LACKS.search(text) and _DATELIKE.search(text))) and (body or town) and seat:
            return Verb.VACATE
        if _APPOINTS.search(text) and (seat or (body and town) or (body and self._names(said, words)[1:])):
            return Verb.APPOINT
        if body and "lagg " in text and self._puts(said, text, words):
            return Verb.APPOINT
        if _LEAVES.search(text) and body:
            return Verb.LEAVE
        return None

    def _puts(self, said: str, text: str, words: Sequence[Word]) -> bool:
        named = [name for name in self._names(said, words) if " " in name]
        return _PUTS.match(said) is not None and bool(named) and not _OF_A_MEETING.search(text)

    def wish(self, said: str, now: dt.datetime) -> Wish | None:
        """Return the change that is asked for, with days read as of `now` (aware), or None."""
        verb = self.wishes(said)
        if verb is None:
            return None
        text, words = plain(said), words_of(said)
        bodies, towns = self._finder.bodies(words), self._finder.municipalities(words)
        email = _EMAIL.search(said)
        start, end, span, bad = _days(said, text, now, verb)
        names = self._names(said, words, *filter(None, [span, email.span() if email else None]))
        no_town = next(
            (name for name in names if not towns and re.search(rf"\b{re.escape(name)} (?:plats|seat)", said)), ""
        )
        names = [name for name in names if name != no_town and fold(name) not in bad]
        bare = [name for name in names[1:] if " " not in name and name.lower() in said]
        no_body = next(
            (n for n in bare if not bodies and re.search(rf"\b(?:i|in|för) {re.escape(n)}", said, re.IGNORECASE)), ""
        )
        if not bad and start is None:
            bad = next(
                (n for n in bare if re.search(rf"\b(?:från|from|fr\.o\.m\.) {re.escape(n)}", said, re.IGNORECASE)), ""
            )
        names = [name for name in names if name not in {bad, no_body}]
        if _REVERSED.search(text):
            names.reverse()
        post = _post_in(text) or Post.HOLDER
        if verb is Verb.LEAVE and not names and (towns or not post.of_seat):
            verb = Verb.VACATE
        return Wish(
            verb,
            bodies[0].values if bodies else (),
            _one(towns),
            post,
            names[0] if names else "",
            names[1] if len(names) > 1 else "",
            email[0].lower() if email else "",
            start,
            end,
            bad,
            no_town.removesuffix("s"),
            no_body.lower(),
        )

    def _names(self, said: str, words: Sequence[Word], *spans: tuple[int, int]) -> list[str]:
        """Return the names of people: what is no body, no municipality, none of `spans` and no word of the trade."""
        covered = list(spans)
        found = [(each.start, each.end) for each in self._finder.bodies(words)]
        found += [(each.start, each.end) for each in self._finder.municipalities(words)]
        covered += [(words[start].start, words[min(end, len(words)) - 1].end) for start, end in found]
        return _names(said, words, covered)


def _post_in(text: str) -> Post | None:
    if _VICE.search(text):
        return Post.VICE_CHAIR
    if _HEADS.search(text):
        return Post.CHAIR
    if _STAND_IN.search(text):
        return Post.STAND_IN
    return Post.HOLDER if _SEAT_WORD.search(text) else None


def _about(said: str, words: Sequence[Word]) -> Question | None:
    names = _names(said, words, [])
    return Question(Ask.PERSON, name=names[0]) if len(names) == 1 else None


def _one(found: Sequence[Found[Municipality]]) -> Municipality | None:
    return found[0].values[0] if found and len(found[0].values) == 1 else None


def _days(
    said: str, text: str, now: dt.datetime, verb: Verb
) -> tuple[dt.date | None, dt.date | None, tuple[int, int] | None, str]:
    """Return first day, last day, where they stand in what was said, and what stands there instead of a day."""
    moment = when.read(said, now)
    if moment is None or _SINCE.search(text):
        # A list is often brought up to date afterwards, so days that have been count too.
        moment = when.read(said, to_local(now) - _YEAR) or moment
    if moment is None:
        said_from = _FROM.search(text)
        rest = text[said_from.end(0) - len(said_from[1] or "") :] if said_from else ""
        if said_from and said_from[1] and _DATELIKE.search(rest):
            return None, None, None, rest
        return None, None, None, (text if not said_from and re.search(r"\b\d{1,2}[/ ]\w+", text) else "")
    start = local_day(moment.start) if isinstance(moment.start, dt.datetime) else moment.start
    last = moment.end if not moment.fuzzy else None
    end = local_day(last) if isinstance(last, dt.datetime) else last
    if verb is Verb.LEAVE and end is None and _INCLUSIVE.search(text) and not _FROM.search(text):
        start += _DAY
    return start, end, moment.span, ""


def _names(said: str, words: Sequence[Word], covered: Sequence[tuple[int, int]]) -> list[str]:
    """Return the runs of words that are no body, municipality, day or word of the trade: people's names."""
    runs: list[list[Word]] = [[]]
    for number, word in enumerate(words):
        inside = any(start <= word.start < end for start, end in covered)
        follows = words[number + 1].written if number + 1 < len(words) else ""
        is_per = word.folded == "per" and not follows[:1].isalpha()
        trade = word.folded in _EMPTY or _HEADS.match(word.folded) or _STAND_IN.match(word.folded)
        if inside or trade or is_per or any(letter.isdigit() for letter in word.written):
            runs.append([])
            continue
        if runs[-1] and said[runs[-1][-1].end : word.start].strip(" -'’."):
            runs.append([])
        runs[-1].append(word)
    names = [said[run[0].start : run[-1].end] for run in runs if 0 < len(run) <= _LONGEST_NAME]
    return [" ".join(name.title().split()) if name.islower() else " ".join(name.split()) for name in names]
