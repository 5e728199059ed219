"""The built program, copied outside the checkout and run without its environment, does the main job."""

import shutil
import sys
import tempfile
from pathlib import Path

from steps import Steps, main_job


def size(folder: Path) -> float:
    """Size of all files in MB; a link counts once."""
    return (
        sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        / 1e6
    )


def main() -> int:
    built = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "ESSCollab Büro"
        shutil.copytree(built, folder, symlinks=True)
        home = Path(name) / "home"
        home.mkdir()
        steps = Steps(home)
        main_job(steps, [folder / "esscollab"])
        steps.run(
            "opens and closes its window",
            [folder / "esscollab-desktop"],
            lambda _: any(home.rglob("window.ini")),
            ESSCOLLAB_CLOSE_AFTER="500",
        )
        (folder / "portable").touch()
        steps.run(
            "a portable note", [folder / "esscollab", "notes", "add", "4", "--text", "x"], lambda _: True
        )
        steps.run("stays beside the program", ["/bin/ls", folder / "data"], lambda out: bool(out.strip()))
        sys.stdout.write(f"{built}: {size(built):.0f} MB\n")
        return steps.finish()


if __name__ == "__main__":
    sys.exit(main())
