"""One person sends far more than a human does: the others never notice, and he hears of it once."""

import time

import pytest
from sqlalchemy import func, select

from bot import flood
from core.channel.inbox import InboxState
from core.channel.tables import InboxRow
from tests.bot.asking import answered, answers, ask
from tests.bot.conftest import Open

SLOWER = "That was a lot at once. Please wait a minute, then go on."


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_five_hundred_messages_at_once(opened: Open, webhook: bool) -> None:
    stage = await opened(flood=True, webhook=webhook)
    owner = await stage.found()
    ivan = await stage.member("Ivan", owner=owner)
    petr = await stage.member("Petr", owner=owner)
    ivan.goes_offline()
    for _ in range(500):
        ask(ivan)
    ivan.phone.come_back()
    for number in range(1, 6):
        began = time.monotonic()
        ask(petr)
        await answered(petr, number)
        assert time.monotonic() - began < 2
    await stage.settle()
    assert ivan.all_heard.count(ivan.t(SLOWER)) == 1
    assert flood.ACTIONS_PER_MINUTE - 5 <= len(answers(ivan)) <= flood.ACTIONS_PER_MINUTE + 20
    async with stage.service.db.read() as session:
        held_back = await session.scalar(
            select(func.count()).select_from(InboxRow).where(InboxRow.state == InboxState.THROTTLED)
        )
    assert held_back == 500 - len(answers(ivan))
