"""The whole walk in every language, through both doors, on both databases: from nothing to explained points."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.people import owners
from core.programme.options import BEGUN_WITH, Module
from sandbox.server import Sandbox
from tests.conversations.selling import said, sell
from tests.conversations.test_join import agrees
from tests.stage import Human, Stage, invoice, open_stage

LANGUAGES = ("ru", "it", "en")
CITIES = {"ru": "Москва", "it": "Roma", "en": "London"}
STARS = {"ru": "1 звезда", "it": "1 stella", "en": "1 star"}
OWN_NAMES = {"ru": "Русский", "it": "Italiano", "en": "English"}


@pytest.fixture(params=["polling", "webhook"])
async def stage(request: pytest.FixtureRequest, sandbox: Sandbox, db_url: str) -> AsyncIterator[Stage]:
    """The service on an empty database, updates coming in by either door."""
    found = await open_stage(sandbox, db_url, webhook=request.param == "webhook")
    yield found
    await found.prove()
    await found.service.stop()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_an_empty_database_to_explained_points(stage: Stage, language: str) -> None:
    owner = await first_start(stage, language)
    await stage.set_options(modules=BEGUN_WITH | {Module.BOARD, Module.BROADCASTS})
    await owner.says("/help")
    ivan = await join(stage, owner, language)
    await sell(ivan, "4411")
    assert ivan.heard.startswith("⏳")
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(seconds=30))
    assert ivan.heard.startswith("+240")
    await numbers_explain_themselves(ivan)
    await refusals_say_what_to_do(ivan, owner)
    assert await ivan.balance() == 240


async def first_start(stage: Stage, language: str) -> Human:
    """The owner opens the one-time link, answers, and pastes the lists."""
    owner = stage.newcomer("Olga", language=language)
    invitation = await stage.run(
        lambda session: owners.ensure_owner(session, owner_ids=[], locale=language, timezone="UTC", now=stage.now())
    )
    assert invitation is not None
    await owner.opens(f"https://t.me/{stage.bot.username}?start={invitation.code}")
    await owner.says("Warm Club")
    await owner.taps(CITIES[language])
    first = said(owner, "First: {language}", language=OWN_NAMES[language])
    if first in owner.buttons:
        await owner.taps(first)
    await owner.taps(said(owner, "Next →"))
    await owner.taps(STARS[language])
    await owner.says("Heat Works Ltd, Milan")
    await owner.says("help@heat.example")
    await owner.says("Teplo Dom\nClima Casa")
    await owner.taps(said(owner, "Next →"))
    await owner.says("ABC-100; Boiler 24 kW; 120\nABC-200; Boiler 32 kW; 200")
    await owner.taps(said(owner, "Next →"))
    return owner


async def join(stage: Stage, owner: Human, language: str) -> Human:
    """The owner makes a link by buttons; the partner comes in by it."""
    await owner.taps(said(owner, "Invite people"))
    await owner.taps(said(owner, "Make the link"))
    link = next(word for text in reversed(owner.all_heard) for word in text.split() if "?start=" in word)
    ivan = stage.newcomer("Ivan", language=language)
    await ivan.opens(link)
    await agrees(ivan)
    await ivan.taps("Ivan")
    await ivan.taps(said(ivan, "Installer"))
    await ivan.taps("Teplo Dom")
    assert len(ivan.keys) == 5
    return ivan


async def numbers_explain_themselves(ivan: Human) -> None:
    """Balance, history, why, top."""
    await ivan.taps(ivan.keys[1])
    assert "240" in ivan.heard
    await ivan.says("/history")
    await ivan.taps(ivan.buttons[0])
    assert "4411" in ivan.heard
    assert "2 × 120 = 240" in ivan.heard
    await ivan.says("/top")
    assert f"🥇 {said(ivan, 'You')}: 240" in ivan.heard


async def refusals_say_what_to_do(ivan: Human, owner: Human) -> None:
    """The same invoice again, a number of pieces that is none, and a decline with its reason."""
    await ivan.sends_photo(invoice("once more"), caption="ABC-100 x2 №4411")
    assert said(ivan, "We already have this invoice from you. Here is the sale.") in ivan.all_heard
    await ivan.sends_photo(invoice("4412"))
    await ivan.taps("Boiler 24 kW")
    await ivan.says("0")
    assert "10" in ivan.heard
    await ivan.says("1")
    await ivan.says("4412")
    await ivan.taps(said(ivan, "Send"))
    await owner.taps(said(owner, "Decline"))
    await owner.taps(owner.buttons[0])
    await owner.taps(owner.buttons[0])
    await ivan.stage.move(timedelta(seconds=30))
    assert "4412" in ivan.heard
    assert "❌" in "".join(text[:1] for text in ivan.all_heard)
