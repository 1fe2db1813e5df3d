"""Notices of figures as messages."""

from aiogram.methods import SendMessage

from bot.views import today
from bot.views.notices import message
from core.insight.mornings import GoodMorning
from core.people.persons import Person
from core.programme.programmes import Programme


@message.register
def good_morning(notice: GoodMorning, person: Person, programme: Programme, chat_id: int) -> SendMessage:
    screen = today.today(notice.found, person, programme)
    return SendMessage(chat_id=chat_id, text=screen.text, reply_markup=screen.keyboard)
