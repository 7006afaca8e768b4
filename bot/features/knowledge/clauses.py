"""A message in its clauses: two questions in one, what leads up to a question, what somebody says that they meant."""

import re
from collections.abc import Callable

_BOTH = re.compile(
    r"\s*(?:,?\s*\b(?:och|samt|and|as well as)\b|[,;?.])\s+"
    r"(?=(?:på vilk\w+|när|nar|var|hur|vem|vilka|vilken|vilket|vad|varför|on which"
    r"|when|how|who|where|which|what|why)\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:on |in |på |i )?(?:när|nar|var|hur|vem|vilka|vilken|vilket|vad|varför|when|how|who|where|which|what|why)\b"
    r"(?: många| mycket| many| much)?",
    re.IGNORECASE,
)
_WONDERS = (
    r",? (?:och|and|så|so) (?:(?:jag|i) )?(?:undrar|funderar på|wonder(?:ing)?"
    r"|(?:vill|behöver|skulle behöva|want to|need to|would like to) (?:veta|know))(?: bara| nu| just)?"
)
_LED_UP_TO = re.compile(
    rf"(?P<before>[^?\d]{{3,120}}?)(?:[,.:;!–-]+|{_WONDERS}) +(?P<asked>(?:(?:och|men|so|and|but|så) )?"
    r"(?:hur|vad|vem|vilk\w+|när|var|varför|how|what|who|which|when|where|why)\b.{4,})",
    re.IGNORECASE,
)
_SAYS_MEANT = re.compile(
    r"\b(?:menade|menar|mente|avsåg|avser|tänkte på|syftade på|meant|mean|thinking of)\b", re.IGNORECASE
)
_MEANT = re.compile(
    r"^(?:.*(?:\.\.+|…|[,–-]) *)?"
    r"(?:(?:nej|nä|nää|no|fel|oj|förlåt|forlat|ursäkta|sorry|jo|men|but)\b[ ,.:;–-]*)*(?:(?:jag|vi|i|we) )?"
    rf"(?:was )?{_SAYS_MEANT.pattern}[ ,:]+(?:att )?(?!du\b|ni\b|you\b)",
    re.IGNORECASE,
)
"""How somebody begins who says anew what was misunderstood."""
_INTRODUCED = re.compile(
    r"^(?:(?:hej|hejsan|hi|hello)\b[ ,.!]*)?(?:jag|i)(?: am|'m)? (?:(?:är |ar )?(?:helt )?(?:ny|new)|heter"
    r"|(?:har|have) (?:precis|just|nyss|nyligen) (?:börjat|borjat|kommit|tagit|started|joined|taken)|just started)\b"
    r"[^?]*?[,.;:!–-]+ *(?:och |and |så |so )?"
    r"(?=(?:hur|vad|vem|vilk\w+|när|var|varför|how|what|who|which|when|where|why)\b)",
    re.IGNORECASE,
)
"""How somebody presents themselves before they ask."""
_POLITE = re.compile(
    r"^(?:(?:hej|hejsan|hallå|hi|hello)\b[ ,.!]*)?(?:(?:en )?(?:snabb|kort|liten) fråga(?: bara)?[ ,.:–-]*)?"
    r"(?:(?:kan|kunde|skulle|could|can|would) (?:nån|någon|du|ni|you|someone|anyone)\b[^?]{0,30}?"
    r"\b(?:påminna|berätta|säga|förklara|upplysa|remind|tell|explain)\b(?: (?:mig|oss|me|us))?(?: om)?"
    r"|(?:är det )?(?:nån|någon) som (?:vet|minns|kommer ihåg)|(?:vet|minns) (?:nån|någon|du|ni)"
    r"|(?:does anyone|do you) (?:know|remember))[, ]+"
    r"(?=(?:hur|vad|vem|vilk\w+|när|var|varför|how|what|who|which|when|where|why)\b)",
    re.IGNORECASE,
)
"""How somebody asks to be told."""
_POLITE_STARTS = "hHeEsSkKcCwWäÄnNvVmMdD"
"""Letters that such a beginning has; a quick look for all others."""


def both(text: str) -> list[str]:
    """Return the two questions that a text holds, each whole, or an empty list."""
    parts = [part.strip() for part in _BOTH.split(text) if part.strip()]
    if len(parts) != 2:
        return []
    first, second = parts
    if len(first.split()) <= 2 and _ASKING.match(first):
        rest = _ASKING.sub("", second, count=1).strip()
        return [f"{first} {rest}", second]
    return [first, second] if _ASKING.match(first) or len(first.split()) > 3 else []


_COUPLED = re.compile(
    r"(?P<first>[^\W\d_]{2,})(?: resp\.?| respektive| och| samt| and)(?: the)? (?P<second>[^\W\d_]{2,})", re.IGNORECASE
)


def one_each(text: str, is_body: Callable[[str], bool]) -> list[str]:
    """Return a question about two bodies as one about each, or an empty list.

    `is_body` tells whether a word in lower case names one.
    """
    coupled = _COUPLED.search(text)
    if not coupled or not is_body(coupled["first"].lower()) or not is_body(coupled["second"].lower()):
        return []
    before, after = text[: coupled.start()], text[coupled.end() :]
    return [f"{before}{coupled[body]}{after}" for body in ("first", "second")]


def led_up_to(text: str) -> tuple[str, str]:
    """Return what comes before the question at the end of a text, and the question; both empty where there is none."""
    parted = _LED_UP_TO.match(text)
    return (parted["before"], parted["asked"]) if parted else ("", "")


def without_lead_in(text: str) -> str:
    """Return a text without how somebody presents themselves or asks to be told.

    "hej, jag är ny i nätverket, vad gör ni" is "vad gör ni", and "kan nån påminna mig om vem som leder det" is "vem som
    leder det".
    """
    if text[:1] in "hHjJiI":
        text = _INTRODUCED.sub("", text)
    return _POLITE.sub("", text) if text[:1] in _POLITE_STARTS else text


def meant(text: str) -> str:
    """Return what somebody says that they meant, else the text itself, in both cases without what leads in to it.

    "nej jag menade delmålen" is "delmålen".
    """
    text = without_lead_in(text)
    return (_MEANT.sub("", text) or text) if _SAYS_MEANT.search(text) else text
