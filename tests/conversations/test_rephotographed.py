"""The same paper in another file: told to whoever decides, both pictures side by side, and held against nobody."""

import random
from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageEnhance

from sandbox.model import Photo
from sandbox.samples import default_samples
from sandbox.samples.layouts import draw
from tests.conversations.selling import said
from tests.stage import Human, Stage

PAPER = draw(default_samples(date(2026, 11, 22))[0], random.Random(1)).convert("RGB")


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def mate(stage: Stage, owner: Human) -> Human:
    return await stage.member("Petr", owner=owner)


def photo(picture: Image.Image, *, quality: int = 90) -> bytes:
    content = BytesIO()
    picture.save(content, "JPEG", quality=quality)
    return content.getvalue()


def brighter(*, cropped: float = 0.0) -> bytes:
    """The paper once more: in other light, compressed harder, and with less of each margin."""
    across, down = round(PAPER.width * cropped / 2), round(PAPER.height * cropped / 2)
    part = PAPER.crop((across, down, PAPER.width - across, PAPER.height - down))
    return photo(ImageEnhance.Brightness(part).enhance(1.15), quality=60)


async def sells(human: Human, picture: bytes, number: str) -> None:
    await human.sends_photo(picture)
    await human.taps("Boiler 24 kW")
    await human.taps("2")
    await human.says(number)
    await human.taps("Teplo Dom")
    await human.taps(said(human, "Send"))


def stand_side_by_side(owner: Human) -> bool:
    """Whether the newest card shows two pictures of this paper in one."""
    shown = owner.last_message.media
    assert isinstance(shown, Photo)
    with Image.open(BytesIO(shown.best.file.content)) as picture:
        return picture.width / picture.height > 1.9 * PAPER.width / PAPER.height


async def test_another_photo_of_the_paper_is_a_hint_and_no_refusal(partner: Human, mate: Human, owner: Human) -> None:
    """Under another number: the one who sent it hears nothing of it, and one tap pays."""
    await sells(partner, photo(PAPER), "4411")
    assert not stand_side_by_side(owner)
    await sells(mate, brighter(), "9977")
    assert mate.heard.startswith("⏳")
    assert "🔍" in owner.heard
    assert "Ivan" in owner.heard
    assert "4411" in owner.heard
    assert stand_side_by_side(owner)
    await owner.taps(said(owner, "Approve"))
    assert await mate.balance() == 240


@pytest.mark.parametrize("cropped", [0.05, 0.1])
async def test_a_cropped_one_is_known_by_what_stands_on_it(
    partner: Human, mate: Human, owner: Human, cropped: float
) -> None:
    """Number, issuer and day: the partner is asked, the moderator compares both pictures, nobody is refused."""
    await sells(partner, photo(PAPER), "4411")
    await sells(mate, brighter(cropped=cropped), "4411")
    assert said(mate, "<b>Is it the same document?</b>") in mate.heard
    await mate.taps(said(mate, "Another document"))
    assert mate.heard.startswith("⏳")
    assert said(owner, "⚠️ <b>May be the same as this, on the right:</b>") in owner.heard
    assert stand_side_by_side(owner)
    await owner.taps(said(owner, "Approve"))
    await owner.taps(said(owner, "Pay all the same"))
    assert await mate.balance() == 240
