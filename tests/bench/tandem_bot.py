"""Tandem under measurement: the service as `tandem run` starts it, sending and flood limits off."""

import asyncio
import signal
import sys

from tandem.loading import without_collections


async def main() -> None:
    with without_collections():
        from tandem.service import Service, Tuning
        from tandem.settings import Settings

    settings = Settings(
        _env_file=None,
        bot_token=sys.argv[1],
        telegram_api_url=sys.argv[2],
        database_url=sys.argv[3],
        secret_key=sys.argv[4],
        http_port=0,
        log_level="ERROR",
    )
    service = Service(settings, Tuning(paced=False, flood=False, announce=lambda _: None))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await service.start()
    await stop.wait()
    await service.stop()


if __name__ == "__main__":
    asyncio.run(main())
