"""Who may do what."""

from dataclasses import replace

import pytest

from core.db.database import Database
from core.ids import PersonId, ProgrammeId
from core.people import consents
from core.people.consents import ConsentKind
from core.people.persons import Person
from core.people.rights import (
    PART_OF,
    RIGHTS,
    ConsentMissing,
    NotAllowed,
    Right,
    SwitchedOff,
    allowed,
    may,
    may_give,
    require,
)
from core.people.roles import Role, ShownAs, Status
from core.programme.options import Module
from tests.core.people.world import NOW, act, join

SOMEBODY = Person(
    id=PersonId(1),
    programme_id=ProgrammeId(1),
    role=Role.PARTNER,
    occupation=None,
    status=Status.ACTIVE,
    locale="ru",
    timezone="Europe/Moscow",
    shown_as=ShownAs.NAME,
    agreed=True,
)

MATRIX = """
                 owner  editor  manager  moderator  viewer  partner
see_board        yes    yes     yes      yes        yes     yes
claim            yes    yes     yes      yes        no      yes
decide_claims    yes    no      yes      yes        no      no
invite           yes    no      yes      no         no      no
edit_catalogue   yes    yes     no       no         no      no
edit_programme   yes    yes     no       no         no      no
look_after       yes    no      yes      no         no      no
see_points       yes    yes     yes      yes        no      yes
spend            yes    yes     yes      yes        no      yes
answer           yes    no      yes      no         no      no
announce         yes    no      yes      no         no      no
keep_prizes      yes    yes     yes      no         no      no
give_roles       yes    no      no       no         no      no
erase            yes    no      no       no         no      no
see_figures      yes    no      yes      no         yes     no
operate          yes    no      no       no         no      no
"""


def cells() -> list[tuple[Role, Right, bool]]:
    header, *lines = MATRIX.strip().splitlines()
    roles = [Role(name) for name in header.split()]
    return [
        (role, Right(line.split()[0]), answer == "yes")
        for line in lines
        for role, answer in zip(roles, line.split()[1:], strict=True)
    ]


def test_the_matrix_is_whole() -> None:
    """A new right or role without a declared cell fails here."""
    assert {(role, right) for role, right, _ in cells()} == {(role, right) for role in Role for right in Right}


@pytest.mark.parametrize(("role", "right", "expected"), cells())
def test_only_the_declared_cells_pass(role: Role, right: Right, expected: bool) -> None:
    person = replace(SOMEBODY, role=role)
    if expected:
        require(person, right)
    else:
        with pytest.raises(NotAllowed) as refusal:
            require(person, right)
        assert (refusal.value.right, refusal.value.status) == (right, Status.ACTIVE)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ACTIVE])
def test_nobody_acts_before_or_after_being_active(status: Status) -> None:
    for role in Role:
        for right in RIGHTS[role]:
            with pytest.raises(NotAllowed):
                require(replace(SOMEBODY, role=role, status=status), right)


def test_nobody_gives_more_than_he_has() -> None:
    given = {giver: {role for role in Role if may_give(giver, role)} for giver in Role}
    assert given == {
        Role.OWNER: set(Role),
        Role.EDITOR: {Role.EDITOR, Role.PARTNER},
        Role.MANAGER: {Role.MANAGER, Role.MODERATOR, Role.PARTNER, Role.VIEWER},
        Role.MODERATOR: {Role.MODERATOR, Role.PARTNER},
        Role.VIEWER: {Role.VIEWER},
        Role.PARTNER: {Role.PARTNER},
    }


async def test_claiming_rests_without_a_needed_consent(db: Database, owner: Person) -> None:
    """Everything else goes on, and a new consent brings claiming back."""
    partner = await join(db, owner.id)
    await act(db, allowed, partner.id, Right.CLAIM)
    await act(db, consents.withdraw, partner.id, ConsentKind.PERSONAL_DATA, now=NOW)
    with pytest.raises(ConsentMissing):
        await act(db, allowed, partner.id, Right.CLAIM)
    await act(db, allowed, partner.id, Right.SPEND)
    await act(db, consents.give, partner.id, ConsentKind.PERSONAL_DATA, now=NOW)
    await act(db, allowed, partner.id, Right.CLAIM)


@pytest.mark.parametrize("right", PART_OF)
def test_rights_of_a_part_that_is_off_rest(right: Right) -> None:
    """For every role, the owner included; rights of other parts do not know of it."""
    without = frozenset(Module) - {PART_OF[right]}
    resting = {each for each, part in PART_OF.items() if part is PART_OF[right]}
    for role in Role:
        person = replace(SOMEBODY, role=role, modules=without)
        assert not may(person, right)
        with pytest.raises(SwitchedOff) as refusal:
            require(person, right)
        assert refusal.value.module is PART_OF[right]
        assert {each for each in RIGHTS[role] if may(person, each)} == RIGHTS[role] - resting
