"""Members in words: who does what, and giving another role."""

from collections.abc import Sequence

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_keeping import GiveRole, Giving
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.consents import ON
from bot.views.formats import number
from bot.views.occupations import role, role_in_short
from bot.views.typed import typed
from bot.words import translate as _
from core.people.members import Member
from core.people.persons import Person
from core.people.rights import may_give
from core.people.roles import Role


def ask_who(
    members: Sequence[Member], *, page: int = 0, more: bool = False, text: str = "", searched: int | None = None
) -> Screen:
    """A page of the members, or those whom a typed part names; `searched`: among how many, if not among all."""
    words = _nobody(text, searched) if text and not members else _whose(searched)
    rows: Rows = [
        [button(f"{name_of(each)}, {role(each.role)}", GiveRole(do=Giving.SHOW, id=each.id, page=page))]
        for each in members
    ]
    turns = [button(_("← Earlier"), GiveRole(page=page - 1))] if page else []
    turns += [button(_("More →"), GiveRole(page=page + 1))] if more else []
    back = GiveRole() if text else Open(place=Place.PROGRAMME)
    return Screen(words, keyboard([*rows, turns, [button(_("← Back"), back)]]))


def ask_role(member: Member, giver: Person, *, page: int) -> Screen:
    """What one member may do, and what else could be given."""
    back = [button(_("← Back"), GiveRole(page=page))]
    head = f"<b>{typed(name_of(member))}</b>"
    if member.id == giver.id:
        now = _("Role: {role}").format(role=role(member.role))
        return Screen(f"{head}\n\n{now}\n{_('Nobody changes the own role. Ask another owner.')}", keyboard([back]))
    offered = [each for each in reversed(Role) if may_give(giver.role, each)]
    lines = [_("<b>{role}</b>: {short}").format(role=role(each), short=role_in_short(each)) for each in offered]
    buttons = [
        button(
            f"{ON} {role(each)}" if each is member.role else role(each),
            GiveRole(do=Giving.ASK if each is Role.OWNER else Giving.GIVE, id=member.id, role=each, page=page),
        )
        for each in offered
    ]
    text = "\n".join([head, "", *lines, "", _("They are told of a new role at once.")])
    return Screen(text, keyboard([*rows_of(buttons, 2), back]))


def ask_owner(member: Member, *, page: int) -> Screen:
    """Before somebody may do everything, the giver's own role included."""
    text = _("Make {name} an owner? Owners may do everything, also take your role away.").format(
        name=f"<b>{typed(name_of(member))}</b>"
    )
    sure = GiveRole(do=Giving.GIVE, id=member.id, role=Role.OWNER, page=page)
    back = GiveRole(do=Giving.SHOW, id=member.id, page=page)
    return Screen(text, keyboard([[button(_("Make an owner"), sure, style="danger")], [button(_("← Back"), back)]]))


def _whose(searched: int | None) -> str:
    words = _("Whose role shall I change? Tap a name, or type part of it.")
    if searched is None:
        return words
    only = _("I have looked through the {n} newest members only.").format(n=number(searched))
    return f"{words}\n\n{only}"


def _nobody(text: str, searched: int | None) -> str:
    if searched is None:
        return _("I know nobody like “{text}”. Type another part of the name.").format(text=typed(text))
    return _(
        "Among the {n} newest members I know nobody like “{text}”. Type another part of the name, or look in the list."
    ).format(n=number(searched), text=typed(text))


def name_of(member: Member) -> str:
    return member.name or _("A participant")
