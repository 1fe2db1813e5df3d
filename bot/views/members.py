"""Giving roles, in words."""

from bot.screen import Screen
from bot.taps_keeping import GiveRole, Giving
from bot.taps_people import Who
from bot.views.buttons import button, keyboard, rows_of
from bot.views.consents import ON
from bot.views.occupations import role, role_in_short
from bot.views.typed import typed
from bot.words import translate as _
from core.people.members import Member
from core.people.persons import Person
from core.people.rights import may_give
from core.people.roles import Role


def ask_role(member: Member, giver: Person) -> Screen:
    """What one member may do, and what else could be given."""
    back = [button(_("← Back"), Who(id=member.id))]
    head = f"<b>{typed(name_of(member))}</b>"
    if member.id == giver.id:
        now = _("Role: {role}").format(role=role(member.role))
        why = _("Nobody changes the own role. Ask another owner.")
        return Screen(f"{head}\n\n{now}\n{why}", keyboard([back]))
    offered = [each for each in reversed(Role) if may_give(giver.role, each)]
    lines = [_("<b>{role}</b>: {short}").format(role=role(each), short=role_in_short(each)) for each in offered]
    buttons = [
        button(
            f"{ON} {role(each)}" if each is member.role else role(each),
            GiveRole(do=Giving.ASK if each is Role.OWNER else Giving.GIVE, id=member.id, role=each),
        )
        for each in offered
    ]
    text = "\n".join([head, "", *lines, "", _("They are told of a new role at once.")])
    return Screen(text, keyboard([*rows_of(buttons, 2), back]))


def ask_owner(member: Member) -> Screen:
    """Before somebody may do everything, the giver's own role included."""
    text = _("Make {name} an owner? Owners may do everything, also take your role away.").format(
        name=f"<b>{typed(name_of(member))}</b>"
    )
    sure = GiveRole(do=Giving.GIVE, id=member.id, role=Role.OWNER)
    back = GiveRole(do=Giving.SHOW, id=member.id)
    return Screen(text, keyboard([[button(_("Make an owner"), sure, style="danger")], [button(_("← Back"), back)]]))


def name_of(member: Member) -> str:
    return member.name or _("A participant")
