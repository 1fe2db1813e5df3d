"""A moderator puts right what a sale claims and approves it so; the partner sees both side by side."""

from datetime import timedelta

import pytest

from bot.taps_review import Fix, FixAct
from core.people.roles import Role
from tests.conversations.selling import decline, said, sell
from tests.matrix.things import newest_claim
from tests.stage import Human, Stage

X = "×\N{NO-BREAK SPACE}"


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def test_another_quantity(partner: Human, owner: Human) -> None:
    """Three taps: what is wrong, what is right, and the reason that the correction itself suggests."""
    await sell(partner)
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps(f"ABC-100 {X}2")
    await owner.taps("1")
    assert f"{X}2 → {X}1" in owner.heard
    assert said(owner, "<b>+{points}</b>, of {claimed} claimed", points="120", claimed="240")[:4] in owner.heard
    toast = await owner.taps("✓ " + said(owner, "Other quantity"))
    assert toast is not None
    assert "120" in toast
    assert await partner.balance() == 120
    why = said(partner, "the document shows another quantity")
    assert said(partner, "{claimed} were claimed: {why}", claimed="240", why=why) in partner.heard
    await partner.taps(said(partner, "Show the sale"))
    assert partner.heard.startswith("☑️")
    assert f"{X}2 → {X}1" in partner.heard
    assert why in partner.heard
    assert owner.heard.startswith(
        said(
            owner,
            "☑️ <b>Corrected and approved by {name}:</b> {why}",
            name="Olga",
            why=said(owner, "Other quantity").lower(),
        )
    )


async def test_another_product_is_typed_in_part(partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps(f"ABC-100 {X}2")
    await owner.taps(said(owner, "Another product"))
    await owner.says("zzz")
    assert "zzz" in owner.heard
    await owner.says("radiator")
    await owner.taps("Radiator 10 sections (RAD-10)")
    await owner.taps("✓ " + said(owner, "Another product"))
    assert await partner.balance() == 30
    await partner.taps(said(partner, "Show the sale"))
    assert f"→ Radiator 10 sections {X}2" in partner.heard


async def test_number_and_date_are_put_right_and_nothing_is_lost(stage: Stage, partner: Human, owner: Human) -> None:
    """The points stay whole: that is an approval, and the partner reads what was found."""
    await sell(partner)
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps(said(owner, "Number"))
    await owner.says("№ 4412")
    await owner.taps(said(owner, "Date"))
    await owner.says("14.9")
    await owner.taps("✓ " + said(owner, "Other number or date"))
    assert await partner.balance() == 240
    await partner.taps(said(partner, "Show the sale"))
    assert partner.heard.startswith("✅")
    assert "4411 →" in partner.heard
    assert "4412" in partner.heard


async def test_words_of_ones_own(partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps(f"ABC-100 {X}2")
    await owner.says("3")
    await owner.taps("✓ " + said(owner, "Other reason"))
    await owner.says("В накладной три")
    assert await partner.balance() == 360
    assert said(partner, "Corrected: {why}", why="В накладной три") in partner.heard


async def test_a_correction_leads_back_and_is_given_up(partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps(f"ABC-100 {X}2")
    await owner.taps(said(owner, "← Back"))
    await owner.taps(said(owner, "← Back"))
    assert said(owner, "Approve") in owner.buttons
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps(said(owner, "Number"))
    await owner.says("/cancel")
    assert owner.heard == said(owner, "Nothing is corrected. The sale still waits for its verdict.")


async def test_nothing_left_is_no_approval(partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps(f"ABC-100 {X}2")
    toast = await owner.taps(said(owner, "Leave it out"))
    assert toast == said(owner, "That leaves nothing to pay. To pay nothing, decline the sale.")
    await owner.taps(said(owner, "← Back"))
    assert await partner.balance() == 0


async def test_a_correction_that_leads_to_a_paid_sale_is_asked_about(
    stage: Stage, partner: Human, owner: Human
) -> None:
    """The number is put right, and belongs to a sale that was paid: paid again only when that is confirmed."""
    mate = await stage.member("Petr", owner=owner)
    await sell(mate, "4412")
    await owner.taps(said(owner, "Approve"))
    await sell(partner, "4411")
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps(said(owner, "Number"))
    await owner.says("4412")
    await owner.taps("✓ " + said(owner, "Other number or date"))
    assert said(owner, "Pay all the same") in owner.buttons
    assert await partner.balance() == 0
    await owner.taps(said(owner, "Pay all the same"))
    assert await partner.balance() == 240
    await partner.taps(said(partner, "Show the sale"))
    assert "4411 →" in partner.heard


async def test_somebody_else_was_faster(stage: Stage, partner: Human, owner: Human) -> None:
    """The correction at hand ends with the truth."""
    moderator = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await sell(partner)
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps(said(owner, "Number"))
    await stage.move(timedelta(minutes=10))
    await moderator.taps(said(moderator, "Take over"))
    await decline(moderator, "Photo unreadable")
    await owner.says("4412")
    assert await partner.balance() == 0
    assert owner.heard == said(owner, "This sale has changed meanwhile. Look at it as it is now and tap once more.")


async def test_a_button_of_another_sale_corrects_nothing(partner: Human, owner: Human) -> None:
    """It is told that the sale has changed, and what was begun goes on."""
    await sell(partner)
    await owner.taps(said(owner, "Correct and approve"))
    claim, _ = await newest_claim(partner.stage, (await partner.member()).id)
    for act, arg in ((FixAct.LINE, 10**9), (FixAct.SERIALS, 10**9), (FixAct.DAY, 2**62)):
        toast = await owner.forges(owner.last_message, Fix(claim_id=claim, act=act, arg=arg).pack())
        assert toast == said(owner, "This sale has changed meanwhile. Look at it as it is now and tap once more.")
    await owner.taps(f"ABC-100 {X}2")
    await owner.taps("1")
    assert f"{X}2 → {X}1" in owner.heard
