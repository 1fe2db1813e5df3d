"""Chats and who is in them: getChat and its kin, leaving, pinning."""

from collections.abc import Callable
from typing import Any

from sandbox import wire_chats
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.model import BotUser, Message, Person
from sandbox.rooms import Member, Room, RoomKind
from sandbox.wire_chats import Json


def get_chat(call: Invocation) -> Json:
    """A ChatFullInfo."""
    room = call.known_chat()
    if room.kind is RoomKind.SUPERGROUP:
        call.any_chat()
    shape = wire_chats.chat(room) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if room.is_group:
        shape["permissions"] = wire_chats.permissions(room)
    if room.pinned:
        shape["pinned_message"] = call.world.wire(room.pinned[-1])
    return shape


def get_chat_member(call: Invocation) -> Json:
    room = call.any_chat()
    user_id = call.params.integer("user_id")
    who = _account(call, user_id)
    if who is None:
        raise bad_request("user not found" if user_id > 0 else "invalid user_id specified")
    if not room.is_group and who is not call.bot and who.id != room.id:
        raise bad_request("member not found")
    return wire_chats.member(room.member(who) if room.is_group else Member(who=who))


def get_chat_member_count(call: Invocation) -> int:
    room = call.any_chat()
    return sum(one.inside for one in room.members.values()) if room.is_group else 2


def get_chat_administrators(call: Invocation) -> list[Json]:
    room = call.any_chat()
    if not room.is_group:
        raise bad_request("there are no administrators in the private chat")
    return [wire_chats.member(one) for one in room.members.values() if one.rules]


def leave_chat(call: Invocation) -> bool:
    room = call.any_chat()
    if not room.is_group:
        raise bad_request("chat member status can't be changed in private chats")
    call.world.leave(room, call.bot, by=call.bot)
    return True


def pin_chat_message(call: Invocation) -> bool:
    room = call.chat()
    _refuse_pinning(call, room)
    message = call.world.message(room, call.params.integer("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    if message.event is not None:
        raise bad_request("can't pin a service message")
    call.world.pin(message, by=call.bot, silent=call.params.flag("disable_notification"))
    return True


def unpin_chat_message(call: Invocation) -> bool:
    """Without a message_id the newest is meant; unpinning nothing is no error."""
    room = call.chat()
    _refuse_pinning(call, room)
    if not call.params.text("message_id"):
        found = room.pinned[-1:]
    else:
        found = [one for one in room.pinned if one.message_id == call.params.integer("message_id")]
        if not found:
            raise bad_request("message to unpin not found")
    _unpin(call, room, found)
    return True


def unpin_all_chat_messages(call: Invocation) -> bool:
    room = call.chat()
    _refuse_pinning(call, room)
    _unpin(call, room, list(room.pinned))
    return True


def _unpin(call: Invocation, room: Room, messages: list[Message]) -> None:
    for message in messages:
        call.world.unpin(room, message)


def _refuse_pinning(call: Invocation, room: Room) -> None:
    if room.is_group and not call.member(room).may("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")


def _account(call: Invocation, user_id: int) -> BotUser | Person | None:
    return call.bot if user_id == call.bot.id else call.world.people.get(user_id)


METHODS: dict[str, Callable[[Invocation], Any]] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
"""Those who promote, restrict and ban are not here: bots of this kind do not rule."""
