"""Sealing: what must not be readable in a stolen database file is encrypted with keys derived from SECRET_KEY."""

import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12
"""Bytes of nonce before the ciphertext; 96 bits is what NIST SP 800-38D asks of GCM."""


class Seal:
    """One key, one purpose: AES-256-GCM over whole values."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def close(self, plain: bytes) -> bytes:
        """The sealed form: nonce, then ciphertext with its tag."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> bytes:
        """The plain value. Raises cryptography.exceptions.InvalidTag for another key or a changed value."""
        return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], None)


class Keyring:
    """Every seal of an installation, each from its own derivation of the one secret."""

    def __init__(self, secret: str) -> None:
        """Any text of 32 characters or more. Raises ValueError when it is shorter."""
        if len(secret) < 32:
            raise ValueError("the secret key needs at least 32 characters")
        self._secret = secret.encode()
        self.channel = Seal(self.derive("channel payloads"))
        """Inbox and outbox payloads."""
        self.people = Seal(self.derive("person keys"))
        """Wraps the key of each person."""
        self.evidence = Seal(self.derive("evidence"))
        """Photos and files."""
        self.talks = Seal(self.derive("talks"))
        """What partners and those who look after them say to one another."""
        self.audit = self.derive("audit log")
        """Signs the audit log."""
        self.learned = self.derive("learned words")
        """Digests what people typed into a search."""
        self._names = self.derive("starts of names")
        self._phones = self.derive("phones")
        self._ways_back = self.derive("ways back")

    def name_start(self, text: str) -> int:
        """A number of 63 bits for the beginning of a word of a name: equal for equal texts, told by no text."""
        return int.from_bytes(hmac.digest(self._names, text.encode(), "sha256")[:8], "big") >> 1

    def way_back(self, code: str) -> bytes:
        """16 bytes for a code of getting back in: it is too short to be kept as a plain digest."""
        return hmac.digest(self._ways_back, code.encode(), "sha256")[:16]

    def phone(self, digits: str) -> bytes:
        """16 bytes for a phone: equal for equal digits; without the key nobody can try all numbers."""
        return hmac.digest(self._phones, digits.encode(), "sha256")[:16]

    def derive(self, purpose: str) -> bytes:
        """32 bytes for a purpose (HKDF-SHA256, RFC 5869)."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(self._secret)
