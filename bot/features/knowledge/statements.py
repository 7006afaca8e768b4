"""What is told to the bot without asking it anything: "jag vill jobba med cykel", "mötet var för långt".

A sentence with a subject before its verb asks nothing, unless it holds a question word, says that somebody wonders, or
wants to be agreed with ("ni är väl åtta"). Words without a verb are looked up, as always.
"""

import re
from difflib import get_close_matches
from typing import Final, Literal

from bot.core.swedish.letters import fold, tidy

Told = Literal["seats", "wrong", "plain"]
"""What a statement is about: who leaves or comes to a seat, an answer that is wrong, or anything else."""

_LONGEST: Final = 300
"""Characters of a text that may be one statement; a longer one is read for a question in it."""

_ASKING = frozenset(
    """
    hur vad vem vems vilka vilken vilket nar vart varfor varifran vilkas huruvida om
    who whom whose what which when where why how whether if
    undrar undrade fraga fragar fragor fragan information info uppgifter siffror statistik svar besked
    wonder wondering ask asking question questions information figures
    val visst eller right correct
    """.split()
)
"""Words by which a sentence asks, wherever they stand, folded."""
_VERBS = (
    r"(?:ar|var|har|hade|blir|blev|ska|skulle|kan|kunde|vill|ville|maste|bor|far|fick|gar|gick|kommer|kom|finns|fanns"
    r"|kanns|kandes|verkar|behover|heter|jobbar|stammer|stod|star|ser|sag|galler|fungerar|funkar|fungerade|funkade|borjar|slutar|regnar|snoar"
    r"|is|was|are|were|has|had|will|would|can|could|should|must|went|goes|works|worked|feels)"
)
_OURS = frozenset({"vår", "vårt", "våra"})
"""Words that are a question word without their ring."""
_WANTS_TO_KNOW = re.compile(
    r"^(?:jag|vi|i|we|i'm|we're|i'd|we'd|im) (?:(?:skulle|would|ska|tankte|maste|also|ocksa|bara|just|am|are) )*"
    r"(?:(?:vill|vilja|want|like|love|need|behover|have|bor|borde|got) (?:garna |to |att )*"
    r"(?:veta|fa|hora|se|lasa|ha|lara|forsta|know|hear|see|read|learn|understand|get|find)\b"
    r"|behover\b|need\b|soker\b|letar\b|looking for\b|search\w*|efterlyser\b"
    r"|(?:hittar inte|forstar inte|fattar inte|minns inte|vet inte|far inte ihop|kommer inte ihag"
    r"|(?:cannot|can't|do not|don't) (?:find|understand|remember|know|get)) \w)"
)
_SUBJECT = re.compile(
    r"^(?:nej |ja |men |hej |ok |okej |och |no |yes |but |hi |so )?"
    r"(?:(?:jag|vi|han|hon|man|du|ni|we|he|she|they|you) (?!som\b)\w+"
    r"|i (?:(?:also|just|really) )?(?:am|was|have|had|like|think|work|want|need|do|don't|did|will|can|cannot|can't"
    r"|could|would|should|must|feel|agree|disagree|hope|live|left|leave|quit|started|met|got|know|love|hate|believe)"
    r"|i'm|we're|it's|that's|he's|she's|they're|you're|i've|we've|i'll|we'll"
    rf"|(?:det|den|de|dom|detta|it|this|that|there|these|those|allt|alla|ingen|nagon|everything|nobody|somebody)"
    rf"(?: har| dar)? {_VERBS}\b"
    rf"|(?:min|mitt|mina|var|vart|vara|my|our|the) \w+(?: \w+)? {_VERBS} \w+)"
)
_ANOTHER_CLAUSE = re.compile(
    r"[,.;]\s+(?:och |men |and |but )?"
    r"(?:finns|får|far|har|kan|ska|är|blir|is|are|may|does|do|can|have|has)\b"
)
"""A sentence may be told to lead up to one that asks: "jag är ny, finns det något att läsa"."""
_WRONG = re.compile(
    r"^(?:nej |no |men |but )?(?:(?:det|det har|du|svaret|ditt svar|that|this|it|you|the answer|your answer)"
    r" (?:ar|har|var|blev|is|are|was) (?:helt |ju |all |completely )?"
    r"(?:fel|inte ratt|wrong|incorrect|not right|not true)"
    r"|(?:det|svaret) stammer inte|det var inte (?:det |vad )?jag (?:fragade|undrade|menade)(?: om| efter)?"
    r"|(?:that's|that is|that was) not what i (?:asked|meant)(?: for| about)?"
    r"|that's (?:wrong|not right|not true))(?: svar)?$"
)
_WRONG_ALONE = frozenset(
    {
        *("fel", "fel svar", "helt fel", "nej fel", "wrong", "wrong answer", "no wrong"),
        *("vad menar du", "hur menar du", "jag forstar inte", "what do you mean", "i don't understand"),
    }
)
"""What is said of an answer that is of no use."""
_THING = re.compile(rf"^(?P<thing>\w{{4,}})(?: {_VERBS})(?: \w+)+$")
_DEFINITE = re.compile(r"(?:[eo]n|in|an|et|na)$")
_RELATIVE = re.compile(r"\b(?:som|that|which)\b")
_FIRST = ("vilket", "vilken", "vilka", "vart", "varfor", "vem", "vad", "hur", "nar", "which", "what", "when", "where")

_NUMBER = re.compile(r"\d{1,2}(?:[.:–-]\d{1,2}){0,3}")
"""A small number or a time alone, such as an answer that came too late; a year and an account are looked up."""
_ROLE = (
    r"\w*(?:chef|strateg|direktor|ledamot|ersattare|representant|samordnare|kontaktperson|manager|director|officer"
    r"|strategist|member|representative|stand-in)(?:en|er|s)?"
)
_SEATS = re.compile(
    rf"\b(?:bytt|byter|bytte) (?:\w+ )?{_ROLE}\b"
    r"|\b(?:fatt|far|anstallt|rekryterat|utsett|har|hired|appointed|got|have|has) (?:en |a |tva |two )?"
    rf"(?:ny|nya|nytt|new) (?:\w+ )?{_ROLE}\b"
    r"|^(?:jag|han|hon|i|he|she|(?:min|var|my|our) \w+) (?:ska |kommer att |har |will |am |is |has |have )?"
    r"(?:slutar|sluta|slutat|slutade|sagt upp (?:mig|sig)|byter jobb|bytt jobb|byta jobb|byter tjanst|bytt tjanst"
    r"|gar i pension|gatt i pension|ga i pension"
    r"|leave|leaves|leaving|left|quit|quits|retire|retires|retiring|retired)\b"
    r"|\bhar (?:slutat|sagt upp sig|bytt jobb|gatt i pension)\b|\bhas (?:left|quit|retired)\b"
)


def told_in(text: str) -> Told | None:
    """Return what a text tells when it is a statement that asks nothing, else None."""
    if len(text) > _LONGEST or "?" in text:
        return None
    if _NUMBER.fullmatch(text.strip()):
        return "plain"
    typed = re.sub(r"[^\w\s'-]+", " ", tidy(text)).split()
    plain = " ".join(map(fold, typed))
    if plain in _WRONG_ALONE or _WRONG.match(plain):
        return "wrong"
    if len(typed) < 2 or any(map(_asks, typed)) or _asks_first(typed[0]):
        return None
    if _WANTS_TO_KNOW.match(plain) or _ANOTHER_CLAUSE.search(tidy(text)):
        return None
    if not (_SUBJECT.match(plain) or _thing_is(plain)):
        return None
    if _SEATS.search(plain):
        return "seats"
    return "plain"


def _asks(word: str) -> bool:
    return fold(word) in _ASKING and word not in _OURS


def _asks_first(word: str) -> bool:
    """Tell whether a text begins with a question word, a slip of the keys allowed: "viket är"."""
    return len(word) > 2 and bool(get_close_matches(word, _FIRST, n=1, cutoff=0.8))


def _thing_is(plain: str) -> bool:
    """Tell whether something is said of a thing that comes before its verb: "energin är slut"."""
    found = _THING.match(plain)
    return bool(found and _DEFINITE.search(found["thing"]) and not _RELATIVE.search(plain))
