"""When a message may leave: limits in seconds of real time, pauses by the clock."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot import bucket
from bot.delivery import pacing
from bot.delivery.pacing import WHOLE_BOT, Pacing
from core.channel.outbox import Priority

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Time:
    """Both clocks at once, moved by whoever sleeps."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        self.passed += seconds


class Loop:
    """The asyncio module as pacing sees it."""

    def __init__(self, time: Time) -> None:
        self.sleep = time.sleep


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(bucket, "time", found)
    monkeypatch.setattr(pacing, "asyncio", Loop(found))
    return found


async def times(paced: Pacing, time: Time, chats: list[int], priority: Priority) -> list[float]:
    """When messages to chats may leave, asked one after the other."""
    left = []
    for chat in chats:
        await paced.turn(chat, priority)
        left.append(round(time.passed, 2))
    return left


async def test_a_chat_gets_three_at_once_then_one_a_second(time: Time) -> None:
    left = await times(Pacing(time, rate=25), time, [1] * 6, Priority.INTERACTIVE)
    assert left == [0, 0, 0, 1, 2, 3]


async def test_a_group_gets_eighteen_a_minute(time: Time) -> None:
    left = await times(Pacing(time, rate=25), time, [-5] * 20, Priority.INTERACTIVE)
    assert left[17] == 0
    assert left[18:] == [pytest.approx(60 / 18, abs=0.1), pytest.approx(120 / 18, abs=0.1)]


async def test_people_never_wait_for_the_bulk_but_the_bulk_for_people(time: Time) -> None:
    paced = Pacing(time, rate=10)
    assert set(await times(paced, time, list(range(1, 31)), Priority.INTERACTIVE)) == {0}
    (left,) = await times(paced, time, [99], Priority.BROADCAST)
    assert left == pytest.approx(2.1, abs=0.01)


async def test_without_limits_only_pauses_are_obeyed(time: Time) -> None:
    paced = Pacing(time, rate=0)
    assert set(await times(paced, time, [1] * 50, Priority.BROADCAST)) == {0}
    paced.pause(1, 7)
    assert await times(paced, time, [2, 1], Priority.MONEY) == [0, 7]


async def test_a_pause_is_obeyed_to_the_second_and_for_its_chat_only(time: Time) -> None:
    paced = Pacing(time, rate=25)
    assert paced.pause(1, 3600) == {1: START + timedelta(hours=1)}
    assert await times(paced, time, [2], Priority.INTERACTIVE) == [0]
    assert await times(paced, time, [1], Priority.INTERACTIVE) == [3600]


async def test_a_second_chat_refused_within_a_second_pauses_the_bot(time: Time) -> None:
    paced = Pacing(time, rate=25)
    paced.pause(1, 10)
    time.passed += 1
    assert set(paced.pause(2, 5)) == {2, WHOLE_BOT}
    assert paced.is_paused(3)
    assert await times(paced, time, [3], Priority.INTERACTIVE) == [6]


async def test_the_same_chat_twice_or_another_one_later_is_no_reason(time: Time) -> None:
    paced = Pacing(time, rate=25)
    paced.pause(1, 10)
    paced.pause(1, 10)
    time.passed += 1.1
    paced.pause(2, 10)
    assert not paced.is_paused(3)


async def test_a_shorter_pause_shortens_nothing(time: Time) -> None:
    """Neither Telegram's next word nor what another replica was told."""
    paced = Pacing(time, rate=25)
    paced.pause(1, 100)
    assert paced.pause(1, 5) == {1: START + timedelta(seconds=100)}
    paced.restore({1: START + timedelta(seconds=1)})
    assert await times(paced, time, [1], Priority.INTERACTIVE) == [100]


async def test_whoever_waits_for_a_clock_that_is_moved_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo's clock is pushed forward; nobody sleeps out the difference."""
    monkeypatch.setattr(pacing, "LOOK_AGAIN", 0.01)
    time = Time()
    paced = Pacing(time, rate=25)
    paced.pause(1, 3600)
    waiting = asyncio.create_task(paced.turn(1, Priority.MONEY))
    await asyncio.sleep(0)
    time.passed += 3600
    await asyncio.wait_for(waiting, 5)
