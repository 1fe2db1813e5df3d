"""The Bot API's JSON of accounts, chats and memberships."""

from typing import Any

from sandbox.model import BotUser, Person
from sandbox.rooms import ADMIN_RIGHTS, Member, Room, RoomKind, Status

Json = dict[str, Any]
ANONYMOUS_BOT = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""Who is said to write what an administrator writes in the group's name."""
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def bot_user(bot: BotUser) -> Json:
    return {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}


def person(who: Person) -> Json:
    """A User."""
    return {"id": who.id, "is_bot": False, **_names(who), "language_code": who.language_code}


def user(who: BotUser | Person) -> Json:
    return bot_user(who) if isinstance(who, BotUser) else person(who)


def chat(room: Room) -> Json:
    if room.kind is RoomKind.PRIVATE:
        (only,) = room.members.values()
        return {"id": room.id, **_names(only.who), "type": "private"}
    return {"id": room.id, "title": room.title, "type": room.kind.value}


def permissions(room: Room) -> Json:
    """ChatPermissions: what plain members of a group may."""
    return dict.fromkeys(_PERMISSIONS, not room.closed)


def member(of: Member) -> Json:
    """A ChatMember of the subtype that fits."""
    shape: Json = {"user": user(of.who), "status": of.status.value}
    match of.status:
        case Status.CREATOR:
            shape["is_anonymous"] = of.anonymous
        case Status.ADMINISTRATOR:
            shape |= {"can_be_edited": False, "is_anonymous": of.anonymous}
            shape |= {right: right in of.rights for right in ADMIN_RIGHTS}
        case Status.KICKED:
            shape["until_date"] = 0
    return shape


def member_updated(room: Room, *, by: BotUser | Person, old: Member, new: Member, at: int) -> Json:
    """A ChatMemberUpdated."""
    return {
        "chat": chat(room),
        "from": user(by),
        "date": at,
        "old_chat_member": member(old),
        "new_chat_member": member(new),
    }


def _names(who: BotUser | Person) -> Json:
    if isinstance(who, BotUser):
        return {"first_name": who.name, "username": who.username}
    names: Json = {"first_name": who.first_name}
    if who.last_name:
        names["last_name"] = who.last_name
    if who.username:
        names["username"] = who.username
    return names
