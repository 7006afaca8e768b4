"""The short words that mean the same in every conversation of several steps."""

from typing import Final

CANCELS: Final = frozenset("avbryt stopp stop cancel glöm strunta sluta ångra undo nej no".split()) | {
    "glöm det",
    "strunta i det",
    "nej tack",
    "never mind",
    "forget it",
}
"""They end what is under way."""
HELPS: Final = frozenset({"hjälp", "hjalp", "help", "?", "vad ska jag skriva", "vad menar du"})
"""They ask what to answer."""
AGREES: Final = frozenset({"ja", "ja tack", "ok", "okej", "yes"})
"""They agree to what is shown."""
YES_OR_NO: Final = AGREES | {"nej", "nej tack", "no"}
"""They belong to whatever was asked last."""
UNDOES: Final = frozenset({"ångra", "undo"})
"""They belong to whatever was done last."""
SMALL: Final = frozenset({"hej", "tack", "english", "svenska", "engelska", "swedish", "hello", "thanks"})
"""They answer nothing."""
