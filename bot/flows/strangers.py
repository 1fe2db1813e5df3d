"""People without a part in the programme: one kind answer, then silence for a day, so that they cost nothing."""

import re
from datetime import datetime, timedelta

from aiogram.filters import BaseFilter
from aiogram.methods import SendMessage
from aiogram.types import Message

from bot.views import joining as views
from bot.views.coming_back import came_back, was_here_before
from core.channel.conversations import Conversation
from core.people.persons import Person
from core.people.roles import Status
from core.programme.programmes import Programme

SILENCE = timedelta(days=1)
SHORT_SILENCE = timedelta(minutes=5)
"""For somebody who waits to be let in, and may believe that a photo was taken in."""

LINK = re.compile(
    r"(?:(?:t(?:elegram)?\.me/|tg://resolve\?domain=)(?P<bot>\w+))?[?&]start=(?P<code>[\w-]{1,64})", re.IGNORECASE
)
"""An invitation as people pass it on."""


class PastedLink(BaseFilter):
    """A text with a link to this bot, or only the end of one; the handler gets what it opens as `code`."""

    async def __call__(self, message: Message, username: str) -> bool | dict[str, str]:
        found = LINK.search(message.text or message.caption or "")
        if found is None or (found["bot"] or username).casefold() != username.casefold():
            return False
        return {"code": found["code"]}


def answer_once(
    person: Person | None, programme: Programme | None, conversation: Conversation, now: datetime
) -> SendMessage | None:
    """What somebody hears who is not invited, or kept out; nothing within a day of the last time."""
    heard = conversation.data.get("heard")
    waits = person is not None and person.status is Status.PENDING
    if isinstance(heard, str) and now - datetime.fromisoformat(heard) < (SHORT_SILENCE if waits else SILENCE):
        return None
    conversation.expect(None, heard=now.isoformat())
    kept_out = person is not None and programme is not None
    if waits:
        return SendMessage(chat_id=conversation.chat_id, text=views.still_waits(), reply_markup=came_back())
    text = views.kept_out(programme) if kept_out and programme else views.stranger(programme)
    back = was_here_before(programme) if person is None and programme is not None and programme.set_up else None
    return SendMessage(chat_id=conversation.chat_id, text=text, reply_markup=back)
