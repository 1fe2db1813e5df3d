"""Where somebody works, asked and answered in words."""

from collections.abc import Sequence

from aiogram.methods import SendMessage

from bot.screen import Screen
from bot.taps_people import MovedTo, StillThere
from bot.views.buttons import Rows, button, keyboard
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.people import Named
from bot.views.typed import typed
from bot.words import translate as _
from core.people.confirming import MovedJobs, StillThereAsked
from core.people.persons import Person
from core.programme.programmes import Programme


@message.register
def still_there(notice: StillThereAsked, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    text = _("Do you still work at <b>{company}</b>?").format(company=typed(notice.company))
    keys = keyboard(
        [
            [
                button(_("Yes"), StillThere(employment=notice.employment_id, holds=True), style="success"),
                button(_("No, elsewhere"), StillThere(employment=notice.employment_id, holds=False)),
            ]
        ]
    )
    return SendMessage(chat_id=chat_id, text=text, reply_markup=keys)


@message.register
def moved_jobs(notice: MovedJobs, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    name = typed(name_of(notice.partner) or _("A participant"))
    if notice.company is None:
        return SendMessage(chat_id=chat_id, text=_("{name} works for no company of the list now.").format(name=name))
    text = _("{name} works at {company} now.").format(name=name, company=typed(notice.company))
    return SendMessage(chat_id=chat_id, text=text)


def ask_where(firms: Sequence[Named], *, page: int, more: bool) -> Screen:
    """Where one works now; points and history go along."""
    rows: Rows = [[button(name, MovedTo(chosen=True, company=number))] for number, name in firms]
    turns = [button(_("← Earlier"), MovedTo(page=page - 1))] if page else []
    turns += [button(_("More →"), MovedTo(page=page + 1))] if more else []
    nobody = button(_("None of these"), MovedTo(chosen=True))
    return Screen(_("Where do you work now? What you have earned stays yours."), keyboard([*rows, turns, [nobody]]))


def confirmed(company: str) -> Screen:
    return Screen(_("Thank you. You work at {company}.").format(company=typed(company)))


def moved(company: str | None) -> Screen:
    """Said in place of the question."""
    if company is None:
        return Screen(_("Noted. If your company comes onto the list, whoever looks after you can enter it."))
    return Screen(_("Noted: you work at {company} now.").format(company=typed(company)))
