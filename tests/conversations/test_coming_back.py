"""Coming back from an account that has a profile of its own by then, and the own number as a way back."""

from sqlalchemy import select

from core.people.roles import Status
from core.people.tables import ChannelAccountRow, PersonPiiRow, PersonRow
from core.points.statement import balance
from tests.conversations.selling import sell
from tests.conversations.test_join import agrees
from tests.conversations.test_standing import LOOKED, code_for
from tests.stage import Human, Stage

APART = (
    "Nothing was moved: this Telegram has a profile of its own, with sales, a balance or a decision about it. "
    "Whoever looks after you has been told, and settles with you which of the two goes on."
)
BACK = "Welcome back to {programme}: everything is as it was."
CLOSED = (
    "Your profile was moved to another Telegram account and is closed here. If that was not you, tell the programme "
    "at once."
)


async def members(stage: Stage) -> int:
    """How many accounts lead to a profile."""
    async with stage.service.db.read() as session:
        return len((await session.scalars(select(ChannelAccountRow.id))).all())


async def test_a_new_profile_with_nothing_is_given_up(stage: Stage, owner: Human) -> None:
    """Joined anew, welcome bonus and all: the old profile opens here, and the new one is erased."""
    await stage.set_options(undo_seconds=0, welcome_points=50)
    ivan = await stage.member("Ivan", owner=owner)
    first = await ivan.member()
    again = await stage.member("Johann", owner=owner)
    second = await again.member()
    accounts = await members(stage)
    code = await code_for(owner, "Ivan")
    await again.says("/restore")
    await again.says(code)
    assert again.heard == again.t(BACK, programme="Warm Club")
    assert ivan.heard == ivan.t(CLOSED)
    assert (await again.member()).id == first.id
    assert await again.balance() == 50
    assert await members(stage) == accounts - 1
    async with stage.service.db.read() as session:
        row = await session.get(PersonRow, second.id)
        assert row is not None
        assert row.status == Status.DELETED
        assert await session.get(PersonPiiRow, second.id) is None
        left = await balance(session, second.id, programme_id=second.programme_id)
    assert left.spendable == 0
    await again.says("/balance")
    assert "50" in again.heard


async def test_whoever_waits_to_be_let_in_finds_the_old_profile(stage: Stage, owner: Human) -> None:
    """The own phone leads back from a request that nobody has decided; nobody waits any more."""
    await stage.set_options(undo_seconds=0, self_registration=True)
    ivan = await stage.member("Ivan", owner=owner)
    await ivan.shares_contact()
    first = await ivan.member()
    again = stage.newcomer("Ivan again")
    await again.says("/start")
    await again.taps(again.t("I want to take part"))
    await agrees(again)
    await again.taps("Ivan again")
    await again.taps(again.t("Installer"))
    await again.taps("Clima Casa")
    assert (await again.member()).status is Status.PENDING
    await again.says("Hello?")
    await again.taps(again.t("I was here before"))
    again.person.phone_number = ivan.person.phone_number
    await again.shares_contact()
    assert (await again.member()).id == first.id
    assert again.heard == again.t(BACK, programme="Warm Club")
    await owner.says("/members")
    assert "Ivan again" not in owner.heard


async def test_two_profiles_with_something_stay_apart(stage: Stage, owner: Human) -> None:
    """Nothing is merged: staff is told, and the bin with a new code settles it."""
    ivan = await stage.member("Ivan", owner=owner)
    first = await ivan.member()
    again = await stage.member("Johann", owner=owner)
    second = await again.member()
    await sell(again)
    code = await code_for(owner, "Ivan")
    await again.says("/restore")
    await again.says(code)
    assert again.heard == again.t(APART)
    assert (await again.member()).id == second.id
    assert (await ivan.member()).id == first.id
    assert "Johann" in owner.heard
    assert "Ivan" in owner.heard
    await owner.taps(owner.t("The newer profile"))
    await owner.taps(owner.t("Into the bin"))
    await owner.taps(owner.t("Put into the bin"))
    code = await code_for(owner, "Ivan")
    await again.says("/restore")
    await again.says(code)
    assert (await again.member()).id == first.id
    assert again.heard == again.t(BACK, programme="Warm Club")
    async with stage.service.db.read() as session:
        row = await session.get(PersonRow, second.id)
    assert row is not None
    assert row.status == Status.REMOVED


async def test_nobody_sheds_an_exclusion_by_coming_back(stage: Stage, owner: Human) -> None:
    """Whoever was excluded with the newer profile stays so, and staff hears of it."""
    ivan = await stage.member("Ivan", owner=owner)
    again = await stage.member("Johann", owner=owner)
    second = await again.member()
    await owner.says("/partners")
    await owner.says("Johann")
    await owner.taps("Johann")
    for label in ("Warn or keep out", "Exclusion", "Insults or threats", "Without a note"):
        await owner.taps(owner.t(label))
    await ivan.shares_contact()
    again.person.phone_number = ivan.person.phone_number
    await again.says("/restore")
    await again.shares_contact()
    assert again.heard == again.t(APART)
    found = await again.member()
    assert found.id == second.id
    assert found.status is Status.BLOCKED


async def test_a_member_who_guesses_hears_the_same_and_keeps_the_keys(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    mine = await ivan.member()
    await ivan.says("/restore")
    await ivan.says("ABCDEFG2")
    assert (await ivan.member()).id == mine.id
    assert ivan.heard == ivan.t(LOOKED)
    assert ivan.t("💰 Balance") in ivan.keys
    await ivan.says(ivan.t("💰 Balance"))
    assert ivan.heard != ivan.t(LOOKED)


async def test_the_own_number_is_kept_and_forgotten(stage: Stage, owner: Human) -> None:
    """By /settings: kept, it leads back; forgotten, it leads nowhere."""
    ivan = await stage.member("Ivan", owner=owner)
    mine = await ivan.member()
    await ivan.says("/settings")
    await ivan.taps(ivan.t("If this phone is lost"))
    await ivan.taps(ivan.t("Keep my number"))
    await ivan.shares_contact()
    await ivan.says("/settings")
    assert ivan.t("your number gets you back in") in ivan.heard
    await ivan.taps(ivan.t("If this phone is lost"))
    assert ivan.person.phone_number.lstrip("+") in ivan.heard
    await ivan.taps(ivan.t("Forget my number"))
    await ivan.taps(ivan.t("← Back"))
    assert ivan.t("you need a code to get back in") in ivan.heard
    again = stage.newcomer("Ivan again")
    again.person.phone_number = ivan.person.phone_number
    await again.says("/restore")
    await again.shares_contact()
    assert (await ivan.member()).id == mine.id


async def test_a_number_of_another_profile_is_not_kept_twice(stage: Stage, owner: Human) -> None:
    """The number's holder hears how to come back by it."""
    ivan = await stage.member("Ivan", owner=owner)
    await ivan.shares_contact()
    again = await stage.member("Johann", owner=owner)
    again.person.phone_number = ivan.person.phone_number
    await again.shares_contact()
    assert again.heard == again.t("This number stands with another profile. If that one is yours as well: /restore")
