"""Groups: the bot comes and goes, hears what is meant for it, and is refused as Telegram refuses."""

import pytest

from sandbox.human import Group, Human
from sandbox.phone import CannotDo
from sandbox.rooms import Status
from sandbox.world import World
from tests.sandbox.caller import Caller, inline, refused, refused_with
from tests.sandbox.company import another, heard, latest

ALL_KINDS = ["message", "callback_query", "my_chat_member", "chat_member", "message_reaction"]


@pytest.fixture
def anna(ivan: Human) -> Human:
    return another(ivan, "Anna", username="anna_b")


@pytest.fixture
async def group(ivan: Human, anna: Human) -> Group:
    """A basic group of two with the bot as a plain member."""
    made = await ivan.makes_group("Review", [anna])
    await ivan.adds_bot(made)
    return made


async def test_a_bot_that_is_added_is_told_twice(call: Caller, ivan: Human, group: Group) -> None:
    """Its own membership first, then the service message that everybody sees."""
    *_, membership, message = await call.updates()
    change, told = membership["my_chat_member"], message["message"]
    assert change["chat"] == told["chat"] == {"id": group.id, "title": "Review", "type": "group"}
    assert (change["from"]["id"], told["from"]["id"]) == (ivan.person.id, ivan.person.id)
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    assert [one["id"] for one in told["new_chat_members"]] == [ivan.bot.id]
    assert group.id < 0
    assert not str(group.id).startswith("-100")


async def test_what_was_before_the_bot_came_it_never_sees(call: Caller, ivan: Human, anna: Human) -> None:
    group = await ivan.makes_group("Review", [anna])
    await ivan.says("/before", chat=group)
    await ivan.adds_bot(group)
    assert await heard(call) == []
    with refused("message to delete not found"):
        await call("deleteMessage", chat_id=group.id, message_id=group.messages[1].message_id + 1000)


async def test_with_privacy_on_a_member_hears_only_what_is_meant_for_it(
    call: Caller, ivan: Human, anna: Human, group: Group
) -> None:
    """Commands, mentions and replies to it; not the talk, and no other bot's commands."""
    sent = await call("sendMessage", chat_id=group.id, text="Hello")
    for text in ("talk", "/bind", "/bind@tandem_bot now", "/bind@other_bot", "ask @tandem_bot please", "@tandem_bots"):
        await anna.says(text, chat=group)
    await ivan.says("yes", chat=group, reply_to=ivan.last_message_in(group))
    assert await heard(call) == ["/bind", "/bind@tandem_bot now", "ask @tandem_bot please", "yes"]
    reply = (await latest(call))["message"]
    assert reply["reply_to_message"]["message_id"] == sent["message_id"]
    assert reply["from"]["id"] == ivan.person.id


async def test_an_administrator_hears_everything(call: Caller, ivan: Human, anna: Human, group: Group) -> None:
    await ivan.appoints_bot(group)
    await anna.says("talk", chat=group)
    assert await heard(call) == ["talk"]
    await ivan.dismisses_bot(group)
    await anna.says("more talk", chat=group)
    assert await heard(call) == ["talk"]


async def test_a_bot_without_privacy_hears_everything(world: World) -> None:
    nosy = world.new_bot("nosy_bot", "Nosy", privacy=False)
    ivan = Human(world, world.new_person("Ivan"), nosy)
    group = await ivan.makes_group("Talk")
    await ivan.adds_bot(group)
    await ivan.says("talk", chat=group)
    assert [one.payload.get("text") for one in world.queue(nosy).first(9)][-1] == "talk"


async def test_any_member_may_tap_and_the_bot_knows_who(call: Caller, anna: Human, group: Group) -> None:
    await call("sendMessage", chat_id=group.id, text="Claim 7", reply_markup=inline("Approve"))
    message = anna.last_message_in(group)
    tap = anna.phone.tap(message, message.buttons[0][0])
    query = (await latest(call))["callback_query"]
    assert query["from"]["id"] == anna.person.id
    assert query["message"]["chat"]["id"] == group.id
    await call("answerCallbackQuery", callback_query_id=query["id"], text="Approved")
    assert tap.toast == "Approved"
    await call("editMessageText", chat_id=group.id, message_id=message.message_id, text="Approved by Anna")
    assert anna.heard_in(group) == "Approved by Anna"


async def test_the_phones_of_all_others_ring(call: Caller, ivan: Human, anna: Human, group: Group) -> None:
    await call("sendMessage", chat_id=group.id, text="Claim 7")
    await anna.says("mine", chat=group)
    assert (ivan.rang_in(group), anna.rang_in(group)) == ("mine", "Claim 7")
    assert (ivan.chat_in(group).unread, anna.chat_in(group).unread) == (2, 0)
    assert ivan.rang is None
    assert ivan.screen_of(group).splitlines()[-2:] == ["Tandem: Claim 7", "Anna: mine"]


async def test_a_bot_taken_out_is_told_and_may_not_write(call: Caller, ivan: Human, group: Group) -> None:
    await ivan.removes_bot(group)
    *_, told, membership = await call.updates()
    assert told["message"]["left_chat_member"]["id"] == ivan.bot.id
    assert membership["my_chat_member"]["new_chat_member"]["status"] == "left"
    for method in ("sendMessage", "sendChatAction", "getChatMemberCount"):
        with refused_with("Forbidden: bot was kicked from the group chat"):
            await call(method, chat_id=group.id, text="x", action="typing")
    await ivan.adds_bot(group)
    await call("sendMessage", chat_id=group.id, text="back")
    assert ivan.heard_in(group) == "back"
    ivan.world.complaints.clear()


async def test_a_bot_leaves(call: Caller, ivan: Human, group: Group) -> None:
    assert await call("leaveChat", chat_id=group.id)
    assert group.bot_status is Status.LEFT
    assert (await latest(call))["my_chat_member"]["from"]["id"] == ivan.bot.id
    with refused_with("Forbidden: bot is not a member of the group chat"):
        await call("sendMessage", chat_id=group.id, text="x")


async def test_out_of_a_supergroup_one_is_banned(call: Caller, ivan: Human) -> None:
    group = await ivan.makes_group("Big", supergroup=True)
    await ivan.adds_bot(group)
    await ivan.removes_bot(group)
    assert str(group.id).startswith("-100")
    assert (await latest(call))["my_chat_member"]["new_chat_member"] == {
        "user": {"id": ivan.bot.id, "is_bot": True, "first_name": "Tandem", "username": "tandem_bot"},
        "status": "kicked",
        "until_date": 0,
    }
    with refused_with("Forbidden: bot was kicked from the supergroup chat"):
        await call("getChat", chat_id=group.id)


async def test_a_group_that_the_bot_never_saw_is_not_found(call: Caller, ivan: Human) -> None:
    group = await ivan.makes_group("Secret")
    for chat_id in (group.id, -1, -1_001_234_567_890):
        with refused("chat not found"):
            await call("sendMessage", chat_id=chat_id, text="x")


async def test_members_come_and_go(call: Caller, ivan: Human, anna: Human, group: Group) -> None:
    """Everybody in the group sees it; chat_member comes only to an administrator who asked for it."""
    await call.updates(allowed_updates=ALL_KINDS)
    boris = another(ivan, "Boris")
    await ivan.adds(boris, group)
    assert not any("chat_member" in update for update in await call.updates())
    await ivan.appoints_bot(group)
    await anna.leaves(group)
    membership, told = (await call.updates())[-2:]
    change = membership["chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "left")
    assert told["message"]["left_chat_member"]["id"] == anna.person.id
    with pytest.raises(CannotDo, match="not in this group"):
        await anna.says("still here?", chat=group)
    await anna.joins(group)
    assert await call("getChatMemberCount", chat_id=group.id) == 4


async def test_the_bot_asks_who_is_who(call: Caller, ivan: Human, anna: Human, group: Group) -> None:
    stranger = another(ivan, "Stranger")
    await ivan.appoints_bot(group, rights=["can_pin_messages"])
    asked = {
        who.id: (await call("getChatMember", chat_id=group.id, user_id=who.id))["status"]
        for who in (ivan.person, anna.person, ivan.bot, stranger.person)
    }
    assert list(asked.values()) == ["creator", "member", "administrator", "left"]
    rulers = await call("getChatAdministrators", chat_id=group.id)
    assert [one["user"]["id"] for one in rulers] == [ivan.person.id, ivan.bot.id]
    assert (rulers[1]["can_pin_messages"], rulers[1]["can_delete_messages"]) == (True, False)
    chat = await call("getChat", chat_id=group.id)
    assert (chat["title"], chat["type"], chat["permissions"]["can_send_messages"]) == ("Review", "group", True)
    with refused("user not found"):
        await call("getChatMember", chat_id=group.id, user_id=77)
    with refused("there are no administrators in the private chat"):
        await call("getChatAdministrators", chat_id=ivan.person.id)
    with refused("chat member status can't be changed in private chats"):
        await call("leaveChat", chat_id=ivan.person.id)


async def test_rights_are_needed(call: Caller, ivan: Human, anna: Human, group: Group) -> None:
    """A plain member deletes its own messages, pins none, and is silent where only administrators write."""
    talk = await anna.says("/talk", chat=group)
    own = await call("sendMessage", chat_id=group.id, text="own")
    with refused("message can't be deleted"):
        await call("deleteMessage", chat_id=group.id, message_id=talk.message_id)
    with refused("not enough rights to manage pinned messages in the chat"):
        await call("pinChatMessage", chat_id=group.id, message_id=own["message_id"])
    assert await call("deleteMessage", chat_id=group.id, message_id=own["message_id"])
    ivan.world.close_to_members(group.room, closed=True)
    with refused("not enough rights to send text messages to the chat"):
        await call("sendMessage", chat_id=group.id, text="x")
    with pytest.raises(CannotDo, match="only administrators"):
        await anna.says("x", chat=group)
    await ivan.appoints_bot(group)
    await call("sendMessage", chat_id=group.id, text="x")
    assert await call("deleteMessage", chat_id=group.id, message_id=talk.message_id)


async def test_an_anonymous_administrator_writes_in_the_groups_name(
    call: Caller, ivan: Human, anna: Human, group: Group
) -> None:
    await ivan.appoints(anna, group, anonymous=True)
    await anna.says("/bind", chat=group)
    message = (await latest(call))["message"]
    assert message["from"]["username"] == "GroupAnonymousBot"
    assert message["sender_chat"]["id"] == group.id
    assert ivan.screen_of(group).endswith("Review: /bind")


async def test_a_link_brings_the_bot_into_a_group(call: Caller, ivan: Human) -> None:
    """t.me/bot?startgroup=payload adds it and says so to it."""
    group = await ivan.makes_group("Review")
    link = f"https://t.me/{ivan.bot.username}?startgroup=bind7"
    with pytest.raises(CannotDo, match="choose a group"):
        await ivan.opens(link)
    await ivan.opens(link, group=group)
    assert await heard(call) == ["/start@tandem_bot bind7"]


async def test_a_phone_without_network_catches_up(call: Caller, ivan: Human, anna: Human, group: Group) -> None:
    anna.goes_offline()
    await anna.says("/later", chat=group)
    await call("sendMessage", chat_id=group.id, text="meanwhile")
    assert "meanwhile" not in anna.screen_of(group)
    await anna.comes_back()
    assert [one.text for one in group.messages][-2:] == ["meanwhile", "/later"]
    assert anna.rang_in(group) == "meanwhile"


async def test_apps_let_nobody_do_what_is_not_his(ivan: Human, anna: Human, group: Group) -> None:
    boris = another(ivan, "Boris")
    with pytest.raises(CannotDo, match="only administrators"):
        await anna.removes_bot(group)
    with pytest.raises(CannotDo, match="in the group already"):
        await ivan.adds_bot(group)
    with pytest.raises(CannotDo, match="not in this group"):
        await boris.adds_bot(group)
    with pytest.raises(CannotDo, match="needs a name"):
        await ivan.makes_group("  ")
    with pytest.raises(CannotDo, match="own message"):
        await ivan.edits(await anna.says("x", chat=group), "y")
    await ivan.renames(group, "Night shift")
    assert (group.title, anna.chat_in(group).name) == ("Night shift", "Night shift")
