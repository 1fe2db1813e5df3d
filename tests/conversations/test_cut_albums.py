"""An album that a restart cuts in two: one question about all of its pictures, however it was cut."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from sandbox.server import Sandbox
from sandbox.updates import Update
from tests.conversations.selling import said
from tests.stage import Human, Stage, invoice, open_stage

PAGES = 4
AWAY = timedelta(hours=1)

Again = Callable[[], Awaitable[None]]


@pytest.fixture
async def starts_again(stage: Stage, sandbox: Sandbox, db_url: str) -> Again:
    """The service stops, and goes on as another process would."""

    async def start() -> None:
        await stage.service.stop()
        stage.service = (await open_stage(sandbox, db_url)).service
        await stage.settle()

    return start


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def sends_cut(partner: Human, starts_again: Again, after: int, *, caption: str = "") -> list[Update]:
    """An album of which so many pictures arrive, then the service is started anew; what is left of it."""
    await partner.stage.service.stop()
    partner.phone.send_album(partner.bot, [invoice(f"page {page}") for page in range(PAGES)], caption=caption)
    queue = partner.stage.sandbox.world.queue(partner.bot)
    rest = queue.first(PAGES)[after:]
    for update in rest:
        queue.discard(update)
    await starts_again()
    return rest


async def gets(partner: Human, rest: list[Update]) -> None:
    """The rest of the album arrives."""
    queue = partner.stage.sandbox.world.queue(partner.bot)
    for update in rest:
        queue.put_raw(update.kind, update.payload, chat_id=update.chat_id)
    await partner.stage.settle()


def questions(partner: Human) -> int:
    """Messages that ask whether the pictures are one sale."""
    label = said(partner, "One sale")
    return sum(any(one.text == label for row in message.buttons for one in row) for message in partner.messages)


@pytest.mark.parametrize("after", [1, 2, 3])
async def test_one_question_stands_in_the_end_about_all_of_them(
    partner: Human, starts_again: Again, after: int
) -> None:
    rest = await sends_cut(partner, starts_again, after, caption="ABC-100")
    await starts_again()
    await gets(partner, rest)
    assert questions(partner) == 1
    assert said(partner, "One sale") in partner.buttons
    await partner.taps(said(partner, "One sale"))
    assert said(partner, "<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", PAGES) in partner.heard
    assert said(partner, "<b>How many?</b>") in partner.heard


@pytest.mark.parametrize("after", [1, 2, 3])
async def test_an_hour_between_changes_nothing(partner: Human, starts_again: Again, after: int) -> None:
    """The rest waited at Telegram while the service was away, and can be a list as well."""
    rest = await sends_cut(partner, starts_again, after)
    await partner.stage.move(AWAY)
    await starts_again()
    await gets(partner, rest)
    assert questions(partner) == 1
    await partner.taps(said(partner, "{n} sale", "{n} sales", PAGES))
    assert said(partner, "<b>{n} sale</b>", "<b>{n} sales</b>", PAGES) in partner.heard


async def test_an_answer_given_meanwhile_is_kept(partner: Human, starts_again: Again) -> None:
    """The first picture alone asked for its product, and was answered before the others came."""
    rest = await sends_cut(partner, starts_again, 1)
    await partner.taps("Boiler 24 kW")
    await starts_again()
    await gets(partner, rest)
    assert questions(partner) == 1
    await partner.taps(said(partner, "One sale"))
    assert said(partner, "<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", PAGES) in partner.heard
    assert "Boiler 24 kW" in partner.heard
    assert said(partner, "<b>How many?</b>") in partner.heard


async def test_an_answer_to_a_part_holds_for_the_rest(partner: Human, starts_again: Again) -> None:
    """Two of four were one sale; the other two came after that was said."""
    rest = await sends_cut(partner, starts_again, 2)
    await partner.taps(said(partner, "One sale"))
    await starts_again()
    await gets(partner, rest)
    assert questions(partner) == 0
    assert said(partner, "<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", PAGES) in partner.heard
