"""The living claim: one card through all states, corrected, withdrawn, answered by its photo."""

from datetime import timedelta

import pytest

from bot.taps_claims import ClaimAct, DropSale, OwnClaim, PickQuantity, SendSale
from bot.views import reasons
from core.claims.claim import DeclineReason
from core.programme.options import Options
from tests.conversations.selling import button, data_of, decline, describe, said, sell
from tests.stage import Human, Stage, invoice

OPEN = ("Change", "Add a page", "Replace photo", "History", "Withdraw")
"""What can be done with a sale that waits."""


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def test_the_verdict_rings_in_reply_to_the_photo(stage: Stage, partner: Human, owner: Human) -> None:
    """By day; the card changes in silence."""
    await stage.move(_until(stage, hour=10))
    photo = await partner.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    await partner.taps("Teplo Dom")
    await owner.taps(said(owner, "Approve"))
    assert partner.last_message.reply_to == photo.message_id
    assert partner.rang == partner.heard
    assert partner.heard.startswith("+240")
    assert partner.heard.endswith("240")


async def test_at_night_the_verdict_is_silent(stage: Stage, partner: Human, owner: Human) -> None:
    await stage.move(_until(stage, hour=23))
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    assert partner.heard.startswith("+240")
    assert partner.rang != partner.heard


async def test_a_sale_is_corrected_while_nobody_has_decided(partner: Human, owner: Human) -> None:
    """The card becomes the correction and the claim again; the moderator's card follows."""
    await sell(partner)
    cards = len(partner.messages)
    await partner.taps(said(partner, "Change"))
    assert said(partner, "<b>Correction</b>") in partner.heard
    await partner.taps(said(partner, "Quantity"))
    await partner.taps("3")
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    assert len(partner.messages) == cards
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}3" in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 360


async def test_a_correction_can_be_given_up(partner: Human, owner: Human) -> None:
    await sell(partner)
    await partner.taps(said(partner, "Change"))
    await partner.taps(said(partner, "Quantity"))
    await partner.says("/cancel")
    assert partner.heard == said(partner, "The correction is dropped. The sale stays as it was sent.")
    assert partner.messages[-3].text.startswith("⏳")
    assert "×\N{NO-BREAK SPACE}2" in owner.heard


async def test_a_new_photo_takes_the_place_of_the_old(partner: Human, owner: Human) -> None:
    await sell(partner)
    await partner.taps(said(partner, "Replace photo"))
    assert said(partner, "<b>Send the new photo.</b> It takes the place of the one before.") in partner.heard
    await partner.sends_photo(invoice("4411, sharper"))
    assert partner.heard.startswith("⏳")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_withdrawing_asks_once(partner: Human, owner: Human) -> None:
    await sell(partner)
    await partner.taps(said(partner, "Withdraw"))
    await partner.taps(said(partner, "No, leave it in review"))
    assert partner.buttons == [said(partner, label) for label in OPEN]
    await partner.taps(said(partner, "Withdraw"))
    await partner.taps(said(partner, "Yes, withdraw the sale"))
    assert said(partner, "<b>Withdrawn.</b> To register the sale after all, send its photo again.") in partner.heard
    assert said(partner, "Withdraw") not in partner.buttons
    assert said(owner, "✖️ <b>Withdrawn by the partner</b>") in owner.heard
    assert said(owner, "Approve") not in owner.buttons


async def test_an_edited_caption_corrects_until_the_verdict(partner: Human, owner: Human) -> None:
    await sell(partner, "4410")
    photo = await partner.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    await partner.edits(photo, "ABC-100 x4 №4411")
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}4" in partner.heard
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}4" in owner.heard
    await owner.taps(said(owner, "Approve"))
    await partner.edits(photo, "ABC-100 x9 №4411")
    assert partner.heard == said(partner, "This sale has been decided and can no longer be changed.")
    assert await partner.balance() == 480


async def test_a_declined_sale_says_why_and_how_to_go_on(partner: Human, owner: Human) -> None:
    await sell(partner)
    await decline(owner, "Photo unreadable")
    why = said(partner, "the document cannot be read on the photo")
    number = said(partner, "No. {number}", number="4411")
    assert partner.heard.startswith(said(partner, "<b>{document} is declined:</b> {why}", document=number, why=why))
    assert any(text.startswith(said(partner, "❌ <b>Declined:</b> {why}", why=why)) for text in partner.all_heard)


async def test_a_paid_sale_offers_no_second_try(partner: Human, owner: Human) -> None:
    await sell(partner)
    await decline(owner, "Paid already", again=False)
    assert said(partner, "It cannot be sent again.") in partner.heard
    assert partner.buttons == [said(partner, "⚖️ Ask for another look")]


async def test_own_sales_are_listed_and_shown_again(partner: Human, owner: Human) -> None:
    await partner.says("/claims")
    assert partner.heard == said(partner, "You have registered no sales yet. To begin, send a photo of an invoice.")
    await sell(partner, "4411")
    await owner.taps(said(owner, "Approve"))
    await sell(partner, "4412")
    await partner.says("/claims")
    assert [label[0] for label in partner.buttons] == ["⏳", "✅"]
    await partner.taps("⏳")
    assert partner.heard.startswith("⏳")
    assert partner.buttons == [said(partner, label) for label in OPEN]
    assert sum(text.startswith("⏳") for text in partner.all_heard) == 2
    assert sum(bool(message.buttons) for message in partner.messages if message.text.startswith("⏳")) == 1


async def test_a_late_decision_is_apologised_for(stage: Stage, partner: Human, owner: Human) -> None:
    """The promise that was broken and the new one, each once. The owner hears of each as well."""
    await sell(partner)
    await stage.move(timedelta(days=4))
    apology = partner.heard
    assert said(partner, "No. {number}", number="4411") in apology
    heard = len(partner.all_heard)
    await stage.move(timedelta(days=9))
    assert len(partner.all_heard) == heard + 3
    assert len(set(partner.all_heard[heard:])) == 3
    late = said(
        owner, "⏰ <b>{n} sale waits longer than promised</b>", "⏰ <b>{n} sales wait longer than promised</b>", 1
    )
    assert sum(late in text for text in owner.all_heard) == 1 + 3
    assert said(owner, "⏰ <b>Time to decide: {n} sale</b>", "", 1) not in owner.screen
    await owner.says("/today")
    await owner.taps(said(owner, "📋 To decide"))
    assert said(owner, "Approve") in owner.buttons


async def test_two_taps_at_once_send_once(stage: Stage, partner: Human, owner: Human) -> None:
    await describe(partner)
    message, send = button(partner, said(partner, "Send"))
    await partner.taps_on(message, send)
    toast = await partner.taps_on(message, send)
    assert toast == said(partner, "This sale was sent already. All your sales are under /claims.")
    assert len([text for text in owner.all_heard if "4411" in text]) == 1


async def test_yesterdays_buttons_tell_the_truth(stage: Stage, partner: Human, owner: Human) -> None:
    """A tap on a card that has moved on changes nothing and says so."""
    await sell(partner)
    message, withdraw = button(partner, said(partner, "Withdraw"))
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(days=1))
    toast = await partner.taps_on(message, withdraw)
    assert toast == said(partner, "This sale has been decided and can no longer be changed.")
    assert await partner.balance() == 240


async def test_forged_taps_reach_nobody_elses_sale(stage: Stage, partner: Human, owner: Human) -> None:
    """Every button of a sale, pressed by a stranger to it, with its true ids."""
    await sell(partner, "4411")
    await describe(partner, "4412")
    thief = await stage.member("Petr", owner=owner)
    await thief.sends_photo(invoice("own"))
    foreign = said(thief, "This sale is not yours, or it no longer exists. Your own are under /claims.")
    claim = OwnClaim.unpack(data_of(partner, said(partner, "Withdraw"))).claim_id
    sale = SendSale.unpack(data_of(partner, said(partner, "Send")))
    forged = [OwnClaim(claim_id=claim, act=act) for act in ClaimAct]
    drafts = [sale, DropSale(draft_id=sale.draft_id), PickQuantity(draft_id=sale.draft_id, quantity=6)]
    before = (partner.screen, owner.screen)
    for data in [*forged, *drafts, SendSale(draft_id=2**60, version=1)]:
        assert await thief.forges(thief.last_message, data.pack()) == foreign
    assert (partner.screen, owner.screen) == before


async def test_numbers_beyond_any_id_are_no_buttons(partner: Human) -> None:
    await partner.sends_photo(invoice("4411"))
    for data in (f"dq:{2**70}:1", "dq:1:-4", "dd:1:999999999999", "da:1:nothing", "cl:1:steal"):
        toast = await partner.forges(partner.last_message, data)
        assert toast
    assert said(partner, "<b>Which product?</b>") in partner.heard


@pytest.mark.parametrize("reason", list(DeclineReason))
def test_every_reason_has_words(reason: DeclineReason) -> None:
    assert reasons.usual(reason)
    assert reasons.told(reason, "", Options())


def _until(stage: Stage, *, hour: int) -> timedelta:
    """How long it is until an hour of the day, UTC being everybody's zone here."""
    now = stage.now()
    then = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return then - now if then > now else then + timedelta(days=1) - now
