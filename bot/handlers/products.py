"""One product of many: found by typing or in the list, shown on a card, changed from there."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.lists import Taking, send_product_file
from bot.importing import Importing
from bot.runner import Returned
from bot.showing import change, say
from bot.taps import ProductFile
from bot.taps_products import FindProduct, Keeping, KeepProduct
from bot.views import catalogue as list_views
from bot.views import product_card as views
from core.catalog import keeping
from core.catalog.pasted import look_for_one
from core.channel.conversations import Conversation
from core.clock import Clock, local_date
from core.ids import ProductId
from core.importing.importer import ImportKind
from core.people.persons import Person
from core.people.rights import Right, require

router = Router(name="products")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Sought(Typed):
    """A word or a number typed where a list is awaited: no row of one, but what to look a product up by."""

    async def __call__(self, message: Message) -> bool | dict[str, str]:
        typed = await super().__call__(message)
        return typed if typed and look_for_one(message.text or "") else False


class Product(StatesGroup):
    """What is awaited of a product."""

    product = State()
    points = State()
    alias = State()


@router.message(StateFilter("Paste:products", Product.product), F.document.file_id.as_("file_id"))
async def take_file(
    message: Message,
    file_id: str,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
    importing: Importing,
) -> Returned:
    """A file of products: a card tells what it would bring."""
    await Taking(session, person, conversation, importing, clock()).file(ImportKind.PRODUCTS, file_id)
    return None


@router.callback_query(ProductFile.filter())
async def send_file(
    query: CallbackQuery, callback_data: ProductFile, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    send_product_file(session, person, query.id, template=callback_data.template, now=clock())
    return query.answer(list_views.file_follows())


@router.callback_query(FindProduct.filter())
async def show_page(
    query: CallbackQuery,
    callback_data: FindProduct,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    conversation.expect(Product.product.state)
    found = await keeping.page(session, person.programme_id, callback_data.page)
    return change(query, views.ask_which(found, page=callback_data.page))


@router.message(Command("products", magic=F.args.as_("text")))
async def look_up(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    """`/products ABC-100`."""
    conversation.expect(Product.product.state)
    return await _found(message, text, person, session)


@router.message(StateFilter("Paste:products"), Sought())
@router.message(StateFilter(Product.product), Typed())
async def look_for(message: Message, text: str, person: Person, session: AsyncSession) -> Returned:
    return await _found(message, text, person, session)


@router.callback_query(KeepProduct.filter())
async def open_product(
    query: CallbackQuery,
    callback_data: KeepProduct,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    product = ProductId(callback_data.id)
    if callback_data.do is Keeping.DROP_ALIASES:
        await keeping.drop_aliases(session, product, by=person, now=clock())
    elif callback_data.do is Keeping.FORGET:
        await keeping.forget_learned(session, product, by=person, now=clock())
    elif callback_data.do is Keeping.RECALL:
        await keeping.recall_learned(session, product, by=person, now=clock())
    kept = await keeping.load_kept(session, product, by=person, now=clock())
    match callback_data.do:
        case Keeping.POINTS:
            conversation.expect(Product.points.state, product=kept.id)
            return change(query, views.ask_points(kept, local_date(clock(), person.timezone)))
        case Keeping.ALIAS:
            conversation.expect(Product.alias.state, product=kept.id)
            return change(query, views.ask_alias(kept))
        case _:
            conversation.expect(Product.product.state)
            return change(query, views.card(kept, forgotten=callback_data.do is Keeping.FORGET))


@router.message(StateFilter(Product.points, Product.alias), Typed())
async def take_change(
    message: Message,
    text: str,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    raw_state: str,
    clock: Clock,
) -> Returned:
    product = ProductId(int(conversation.data.get("product") or 0))
    take = keeping.change_points if raw_state == Product.points.state else keeping.add_aliases
    await take(session, product, text, by=person, now=clock())
    conversation.expect(Product.product.state)
    return say(message, views.card(await keeping.load_kept(session, product, by=person, now=clock())))


async def _found(message: Message, text: str, person: Person, session: AsyncSession) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    return say(message, views.ask_which(await keeping.find(session, person.programme_id, text), text=text))
