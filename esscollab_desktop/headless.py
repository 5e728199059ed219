"""The main job where there is no display: the tree, the whole book as a handout, a picture of the window."""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from esscollab_desktop import cli
from esscollab_desktop.domain.errors import UserError


def run(out: Path) -> int:
    """Write into `out` and tell what was written; the exit code of the first step that did not work."""
    out.mkdir(parents=True, exist_ok=True)
    handout, picture = out / "esscollab-handout.pdf", out / "esscollab-window.png"
    for command in (["tree"], ["handout", "-o", str(handout)]):
        if code := cli.main(command):
            return code
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from esscollab_desktop.app import picture_of_window

    with tempfile.TemporaryDirectory() as empty_notebook:
        picture_of_window(Path(empty_notebook), picture)
    print(
        f"\nThere is no display here, so the main job was done without a window ({date.today():%Y-%m-%d}):\n"
        f"  the tree of practices and states, above\n"
        f"  the whole book as a handout: {handout}\n"
        f"  a picture of the window: {picture}\n"
        "For the window, run `make run` in a desktop session, or with a virtual screen: `xvfb-run make run`."
    )
    return 0


if __name__ == "__main__":
    try:
        sys.exit(run(Path(sys.argv[1] if len(sys.argv) > 1 else "build/out")))
    except UserError as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
