"""People who wait to be let in, in words."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_approving import Admit, Admitting
from bot.taps_enrolments import Enrol, Enrolling
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.views.fitness import seen
from bot.views.typed import typed
from bot.words import translate as _
from core.ids import PersonId
from core.people.approving import Newcomer
from core.people.eligibility import Fitness


def decisions(person_id: PersonId) -> list[InlineKeyboardButton]:
    """The two decisions about somebody."""
    return [
        button(_("Let in"), Admit(do=Admitting.LET_IN, id=person_id), style="success"),
        button(_("Turn away"), Admit(do=Admitting.TURN_AWAY, id=person_id)),
    ]


def queue(found: Sequence[Newcomer], total: int) -> Screen:
    """Who waits: a tap decides, and the next one comes up."""
    back = [button(_("← Back"), Enrol(do=Enrolling.HOME))]
    if not found:
        return Screen(_("Nobody waits to be let in."), keyboard([back]))
    lines = [_("<b>{n} waits to be let in</b>", "<b>{n} wait to be let in</b>", total).format(n=formats.number(total))]
    rows = []
    for number, each in enumerate(found, start=1):
        where = f", {typed(each.company, 60)}" if each.company else ""
        lines.append(f"{number}. {typed(each.name)}{where}")
        if each.fitness is not Fitness.FIT:
            lines.append(f"⚠️ {seen(each.fitness)}")
        away = _("Turn away")
        rows.append(
            [
                button(f"✅ {each.name}", Admit(do=Admitting.LET_IN, id=each.person_id), style="success"),
                button(f"{number}. {away}", Admit(do=Admitting.TURN_AWAY, id=each.person_id)),
            ]
        )
    return Screen("\n".join(lines), keyboard([*rows, back]))


def decided(name: str, *, is_in: bool, left: int) -> Screen:
    """In place of a notice whose button was tapped."""
    words = _("{name} is in.") if is_in else _("{name} is not let in.")
    more = [button(_("Who else waits: {n}").format(n=formats.number(left)), Admit(do=Admitting.LIST))] if left else []
    return Screen(words.format(name=f"<b>{typed(name)}</b>"), keyboard([more]))


def waits(decider: str | None) -> str:
    """To a newcomer: who decides now."""
    if decider is None:
        return _("Thank you. Whoever runs the programme decides now whether you take part. You will hear here.")
    words = _("Thank you. {name} decides now whether you take part. You will hear here.")
    return words.format(name=f"<b>{typed(decider)}</b>")
