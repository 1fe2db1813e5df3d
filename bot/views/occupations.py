"""Occupations and roles in words."""

from bot.words import translate as _
from core.people.roles import Occupation, Role


def occupation(what: Occupation) -> str:
    match what:
        case Occupation.INSTALLER:
            return _("Installer")
        case Occupation.SELLER:
            return _("Seller")
        case Occupation.DESIGNER:
            return _("Designer")
        case Occupation.BUYER:
            return _("Buyer")
        case Occupation.SHOP_HEAD:
            return _("Head of a shop")


def role(what: Role) -> str:
    match what:
        case Role.OWNER:
            return _("Owner")
        case Role.EDITOR:
            return _("Editor")
        case Role.MANAGER:
            return _("Manager")
        case Role.MODERATOR:
            return _("Moderator")
        case Role.VIEWER:
            return _("Viewer")
        case Role.PARTNER:
            return _("Partner")


def role_in_short(what: Role) -> str:
    """What a role may do, in a few words."""
    match what:
        case Role.OWNER:
            return _("everything")
        case Role.EDITOR:
            return _("keeps products, companies and texts")
        case Role.MANAGER:
            return _("invites partners and decides sales")
        case Role.MODERATOR:
            return _("decides sales")
        case Role.VIEWER:
            return _("looks on")
        case Role.PARTNER:
            return _("registers own sales")


def what_to_do(what: Role) -> str:
    """What somebody does who has just been given a role, and where."""
    match what:
        case Role.OWNER:
            return _("You run the programme. Everything you can do is under ❓.")
        case Role.EDITOR:
            return _("You keep the lists: /products and /companies.")
        case Role.MANAGER:
            return _("You decide sales, which wait under 📋, and invite partners: /invite.")
        case Role.MODERATOR:
            return _("You decide sales: each comes here as a card with its photo. What waits is under 📋.")
        case Role.VIEWER:
            return _("You see how the programme is doing. Everything you can do is under ❓.")
        case Role.PARTNER:
            return _("You register sales: send a photo of the invoice, any time.")
