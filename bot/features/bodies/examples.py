"""The names that examples of what to say are written with: those of the cooperation itself."""

from bot.core.text import Lang
from bot.features.bodies.model import Cooperation


def examples_of(cooperation: Cooperation, lang: Lang) -> dict[str, str]:
    """Return what fills the placeholders of an example.

    `body` is the first network as people call it, else the first body; `board` the management group by its formal
    name, else the first body; `town` the municipality whose name is the shortest to write. A cooperation that has
    none of them yet is named itself.
    """
    bodies = {body.kind: body for body in reversed(cooperation.bodies)}
    whole = cooperation.name(lang)
    town = min((each.name for each in cooperation.municipalities), key=len, default=whole)
    first = next(iter(cooperation.bodies), None)
    network, board = bodies.get("network", first), bodies.get("management_group", first)
    return {
        "body": network.short(lang) if network else whole,
        "board": board.name(lang) if board else whole,
        "town": town,
    }
