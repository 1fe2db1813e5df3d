"""Getting back into a profile in words: the same ones, whether or not there is a profile."""

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.screen import Screen
from bot.taps_people import ComeBack, Who
from bot.taps_start import AskToJoin
from bot.views.buttons import button, keyboard
from bot.views.keys import main_keys
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.person_card import name_of as name_on
from bot.views.typed import typed
from bot.words import translate as _
from core.people.person_card import PersonCard
from core.people.persons import Person
from core.people.recovery_notices import BackAgain, ProfileMoved
from core.people.ways_back import LIVES, WayBack
from core.programme.programmes import Programme

MINUTES = int(LIVES.total_seconds()) // 60


def code(shown: PersonCard, made: WayBack, username: str) -> Screen:
    """The code to pass on, told once."""
    text = _(
        "The code for {name}: <code>{code}</code>\n\nIt works once, for {n} minute. Tell it to them in person or by "
        "phone. In the new Telegram they open @{bot}, send /restore and type it.",
        "The code for {name}: <code>{code}</code>\n\nIt works once, for {n} minutes. Tell it to them in person or by "
        "phone. In the new Telegram they open @{bot}, send /restore and type it.",
        MINUTES,
    ).format(n=MINUTES, name=f"<b>{name_on(shown)}</b>", code=made.code, bot=typed(username))
    return Screen(text, keyboard([[button(_("← Back"), Who(id=shown.person.id))]]))


def ask_code() -> str:
    return _(
        "New phone or new Telegram? Ask whoever looks after you for a code and type it here. Or share your phone "
        "number by the key below, if the programme knows it."
    )


def phone_key() -> ReplyKeyboardMarkup:
    """The key that shares the own number, for Telegram to vouch for."""
    return ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=_("Share my phone number"), request_contact=True)]],
        resize_keyboard=True,
        one_time_keyboard=True,
    )


def looked() -> str:
    """The same answer whatever was found: nobody learns whether there is such a profile."""
    return _(
        "I have looked. If this is right, your profile opens here in a moment. If nothing comes, ask whoever looks "
        "after you for a new code."
    )


def type_code() -> str:
    return _("Type the code as text, or share your phone number by the key below.")


def disconnected() -> str:
    """To the account that is connected no more."""
    return _(
        "Your profile was moved to another Telegram account and is closed here. If that was not you, tell the "
        "programme at once."
    )


def phone_kept() -> str:
    return _("Kept. If you lose this Telegram, you get back in with this number: /restore in the new one.")


def in_already() -> str:
    return _("You are in already: this is your profile. /restore is for a new Telegram account.")


def was_here_before(programme: Programme) -> InlineKeyboardMarkup | None:
    """The ways in for somebody without an invitation."""
    asks = (
        [button(_("I want to take part"), AskToJoin(), style="primary")] if programme.options.self_registration else []
    )
    return keyboard([asks, [button(_("I was here before"), ComeBack())]])


@message.register
def back_again(_notice: BackAgain, person: Person, programme: Programme, chat_id: int) -> SendMessage:
    text = _("Welcome back to {programme}: everything is as it was.").format(programme=typed(programme.name))
    return SendMessage(chat_id=chat_id, text=text, reply_markup=main_keys(person))


@message.register
def profile_moved(notice: ProfileMoved, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    name = typed(name_of(notice.person) or _("A participant"))
    text = _("{name} came back from another Telegram account. If that looks odd, look at the card.").format(name=name)
    keys = keyboard([[button(_("The card"), Who(id=notice.person))]])
    return SendMessage(chat_id=chat_id, text=text, reply_markup=keys)
