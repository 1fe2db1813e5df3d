"""How those who decide are called, in words: the choice, the silent counter, the message at set hours."""

from datetime import datetime

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_queue import CallAt, CallMe
from bot.views import filling, formats
from bot.views.buttons import button, keyboard, rows_of
from bot.views.consents import ON
from bot.views.notices import message
from bot.words import translate as _
from core.claims.calling import HOURS, Calling, How, SalesWait
from core.claims.waiting import Waiting
from core.people.persons import Person
from core.programme.programmes import Programme


def ask(calling: Calling) -> Screen:
    """How somebody is called, and how else."""
    labels = {
        How.EVERY: _("Every sale"),
        How.HOURS: _("At set hours"),
        How.OVERDUE: _("Only when a promise runs out"),
    }
    told = {
        How.EVERY: _("Each sale comes as a card of its own."),
        How.HOURS: _("One silent message counts what waits. At the hours you choose I write how many there are."),
        How.OVERDUE: _("One silent message counts what waits. I write when a promised day comes or has passed."),
    }
    text = _("<b>How am I to call you to sales that wait?</b>") + "\n\n" + told[calling.how]
    rows = [[button(_chosen(words, how is calling.how), CallMe(how=how))] for how, words in labels.items()]
    if calling.how is How.HOURS:
        hours = [button(_chosen(f"{hour}:00", hour in calling.hours), CallAt(hour=hour)) for hour in HOURS]
        rows += rows_of(hours, 4)
    return Screen(text, keyboard([*rows, [button(_("← Back"), Open(place=Place.SETTINGS))]]))


def counter(found: Waiting, photos: int, now: datetime) -> Screen:
    """The message that counts, and never rings."""
    fill = [filling.to_fill(photos)] if photos else []
    if found.count == 0 or found.oldest is None:
        return Screen(_("📋 Nothing waits for your decision."), keyboard([fill]) if fill else None, silent=True)
    return Screen(_counted(found, found.oldest, now), keyboard([[_start()], fill]), silent=True)


@message.register
def sales_wait(notice: SalesWait, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    n, lines = notice.count, []
    if n:
        lines.append(_("📋 <b>{n} sale waits</b>", "📋 <b>{n} sales wait</b>", n).format(n=formats.number(n)))
        lines += _of_them(notice)
    if notice.to_fill:
        lines.append(filling.photos_wait(notice.to_fill))
    rows = [[_start()] if n else [], [filling.to_fill(notice.to_fill)] if notice.to_fill else []]
    return SendMessage(chat_id=chat_id, text="\n".join(lines), reply_markup=keyboard(rows))


def _counted(found: Waiting, oldest: datetime, now: datetime) -> str:
    hours = int((now - oldest).total_seconds()) // 3600
    days = hours // 24
    age = _("{n} day", "{n} days", days) if days else _("{n} h")
    n = found.count
    first = _("📋 <b>{n} sale waits</b>", "📋 <b>{n} sales wait</b>", n).format(n=formats.number(n))
    oldest_for = _("The oldest for {age}").format(age=age.format(n=formats.number(days or hours)))
    return "\n".join([first, oldest_for, *_of_them(found)])


def _of_them(found: Waiting | SalesWait) -> list[str]:
    told = [
        (found.appeals, _("To be looked at again: {n}")),
        (found.late, _("Later than promised: {n}")),
    ]
    return [words.format(n=formats.number(n)) for n, words in told if n]


def _start() -> InlineKeyboardButton:
    return button(_("▶️ Start"), Open(place=Place.REVIEW), style="primary")


def _chosen(text: str, chosen: bool) -> str:
    return f"{ON} {text}" if chosen else text
