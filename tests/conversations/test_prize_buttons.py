"""Old buttons of an order tell the truth, whatever has become of it."""

import pytest

from tests.conversations.earning import earn
from tests.conversations.selling import button, data_of, said
from tests.conversations.test_prizes import freezes, offer, order
from tests.stage import Human, Stage


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    """A partner with 500 on the balance."""
    ivan = await stage.member("Ivan", owner=owner)
    await earn(ivan, 250, document_no="1")
    await earn(ivan, 250, document_no="2")
    return ivan


async def test_an_old_button_does_not_say_that_a_cancelled_order_stands(owner: Human, ivan: Human) -> None:
    """Two questions were open: the first was answered and the order cancelled, the second orders nothing."""
    await offer(owner, "Thermos", 300)
    await ivan.says("/prizes")
    await ivan.taps(ivan.t("Order for {points}", points="").strip())
    old, tap = ivan.last_message, data_of(ivan, ivan.t("Order"))
    number = await order(ivan, 300)
    await ivan.taps(ivan.t("My orders"))
    await ivan.taps(ivan.t("Cancel No. {number}", number=number))
    await ivan.taps(ivan.t("Cancel the order"))
    assert await ivan.balance() == 500
    assert await ivan.forges(old, tap) == said(ivan, "This order is settled already. Open the list anew.")
    assert await ivan.balance() == 500


async def test_a_freeze_is_refused_inside_the_order_too(stage: Stage, owner: Human, ivan: Human) -> None:
    """Buttons from before the freeze order nothing: neither the first one nor the one that confirms."""
    await offer(owner, "Thermos", 300)
    await ivan.says("/prizes")
    wish = button(ivan, ivan.t("Order for {points}", points="").strip())
    await ivan.taps(ivan.t("Order for {points}", points="").strip())
    sure = button(ivan, ivan.t("Order"))
    await freezes(owner, "Ivan")
    refused = ivan.t("You can spend nothing for now; you go on earning. Why, and how to appeal: /prizes")
    for message, old in (sure, wish):
        assert await ivan.taps_on(message, old) == refused
    assert await ivan.balance() == 500
    await ivan.says("/prizes")
    await ivan.taps(ivan.t("My orders"))
    assert ivan.heard == ivan.t("You have ordered nothing yet.")
