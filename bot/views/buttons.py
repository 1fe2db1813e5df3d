"""Buttons and rows of them."""

from collections.abc import Iterable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.views.typed import label

Rows = list[list[InlineKeyboardButton]]


def button(text: str, data: CallbackData, *, style: str | None = None) -> InlineKeyboardButton:
    """A button; a text that is too long for one is cut."""
    return InlineKeyboardButton(text=label(text), callback_data=data.pack(), style=style)


def rows_of(buttons: Sequence[InlineKeyboardButton], width: int) -> Rows:
    """Buttons in rows of at most `width`."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def keyboard(rows: Iterable[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """Rows as a keyboard, empty ones left out; None for none at all."""
    kept = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=kept) if kept else None
