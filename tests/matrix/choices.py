"""Who may choose what, where a button carries a choice that not everybody has who may press it."""

from collections.abc import Mapping
from typing import Any

from core.importing.kinds import IMPORTERS
from core.people.rights import RIGHTS
from core.people.roles import Role
from tests.matrix.rows import ROLE, Actor


def may_invite(actor: Actor, chosen: Mapping[str, Any]) -> bool:
    """Nobody is invited to be an owner, nor to more than the inviter may."""
    role = chosen["role"]
    return role is not Role.OWNER and RIGHTS[role] <= RIGHTS[ROLE[actor]]


def may_import(actor: Actor, chosen: Mapping[str, Any]) -> bool:
    """Each kind of list has a right of its own."""
    return IMPORTERS[chosen["kind"]].right in RIGHTS[ROLE[actor]]
