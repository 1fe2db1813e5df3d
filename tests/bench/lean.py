"""The yardstick: the leanest aiogram bot, one SELECT and one committed INSERT per update through our engine factory."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from sqlalchemy import Column, Integer, MetaData, Table, insert, select

from core.db.engine import database_url, writer_engine

METADATA = MetaData()
PEOPLE = Table("people", METADATA, Column("id", Integer, primary_key=True), Column("points", Integer, nullable=False))
SEEN = Table("seen", METADATA, Column("id", Integer, primary_key=True), Column("person_id", Integer, nullable=False))

dispatcher = Dispatcher()
engine = writer_engine(database_url(sys.argv[3]))


@dispatcher.message()
async def answer(message: Message) -> None:
    person = message.from_user.id if message.from_user else 0
    async with engine.begin() as connection:
        points = await connection.scalar(select(PEOPLE.c.points).where(PEOPLE.c.id == person))
        await connection.execute(insert(SEEN).values(person_id=person))
    await message.answer(f"{points} points to spend")


async def main() -> None:
    people = [int(number) for number in sys.argv[4].split(",")]
    async with engine.begin() as connection:
        await connection.run_sync(METADATA.create_all)
        await connection.execute(insert(PEOPLE), [{"id": person, "points": 1480} for person in people])
    server = TelegramAPIServer.from_base(sys.argv[2])
    bot = Bot(sys.argv[1], session=AiohttpSession(api=server))
    await dispatcher.start_polling(bot, handle_signals=True)


if __name__ == "__main__":
    asyncio.run(main())
