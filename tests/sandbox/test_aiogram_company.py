"""aiogram understands all that a bot is told in company, and finds no field that it does not know."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import Update
from pydantic import BaseModel

from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.server import Sandbox
from tests.sandbox.caller import Caller, png
from tests.sandbox.company import another

ALL_KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"]


@pytest.fixture
async def aiogram(sandbox: Sandbox, bot: BotUser) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with Bot(bot.token, session=session) as client:
        yield client


def unknown(value: Any, path: str = "") -> Iterator[str]:
    """The fields that no model of aiogram knows."""
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or ())
        for name in value.model_fields_set:
            yield from unknown(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from unknown(one, f"{path}[{number}]")


async def test_every_update_of_a_life_in_company(call: Caller, ivan: Human) -> None:
    await call.updates(allowed_updates=ALL_KINDS)
    anna = another(ivan, "Anna")
    group = await ivan.makes_group("Review", [anna])
    await ivan.adds_bot(group, administrator=True)
    boris = another(ivan, "Boris")
    await ivan.adds(boris, group)
    await ivan.appoints(anna, group, anonymous=True)
    await anna.says("in its name", chat=group)
    photo = await ivan.sends_photo(png(40, 30), "proof", chat=group)
    await ivan.edits(photo, "better proof")
    await boris.reacts(photo, "👍")
    await ivan.forwards(photo)
    await ivan.shares_contact()
    await ivan.sends_voice()
    await ivan.renames(group, "Night")
    ivan.world.pin(photo, by=ivan.person)
    await boris.leaves(group)
    await group.upgrade()
    await ivan.removes_bot(group)
    updates = [Update.model_validate(one) for one in await call.updates()]
    assert len(updates) > 17
    assert [strange for update in updates for strange in unknown(update)] == []


async def test_a_bot_asks_and_is_refused(aiogram: Bot, ivan: Human) -> None:
    """Each refusal is the exception that aiogram keeps for it."""
    group = await ivan.makes_group("Review")
    await ivan.adds_bot(group, administrator=True)
    chat = await aiogram.get_chat(group.id)
    rulers = await aiogram.get_chat_administrators(group.id)
    member = await aiogram.get_chat_member(group.id, ivan.person.id)
    assert [strange for one in (chat, rulers, member) for strange in unknown(one)] == []
    sent = await aiogram.send_message(group.id, "Claim 7")
    await aiogram.pin_chat_message(group.id, sent.message_id, disable_notification=True)
    assert (await aiogram.get_chat(group.id)).pinned_message == sent
    copied = await aiogram.copy_message(ivan.person.id, group.id, sent.message_id)
    assert ivan.last_message.message_id == copied.message_id
    await group.upgrade()
    with pytest.raises(TelegramMigrateToChat) as moved:
        await aiogram.edit_message_text("x", chat_id=group.old_id, message_id=sent.message_id)
    assert moved.value.migrate_to_chat_id == group.id
    await ivan.removes_bot(group)
    with pytest.raises(TelegramForbiddenError):
        await aiogram.send_message(group.id, "x")
