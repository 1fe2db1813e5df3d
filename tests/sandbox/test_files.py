"""getFile and downloads, for everything people send."""

import io

from PIL import Image

from sandbox.human import Human
from tests.sandbox.caller import Caller, png, refused


async def test_a_photo_is_a_jpeg_of_1280_and_a_document_is_its_bytes(call: Caller, ivan: Human) -> None:
    original = png(4000, 3000)
    await ivan.sends_photo(original)
    await ivan.sends_photo(original, as_document=True)
    photo, document = [update["message"] for update in (await call.updates())[1:]]
    path = (await call("getFile", file_id=photo["photo"][-1]["file_id"]))["file_path"]
    with Image.open(io.BytesIO(await call.download(path))) as image:
        assert (image.format, image.size) == ("JPEG", (1280, 960))
    file = await call("getFile", file_id=document["document"]["file_id"])
    assert file["file_size"] == len(original)
    assert await call.download(file["file_path"]) == original


async def test_equal_pictures_have_equal_unique_ids(call: Caller, ivan: Human) -> None:
    for colour in ("white", "white", "black"):
        await ivan.sends_photo(png(200, 200, colour))
    uniques = [update["message"]["photo"][-1]["file_unique_id"] for update in (await call.updates())[1:]]
    assert uniques[0] == uniques[1] != uniques[2]


async def test_undecodable_empty_and_huge_files_get_through(call: Caller, ivan: Human) -> None:
    await ivan.sends_photo(b"no picture", raw=True)
    await ivan.sends_document(b"", "empty.pdf", mime_type="application/pdf")
    await ivan.sends_document(bytes(21 * 1024 * 1024), "huge.jpg")
    photo, empty, huge = [update["message"] for update in (await call.updates())[1:]]
    path = (await call("getFile", file_id=photo["photo"][-1]["file_id"]))["file_path"]
    assert await call.download(path) == b"no picture"
    assert empty["document"] == empty["document"] | {"file_size": 0, "mime_type": "application/pdf"}
    assert huge["document"]["mime_type"] == "image/jpeg"
    with refused("file is too big"):
        await call("getFile", file_id=huge["document"]["file_id"])


async def test_unknown_files_are_refused(call: Caller, ivan: Human) -> None:
    with refused("wrong file_id or the file is temporarily unavailable"):
        await call("getFile", file_id="nonsense")
    with refused("file_id not specified"):
        await call("getFile")
    async with call.session.get(f"{call.url}/file/bot{call.token}/photos/none.jpg") as response:
        assert response.status == 404
    async with call.session.get(f"{call.url}/file/bot1:x/photos/file_0.jpg") as response:
        assert response.status == 401
