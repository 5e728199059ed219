"""Reads a source file as text."""

from pathlib import Path

from esscollab_desktop.packs.faults import Faults


def read_text(path: Path, name: str, faults: Faults) -> str:
    """The file's text; a missing file or foreign bytes are faults. A byte order mark is dropped."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        faults.lose(name, 1, "this file is missing; add it.")
    except OSError as bad:
        faults.lose(name, 1, f"can't be read ({bad.strerror}); look whether it is open elsewhere.")
    except UnicodeDecodeError as bad:
        line = bad.object[: bad.start].count(b"\n") + 1
        faults.lose(name, line, "holds bytes that are not UTF-8; save the file as UTF-8.")
    return ""
