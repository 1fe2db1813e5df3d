"""What handlers see of the bot: it shapes replies, it sends none."""

import pytest

from bot.unplugged import unplugged


async def test_a_handler_that_calls_instead_of_returning_is_stopped() -> None:
    with pytest.raises(RuntimeError, match="replies are returned"):
        await unplugged("42:TOKEN").send_message(7, "Hello")


async def test_it_knows_whom_a_command_is_meant_for() -> None:
    """Without a call: aiogram asks for the name when a command bears one."""
    bot = unplugged("42:TOKEN")
    assert (await bot.me()).username is None
    bot.username = "tandem_bot"
    assert (await bot.me()).username == "tandem_bot"
