"""Rights: which role may do what, asked at every action."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refusal
from core.ids import PersonId
from core.people.persons import Person, load
from core.people.roles import Role, Status
from core.programme.options import Module


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
    LOOK_AFTER = "look_after"
    """See partners of the own scope, change where they work and what they do, warn and keep out."""
    SEE_POINTS = "see_points"
    """Look at the own points, and where they come from."""
    SPEND = "spend"
    """Spend points."""
    ANSWER = "answer"
    """Read and answer what partners of the own scope ask."""
    ANNOUNCE = "announce"
    """Write to everybody of the own scope at once."""
    KEEP_PRIZES = "keep_prizes"
    """Keep the prize list, hand over what is ordered."""
    GIVE_ROLES = "give_roles"
    """Change what others may do."""
    ERASE = "erase"
    """Erase other people's data on their request."""
    SEE_FIGURES = "see_figures"
    """Look at what the programme brings and costs."""
    OPERATE = "operate"
    """Look after the installation: its queues, backups and what went wrong."""


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.EDITOR: frozenset(
        {
            Right.SEE_BOARD,
            Right.CLAIM,
            Right.SEE_POINTS,
            Right.SPEND,
            Right.EDIT_CATALOGUE,
            Right.EDIT_PROGRAMME,
            Right.KEEP_PRIZES,
        }
    ),
    Role.MANAGER: frozenset(
        {
            Right.SEE_BOARD,
            Right.CLAIM,
            Right.SEE_POINTS,
            Right.SPEND,
            Right.DECIDE_CLAIMS,
            Right.INVITE,
            Right.LOOK_AFTER,
            Right.ANSWER,
            Right.ANNOUNCE,
            Right.KEEP_PRIZES,
            Right.SEE_FIGURES,
        }
    ),
    Role.MODERATOR: frozenset({Right.SEE_BOARD, Right.CLAIM, Right.SEE_POINTS, Right.SPEND, Right.DECIDE_CLAIMS}),
    Role.VIEWER: frozenset({Right.SEE_BOARD, Right.SEE_FIGURES}),
    Role.PARTNER: frozenset({Right.SEE_BOARD, Right.CLAIM, Right.SEE_POINTS, Right.SPEND}),
}
"""The whole matrix. Nobody gives a role whose rights exceed the giver's."""

NEED_CONSENT = frozenset({Right.CLAIM})
"""Rights that rest while a needed consent is missing."""


PART_OF = {
    Right.CLAIM: Module.CLAIMS,
    Right.SEE_BOARD: Module.BOARD,
    Right.SPEND: Module.PRIZES,
    Right.KEEP_PRIZES: Module.PRIZES,
    Right.SEE_POINTS: Module.BALANCE,
    Right.ANSWER: Module.HUMAN,
    Right.ANNOUNCE: Module.BROADCASTS,
}
"""Rights that rest while their part of the programme is switched off."""


@dataclass(kw_only=True, eq=False)
class SwitchedOff(Refusal):
    """The programme does without the part that this belongs to."""

    module: Module
    may_switch: bool
    """Whether whoever reads this can switch it on."""


@dataclass(kw_only=True, eq=False)
class NotAllowed(Refusal):
    """The person's role or status does not allow this."""

    right: Right
    status: Status
    """Other than active: the status, not the role, is in the way."""


class SpendingFrozen(Refusal):
    """A sanction keeps the person from spending; earning goes on."""


class ConsentMissing(Refusal):
    """A needed consent was never given, or withdrawn; all else works."""


def may(person: Person, right: Right) -> bool:
    """Whether role, status and the parts switched on allow it, consents aside: what menus and help ask."""
    return person.status is Status.ACTIVE and right in RIGHTS[person.role] and is_on(person.modules, right)


def is_on(modules: frozenset[Module], right: Right) -> bool:
    """Whether the part of the programme that a right belongs to is switched on."""
    return right not in PART_OF or PART_OF[right] in modules


def require(person: Person, right: Right) -> None:
    """Raise SwitchedOff, NotAllowed, ConsentMissing or SpendingFrozen unless the person may do it now."""
    if right in PART_OF:
        require_part(person, PART_OF[right])
    if not may(person, right):
        raise NotAllowed(right=right, status=person.status)
    if right in NEED_CONSENT and not person.agreed:
        raise ConsentMissing
    if right is Right.SPEND and person.frozen:
        raise SpendingFrozen


def require_part(person: Person, module: Module) -> None:
    """Raise SwitchedOff for a part that the programme does without; whoever is not active hears of that first."""
    if person.status is Status.ACTIVE and module not in person.modules:
        raise SwitchedOff(module=module, may_switch=Right.EDIT_PROGRAMME in RIGHTS[person.role])


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
