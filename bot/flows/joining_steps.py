"""Where somebody stands on the way in: the next question, and the first words to a member."""

from datetime import datetime

from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.menus import menu_if_other
from bot.screen import Screen
from bot.serialise import Reply
from bot.views import eligibility
from bot.views import joining as views
from bot.views.approving import waits
from bot.views.first_steps import where_to_begin
from bot.views.keys import main_keys
from core.catalog.companies import list_companies
from core.channel.conversations import Conversation
from core.people import joining, pii
from core.people.approving import decider
from core.people.consents import ConsentKind
from core.people.eligibility import Fitness, fitness_of
from core.people.newcomers import Joining, JoinStep
from core.people.persons import Person
from core.people.rights import Right, may
from core.people.roles import Role, Status
from core.programme.programmes import Programme
from core.programme.text import TextUnusable


class Join(StatesGroup):
    """What is awaited from a newcomer."""

    consents = State()
    name = State()
    occupation = State()
    company = State()
    conditions = State()


async def ask(
    session: AsyncSession, joined: Joining, programme: Programme, conversation: Conversation, user: User, now: datetime
) -> Screen | None:
    """The next question, awaited from here on; None where the person is in."""
    match joined.next:
        case JoinStep.CONSENTS:
            given = conversation.data.get("given", [])
            conversation.expect(Join.consents.state, given=given)
            return views.ask_consents(programme, kinds(given), joined.person.role)
        case JoinStep.NAME:
            conversation.expect(Join.name.state)
            return views.ask_name(_usable_name(user))
        case JoinStep.OCCUPATION:
            conversation.expect(Join.occupation.state)
            return views.ask_occupation()
        case JoinStep.COMPANY:
            return await _ask_company(session, joined, programme, conversation, user, now)
        case JoinStep.CONDITIONS:
            conversation.expect(Join.conditions.state)
            return eligibility.ask(programme)
        case None:
            conversation.end()
            return None


async def welcome(session: AsyncSession, person: Person, programme: Programme, chat_id: int, user: User) -> list[Reply]:
    """What somebody hears who has just become a member: what to do first, the keys, the own menu.

    Whoever has to be let in first hears who decides.
    """
    if person.status is Status.PENDING:
        return [SendMessage(chat_id=chat_id, text=await _waits(session, person, programme))]
    known = await pii.read(session, person.id)
    text = views.welcome(person, programme, known.name if known else "")
    hello = SendMessage(chat_id=chat_id, text=text, reply_markup=main_keys(person))
    begin = [where_to_begin(chat_id)] if person.role is Role.PARTNER and may(person, Right.CLAIM) else []
    return [hello, *menu_if_other(person, chat_id, telegram_speaks=user.language_code), *begin]


async def _ask_company(
    session: AsyncSession, joined: Joining, programme: Programme, conversation: Conversation, user: User, now: datetime
) -> Screen | None:
    """Whom the person works for; not a question where the programme knows no company."""
    companies = await list_companies(session, programme.id)
    if not companies:
        joined = await joining.take_company(session, joined.person.id, None, now=now)
        return await ask(session, joined, programme, conversation, user, now)
    conversation.expect(Join.company.state)
    return views.ask_company(companies)


async def _waits(session: AsyncSession, person: Person, programme: Programme) -> str:
    """What somebody hears who has to be let in: who decides, and why it may not be meant for this person."""
    by = await decider(session, person)
    fitness = await fitness_of(session, person, programme.options)
    return waits(by) if fitness is Fitness.FIT else eligibility.waits_for_a_word(fitness, programme, by)


def _usable_name(user: User) -> str | None:
    try:
        return pii.clean_name(user.full_name)
    except TextUnusable:
        return None


def kinds(given: list[str]) -> set[ConsentKind]:
    """Consents as a conversation keeps them."""
    return {ConsentKind(kind) for kind in given}
