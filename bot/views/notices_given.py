"""What owners hear of the points given out."""

from aiogram.methods import SendMessage

from bot.taps_programme import Look
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.views.notices import message
from bot.words import translate as _
from core.people.persons import Person
from core.people.rights import Right, may
from core.points.given import CapNear, CapReached, Given
from core.programme.programmes import Programme
from core.programme.registry import Group


@message.register
def cap_near(notice: CapNear, person: Person, programme: Programme, chat_id: int) -> SendMessage:
    given = in_words(Given(points=notice.points, cap=notice.cap), programme)
    text = "\n".join([f"⏳ {given}", _("When all are given out, no new sale is taken. Those sent before still count.")])
    return _told(text, person, chat_id)


@message.register
def cap_reached(notice: CapReached, person: Person, programme: Programme, chat_id: int) -> SendMessage:
    given = in_words(Given(points=notice.points, cap=notice.cap), programme)
    text = "\n".join(
        [f"🛑 {given}", _("From now on no new sale is taken. Those sent before still count, and can be approved.")]
    )
    return _told(text, person, chat_id)


def in_words(given: Given, programme: Programme) -> str:
    """All points given out, beside the most that may be."""
    points = formats.points(given.points, programme.points_names)
    if given.cap is None:
        return _("Given out so far: {points}").format(points=points)
    return _("Given out so far: {points} of {cap} ({percent}%)").format(
        points=points, cap=formats.number(given.cap), percent=given.percent
    )


def _told(text: str, person: Person, chat_id: int) -> SendMessage:
    raises = [[button(_("Change the limit"), Look(group=Group.POINTS))]] if may(person, Right.EDIT_PROGRAMME) else []
    return SendMessage(chat_id=chat_id, text=text, reply_markup=keyboard(raises) if raises else None)
