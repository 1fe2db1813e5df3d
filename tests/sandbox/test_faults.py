"""Bad days of the network and of Telegram."""

import aiohttp
import pytest

from sandbox.faults import Fault, FaultKind, Faults
from sandbox.human import Human
from sandbox.world import World
from tests.sandbox.caller import Caller, refused_with


async def send(call: Caller, ivan: Human, text: str = "x") -> aiohttp.ClientResponse:
    address = f"{call.url}/bot{call.token}/sendMessage"
    async with call.session.post(address, json={"chat_id": ivan.person.id, "text": text}) as response:
        await response.read()
        return response


async def test_a_fault_holds_for_the_next_calls_only(call: Caller, world: World, ivan: Human) -> None:
    world.faults.add(FaultKind.SERVER_ERROR, times=2)
    for _ in range(2):
        with refused_with("Internal Server Error"):
            await call("sendMessage", chat_id=ivan.person.id, text="x")
    await call("sendMessage", chat_id=ivan.person.id, text="x")
    assert ivan.all_heard == ["x"]


@pytest.mark.parametrize(("kind", "status"), [(FaultKind.BAD_GATEWAY, 502), (FaultKind.HTML, 200)])
async def test_html_comes_in_place_of_json(
    call: Caller, world: World, ivan: Human, kind: FaultKind, status: int
) -> None:
    world.faults.add(kind, times=1)
    response = await send(call, ivan)
    assert (response.status, response.content_type) == (status, "text/html")
    assert ivan.all_heard == []


@pytest.mark.parametrize(
    ("kind", "heard"), [(FaultKind.RESET_BEFORE, []), (FaultKind.RESET_AFTER, ["x"])], ids=["before", "after"]
)
async def test_a_connection_is_cut_before_or_after_the_effect(
    call: Caller, world: World, ivan: Human, kind: FaultKind, heard: list[str]
) -> None:
    world.faults.add(kind, times=1)
    with pytest.raises(aiohttp.ClientConnectionError):
        await send(call, ivan)
    assert ivan.all_heard == heard


async def test_429_for_the_next_calls(call: Caller, world: World, ivan: Human) -> None:
    world.faults.add(FaultKind.TOO_MANY, times=1, retry_after=7)
    with refused_with("Too Many Requests: retry after 7"):
        await call("sendMessage", chat_id=ivan.person.id, text="x")


async def test_one_chat_is_forbidden_and_the_others_are_not(call: Caller, world: World, ivan: Human) -> None:
    olga = Human(world, world.new_person("Olga"), ivan.bot)
    await olga.says("/start")
    world.faults.add(FaultKind.FORBIDDEN, chat_id=olga.person.id)
    await call("sendMessage", chat_id=ivan.person.id, text="x")
    with refused_with("Forbidden: bot was blocked by the user"):
        await call("sendMessage", chat_id=olga.person.id, text="x")


async def test_a_slow_call_happens_in_the_end(call: Caller, world: World, ivan: Human) -> None:
    fault = world.faults.add(FaultKind.SLOW, delay=0.01)
    await call("sendMessage", chat_id=ivan.person.id, text="late")
    assert ivan.heard == "late"
    assert fault.happened == 1
    world.faults.clear()
    await call("sendMessage", chat_id=ivan.person.id, text="fast")
    assert fault.happened == 1


async def test_getupdates_suffers_only_when_named(call: Caller, world: World, ivan: Human) -> None:
    fault = world.faults.add(FaultKind.SERVER_ERROR)
    assert len(await call.updates()) == 1
    world.faults.remove(fault)
    world.faults.add(FaultKind.BAD_GATEWAY, times=1, methods=["getUpdates"])
    async with call.session.get(f"{call.url}/bot{call.token}/getUpdates") as response:
        assert response.status == 502


async def test_a_download_can_fail_too(call: Caller, world: World, ivan: Human) -> None:
    await ivan.sends_document(b"data", "a.txt")
    *_, update = await call.updates()
    path = (await call("getFile", file_id=update["message"]["document"]["file_id"]))["file_path"]
    world.faults.add(FaultKind.BAD_GATEWAY, times=1, methods=["download"])
    async with call.session.get(f"{call.url}/file/bot{call.token}/{path}") as response:
        assert response.status == 502
    assert await call.download(path) == b"data"


def test_a_seed_gives_the_same_bad_day() -> None:
    def day(seed: int) -> list[Fault | None]:
        faults = Faults(seed=seed)
        fault = faults.add(FaultKind.SERVER_ERROR, probability=0.5)
        struck = [faults.strike("sendmessage", 1) for _ in range(50)]
        assert 10 < fault.happened < 40
        return [one and fault for one in struck]

    assert [bool(one) for one in day(1)] == [bool(one) for one in day(1)]
    assert [bool(one) for one in day(1)] != [bool(one) for one in day(2)]


async def test_calls_are_counted(call: Caller, world: World, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="x")
    with refused_with("Bad Request: message text is empty"):
        await call("sendMessage", chat_id=ivan.person.id, text="")
    assert (world.calls.counts["sendMessage"], world.calls.failures["sendMessage"]) == (1, 1)
    codes = [one.code for one in world.calls.of("sendMessage", chat_id=ivan.person.id)]
    assert codes == [200, 400]
    world.calls.clear()
    assert not world.calls.of("sendMessage")
