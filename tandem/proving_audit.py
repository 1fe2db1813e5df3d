"""Proving the audit log from the command line: in words, what was done to it and to which entries."""

import re
from collections.abc import Callable

from sqlalchemy import text

from core.audit.kinds import Kind, Tampering
from core.audit.proof import prove
from core.audit.seals import SHOWN
from core.db.database import Database
from core.programme import programmes
from core.sealing import Keyring
from tandem.counting import counted
from tandem.migrating import require_current
from tandem.settings import Settings, SettingsError

WORDS = {
    Kind.EDITED: "{entries} edited",
    Kind.REMOVED: "{entries} removed",
    Kind.INSERTED: "{entries} inserted",
    Kind.REORDERED: "{entries} reordered",
    Kind.CUT: "the end is cut off: {entries} missing, or more",
    Kind.FORKED: "forked: {entries} rewritten from there to the end",
    Kind.SEAL: "the seal over {entries} was not made by this installation",
}
"""What was done, by its kind."""

_SEAL = re.compile(r"(\d{1,18}):([0-9a-fA-F]{8,64})")


async def prove_audit(settings: Settings, seal: str | None, tell: Callable[[str], None]) -> bool:
    """Tell what was done to the log, or that nobody touched it; whether so. Raises SettingsError.

    `seal`: as owners are told of it each day, `124:3fa2b1c0d4e5f607`.
    """
    told = _seal_of(seal)
    if settings.secret_key is None:
        raise SettingsError("SECRET_KEY is not set: what the audit log is signed with.")
    await require_current(settings)
    keyring = Keyring(settings.secret_key.get_secret_value())
    async with Database(settings.database_url, keyring) as db, db.read() as session:
        if not db.is_sqlite:  # one snapshot for all that is read, while others go on writing
            await session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        programme = await programmes.current(session)
        if programme is None:
            tell("✓ Nothing has been begun, and nothing logged.")
            return True
        proof = await prove(session, programme.id, told=told)
    for found in proof.tamperings:
        tell(f"✗ {worded(found)}")
    verdict = "✓ Nobody has touched the audit log" if proof.holds else "✗ The audit log was tampered with"
    tell(f"{verdict}: {counted(proof.entries, 'entry', 'entries')}, seal {proof.entries}:{proof.hash[:SHOWN]}.")
    return proof.holds


def worded(found: Tampering) -> str:
    """One finding as a sentence."""
    entries = f"entry {found.first}" if found.first == found.last else f"entries {found.first} to {found.last}"
    sentence = WORDS[found.kind].format(entries=entries)
    return sentence[0].upper() + sentence[1:]


def _seal_of(seal: str | None) -> tuple[int, str] | None:
    if seal is None:
        return None
    found = _SEAL.fullmatch(seal.strip())
    if found is None:
        raise SettingsError("A seal looks like 124:3fa2b1c0d4e5f607, as the bot has told it.")
    return int(found[1]), found[2]
