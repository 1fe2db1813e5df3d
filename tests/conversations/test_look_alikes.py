"""Paying what looks the same takes a second tap, and cards that show another sale beside theirs follow it."""

import pytest

from bot.taps_claims import PayAllTheSame
from core.people.roles import Role
from sandbox.model import Button, Message
from tests.conversations.selling import data_of, day, said, sell
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def mate(stage: Stage, owner: Human) -> Human:
    return await stage.member("Petr", owner=owner)


async def photograph(mate: Human, product: str = "Boiler 24 kW") -> None:
    """A sale of the same invoice as everybody's here, up to its last question, by a photo of one's own."""
    await mate.sends_photo(invoice("taken once more"))
    await mate.taps(product)
    await mate.taps("2")
    await mate.says("4411")
    await mate.taps("Teplo Dom")


async def sell_the_same(mate: Human) -> None:
    """A sale that somebody else has sent before."""
    await photograph(mate)
    await mate.taps(said(mate, "Send"))
    await mate.taps(said(mate, "Another document"))


async def test_what_was_paid_is_asked_about_once_more(stage: Stage, partner: Human, mate: Human, owner: Human) -> None:
    """On the card itself: to whom, when, and a way back; the second tap pays."""
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240, "nothing looks like it: one tap"
    await sell_the_same(mate)
    cards = len(owner.messages)
    verdicts = [said(owner, words) for words in ("Approve", "Decline", "Correct and approve", "Ask the partner")]
    await owner.taps(said(owner, "Approve"))
    question = _paid(owner, name="Ivan", date=day(owner, stage.now()))
    assert owner.heard.startswith(f"❗ {question}")
    assert owner.buttons == [said(owner, "Pay all the same"), said(owner, "← Back")]
    assert await mate.balance() == 0
    await owner.taps(said(owner, "← Back"))
    assert question not in owner.heard
    assert owner.buttons == verdicts
    await owner.taps(said(owner, "Approve"))
    toast = await owner.taps(said(owner, "Pay all the same"))
    assert toast is not None
    assert toast.startswith(said(owner, "Approved: +{points}", points="240"))
    assert await mate.balance() == 240
    assert len(owner.messages) == cards


async def test_of_two_that_wait_only_the_later_is_asked_about(
    stage: Stage, partner: Human, mate: Human, owner: Human
) -> None:
    await sell(partner)
    await sell_the_same(mate)
    await owner.taps(said(owner, "Approve"))
    assert owner.heard.startswith(
        "❗ "
        + said(
            owner,
            "{document} was sent by {name} on {date} and waits too. Pay this one?",
            document=_number(owner),
            name="Ivan",
            date=day(owner, stage.now()),
        )
    )
    await owner.taps_on(*_approve(owner, "Ivan"))
    assert await partner.balance() == 240


async def test_a_yes_to_one_question_is_no_answer_to_another(partner: Human, mate: Human, owner: Human) -> None:
    """Asked while the other sale waited, tapped when it has been paid: that is asked anew."""
    await sell(partner)
    await sell_the_same(mate)
    await owner.taps(said(owner, "Approve"))
    pay = data_of(owner, said(owner, "Pay all the same"))
    assert not PayAllTheSame.unpack(pay).other_paid
    card = owner.last_message
    await owner.taps_on(*_approve(owner, "Ivan"))
    await owner.forges(card, pay)
    assert await mate.balance() == 0
    assert said(owner, "Pay all the same") in [one.text for row in _card(owner, "Petr").buttons for one in row]


async def test_a_mistaken_day_does_not_hide_it(partner: Human, mate: Human, owner: Human) -> None:
    """The same number, issuer and product of another day: the partner is not asked, the moderator is."""
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await photograph(mate)
    await mate.taps(said(mate, "Date"))
    await mate.taps(said(mate, "Yesterday"))
    await mate.taps(said(mate, "Send"))
    assert mate.heard.startswith("⏳")
    await owner.taps(said(owner, "Approve"))
    assert said(owner, "Pay all the same") in owner.buttons


async def test_two_who_share_an_invoice_are_told_of_but_not_asked_about(
    partner: Human, mate: Human, owner: Human
) -> None:
    """Another product of the same document: a hint on the card, and one tap pays."""
    await sell(partner)
    await sell(mate, product="Thermostat")
    hint = said(owner, "ℹ️ On the same document, {who}: {what}", who="Ivan", what="ABC-100 ×\N{NO-BREAK SPACE}2")
    assert hint in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert await mate.balance() == 14


async def test_the_hint_stands_on_both_cards_and_follows(partner: Human, mate: Human, owner: Human) -> None:
    """On the card that was there first too: what the other claims, and nothing once it is of another document."""
    await sell(partner)
    await photograph(mate, "Thermostat")
    await mate.taps(said(mate, "Send"))

    def hint(number: int) -> str:
        what = f"THM-1 ×\N{NO-BREAK SPACE}{number}"
        return said(owner, "ℹ️ On the same document, {who}: {what}", who="Petr", what=what)

    assert hint(2) in _card(owner, "Ivan").text
    await mate.taps(said(mate, "Change"))
    await mate.taps(said(mate, "Quantity"))
    await mate.taps("3")
    await mate.taps(said(mate, "Send"))
    assert hint(3) in _card(owner, "Ivan").text
    await mate.taps(said(mate, "Change"))
    await mate.taps(said(mate, "Number"))
    await mate.says("4412")
    await mate.taps(said(mate, "Send"))
    assert "Petr" not in _card(owner, "Ivan").text
    assert "Ivan" not in _card(owner, "Petr").text


async def test_a_withdrawn_sale_leaves_no_hint(partner: Human, mate: Human, owner: Human) -> None:
    await sell(partner)
    await sell(mate, product="Thermostat")
    await mate.taps(said(mate, "Withdraw"))
    await mate.taps(said(mate, "Yes, withdraw the sale"))
    assert "Petr" not in _card(owner, "Ivan").text


async def test_the_card_follows_the_sale_beside_it(stage: Stage, partner: Human, mate: Human, owner: Human) -> None:
    """Sent, decided, corrected, withdrawn: whoever looks at the one sees how the other stands now."""
    moderator = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await sell(partner)
    assert "Petr" not in _card(owner, "Ivan").text
    await sell_the_same(mate)
    assert said(owner, "in review") in _beside(owner, of="Ivan", who="Petr")
    await partner.taps(said(partner, "Change"))
    await partner.taps(said(partner, "Quantity"))
    await partner.taps("6")
    await partner.taps(said(partner, "Send"))
    await partner.taps(said(partner, "Another document"))
    assert "×\N{NO-BREAK SPACE}6" in _beside(owner, of="Petr", who="Ivan")
    await moderator.taps_on(*_approve(moderator, "Ivan"))
    assert said(owner, "approved") in _beside(owner, of="Petr", who="Ivan")
    await mate.taps(said(mate, "Withdraw"))
    await mate.taps(said(mate, "Yes, withdraw the sale"))
    assert "Petr" not in _card(owner, "Ivan").text


async def test_a_corrected_number_parts_two_sales(partner: Human, mate: Human, owner: Human) -> None:
    """The pair is one no longer, on neither card; and one tap pays again."""
    await sell(partner)
    await sell_the_same(mate)
    await partner.taps(said(partner, "Change"))
    await partner.taps(said(partner, "Number"))
    await partner.says("4412")
    await partner.taps(said(partner, "Send"))
    assert "Ivan" not in _card(owner, "Petr").text
    await owner.taps_on(*_approve(owner, "Petr"))
    assert await mate.balance() == 240


def _number(human: Human) -> str:
    return said(human, "No. {number}", number="4411")


def _paid(human: Human, *, name: str, date: str) -> str:
    return said(
        human,
        "{document} was already paid to {name} on {date}. Pay it again?",
        document=_number(human),
        name=name,
        date=date,
    )


def _card(human: Human, whose: str) -> Message:
    """The moderator's card of somebody's sale."""
    title = f"{whose}:"
    found = [one for one in human.messages if any(line.startswith(title) for line in one.text.splitlines()[:3])]
    return found[-1]


def _approve(human: Human, whose: str) -> tuple[Message, Button]:
    card = _card(human, whose)
    label = said(human, "Approve")
    return card, next(one for row in card.buttons for one in row if one.text == label)


def _beside(human: Human, *, of: str, who: str) -> str:
    """The line about the other sale on the card of one."""
    return next(line for line in _card(human, of).text.splitlines()[1:] if line.startswith(f"{who}:"))
