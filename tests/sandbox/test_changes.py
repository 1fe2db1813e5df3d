"""The events that the chat page lives on."""

import asyncio

import pytest

from sandbox.changes import Change, ChangeKind, Subscription
from sandbox.human import Human
from sandbox.world import World
from tests.sandbox.caller import Caller, inline


async def kinds(subscription: Subscription) -> list[ChangeKind]:
    """What has been told so far."""
    found: list[ChangeKind] = []
    while subscription.pending:
        found.append((await anext(subscription)).kind)
    return found


async def test_a_conversation_is_told_event_by_event(call: Caller, world: World, ivan: Human) -> None:
    with world.subscribe() as changes:
        await ivan.says("hi")
        assert await kinds(changes) == [ChangeKind.MESSAGE_NEW, ChangeKind.MESSAGE_SENT]
        sent = await call("sendMessage", chat_id=ivan.person.id, text="?", reply_markup=inline("Yes"))
        assert await kinds(changes) == [ChangeKind.MESSAGE_NEW, ChangeKind.NOTIFIED]
        tap = ivan.phone.tap(ivan.last_message, ivan.last_message.buttons[0][0])
        await call("answerCallbackQuery", callback_query_id=tap.query_id)
        assert await kinds(changes) == [ChangeKind.TAP, ChangeKind.TAP_ANSWERED]
        await call("editMessageText", chat_id=ivan.person.id, message_id=sent["message_id"], text="!")
        await call("deleteMessage", chat_id=ivan.person.id, message_id=sent["message_id"])
        assert await kinds(changes) == [ChangeKind.MESSAGE_EDITED, ChangeKind.MESSAGE_DELETED]
        ivan.goes_offline()
        await ivan.comes_back()
        assert await kinds(changes) == [ChangeKind.PRESENCE] * 2


async def test_a_change_names_what_it_concerns(world: World, ivan: Human) -> None:
    with world.subscribe() as changes:
        message = await ivan.says("hi")
        change = await anext(changes)
    assert change == Change(
        kind=ChangeKind.MESSAGE_NEW, person_id=ivan.person.id, bot_id=ivan.bot.id, serial=message.serial
    )


async def test_an_iteration_waits_for_the_next_change(world: World) -> None:
    with world.subscribe() as changes:
        waiting = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0)
        world.complain("something")
        assert (await waiting).detail == "something"
    world.complain("unheard")
    assert not changes.pending
    world.complaints.clear()


async def test_waiting_for_a_condition(world: World) -> None:
    waiting = asyncio.create_task(world.wait_until(lambda: len(world.people) == 1))
    await asyncio.sleep(0)
    world.new_person("Olga")
    await waiting
    with pytest.raises(TimeoutError):
        await world.wait_until(lambda: False, within=0.01)
