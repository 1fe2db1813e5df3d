"""What lies under deploy/ is fit to be used."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    """Checked by systemd itself, with paths of this machine."""
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / "tandem.service"
    unit.write_text((DEPLOY / "tandem.service").read_text().replace("/opt/tandem/deploy", str(DEPLOY)))
    done = subprocess.run([systemd, "verify", unit], capture_output=True, text=True, check=False)
    about_it = [line for line in done.stderr.splitlines() if "tandem.service" in line]
    assert about_it == []


@pytest.mark.skipif(os.name != "posix", reason="a script for sh")
def test_credentials_become_settings(tmp_path: Path) -> None:
    """A file each, named like its setting; whatever else lies there stays there."""
    (tmp_path / "bot_token").write_text("1:a\n")
    (tmp_path / "secret_key").write_text("a key")
    (tmp_path / "other").write_text("x")
    done = subprocess.run(
        [DEPLOY / "with-credentials", "env"],
        env={"PATH": os.environ["PATH"], "CREDENTIALS_DIRECTORY": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    told = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
    assert told["BOT_TOKEN"] == "1:a"
    assert told["SECRET_KEY"] == "a key"
    assert "x" not in told.values()
