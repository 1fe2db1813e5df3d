"""Sloppy calls are answered as Telegram answers them, and fail the test that made them."""

from typing import Any

import pytest

from sandbox.human import Human
from sandbox.world import World
from tests.sandbox.caller import Caller

SLOPPY: list[tuple[dict[str, Any], str]] = [
    ({"colour": "red"}, "sendMessage has no parameter colour"),
    ({"disable_notification": "loud"}, "sendMessage: disable_notification is no Boolean: loud"),
    ({"reply_to_message_id": "one"}, "sendMessage: reply_to_message_id is no number: one"),
    ({"message_thread_id": 5}, "the sandbox does not know the parameter message_thread_id of sendMessage"),
    (
        {"reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "x", "colour": "red"}]]}},
        "sendMessage: reply_markup.inline_keyboard[0][0] has no field colour",
    ),
]


@pytest.mark.parametrize(("params", "complaint"), SLOPPY)
async def test_sloppiness_is_told(
    call: Caller, world: World, ivan: Human, params: dict[str, Any], complaint: str
) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="x", **params)
    assert world.complaints == [complaint]
    with pytest.raises(AssertionError, match="sendMessage"):
        world.raise_complaints()
    world.complaints.clear()


async def test_an_unknown_method_is_told(call: Caller, world: World) -> None:
    async with call.session.get(f"{call.url}/bot{call.token}/sendDice") as response:
        assert response.status == 404
    assert world.complaints == ["the sandbox does not know the method sendDice"]
    world.complaints.clear()


async def test_names_of_methods_ignore_case_and_values_may_stand_in_the_address(call: Caller, ivan: Human) -> None:
    address = f"{call.url}/bot{call.token}/SENDMESSAGE?chat_id={ivan.person.id}&text=hi"
    async with call.session.get(address) as response:
        assert (await response.json())["result"]["text"] == "hi"
