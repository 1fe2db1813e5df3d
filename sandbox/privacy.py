"""Which messages of a group reach the bot in it."""

import re

from sandbox.model import BotUser, Message

_COMMAND = re.compile(r"/\w+(?:@(?P<bot>\w+))?")


def reaches_bot(message: Message) -> bool:
    """Whether the bot of the chat is told of a message, by its place in the chat and its privacy mode."""
    room, bot = message.room, message.room.bot
    if bot is None or not room.has_bot:
        return False
    member = room.bot_member
    if not room.is_group or message.event is not None or not bot.privacy or (member is not None and member.rules):
        return True
    return _is_meant_for(bot, message)


def _is_meant_for(bot: BotUser, message: Message) -> bool:
    if message.replied is not None and message.replied.sender is bot:
        return True
    command = _COMMAND.match(message.text)
    if command is not None:
        return (command["bot"] or bot.username).lower() == bot.username.lower()
    return re.search(rf"(?<!\w)@{bot.username}\b", message.text, re.IGNORECASE) is not None
