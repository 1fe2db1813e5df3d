"""Alerts as messages to owners."""

from aiogram.methods import SendMessage

from bot.taps import Open, Place
from bot.views.alerts import in_short, over, what_to_do
from bot.views.buttons import button, keyboard
from bot.views.notices import message
from bot.words import translate as _
from core.keeping.alerts import Alert, AlertOver, Trouble
from core.people.persons import Person
from core.programme.programmes import Programme


@message.register
def alert(notice: Alert, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    short = in_short(Trouble(kind=notice.what, facts=notice.facts))
    first = _("⚠️ Still so: {what}.").format(what=short) if notice.goes_on else f"⚠️ {short}."
    look = keyboard([[button(_("How the service is doing"), Open(place=Place.OPS))]])
    return SendMessage(chat_id=chat_id, text=f"{first}\n{what_to_do(notice.what)}", reply_markup=look)


@message.register
def alert_over(notice: AlertOver, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    return SendMessage(chat_id=chat_id, text=f"✅ {over(notice.what)}")
