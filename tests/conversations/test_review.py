"""Moderators: one tap a verdict, reasons in place, and truth for whoever comes second."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.taps_claims import DeclineFor, Review, ReviewAct
from bot.views import sales
from bot.words import speaking
from core.claims.claim import DeclineReason
from core.people.roles import Role
from tests.clock import TUESDAY
from tests.conversations.selling import button, data_of, decline, said, sell
from tests.stage import Human, Stage

VERDICTS = ("Approve", "Decline", "Correct and approve", "Ask the partner")


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def moderator(stage: Stage, owner: Human) -> Human:
    return await stage.member("Masha", owner=owner, role=Role.MODERATOR)


async def test_the_card_has_the_picture_and_all_facts(partner: Human, owner: Human) -> None:
    await sell(partner)
    card = owner.heard
    for fact in (
        "Ivan",
        said(owner, "Installer").lower(),
        "Teplo Dom",
        "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}2",
        said(owner, "No. {number}", number="4411"),
        "+240",
    ):
        assert fact in card
    assert "(photo)" in owner.screen
    assert owner.buttons == [
        said(owner, label) for label in ("Approve", "Decline", "Correct and approve", "Ask the partner")
    ]


async def test_when_one_has_decided_all_others_see_it(partner: Human, owner: Human, moderator: Human) -> None:
    await sell(partner)
    toast = await moderator.taps(said(moderator, "Approve"))
    assert toast is not None
    assert toast.startswith(said(moderator, "Approved: +{points}", points="240"))
    for human in (owner, moderator):
        assert human.heard.startswith(said(human, "✅ <b>Approved by {name}</b>", name="Masha"))
        assert human.buttons == [
            said(human, "↩️ Returned by the buyer"),
            said(human, "🖼 Show photo"),
            said(human, "History"),
        ]


async def test_reasons_stand_in_place_and_lead_back(partner: Human, owner: Human) -> None:
    await sell(partner)
    cards = len(owner.messages)
    await owner.taps(said(owner, "Decline"))
    assert said(owner, "Other quantity") in owner.buttons
    await owner.taps(said(owner, "← Back"))
    assert owner.buttons == [
        said(owner, label) for label in ("Approve", "Decline", "Correct and approve", "Ask the partner")
    ]
    await owner.taps(said(owner, "Decline"))
    await owner.taps(said(owner, "Other quantity"))
    toast = await owner.taps(said(owner, "Decline, may be sent again"))
    assert toast == said(owner, "Declined. The partner is told why.")
    assert owner.heard.startswith(
        said(owner, "❌ <b>Declined by {name}:</b> {why}", name="Olga", why=said(owner, "Other quantity").lower())
    )
    assert len(owner.messages) == cards
    assert said(partner, "the document shows another quantity") in partner.heard


async def test_another_reason_is_typed(partner: Human, owner: Human) -> None:
    """The partner reads the moderator's own words, tags and all."""
    await sell(partner)
    await owner.taps(said(owner, "Decline"))
    await owner.taps(said(owner, "Other reason"))
    number = said(owner, "No. {number}", number="4411")
    assert owner.heard == said(
        owner, "Why do you decline {document}? Type it: the partner will read your words.", document=number
    )
    await owner.says("Нужна <b>печать</b> & подпись")
    assert "Нужна <b>печать</b> & подпись" in owner.heard
    toast = await owner.taps(said(owner, "Decline for good"))
    assert toast == said(owner, "Declined. The partner is told why.")
    assert "Нужна <b>печать</b> & подпись" in partner.heard
    assert said(partner, "Send it again") not in partner.buttons


async def test_a_note_can_be_added_to_any_reason(partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Decline"))
    await owner.taps(said(owner, "Other quantity"))
    await owner.taps(said(owner, "✏️ Add a note"))
    await owner.says("Три, а не два")
    await owner.taps(said(owner, "Decline, may be sent again"))
    assert "Три, а не два" in partner.heard
    assert said(partner, "Send it again") in partner.buttons


async def test_a_note_can_be_given_up(partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Decline"))
    await owner.taps(said(owner, "Other reason"))
    await owner.says("/cancel")
    assert owner.heard == said(owner, "Nothing is declined. The sale still waits for its verdict.")
    await owner.says("/review")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_a_note_that_comes_too_late_ends_its_step(
    stage: Stage, partner: Human, owner: Human, moderator: Human
) -> None:
    """Somebody else was faster: that is said once, and the next words are not taken for a note again."""
    await sell(partner)
    await owner.taps(said(owner, "Decline"))
    await owner.taps(said(owner, "Other reason"))
    await stage.move(timedelta(minutes=10))
    await moderator.taps(said(moderator, "Take over"))
    await moderator.taps(said(moderator, "Approve"))
    await owner.says("Нет печати")
    assert owner.heard == said(owner, "Already approved. Decided by {name}.", name="Masha")
    await owner.says("Нет печати")
    assert owner.heard != said(owner, "Already approved. Decided by {name}.", name="Masha")
    assert await partner.balance() == 240


async def test_two_moderators_at_once_decide_once(stage: Stage, partner: Human, owner: Human, moderator: Human) -> None:
    """Both get a truthful answer; the points are posted once."""
    await sell(partner)
    taps = [(human, *button(human, said(human, "Approve"))) for human in (owner, moderator)]
    toasts = await asyncio.gather(*(human.taps_on(message, one) for human, message, one in taps))
    await stage.settle()
    won = [toast for toast in toasts if toast and toast.startswith("+") is False and "240" in toast]
    assert len(won) == 1
    late = next(toast for toast in toasts if toast not in won)
    names = [said(owner, "Already approved. Decided by {name}.", name=name) for name in ("Olga", "Masha")]
    assert late in names
    assert await partner.balance() == 240


async def test_a_double_tap_decides_once(partner: Human, owner: Human) -> None:
    await sell(partner)
    message, approve = button(owner, said(owner, "Approve"))
    await owner.taps_on(message, approve)
    toast = await owner.taps_on(message, approve)
    assert toast == said(owner, "You have already approved this.")
    assert await partner.balance() == 240


async def test_nobody_decides_an_own_sale(stage: Stage, owner: Human, moderator: Human) -> None:
    """A moderator's own claim goes to the others, and a forged tap on it is refused."""
    await sell(moderator)
    assert "4411" not in [text for text in moderator.all_heard if "Masha" in text]
    assert said(moderator, "Approve") not in moderator.buttons
    toast = await moderator.forges(moderator.last_message, data_of(owner, said(owner, "Approve")))
    assert toast == said(moderator, "Nobody decides an own sale. Somebody else will.")
    await owner.taps(said(owner, "Approve"))
    assert await moderator.balance() == 240


async def test_partners_cannot_press_moderators_buttons(stage: Stage, partner: Human, owner: Human) -> None:
    """Whatever the button claims: who presses is asked, at the press."""
    await sell(partner)
    thief = await stage.member("Petr", owner=owner)
    true = Review.unpack(data_of(owner, said(owner, "Approve")))
    before = owner.screen
    for data in (
        *(Review(claim_id=true.claim_id, version=true.version, act=act) for act in ReviewAct),
        *(DeclineFor(claim_id=true.claim_id, version=true.version, reason=reason) for reason in DeclineReason),
    ):
        assert await thief.forges(thief.last_message, data.pack())
    assert owner.screen == before
    assert "4411" not in thief.screen
    assert await partner.balance() == 0


async def test_a_verdict_is_on_what_the_moderator_saw(partner: Human, owner: Human) -> None:
    """The partner corrected the sale a moment before the tap: look again."""
    await sell(partner)
    message, approve = button(owner, said(owner, "Approve"))
    await partner.taps(said(partner, "Change"))
    await partner.taps(said(partner, "Quantity"))
    await partner.taps("6")
    await partner.taps(said(partner, "Send"))
    toast = await owner.taps_on(message, approve)
    assert toast == said(owner, "This sale has changed meanwhile. Look at it as it is now and tap once more.")
    assert "×\N{NO-BREAK SPACE}6" in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 720


async def test_a_withdrawn_sale_cannot_be_decided(partner: Human, owner: Human) -> None:
    await sell(partner)
    message, approve = button(owner, said(owner, "Approve"))
    await partner.taps(said(partner, "Withdraw"))
    await partner.taps(said(partner, "Yes, withdraw the sale"))
    toast = await owner.taps_on(message, approve)
    assert toast == said(owner, "The partner has withdrawn this sale. There is nothing to decide.")


async def test_review_is_for_those_who_decide(partner: Human) -> None:
    before = len(partner.all_heard)
    await partner.says("/review")
    assert len(partner.all_heard) == before + 1
    assert said(partner, "Nothing waits for your decision.") not in partner.heard


async def test_a_late_sale_says_so_on_the_card(stage: Stage, partner: Human, owner: Human) -> None:
    await sell(partner)
    await stage.move(timedelta(days=6))
    await owner.says("/review")
    assert owner.heard.startswith("⏰")


async def test_a_late_sale_names_the_promise_that_was_broken(stage: Stage, partner: Human, owner: Human) -> None:
    """On both cards, however often a new day was promised since."""
    await sell(partner)
    promised = TUESDAY.replace(hour=18, minute=0) + timedelta(days=2)
    await stage.move(timedelta(days=9))
    await owner.says("/review")
    assert _by(owner, promised) in owner.heard
    (card,) = [text for text in partner.all_heard if text.startswith("⏳")]
    assert _by(partner, promised) in card


async def test_a_declined_sale_promises_no_points(partner: Human, owner: Human) -> None:
    await sell(partner)
    assert "+240" in owner.heard
    await decline(owner, "Another product")
    assert "240" not in owner.heard
    assert said(partner, "the document shows another product") in partner.heard
    await partner.says("/claims")
    assert "240" not in partner.buttons[0]


def _by(human: Human, moment: datetime) -> str:
    with speaking(human.language):
        return sales.by(moment, "UTC")
