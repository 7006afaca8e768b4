"""What people say of referrals: the choice to answer, the days, the end of it, and questions."""

import datetime as dt
import re
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from bot.core.calendar import local_day
from bot.core.swedish.letters import fold, plain, tidy
from bot.features.referrals.letters import read_day, read_exact_day
from bot.features.referrals.model import State

LONGEST = 20_000
SHORT = 300
_PLEASE = r"(?:hej,? |och |men |kan du |kan vi |vill du |jag vill |snälla |please |can you |could you )*"

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
    r"|\bvi (?:har )?(?:besvarat|besvarade|skickat (?:in )?svaret|skickade (?:in )?svaret|svarat på"
    r" (?:\w*remissen\b|[^,.:]{3,80} (?:i ?dag|i ?går|den \d)))"
    r"|\bsvaret (?:på .*)?(?:är|har) (?:skickat|inskickat|insänt|gått)\b",
    re.IGNORECASE,
)
_DUE_MOVED = re.compile(
    r"\b(?:sista (?:svars)?(?:dag(?:en)?|datum(?:et)?)|svars(?:dag(?:en)?|datum(?:et)?)|deadline(?:n)?"
    r"|svarstid(?:en)?|anstånd|due date)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:flytta(?:d|t|ts|s|r)?|ändra(?:d|t|ts|s|r)?|förläng(?:d|t|ts|s|er|a)?|ny|nytt|nu|till|beviljat|fått|gett|given|moved?"
    r"|extended|new|change[ds]?)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:för|på|of|for)\b.*\b(?:är|blir|is)\b(?=.*\d)"
    r"|\w{3}s (?:sista|svars|deadline|due)\w*\b.*\b(?:är|blir|is)\b(?=.*\d)",
    re.IGNORECASE,
)
"""That it is so of a referral that is named; "sista dag är 15 mars" alone is an answer to a question."""
_NEGATED = re.compile(r"\b(?:inte|ej|aldrig|not|never|isn't|wasn't|hasn't)\b", re.IGNORECASE)
_TEXTS = re.compile(
    r"\b(?:texter(?:na)?|kommunernas|kommunerna|synpunkter(?:na)?|interna?|intern|vår|municipalities|texts?|internal)\b",
    re.IGNORECASE,
)
_SHIFTED = re.compile(
    r"\b(?:flytta(?:d|t|ts|s|r)?|fram ?flytta(?:d|t|ts|s)?|skjut(?:en|it|er)?(?: \w+)? fram|framskjut(?:en|it|na)"
    r"|förläng(?:d|t|ts|s|er|a)?|senarelagd|senarelagt|senarelägg|tidigarelagd|tidigarelagt|tidigarelägg"
    r"|moved?|extend(?:ed)?|postponed?)\b",
    re.IGNORECASE,
)
_COUNTS = {
    word: count
    for count, words in enumerate(
        ("en ett a one", "två two", "tre three", "fyra four", "fem five", "sex six", "sju seven", "åtta eight"), start=1
    )
    for word in fold(words).split()
}
_SPAN = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}}) "
    r"(?P<unit>dag(?:ar)?|vecka|veckor|manad(?:er)?|days?|weeks?|months?)s?\b"
)
_EARLIER = re.compile(r"\b(?:tidigar\w*|bakåt|earlier)\b", re.IGNORECASE)
_DRAFT = re.compile(
    _PLEASE + r"(?:gör|gor|ta fram|skapa|skriv|visa|make|draft|write|ge mig)?\s*(?:ett |an? |the |ett nytt |nytt )?"
    r"(?:utkast(?:et)?|svarsutkast|förslag till (?:svar|yttrande)|draft(?: answer)?|gemensamma svaret)\b.*"
    r"|"
    + _PLEASE
    + r"(?:sammanställ|(?:sätt|satt|skriv|knyt|foga|ställ) (?:ihop|samman)) (?:ett |det )?(?:gemensam\w+ )?"
    r"(?:svar|yttrande)\w*.*"
)
_REMINDS = re.compile(
    _PLEASE + r"(?:(?:påminna?|paminna?|remind|chase)\b(?! (?:mig|oss|me|us)\b)|jaga\b|stöt(?:a)? på\b"
    r"|(?:skicka|send)(?: ut)? (?:en |a )?(?:påminnelse(?:r)?|reminders?)\b)",
    re.IGNORECASE,
)
_OWE = re.compile(
    r"\b(?:inte|ej|not) (?:\w+ ){0,2}(?:svarat|hört av sig|lämnat|answered|replied)\b"
    r"|\bkommuner(?:na)?\b|\bmunicipalities\b",
    re.IGNORECASE,
)
_WITHDRAWS = re.compile(
    _PLEASE + r"(?:ta bort|ta tillbaka|stryk|avsluta|stäng|makulera|close|remove|withdraw|delete)\b"
    r".*\b(?:\w*remiss(?:en)?|referral)\b.*"
    r"|.{3,80} (?:är|har blivit) (?:återkallad|återtagen|indragen)\b.*"
)
_ASKS_ANSWERED = re.compile(
    r"(?:och |hur många|vilka|visa|lista|which|what|how many|list)\b.*\b(?:remiss\w*|yttrande\w*|gemensamma svar"
    r"|referrals?|joint answers?)\b.*\b(?:svarat|besvarat|besvarats|svarade|besvarade|besvarades|answered|lämnat"
    r"|lämnade|skickat)\b.*"
)
_ASKS_OPEN = re.compile(
    r"(?:vilka|visa|lista|har vi|finns|which|what|list|show|are there)\b.*\b(?:remiss\w*|referrals?)\b.*"
    r"\b(?:öppna|oppna|pågår|pagar|pågående|aktuella|väntar|på gång|igång|ute|nu|kvar|open|pending"
    r"|under way|right now|now)\b.*"
    r"|(?:vilka|visa|lista|which|what|list|show)\b.*\b(?:öppna|oppna|pågående|aktuella|open|pending)\b.*"
    r"\b(?:remiss\w*|referrals?)\b.*"
    r"|(?:öppna|pågående|aktuella|våra|open|our) (?:remisser|referrals)|remiss(?:er(?:na)?)?|referrals?|remissläget"
    r"|(?:läs (?:upp )?|räkna upp |berätta om |visa |lista |read (?:out )?|list |show )"
    r"(?:alla |mig |me |all )*(?:(?:de|the|våra|our) )?(?:remisser(?:na)?|referrals)"
    r"|(?:vilka|which) (?:remisser|referrals) (?:har|ska|måste|have|do|must) (?:vi|we)"
    r"(?: (?:att )?(?:svara|answer)\b.*)?"
)
_OF_NOW = re.compile(
    r"\b(?:öppna|oppna|pågår|pagar|pågående|aktuella|på gång|igång|ute|nu|(?:att|ska vi|måste vi) svara|open|pending"
    r"|under way|now|to answer)\b",
    re.IGNORECASE,
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
    r"|när (?:ska|måste|behöver|är)\b.*\b(?:svar\w*|besvara\w*|text\w*|inne|klar\w*|besluta\w*|sista|deadline)"
    r"|(?:vem|vilka|vilka kommuner|who|which) (?:har|have|has)\b.*\b(?:svarat|answered)"
    r"|(?:vem|vilka(?: kommuner)?) svara(?:r|de)|who answered"
    r"|vad (?:säger|tycker|har|svarar|svarade)\b|visa\b|tidplan\w*|tidtabell\w*|status\b|läget\b|sista dag"
    r"|(?:vad|vilken dag|vilket datum) är\b.*\b(?:sista|svarsdag\w*|deadline)"
    r"|(?:och )?(?:ska|bör|borde|kan|should) (?:vi|we)\b.*\b(?:svara|besvara|avstyrka|tillstyrka|yttra|answer|support)"
    r"|(?:och )?har (?:alla|någon|några|samtliga|många)\b.*\bsvarat|have all\b.*\banswered"
    r"|(?:vem|vilka|hur många|who|which|how many)\b.*\b(?:svar\w*|saknas|återstår|kvar|väntar|avstyrk\w*"
    r"|tillstyrk\w*|erinra|avstår|synpunkter|answered|missing|opposes?|supports?|waiting)"
    r"|how (?:is|far)\b|what (?:should|shall|do|does)\b|when (?:do|should|must|is)\b.*\b(?:answer|text|due|deadline)"
    r"|show\b|timetable\b|väntar (?:ni|du|vi) på"
    r"|(?:vad|vilket|what) (?:är|har|is)\b.*\b(?:dnr|diarienummer\w*|ärendenummer\w*|case number)"
    r"|(?:vem|vilken myndighet|who) (?:har |has )?(?:skickat|skickade|sänt|sände|remitterat|står bakom|sent)\b"
    r"|(?:från vem|var (?:finns|ligger|är) (?:handlingarna|underlaget|remissen))\b).*"
)
_ASKS_TOWN = re.compile(
    r"(?:och |men |hej,? )*(?:har|hade|har inte) .{2,80}? (?:svarat|lämnat|yttrat|hört av|skickat|sagt)\b.*"
    r"|(?:och |men )?(?:vad|hur) (?:har|svarade|svarar|sa|sade|säger|tycker|tyckte|skrev|skriver|ställer sig|är svaret"
    r"|blev svaret)\b.*|(?:och |men )?svarade .{2,80}|(?:has|have|did) .{2,80}? (?:answer|repl|respond)\w*\b.*"
    r"|(?:och )?vem svarar? (?:för|från|i) .{2,80}|who answers for .{2,80}"
    r"|what (?:did|does|has) .{2,80}? (?:say|said|answer|think)\w*\b.*"
)
_ASKS_OURS = re.compile(
    r"(?:har (?:ni|du|kansliet) (?:fått|sett)|kan (?:jag|vi) (?:få )?(?:se|läsa)|visa(?: mig)?|var (?:är|finns)"
    r"|vad står|did you get|have you (?:got|received|seen)|show(?: me)?|where is)\b.*"
    r"\b(?:vårt|vår|mitt|min|våra|our|my) (?:svar|yttrande|text|synpunkter|answer|response|remarks)\b.*"
)
_ASKS_FROM = re.compile(
    r"(?:har (?:ni|du|vi|kansliet) fått (?:in )?|finns det |did (?:you|we) get |have (?:you|we) (?:got|received) )"
    r"(?:\w+ )?(?:svar|yttrande|text|synpunkter|answer|response|remarks) (?:från|from) .{2,80}"
)
_OF_ANSWERS = re.compile(r"svar|yttra|remiss|answer|repl|respond|referral", re.IGNORECASE)
_OF_MANY = re.compile(r"remisser|yttranden|referrals|\b20\d\d\b|\ben remiss\b|\ba referral\b", re.IGNORECASE)
_OF_MEETINGS = re.compile(
    r"\b(?:möte|kallelse|inbjud|sammanträde|enkät|meeting|invit|(?:mån|tis|ons|tors|fre)dag)", re.IGNORECASE
)
_OURSELVES = re.compile(
    r"(?:har|hade|svarade|vad (?:har|svarade|sa|skrev|tyckte)|have|did|what did) (?:vi|vår kommun|min kommun|we)\b"
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_LAST_YEAR = re.compile(r"\bi fjol\b|\bförra året\b|\blast year\b", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"]+")


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

    `by` is how far it moves, when that was said instead of a day. `negated` is whether it is said that nothing moves.
    With `named` it is about a referral only when one is named: "flytta länsplanen en vecka".
    """

    day: dt.date | None
    texts: bool
    by: relativedelta | None = None
    named: bool = False
    negated: bool = False


def asks(said: str) -> bool:
    """Tell whether something said is a question."""
    return said.rstrip().endswith("?")


def read_choice(said: str) -> Choice | None:
    """Return how a referral is to be answered, or None when nothing is said of it."""
    words = plain(said)
    if len(said) > SHORT or asks(said):
        return None
    for state, pattern in ((State.SEPARATE, _APART), (State.JOINT, _TOGETHER), (State.DECLINED, _NOT_AT_ALL)):
        if pattern.match(words):
            return Choice(state, said)
    return None


def read_closing(said: str, now: dt.datetime) -> Closing | None:
    """Return that a referral has been answered; a day without a year is the latest one that has been."""
    if len(said) > SHORT * 2 or asks(said) or not _ANSWERED.search(said):
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
    if len(said) > SHORT or asks(said):
        return None
    if not (found := _DUE_MOVED.search(said)):
        return _read_moved(said, now)
    if not (_MOVED.search(said) or _STATED.search(said) or _SHIFTED.search(said)):
        return None
    after = re.split(r"\b(?:till|to|är|is|blir)\b|:", said[found.start() :])
    vague = read_day(after[-1], now) is not None and read_exact_day(after[-1], now) is None
    day = None if vague else read_exact_day(after[-1], now) or read_exact_day(said, now)
    by = read_shift(said) if day is None else None
    if by:
        return Moving(None, bool(_TEXTS.search(said)), by, negated=_NEGATED.search(said) is not None)
    if (
        day is None
        and not vague
        and not re.search(r"\b(?:flytta|ändra|förläng|move|change|extend)", said, re.IGNORECASE)
    ):
        return None
    return Moving(day, bool(_TEXTS.search(said)), negated=_NEGATED.search(said) is not None)


def _read_moved(said: str, now: dt.datetime) -> Moving | None:
    """Return how a thing is moved when it is not said that it is its last day: only to a day, or by a span."""
    if not _SHIFTED.search(said) or _OF_MEETINGS.search(said):
        return None
    to = re.split(r"\b(?:till|to)\b", said)
    day = read_exact_day(to[-1], now) if len(to) > 1 else None
    by = read_shift(said) if day is None else None
    if day is None and by is None:
        return None
    negated = _NEGATED.search(said) is not None
    return Moving(day, bool(_TEXTS.search(said)), by, named=True, negated=negated)


def read_shift(said: str) -> relativedelta | None:
    """Return how far something moves: "två veckor", backwards when "tidigare" is said; None when nothing is."""
    found = _SPAN.search(fold(said))
    if found is None:
        return None
    count = int(found["count"]) if found["count"].isdigit() else _COUNTS[found["count"]]
    count = -count if _EARLIER.search(said) else count
    match found["unit"][0]:
        case "d":
            return relativedelta(days=count)
        case "m":
            return relativedelta(months=count)
    return relativedelta(weeks=count)


def read_outcome(said: str) -> tuple[str, str] | None:
    """Return (what names the referral, what became of it)."""
    found = _TELLS_OUTCOME.match(said[:LONGEST])
    return (found["which"], found["what"].strip()) if found else None


def asks_for_draft(said: str) -> bool:
    """Tell whether somebody wants the draft of a joint answer."""
    return len(said) <= SHORT and _DRAFT.fullmatch(plain(said)) is not None


def asks_to_remind(said: str) -> bool:
    """Tell whether somebody wants others to be reminded; that a referral is named is for the store to say."""
    return len(said) <= SHORT and _REMINDS.match(said) is not None and not asks(said)


def tells_who_owe(said: str) -> bool:
    """Tell whether those are meant who have not answered a referral, though none is named; not those of a meeting."""
    return _OWE.search(said) is not None and not _OF_MEETINGS.search(said)


def withdraws(said: str) -> bool:
    """Tell whether somebody wants a referral off the list."""
    return len(said) <= SHORT and not asks(said) and _WITHDRAWS.fullmatch(plain(said)) is not None


def asks_answered(said: str) -> bool:
    """Tell whether somebody asks which referrals have been answered."""
    return len(said) <= SHORT and _ASKS_ANSWERED.fullmatch(plain(said)) is not None


def asks_open(said: str) -> bool:
    """Tell whether somebody asks which referrals there are."""
    return len(said) <= SHORT and _ASKS_OPEN.fullmatch(plain(said)) is not None


def asks_of_one(said: str) -> bool:
    """Tell whether a question that names no referral is about one: not about many, or those of some year."""
    return names_referrals(said) and not _OF_MANY.search(said)


def asks_of_town(said: str) -> bool:
    """Tell whether somebody may be asking what a municipality has answered; that one is named is for others to say."""
    words = plain(said)
    return len(said) <= SHORT and any(way.fullmatch(words) for way in (_ASKS_TOWN, _ASKS_OURS, _ASKS_FROM))


def asks_of_us(said: str) -> bool:
    """Tell whether such a question is about the person's own municipality."""
    words = plain(said)
    return _OURSELVES.match(words) is not None or _ASKS_OURS.fullmatch(words) is not None


def asks_of_answers(said: str) -> bool:
    """Tell whether such a question is about answers to referrals, also when no referral is named."""
    return _OF_ANSWERS.search(said) is not None and not (_YEAR.search(said) or _OF_MEETINGS.search(said))


def asks_of_now(said: str) -> bool:
    """Tell whether somebody asks which referrals are open now, and not of some year."""
    now = _OF_NOW.search(said) is not None and not _YEAR.search(said)
    return asks_open(said) and (now or len(said.split()) == 1)


def asks_outcome(said: str) -> bool:
    """Tell whether somebody asks what became of a referral."""
    return len(said) <= SHORT and _ASKS_OUTCOME.fullmatch(plain(said)) is not None


def asks_status(said: str) -> bool:
    """Tell whether somebody may be asking how it stands with a referral; that one is named is for the store to say."""
    return len(said) <= SHORT and _ASKS_STATUS.fullmatch(plain(said)) is not None


def names_referrals(said: str) -> bool:
    """Tell whether the word itself is said."""
    return re.search(r"remiss|\breferral|\byttrand", fold(said)) is not None


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
