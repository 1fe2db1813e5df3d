"""Asking the bot without waiting for it to settle: under faults it may have to wait for a long time."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Form, Priority, enqueue
from sandbox.model import Message
from tests.stage import Human, Stage

WITHIN = 10.0


def ask(human: Human) -> Message:
    """Ask for the balance."""
    return human.phone.send_text(human.bot, "/balance")


def answers(human: Human) -> list[Message]:
    """Balances told so far, by words that no other message has."""
    told = human.t("To earn the first ones, send a photo of an invoice here.")
    return [message for message in human.messages if message.by_bot and told in message.text]


async def answered(human: Human, times: int = 1) -> None:
    """Wait for so many balances."""
    await eventually(lambda: len(answers(human)) >= times, human)


async def eventually(holds: Callable[[], bool], *humans: Human) -> None:
    """Wait for something to come true. AssertionError, with what these people see, when it does not."""
    try:
        async with asyncio.timeout(WITHIN):
            while not holds():
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError("\n".join(human.screen for human in humans) or "it did not come true") from None


async def tell(stage: Stage, human: Human, text: str, *, key: str, priority: Priority = Priority.MONEY) -> None:
    """Have a person told something, by a stored call."""
    await stage.run(partial(telling, human, text, key=key, now=stage.now(), priority=priority))


async def telling(
    human: Human, text: str, session: AsyncSession, *, key: str, now: datetime, priority: Priority = Priority.MONEY
) -> None:
    """The step of `tell`."""
    enqueue(
        session,
        key=key,
        form=Form.CALL,
        kind="sendMessage",
        priority=priority,
        now=now,
        chat_id=human.person.id,
        payload={"chat_id": human.person.id, "text": text, "parse_mode": "HTML"},
    )
