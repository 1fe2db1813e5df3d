"""What the runner says when it is not a handler that speaks: refusals, apologies, a word to a flooder."""

from datetime import datetime
from typing import Any

from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import ReplyParameters, Update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.incoming import Incoming
from bot.mending import mend
from bot.steps import Returned, Surface
from bot.views.every import wording
from bot.views.plain import plain
from bot.words import speaking
from bot.words import translate as _
from core.channel.conversations import Conversation
from core.claims.refusals import PictureUnfit
from core.errors import Refusal
from core.people.channels import Channel
from core.people.guesses import count_wrong_guess
from core.people.offers import InviteUnknown

TOAST = 200
"""Characters that fit the answer to a tap."""


async def refuse(
    session: AsyncSession, update: Update, conversation: Conversation, refusal: Refusal, now: datetime
) -> Returned:
    """The words of a refusal, where the person looks: over the button, or below the message."""
    if isinstance(refusal, InviteUnknown):
        await count_wrong_guess(session, channel=Channel.TELEGRAM, external_id=conversation.user_id, now=now)
    mended = await mend(refusal, session, conversation, now)
    words = wording(refusal)
    if query := update.callback_query:
        if len(toast := plain(words)) <= TOAST or conversation.chat_id != conversation.user_id:
            toast = toast if len(toast) <= TOAST else toast[: TOAST - 1] + "…"
            return [query.answer(toast, show_alert=True), *mended]
        return [query.answer(), *mended, SendMessage(chat_id=conversation.chat_id, text=words)]
    return SendMessage(chat_id=conversation.chat_id, text=words, reply_parameters=_below_its_picture(refusal, update))


def _below_its_picture(refusal: Refusal, update: Update) -> ReplyParameters | None:
    """Words about a picture hang on it: of several sent at once, people see which it is."""
    if not isinstance(refusal, PictureUnfit) or update.message is None:
        return None
    return ReplyParameters(message_id=update.message.message_id, allow_sending_without_reply=True)


def apologise(item: Incoming) -> TelegramMethod[Any] | None:
    """For an update that was given up: what happened, and what to do."""
    if item.chat_id <= 0:
        return None
    with speaking(item.language):
        return SendMessage(
            chat_id=item.chat_id,
            text=_(
                "Sorry, something went wrong on our side. Nothing of yours is lost. Please try once more in a minute."
            ),
        )


def slow_down(item: Incoming) -> TelegramMethod[Any] | None:
    """For somebody who sends more than a human."""
    if item.chat_id <= 0:
        return None
    with speaking(item.language):
        return SendMessage(chat_id=item.chat_id, text=_("That was a lot at once. Please wait a minute, then go on."))


SURFACE = Surface(refuse=refuse, apologise=apologise, slow_down=slow_down)
