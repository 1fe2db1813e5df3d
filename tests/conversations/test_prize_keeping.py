"""Prizes as staff keeps them: last days, words by language, pictures that stay."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core.rewards.tables import PrizePictureRow
from tests.conversations.earning import earn
from tests.conversations.test_prizes import IN_EACH_LANGUAGE, offer
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def owner(stage: Stage, request: pytest.FixtureRequest) -> Human:
    """Olga, whose programme is set up in a language."""
    return await stage.found(language=getattr(request, "param", "ru"))


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    """A partner who has earned something."""
    ivan = await stage.member("Ivan", owner=owner, language=owner.language)
    for number in ("1", "2"):
        await earn(ivan, 250, document_no=number)
    return ivan


@IN_EACH_LANGUAGE
async def test_a_prize_can_be_ordered_until_its_last_day(stage: Stage, owner: Human, ivan: Human) -> None:
    """The day is told; afterwards the prize is not there any more."""
    await offer(owner, "Thermos", 300)
    await owner.taps(owner.t("Last day"))
    await owner.says("1.1.2020")
    assert owner.heard == owner.t("Type one day of the calendar, like 31.12.2026: today or a later one.")
    last = stage.now().date() + timedelta(days=3)
    await owner.says(f"{last:%d.%m.%Y}")
    assert owner.t("Last day: {day}", day="").strip() in owner.heard
    await ivan.says("/prizes")
    assert ivan.t("Until {date}", date="").strip() in ivan.heard
    await stage.move(timedelta(days=4))
    await ivan.says("/prizes")
    assert "Thermos" not in ivan.heard
    await owner.says("/prizes")
    await owner.taps(owner.t("All prizes"))
    await owner.taps("Thermos, 300")
    await owner.taps(owner.t("Last day"))
    await owner.taps(owner.t("No last day"))
    await ivan.says("/prizes")
    assert "Thermos" in ivan.heard


@IN_EACH_LANGUAGE
async def test_a_prize_is_called_and_described_by_language(stage: Stage, owner: Human) -> None:
    """Each reads his own; a language without words has the programme's."""
    await offer(owner, "Thermos", 300)
    for part, words in (("Name", "Borraccia"), ("Description", "Tiene caldo per ore")):
        await owner.taps(owner.t(part))
        await owner.taps("Italiano")
        await owner.says(words)
    await owner.taps(owner.t("Name"))
    assert "Italiano: Borraccia" in owner.heard
    await owner.taps(owner.t("← Back"))
    others = {"ru": "Thermos", "it": "Borraccia", "en": "Thermos"}
    for language, name in others.items():
        partner = await stage.member("Nina", owner=owner, language=language)
        await partner.says("/prizes")
        assert (name if owner.language != "it" else "Borraccia") in partner.heard


async def test_a_picture_outlives_the_bot_that_was_sent_it(stage: Stage, owner: Human, ivan: Human) -> None:
    """It is kept sealed; a bot with another token shows it by its bytes, on every screen."""
    await offer(owner, "Thermos", 300, picture=False)
    await owner.taps(owner.t("Picture"))
    await owner.sends_photo(invoice("Thermos"))
    await ivan.says("/prizes")
    first = ivan.last_message.media
    async with stage.service.db.read() as session:
        sealed = await session.scalar(select(PrizePictureRow.sealed))
    assert sealed is not None
    assert b"JFIF" not in sealed
    await stage.run(lambda session: session.execute(update(PrizePictureRow).values(bot_id=stage.bot.id + 1)))
    await ivan.says("/prizes")
    assert ivan.last_message.media not in (None, first)
    await ivan.taps(ivan.t("Order for {points}", points="").strip())
    assert ivan.last_message.media is not None
    await owner.says("/prizes")
    await owner.taps(owner.t("All prizes"))
    await owner.taps("Thermos, 300")
    assert owner.last_message.media is not None
