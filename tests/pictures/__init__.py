"""Pictures of the manager's guide, taken of the real screens: `make pictures`."""

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
FOLDER = DOCS / "images" / "manager"
