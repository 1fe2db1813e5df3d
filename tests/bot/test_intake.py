"""What comes in: stored before it is confirmed, handled once, and nothing in it stops the rest."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot import intake
from bot.flood import Flood
from bot.incoming import Incoming
from bot.intake import Intake
from bot.lanes import Lanes
from bot.runner import RECOVERIES, SUSPECT_AFTER
from core.channel.inbox import InboxState
from core.channel.tables import InboxRow, OutboxRow
from core.clock import system_clock
from core.db.database import Database
from sandbox.faults import FaultKind
from tests.bot.asking import answered, answers, ask, eventually
from tests.bot.conftest import Open
from tests.stage import Human, Stage


async def others(stage: Stage) -> dict[int, tuple[str, str | None]]:
    """State and reason of all updates that were not simply done."""
    async with stage.service.db.read() as session:
        found = await session.execute(select(InboxRow).where(InboxRow.state != InboxState.DONE))
        return {row.InboxRow.update_id: (row.InboxRow.state, row.InboxRow.error) for row in found}


def message(human: Human, **fields: Any) -> dict[str, Any]:
    """A message as the Bot API brings it."""
    sender = {"id": human.person.id, "is_bot": False, "first_name": "Ivan", "language_code": "ru"}
    chat = {"id": human.person.id, "type": "private", "first_name": "Ivan"}
    return {"message_id": 1, "date": 1_790_000_000, "from": sender, "chat": chat} | fields


async def test_a_kind_that_nobody_knows_is_kept_and_counted(stage: Stage, ivan: Human) -> None:
    queue = stage.sandbox.world.queue(stage.bot)
    odd = queue.put_raw("telepathy", {"from": {"id": ivan.person.id}, "text": "secret"})
    await ivan.says("/balance")
    assert len(answers(ivan)) == 1
    assert await others(stage) == {odd: (InboxState.QUARANTINED, "nobody knows its kind, telepathy")}


async def test_what_does_not_validate_is_set_aside_with_its_reason(stage: Stage, ivan: Human) -> None:
    """The reason names the place, never what stood there."""
    queue = stage.sandbox.world.queue(stage.bot)
    hidden = message(ivan, text="secret", forward_origin={"type": "hidden_user", "date": 1_790_000_000})
    odd = queue.put_raw("message", hidden)
    await ivan.says("/balance")
    assert len(answers(ivan)) == 1
    ((number, (state, reason)),) = (await others(stage)).items()
    assert (number, state) == (odd, InboxState.QUARANTINED)
    assert reason is not None
    assert "message.forward_origin" in reason
    assert "secret" not in reason


async def test_poison_between_good_updates_stops_none_of_them(stage: Stage, ivan: Human, petr: Human) -> None:
    """One batch, a third of it unreadable in every way."""
    queue = stage.sandbox.world.queue(stage.bot)
    poison: list[Any] = [
        None,
        [],
        "text",
        {"from": {"id": 2**70}},
        {"from": None, "chat": {"id": "x"}},
        message(ivan, date="yesterday"),
        message(ivan, date=10**18),
        message(ivan, chat=None),
        message(ivan, photo=[{"file_id": 1}]),
    ]
    for bad in poison:
        queue.put_raw("message", bad)
        ask(ivan)
        ask(petr)
    await answered(ivan, len(poison))
    await answered(petr, len(poison))
    await stage.settle()
    states = {state for state, _ in (await others(stage)).values()}
    assert states == {InboxState.QUARANTINED}
    assert len(await others(stage)) == len(poison)


async def test_what_comes_twice_and_in_disorder_is_handled_once(stage: Stage, ivan: Human, petr: Human) -> None:
    for kind in (FaultKind.DUPLICATE, FaultKind.SHUFFLE):
        stage.sandbox.world.faults.add(kind)
    for _ in range(20):
        ask(ivan)
        ask(petr)
    await answered(ivan, 20)
    await answered(petr, 20)
    await stage.settle()
    assert (len(answers(ivan)), len(answers(petr))) == (20, 20)
    assert await others(stage) == {}


async def test_only_the_first_of_a_lane_gets_the_hint(db: Database) -> None:
    """What goes before the second may change what is awaited."""
    handed_on: list[Incoming] = []
    lanes = Lanes[Incoming](_never)
    taking = Intake(
        db, 7, system_clock, hand_on=_both(handed_on, lanes), slow_down=_unused, is_idle=lanes.is_idle, flood=Flood()
    )
    raws = [
        {"update_id": number, "message": {"from": {"id": user}, "chat": {"id": user}}}
        for number, user in enumerate((5, 5, 6), start=1)
    ]
    await taking.accept(raws)
    hints = [item.arrival is not None for item in handed_on]
    assert hints == ([True, False, True] if db.is_sqlite else [False, False, False])
    await lanes.stop(within=0)


async def test_a_batch_with_the_same_update_twice_hands_it_on_once(db: Database) -> None:
    handed_on: list[Incoming] = []
    lanes = Lanes[Incoming](_never)
    taking = Intake(
        db, 7, system_clock, hand_on=handed_on.append, slow_down=_unused, is_idle=lanes.is_idle, flood=Flood()
    )
    raw = {"update_id": 1, "message": {"from": {"id": 5}, "chat": {"id": 5}}}
    await taking.accept([raw, raw])
    await taking.accept([raw])
    assert len(handed_on) == 1
    assert await taking.recover() == 0


async def stored_by_another_run(stage: Stage, human: Human, *, owner: str, tries: int = 0, update_id: int = 17) -> None:
    """An update that was committed, and whose process ended before it was handled."""
    raw = {"update_id": update_id, "message": message(human, text="/balance")}
    row = {
        "bot_id": stage.bot.id,
        "update_id": update_id,
        "lane": f"user:{human.person.id}",
        "kind": "message",
        "state": InboxState.NEW.value,
        "payload": stage.service.db.keyring.channel.close(json.dumps(raw).encode()),
        "tries": tries,
        "received_at": stage.now(),
        "owner": owner,
    }
    await stage.run(lambda session: session.execute(insert(InboxRow), row))


@pytest.mark.usefixtures("watchful")
async def test_what_is_stored_and_nobody_is_at_is_taken_up_without_a_restart(stage: Stage, ivan: Human) -> None:
    """A webhook's request cut off at the wrong moment, a replica that is gone."""
    await stored_by_another_run(stage, ivan, owner="local" if stage.service.db.is_sqlite else "a replica that is gone")
    await answered(ivan)
    await stage.settle()
    assert len(answers(ivan)) == 1


async def test_what_was_left_is_taken_up_at_the_start(opened: Open) -> None:
    stage = await opened()
    ivan = await stage.member("Ivan", owner=await stage.found())
    await stage.run(lambda session: session.execute(update(InboxRow).values(owner="local")))
    await stored_by_another_run(stage, ivan, owner="local")
    await stage.service.stop()
    await opened()
    await answered(ivan)


@pytest.mark.usefixtures("watchful")
async def test_what_stops_the_process_every_time_is_given_up_and_told(stage: Stage, ivan: Human) -> None:
    await stored_by_another_run(stage, ivan, owner="local" if stage.service.db.is_sqlite else "gone", tries=RECOVERIES)
    sorry = "Sorry, something went wrong on our side. Nothing of yours is lost. Please try once more in a minute."
    await eventually(lambda: ivan.t(sorry) in ivan.all_heard, ivan)
    assert answers(ivan) == []
    assert await others(stage) == {17: (InboxState.DEAD, "the service stopped at it every time")}


async def test_what_may_be_what_stops_the_process_is_begun_after_the_others(opened: Open) -> None:
    """However old it is: if the process stops once more, the others have come to their end."""
    stage = await opened()
    owner = await stage.found()
    suspect = await stage.member("Petr", owner=owner)
    innocent = [await stage.member(name, owner=owner) for name in ("Ivan", "Anna", "Oleg")]
    await stage.run(lambda session: session.execute(update(InboxRow).values(owner="local")))
    await stored_by_another_run(stage, suspect, owner="local", tries=SUSPECT_AFTER, update_id=17)
    for number, human in enumerate(innocent, start=18):
        await stored_by_another_run(stage, human, owner="local", update_id=number)
    await stage.service.stop()
    again = await opened()
    for human in (suspect, *innocent):
        await answered(human)
    async with again.service.db.read() as session:
        told = (await session.scalars(select(OutboxRow.key).order_by(OutboxRow.id))).all()
    assert told[-1] == f"update:{stage.bot.id}:17:0"


@pytest.fixture
def watchful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks into the inbox more often than anybody needs."""
    monkeypatch.setattr(intake, "LOOK_SECONDS", 0.05)


async def _never(_: Incoming) -> None:
    await asyncio.Event().wait()


def _both(handed_on: list[Incoming], lanes: Lanes[Incoming]) -> Callable[[Incoming], None]:
    def hand_on(item: Incoming) -> None:
        handed_on.append(item)
        lanes.put(item.lane, item)

    return hand_on


def _unused(_session: object, _item: Incoming) -> None:
    raise AssertionError("nobody floods here")
