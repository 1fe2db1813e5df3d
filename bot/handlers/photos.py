"""Photos of sales: opened while they are to be decided, later shown with a note of it; put away by a tap."""

from aiogram import F, Router
from aiogram.methods import DeleteMessage, SendPhoto
from aiogram.types import BufferedInputFile, CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.taps_claims import Review, ReviewAct
from bot.taps_queue import HidePhoto
from bot.views import photos as views
from core.channel.card_kinds import CardKind
from core.channel.put_away import put_away
from core.claims import opened_photos, shown_photos
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person

router = Router(name="photos")
router.callback_query.filter(IsMember())


@router.callback_query(Review.filter(F.act == ReviewAct.PHOTOS))
async def open_all(
    query: CallbackQuery, callback_data: Review, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    """All of a sale to be decided, in the private chat; of one that is decided as by [Show photo]."""
    opened = await opened_photos.open_all(session, ClaimId(callback_data.claim_id), person, now=clock())
    if opened is None:
        return await _shown(query, ClaimId(callback_data.claim_id), person, session, clock)
    return query.answer() if opened else query.answer(views.open_above())


@router.callback_query(Review.filter(F.act == ReviewAct.SHOW))
async def show(
    query: CallbackQuery, callback_data: Review, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    """In the private chat, also where it was tapped in a group."""
    return await _shown(query, ClaimId(callback_data.claim_id), person, session, clock)


async def _shown(
    query: CallbackQuery, claim_id: ClaimId, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    found = await shown_photos.show(session, claim_id, person, now=clock())
    if not found.pictures:
        return query.answer(views.no_longer_kept(), show_alert=True)
    return [
        query.answer(),
        *(
            SendPhoto(
                chat_id=query.from_user.id,
                photo=BufferedInputFile(content, f"{claim_id}-{number}.jpg"),
                caption=views.caption(found.document_no),
                reply_markup=views.hide(),
                protect_content=True,
            )
            for number, content in enumerate(found.pictures, start=1)
        ),
    ]


@router.callback_query(HidePhoto.filter())
async def hide(query: CallbackQuery, person: Person, session: AsyncSession) -> Returned:
    if query.message is None or query.message.chat.id != query.from_user.id:
        return query.answer()
    await put_away(session, person.id, CardKind.PAGE, query.message.message_id)
    return [query.answer(), DeleteMessage(chat_id=query.message.chat.id, message_id=query.message.message_id)]
