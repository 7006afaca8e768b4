"""What a command hears in words hangs on the words alone: the dispatcher remembers which command understood them."""

import json

from bot.app import Bot
from bot.core.feature import Command
from bot.core.ports import Store
from tests.conftest import DATA, SECRETARIAT, put_together
from tests.conversation import Chat

STORY = (
    "boka planeringscheferna 14 januari 2027 kl 9-11 på Teams",
    "vilka kommer den 14 januari?",
    "registrera remiss",
    "Länsplan för transporter",
    "ta närvaro",
    "läget",
    "avbryt",
    "engelska",
    "svenska",
    "påminn dem som inte har svarat",
    "hjälp",
)


def _heard(bot: Bot, said: str) -> list[tuple[str, object]]:
    commands: list[Command[object]] = [command for feature in bot.features for command in feature.commands]
    return [(each.name, each.recognise(said)) for each in commands]


async def test_the_same_words_mean_the_same_whatever_was_said_and_done_before(bot: Bot, memory: Store) -> None:
    lines = (DATA / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    says = [command.say for feature in bot.features for command in feature.commands]
    examples = [words for say in says for words in (say.sv, say.en)]
    texts = [*STORY, *examples, *(json.loads(line)["q"] for line in lines)]
    before = [_heard(bot, said) for said in texts]
    chat = Chat(bot, SECRETARIAT[0])
    for said in STORY:
        await chat.say(said)
    fresh = put_together(memory)
    assert len(texts) > 400
    for said, heard in zip(texts, before, strict=True):
        assert _heard(bot, said) == heard, said
        assert _heard(fresh, said) == heard, said
