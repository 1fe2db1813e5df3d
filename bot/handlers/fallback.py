"""What nobody else took: kind words to people, the truth over old buttons, silence to strangers."""

from collections.abc import Callable
from contextlib import suppress

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.speaking import said_in
from bot.flows.strangers import answer_once
from bot.handlers.talks import pass_on
from bot.runner import Returned
from bot.showing import say
from bot.views import help as views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.people.persons import Person
from core.people.roles import Role, Status
from core.programme.options import Module
from core.programme.programmes import Programme
from core.talks.talking import NobodyAnswers

SERVICE = ("pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed")
"""What Telegram itself writes into a chat: nobody spoke."""

router = Router(name="fallback")


@router.message(~F.content_type.in_(SERVICE))
async def say_what_can_be_done(
    message: Message,
    person: Person | None,
    programme: Programme | None,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
    goes_on: Callable[[int], bool],
) -> Returned:
    """One answer for a burst of words: what comes behind them is answered, by this or by more."""
    if person is None or programme is None or person.status is not Status.ACTIVE:
        return answer_once(person, programme, conversation, clock())
    if message.text and message.text.startswith("/"):
        return say(message, views.no_such_command(person))
    if (said := said_in(message)) is not None and passes_on(person, programme):
        with suppress(NobodyAnswers):
            return await pass_on(session, message, person, said, clock)
    if goes_on(conversation.user_id):
        return None
    return say(message, views.did_not_understand(person, programme))


def passes_on(person: Person, programme: Programme) -> bool:
    """Whether words of this person that are no step of anything go to whoever looks after partners."""
    return person.role is Role.PARTNER and Module.HUMAN in person.modules


@router.callback_query()
async def tell_the_truth(query: CallbackQuery) -> Returned:
    return query.answer(views.out_of_date(), show_alert=True)
