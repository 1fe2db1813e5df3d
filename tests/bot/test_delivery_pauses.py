"""Being told to wait: obeyed to the second, by the chat it concerns, and by the next run of the service as well."""

from datetime import datetime, timedelta

from sqlalchemy import select

from core.channel.tables import PauseRow
from sandbox.faults import FaultKind
from sandbox.world import World
from tests.bot.asking import answered, answers, ask, eventually
from tests.bot.conftest import Open
from tests.stage import Human, Stage

HOUR = 3600


def refuse_once(stage: Stage, human: Human, *, seconds: int) -> None:
    """Have Telegram refuse the next message to a chat."""
    stage.sandbox.world.faults.add(
        FaultKind.TOO_MANY, times=1, chat_id=human.person.id, retry_after=seconds, methods=["sendMessage"]
    )


def refusals(world: World) -> int:
    return world.calls.failures["sendMessage"]


def sends_to(stage: Stage, human: Human) -> list[datetime]:
    """When messages were sent to a chat, refused ones included."""
    return [call.at for call in stage.sandbox.world.calls.of("sendMessage", chat_id=human.person.id)]


async def test_only_the_chat_that_was_too_fast_waits(stage: Stage, ivan: Human, petr: Human) -> None:
    refuse_once(stage, ivan, seconds=HOUR)
    ask(ivan)
    await eventually(lambda: refusals(stage.sandbox.world) == 1)
    ask(petr)
    await answered(petr)
    assert answers(ivan) == []
    await stage.sandbox.world.clock.move(timedelta(seconds=HOUR - 1))
    ask(petr)
    await answered(petr, 2)
    refused = sends_to(stage, ivan)[-1]
    await stage.sandbox.world.clock.move(timedelta(seconds=1))
    await answered(ivan)
    assert sends_to(stage, ivan)[-1] - refused >= timedelta(seconds=HOUR)
    assert len(answers(ivan)) == 1


async def test_a_second_chat_within_a_second_means_the_bot(
    stage: Stage, owner: Human, ivan: Human, petr: Human
) -> None:
    """A third one is not even tried; answers to taps, worthless later, are let go."""
    olga = owner
    for human in (ivan, petr):
        refuse_once(stage, human, seconds=HOUR)
        ask(human)
    await eventually(lambda: refusals(stage.sandbox.world) == 2)
    calls = len(stage.sandbox.world.calls.latest)
    ask(olga)
    await eventually(lambda: len(stage.sandbox.world.queue(stage.bot)) == 0)
    assert sends_to(stage, olga)[-1] < sends_to(stage, petr)[-1]
    await stage.sandbox.world.clock.move(timedelta(seconds=HOUR))
    for human in (olga, ivan, petr):
        await answered(human)
    since = list(stage.sandbox.world.calls.latest)[calls:]
    early = [call for call in since if call.method != "getUpdates" and call.at < sends_to(stage, ivan)[-2] + HOUR_LONG]
    assert early == []


async def test_a_pause_survives_a_restart(opened: Open) -> None:
    """The row says until when; what waits is sent then, once."""
    stage = await opened()
    ivan = await stage.member("Ivan", owner=await stage.found())
    refuse_once(stage, ivan, seconds=HOUR)
    ask(ivan)
    await eventually(lambda: refusals(stage.sandbox.world) == 1)
    refused = sends_to(stage, ivan)[-1]
    await stage.service.stop()
    again = await opened()
    async with again.service.db.read() as session:
        until = await session.scalar(select(PauseRow.until).where(PauseRow.chat_id == ivan.person.id))
    assert until is not None
    assert abs(until - refused - HOUR_LONG) < timedelta(seconds=1)
    assert len(sends_to(again, ivan)) == len(sends_to(stage, ivan))
    await again.sandbox.world.clock.move(HOUR_LONG)
    await answered(ivan)
    assert sends_to(again, ivan)[-1] >= until
    assert len(answers(ivan)) == 1


HOUR_LONG = timedelta(seconds=HOUR)
