"""The brand that people know stands beside the programme's name."""

import pytest

from tests.conversations.links import invite_link
from tests.conversations.test_join import agrees
from tests.stage import Human, Stage


async def sets_brand(owner: Human, brand: str) -> None:
    await owner.says("/programme")
    await owner.taps(owner.t("Name and contact"))
    await owner.taps(owner.t("Brand"))
    await owner.says(brand)
    await owner.says("/help")


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_a_brand_stands_wherever_people_meet_the_programme(stage: Stage, language: str) -> None:
    """On the invitation, in the greeting, under help; not twice where the name says it already."""
    owner = await stage.found(language=language)
    await sets_brand(owner, "Heat & Co")
    nina = stage.newcomer("Nina", language=language)
    await nina.opens(await invite_link(owner, language=language))
    assert "Warm Club · Heat & Co" in nina.heard
    await agrees(nina)
    await nina.taps("Nina")
    await nina.taps(nina.t("Installer"))
    await nina.taps("Teplo Dom")
    assert any("Warm Club · Heat & Co" in heard for heard in nina.all_heard[-3:])
    await nina.says("/help")
    assert nina.heard.startswith("Warm Club · Heat & Co")
    await sets_brand(owner, "warm")
    await nina.says("/help")
    assert nina.heard.startswith("Warm Club\n")
