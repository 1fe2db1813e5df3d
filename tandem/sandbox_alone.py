"""The sandbox alone: a local Telegram for any bot."""

import re

import click

from sandbox.server import Sandbox
from tandem.setting_types import TOKEN_SHAPE
from tandem.settings import SettingsError
from tandem.signals import stop_signals


async def serve(host: str, port: int, token: str | None) -> None:
    """Run a sandbox with one bot until told to stop; a given token keeps the bot's settings true over restarts."""
    if token is not None and not re.fullmatch(TOKEN_SHAPE, token):
        raise SettingsError("--token must look like 123456789:AAE…, as @BotFather's do.")
    sandbox = Sandbox()
    bot = sandbox.world.new_bot("sandbox_bot", "Sandbox bot", token=token)
    try:
        await sandbox.start(host, port)
    except OSError as error:
        raise SettingsError(f"Port {port} cannot be listened on ({error.strerror}): choose another --port.") from None
    try:
        click.echo(f"Open the phones:      {sandbox.url}/")
        click.echo("Settings of the bot:")
        click.echo(f"  TELEGRAM_API_URL={sandbox.url}")
        click.echo(f"  BOT_TOKEN={bot.token}")
        await stop_signals().wait()
    finally:
        await sandbox.stop()
