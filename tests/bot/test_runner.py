"""A handler that fails: the person hears of it, his next message is handled, and nobody else notices."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot import runner
from bot.taps import Open, Place
from core.channel.inbox import InboxState
from core.channel.tables import InboxRow
from core.ids import PersonId
from core.points import statement
from tests.bot.asking import answered, answers, ask, eventually
from tests.stage import Human, Stage

SORRY = "Sorry, something went wrong on our side. Nothing of yours is lost. Please try once more in a minute."

Balance = Callable[..., Awaitable[Any]]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five tries as ever, without the pauses."""
    monkeypatch.setattr(runner, "PAUSES", (0.01,) * 4)


class Failing:
    """The balance, failing for one person so many times."""

    def __init__(self, person_id: PersonId, times: int) -> None:
        self._right: Balance = statement.balance
        self._person_id = person_id
        self.left = times

    async def __call__(self, session: Any, person_id: PersonId, **options: Any) -> Any:
        if person_id == self._person_id and self.left:
            self.left -= 1
            raise RuntimeError("a bug")
        return await self._right(session, person_id, **options)


async def fail_for(human: Human, monkeypatch: pytest.MonkeyPatch, *, times: int) -> Failing:
    """Have the balance of one person fail."""
    failing = Failing((await human.member()).id, times)
    monkeypatch.setattr(statement, "balance", failing)
    return failing


async def set_aside(stage: Stage) -> list[tuple[str, str | None]]:
    async with stage.service.db.read() as session:
        found = await session.execute(
            select(InboxRow.state, InboxRow.error).where(InboxRow.state != InboxState.DONE).order_by(InboxRow.id)
        )
        return [(row.state, row.error) for row in found]


@pytest.mark.usefixtures("hasty")
async def test_what_fails_every_time_is_set_aside_after_five_tries(
    stage: Stage, ivan: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is told, and goes on."""
    failing = await fail_for(ivan, monkeypatch, times=100)
    await ivan.says("/balance")
    assert failing.left == 95
    assert ivan.heard == ivan.t(SORRY)
    assert await set_aside(stage) == [(InboxState.DEAD, "failed every time")]
    failing.left = 0
    await ivan.says("/balance")
    assert len(answers(ivan)) == 1


@pytest.mark.usefixtures("hasty")
async def test_a_tap_that_fails_every_time_stops_spinning(
    stage: Stage, ivan: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fail_for(ivan, monkeypatch, times=100)
    await ivan.forges(ivan.last_message, Open(place=Place.BALANCE).pack())
    assert ivan.t(SORRY) in ivan.all_heard
    assert (await set_aside(stage))[0][0] == InboxState.DEAD


@pytest.mark.usefixtures("hasty")
async def test_what_fails_for_a_while_is_answered_once(ivan: Human, monkeypatch: pytest.MonkeyPatch) -> None:
    await fail_for(ivan, monkeypatch, times=4)
    await ivan.says("/balance")
    assert len(answers(ivan)) == 1
    assert ivan.t(SORRY) not in ivan.all_heard


async def test_others_are_answered_meanwhile_and_the_own_lane_waits(
    ivan: Human, petr: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the pauses as they are."""
    failing = await fail_for(ivan, monkeypatch, times=3)
    ask(ivan)
    ivan.phone.send_text(ivan.bot, "/history")
    await eventually(lambda: failing.left < 3)
    for number in range(1, 6):
        began = time.monotonic()
        ask(petr)
        await answered(petr, number)
        assert time.monotonic() - began < 1
    assert failing.left > 0
    assert answers(ivan) == []
    await answered(ivan)
    await eventually(lambda: len(ivan.all_heard) >= 3, ivan)
    assert ivan.all_heard[-1] == ivan.t(
        "Nothing has happened yet. Send a photo of an invoice: what is approved stands here the same minute."
    )


async def test_a_stop_leaves_a_failing_update_for_the_next_start(
    stage: Stage, ivan: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pauses are not waited for, and it is not given up."""
    failing = await fail_for(ivan, monkeypatch, times=4)
    ask(ivan)
    await eventually(lambda: failing.left == 1)
    began = time.monotonic()
    await asyncio.wait_for(stage.service.stop(), 5)
    assert time.monotonic() - began < 3
    async with stage.service.db.read() as session:
        assert list(await session.scalars(select(InboxRow.state).where(InboxRow.state != "done"))) == ["new"]
    await stage.service.db.close()
