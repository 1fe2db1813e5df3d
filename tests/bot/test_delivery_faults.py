"""Telegram on its bad days: what people wait for arrives, at most twice, and nobody blocks others."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.polling import TokenRefused
from core.channel.outbox import OutboxState, Priority
from core.channel.tables import OutboxRow, PauseRow
from sandbox.faults import FaultKind
from tests.bot.asking import answered, answers, ask, eventually, tell
from tests.stage import Human, Stage


async def state(stage: Stage, key: str) -> str | None:
    async with stage.service.db.read() as session:
        return await session.scalar(select(OutboxRow.state).where(OutboxRow.key == key))


async def settled(stage: Stage, key: str) -> str:
    """A row's state once it is no longer new."""
    async with asyncio.timeout(10):
        while (found := await state(stage, key)) in {None, OutboxState.NEW}:
            await asyncio.sleep(0.01)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "copies"),
    [
        (FaultKind.SERVER_ERROR, 1),
        (FaultKind.BAD_GATEWAY, 1),
        (FaultKind.HTML, 1),
        (FaultKind.RESET_BEFORE, 1),
        (FaultKind.RESET_AFTER, 2),
        (FaultKind.SLOW, 1),
    ],
)
async def test_an_answer_arrives_and_at_most_twice(stage: Stage, ivan: Human, kind: FaultKind, copies: int) -> None:
    """A copy that shows the same facts harms nobody; a lost answer does."""
    stage.sandbox.world.faults.add(kind, times=1, methods=["sendMessage"], delay=0.1)
    await ivan.says("/balance")
    assert len(answers(ivan)) == copies


async def test_an_answer_lost_twice_is_not_sent_a_third_time(stage: Stage, ivan: Human) -> None:
    stage.sandbox.world.faults.add(FaultKind.RESET_AFTER, times=2, methods=["sendMessage"])
    await tell(stage, ivan, "You have <b>won</b>", key="won")
    assert await settled(stage, "won") == OutboxState.UNKNOWN
    assert ivan.all_heard.count("You have won") == 2


async def test_the_bulk_is_never_repeated(stage: Stage, ivan: Human) -> None:
    stage.sandbox.world.faults.add(FaultKind.RESET_AFTER, times=1, methods=["sendMessage"])
    await tell(stage, ivan, "News", key="news", priority=Priority.BROADCAST)
    assert await settled(stage, "news") == OutboxState.UNKNOWN
    assert ivan.all_heard.count("News") == 1


async def test_an_outage_delays_everything_and_loses_nothing(stage: Stage, ivan: Human, petr: Human) -> None:
    """Nothing gets through at all; afterwards each chat hears all of it, in its order."""
    outage = stage.sandbox.world.faults.add(FaultKind.RESET_BEFORE, methods=["sendMessage", "getMe"])
    for number in range(20):
        await tell(stage, ivan, f"i{number}", key=f"i{number}", priority=Priority.MONEY)
        await tell(stage, petr, f"p{number}", key=f"p{number}", priority=Priority.MONEY)
    await eventually(lambda: outage.happened >= 4)
    stage.sandbox.world.faults.clear()
    await stage.settle()
    assert [text for text in ivan.all_heard if text[1:].isdigit()] == [f"i{number}" for number in range(20)]
    assert [text for text in petr.all_heard if text[1:].isdigit()] == [f"p{number}" for number in range(20)]


async def test_what_telegram_cannot_parse_arrives_as_plain_text(stage: Stage, ivan: Human) -> None:
    await tell(stage, ivan, "Dear <b>Ivan &amp; Co, 2 < 3", key="broken")
    assert await settled(stage, "broken") == OutboxState.SENT
    assert "Dear Ivan & Co, 2 < 3" in ivan.all_heard


async def test_what_cannot_be_sent_at_all_blocks_nobody(stage: Stage, ivan: Human) -> None:
    """Not even its own chat."""
    await tell(stage, ivan, "x" * 5_000, key="too long")
    await ivan.says("/balance")
    assert await state(stage, "too long") == OutboxState.FAILED
    assert len(answers(ivan)) == 1


async def test_an_edit_that_telegram_itself_breaks_on_is_given_up(stage: Stage, ivan: Human) -> None:
    """Its chat goes on."""
    stage.sandbox.world.faults.add(FaultKind.SERVER_ERROR, methods=["editMessageText"])
    await ivan.says("/history")
    await ivan.says("/balance")
    assert len(answers(ivan)) == 1


async def test_a_token_that_is_refused_for_a_while_costs_no_message(stage: Stage, ivan: Human) -> None:
    """BotFather was asked for a new one: messages wait for the process that has it."""
    bots, ended = stage.sandbox.world._bots_by_token, stage.service.ended
    known = dict(bots)
    bots.clear()
    await tell(stage, ivan, "Your points", key="points")
    ask(ivan)
    assert ended is not None
    await eventually(ended.done)
    assert isinstance(ended.exception(), TokenRefused)
    assert await state(stage, "points") == OutboxState.NEW
    bots.update(known)
    assert await settled(stage, "points") == OutboxState.SENT
    await answered(ivan)


async def test_many_chats_that_wait_keep_nobody_else_waiting(stage: Stage, owner: Human, petr: Human) -> None:
    """More of them than fit into the sending window."""
    crowd = [await stage.member(f"M{number}", owner=owner) for number in range(10)]
    world = stage.sandbox.world
    for human in crowd:
        chat = human.person.id
        world.faults.add(FaultKind.TOO_MANY, times=1, chat_id=chat, retry_after=3600, methods=["sendMessage"])
        ask(human)
        await _is_paused(stage, chat)  # only then: a clock moved sooner would make of two refusals one moment
        await world.clock.move(timedelta(seconds=2))
    ask(petr)
    await answered(petr)
    assert not any(answers(human) for human in crowd)
    await world.clock.move(timedelta(hours=1))
    for human in crowd:
        await answered(human)


async def _is_paused(stage: Stage, chat_id: int) -> None:
    """Return once the service has noted that a chat wants to be left alone."""
    async with asyncio.timeout(10):
        while not await _pause(stage, chat_id):
            await asyncio.sleep(0.01)


async def _pause(stage: Stage, chat_id: int) -> datetime | None:
    async with stage.service.db.read() as session:
        return await session.scalar(select(PauseRow.until).where(PauseRow.chat_id == chat_id))
