"""Rights: which role may do what, asked at every action."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refusal
from core.ids import PersonId
from core.people.persons import Person, load
from core.people.roles import Role, Status


class Right(StrEnum):
    """Something that not everybody may do."""

    SEE_BOARD = "see_board"
    """Look at standings."""
    CLAIM = "claim"
    """Register sales and earn points."""
    DECIDE_CLAIMS = "decide_claims"
    """Approve and decline other people's claims."""
    INVITE = "invite"
    """Make invites."""
    EDIT_CATALOGUE = "edit_catalogue"
    """Change companies, products and rates."""
    EDIT_PROGRAMME = "edit_programme"
    """Change the programme's name, zone, languages, points' name and operator."""
    GIVE_ROLES = "give_roles"
    """Change what others may do."""


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.EDITOR: frozenset({Right.SEE_BOARD, Right.CLAIM, Right.EDIT_CATALOGUE, Right.EDIT_PROGRAMME}),
    Role.MANAGER: frozenset({Right.SEE_BOARD, Right.CLAIM, Right.DECIDE_CLAIMS, Right.INVITE}),
    Role.MODERATOR: frozenset({Right.SEE_BOARD, Right.CLAIM, Right.DECIDE_CLAIMS}),
    Role.VIEWER: frozenset({Right.SEE_BOARD}),
    Role.PARTNER: frozenset({Right.SEE_BOARD, Right.CLAIM}),
}
"""The whole matrix. Nobody gives a role whose rights exceed the giver's."""

NEED_CONSENT = frozenset({Right.CLAIM})
"""Rights that rest while a needed consent is missing."""


@dataclass(kw_only=True, eq=False)
class NotAllowed(Refusal):
    """The person's role or status does not allow this."""

    right: Right
    status: Status
    """Other than active: the status, not the role, is in the way."""


class ConsentMissing(Refusal):
    """A needed consent was never given, or withdrawn; all else works."""


def may(person: Person, right: Right) -> bool:
    """Whether role and status allow it, consents aside: what menus and help ask."""
    return person.status is Status.ACTIVE and right in RIGHTS[person.role]


def require(person: Person, right: Right) -> None:
    """Raise NotAllowed, or ConsentMissing, unless the person may do it now."""
    if not may(person, right):
        raise NotAllowed(right=right, status=person.status)
    if right in NEED_CONSENT and not person.agreed:
        raise ConsentMissing


async def allowed(session: AsyncSession, person_id: PersonId, right: Right) -> Person:
    """The person as it stands in this transaction, once `require` has passed."""
    person = await load(session, person_id)
    require(person, right)
    return person


def may_give(giver: Role, role: Role) -> bool:
    """Whether a role holds every right of another."""
    return RIGHTS[role] <= RIGHTS[giver]


def roles_with(right: Right) -> frozenset[Role]:
    """The roles that hold a right."""
    return frozenset(role for role, rights in RIGHTS.items() if right in rights)
