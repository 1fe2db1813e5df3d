"""What somebody said in a message, and the talk in which it was said."""

from aiogram.filters import BaseFilter
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.pictures import message_key
from core.channel.replying import told_by
from core.ids import TalkId
from core.people.persons import Person
from core.talks.notices import TALK, Answer
from core.talks.talking import Medium, Said


class HasWords(BaseFilter):
    """A text that is no command, or a voice; the handler gets it as `said`."""

    async def __call__(self, message: Message) -> bool | dict[str, Said]:
        said = said_in(message)
        return {"said": said} if said is not None else False


class RepliesInTalk(BaseFilter):
    """A reply to what a talk brought; the handler gets `talk_id`, and whether it is the partner's as `as_partner`."""

    async def __call__(
        self, message: Message, person: Person, session: AsyncSession
    ) -> bool | dict[str, TalkId | bool]:
        replied = message.reply_to_message
        told = await told_by(session, person.id, replied.message_id) if replied is not None else None
        if told is None or not told.key.startswith(f"{TALK}:"):
            return False
        return {"talk_id": TalkId(int(told.key.split(":")[1])), "as_partner": told.kind == Answer.kind}


def said_in(message: Message) -> Said | None:
    """What a message says; None for what is neither a text nor a voice."""
    if message.text and not message.text.startswith("/"):
        return Said(text=message.text, message_key=message_key(message))
    if message.voice is not None:
        return _played(message, Medium.VOICE, message.voice.file_id)
    if message.video_note is not None:
        return _played(message, Medium.VIDEO_NOTE, message.video_note.file_id)
    return None


def _played(message: Message, medium: Medium, file_id: str) -> Said:
    return Said(medium=medium, text=message.caption or "", file_id=file_id, message_key=message_key(message))
