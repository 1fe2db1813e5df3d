"""What a row of the table says: who presses, about what kind of thing, and whose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.people.rights import RIGHTS, Right
from core.people.roles import Role


class Actor(StrEnum):
    """Somebody who presses."""

    STRANGER = "stranger"
    """Has no part in anything."""
    JOINING = "joining"
    """Opened an invitation and is answering its questions."""
    WAITING = "waiting"
    """Waits to be let in."""
    PARTNER = "partner"
    VIEWER = "viewer"
    MODERATOR = "moderator"
    NARROW_MODERATOR = "narrow moderator"
    """Limited to the company at which the partner works."""
    MANAGER = "manager"
    NARROW_MANAGER = "narrow manager"
    """Limited like that, too."""
    EDITOR = "editor"
    OWNER = "owner"
    EXCLUDED = "excluded"
    """A partner whom a sanction keeps out."""
    REMOVED = "removed"
    """A manager who lies in the bin."""
    FOUNDER = "founder"
    """The owner of a programme that is not set up yet: in a world of his own."""


ROLE = {
    Actor.PARTNER: Role.PARTNER,
    Actor.VIEWER: Role.VIEWER,
    Actor.MODERATOR: Role.MODERATOR,
    Actor.NARROW_MODERATOR: Role.MODERATOR,
    Actor.MANAGER: Role.MANAGER,
    Actor.NARROW_MANAGER: Role.MANAGER,
    Actor.EDITOR: Role.EDITOR,
    Actor.OWNER: Role.OWNER,
}
"""The role of those who take part."""

NARROW = frozenset({Actor.NARROW_MODERATOR, Actor.NARROW_MANAGER})

Whose = frozenset[Actor]

MEMBERS: Whose = frozenset(ROLE)
EVERYBODY: Whose = frozenset(Actor)
NOBODY: Whose = frozenset()


def holding(*rights: Right) -> Whose:
    """Those whose role holds one of these rights."""
    return frozenset(actor for actor, role in ROLE.items() if RIGHTS[role] & set(rights))


class Thing(StrEnum):
    """What a button is about, by the id it carries."""

    DRAFT = "draft"
    ALBUM = "album"
    """A draft whose pictures may be several sales."""
    SERIES = "series"
    BELONGS = "belongs"
    """A draft whose picture may be what somebody asked for."""
    PRACTICE = "practice"
    """A sale for practice."""
    LISTED = "listed"
    """A draft in a list of sales."""
    CLAIM = "claim"
    """One that waits for its decision."""
    ASKED = "asked"
    """A claim whose partner is asked for another photo."""
    APPROVED = "approved"
    DECLINED = "declined"
    TURNED_DOWN = "turned down"
    """The same, as whoever turned it down knows it."""
    VERDICT = "verdict"
    """One that can be undone."""
    FIRST_OF_TWO = "first of two"
    """An approval that waits for a second person."""
    ENTRY = "entry"
    """Of the own points."""
    PRIZE = "prize"
    ORDER = "order"
    TALK = "talk"
    SANCTION = "sanction"
    APPEALED = "appealed"
    """A sanction whose appeal waits."""
    PERSON = "person"
    COLLEAGUE = "colleague"
    """Somebody of the staff, who can be limited and handed over."""
    KEEPER = "keeper"
    """Somebody who looks after partners."""
    BINNED = "binned"
    """A partner in the bin."""
    WAITER = "waiter"
    """Somebody who waits to be let in."""
    ENROLLED = "enrolled"
    """Somebody whom a list named."""
    EMPLOYMENT = "employment"
    INVITE = "invite"
    ANNOUNCEMENT = "announcement"
    IMPORT = "import"
    CHANGE = "change"
    """Of a setting."""
    PRODUCT = "product"
    COMPANY = "company"
    REGION = "region"
    OUTLET = "outlet"


class Target(StrEnum):
    """Whose thing a button means."""

    NONE = "nothing"
    MINE = "the presser's"
    NEAR = "Anna's"
    FAR = "Boris's"
    ELSEWHERE = "another programme's"


class Reach(StrEnum):
    """Which things of others are open to those who may press."""

    OWN = "own"
    """Only what is one's own."""
    SIGHT = "sight"
    """What is in sight: of the own programme, and for the narrow of their company."""
    HOUSE = "house"
    """Everything of the own programme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Who may press a button, and about what."""

    who: Whose
    of: Thing | None = None
    reach: Reach = Reach.HOUSE
    put: Mapping[str, Any] | None = None
    """What its other fields carry, where the usual will not do; a Thing for the id of one."""
    names: bool = False
    """Whether it shows names of others in sight to those who may press it."""
    sure: Whose | None = None
    """Who may where the button carries what was chosen, and does it, if that takes more than to be asked."""
    board: bool = False
    """Whether it shows names of everybody."""
    mine: Whose = NOBODY
    """Who else may about what is their own."""
    in_group: Whose = NOBODY
    """Who may in the review group, where its place is."""
    later: int = 0
    """How often the thing has changed since its version was noted, by what leads up to the press."""
    others: bool = False
    """Whether it is about what somebody else did: a second look is not one's own."""
    fits: Callable[[Actor, Mapping[str, Any]], bool] | None = None
    """Whether what a button carries is for whoever presses it."""


def row(*rights: Right, **more: Any) -> Row:
    """A button for those who hold one of these rights."""
    return Row(who=holding(*rights), **more)


def own(of: Thing, *rights: Right, **more: Any) -> Row:
    """A button on a thing of one's own."""
    return Row(who=holding(*rights) if rights else MEMBERS, of=of, reach=Reach.OWN, **more)


def seen(of: Thing, *rights: Right, **more: Any) -> Row:
    """A button on a thing that has to be in sight."""
    return row(*rights, of=of, reach=Reach.SIGHT, **more)
