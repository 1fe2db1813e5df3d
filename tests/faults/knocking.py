"""Posts to the webhook by somebody who is not Telegram, and bodies that no Telegram sends."""

import json
import random
from typing import Any

import aiohttp
from sqlalchemy import func, select

from core.channel.tables import ConversationRow, InboxRow
from core.db.leases import LeaseRow
from core.db.tables import metadata
from core.keeping.tables import RunRow
from tests.stage import WEBHOOK_SECRET, Stage
from web.webhook import LARGEST_BODY

SECRET = "X-Telegram-Bot-Api-Secret-Token"
SEED = 21
BOOKS = {row.__tablename__ for row in (ConversationRow, InboxRow, LeaseRow, RunRow)}
"""Tables in which a post leaves its own trace."""
ADDRESSES = ("149.154.167.220", "149.154.167.220, x", "::1", "127.0.0.1", "junk", "," * 99, "\t", "é")
"""What a proxy that is none says of where a post comes from."""


async def knock(stage: Stage, *, times: int, seed: int = SEED) -> dict[str, Any]:
    """So many posts by somebody who does not know the secret: none is stored."""
    rng = random.Random(seed)
    return await _post(stage, [(_secret(rng), _update(rng)) for _ in range(times)], {401}, rng, kept=False)


async def feed(stage: Stage, *, times: int, seed: int = SEED) -> dict[str, Any]:
    """So many bodies that nobody could read, by somebody who knows the secret: none does anything."""
    rng = random.Random(seed)
    return await _post(stage, [(WEBHOOK_SECRET, _junk(rng)) for _ in range(times)], {200, 413}, rng, kept=True)


async def _post(
    stage: Stage, posts: list[tuple[str | None, bytes]], right: set[int], rng: random.Random, *, kept: bool
) -> dict[str, Any]:
    before, answers = await _rows(stage), dict[int, int]()
    address = f"http://127.0.0.1:{stage.service.http_port}/webhook"
    async with aiohttp.ClientSession() as http:
        for secret, body in posts:
            headers = {"X-Forwarded-For": rng.choice(ADDRESSES)} | ({} if secret is None else {SECRET: secret})
            async with http.post(address, data=body, headers=headers) as answer:
                answers[answer.status] = answers.get(answer.status, 0) + 1
    await stage.settle()
    after = await _rows(stage)
    wrong = [f"{times} answered {code}" for code, times in answers.items() if code not in right]
    wrong += [f"{name} has changed" for name in before if before[name] != after[name] and not (kept and name in BOOKS)]
    return {"posted": len(posts), "answers": answers, "wrong": wrong}


async def _rows(stage: Stage) -> dict[str, int]:
    async with stage.service.db.read() as session:
        return {
            table.name: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
            if table.name not in {LeaseRow.__tablename__, RunRow.__tablename__}
        }


def _secret(rng: random.Random) -> str | None:
    """What somebody might try."""
    flipped = list(WEBHOOK_SECRET)
    flipped[rng.randrange(len(flipped))] = "~"
    return rng.choice(
        (None, "", WEBHOOK_SECRET[:-1], WEBHOOK_SECRET + "x", WEBHOOK_SECRET.upper(), "".join(flipped), "é" * 32)
    )


def _update(rng: random.Random) -> bytes:
    """An update as Telegram would send it, or anything."""
    number = rng.randrange(10**9)
    start = {"update_id": number, "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}}
    return rng.choice((json.dumps(start).encode(), rng.randbytes(rng.randrange(400)), b""))


def _junk(rng: random.Random) -> bytes:
    """What is no update, though it may look like one."""
    number = rng.randrange(10**9)
    return rng.choice(JUNK).replace(b"NUMBER", str(number).encode())


JUNK = (
    *(b"", b"{}", b"[]", b"[1]", b"null", b"1", b'"x"', b"{", b"\x00", b"\xff\xfe", b"NaN", b"x=1&y=2", b"[" * 5_000),
    *(b'{"update_id": NUMBER}', b'{"update_id": "NUMBER"}', b'{"update_id": -NUMBER}', b'{"update_id": 1e999}'),
    b'{"update_id": NUMBER%s}' % (b"0" * 400),
    b'{"update_id": NUMBER, "message": null}',
    b'{"update_id": NUMBER, "message": {}}',
    b'{"update_id": NUMBER, "message": [[[]]]}',
    b'{"update_id": NUMBER, "callback_query": {"from": {"id": true}}}',
    b'{"update_id": NUMBER, "callback_query": {"id": "1", "from": {"id": NUMBER}, "data": "\\ud800"}}',
    b'{"update_id": NUMBER, "message": {"from": {"id": 1e40}, "chat": {"id": "x"}}}',
    b'{"update_id": NUMBER, "no_such_kind": {"from": {"id": 1}}}',
    b'{"update_id": NUMBER, "message": {"text": "\\u0000\\udfff", "message_id": 1, "date": -1}}',
    b'{"update_id": NUMBER, "update_id": 1, "message": {"text": "' + b"x" * 200_000 + b'"}}',
    b'{"update_id": NUMBER, "message": ' + b'{"reply_to_message": ' * 900 + b"1" + b"}" * 901,
    b"x" * (LARGEST_BODY + 1),
)
"""In turn: no JSON, no object, no number, no kind, no person, too deep, too large."""
