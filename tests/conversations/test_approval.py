"""A poster lets people in by a manager's tap: until then nothing can be claimed, and the newcomer knows who decides."""

import re

import pytest

from core.people.roles import Role, Status
from tests.conversations.test_join import agrees
from tests.stage import Human, Stage, invoice


async def poster(maker: Human) -> str:
    """A poster's link, for installers of the first company."""
    await maker.says("/invite")
    await maker.taps(maker.t("Occupation"))
    await maker.taps(maker.t("Installer"))
    await maker.taps(maker.t("Company"))
    await maker.taps("Teplo Dom")
    before = len(maker.messages)
    await maker.taps(maker.t("Poster: I let each one in"))
    told = " ".join(message.text for message in maker.messages[before:])
    found = re.search(r"https://t\.me/\S+\?start=[\w-]+", told)
    assert found is not None
    return found.group()


async def comes(stage: Stage, link: str, name: str = "Ivan", *, language: str = "ru") -> Human:
    """Somebody who scanned the poster and answered everything: switches and a name."""
    human = stage.newcomer(name, language=language)
    await human.opens(link)
    await agrees(human)
    await human.says(name)
    return human


@pytest.mark.parametrize("language", ["en", "ru", "it"])
async def test_a_newcomer_waits_is_let_in_and_claims(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language)
    anna = await stage.member("Anna", owner=owner, role=Role.MANAGER, language=language)
    ivan = await comes(stage, await poster(anna), language=language)
    waiting = ivan.t("Thank you. {name} decides now whether you take part. You will hear here.", name="Anna")
    assert waiting in ivan.heard
    assert (await ivan.member()).status is Status.PENDING
    await ivan.sends_photo(invoice("early"))
    assert (
        ivan.t("You are not in yet, so nothing of this is kept. Once you are, you will hear here: send it again then.")
        in ivan.heard
    )
    assert anna.t("{name} wants to take part. Do you let them in?", name="Ivan") in anna.heard
    await anna.taps(anna.t("Let in"))
    assert anna.t("{name} is in.", name="Ivan") in anna.heard
    assert (await ivan.member()).status is Status.ACTIVE
    assert ivan.t("1. Send a photo of an invoice here, any time.") in ivan.screen
    await ivan.sends_photo(invoice("first"))
    assert (
        ivan.t("You are not in yet, so nothing of this is kept. Once you are, you will hear here: send it again then.")
        not in ivan.heard
    )


async def test_a_queue_is_worked_off_tap_by_tap(stage: Stage, owner: Human) -> None:
    link = await poster(owner)
    people = [await comes(stage, link, f"Partner {n}") for n in range(3)]
    await owner.says("/members")
    await owner.taps(owner.t("To be let in: {n}", n=3))
    assert (
        owner.t("<b>{n} waits to be let in</b>", "<b>{n} wait to be let in</b>", 3).replace("<b>", "")[:8]
        in owner.heard
    )
    await owner.taps("✅ Partner 0")
    await owner.taps(owner.t("Who else waits: {n}", n=2))
    await owner.taps("✅ Partner 1")
    await owner.taps(owner.t("Who else waits: {n}", n=1))
    await owner.taps(f"1. {owner.t('Turn away')}")
    statuses = [(await each.member()).status for each in people]
    assert statuses == [Status.ACTIVE, Status.ACTIVE, Status.BLOCKED]
    assert people[2].t("You were not let in to {programme}.", programme="Warm Club") in people[2].heard


async def test_a_decision_is_made_once_and_by_whoever_may(stage: Stage, owner: Human) -> None:
    anna = await stage.member("Anna", owner=owner, role=Role.MANAGER)
    boris = await stage.member("Boris", owner=owner, role=Role.MANAGER)
    partner = await stage.member("Petr", owner=owner)
    ivan = await comes(stage, await poster(anna))
    who = (await ivan.member()).id
    toast = await partner.forges(partner.last_message, f"adm:in:{who}")
    assert toast == partner.t("Only managers and owners invite people. Ask one of them, or look under /help.")
    toast = await boris.forges(boris.last_message, f"adm:in:{who}")
    assert toast == boris.t("This is decided already.")
    assert (await ivan.member()).status is Status.PENDING
    await owner.says("/members")
    await owner.taps(owner.t("To be let in: {n}", n=1))
    await owner.taps("✅ Ivan")
    toast = await anna.taps(anna.t("Turn away"))
    assert toast == anna.t("This is decided already.")
    assert (await ivan.member()).status is Status.ACTIVE


async def test_whoever_waits_hears_one_answer_then_silence(stage: Stage, owner: Human) -> None:
    ivan = await comes(stage, await poster(owner))
    await ivan.says("hello?")
    count = len(ivan.messages)
    for _ in range(3):
        await ivan.says("hello?")
    assert len([one for one in ivan.messages[count:] if one.by_bot]) == 0
    await ivan.says("/start")
    assert (await ivan.member()).status is Status.PENDING
