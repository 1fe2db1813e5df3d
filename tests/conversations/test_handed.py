"""[Let the manager fill it in]: a photo alone becomes a sale by the questions the partner would have had."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.words import speaking, translate
from core.claims.tables import DraftRow
from core.people.roles import Role
from tests.conversations.selling import by, said
from tests.stage import Human, Stage, invoice

SENT = "📨 <b>Your photo is sent.</b> The manager fills in the rest, and you will see it."


@pytest.fixture(params=["ru", "it", "en"])
async def partner(stage: Stage, owner: Human, request: pytest.FixtureRequest) -> Human:
    return await stage.member("Ivan", owner=owner, language=request.param)


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def hands_over(partner: Human) -> None:
    await partner.sends_photo(invoice("4411"))
    await partner.taps(said(partner, "📨 Let the manager fill it in"))


async def test_a_photo_alone_is_filled_in_and_decided(partner: Human, owner: Human) -> None:
    """One tap for the partner; the owner answers by taps and words, and may decide what he has filled in."""
    await hands_over(partner)
    assert said(partner, SENT) in partner.heard
    assert said(owner, "📝 <b>To be filled in</b>") in owner.heard
    assert "Ivan" in owner.heard
    await owner.taps(said(owner, "Fill it in"))
    assert said(owner, "<b>Which product?</b>") in owner.heard
    assert said(partner, "📨 <b>Your photo is being filled in.</b> You will see what was found.") in partner.heard
    await owner.taps("Boiler 24 kW")
    await owner.taps("2")
    await owner.says("4411")
    await owner.taps("Teplo Dom")
    await owner.taps(said(owner, "Send"))
    told = "📝 <b>Your photo is filled in and in review.</b> Look whether everything is right; if not, tap “Change”."
    assert said(partner, told) in partner.screen
    assert "Boiler 24 kW (ABC-100)" in partner.screen
    assert said(partner, "Change") in partner.screen
    assert said(owner, "✅ Filled in by {name}: it waits for its decision.", name="Olga") in owner.screen
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_it_is_under_the_thumb_of_the_queue(partner: Human, owner: Human) -> None:
    """A caption's words fill it in at once: product, quantity and number in one message."""
    await hands_over(partner)
    await owner.says("/review")
    await owner.taps(_to_fill(owner))
    await owner.taps(said(owner, "Fill it in"))
    await owner.says("ABC-100 x1 №4411")
    await owner.taps("Teplo Dom")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 120


async def test_it_is_taken_back_while_nobody_has_begun(partner: Human, owner: Human, stage: Stage) -> None:
    await hands_over(partner)
    await partner.taps(said(partner, "Fill it in myself"))
    assert said(partner, "<b>Which product?</b>") in partner.heard
    assert said(owner, "The partner has it again.") in owner.screen
    await partner.taps(said(partner, "📨 Let the manager fill it in"))
    await owner.taps(said(owner, "Fill it in"))
    assert said(partner, "Fill it in myself") not in partner.screen


async def test_what_cannot_be_read_is_asked_for_again(partner: Human, owner: Human) -> None:
    await hands_over(partner)
    await owner.taps(said(owner, "Ask for another photo"))
    told = "📷 <b>Your photo cannot be read.</b> Send another one: sharp, and with the whole document on it."
    assert said(partner, told) in partner.all_heard[-2:]
    await partner.sends_photo(invoice("sharper"))
    assert said(partner, "<b>Which product?</b>") in partner.heard
    await partner.taps(said(partner, "📨 Let the manager fill it in"))
    assert said(owner, "📝 <b>To be filled in</b>") in owner.heard


async def test_two_do_not_fill_in_at_once(ivan: Human, owner: Human, stage: Stage) -> None:
    """Whoever is second sees who is at it; after ten minutes he may go on."""
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await hands_over(ivan)
    await masha.taps(said(masha, "Fill it in"))
    assert "Masha" in owner.heard
    assert said(owner, "Fill it in") not in owner.buttons
    await masha.says("/cancel")
    assert masha.heard == said(masha, "Left to others. What you filled in is kept.")
    await owner.taps(said(owner, "Fill it in"))
    assert said(owner, "<b>Which product?</b>") in owner.heard
    await stage.move(timedelta(minutes=11))
    await masha.says("/review")
    await masha.taps(_to_fill(masha))
    await masha.taps(said(masha, "Fill it in"))
    assert said(masha, "<b>Which product?</b>") in masha.heard


async def test_nobody_fills_in_an_own_photo(owner: Human, stage: Stage) -> None:
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await hands_over(masha)
    assert said(masha, SENT) in masha.heard
    assert said(masha, "📝 <b>To be filled in</b>") not in masha.screen
    assert said(owner, "📝 <b>To be filled in</b>") in owner.heard


async def test_where_it_is_off_nobody_is_offered_it(ivan: Human, owner: Human, stage: Stage) -> None:
    await stage.set_options(manager_fills=False)
    await owner.says("/help")
    await ivan.sends_photo(invoice("4411"))
    assert said(ivan, "📨 Let the manager fill it in") not in ivan.buttons


def _to_fill(human: Human) -> str:
    with speaking(human.language):
        return translate("📝 To fill in: {n}").format(n=1)


async def test_it_is_counted_where_the_day_is_planned(partner: Human, owner: Human) -> None:
    """On /today, and on the queue with nothing else to decide: one tap leads to the photo."""
    await hands_over(partner)
    await owner.says("/today")
    waits = said(owner, "📝 {n} photo to fill in", "📝 {n} photos to fill in", 1)
    assert waits in owner.heard
    assert _to_fill(owner) in owner.buttons
    await owner.says("/review")
    assert waits in owner.heard
    await owner.taps(_to_fill(owner))
    assert said(owner, "📝 <b>To be filled in</b>") in owner.heard


async def test_it_is_told_at_set_hours(ivan: Human, owner: Human, stage: Stage) -> None:
    """Whoever is called at set hours hears of photos, too, even where nothing else waits."""
    await owner.says("/settings")
    await owner.taps(said(owner, "Sales that wait"))
    await owner.taps(said(owner, "At set hours"))
    await hands_over(ivan)
    before = len(owner.all_heard)
    for _ in range(24):
        await stage.move(timedelta(hours=1))
    waits = said(owner, "📝 {n} photo to fill in", "📝 {n} photos to fill in", 1)
    assert waits in owner.all_heard[before:]


async def test_a_review_group_sees_it_and_it_is_filled_in_private(ivan: Human, owner: Human, stage: Stage) -> None:
    """The group gets the card with its picture; who taps goes on with the questions in the own chat."""
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    group = await owner.makes_group("Review", [masha])
    await owner.adds_bot(group)
    await owner.says("/bind", chat=group)
    private = len(masha.messages)
    await hands_over(ivan)
    assert len(masha.messages) == private
    assert "📝 To be filled in" in owner.heard_in(group)
    assert owner.last_message_in(group).media is not None
    toast = await masha.taps("Fill it in", chat=group)
    assert toast == said(masha, "Go on in our private chat: I have sent it there.")
    await masha.taps(said(masha, "Fill it in"))
    assert any("Masha is filling it in, until" in text for text in owner.all_heard_in(group))
    await masha.says("ABC-100 x1 №4411")
    await masha.taps("Teplo Dom")
    assert any("✅ Filled in by Masha" in text for text in owner.all_heard_in(group))
    await masha.taps("Approve", chat=group)
    assert await ivan.balance() == 120


@pytest.mark.parametrize("thrown_out", [True, False])
async def test_what_waits_in_a_lost_group_comes_to_each(
    ivan: Human, owner: Human, stage: Stage, thrown_out: bool
) -> None:
    """As sales to decide do: with the photo, and ready to be filled in."""
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    group = await owner.makes_group("Review", [masha])
    await owner.adds_bot(group)
    await owner.says("/bind", chat=group)
    await hands_over(ivan)
    assert said(masha, "Fill it in") not in masha.buttons
    if thrown_out:
        await owner.removes_bot(group)
    else:
        await owner.says("/unbind", chat=group)
    assert said(masha, "Fill it in") in masha.buttons
    assert masha.last_message.media is not None
    await masha.taps(said(masha, "Fill it in"))
    await masha.says("ABC-100 x1 №4411")
    await masha.taps("Teplo Dom")
    await masha.taps(said(masha, "Approve"))
    assert await ivan.balance() == 120


async def test_what_waits_in_one_lost_group_comes_to_the_other(ivan: Human, owner: Human, stage: Stage) -> None:
    """And what was filled in stays where it is."""
    await hands_over(ivan)
    await owner.taps(said(owner, "Fill it in"))
    await owner.says("ABC-100 x1 №4411")
    await owner.taps("Teplo Dom")
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    lost, kept = [await owner.makes_group(name, [masha]) for name in ("Lost", "Kept")]
    for group in (lost, kept):
        await owner.adds_bot(group)
    await owner.says("/bind", chat=lost)
    await ivan.sends_photo(invoice("4412"))
    await ivan.taps(said(ivan, "📨 Let the manager fill it in"))
    await owner.says("/bind", chat=kept)
    before = len(owner.all_heard_in(kept))
    await owner.says("/unbind", chat=lost)
    shown = [text for text in owner.all_heard_in(kept)[before:] if "📝 To be filled in" in text]
    assert len(shown) == 1
    assert said(masha, "Fill it in") not in masha.buttons


async def test_it_follows_a_group_that_becomes_a_supergroup(ivan: Human, owner: Human, stage: Stage) -> None:
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    group = await owner.makes_group("Review", [masha])
    await owner.adds_bot(group)
    await owner.says("/bind", chat=group)
    await hands_over(ivan)
    await group.upgrade(new_first=True)
    await stage.settle()
    assert "📝 To be filled in" in masha.heard_in(group)
    assert "Fill it in" in masha.buttons_in(group)


async def test_one_of_a_list_is_handed_over(partner: Human, owner: Human) -> None:
    """The photo leaves the list with a card of its own; the next sale's question stands below."""
    await partner.sends_album([invoice("4411"), invoice("4412"), invoice("4413")])
    await partner.taps(said(partner, "{n} sale", "{n} sales", 3))
    await partner.taps(said(partner, "📨 Let the manager fill it in"))
    assert said(partner, SENT) in partner.screen
    assert said(partner, "<b>{n} sale</b>", "<b>{n} sales</b>", 2) in partner.heard
    assert said(partner, "📨 Let the manager fill it in") in partner.buttons
    assert said(owner, "📝 <b>To be filled in</b>") in owner.screen
    await owner.taps(said(owner, "Fill it in"))
    await owner.says("ABC-100 x1 №4411")
    await owner.taps("Teplo Dom")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 120


async def test_one_that_is_forgotten_is_promised_anew(stage: Stage, partner: Human, owner: Human) -> None:
    """The partner hears of it once, a moderator is reminded, who is above him is told; the sale stays late."""
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR, company=None)
    await hands_over(partner)
    was = await promise_of(stage)
    assert said(partner, "Answer {by_when}.", by_when=by(partner, was)) in partner.heard
    await stage.move(was - stage.now() + timedelta(hours=20))
    now = await promise_of(stage)
    late = said(
        partner,
        "📨 Your photo: the answer was promised {was} and has not come. We are sorry. You will have it {by_when}.",
        was=by(partner, was),
        by_when=by(partner, now),
    )
    assert len([words for words in partner.all_heard if late in words]) == 1, partner.screen
    due = said(masha, "⏰ <b>Time to decide: {n} sale</b>", "⏰ <b>Time to decide: {n} sales</b>", 1)
    assert any(due in words for words in masha.all_heard), masha.screen
    above = said(
        mara, "⏰ <b>{n} sale waits longer than promised</b>", "⏰ <b>{n} sales wait longer than promised</b>", 1
    )
    assert len([words for words in mara.all_heard if above in words]) == 1, mara.screen
    assert not any(said(owner, "The partners know, and have a new date.") in words for words in owner.all_heard)
    await masha.says("/review")
    await masha.taps(_to_fill(masha))
    await masha.taps(said(masha, "Fill it in"))
    await masha.says("ABC-100 x1 №4411")
    await masha.taps("Teplo Dom")
    kept = said(
        partner, "The answer was promised {was}. Now: {by_when}.", was=by(partner, was), by_when=by(partner, now)
    )
    assert kept in partner.screen


async def promise_of(stage: Stage) -> datetime:
    """By when the photo is promised to be decided."""
    async with stage.service.db.read() as session:
        due: datetime | None = await session.scalar(select(DraftRow.due_at))
    assert due is not None
    return due
