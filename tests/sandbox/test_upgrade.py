"""A group becomes a supergroup: another id, and the old one answers nothing but where it went."""

import pytest

from sandbox.human import Group, Human
from tests.sandbox.caller import Caller, Refused, inline
from tests.sandbox.company import another

MOVED = "Bad Request: group chat was upgraded to a supergroup chat"


@pytest.fixture
async def group(ivan: Human) -> Group:
    made = await ivan.makes_group("Review", [another(ivan, "Anna")])
    await ivan.adds_bot(made)
    return made


@pytest.mark.parametrize("new_first", [False, True])
async def test_both_chats_tell_of_the_move_in_either_order(call: Caller, group: Group, new_first: bool) -> None:
    await group.upgrade(new_first=new_first)
    told = [update["message"] for update in (await call.updates())[-2:]]
    old, new = reversed(told) if new_first else told
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (group.old_id, group.id)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (group.id, group.old_id)
    assert (new["chat"]["type"], new["from"]["username"]) == ("supergroup", "GroupAnonymousBot")


async def test_the_old_id_answers_where_the_group_went(call: Caller, group: Group) -> None:
    """Whatever is asked, edits of old messages too."""
    sent = await call("sendMessage", chat_id=group.id, text="Claim 7")
    await group.upgrade()
    about = {"chat_id": group.old_id, "message_id": sent["message_id"], "text": "x", "user_id": 1, "action": "typing"}
    for method in ("sendMessage", "editMessageText", "deleteMessage", "getChat", "getChatMember", "sendChatAction"):
        with pytest.raises(Refused, match=MOVED) as error:
            await call(method, **about)
        assert (error.value.code, error.value.migrate_to_chat_id) == (400, group.id)
    with pytest.raises(Refused, match="message to edit not found"):
        await call("editMessageText", chat_id=group.id, message_id=sent["message_id"], text="x")
    group.founder.world.complaints.clear()


async def test_life_goes_on_in_the_supergroup(call: Caller, ivan: Human, group: Group) -> None:
    """Members and the bot are there; ids begin anew; people still see what was before."""
    await call("sendMessage", chat_id=group.id, text="before")
    await group.upgrade()
    sent = await call("sendMessage", chat_id=group.id, text="after")
    assert sent["message_id"] == 2
    assert ivan.all_heard_in(group) == ["before", "after"]
    assert await call("getChatMemberCount", chat_id=group.id) == 3
    await ivan.says("/bind", chat=group)
    assert (await call.updates())[-1]["message"]["chat"]["id"] == group.id


@pytest.mark.parametrize("live", [True, False])
async def test_an_old_button_may_or_may_not_reach_the_bot(call: Caller, ivan: Human, group: Group, live: bool) -> None:
    await call("sendMessage", chat_id=group.id, text="Claim 7", reply_markup=inline("Approve"))
    await group.upgrade(old_buttons_live=live)
    message = ivan.last_message_in(group)
    tap = ivan.phone.tap(message, message.buttons[0][0])
    assert tap.lost is not live
    queries = [one["callback_query"] for one in await call.updates() if "callback_query" in one]
    assert [one["message"]["chat"]["id"] for one in queries] == ([group.old_id] if live else [])


async def test_what_waited_for_the_network_goes_where_the_group_went(call: Caller, ivan: Human, group: Group) -> None:
    """And what somebody wrote who is no longer in goes nowhere."""
    anna, boris = (Human(ivan.world, person, ivan.bot) for person in (group.people[1], ivan.world.new_person("Boris")))
    await ivan.adds(boris, group)
    for human in (anna, boris):
        human.goes_offline()
        await human.says(f"/late_{human.person.first_name}", chat=group)
    await group.upgrade()
    await ivan.removes(boris, group)
    await anna.comes_back()
    await boris.comes_back()
    message = (await call.updates())[-1]["message"]
    assert (message["chat"]["id"], message["text"]) == (group.id, "/late_Anna")
    assert not boris.chat_in(group).waiting
