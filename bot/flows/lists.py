"""Lists that people send, as files or as text, handed to the room that takes them over."""

from dataclasses import dataclass
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers import Typed
from bot.importing import Importing
from bot.runner import Returned
from core.catalog.notices import ProductFileWanted
from core.channel.conversations import Conversation
from core.clock import Clock, local_date
from core.importing import imports
from core.importing.importer import ImportKind
from core.outreach.notices import tell
from core.people.channels import Channel
from core.people.persons import Person
from core.people.rights import Right, require
from core.sheets import delimited
from core.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Taking:
    """Who sends a list, and what is needed to take it in."""

    session: AsyncSession
    person: Person
    conversation: Conversation
    importing: Importing
    now: datetime

    async def file(self, kind: ImportKind, file_id: str) -> None:
        """Take in a file: a card tells how it goes. Raises NotAllowed."""
        by = self.person.id
        await imports.begin(self.session, kind, by=by, channel=Channel.TELEGRAM, file_id=file_id, now=self.now)
        self.importing.expect(self.conversation.user_id)

    async def text(self, kind: ImportKind, text: str) -> None:
        """Take in a list typed or pasted as a message, a row a line. Raises NotAllowed."""
        by, sheet = self.person.id, Sheet.of(delimited.rows(text))
        await imports.begin(self.session, kind, by=by, channel=Channel.TELEGRAM, sheet=sheet, now=self.now)
        self.importing.expect(self.conversation.user_id)


def take_lists(router: Router, awaited: State, kind: ImportKind) -> None:
    """Have a router take in what is sent where a list of one kind is awaited, as a file or as text."""

    @router.message(StateFilter(awaited), F.document.file_id.as_("file_id"))
    async def take_file(
        message: Message,
        file_id: str,
        person: Person,
        session: AsyncSession,
        conversation: Conversation,
        clock: Clock,
        importing: Importing,
    ) -> Returned:
        await Taking(session, person, conversation, importing, clock()).file(kind, file_id)
        return None

    @router.message(StateFilter(awaited), Typed())
    async def take_text(
        message: Message,
        text: str,
        person: Person,
        session: AsyncSession,
        conversation: Conversation,
        clock: Clock,
        importing: Importing,
    ) -> Returned:
        await Taking(session, person, conversation, importing, clock()).text(kind, text)
        return None


def send_product_file(session: AsyncSession, person: Person, wish_id: str, *, template: bool, now: datetime) -> None:
    """Have the products sent as a file, or an empty one to fill in. Raises NotAllowed."""
    require(person, Right.EDIT_CATALOGUE)
    wish = ProductFileWanted(template=template, day=local_date(now, person.timezone))
    tell(session, person.id, wish, key=f"products:{wish_id}", now=now)
