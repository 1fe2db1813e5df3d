"""Lanes: one after another within, side by side between."""

import asyncio

from bot.lanes import Lanes


async def test_a_lane_keeps_its_order_and_lanes_run_side_by_side() -> None:
    done: list[tuple[str, int]] = []
    gate = asyncio.Event()

    async def work(item: tuple[str, int]) -> None:
        if item == ("slow", 0):
            await gate.wait()
        done.append(item)

    lanes = Lanes[tuple[str, int]](work)
    for number in range(3):
        lanes.put("slow", ("slow", number))
        lanes.put("quick", ("quick", number))
    await lanes.settled("quick")
    assert done == [("quick", number) for number in range(3)]
    gate.set()
    await lanes.settled("slow")
    assert done[3:] == [("slow", number) for number in range(3)]
    assert not lanes.busy


async def test_an_item_that_fails_does_not_stop_its_lane() -> None:
    done: list[int] = []

    async def work(item: int) -> None:
        if item == 1:
            raise RuntimeError
        done.append(item)

    lanes = Lanes[int](work)
    for number in range(3):
        lanes.put("lane", number)
    await lanes.settled("lane")
    assert done == [0, 2]


async def test_a_stop_finishes_what_is_begun_and_leaves_the_rest() -> None:
    begun, gate = asyncio.Event(), asyncio.Event()
    done: list[int] = []

    async def work(item: int) -> None:
        begun.set()
        await gate.wait()
        done.append(item)

    lanes = Lanes[int](work)
    lanes.put("lane", 1)
    lanes.put("lane", 2)
    await begun.wait()
    stopping = asyncio.create_task(lanes.stop(within=5))
    await asyncio.sleep(0)
    gate.set()
    await stopping
    lanes.put("lane", 3)
    assert done == [1]
    assert not lanes.busy


async def test_a_stop_does_not_wait_for_ever() -> None:
    begun = asyncio.Event()

    async def work(_: int) -> None:
        begun.set()
        await asyncio.Event().wait()

    lanes = Lanes[int](work)
    lanes.put("lane", 1)
    await begun.wait()
    await lanes.stop(within=0.01)
    assert not lanes.busy
