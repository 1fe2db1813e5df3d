"""Pages of a PDF, drawn side by side as one picture. Only within the child process: see core.claims.picture."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 50
"""Pages of a document that is an invoice still."""

SHOWN = 4
"""First pages that are drawn: an invoice's lines and its stamp stand there."""

PAGE_SIDE = 1_600
"""Pixels of the longer side of a drawn page."""

LONGEST_POINTS = 14_400.0
"""A page's longer side, in points, beyond which it is no paper."""

PASSWORD_NEEDED = 4
"""What the library says of a document that is locked."""


class Locked(Exception):
    """A document that opens with a password only."""


class TooManyPages(Exception):
    """A book, a catalogue, or a trap."""


class NoPages(Exception):
    """Nothing to draw."""


def is_pdf(received: bytes) -> bool:
    return b"%PDF-" in received[:1024]


def drawn(received: bytes) -> "Image":
    """The first pages in one picture. Raises Locked, TooManyPages, NoPages, and whatever the library does."""
    from PIL import Image
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(received)
    except PdfiumError as error:
        if error.err_code == PASSWORD_NEEDED and b"/Encrypt" in received:  # the code may be an earlier document's
            raise Locked from error
        raise
    count = len(document)
    if count > MOST_PAGES:
        raise TooManyPages
    if not count:
        raise NoPages
    pages = [_page(document[number]) for number in range(min(count, SHOWN))]
    whole = Image.new("RGB", (sum(page.width for page in pages), max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    return whole


def _page(page: Any) -> "Image":
    width, height = page.get_size()
    longer = max(width, height)
    if not 1 <= longer <= LONGEST_POINTS:
        raise NoPages
    image: Image = page.render(scale=PAGE_SIDE / longer).to_pil().convert("RGB")
    return image
