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
DROPS: Final = CANCELS - {"nej", "nej tack", "no", *("ångra", "undo")}
"""They end it whatever was asked since; a plain no belongs to what was asked last."""
HELPS: Final = frozenset({"hjälp", "hjalp", "help", "?", "vad ska jag skriva", "vad menar du"})
"""They ask what to answer."""
UNDOES: Final = frozenset({"ångra", "undo"})
"""They belong to whatever was done last."""
SMALL: Final = frozenset({"hej", "tack", "english", "svenska", "engelska", "swedish", "hello", "thanks"})
"""They answer nothing."""
