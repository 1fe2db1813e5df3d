"""One entry of the audit log: the bytes that are hashed, and the two codes that stand beside them.

Its `hash` continues the chain of its programme: anybody can recompute it. Its `mark` is made with the installation's
key over the entry alone, so that an entry which somebody wrote past the service, or moved, is known as such.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

BEGINNING = "0" * 64
"""What stands in place of a hash before the first entry."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BLOCK = 64
"""Bytes of SHA-256's block, to which HMAC fills a key up."""

NEXT = "\x1f"
"""Between the parts of an entry: none of them can hold it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an entry tells, besides its number."""

    at: datetime
    by: int | None
    act: str
    subject: str
    before: str | None
    """Canonical JSON."""
    after: str | None

    def body(self, programme_id: int) -> bytes:
        """The same bytes on both databases."""
        return body_of(programme_id, self.at, self.by, self.act, self.subject, self.before, self.after)


def body_of(
    programme_id: int, at: datetime, by: int | None, act: str, subject: str, before: str | None, after: str | None
) -> bytes:
    """The bytes of an entry, from its columns."""
    passed = at - EPOCH
    microseconds = (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds
    told = f"{programme_id}{NEXT}{microseconds}{NEXT}{'' if by is None else by}{NEXT}{act}{NEXT}{subject}{NEXT}"
    return f"{told}{before or ''}{NEXT}{after or ''}".encode()


def chained(previous: str, serial: int, body: bytes) -> str:
    """The hash of an entry."""
    return sha256(f"{previous}{NEXT}{serial}{NEXT}".encode() + body).hexdigest()


def marked(key: bytes, serial: int, body: bytes) -> str:
    """The mark of an entry."""
    return hmac.digest(key, f"entry{NEXT}{serial}{NEXT}".encode() + body, "sha256").hex()


class Marker:
    """Makes many marks with one key: what the key alone decides is computed once, which is two thirds of the work."""

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        block = (sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
        self._inner = sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = sha256(bytes(byte ^ 0x5C for byte in block))

    def mark(self, serial: int, body: bytes) -> str:
        """What `marked` makes."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(f"entry{NEXT}{serial}{NEXT}".encode() + body)
        outer.update(inner.digest())
        return outer.hexdigest()


def signed_head(key: bytes, programme_id: int, serial: int, hash_: str) -> str:
    """The signature below the log as it ends now."""
    return _signed(key, "head", programme_id, serial, hash_)


def signed_seal(key: bytes, programme_id: int, serial: int, hash_: str) -> str:
    """The signature below the log as it ended on a day: never good for a head, so that a cut cannot borrow it."""
    return _signed(key, "seal", programme_id, serial, hash_)


def _signed(key: bytes, what: str, programme_id: int, serial: int, hash_: str) -> str:
    return hmac.digest(key, f"{what}{NEXT}{programme_id}{NEXT}{serial}{NEXT}{hash_}".encode(), "sha256").hex()
