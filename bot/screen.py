"""A screen: words, buttons and, where people would rather look than read, a picture."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a screen: known to the channel by `file_id`, or sent as bytes."""

    key: str
    """What makes it the same picture: `evidence:12`."""
    file_id: str | None = None
    content: bytes | None = None
    """JPEG or PNG, where there is no file_id."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a message shows. Text is HTML, already quoted."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    picture: Picture | None = None
    reply_to: int | None = None
    """The message it answers, when it is sent anew."""
    silent: bool = False
    """Whether it never rings."""
    protected: bool = False
    """Whether it can be neither forwarded nor saved."""
