"""Phone numbers shared: the own, somebody else's, and a bare number."""

from sandbox.human import Human
from tests.sandbox.caller import Caller
from tests.sandbox.company import another, latest

ASKS = {"keyboard": [[{"text": "Share my number", "request_contact": True}], [{"text": "Later"}]]}


async def test_a_key_that_asks_shares_the_own_number(call: Caller, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="?", reply_markup=ASKS | {"one_time_keyboard": True})
    await ivan.taps("Share my number")
    message = (await latest(call))["message"]
    assert message["contact"] == {
        "phone_number": ivan.person.phone_number,
        "first_name": "Ivan",
        "last_name": "Petrov",
        "user_id": ivan.person.id,
    }
    assert "text" not in message
    assert ivan.keys == []
    assert ivan.screen.endswith(f"(contact Ivan {ivan.person.phone_number})")


async def test_somebody_elses_contact_names_another_account_or_none(call: Caller, ivan: Human) -> None:
    """The sender is always who presses; whose number it is, only user_id says."""
    anna = another(ivan, "Anna", phone_number="+39 347 000 11 22")
    await ivan.shares_contact_of(anna)
    message = (await latest(call))["message"]
    assert (message["from"]["id"], message["contact"]["user_id"]) == (ivan.person.id, anna.person.id)
    await ivan.shares_contact_of(anna, with_account=False)
    contact = (await latest(call))["message"]["contact"]
    assert contact == {"phone_number": "+39 347 000 11 22", "first_name": "Anna"}


async def test_everybody_has_a_number_of_his_own(ivan: Human) -> None:
    numbers = {another(ivan, "Somebody", language_code=code).person.phone_number for code in ("ru", "it", "en")}
    assert len(numbers | {ivan.person.phone_number}) == 4
    assert all(number.isdecimal() and len(number) >= 11 for number in numbers)


async def test_the_own_contact_may_be_shared_unasked(call: Caller, ivan: Human) -> None:
    await ivan.shares_contact()
    assert (await latest(call))["message"]["contact"]["user_id"] == ivan.person.id
