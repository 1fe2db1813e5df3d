"""What is no answer to a small step: said so, and the step goes on waiting."""

from collections.abc import Callable

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.access import IsKnown
from bot.flows.stepping import is_small
from bot.runner import Returned
from bot.views import awaited as views
from core.channel.conversations import Conversation

router = Router(name="insisting")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsKnown())


class AtStep(BaseFilter):
    """Somebody of whom a small step awaits something; the handler gets its `step`."""

    async def __call__(self, message: Message, conversation: Conversation) -> bool | dict[str, str]:
        command = (message.text or "").startswith("/")
        step = conversation.state or ""
        return {"step": step} if is_small(step) and not command else False


@router.message(AtStep())
async def insist(message: Message, step: str, conversation: Conversation, goes_on: Callable[[int], bool]) -> Returned:
    """Once for a burst of them."""
    return None if goes_on(conversation.user_id) else message.answer(views.insist(step))
