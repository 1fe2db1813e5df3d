"""Taking products and companies off their lists: choose, confirm, undo."""

from collections.abc import Sequence
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import change, say
from bot.taps import Listed
from bot.taps_keeping import Remove, Removing
from bot.views import removing as views
from bot.views.removing import PAGE, Named
from core.catalog.companies import archive_company, list_companies, restore_company
from core.catalog.folding import name_key
from core.catalog.products import choices, page_of, search
from core.catalog.refusals import NotListed
from core.catalog.retiring import restore_product, retire_product
from core.catalog.shelves import count_products
from core.channel.conversations import Conversation
from core.clock import Clock, local_date
from core.ids import CompanyId, ProductId
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme.programmes import Programme

router = Router(name="removing")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Taking(StatesGroup):
    """From which list something is looked for."""

    companies = State()
    products = State()


@router.callback_query(Remove.filter(F.do == Removing.LIST))
async def show_list(
    query: CallbackQuery,
    callback_data: Remove,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    listed, page = callback_data.listed, callback_data.page
    found, more = await _page(session, programme, listed, page, clock())
    conversation.expect(f"Taking:{listed}")
    return change(query, views.ask_which(listed, found, page=page, more=more))


@router.message(StateFilter(Taking), Typed())
async def look_for(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    raw_state: str,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    listed = Listed(raw_state.rpartition(":")[2])
    found = await _like(session, programme, listed, text, clock())
    return say(message, views.ask_which(listed, found, text=text))


@router.callback_query(Remove.filter(F.do == Removing.ASK))
async def confirm(
    query: CallbackQuery,
    callback_data: Remove,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    item = await _item(session, programme, callback_data, clock())
    return change(query, views.confirm(callback_data.listed, item, page=callback_data.page))


@router.callback_query(Remove.filter(F.do == Removing.REMOVE))
async def remove(
    query: CallbackQuery,
    callback_data: Remove,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    if callback_data.listed is Listed.PRODUCTS:
        name = await retire_product(session, ProductId(callback_data.id), by=person, now=clock())
    else:
        name = await archive_company(session, CompanyId(callback_data.id), by=person, now=clock())
    return change(query, views.removed(callback_data.listed, (callback_data.id, name)))


@router.callback_query(Remove.filter(F.do == Removing.RESTORE))
async def restore(
    query: CallbackQuery, callback_data: Remove, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    if callback_data.listed is Listed.PRODUCTS:
        name = await restore_product(session, ProductId(callback_data.id), by=person, now=clock())
    else:
        name = await restore_company(session, CompanyId(callback_data.id), by=person, now=clock())
    return change(query, views.restored(callback_data.listed, name))


async def _page(
    session: AsyncSession, programme: Programme, listed: Listed, page: int, now: datetime
) -> tuple[Sequence[Named], bool]:
    start, end = page * PAGE, (page + 1) * PAGE
    if listed is Listed.COMPANIES:
        firms = await list_companies(session, programme.id)
        return [(firm.id, firm.name) for firm in firms[start:end]], len(firms) > end
    on = local_date(now, programme.timezone)
    products = await page_of(session, programme.id, page, on=on, size=PAGE)
    return [(one.id, f"{one.sku} {one.name}") for one in products], await count_products(session, programme.id) > end


async def _like(
    session: AsyncSession, programme: Programme, listed: Listed, text: str, now: datetime
) -> Sequence[Named]:
    if listed is Listed.COMPANIES:
        wanted = name_key(text)
        firms = await list_companies(session, programme.id)
        return [(firm.id, firm.name) for firm in firms if wanted in name_key(firm.name)][:PAGE]
    found = await search(session, programme.id, text, on=local_date(now, programme.timezone))
    return [(product.id, f"{product.sku} {product.name}") for product in found]


async def _item(session: AsyncSession, programme: Programme, wish: Remove, now: datetime) -> Named:
    """What a button names, while it is listed. Raises NotListed."""
    if wish.listed is Listed.COMPANIES:
        firms = await list_companies(session, programme.id)
        found: Sequence[Named] = [(firm.id, firm.name) for firm in firms if firm.id == wish.id]
    else:
        found = await _products(session, [ProductId(wish.id)], programme, now)
    if not found:
        raise NotListed
    return found[0]


async def _products(
    session: AsyncSession, ids: Sequence[ProductId], programme: Programme, now: datetime
) -> Sequence[Named]:
    found = await choices(session, ids, on=local_date(now, programme.timezone))
    return [(product.id, f"{product.sku} {product.name}") for product in found]
