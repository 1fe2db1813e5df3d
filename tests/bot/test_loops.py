"""No filter of ours is run in a thread, and none loses its answer for it."""

import threading

from aiogram import Dispatcher, F, Router
from aiogram.types import Message, Update

from bot.dispatch import dispatcher
from bot.loops import keep_in_loop
from bot.unplugged import unplugged

UPDATE = {
    "update_id": 1,
    "message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}, "text": "hello"},
}


def test_every_filter_and_handler_of_the_bot_is_awaited() -> None:
    for router in dispatcher().chain_tail:
        for observer in router.observers.values():
            assert all(check.awaitable for check in observer._handler.filters or ())
            for handler in observer.handlers:
                assert handler.awaitable
                assert all(check.awaitable for check in handler.filters or ())


async def test_they_answer_as_before_and_in_the_loop() -> None:
    threads: list[int] = []
    router = Router()

    def see(message: Message) -> dict[str, str | None]:
        threads.append(threading.get_ident())
        return {"seen": message.text}

    router.message.filter(see)

    @router.message(F.text.as_("said"))
    def handle(_: object, said: str, seen: str) -> str:
        return said + seen

    found = Dispatcher(disable_fsm=True)
    found.include_router(router)
    keep_in_loop(found)
    bot = unplugged("42:TOKEN")
    assert await found.feed_update(bot, Update.model_validate(UPDATE)) == "hellohello"
    assert threads == [threading.get_ident()]
    await bot.session.close()
