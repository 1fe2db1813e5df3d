"""Pictures that look alike are found, whatever was done to them; other invoices of the same form are not accused."""

import hashlib
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image, ImageEnhance, ImageOps
from sqlalchemy import insert

from core.claims import evidence, likeness, looking_alike
from core.claims.likeness import Likeness, bands
from core.claims.likeness_tables import LikenessBandRow, LikenessRow
from core.claims.picture import Checked, examine, pack, unpack
from core.claims.review_card import load_review
from core.claims.tables import BlobRow
from core.db.database import Database
from core.ids import ClaimId
from sandbox.samples import default_samples
from sandbox.samples.invoice import SampleInvoice
from sandbox.samples.layouts import draw
from tests.core.claims.world import NOW, World

SAMPLES = default_samples(date(2026, 11, 22))


def scan(invoice: SampleInvoice) -> Image.Image:
    return draw(invoice, random.Random(1)).convert("RGB")


def recompressed(picture: Image.Image) -> Image.Image:
    content = BytesIO()
    picture.save(content, "JPEG", quality=40)
    return Image.open(BytesIO(content.getvalue())).convert("RGB")


def look_alike(one: Image.Image, other: Image.Image) -> bool:
    mine, theirs = likeness.likeness(one), likeness.likeness(other)
    far, orientation = min((likeness.distance(each, theirs.prints[0]), n) for n, each in enumerate(mine.prints))
    return far <= likeness.NEAR and likeness.alike(mine.map, orientation, theirs.map)


@pytest.mark.parametrize("invoice", SAMPLES[::2], ids=lambda each: each.layout)
@pytest.mark.parametrize(
    "done",
    [
        recompressed,
        lambda picture: recompressed(ImageEnhance.Brightness(picture).enhance(0.75)),
        lambda picture: recompressed(picture.rotate(90, expand=True)),
        lambda picture: recompressed(picture.rotate(180)),
        lambda picture: recompressed(ImageOps.mirror(picture)),
        lambda picture: recompressed(picture.resize((picture.width // 2, picture.height // 2))),
    ],
    ids=["recompressed", "darker", "turned", "upside down", "mirrored", "halved"],
)
def test_the_same_invoice_is_found(invoice: SampleInvoice, done: Callable[[Image.Image], Image.Image]) -> None:
    picture = scan(invoice)
    assert look_alike(done(picture), picture)


@pytest.mark.parametrize("invoice", SAMPLES, ids=lambda each: f"{each.layout} {each.number}")
def test_another_invoice_of_the_same_form_is_not_accused(invoice: SampleInvoice) -> None:
    """Another number of another day, or other quantities: each is enough."""
    numbered = replace(invoice, number="".join(str(9 - int(one)) if one.isdigit() else one for one in invoice.number))
    dated = replace(numbered, date=invoice.date - timedelta(days=9))
    sold = replace(invoice, lines=tuple(replace(line, quantity=line.quantity + 3) for line in invoice.lines))
    for other in (dated, sold):
        assert not look_alike(recompressed(scan(other)), scan(invoice))


@pytest.mark.parametrize("invoice", SAMPLES, ids=lambda each: f"{each.layout} {each.number}")
def test_how_far_a_cropped_picture_is_known(invoice: SampleInvoice) -> None:
    """The print knows one cropped by a tenth; the map, which has to tell one digit from another, not even by a
    hundredth. Such a sale is known by its number, issuer and day.
    """
    picture = scan(invoice)
    for part in (0.01, 0.05, 0.1):
        across, down = round(picture.width * part / 2), round(picture.height * part / 2)
        cropped = picture.crop((across, down, picture.width - across, picture.height - down))
        again = recompressed(ImageEnhance.Brightness(cropped).enhance(1.15))
        mine, theirs = likeness.likeness(again), likeness.likeness(picture)
        assert likeness.distance(mine.prints[0], theirs.prints[0]) <= likeness.NEAR
        assert not look_alike(again, picture)


def test_the_child_tells_it() -> None:
    content = BytesIO()
    scan(SAMPLES[0]).save(content, "JPEG")
    answer = unpack(pack(examine(content.getvalue())))
    assert isinstance(answer, Checked)
    assert answer.likeness is not None
    assert (len(answer.likeness.prints), len(answer.likeness.map)) == (8, likeness.POINTS**2)


async def test_those_who_decide_see_it(world: World) -> None:
    """Two people, two numbers, one paper: a hint on the later card, nothing on the earlier one."""
    picture = scan(SAMPLES[0])
    first = await _claims(world, picture, person=world.seller, number="4380")
    second = await _claims(world, recompressed(picture.rotate(90, expand=True)), person=world.installer, number="77")
    other = await _claims(world, scan(replace(SAMPLES[0], number="9991")), person=world.installer, number="78")
    found = await world.do(load_review, second, world.moderator)
    assert found.looks_like is not None
    assert found.looks_like.claim.id == first
    for claim_id in (first, other):
        assert (await world.do(load_review, claim_id, world.moderator)).looks_like is None


async def test_a_search_among_many(db: Database) -> None:
    """Half of them of a few forms, as invoices are: what shares a row is looked at by the dozen, however many do."""
    rng = random.Random(7)
    forms = [likeness.likeness(scan(each)).prints[0] for each in SAMPLES]

    for start in range(0, MANY, AT_ONCE):
        prints = [_print(rng, forms) for _ in range(AT_ONCE)]
        await _fill(db, prints, start)
    asked = [likeness.likeness(scan(replace(each, number=str(number)))) for number, each in enumerate(SAMPLES)]
    took: list[float] = []
    async with db.read() as session:
        for turn in range(40):
            started = time.perf_counter()
            await looking_alike.look_for(session, asked[turn % len(asked)], but="")
            took.append(time.perf_counter() - started)
    assert statistics.quantiles(took[5:], n=20)[-1] < 0.1, "with room for a busy machine"


MANY, AT_ONCE = 20_000, 1_000


def _print(rng: random.Random, forms: list[str]) -> str:
    if rng.random() < 0.5:
        return f"{rng.getrandbits(256):064x}"
    return f"{int(rng.choice(forms), 16) ^ (1 << rng.randrange(256)) ^ (1 << rng.randrange(256)):064x}"


async def _fill(db: Database, prints: list[str], start: int) -> None:
    digests = [hashlib.sha256(f"{start + number}".encode()).hexdigest() for number in range(len(prints))]
    sealed = db.keyring.evidence.close(bytes(likeness.POINTS**2))
    blob = {"sealed": b"", "media_type": "image/jpeg", "width": 1, "height": 1, "stored_at": NOW}
    both = list(zip(digests, prints, strict=True))
    async with db.writer.begin() as connection:
        await connection.execute(insert(BlobRow), [blob | {"sha256": digest} for digest in digests])
        await connection.execute(
            insert(LikenessRow), [{"sha256": digest, "print": each, "map": sealed} for digest, each in both]
        )
        await connection.execute(
            insert(LikenessBandRow), [{"band": band, "sha256": digest} for digest, each in both for band in bands(each)]
        )


async def _claims(world: World, picture: Image.Image, **sale: object) -> ClaimId:
    claim_id = await world.claims(sale["person"], number=sale["number"])  # type: ignore[arg-type]
    content = BytesIO()
    picture.save(content, "JPEG", quality=85)
    examined = examine(content.getvalue())
    assert isinstance(examined, Checked)
    assert isinstance(examined.likeness, Likeness)
    (awaited,) = await world.do(evidence.awaiting, now=NOW)
    await world.do(evidence.store, awaited.id, examined, now=NOW)
    return claim_id
