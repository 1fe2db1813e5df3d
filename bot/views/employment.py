"""Where somebody works, asked and answered in words."""

from collections.abc import Sequence

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import Open
from bot.taps import Place as At
from bot.taps_people import Move, MovedInto, MovedTo, StillThere, Who
from bot.views.buttons import Rows, button, keyboard
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.people import Named
from bot.views.typed import typed
from bot.words import translate as _
from core.people.confirming import MovedJobs, StillThereAsked
from core.people.moving import MoveDeclined, MoveWished, Place
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


@message.register
def move_wished(notice: MoveWished, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    name = typed(name_of(notice.partner) or _("A participant"))
    place = ", ".join(typed(part) for part in (notice.company, notice.outlet) if part)
    lines = [_("<b>{name} says to work at {place} now.</b>").format(name=name, place=place)]
    if notice.was:
        lines.append(_("So far: {company}").format(company=typed(notice.was)))
    lines.append(_("Until you confirm it nothing changes. The balance and earlier sales stay as they are."))
    about = {"id": notice.partner, "company": notice.company_id, "outlet": notice.outlet_id, "seen": notice.seen}
    decisions = [
        button(_("Confirm"), Move(do="yes", **about), style="success"),
        button(_("No, as before"), Move(do="no", **about)),
    ]
    keys = keyboard([decisions, [button(_("The card"), Who(id=notice.partner))]])
    return SendMessage(chat_id=chat_id, text="\n".join(lines), reply_markup=keys)


@message.register
def move_declined(notice: MoveDeclined, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    text = _("Your move to {company} was not confirmed: everything stays as it was. Questions: {contact}").format(
        company=typed(notice.company), contact=typed(programme.contact, 300)
    )
    return SendMessage(chat_id=chat_id, text=text)


def ask_where(firms: Sequence[Named], *, page: int, more: bool, looked_for: str = "") -> Screen:
    """Where one works now; points and history go along."""
    text = _("Where do you work now? Tap it or type part of its name. What you have earned stays yours.")
    if looked_for and not firms:
        text = _(
            "I know no company like “{name}”. Type another part of its name, or tap that it is not listed."
        ).format(name=typed(looked_for))
    rows: Rows = [[button(name, MovedTo(chosen=True, company=number))] for number, name in firms]
    turns = [button(_("← Earlier"), MovedTo(page=page - 1))] if page else []
    turns += [button(_("More →"), MovedTo(page=page + 1))] if more else []
    nobody = button(_("Not listed, or on my own"), MovedTo(chosen=True))
    return Screen(text, keyboard([*rows, turns, [nobody], [_back()]]))


def ask_outlet(company_id: int, outlets: Sequence[Named], *, page: int, more: bool) -> Screen:
    """In which shop of the company."""
    rows: Rows = [[button(name, MovedInto(company=company_id, chosen=True, outlet=number))] for number, name in outlets]
    turns = [button(_("← Earlier"), MovedInto(company=company_id, page=page - 1))] if page else []
    turns += [button(_("More →"), MovedInto(company=company_id, page=page + 1))] if more else []
    none = button(_("None of these"), MovedInto(company=company_id, chosen=True))
    return Screen(_("In which shop?"), keyboard([*rows, turns, [none], [_back()]]))


def wished(company: str, decider: str | None) -> Screen:
    """To the partner: who confirms it, and that nothing is lost."""
    if decider is None:
        asked = _("Sent: you work at {company} now. Whoever runs the programme confirms it.")
    else:
        asked = _("Sent: you work at {company} now. {name} confirms it.")
    first = asked.format(company=typed(company), name=typed(decider or ""))
    rest = _("Until then everything stays as it is. Your balance and your history go along.")
    return Screen(f"{first}\n{rest}", keyboard([[_back()]]))


def decided(person_id: int, name: str | None, company: str, *, confirmed: bool) -> Screen:
    """In place of the question, to whoever decided."""
    words = _("{name} works at {company} now.") if confirmed else _("{name} stays where they were, not at {company}.")
    text = words.format(name=typed(name or _("A participant")), company=typed(company))
    return Screen(text, keyboard([[button(_("The card"), Who(id=person_id))]]))


def works_for_nobody() -> Screen:
    return Screen(_("Noted. If your company comes onto the list, whoever looks after you can enter it."))


def place(now: Place) -> str:
    """Where somebody works, in a line of the own settings."""
    return ", ".join(typed(part) for part in (now.company, now.outlet) if part) or _("no company of the list")


def confirmed(company: str) -> Screen:
    return Screen(_("Thank you. You work at {company}.").format(company=typed(company)))


def _back() -> InlineKeyboardButton:
    return button(_("← Back"), Open(place=At.SETTINGS))
