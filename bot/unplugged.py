"""aiogram's bot without a wire: it reads updates and shapes replies; nothing is called through it."""

from collections.abc import AsyncGenerator
from typing import Any, NoReturn

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.enums import ParseMode
from aiogram.types import User

_REFUSED = "replies are returned and stored, never sent from a handler"


class NoWire(BaseSession):
    """Refuses every call. aiogram's own session would load all certificates at each start, to be used by nobody."""

    async def make_request(self, *_: Any, **__: Any) -> NoReturn:
        raise RuntimeError(_REFUSED)

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        raise RuntimeError(_REFUSED)
        yield b""

    async def close(self) -> None:
        pass


class Unplugged(Bot):
    """The bot that handlers see."""

    def __init__(self, token: str) -> None:
        super().__init__(token, session=NoWire(), default=DefaultBotProperties(parse_mode=ParseMode.HTML))
        self.username: str | None = None
        """None until Telegram has told it."""

    async def me(self) -> User:
        """Who it is, as far as is known: a command may say for whom it is meant, `/help@another_bot`."""
        return User(id=self.id, is_bot=True, first_name="", username=self.username)


def unplugged(token: str) -> Unplugged:
    """The bot that handlers see."""
    return Unplugged(token)
