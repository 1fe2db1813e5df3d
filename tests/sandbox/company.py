"""Several people around one bot, for the tests of groups."""

from typing import Any

from sandbox.human import Human
from tests.sandbox.caller import Caller


def another(ivan: Human, *names: str, **about: Any) -> Human:
    """One more person in the world of Ivan."""
    return Human(ivan.world, ivan.world.new_person(*names, **about), ivan.bot, patience=ivan.patience)


async def latest(call: Caller) -> dict[str, Any]:
    """The newest update."""
    updates = await call.updates()
    return updates[-1]


async def heard(call: Caller) -> list[str]:
    """The texts of all messages that the bot was told of, in a group."""
    messages = [update["message"] for update in await call.updates() if "message" in update]
    return [one["text"] for one in messages if one["chat"]["id"] < 0 and "text" in one]
