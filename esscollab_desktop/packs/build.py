"""Builds a book from a content folder, whole or not at all."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.errors import Cancelled, UserError
from esscollab_desktop.domain.long_work import LongWork, Progress, never, tell_nobody
from esscollab_desktop.packs.collecting import collecting_later
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.storage.catalogue.claims import claimed, is_claimed
from esscollab_desktop.storage.catalogue.writer import write_book

_ENDING = ".new"


def build_book(
    folder: Path, out: Path, progress: Progress = tell_nobody, cancelled: Callable[[], bool] = never
) -> Content:
    """Build the content folder into the book `out`, which is replaced whole or left as it was.

    `progress` is told the stage, what is done and of how many; `cancelled` is asked several times a second.
    Raises ContentError where the content has faults, UserError where the file can't be written, and
    Cancelled, after which nothing is left behind.
    """
    with collecting_later():
        content = _built(folder, out, LongWork(progress, cancelled))
    if content is None:
        raise Cancelled
    return content


def _built(folder: Path, out: Path, work: LongWork) -> Content | None:
    try:
        content = read_content(folder, work)
        _write(content, out, work)
    except Cancelled:
        # All that was read goes with the traceback, before Python looks through it for garbage.
        return None
    return content


def _write(content: Content, out: Path, work: LongWork) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with scratch_beside(out) as scratch:
            made = scratch / out.name
            write_book(content, made, work)
            made.chmod(0o644)
            made.replace(out)
    except OSError as bad:
        raise UserError(f"The book can't be written to {out}: {bad.strerror}. Name another file.") from bad


@contextmanager
def scratch_beside(out: Path) -> Iterator[Path]:
    """A folder beside `out` for what is not finished; what killed builds of the same file left is removed."""
    for path in out.parent.iterdir():
        is_scratch = path.name.startswith(f"{out.name}.") and path.name.endswith(_ENDING) and path.is_dir()
        if is_scratch and not is_claimed(path):
            shutil.rmtree(path, ignore_errors=True)
    scratch = tempfile.TemporaryDirectory(prefix=f"{out.name}.", suffix=_ENDING, dir=out.parent)
    with scratch as name, claimed(Path(name)):
        yield Path(name)
