"""One call of a bot on its way through the methods."""

from dataclasses import dataclass

from sandbox.bot_api.errors import bad_request, forbidden, migrated, too_many_requests
from sandbox.bot_api.params import Params
from sandbox.model import BotUser, Message
from sandbox.rooms import Member, Room, RoomKind, Status
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Invocation:
    """Who calls, with which parameters, in which world."""

    world: World
    bot: BotUser
    params: Params

    def chat(self, *, count: int = 0) -> Room:
        """The chat that `chat_id` names, if the bot may write there; `count` messages are debited.

        Raises ApiError: not found, forbidden, migrated, not enough rights, or too many requests.
        """
        room = self.any_chat()
        if room.kind is RoomKind.PRIVATE:
            self._refuse_lost_person(room)
        elif count and room.closed and not room.member(self.bot).rules:
            raise bad_request("not enough rights to send text messages to the chat")
        wait = self.world.limits.refusal(self.bot.id, room.id, count=count) if count else 0
        if wait:
            raise too_many_requests(wait)
        return room

    def any_chat(self, name: str = "chat_id") -> Room:
        """The chat that a parameter names, even one whose person blocked the bot. Raises ApiError."""
        room = self.known_chat(name)
        if room.is_group:
            self._refuse_outsider(room)
        return room

    def known_chat(self, name: str = "chat_id") -> Room:
        """The chat that a parameter names, even a group the bot is out of. Raises ApiError."""
        if not self.params.text(name):
            raise bad_request(f"{name} is empty")
        chat_id = self.params.integer(name)
        room = self.world.find_room(self.bot, chat_id)
        if room is not None and room.moved_to is not None:
            raise migrated(room.moved_to.id)
        if room is not None and room.started:
            return room
        if chat_id in self.world.people:
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")

    def member(self, room: Room) -> Member:
        """What the bot is in a chat."""
        return room.member(self.bot)

    def own_message(self, room: Room) -> Message:
        """The message to edit. Raises ApiError."""
        number = self.params.integer("message_id")
        if not number:
            raise bad_request("message identifier is not specified")
        message = self.world.message(room, number)
        if message is None:
            raise bad_request("message to edit not found")
        if message.sender is not self.bot or not message.editable:
            raise bad_request("message can't be edited")
        return message

    def _refuse_lost_person(self, room: Room) -> None:
        if any(person.deleted for person in room.people):
            raise forbidden("user is deactivated")
        if room.blocked:
            raise forbidden("bot was blocked by the user")

    def _refuse_outsider(self, room: Room) -> None:
        member = self.member(room)
        if member.inside:
            return
        if member.status is Status.KICKED or self.bot.id in room.expelled:
            raise forbidden(f"bot was kicked from the {room.kind.value} chat")
        raise forbidden(f"bot is not a member of the {room.kind.value} chat")
