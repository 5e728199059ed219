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
    tool = Path(sys.executable).parent
    subprocess.run(
        [sys.executable, "-m", "hatchling", "-q", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True
    )
    (wheel,) = folder.glob("*.whl")
    sys.stdout.write(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB\n")
    venv.create(folder / "venv", with_pip=False, symlinks=os.name != "nt")
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [tool / "uv", "pip", "install", "-q", "--python", programs / "python"]
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
