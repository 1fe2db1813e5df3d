"""What a running installation knows of itself: its version, since when it runs, where its files lie."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.keeping.file import free_bytes

LITTLE = 1024 * 1024 * 1024
"""Bytes that have to be left on a disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When and where backups are made."""

    folder: Path
    days: int
    """How many days each is kept; with 0 none is made."""
    hour: int
    """The programme's local hour from which on the day's backup is due."""

    @property
    def wanted(self) -> bool:
        return self.days > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """One running process, as /ops tells of it."""

    version: str
    started_at: datetime
    plan: Plan
    folders: tuple[Path, ...]
    """Where the service writes."""

    def free_bytes(self) -> int:
        """What is left on the fullest of its disks."""
        return min(free_bytes(folder) for folder in self.folders)
