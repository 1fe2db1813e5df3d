"""First steps in words: five lines, each ticked off as it happens, and the button for the next one."""

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps_practice import Practise, Practising
from bot.taps_start import Beginning, Steps
from bot.views import formats, practice
from bot.views.buttons import Rows, button, keyboard
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.typed import typed
from bot.words import translate as _
from core.people.first_sale import FirstSaleAwaited
from core.people.first_steps import BeginHere, FirstSteps, Step
from core.people.persons import Person
from core.people.rights import Right, may
from core.programme.programmes import Programme

DONE, OPEN = "✅", "⬜"


def opener() -> InlineKeyboardButton:
    """The button that leads here."""
    return button(_("👣 First steps"), Steps())


def card(found: FirstSteps, programme: Programme) -> Screen:
    """Where somebody stands."""
    lines = [_("<b>First steps</b>")]
    lines += [f"{DONE if done else OPEN} {_step(step, found, programme)}" for step, done in found.steps]
    if found.done:
        lines += ["", _("All done. From here on it goes by itself.")]
    elif found.helper:
        lines += ["", _("Stuck? Write here: {name} helps with the first sale.").format(name=typed(found.helper, 40))]
    return Screen("\n".join(lines), keyboard(_keys(found)))


def where_to_begin(chat_id: int) -> SendMessage:
    """Below the first words to a newcomer."""
    return SendMessage(chat_id=chat_id, text=_try_it(), reply_markup=_begin_keys())


@message.register
def begin_here(_notice: BeginHere, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    return where_to_begin(chat_id)


@message.register
def first_sale_awaited(notice: FirstSaleAwaited, person: Person, programme: Programme, chat_id: int) -> SendMessage:
    lines = [
        _("<b>You are in {programme}, and your first sale is still to come.</b>").format(
            programme=typed(programme.name, 60)
        ),
        _("One photo of an invoice is enough to begin; the bot asks for the rest."),
    ]
    helper = name_of(notice.helper) if notice.helper is not None else None
    if helper:
        lines.append(_("Stuck? Write here: {name} helps with the first sale.").format(name=typed(helper, 40)))
    sale = button(_("📷 Register a sale"), Steps(do=Beginning.SALE), style="primary")
    rows = [[sale], [practice.offer()]] if may(person, Right.CLAIM) else []
    return SendMessage(chat_id=chat_id, text="\n".join(lines), reply_markup=keyboard(rows))


def _try_it() -> str:
    return _("Would you like to try it first? A practice sale shows the whole way and counts for nothing.")


def _begin_keys() -> InlineKeyboardMarkup | None:
    return keyboard([[practice.offer()], [opener()]])


def _step(step: Step, found: FirstSteps, programme: Programme) -> str:
    joined = _("You are in")
    if found.welcome_points:
        joined = _("You are in: {points} to begin with").format(
            points=formats.points(found.welcome_points, programme.points_names)
        )
    return {
        Step.JOINED: joined,
        Step.PRACTISED: _("Try a practice sale"),
        Step.SALE: _("Send the first sale"),
        Step.POINTS: _("Have the first sale approved"),
        Step.PRIZE: _("Look at the prizes"),
    }[step]


def _keys(found: FirstSteps) -> Rows:
    """What to do now first, the rest below."""
    offered = {
        Step.PRACTISED: (_("🎓 Practise a sale"), Practise(do=Practising.BEGIN)),
        Step.SALE: (_("📷 Register a sale"), Steps(do=Beginning.SALE)),
        Step.PRIZE: (_("🎁 Prizes"), Steps(do=Beginning.PRIZES)),
    }
    due = [offered[step] for step, done in found.steps if not done and step in offered]
    return [[button(words, data, style=None if n else "primary")] for n, (words, data) in enumerate(due)]
