"""Writes an edition of guards down as the code has them now: those of decisions by a name that begins so."""

import sys
from pathlib import Path

from core.claims import guards as decisions
from core.migrations.frozen import BETWEEN
from core.points import guards as ledger

for dialect in ("sqlite", "postgresql"):
    statements = decisions.install if sys.argv[1].startswith("decisions") else ledger.triggers
    text = BETWEEN.join(statements(dialect))
    (Path(__file__).parent / f"{sys.argv[1]}.{dialect}.sql").write_text(text + "\n")
