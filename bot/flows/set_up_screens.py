"""The screens of the first start: which one an owner looks at, and what is awaited there."""

from aiogram.fsm.state import State, StatesGroup
from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.pasting import has_any, overview
from bot.screen import Screen
from bot.taps import Listed, Stage
from bot.views import set_up as views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.people.persons import Person
from core.programme.programmes import Programme

LISTS = {Stage.COMPANIES: Listed.COMPANIES, Stage.PRODUCTS: Listed.PRODUCTS}


class SetUp(StatesGroup):
    """Which screen an owner looks at; each is called as its Stage."""

    name = State()
    zone = State()
    languages = State()
    points = State()
    operator = State()
    contact = State()
    companies = State()
    products = State()


async def show(
    session: AsyncSession,
    person: Person,
    programme: Programme,
    conversation: Conversation,
    clock: Clock,
    stage: Stage,
    *,
    locale: str | None = None,
) -> Screen:
    """A screen of the first start, its answer awaited from here on."""
    if stage in LISTS:
        conversation.expect(state_of(stage))
        screen = await overview(session, person, programme, LISTS[stage], clock())
        return views.ask_list(screen, stage, answered=await has_any(session, programme, LISTS[stage]))
    if stage is Stage.POINTS:
        locale = locale if locale in programme.locales else programme.locale
        conversation.expect(state_of(stage), locale=locale)
        return views.ask(stage, programme, clock(), locale=locale)
    conversation.expect(state_of(stage))
    return views.ask(stage, programme, clock())


def stage_of(conversation: Conversation) -> Stage:
    """The screen that an owner left, the first one where none was seen yet."""
    group, _, name = (conversation.state or "").partition(":")
    return Stage(name) if group == "SetUp" and name in Stage.__members__.values() else Stage.NAME


async def resume(
    session: AsyncSession, person: Person, programme: Programme, conversation: Conversation, clock: Clock
) -> Screen:
    """The screen that an owner left."""
    locale = conversation.data.get("locale")
    return await show(session, person, programme, conversation, clock, stage_of(conversation), locale=locale)


def state_of(stage: Stage) -> str:
    """The name under which a screen's answer is awaited."""
    return f"SetUp:{stage}"
