"""Sanctions with their appeals, and the way back into a profile from another Telegram account."""

from datetime import timedelta

import pytest

from core.people.rights import Right, SpendingFrozen, allowed
from core.people.roles import Role, Status
from tests.conversations.selling import sell
from tests.conversations.test_approval import comes, poster
from tests.stage import Human, Stage

LOOKED = (
    "I have looked. If this is right, your profile opens here in a moment. If nothing comes, ask whoever looks after "
    "you for a new code."
)


async def imposes(
    human: Human, on: str, step: str, ground: str = "Insults or threats", note: str | None = None
) -> None:
    await human.says("/partners")
    await human.says(on)
    await human.taps(on)
    await human.taps(human.t("Warn or keep out"))
    await human.taps(human.t(step))
    await human.taps(human.t(ground))
    if note is None:
        await human.taps(human.t("Without a note"))
    else:
        await human.says(note)


async def test_an_appeal_goes_to_somebody_else_and_lifts(stage: Stage, owner: Human) -> None:
    """A frozen partner earns and cannot spend; the answer comes from who did not decide."""
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member("Ivan", owner=owner)
    await imposes(maria, "Ivan", "Freeze of spending", "Another reason", "Numbers do not fit")
    assert "Numbers do not fit" in ivan.heard
    person = await ivan.member()
    assert person.frozen
    try:
        await stage.run(lambda session: allowed(session, person.id, Right.SPEND))
        raise AssertionError("a frozen person could spend")
    except SpendingFrozen:
        pass
    await sell(ivan)
    await ivan.says("/help")
    await ivan.taps(ivan.t("Appeal"))
    await ivan.says("I was <ill>")
    assert (
        ivan.t("Your appeal is on its way. {name} decides; you will hear the answer here.", name="Olga") in ivan.heard
    )
    assert "I was <ill>" in owner.heard
    assert "Maria" in owner.heard
    screen, take_back = owner.last_message, owner.last_message.buttons[0][0]
    assert await maria.forges(maria.last_message, take_back.callback_data or "") == maria.t(
        "This appeal is decided already, or somebody else decides it."
    )
    await owner.taps(owner.t("Take it back"))
    assert not (await ivan.member()).frozen
    assert ivan.heard == ivan.t("You can spend again.")
    assert await owner.taps_on(screen, take_back) == owner.t("This was taken back already.")


async def test_whoever_is_excluded_can_still_appeal(stage: Stage, owner: Human) -> None:
    """The only one who decides is asked again, where there is nobody else."""
    ivan = await stage.member("Ivan", owner=owner)
    await imposes(owner, "Ivan", "Exclusion")
    assert (await ivan.member()).status is Status.BLOCKED
    await ivan.taps(ivan.t("Appeal"))
    await ivan.taps(ivan.t("Send without words"))
    await owner.taps(owner.t("It stands"))
    assert (
        ivan.t("Your appeal was looked at. The decision stands: {what}.", what=ivan.t("Exclusion").lower())
        in ivan.heard
    )
    assert (await ivan.member()).status is Status.BLOCKED
    await owner.says("/partners")
    await owner.says("Ivan")
    await owner.taps("Ivan")
    await owner.taps(owner.t("Warn or keep out"))
    await owner.taps(owner.t("Lift: {what}", what=owner.t("Exclusion")))
    assert (await ivan.member()).status is Status.ACTIVE


async def test_a_warning_lets_nobody_in_who_was_turned_away(stage: Stage, owner: Human) -> None:
    """Neither it nor its end says anything about the door."""
    ivan = await comes(stage, await poster(owner))
    await owner.taps(owner.t("Turn away"))
    assert (await ivan.member()).status is Status.BLOCKED
    await imposes(owner, "Ivan", "Warning")
    assert (await ivan.member()).status is Status.BLOCKED
    await owner.taps(owner.t("Undo"))
    assert (await ivan.member()).status is Status.BLOCKED


async def test_a_second_warning_for_something_else_is_told(stage: Stage, owner: Human) -> None:
    """Two on one day: only the same words are not said again."""
    ivan = await stage.member("Ivan", owner=owner)
    await imposes(owner, "Ivan", "Warning", "Insults or threats")
    await imposes(owner, "Ivan", "Warning", "Another reason", "He shouts")
    assert "He shouts" in ivan.heard
    before = len(ivan.all_heard)
    await imposes(owner, "Ivan", "Warning", "Another reason", "He shouts")
    assert len(ivan.all_heard) == before


async def test_a_sanction_is_undone_at_once(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await imposes(owner, "Ivan", "Exclusion")
    await owner.taps(owner.t("Undo"))
    assert (await ivan.member()).status is Status.ACTIVE
    assert ivan.heard == ivan.t("You take part in the programme again: everything is as it was.")


async def test_an_appeal_has_its_time(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await imposes(owner, "Ivan", "Warning")
    await stage.move(timedelta(days=11))
    await ivan.taps(ivan.t("Appeal"))
    await ivan.says("Too late")
    assert ivan.heard == ivan.t("An appeal was made already, or its time is over. Who else can help: /privacy")


async def code_for(owner: Human, name: str) -> str:
    await owner.says("/partners")
    await owner.says(name)
    await owner.taps(name)
    await owner.taps(owner.t("Code for a new phone"))
    return owner.heard.split(":")[1].split()[0]


async def test_a_lost_phone_is_made_good_by_a_code(stage: Stage, owner: Human) -> None:
    """The same profile with all it earned; the old account is told and closed; the code works once."""
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan)
    before = await ivan.member()
    code = await code_for(owner, "Ivan")
    again = stage.newcomer("Ivan again")
    await again.says("/start")
    await again.taps(again.t("I was here before"))
    await again.says(code.lower())
    assert again.t(LOOKED) in again.all_heard
    assert again.heard == again.t("Welcome back to {programme}: everything is as it was.", programme="Warm Club")
    assert (await again.member()).id == before.id
    assert ivan.heard == ivan.t(
        "Your profile was moved to another Telegram account and is closed here. If that was not you, tell the "
        "programme at once."
    )
    assert "Ivan" in owner.heard
    heard = len(ivan.all_heard)
    await owner.says("/review")
    await owner.taps(owner.t("Approve"))
    await stage.move(timedelta(minutes=2))
    assert await again.balance() > 0
    assert len(ivan.all_heard) == heard
    assert any("4411" in each for each in again.all_heard)
    third = stage.newcomer("Third")
    await third.says("/restore")
    await third.says(code)
    assert (await again.member()).id == before.id
    assert third.heard == third.t(LOOKED)


async def test_guessing_finds_nothing(stage: Stage, owner: Human) -> None:
    """Every guess has the same answer, and soon none is looked at."""
    await stage.member("Ivan", owner=owner)
    code = await code_for(owner, "Ivan")
    thief = stage.newcomer("Thief")
    await thief.says("/restore")
    answers = set()
    for n in range(5):
        await thief.says(f"ABCDEFG{n + 2}")
        answers.add(thief.heard)
    assert len(answers) == 1
    await thief.says(code)
    assert thief.heard == thief.t(
        "Too many invitations that do not work. Try again in ten minutes, with the link you were sent."
    )
    await stage.move(timedelta(minutes=16))
    await thief.says(code)
    assert thief.heard in answers


async def test_the_own_phone_leads_back_and_nobody_elses(stage: Stage, owner: Human) -> None:
    """The answer is the same where nobody is known by the number."""
    ivan = await stage.member("Ivan", owner=owner)
    petr = await stage.member("Petr", owner=owner)
    await petr.shares_contact_of(ivan)
    assert petr.heard == petr.t(
        "This is not your own number. Share your own one by the key, so that Telegram can vouch for it."
    )
    await ivan.shares_contact()
    assert ivan.heard == ivan.t(
        "Kept. If you lose this Telegram, you get back in with this number: /restore in the new one. You can have it "
        "forgotten at any time: /settings"
    )
    profile = await ivan.member()
    again = stage.newcomer("Ivan again")
    again.person.phone_number = ivan.person.phone_number
    await again.says("/restore")
    await again.shares_contact()
    assert (await again.member()).id == profile.id
    stranger = stage.newcomer("Stranger")
    await stranger.says("/restore")
    await stranger.shares_contact()
    assert stranger.heard in again.all_heard
    await stranger.shares_contact_of(again)
    assert stranger.heard == stranger.t(
        "This is not your own number. Share your own one by the key, so that Telegram can vouch for it."
    )


async def test_a_second_profile_is_never_made(stage: Stage, owner: Human) -> None:
    """Half-way in by a new invitation, the old profile is found; a member keeps the own one."""
    ivan = await stage.member("Ivan", owner=owner)
    petr = await stage.member("Petr", owner=owner)
    await owner.says("/invite")
    await owner.taps(owner.t("Make the link"))
    link = [text for text in owner.all_heard if "?start=" in text][-1].rpartition("\n")[2]
    again = stage.newcomer("Ivan again")
    await again.opens(link)
    profile = await ivan.member()
    code = await code_for(owner, "Ivan")
    await again.says("/restore")
    await again.says(code)
    assert (await again.member()).id == profile.id
    await petr.says("/restore")
    assert petr.heard == petr.t(
        "This is your profile. If you had another one before, in a Telegram you have lost: ask whoever looks after you "
        "for a code and type it here. Or share your phone number by the key below, if the programme knows it."
    )


@pytest.mark.written_in("ru")
async def test_a_frozen_balance_says_so(stage: Stage, owner: Human) -> None:
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member("Ivan", owner=maria)
    await imposes(maria, "Ivan", "Freeze of spending", "Another reason", "Numbers do not fit")
    await ivan.says("/balance")
    assert ivan.t("<b>{points}</b>, but you cannot spend for now", points="0 баллов").replace("<b>", "").replace(
        "</b>", ""
    ) in (ivan.heard)
