"""The wheel: installed elsewhere, from the lock and without the network, it carries all it needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tandem.catalogues import TRANSLATIONS
from tandem.settings import Settings

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    "TANDEM_TEST_WHEEL" not in os.environ, reason="TANDEM_TEST_WHEEL is not set: building a wheel takes its time"
)

LOOK_INSIDE = """
from importlib.resources import files
from pathlib import Path
import sys

from bot.words import speaking, translate

core, sandbox = Path(str(files("core"))), Path(str(files("sandbox")))
assert not core.is_relative_to(sys.argv[1]), core
for language in sys.argv[2:]:
    assert (core / "locales" / language / "LC_MESSAGES" / "tandem.po").stat().st_size > 1000
    with speaking(language):
        assert translate("❓ Help") != "❓ Help"
assert list((core / "migrations" / "versions").glob("0001*.py"))
assert (sandbox / "page" / "static" / "index.html").exists()
assert list((sandbox / "page" / "static").rglob("*.woff2"))
assert list((sandbox / "fonts").glob("*.ttf"))
print("complete")
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts' folder of an environment with the built wheel, not with this working copy."""
    environment = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run(
        [
            Path(sys.executable).parent / "uv",
            "sync",
            "--frozen",
            "--offline",
            "--no-dev",
            "--no-editable",
            "--quiet",
            "--reinstall-package",
            "tandem",
        ],
        cwd=ROOT,
        env=os.environ | {"UV_PROJECT_ENVIRONMENT": str(environment), "UV_PYTHON": sys.executable},
        check=True,
        timeout=300,
    )
    return environment / ("Scripts" if os.name == "nt" else "bin")


def run(folder: Path, *command: str | Path) -> str:
    """What a command prints in a folder, with nobody's settings."""
    names = {name.upper() for name in Settings.model_fields} | {"PYTHONPATH"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in names},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_carries_catalogues_migrations_page_and_fonts(installed: Path, tmp_path: Path) -> None:
    """What is not Python is easily forgotten."""
    assert run(tmp_path, installed / "python", "-c", LOOK_INSIDE, str(ROOT), *TRANSLATIONS) == "complete\n"


def test_it_runs_in_another_folder(installed: Path, tmp_path: Path) -> None:
    """The database is made where the person stands."""
    assert "Commands:" in run(tmp_path, installed / "tandem", "--help")
    assert run(tmp_path, installed / "tandem", "migrate") == "The database is up to date.\n"
    assert (tmp_path / "data" / "tandem.db").exists()
    assert run(tmp_path, installed / "tandem", "prove").startswith("✓ All holds")
