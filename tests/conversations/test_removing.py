"""Taking off the lists: chosen or looked for, confirmed, put back; what was sold stays."""

import pytest

from core.people.roles import Role
from tests.conversations.selling import describe, said, sell
from tests.conversations.test_lists import companies
from tests.stage import Human, Stage


async def test_a_product_is_removed_and_put_back(stage: Stage, owner: Human) -> None:
    """Partners no longer find it; its points come back with it."""
    ivan = await stage.member("Ivan", owner=owner)
    await owner.says("/products")
    await owner.taps(owner.t("Remove one"))
    assert owner.buttons[:2] == ["ABC-100 Boiler 24 kW", "ABC-200 Boiler 32 kW"]
    await owner.taps("ABC-200")
    assert "ABC-200 Boiler 32 kW" in owner.heard
    await owner.taps(owner.t("← Back"))
    await owner.taps("ABC-200")
    await owner.taps(owner.t("Remove"))
    await ivan.says("ABC-200")
    assert "Boiler 32 kW" not in ivan.screen
    await owner.taps(owner.t("Put it back"))
    await owner.taps(owner.t("← Back"))
    assert "ABC-200 Boiler 32 kW: 200" in owner.heard


async def test_a_removed_product_that_is_sent_again_is_back(owner: Human) -> None:
    await owner.says("/products")
    await owner.taps(owner.t("Remove one"))
    await owner.taps("THM-1")
    await owner.taps(owner.t("Remove"))
    await owner.says("/products")
    assert "Thermostat" not in owner.heard
    await owner.says("THM-1; Thermostat; 7")
    assert owner.t("{n} product added", "{n} products added", 1) in owner.heard
    await owner.says("/products")
    assert "THM-1 Thermostat: 7" in owner.heard


async def test_what_is_typed_is_looked_for(owner: Human) -> None:
    await owner.says("/products")
    await owner.taps(owner.t("Remove one"))
    await owner.says("thermo")
    assert owner.buttons == ["THM-1 Thermostat", owner.t("← Back")]
    await owner.says("водолаз")
    assert "«водолаз»" in owner.heard


async def test_a_company_is_removed_and_sent_again(stage: Stage, owner: Human) -> None:
    """Whoever works there goes on; a newcomer no longer chooses it; sending its name brings it back."""
    await stage.member("Ivan", owner=owner, company=0)
    await owner.says("/companies")
    await owner.taps(owner.t("Remove one"))
    await owner.says("teplo")
    await owner.taps("Teplo Dom")
    await owner.taps(owner.t("Remove"))
    assert await companies(stage) == ["Clima Casa"]
    await owner.taps(owner.t("Put it back"))
    assert await companies(stage) == ["Teplo Dom", "Clima Casa"]
    await owner.taps(owner.t("← Back"))
    await owner.taps(owner.t("Remove one"))
    await owner.taps("Clima Casa")
    await owner.taps(owner.t("Remove"))
    await owner.says("/companies")
    await owner.says("Clima Casa")
    assert owner.t("{n} company added.", "{n} companies added.", 1) in owner.heard
    assert await companies(stage) == ["Teplo Dom", "Clima Casa"]


async def test_a_company_is_removed_while_its_sales_are_open(stage: Stage, owner: Human) -> None:
    """A sale that waits is decided and paid, one that is being described is sent, and the next one begins."""
    ivan = await stage.member("Ivan", owner=owner, company=0)
    await sell(ivan, "4411")
    await describe(ivan, "4412")
    await owner.says("/companies")
    await owner.taps(owner.t("Remove one"))
    await owner.taps("Teplo Dom")
    await owner.taps(owner.t("Remove"))
    await ivan.taps(said(ivan, "Send"))
    for _ in range(2):
        await owner.says("/review")
        await owner.taps(said(owner, "Approve"))
    assert await ivan.balance() == 480
    await sell(ivan, "4413")
    await owner.says("/review")
    assert "4413" in owner.heard


async def test_an_invitation_bound_to_a_removed_company_still_works(stage: Stage, owner: Human) -> None:
    await owner.says("/invite")
    await owner.taps(owner.t("Company"))
    await owner.taps("Teplo Dom")
    await owner.taps(owner.t("Make the link"))
    link = next(text for text in owner.all_heard if "?start=" in text).rpartition("\n")[2]
    await owner.says("/companies")
    await owner.taps(owner.t("Remove one"))
    await owner.taps("Teplo Dom")
    await owner.taps(owner.t("Remove"))
    petr = stage.newcomer("Petr")
    await petr.opens(link)
    assert "Warm Club" in petr.screen


async def test_a_cut_list_says_how_many_more(owner: Human) -> None:
    await owner.says("/products")
    await owner.says("\n".join(f"NEW-{number}; Valve {number}; 5" for number in range(3)))
    await owner.says("/products")
    assert owner.heard.endswith(owner.t("and {n} more product", "and {n} more products", 2))
    await owner.says("/companies")
    assert owner.heard.endswith("Clima Casa")


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MANAGER])
async def test_only_editors_and_owners_remove(stage: Stage, owner: Human, role: Role) -> None:
    anna = await stage.member("Anna", owner=owner, role=role)
    told = anna.t("Only editors and owners change the lists. Ask one of them, or look under /help.")
    for data in ("rm:list:products:0:0", "rm:ask:products:1:0", "rm:do:companies:1:0", "rm:undo:products:1:0"):
        assert await anna.forges(anna.last_message, data) == told
    assert await owner.forges(owner.last_message, "rm:do:products:999999:0") == owner.t(
        "This is no longer on the list. Open the list anew."
    )
