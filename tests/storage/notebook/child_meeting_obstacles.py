"""Meets one obstacle for real, prints as JSON what it was told. Arguments: obstacle, folder, migrations."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.notebook.repository import open_notebook

NOBODY = 65534


def told(act: Callable[[], object]) -> str:
    try:
        act()
    except UserError as error:
        return str(error)
    return ""


def read_only(folder: Path, migrations: Path) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as warm:  # import everything while root may still read it
        open_notebook(Path(warm), migrations).close()
    if os.geteuid() == 0:
        os.setuid(NOBODY)  # chmod does not stop root
    return {"told": told(lambda: open_notebook(folder, migrations))}


def full(folder: Path, migrations: Path) -> dict[str, str]:
    make_room = small_disk(folder, 512)
    notebook = open_notebook(folder, migrations)
    growing = notebook.add("4", "a")
    acknowledged = 0

    def write_on() -> None:
        nonlocal acknowledged, growing
        for count in range(200):
            notebook.add("4.MA", f"{count} " + "words " * 500)
            acknowledged += 1
            growing = notebook.save(growing.id, f"{count} " + "more " * 500, growing.revision)

    sentence = told(write_on)
    before = growing
    make_room()
    growing = notebook.save(growing.id, "room again", growing.revision)
    same = growing.id == before.id and growing.revision == before.revision + 1
    notebook.close()
    again = open_notebook(folder, migrations)
    kept = len(again.notes("4.MA"))
    same = same and again.notice == "" and [note.body for note in again.notes("4")] == ["room again"]
    again.close()
    after = "saved into the same note" if same else "not the same note"
    return {"told": sentence, "acknowledged": str(acknowledged), "kept": str(kept), "after": after}


def full_at_first(folder: Path, migrations: Path) -> dict[str, str]:
    make_room = small_disk(folder, 16)
    sentence = told(lambda: open_notebook(folder, migrations))
    make_room()
    open_notebook(folder, migrations).close()
    return {"told": sentence, "after": "opened"}


def small_disk(folder: Path, kilobytes: int) -> Callable[[], object]:
    """Make the folder's disk small, and give what makes it large again.

    A tmpfs, in a mount namespace of this process alone, where that is allowed; else a limit on the size of
    files.
    """
    if os.environ.get("ESSCOLLAB_OWN_MOUNTS"):
        mount(folder, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs")
        return lambda: mount(folder, "-o", "remount,size=64m")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, limits[1]))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def mount(folder: Path, *options: str) -> None:
    subprocess.run(["mount", *options, str(folder)], check=True, capture_output=True)


def into_own_mounts() -> None:
    """Start again in a mount namespace, if the system lets us; the mounts end with the process."""
    unshare = shutil.which("unshare")
    if unshare is None or "ESSCOLLAB_OWN_MOUNTS" in os.environ:
        return
    enter = [unshare, "--mount"] if os.geteuid() == 0 else [unshare, "--mount", "--map-root-user"]
    trial = [*enter, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    allowed = subprocess.run(trial, check=False, capture_output=True).returncode == 0
    os.environ["ESSCOLLAB_OWN_MOUNTS"] = "1" if allowed else ""
    if allowed:
        os.execv(unshare, [*enter, sys.executable, *sys.argv])


OBSTACLES = {"read-only": read_only, "full": full, "full at first": full_at_first}

if __name__ == "__main__":
    if sys.argv[1] != "read-only":
        into_own_mounts()
    print(json.dumps(OBSTACLES[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
