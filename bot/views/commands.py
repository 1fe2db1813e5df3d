"""The command menu in words: what each may type, by what each may do."""

from aiogram.types import BotCommand

from bot.words import translate as _
from core.people.rights import RIGHTS, Right
from core.people.roles import Role


def commands(role: Role) -> list[BotCommand]:
    """The menu of a role, in the language that speaks now."""
    rights = RIGHTS[role]
    shown = [
        ("review", _("Sales to decide"), Right.DECIDE_CLAIMS),
        ("claims", _("My sales"), Right.CLAIM),
        ("balance", _("What I can spend"), Right.CLAIM),
        ("history", _("What came and went, and why"), Right.CLAIM),
        ("top", _("Who leads, and my place"), Right.SEE_BOARD),
        ("invite", _("Invite people"), Right.INVITE),
        ("products", _("Products and what each earns"), Right.EDIT_CATALOGUE),
        ("companies", _("Companies"), Right.EDIT_CATALOGUE),
        ("programme", _("The programme: name, time zone, points"), Right.EDIT_PROGRAMME),
        ("settings", _("Language, time zone, my name on boards"), None),
        ("privacy", _("What is kept about me, and who keeps it"), None),
        ("help", _("What I can do here"), None),
        ("cancel", _("Stop what I have begun"), None),
    ]
    return [
        BotCommand(command=command, description=words)
        for command, words, right in shown
        if right is None or right in rights
    ]
