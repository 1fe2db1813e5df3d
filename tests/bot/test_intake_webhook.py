"""The webhook's door in front of the running service."""

import json

import aiohttp
import pytest

from sandbox.faults import FaultKind
from tests.bot.asking import answered, answers, ask
from tests.bot.conftest import Open
from tests.bot.test_intake import message
from tests.stage import WEBHOOK_SECRET, Human, Stage

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def stage(opened: Open) -> Stage:
    return await opened(webhook=True)


async def post(stage: Stage, body: bytes, *, secret: str = WEBHOOK_SECRET) -> int:
    address = f"http://127.0.0.1:{stage.service.http_port}/webhook"
    async with aiohttp.ClientSession() as session, session.post(address, data=body, headers={HEADER: secret}) as answer:
        return answer.status


def update(human: Human, number: int) -> bytes:
    return json.dumps({"update_id": number, "message": message(human, text="/balance")}).encode()


async def test_only_telegram_is_listened_to(stage: Stage, ivan: Human) -> None:
    assert await post(stage, update(ivan, 1), secret="a-guess-of-thirty-two-characters") == 401
    assert await post(stage, update(ivan, 2)) == 200
    await answered(ivan)
    await stage.settle()
    assert len(answers(ivan)) == 1


async def test_what_is_posted_again_is_handled_once(stage: Stage, ivan: Human) -> None:
    """Telegram repeats what it did not hear 200 for, also after our restart."""
    for _ in range(3):
        assert await post(stage, update(ivan, 5)) == 200
    await answered(ivan)
    await stage.settle()
    assert len(answers(ivan)) == 1


async def test_a_restart_between_commit_and_answer_handles_it_once(opened: Open) -> None:
    stage = await opened(webhook=True)
    ivan = await stage.member("Ivan", owner=await stage.found())
    await stage.service.app.intake.accept_body(update(ivan, 5))
    await stage.service.stop()
    again = await opened(webhook=True)
    assert await post(again, update(ivan, 5)) == 200
    await answered(ivan)
    await again.settle()
    assert len(answers(ivan)) == 1


async def test_disorder_and_doubles_change_nothing(stage: Stage, ivan: Human, petr: Human) -> None:
    for kind in (FaultKind.DUPLICATE, FaultKind.SHUFFLE):
        stage.sandbox.world.faults.add(kind)
    for _ in range(15):
        ask(ivan)
        ask(petr)
    await answered(ivan, 15)
    await answered(petr, 15)
    await stage.settle()
    assert (len(answers(ivan)), len(answers(petr))) == (15, 15)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 50_000, b'{"update_id": "x"}', b"[1]", b"null", b'{"update_id": 1e400}']
)
async def test_nonsense_with_the_right_secret_is_taken_and_harms_nobody(stage: Stage, ivan: Human, body: bytes) -> None:
    """Any other answer would have Telegram repeat it for a day."""
    assert await post(stage, body) == 200
    await ivan.says("/balance")
    assert len(answers(ivan)) == 1
