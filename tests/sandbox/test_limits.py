"""Flood limits, on the world's clock."""

from datetime import timedelta

import pytest

from sandbox.clock import MovableClock
from sandbox.human import Human
from sandbox.limits import Limits
from sandbox.world import World
from tests.sandbox.caller import NOON, Caller, Refused

SECOND = timedelta(seconds=1)


async def test_limits_are_off_until_switched_on(call: Caller, ivan: Human) -> None:
    for number in range(10):
        await call("sendMessage", chat_id=ivan.person.id, text=str(number))


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(call: Caller, world: World, ivan: Human) -> None:
    world.limits.on = True
    for number in range(3):
        await call("sendMessage", chat_id=ivan.person.id, text=str(number))
    with pytest.raises(Refused, match=r"^Too Many Requests: retry after 3$") as error:
        await call("sendMessage", chat_id=ivan.person.id, text="too much")
    assert (error.value.code, error.value.retry_after) == (429, 3)
    await world.clock.move(3 * SECOND)
    await call("sendMessage", chat_id=ivan.person.id, text="patient")
    assert ivan.all_heard == ["0", "1", "2", "patient"]


async def test_edits_and_signs_are_not_counted(call: Caller, world: World, ivan: Human) -> None:
    world.limits.on = True
    sent = await call("sendMessage", chat_id=ivan.person.id, text="0")
    for number in range(1, 9):
        await call("editMessageText", chat_id=ivan.person.id, message_id=sent["message_id"], text=str(number))
        await call("sendChatAction", chat_id=ivan.person.id, action="typing")


async def test_all_chats_together_take_thirty_a_second() -> None:
    clock = MovableClock(frozen_at=NOON)
    limits = Limits(clock=clock, on=True)
    waits = [limits.refusal(1, chat_id) for chat_id in range(1, 32)]
    assert waits == [0] * 30 + [1]
    assert limits.refusal(2, 31) == 0
    await clock.move(SECOND)
    assert limits.refusal(1, 31) == 0


async def test_a_group_takes_twenty_a_minute() -> None:
    clock = MovableClock(frozen_at=NOON)
    limits = Limits(clock=clock, on=True)
    for _ in range(20):
        assert limits.refusal(1, -100) == 0
        await clock.move(SECOND)
    assert limits.refusal(1, -100) == 40


async def test_a_group_says_when_to_come_back(call: Caller, world: World, ivan: Human) -> None:
    group = await ivan.makes_group("Review")
    await ivan.adds_bot(group)
    world.limits.on = True
    for number in range(20):
        await call("sendMessage", chat_id=group.id, text=str(number))
    with pytest.raises(Refused, match="Too Many Requests") as error:
        await call("sendMessage", chat_id=group.id, text="too much")
    assert error.value.retry_after == 60
    await call("sendMessage", chat_id=ivan.person.id, text="elsewhere")


async def test_numbers_can_be_changed() -> None:
    limits = Limits(clock=MovableClock(frozen_at=NOON), on=True, per_second=2)
    assert [limits.refusal(1, chat_id) for chat_id in (1, 2, 3)] == [0, 0, 1]
    limits.per_second = 1000
    assert limits.refusal(1, 3) == 0
