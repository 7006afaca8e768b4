"""The machine's clock, and when it is not gone by."""

import datetime as dt
from dataclasses import dataclass

import pytest

from bot.clock import CheckedClock

START = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@dataclass
class Machine:
    """A machine with two clocks: one that can be set, and one that only counts."""

    shown: dt.datetime = START
    beats: float = 100.0

    def passes(self, seconds: float, **set_by: float) -> None:
        self.beats += seconds
        self.shown += dt.timedelta(seconds=seconds, **set_by)


def checked(machine: Machine) -> CheckedClock:
    return CheckedClock(lambda: machine.shown, lambda: machine.beats)


def test_time_that_passes_raises_no_doubt_nor_do_small_steps() -> None:
    machine = Machine()
    clock = checked(machine)
    for _ in range(20):
        machine.passes(3600)
        assert not clock.in_doubt()
        machine.passes(1)
        machine.shown += dt.timedelta(seconds=50)
        assert clock() == machine.shown
        assert not clock.in_doubt()


@pytest.mark.parametrize("jump", [HOUR, 24 * HOUR, -HOUR])
def test_a_jump_is_doubted_until_microsoft_agrees(jump: dt.timedelta) -> None:
    machine = Machine()
    clock = checked(machine)
    machine.shown += jump
    assert clock.in_doubt()
    machine.passes(600)
    assert clock.in_doubt()
    clock.told(machine.shown - jump)
    assert clock.in_doubt()
    machine.shown -= jump
    assert clock.in_doubt()
    agreed: list[bool] = []
    clock.on_agreed = lambda: agreed.append(True)
    clock.told(machine.shown + dt.timedelta(seconds=2))
    clock.told(machine.shown)
    assert not clock.in_doubt()
    assert agreed == [True]


def test_a_clock_that_was_wrong_from_the_start_is_doubted_when_the_time_is_told() -> None:
    machine = Machine(START + HOUR)
    clock = checked(machine)
    assert not clock.in_doubt()
    clock.told(START)
    assert clock.in_doubt()


def test_a_machine_that_slept_is_believed_when_microsoft_agrees() -> None:
    machine = Machine()
    clock = checked(machine)
    machine.shown += 8 * HOUR
    assert clock.in_doubt()
    clock.told(START + 8 * HOUR)
    assert not clock.in_doubt()
