"""A declined sale sent once more: everything is there already, and only what was wrong is asked for."""

from datetime import timedelta

import pytest

from bot.taps_claims import ClaimAct, OwnClaim, Review
from core.people.roles import Role
from tests.conversations.selling import button, data_of, day, decline, said, sell
from tests.stage import Human, Stage, invoice

TWO, THREE = (f"Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}{n}" for n in (2, 3))


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def test_only_what_was_wrong_is_asked_for(stage: Stage, partner: Human, owner: Human) -> None:
    """The photo, the number, the date and the issuer come along; one tap mends it, one sends it."""
    await sell(partner)
    await decline(owner, "Other quantity")
    await partner.taps(said(partner, "Send it again"))
    why = said(partner, "the document shows another quantity")
    assert partner.heard.startswith(said(partner, "<b>The same sale once more.</b> It was declined: {why}", why=why))
    assert said(partner, "<b>How many?</b>") in partner.heard
    await partner.taps("3")
    assert said(partner, "<b>Is everything right?</b>") in partner.heard
    for fact in (THREE, said(partner, "No. {number}", number="4411"), "Teplo Dom"):
        assert fact in partner.heard
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 360


async def test_the_moderator_hears_that_it_was_declined(stage: Stage, partner: Human, owner: Human) -> None:
    """When and why, beside the photo that came along; the declined card keeps its own."""
    moderator = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await sell(partner)
    await decline(owner, "Other quantity")
    declined_on = day(owner, stage.now())
    await stage.move(timedelta(days=1))
    await partner.taps(said(partner, "Send it again"))
    await partner.taps("3")
    await partner.taps(said(partner, "Send"))
    for human in (owner, moderator):
        number = said(human, "No. {number}", number="4411")
        why = said(human, "Other quantity").lower()
        told = said(human, "↩️ {document} was declined on {date}: {why}", document=number, date=declined_on, why=why)
        assert told in human.heard
        assert human.last_message.media is not None
        assert said(human, "Approve") in human.buttons
    assert sum(one.media is not None and TWO in one.text for one in owner.messages) == 1


async def test_the_declined_card_does_not_doubt_what_came_of_it(partner: Human, owner: Human) -> None:
    await sell(partner)
    await decline(owner, "Other quantity")
    await partner.taps(said(partner, "Send it again"))
    await partner.taps("3")
    await partner.taps(said(partner, "Send"))
    declined = [message.text for message in owner.messages if message.text.startswith("❌")]
    assert declined
    assert "⚠️" not in declined[-1]


async def test_after_a_bad_photo_only_a_photo_is_asked_for(stage: Stage, partner: Human, owner: Human) -> None:
    """Days later too: the old photo does not come along, the new one joins what is known."""
    await sell(partner)
    await decline(owner, "Photo unreadable")
    await stage.move(timedelta(days=2))
    await partner.taps(said(partner, "Send it again"))
    assert said(partner, "<b>Send a photo of the document.</b>") in partner.heard
    assert said(partner, "Send") not in partner.buttons
    await partner.sends_photo(invoice("sharper"))
    assert TWO in partner.heard
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_another_product_is_chosen_from_all(partner: Human, owner: Human) -> None:
    """The ones last sold would offer the wrong one first."""
    await sell(partner)
    await decline(owner, "Another product")
    await partner.taps(said(partner, "Send it again"))
    await partner.taps("Boiler 32 kW")
    assert "Boiler 32 kW (ABC-200) ×\N{NO-BREAK SPACE}2" in partner.heard
    await partner.taps(said(partner, "Send"))
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 400


async def test_for_another_reason_everything_can_be_changed(partner: Human, owner: Human) -> None:
    """The moderator's words stand above, Send and a button for each fact below."""
    await sell(partner)
    await decline(owner, "Other reason", "Нет печати")
    await partner.taps(said(partner, "Send it again"))
    assert "Нет печати" in partner.heard
    for label in ("Send", "Product", "Quantity", "Number", "Add a photo"):
        assert said(partner, label) in partner.buttons


async def test_the_page_that_a_note_asked_for_joins_at_once(partner: Human, owner: Human) -> None:
    """Sent without a tap on "Add a photo": it belongs to the sale that waits for it."""
    await sell(partner)
    await decline(owner, "Other reason", "Нужна вторая страница")
    await partner.taps(said(partner, "Send it again"))
    await partner.sends_photo(invoice("page 2"))
    assert "Нужна вторая страница" in partner.heard
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    assert said(owner, "All {n} photo", "All {n} photos", 2) in owner.buttons


@pytest.mark.parametrize("reason", ["Other quantity", "Other reason"])
async def test_a_photo_sent_days_later_is_of_another_sale(
    stage: Stage, partner: Human, owner: Human, reason: str
) -> None:
    """What was left unfinished does not swallow it."""
    await sell(partner)
    await decline(owner, reason, "Нет печати" if reason == "Other reason" else "")
    await partner.taps(said(partner, "Send it again"))
    await stage.move(timedelta(days=2))
    await partner.sends_photo(invoice("next"))
    assert partner.heard.startswith(said(partner, "<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", 1))
    assert "4411" not in partner.heard


async def test_a_photo_is_of_another_sale_while_it_is_not_asked_for(partner: Human, owner: Human) -> None:
    """Only a quantity was wrong: the photo that comes next is not this sale's, however soon."""
    await sell(partner)
    await decline(owner, "Other quantity")
    await partner.taps(said(partner, "Send it again"))
    await partner.sends_photo(invoice("next"))
    assert said(partner, "<b>Which product?</b>") in partner.heard
    assert "4411" not in partner.heard


async def test_a_second_tap_leads_to_the_same_draft(partner: Human, owner: Human) -> None:
    """And once it is sent, it is the sale that we have."""
    await sell(partner)
    await decline(owner, "Other quantity")
    message, again = button(partner, said(partner, "Send it again"))
    await partner.taps_on(message, again)
    await partner.taps("3")
    await partner.taps_on(message, again)
    assert THREE in partner.heard
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    toast = await partner.taps_on(message, again)
    assert toast == said(partner, "We already have this invoice from you. Here is the sale.")
    assert partner.heard.startswith("⏳")


async def test_dropping_it_leaves_the_declined_sale_as_it_was(partner: Human, owner: Human) -> None:
    await sell(partner)
    await decline(owner, "Other quantity")
    message, again = button(partner, said(partner, "Send it again"))
    await partner.taps_on(message, again)
    await partner.taps(said(partner, "Cancel"))
    await partner.taps_on(message, again)
    await partner.taps("3")
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")


async def test_what_cannot_be_sent_again_stays_closed(stage: Stage, partner: Human, owner: Human) -> None:
    """A forged tap on a sale that was paid already, and a stranger's on a declined one."""
    await sell(partner)
    await decline(owner, "Other quantity")
    message, again = button(partner, said(partner, "Send it again"))
    thief = await stage.member("Petr", owner=owner)
    await thief.sends_photo(invoice("own"))
    foreign = said(thief, "This sale is not yours, or it no longer exists. Your own are under /claims.")
    assert await thief.forges(thief.last_message, again.callback_data or "") == foreign
    await sell(partner, "4412")
    paid = Review.unpack(data_of(owner, said(owner, "Approve"))).claim_id
    await decline(owner, "Paid already", again=False)
    toast = await partner.forges(message, OwnClaim(claim_id=paid, act=ClaimAct.AGAIN).pack())
    assert toast == said(partner, "This sale has been decided and can no longer be changed.")
