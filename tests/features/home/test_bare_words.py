"""One word is enough: it leads to what the bot keeps of it, not to a sentence of an old report that holds it."""

import pytest

from bot.core.ports import Store
from tests.conversation import NOW, read
from tests.world import living


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("remisser", "Ingen remiss är öppen just nu."),
        ("Remiss?", "Ingen remiss är öppen just nu."),
        ("referrals", "Ingen remiss är öppen just nu."),
        ("kalender", "Din kalender"),
        ("möten", "Inget möte är inbokat som jag vet."),
        ("möte", "Inget möte är inbokat som jag vet."),
        ("påminnelser", "Du får alla påminnelser."),
        ("aktiviteter", "Verksamhetsplanen har inga aktiviteter här än."),
        ("utskick", "Nytt utskick"),
        ("frågor", "Inga frågor väntar på svar."),
    ],
)
async def test_a_bare_word_leads_to_its_room(memory: Store, word: str, answer: str) -> None:
    async with living(memory, NOW) as world:
        assert read(await world.secretariat.say(word)).startswith(answer)
