"""The closed sets that describe a person: role, occupation, status, and the name boards show."""

from enum import StrEnum


class Role(StrEnum):
    """A set of rights; core.people.rights says which."""

    OWNER = "owner"
    """Runs the programme: everything, roles included."""
    EDITOR = "editor"
    """Keeps the catalogue and the programme's texts."""
    MANAGER = "manager"
    """Looks after partners: invites them and decides their claims."""
    MODERATOR = "moderator"
    """Decides claims."""
    VIEWER = "viewer"
    """Looks on."""
    PARTNER = "partner"
    """Registers sales and earns points."""


class Occupation(StrEnum):
    """What a person does for a living; picks campaigns and texts, grants nothing."""

    INSTALLER = "installer"
    """Fits the products at the customer's."""
    SELLER = "seller"
    """Sells them across a counter."""
    DESIGNER = "designer"
    """Puts them into projects."""
    BUYER = "buyer"
    """Orders them for a company."""
    SHOP_HEAD = "shop_head"
    """Runs a shop."""


class Status(StrEnum):
    """Where a person stands with the programme."""

    INVITED = "invited"
    """Opened an invite and is answering its questions."""
    PENDING = "pending"
    """Waits to be let in."""
    ACTIVE = "active"
    """Takes part."""
    BLOCKED = "blocked"
    """Kept out for now; points stay."""
    REMOVED = "removed"
    """In the bin: takes no part, and can be restored as it was."""
    DELETED = "deleted"
    """Left for good: only the opaque id remains."""


class ShownAs(StrEnum):
    """How boards name a person to other people."""

    NAME = "name"
    """By name."""
    NICKNAME = "nickname"
    """By a name made up for boards."""
    HIDDEN = "hidden"
    """Not at all; ranked all the same."""
