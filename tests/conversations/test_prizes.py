"""Prizes: put on the list by answers one at a time, ordered with one question, handed over with one tap."""

from datetime import timedelta

import pytest

from core.people.roles import Role
from core.programme.options import Module
from tests.conversations.earning import earn
from tests.conversations.selling import button, said
from tests.stage import Human, Stage, invoice

IN_EACH_LANGUAGE = pytest.mark.parametrize("owner", ["ru", "it", "en"], indirect=True)


@pytest.fixture
async def owner(stage: Stage, request: pytest.FixtureRequest) -> Human:
    """Olga, whose programme is set up in a language."""
    return await stage.found(language=getattr(request, "param", "ru"))


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    """A partner with 500 on the balance."""
    ivan = await stage.member("Ivan", owner=owner, language=owner.language)
    await earn(ivan, 250, document_no="1")
    await earn(ivan, 250, document_no="2")
    return ivan


async def offer(owner: Human, name: str, points: int, *, stock: int | None = None, picture: bool = True) -> None:
    """A prize on the list, added as a manager does."""
    await owner.says("/prizes")
    await owner.taps(owner.t("Add a prize"))
    if picture:
        await owner.sends_photo(invoice(name))
    else:
        await owner.taps(owner.t("Without a picture"))
    await owner.says(name)
    await owner.says(str(points))
    if stock is None:
        await owner.taps(owner.t("As many as are wanted"))
    else:
        await owner.says(str(stock))
    await owner.taps(owner.t("Put on the list"))
    assert owner.t("Partners see it.") in owner.heard


async def order(partner: Human, points: int) -> int:
    """Order what is shown first; the order's number."""
    await partner.says("/prizes")
    await partner.taps(partner.t("Order for {points}", points="").strip())
    await partner.taps(partner.t("Order"))
    return int(partner.heard.splitlines()[0].split()[-1])


@IN_EACH_LANGUAGE
async def test_a_prize_is_ordered_and_handed_over(stage: Stage, owner: Human, ivan: Human) -> None:
    """Both are told at each step; what it cost is held, then spent."""
    await offer(owner, "Thermos", 300, stock=2)
    await ivan.taps(ivan.t("🎁 Prizes"))
    assert "Thermos" in ivan.heard
    assert ivan.last_message.media is not None
    number = await order(ivan, 300)
    assert said(ivan, "✅ <b>Ordered: {prize}</b>, No. {number}", prize="Thermos", number=number) in ivan.heard
    assert await ivan.balance() == 200
    assert said(
        owner, "🎁 <b>New order No. {number}</b>: {prize}, {person}", number=number, prize="Thermos", person="Ivan"
    ) in (owner.heard)
    await owner.taps(owner.t("Orders to hand over"))
    assert "Thermos" in owner.heard
    await owner.taps(owner.t("✅ {number} given", number=number))
    assert said(owner, "✅ No. {number} is marked as given.", number=number) in owner.heard
    await stage.move(timedelta(seconds=45))
    assert "Thermos" in ivan.heard
    assert "help@heat.example" in ivan.heard
    await ivan.says("/prizes")
    await ivan.taps(ivan.t("My orders"))
    assert ivan.t("handed over") in ivan.heard
    assert await ivan.balance() == 200
    await stage.prove()


async def test_a_verdict_is_undone_before_anybody_hears(stage: Stage, owner: Human, ivan: Human) -> None:
    await offer(owner, "Thermos", 300)
    number = await order(ivan, 300)
    before = ivan.all_heard
    await stage.set_options(undo_seconds=30)
    await owner.taps(owner.t("Orders to hand over"))
    await owner.taps(owner.t("✅ {number} given", number=number))
    await owner.taps(owner.t("Undo"))
    await stage.move(timedelta(minutes=2))
    assert ivan.all_heard == before
    assert owner.t("✅ {number} given", number=number) in owner.buttons


@IN_EACH_LANGUAGE
async def test_staff_cancels_with_a_reason(stage: Stage, owner: Human, ivan: Human) -> None:
    """What it cost and the stock are back."""
    await offer(owner, "Thermos", 300, stock=1)
    number = await order(ivan, 300)
    await owner.taps(owner.t("Orders to hand over"))
    await owner.taps(owner.t("✖ {number} cancel", number=number))
    await owner.taps(owner.t("Out of stock"))
    await stage.move(timedelta(seconds=45))
    assert ivan.t("it is out of stock") in ivan.heard
    assert await ivan.balance() == 500
    await ivan.says("/prizes")
    assert "Thermos" in ivan.heard
    await stage.prove()


@IN_EACH_LANGUAGE
async def test_a_partner_cancels_an_own_order(stage: Stage, owner: Human, ivan: Human) -> None:
    await offer(owner, "Thermos", 300, stock=1)
    number = await order(ivan, 300)
    await ivan.taps(ivan.t("My orders"))
    await ivan.taps(ivan.t("Cancel No. {number}", number=number))
    assert await ivan.taps(ivan.t("Cancel the order")) == ivan.t("Cancelled. Everything is back on your balance.")
    assert await ivan.balance() == 500
    assert "Ivan" in owner.heard
    await stage.prove()


async def test_a_second_tap_orders_nothing(stage: Stage, owner: Human, ivan: Human) -> None:
    await offer(owner, "Pen", 100)
    await ivan.says("/prizes")
    await ivan.taps(ivan.t("Order for {points}", points="").strip())
    message, sure = button(ivan, ivan.t("Order"))
    await ivan.taps_on(message, sure)
    await ivan.taps_on(message, sure)
    assert await ivan.balance() == 400
    await order(ivan, 100)
    assert await ivan.balance() == 300


async def test_what_is_missing_is_told_in_sales(owner: Human, ivan: Human) -> None:
    """250 a sale so far: 300 more are about two."""
    await offer(owner, "Grill", 800, picture=False)
    await ivan.says("/prizes")
    assert "300" in ivan.heard
    assert "2" in ivan.heard.splitlines()[-1]
    assert not any(label.startswith(ivan.t("Order for {points}", points="").strip()) for label in ivan.buttons)


async def test_the_dearest_within_reach_comes_first(owner: Human, ivan: Human) -> None:
    for name, points in (("Grill", 800), ("Pen", 50), ("Thermos", 300)):
        await offer(owner, name, points, picture=name != "Pen")
    await ivan.says("/prizes")
    assert "Thermos" in ivan.heard
    await ivan.taps("▶")
    assert "Grill" in ivan.heard
    await ivan.taps("▶")
    assert "Pen" in ivan.heard
    assert ivan.last_message.media is None
    await ivan.taps("▶")
    assert "Thermos" in ivan.heard
    assert ivan.last_message.media is not None


async def test_a_sold_out_prize_is_gone_and_its_old_button_says_so(stage: Stage, owner: Human, ivan: Human) -> None:
    petr = await stage.member("Petr", owner=owner)
    await earn(petr, 500, document_no="3")
    await offer(owner, "Thermos", 300, stock=1)
    for human in (ivan, petr):
        await human.says("/prizes")
        await human.taps(human.t("Order for {points}", points="").strip())
    await ivan.taps(ivan.t("Order"))
    assert await petr.taps(petr.t("Order")) == petr.t(
        "Somebody was quicker: this was the last one. Nothing was taken. Look at the others: /prizes."
    )
    assert await petr.balance() == 500
    await petr.says("/prizes")
    assert petr.heard == petr.t("There are no prizes here yet. What you earn meanwhile stays yours.")


async def test_a_changed_price_is_told_before_anything_is_taken(owner: Human, ivan: Human) -> None:
    await offer(owner, "Thermos", 300)
    await ivan.says("/prizes")
    await ivan.taps(ivan.t("Order for {points}", points="").strip())
    await owner.taps(owner.t("Price"))
    await owner.says("400")
    assert "400" in owner.heard
    told = await ivan.taps(ivan.t("Order"))
    assert told == ivan.t("The price is {n} now. Nothing was taken: open /prizes and decide anew.", n=400)
    assert await ivan.balance() == 500


async def test_staff_changes_and_hides_a_prize(owner: Human, ivan: Human) -> None:
    await offer(owner, "Termos", 300, picture=False)
    for part, words in (("Name", "Thermos"), ("Description", "Keeps tea hot for a day")):
        await owner.taps(owner.t(part))
        await owner.taps("Русский")
        await owner.says(words)
    await owner.taps(owner.t("Per person"))
    await owner.says("1")
    await owner.taps(owner.t("Stock"))
    await owner.says("many")
    assert said(owner, "Send a whole number from {least} to {most}.", least=0, most="").split("0")[0] in owner.heard
    await owner.says("5")
    await order(ivan, 300)
    await earn(ivan, 500, document_no="9")
    await ivan.says("/prizes")
    assert "Keeps tea hot for a day" in ivan.heard
    await ivan.taps(ivan.t("Order for {points}", points="").strip())
    told = await ivan.taps(ivan.t("Order"))
    assert told == ivan.t(
        "One person can have {n} of these, and you have it.", "One person can have {n} of these, and you have them.", 1
    )
    await owner.says("/prizes")
    await owner.taps(owner.t("All prizes"))
    await owner.taps("Thermos")
    await owner.taps(owner.t("Hide"))
    await ivan.says("/prizes")
    assert ivan.heard == ivan.t("There are no prizes here yet. What you earn meanwhile stays yours.")


async def test_late_orders_stand_first_with_a_sign(stage: Stage, owner: Human, ivan: Human) -> None:
    """Twenty-one working days are promised."""
    await offer(owner, "Pen", 100)
    await order(ivan, 100)
    await stage.move(timedelta(days=40))
    await owner.says("/prizes")
    assert said(owner, "⏰ Later than promised: {n}", n=1) in owner.heard
    await owner.taps(owner.t("Orders: {n}", n=1))
    assert "⏰" in owner.heard


async def test_where_prizes_are_off_it_says_so(stage: Stage, owner: Human, ivan: Human) -> None:
    await offer(owner, "Pen", 100)
    await ivan.says("/prizes")
    await ivan.taps(ivan.t("Order for {points}", points="").strip())
    message, sure = button(ivan, ivan.t("Order"))
    await stage.set_options(modules=frozenset({Module.CLAIMS, Module.BALANCE}))
    await owner.says("/prizes")
    part = ivan.t("Prizes").lower()
    off = ivan.t("The programme does without this part now: {part}. What there is stands under /help.", part=part)
    await ivan.says("/prizes")
    assert ivan.heard == off
    assert await ivan.taps_on(message, sure) == off
    assert await ivan.balance() == 500


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MODERATOR, Role.VIEWER])
async def test_only_staff_keeps_prizes(stage: Stage, owner: Human, role: Role) -> None:
    await offer(owner, "Pen", 100)
    anna = await stage.member("Anna", owner=owner, role=role, company=None)
    told = anna.t("Only managers, editors and owners keep the prizes. What you can do is under /help.")
    taps = ("list:0:0", "show:1:0", "add:0:0", "name:1:0", "put:1:0", "hide:1:0", "nostock:1:0")
    hands = ("list:0:0:", "give:1:0:", "askc:1:0:", "cancel:1:0:asked", "undo:1:0:")
    for data in (*(f"stock:{tap}" for tap in taps), *(f"hand:{hand}" for hand in hands)):
        assert await anna.forges(anna.last_message, data) == told, data


async def test_a_viewer_cannot_order(stage: Stage, owner: Human) -> None:
    await offer(owner, "Pen", 100)
    vera = await stage.member("Vera", owner=owner, role=Role.VIEWER, company=None)
    assert await vera.forges(vera.last_message, "shop:do:1:0:100:0") == vera.t(
        "Your role spends nothing. What you can do is under /help."
    )


async def test_an_order_of_somebody_else_is_unknown(stage: Stage, owner: Human, ivan: Human) -> None:
    petr = await stage.member("Petr", owner=owner)
    await offer(owner, "Pen", 100)
    number = await order(ivan, 100)
    assert await petr.forges(petr.last_message, f"shop:cancel:{number}:0:0:0") == petr.t(
        "I do not know this order. Open the list anew."
    )
    assert await ivan.balance() == 400


async def freezes(human: Human, name: str) -> None:
    """A freeze of spending from the person's card."""
    await human.says("/partners")
    await human.says(name)
    await human.taps(name)
    for label in ("Warn or keep out", "Freeze of spending", "The same sale again and again", "Without a note"):
        await human.taps(human.t(label))


@IN_EACH_LANGUAGE
async def test_whoever_may_not_spend_reads_why_and_appeals(stage: Stage, owner: Human, ivan: Human) -> None:
    """No order is offered during a freeze; an appeal is, once."""
    await offer(owner, "Thermos", 300)
    await freezes(owner, "Ivan")
    await ivan.says("/prizes")
    reason = ivan.t("The same sale again and again").lower()
    assert said(ivan, "You can spend nothing for now: {reason}. Your sales go on earning.", reason=reason) in ivan.heard
    assert not any(label.startswith(ivan.t("Order for {points}", points="").strip()) for label in ivan.buttons)
    await ivan.taps(ivan.t("Appeal"))
    await ivan.says("They were two sales")
    await ivan.says("/prizes")
    assert ivan.t("Appeal") not in ivan.buttons
    await owner.taps(owner.t("Take it back"))
    assert await order(ivan, 300) > 0
