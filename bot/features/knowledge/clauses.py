"""A message in its clauses: two questions in one, what leads up to a question, what somebody says that they meant."""

import re

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
_LED_UP_TO = re.compile(
    r"(?P<before>[^?\d]{3,120}?)[,.:;!–-]+ +(?P<asked>(?:(?:och|men|so|and|but|så) )?"
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


def led_up_to(text: str) -> tuple[str, str]:
    """Return what comes before the question at the end of a text, and the question; both empty where there is none."""
    parted = _LED_UP_TO.match(text)
    return (parted["before"], parted["asked"]) if parted else ("", "")


def meant(text: str) -> str:
    """Return what somebody says that they meant, else the text itself.

    "nej jag menade delmålen" is "delmålen", and "hej, jag är ny i nätverket, vad gör ni" is "vad gör ni".
    """
    if text[:1] in "hHjJiI":
        text = _INTRODUCED.sub("", text)
    return (_MEANT.sub("", text) or text) if _SAYS_MEANT.search(text) else text
