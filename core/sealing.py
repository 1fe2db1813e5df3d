"""Sealing: what must not be readable in a stolen database file is encrypted with keys derived from SECRET_KEY."""

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

    def derive(self, purpose: str) -> bytes:
        """32 bytes for a purpose (HKDF-SHA256, RFC 5869)."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(self._secret)
