"""Builds a book from a content folder, whole or not at all."""

import os
import tempfile
from pathlib import Path

from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.storage.catalogue.writer import write_book


def build_book(folder: Path, out: Path) -> Content:
    """Build the content folder into the book `out`, which is replaced whole or left as it was.

    Raises ContentError where the content has faults, UserError where the file can't be written.
    """
    content = read_content(folder)
    temporary = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{out.name}.", suffix=".new", dir=out.parent)
        os.close(handle)
        temporary = Path(name)
        write_book(content, temporary)
        temporary.chmod(0o644)
        temporary.replace(out)
    except OSError as bad:
        raise UserError(f"The book can't be written to {out}: {bad.strerror}. Name another file.") from bad
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return content
