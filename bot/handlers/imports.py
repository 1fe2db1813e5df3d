"""Lists sent as files: taken in, confirmed or dropped; what they hold is asked where nobody said it."""

from pathlib import PurePath

from aiogram import F, Router
from aiogram.filters import BaseFilter, StateFilter, or_f
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember, IsSettingUp
from bot.flows.lists import Taking
from bot.importing import Importing as AtWork
from bot.runner import Returned
from bot.showing import say
from bot.taps_imports import ImportAct, Importing, TakeAs
from bot.views import imports as views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import ImportId
from core.importing import imports
from core.importing.importer import ImportKind
from core.importing.kinds import IMPORTERS
from core.people.persons import Person
from core.people.rights import may

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".ods"})
ASKED = "Importing:kind"

router = Router(name="imports")
router.message.filter(IsMember())
router.callback_query.filter(or_f(IsMember(), IsSettingUp()))


class Sheet(BaseFilter):
    """A file whose name is a table's, from somebody who may take lists over; the handler gets the `kinds`."""

    async def __call__(self, message: Message, person: Person) -> bool | dict[str, list[ImportKind]]:
        name = message.document.file_name if message.document else None
        if not name or PurePath(name).suffix.lower() not in SUFFIXES:
            return False
        kinds = [kind for kind, importer in IMPORTERS.items() if may(person, importer.right)]
        return {"kinds": kinds} if kinds else False


@router.message(StateFilter(None, ASKED), Sheet())
async def take_in(
    message: Message,
    kinds: list[ImportKind],
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
    importing: AtWork,
) -> Returned:
    """A table out of the blue."""
    file_id = message.document.file_id if message.document else ""
    if len(kinds) > 1:
        conversation.expect(ASKED, file=file_id)
        return say(message, views.which_list(kinds))
    await Taking(session, person, conversation, importing, clock()).file(kinds[0], file_id)
    return None


@router.callback_query(TakeAs.filter())
async def take_as(
    query: CallbackQuery,
    callback_data: TakeAs,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
    importing: AtWork,
) -> Returned:
    file_id = conversation.data.get("file")
    if conversation.state != ASKED or not isinstance(file_id, str):
        return query.answer(views.file_gone(), show_alert=True)
    conversation.end()
    await Taking(session, person, conversation, importing, clock()).file(callback_data.kind, file_id)
    return None


@router.callback_query(ImportAct.filter(F.do == Importing.SAVE))
async def save(
    query: CallbackQuery,
    callback_data: ImportAct,
    person: Person,
    session: AsyncSession,
    clock: Clock,
    importing: AtWork,
) -> Returned:
    await imports.confirm(
        session,
        ImportId(callback_data.import_id),
        version=callback_data.version,
        by=person.id,
        choice=callback_data.choice,
        now=clock(),
    )
    importing.expect(query.from_user.id)
    return None


@router.callback_query(ImportAct.filter(F.do == Importing.DROP))
async def drop(
    query: CallbackQuery, callback_data: ImportAct, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    import_id = ImportId(callback_data.import_id)
    await imports.drop(session, import_id, version=callback_data.version, by=person.id, now=clock())
    return None
