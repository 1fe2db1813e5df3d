"""The page's addresses: `/`, `/page/...` and the socket `/page/live`."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from aiohttp import web

from sandbox.model import FileKind
from sandbox.page import actions, uploads
from sandbox.page.gallery import Gallery
from sandbox.page.guard import guard, is_foreign
from sandbox.page.live import Live
from sandbox.page.stage import Stage
from sandbox.phone import CannotDo
from sandbox.samples import SampleInvoice, default_samples
from sandbox.world import World

STATIC = Path(__file__).parent / "static"
PLACE = re.compile(r"\{(title|timezone|language|hint)\}")
"""Where index.html leaves room for a fact."""
PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}


def setup(
    app: web.Application,
    world: World,
    *,
    samples: Sequence[SampleInvoice] | None = None,
    title: str = "Sandbox",
    timezone: str | None = None,
    language: str = "en",
    hint: str = "",
) -> None:
    """Give the application the chat page of this world, with these invoices in its tray.

    `timezone` is an IANA name: where the phones are; without it they are where the browser is.
    `language` (en, ru, it) is that of the page around the phones, `hint` a line that says where to begin.
    """
    stage = Stage(world)
    gallery = Gallery(default_samples(world.clock().date()) if samples is None else samples)
    live = Live(stage, gallery)
    page = _Page(stage, gallery, {"title": title, "timezone": timezone or "", "language": language, "hint": hint})
    app.on_response_prepare.append(guard)
    app.on_shutdown.append(live.close)
    app.router.add_get("/", page.index)
    app.router.add_get("/page/live", live.serve)
    app.router.add_post("/page/send", page.send)
    app.router.add_get("/page/file/{path:.+}", page.file)
    app.router.add_get(r"/page/sample/{number:\d{1,4}}/{size:small|full}.jpg", page.sample)
    app.router.add_static("/page/static", STATIC)


class _Page:
    def __init__(self, stage: Stage, gallery: Gallery, facts: Mapping[str, str]) -> None:
        self._stage = stage
        self._gallery = gallery
        self._facts = facts

    async def index(self, request: web.Request) -> web.Response:
        html = (STATIC / "index.html").read_text(encoding="utf-8")
        html = PLACE.sub(lambda place: _escaped(self._facts[place[1]]), html)
        return web.Response(text=html, content_type="text/html")

    async def send(self, request: web.Request) -> web.Response:
        """Take a posted form of files; 409 with a reason when they cannot be sent."""
        if is_foreign(request):
            raise web.HTTPForbidden
        try:
            upload = await uploads.read(request, self._gallery)
            await uploads.send(actions.hand(self._stage, upload.person), upload)
        except CannotDo as refusal:
            return web.json_response({"why": str(refusal)}, status=409)
        return web.json_response({})

    async def file(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        stored = self._stage.world.files.at(path)
        if stored is None:
            raise web.HTTPNotFound
        kind = "image/jpeg" if stored.kind is FileKind.PHOTO else PICTURES.get(Path(path).suffix)
        headers = FOR_EVER if kind else FOR_EVER | {"Content-Disposition": "attachment"}
        return web.Response(body=stored.content, content_type=kind or "application/octet-stream", headers=headers)

    async def sample(self, request: web.Request) -> web.Response:
        draw = self._gallery.thumbnail if request.match_info["size"] == "small" else self._gallery.photo
        try:
            picture = await draw(int(request.match_info["number"]))
        except IndexError:
            raise web.HTTPNotFound from None
        return web.Response(body=picture, content_type="image/jpeg", headers={"Cache-Control": "no-cache"})


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
