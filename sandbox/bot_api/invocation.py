"""One call of a bot on its way through the methods."""

from dataclasses import dataclass

from sandbox.bot_api.errors import bad_request, forbidden, too_many_requests
from sandbox.bot_api.params import Params
from sandbox.model import BotUser, Chat, Message
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Invocation:
    """Who calls, with which parameters, in which world."""

    world: World
    bot: BotUser
    params: Params

    def chat(self, *, count: int = 0) -> Chat:
        """The chat that `chat_id` names, if the bot may write there; `count` messages are debited.

        Raises ApiError: not found, forbidden, or too many requests.
        """
        chat = self._named_chat()
        if chat.person.deleted:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        wait = self.world.limits.refusal(self.bot.id, chat.person.id, count=count) if count else 0
        if wait:
            raise too_many_requests(wait)
        return chat

    def any_chat(self) -> Chat:
        """The chat that `chat_id` names, even one that is blocked."""
        return self._named_chat()

    def own_message(self, chat: Chat) -> Message:
        """The message to edit. Raises ApiError."""
        number = self.params.integer("message_id")
        if not number:
            raise bad_request("message identifier is not specified")
        message = self.world.message(chat, number)
        if message is None:
            raise bad_request("message to edit not found")
        if not message.by_bot or not message.editable:
            raise bad_request("message can't be edited")
        return message

    def _named_chat(self) -> Chat:
        raw = self.params.text("chat_id")
        if not raw:
            raise bad_request("chat_id is empty")
        chat_id = self.params.integer("chat_id")
        chat = self.world.find_chat(self.bot.id, chat_id)
        if chat is not None and chat.started:
            return chat
        if chat_id in self.world.people:
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")
