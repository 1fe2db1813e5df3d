"""What the browser may load and who may speak to the page: itself alone."""

from urllib.parse import urlsplit

from aiohttp import web

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


async def guard(request: web.Request, response: web.StreamResponse) -> None:
    """Put the policy on every answer of the page."""
    if not is_of_the_page(request):
        return
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers.setdefault("Cache-Control", "no-cache")


def is_of_the_page(request: web.Request) -> bool:
    return request.path == "/" or request.path.startswith("/page/")


def is_foreign(request: web.Request) -> bool:
    """A script of another site asks."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host
