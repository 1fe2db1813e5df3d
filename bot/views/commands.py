"""The command menu in words: what each may type, by what each may do."""

from aiogram.types import BotCommand

from bot.words import translate as _
from core.people.rights import RIGHTS, Right, is_on
from core.people.roles import Role
from core.programme.options import Module


def in_groups() -> list[BotCommand]:
    """The menu of those who keep a group, in the language that speaks now."""
    return [
        BotCommand(command="bind", description=_("Sales to decide come to this group")),
        BotCommand(command="unbind", description=_("They no longer come here")),
    ]


def commands(role: Role, modules: frozenset[Module]) -> list[BotCommand]:
    """The menu of a role in a programme of some parts, in the language that speaks now."""
    rights = frozenset(right for right in RIGHTS[role] if is_on(modules, right))
    own = _("Language, time zone, consents")
    if Right.SEE_BOARD in rights:
        own = _("Language, time zone, my name on boards")
    shown = [
        ("review", _("Sales to decide"), Right.DECIDE_CLAIMS),
        ("claims", _("My sales"), Right.CLAIM),
        ("balance", _("What I can spend"), Right.SEE_POINTS),
        ("history", _("What came and went, and why"), Right.SEE_POINTS),
        ("top", _("Who leads, and my place"), Right.SEE_BOARD),
        ("partners", _("Partners: find, change, help"), Right.LOOK_AFTER),
        ("staff", _("Who has which duties"), Right.LOOK_AFTER),
        ("returns", _("Goods that came back, by a list"), Right.DECIDE_CLAIMS),
        ("reasons", _("Why sales were declined"), Right.LOOK_AFTER),
        ("today", _("What the day asks for"), Right.LOOK_AFTER),
        ("week", _("The last week, to read and to forward"), Right.SEE_FIGURES),
        ("questions", _("Partners who wait for an answer"), Right.ANSWER),
        ("announce", _("One message to everybody"), Right.ANNOUNCE),
        ("invite", _("Invite people"), Right.INVITE),
        ("members", _("People from lists: invite, see who joined"), Right.INVITE),
        ("products", _("Products and what each earns"), Right.EDIT_CATALOGUE),
        ("companies", _("Companies"), Right.EDIT_CATALOGUE),
        ("programme", _("The programme: name, time zone, points"), Right.EDIT_PROGRAMME),
        ("prizes", _("Prizes, and my orders"), Right.SPEND),
        ("ops", _("How the service is doing"), Right.OPERATE),
        ("settings", own, None),
        ("privacy", _("What is kept about me, and who keeps it"), None),
        ("help", _("What I can do here"), None),
        ("cancel", _("Stop what I have begun"), None),
    ]
    return [
        BotCommand(command=command, description=words)
        for command, words, right in shown
        if right is None or right in rights
    ]
