"""The dispatcher: who gets the turn, in what order, and what happens when something breaks."""

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.core.action import Action
from bot.core.feature import Command, Feature, Press
from bot.core.ports import Store, StoreInDoubt, Transaction
from bot.core.text import Text
from bot.core.texts import OUT_OF_REACH, UNSURE
from bot.core.turn import SECRETARIAT_ONLY, Conversation, Kind, Person, Reply, Role, Scope, Turn
from bot.dispatcher import HEARD_BEFORE, Dispatcher
from bot.store.open import open_store
from bot.turns import REMEMBERED, SWEPT_EVERY, TAKEN, KeptTurns
from tests.worker.playground import Breakable

SAME = Text(sv="x", en="x")


@dataclass(frozen=True, slots=True)
class Confirm(Action):
    """A button that only the secretariat may press."""

    name = "test.confirm"
    number: int = 0


def turn(text: str = "", *, number: int = 1, place: str = "a", **changes: object) -> Turn:
    conversation = Conversation(place, Scope.PERSONAL, "https://smba.trafficmanager.net/")
    made = Turn(
        id=f"t{number}",
        kind=Kind.SAID,
        at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC),
        person=Person("p", "29:p", "Karin"),
        conversation=conversation,
        text=text,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


async def _met(turn: Turn) -> Turn:
    return turn


async def _echo(turn: Turn) -> Reply:
    return Reply(text=f"svar på {turn.text}")


def _dispatcher(store: Store, *features: Feature) -> Dispatcher:
    return Dispatcher([*features, Feature("answers", answer=_echo)], KeptTurns(store), _met, lambda: "abcdef0123")


def _command(name: str, word: str, text: str, **changes: object) -> Command[bool]:
    async def run(_: Turn, __: bool) -> Reply:
        return Reply(text=text)

    made = Command(name, SAME, SAME, lambda said: True if said == word else None, run)
    return replace(made, **changes)  # type: ignore[arg-type]


async def test_the_first_command_that_understands_gets_the_turn_and_the_rest_is_answered(memory: Store) -> None:
    bot = _dispatcher(
        memory,
        Feature("one", commands=(_command("a", "boka", "ett"),)),
        Feature("two", commands=(_command("b", "boka", "två"),)),
    )
    assert (await bot.take(turn("boka"))) == Reply(text="ett")
    assert (await bot.take(turn("vem är ordförande", number=2))) == Reply(text="svar på vem är ordförande")


async def test_what_was_said_before_is_only_heard_by_who_understands_it(memory: Store) -> None:
    asked: list[str] = []

    def hears(name: str, word: str, text: str) -> Command[bool]:
        def recognise(said: str) -> bool | None:
            asked.append(name)
            return True if said == word else None

        return replace(_command(name, word, text), recognise=recognise)

    bot = _dispatcher(memory, Feature("one", commands=(hears("a", "boka", "ett"), hears("b", "läget", "två"))))
    for number, (said, came) in enumerate(
        [("läget", "två"), ("boka", "ett"), ("läget", "två"), ("hej", "svar på hej")]
    ):
        assert await bot.take(turn(said, number=number)) == Reply(text=came)
    asked.clear()
    assert await bot.take(turn("läget", number=8)) == Reply(text="två")
    assert await bot.take(turn("hej", number=9)) == Reply(text="svar på hej")
    assert asked == ["b"]
    # Only so many are remembered.
    for number in range(HEARD_BEFORE + 1):
        await bot.take(turn(f"sak {number}", number=10 + number))
    asked.clear()
    assert await bot.take(turn("läget", number=9_999)) == Reply(text="två")
    assert asked[:2] == ["a", "b"]


async def test_a_turn_that_teams_sends_again_is_taken_once(memory: Store) -> None:
    bot = _dispatcher(memory)
    assert await bot.take(turn("hej")) is not None
    assert await bot.take(turn("hej")) is None
    assert await bot.take(turn("hej", place="b")) is not None


async def test_a_turn_that_was_cut_off_is_taken_when_it_comes_again(memory: Store) -> None:
    tries = []

    async def cut_off(turn: Turn) -> Reply:
        tries.append(turn.id)
        if len(tries) == 1:
            raise asyncio.CancelledError
        return Reply(text="framme")

    bot = Dispatcher([Feature("slow", answer=cut_off)], KeptTurns(memory), _met, lambda: "x")
    with pytest.raises(asyncio.CancelledError):
        await bot.take(turn("hej"))
    assert await bot.take(turn("hej")) == Reply(text="framme")
    assert await bot.take(turn("hej")) is None


async def test_old_turns_are_forgotten_in_the_end(memory: Store) -> None:
    bot = _dispatcher(memory)
    for number in range(5):
        await bot.take(turn("hej", number=number))
    for number in range(SWEPT_EVERY):
        later = turn("hej", number=100 + number)
        await bot.take(replace(later, at=later.at + REMEMBERED * 2))

    async def count(tx: Transaction) -> int:
        return await tx.count(TAKEN)

    assert await memory.run(count) == SWEPT_EVERY


async def test_a_store_that_fails_gives_an_apology(tmp_path: Path) -> None:
    store = await open_store("memory:", tmp_path)
    bot = _dispatcher(store)
    await store.close()
    said = await bot.take(turn("hej"))
    assert said is not None
    assert "abcdef01" in said.text


async def test_turns_of_one_conversation_run_one_at_a_time_and_those_of_others_meanwhile(memory: Store) -> None:
    inside: list[str] = []
    open_door = asyncio.Event()

    async def slow(turn: Turn) -> Reply:
        inside.append(turn.text)
        await open_door.wait()
        return Reply(text=turn.text)

    bot = Dispatcher([Feature("slow", answer=slow)], KeptTurns(memory), _met, lambda: "x")
    started = [
        asyncio.create_task(bot.take(turn(text, number=number, place=place)))
        for number, (text, place) in enumerate([("första", "a"), ("andra", "a"), ("annan", "b")])
    ]
    for _ in range(10):
        await asyncio.sleep(0)
    assert sorted(inside) == ["annan", "första"]
    open_door.set()
    await asyncio.gather(*started)
    assert inside[-1] == "andra"


async def test_a_refusal_says_who_can(memory: Store) -> None:
    bot = _dispatcher(memory, Feature("rights", commands=(_command("a", "stoppa", "stoppat", who=SECRETARIAT_ONLY),)))
    refused = await bot.take(turn("stoppa", role=Role.MEMBER))
    assert refused is not None
    assert "kansliet" in refused.text
    assert (await bot.take(turn("stoppa", number=2, role=Role.SECRETARIAT))) == Reply(text="stoppat")


async def test_a_command_for_personal_chat_is_not_done_in_the_channel(memory: Store) -> None:
    bot = _dispatcher(
        memory,
        Feature("own", commands=(_command("a", "vad vet du om mig", "allt", where=frozenset({Scope.PERSONAL})),)),
    )
    channel = Conversation("c", Scope.CHANNEL, "https://smba.trafficmanager.net/")
    said = await bot.take(turn("vad vet du om mig", conversation=channel))
    assert said is not None
    assert "egen chatt" in said.text


async def test_a_press_goes_to_its_feature_with_its_rights(memory: Store) -> None:
    async def confirm(_: Turn, action: Confirm) -> Reply:
        return Reply(text=f"klart {action.number}")

    bot = _dispatcher(memory, Feature("press", presses=(Press(Confirm, confirm, who=SECRETARIAT_ONLY),)))
    pressed = replace(turn(), kind=Kind.PRESSED, pressed=Confirm(7).pack())
    assert (await bot.take(replace(pressed, role=Role.SECRETARIAT))) == Reply(text="klart 7")
    refused = await bot.take(replace(pressed, id="t2", role=Role.GUEST))
    assert refused is not None
    assert "kansliet" in refused.text


@pytest.mark.parametrize(
    "payload",
    [None, {}, {"do": "removed.long.ago"}, {"do": "test.confirm", "number": "sju"}, {"verb": "somebody else's"}],
)
async def test_an_old_or_foreign_button_gets_a_friendly_word(memory: Store, payload: dict[str, object] | None) -> None:
    async def confirm(_: Turn, __: Confirm) -> Reply:
        raise AssertionError

    bot = _dispatcher(memory, Feature("press", presses=(Press(Confirm, confirm),)))
    said = await bot.take(turn(kind=Kind.PRESSED, pressed=payload))
    assert said is not None
    assert "gammalt" in said.text


async def test_a_fault_gives_an_apology_with_a_reference_that_the_log_has_and_no_words_of_the_person(
    memory: Store,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(turn: Turn) -> Reply:
        raise RuntimeError(f"kunde inte läsa {turn.text} från {turn.person.name}")

    bot = Dispatcher([Feature("broken", answer=broken)], KeptTurns(memory), _met, lambda: "abcdef0123")
    with caplog.at_level(logging.INFO):
        said = await bot.take(turn("hemligt ärende"))
        english = await bot.take(turn("secret", number=2, lang="en"))
    assert said is not None
    assert "abcdef01" in said.text
    assert english is not None
    assert "abcdef01" in english.text
    assert english.text.startswith("Something")
    assert "abcdef01" in caplog.text
    assert "hemligt" not in caplog.text
    assert "Karin" not in caplog.text


async def test_two_buttons_of_one_name_are_found_at_the_start(memory: Store) -> None:
    async def confirm(_: Turn, __: Confirm) -> Reply:
        raise AssertionError

    with pytest.raises(ValueError, match="Two buttons"):
        _dispatcher(
            memory, Feature("a", presses=(Press(Confirm, confirm),)), Feature("b", presses=(Press(Confirm, confirm),))
        )


@pytest.mark.parametrize("lets_go", [True, False])
async def test_a_turn_that_hangs_ends_in_a_word_that_nobody_knows_whether_it_was_done(
    memory: Store, lets_go: bool
) -> None:
    async def hangs(_: Turn) -> Reply:
        await asyncio.sleep(60)
        raise AssertionError

    bot = Dispatcher(
        [Feature("slow", answer=hangs)], KeptTurns(memory), _met, lambda: "abcdef0123", seconds=0.05, lets_go=lets_go
    )
    said = await bot.take(turn("kommer på torsdag"))
    assert said == Reply(text=UNSURE("sv", reference="abcdef01"), outcome="failed")
    # The conversation is not held up by what was given up.
    assert await bot.take(turn("hej", number=2)) == said


async def test_a_turn_that_never_began_was_not_done(memory: Store) -> None:
    bot = Dispatcher([Feature("answers", answer=_echo)], KeptTurns(memory), _met, lambda: "abcdef0123", seconds=0.05)
    async with KeptTurns(memory).alone("a"):
        said = await bot.take(turn("kommer på torsdag"))
    assert said == Reply(text=OUT_OF_REACH("sv", reference="abcdef01"), outcome="failed")
    assert await bot.take(turn("hej", number=2)) == Reply(text="svar på hej")


async def test_what_is_done_is_told_even_if_the_store_is_lost_just_then(memory: Store) -> None:
    store = Breakable(memory)

    async def books(_: Turn) -> Reply:
        store.broken = True
        return Reply(text="bokat")

    bot = Dispatcher([Feature("slow", answer=books)], KeptTurns(store), _met, lambda: "x")
    assert await bot.take(turn("boka")) == Reply(text="bokat")


async def test_a_change_in_doubt_is_not_called_undone(memory: Store) -> None:
    async def loses(_: Turn) -> Reply:
        raise StoreInDoubt("the connection was lost at the commit")

    bot = Dispatcher([Feature("slow", answer=loses)], KeptTurns(memory), _met, lambda: "abcdef0123")
    assert await bot.take(turn("boka")) == Reply(text=UNSURE("sv", reference="abcdef01"), outcome="failed")


async def test_without_the_store_people_are_still_spoken_to_in_the_language_they_chose(memory: Store) -> None:
    store = Breakable(memory)

    async def met(turn: Turn) -> Turn:
        return replace(turn, lang="en")

    bot = Dispatcher([Feature("answers", answer=_echo)], KeptTurns(store), met, lambda: "abcdef0123")
    await bot.take(turn("hej"))
    store.broken = True
    assert await bot.take(turn("hej", number=2)) == Reply(
        text=OUT_OF_REACH("en", reference="abcdef01"), outcome="failed"
    )
    stranger = turn("hej", number=3, person=Person("q", "29:q", "Bo"))
    assert await bot.take(stranger) == Reply(text=OUT_OF_REACH("sv", reference="abcdef01"), outcome="failed")
