"""Files that are made at the moment they are sent: gathered then, too large to wait in the outbox."""

import asyncio
from collections.abc import Awaitable, Callable

from aiogram.methods import SendDocument, SendMessage
from aiogram.types import BufferedInputFile
from sqlalchemy.ext.asyncio import AsyncSession

from bot.serialise import Call, serialise
from bot.views import audit_file, own_data, week_page
from bot.views import product_sheet as views
from bot.views import week as week_views
from bot.views.every import wording
from core.audit.export import LogWanted, newest
from core.catalog.listing import whole_list
from core.catalog.notices import ProductFileWanted
from core.insight.week import week
from core.insight.weeks import WeekFileWanted
from core.outreach.notices import Notice
from core.people.notices import OwnDataWanted
from core.people.own_data import gather
from core.people.persons import Person
from core.people.rights import NotAllowed, Right, may
from core.programme import programmes
from core.sheets.writing import xlsx

Make = Callable[[AsyncSession, Person, int, Notice], Awaitable[Call]]
"""Session, recipient, chat and notice; the call that brings the file."""


async def own_data_file(session: AsyncSession, person: Person, chat_id: int, _notice: Notice) -> Call:
    """Everything that is kept about a person."""
    found = await gather(session, person.id)
    options = (await programmes.load(session, person.programme_id)).options
    content = await asyncio.to_thread(own_data.archive, found, options)
    document = BufferedInputFile(content, own_data.FILE_NAME)
    return serialise(SendDocument(chat_id=chat_id, document=document, caption=own_data.caption(found)))


async def product_file(session: AsyncSession, person: Person, chat_id: int, notice: Notice) -> Call:
    """The products as a sheet, or a template with a row for an example."""
    assert isinstance(notice, ProductFileWanted)  # noqa: S101 (as MADE says)
    day = notice.day
    rows = views.example(day) if notice.template else await whole_list(session, person.programme_id, today=day)
    content = await asyncio.to_thread(xlsx, views.heading(), rows, title=views.title())
    document = BufferedInputFile(content, views.file_name(day, template=notice.template))
    return serialise(SendDocument(chat_id=chat_id, document=document, caption=views.caption(template=notice.template)))


async def week_file(session: AsyncSession, person: Person, chat_id: int, notice: Notice) -> Call:
    """A week as a page to forward, while the person may see its figures."""
    assert isinstance(notice, WeekFileWanted)  # noqa: S101 (as MADE says)
    if not may(person, Right.SEE_FIGURES):
        refused = wording(NotAllowed(right=Right.SEE_FIGURES, status=person.status))
        return serialise(SendMessage(chat_id=chat_id, text=refused))
    programme = await programmes.load(session, person.programme_id)
    found = await week(session, person, programme, notice.monday)
    document = BufferedInputFile(week_page.page(found, programme), week_views.file_name(found))
    caption = week_views.heading(found, programme)
    return serialise(SendDocument(chat_id=chat_id, document=document, caption=caption))


async def audit_log_file(session: AsyncSession, person: Person, chat_id: int, _notice: Notice) -> Call:
    """The audit log, while the person is still an owner."""
    if not may(person, Right.OPERATE):
        return serialise(
            SendMessage(chat_id=chat_id, text=wording(NotAllowed(right=Right.OPERATE, status=person.status)))
        )
    entries = await newest(session, person.programme_id)
    name, content = await asyncio.to_thread(audit_file.file, entries)
    document = BufferedInputFile(content, name)
    return serialise(SendDocument(chat_id=chat_id, document=document, caption=audit_file.caption(entries)))


MADE: dict[type[Notice], Make] = {
    OwnDataWanted: own_data_file,
    ProductFileWanted: product_file,
    LogWanted: audit_log_file,
    WeekFileWanted: week_file,
}
"""Notices that bring a file instead of words."""
