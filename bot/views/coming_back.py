"""Getting back into a profile in words: the same ones, whether or not there is a profile."""

from typing import TypeGuard

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_people import ComeBack, OwnPhone, Who
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
from core.people.pii import Pii
from core.people.recovery_notices import BackAgain, ProfileMoved, TwoProfiles
from core.people.roles import Status
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


def ask_code_of_member() -> str:
    """To somebody who has a profile here, and asks for an older one."""
    return _(
        "This is your profile. If you had another one before, in a Telegram you have lost: ask whoever looks after "
        "you for a code and type it here. Or share your phone number by the key below, if the programme knows it."
    )


def phone_key(person: Person | None) -> ReplyKeyboardMarkup:
    """The key that shares the own number, for Telegram to vouch for; a member's usual keys stay below it."""
    share = [KeyboardButton(text=_("Share my phone number"), request_contact=True)]
    if is_in(person):
        return ReplyKeyboardMarkup(keyboard=[share, *main_keys(person).keyboard], resize_keyboard=True)
    return ReplyKeyboardMarkup(keyboard=[share], resize_keyboard=True, one_time_keyboard=True)


def usual_keys(person: Person | None) -> ReplyKeyboardMarkup | ReplyKeyboardRemove:
    """In place of the key that shares the number."""
    return main_keys(person) if is_in(person) else ReplyKeyboardRemove()


def is_in(person: Person | None) -> TypeGuard[Person]:
    """Whether somebody takes part."""
    return person is not None and person.status is Status.ACTIVE


def looked() -> str:
    """The same answer whatever was found: nobody learns whether there is such a profile."""
    return _(
        "I have looked. If this is right, your profile opens here in a moment. If nothing comes, ask whoever looks "
        "after you for a new code."
    )


def type_code() -> str:
    return _("Type the code as text, or share your phone number by the key below.")


def apart() -> str:
    """To somebody with two profiles that both hold something."""
    return _(
        "Nothing was moved: this Telegram has a profile of its own, with sales, a balance or a decision about it. "
        "Whoever looks after you has been told, and settles with you which of the two goes on."
    )


def disconnected() -> str:
    """To the account that is connected no more."""
    return _(
        "Your profile was moved to another Telegram account and is closed here. If that was not you, tell the "
        "programme at once."
    )


def phone_kept() -> str:
    return _(
        "Kept. If you lose this Telegram, you get back in with this number: /restore in the new one. You can have it "
        "forgotten at any time: /settings"
    )


def way(known: Pii | None) -> str:
    """How somebody would get back in, in a word."""
    if known is None or known.phone is None:
        return _("you need a code to get back in")
    return _("your number gets you back in")


def own_way(known: Pii | None) -> Screen:
    """How to get back in after losing the phone, and the own number as a way."""
    parts = [
        _(
            "<b>If this phone is lost</b>\n\nWhoever looks after you makes a code for the new one: /restore there, and "
            "everything is as it was."
        )
    ]
    if known is None or known.phone is None:
        parts.append(_("Have your phone number kept, and you get back in by yourself. It serves nothing else."))
        do = button(_("Keep my number"), OwnPhone(do="share"), style="primary")
    else:
        parts.append(
            _("Your number is kept: {phone}. In the new Telegram you share it under /restore.").format(
                phone=f"+{typed(known.phone)}"
            )
        )
        do = button(_("Forget my number"), OwnPhone(do="forget"))
    parts.append(_("Only you and whoever looks after you see it."))
    return Screen("\n\n".join(parts), keyboard([[do], [button(_("← Back"), Open(place=Place.SETTINGS))]]))


def ask_phone() -> str:
    return _("Tap the key below: Telegram passes on the number of this account, nothing else.")


def came_back() -> InlineKeyboardMarkup | None:
    """For somebody who waits to be let in, and may have a profile."""
    return keyboard([[button(_("I was here before"), ComeBack())]])


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


@message.register
def two_profiles(notice: TwoProfiles, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    name = typed(name_of(notice.person) or _("A participant"))
    second = typed(name_of(notice.second) or _("A participant"))
    parts = [
        _(
            "<b>{name} has two profiles.</b> The newer one, {second}, has sales, a balance or a sanction of its own."
        ).format(name=name, second=second),
        _(
            "Nothing was moved. If the older one is to go on: put the newer one into the bin, then make a new code on "
            "the card of the older one. What was earned in the newer one stays in the bin. Or leave both as they are."
        ),
    ]
    keys = keyboard(
        [
            [button(_("The older profile"), Who(id=notice.person))],
            [button(_("The newer profile"), Who(id=notice.second))],
        ]
    )
    return SendMessage(chat_id=chat_id, text="\n\n".join(parts), reply_markup=keys)
