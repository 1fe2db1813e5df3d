"""The first start's products as a file: the template, what is filled in, and back to the question."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsSettingUp
from bot.flows.lists import Taking, send_product_file
from bot.flows.set_up_screens import SetUp, show
from bot.importing import Importing
from bot.runner import Returned
from bot.showing import change
from bot.taps import Open, Place, ProductFile, Stage
from bot.views import catalogue as views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.importing.importer import ImportKind
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="set up files")
router.message.filter(IsSettingUp())
router.callback_query.filter(IsSettingUp())


@router.callback_query(ProductFile.filter())
async def send_template(
    query: CallbackQuery, callback_data: ProductFile, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    send_product_file(session, person, query.id, template=callback_data.template, now=clock())
    return query.answer(views.file_follows())


@router.message(StateFilter(SetUp.products), F.document.file_id.as_("file_id"))
async def take_file(
    message: Message,
    file_id: str,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
    importing: Importing,
) -> Returned:
    """A card tells what it would bring; the question waits above it."""
    await Taking(session, person, conversation, importing, clock()).file(ImportKind.PRODUCTS, file_id)
    return None


@router.callback_query(Open.filter(F.place == Place.PRODUCTS))
async def go_on(
    query: CallbackQuery,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """From the card of a saved file back to the question, which has a way on by now."""
    return change(query, await show(session, person, programme, conversation, clock, Stage.PRODUCTS))
