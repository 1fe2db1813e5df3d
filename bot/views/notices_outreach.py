"""Notices of announcements as messages."""

from aiogram.methods import CopyMessage, SendMessage

from bot.views import announcing
from bot.views.notices import message
from core.outreach.announcing import Announced, AnnouncementOut
from core.people.persons import Person
from core.programme.programmes import Programme


@message.register
def announced(notice: Announced, _person: Person, _programme: Programme, chat_id: int) -> CopyMessage | None:
    """None where its author is gone, and the message with the author."""
    chat, _, message_id = notice.message_key.partition(":")
    if not message_id:
        return None
    keys = announcing.of_offer() if notice.advertising else None
    return CopyMessage(chat_id=chat_id, from_chat_id=int(chat), message_id=int(message_id), reply_markup=keys)


@message.register
def announcement_out(notice: AnnouncementOut, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    return SendMessage(chat_id=chat_id, text=announcing.out(notice.recipients))
