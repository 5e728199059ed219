"""The wheel alone, in an empty environment in a temporary folder, does the main job."""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from steps import Steps, main_job

ROOT = Path(__file__).resolve().parents[1]


def install(folder: Path) -> Path:
    """Build the wheel, install it with the locked packages; gives the environment's folder of programs."""
    build: list[str | Path] = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = folder.glob("*.whl")
    sys.stdout.write(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB\n")
    venv.create(folder / "venv", with_pip=True, symlinks=os.name != "nt")
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip: list[str | Path] = [programs / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements" / "run.txt"], check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True)
    return programs


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = install(folder)
        home = folder / "home"
        home.mkdir()
        steps = Steps(home)
        main_job(steps, [programs / "esscollab"])
        return steps.finish()


if __name__ == "__main__":
    sys.exit(main())
