"""Typed answers: what counts as one, and what is a command or a key pressed in the middle of a step."""

from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.views.keys import EVERY_KEY


class Typed(BaseFilter):
    """A text that is neither a command nor a key of the reply keyboard; the handler gets it as `text`."""

    async def __call__(self, message: Message) -> bool | dict[str, str]:
        text = message.text
        if not text or text.startswith("/") or text in EVERY_KEY:
            return False
        return {"text": text}
