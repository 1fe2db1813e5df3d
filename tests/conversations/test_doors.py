"""Two doors, one at a time: a bot that once had a webhook can be polled again without anybody's help."""

import aiohttp

from sandbox.server import Sandbox
from tests.stage import TOKEN, open_stage


async def test_a_webhook_left_over_does_not_keep_the_bot_from_polling(sandbox: Sandbox, db_url: str) -> None:
    sandbox.world.new_bot("tandem_test_bot", "Tandem", token=TOKEN)
    async with aiohttp.ClientSession() as http:
        await http.post(f"{sandbox.url}/bot{TOKEN}/setWebhook", json={"url": "http://127.0.0.1:1/gone"})
    stage = await open_stage(sandbox, db_url)
    ivan = stage.newcomer("Ivan")
    await ivan.says("/start")
    assert ivan.heard
    await stage.service.stop()
