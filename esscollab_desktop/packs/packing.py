"""From a content folder to a pack, and from a pack to a book that may be read."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.errors import Cancelled, UserError
from esscollab_desktop.domain.long_work import Progress, never, tell_nobody
from esscollab_desktop.domain.packs import Manifest
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.collecting import collecting_later
from esscollab_desktop.packs.pack_file import SUFFIX, Pack, manifest_of, unpack_book, write_pack
from esscollab_desktop.packs.pack_layout import refuse
from esscollab_desktop.packs.signing import load_key
from esscollab_desktop.storage.catalogue.verification import verify_book

_RECORDS = 5_000  # dropped between two questions


def pack_folder(
    folder: Path,
    out: Path,
    key_file: Path | None,
    progress: Progress = tell_nobody,
    cancelled: Callable[[], bool] = never,
) -> Manifest:
    """Build a content folder and write it as the pack `out`, signed where a key is given; all or nothing.

    `progress` gets the stage in words, what is done of it, and all of it. Raises ContentError for faults in
    the folder, UserError where the key is none or the pack can't be written, and Cancelled.
    """
    if out.suffix.lower() != SUFFIX:
        raise UserError(f"{out} does not end in {SUFFIX}. Name the file so.")
    if folder.resolve() in out.resolve().parents:
        raise UserError(f"{out} would lie among the sources of the pack. Name a file outside of {folder}.")
    key = load_key(key_file) if key_file else None
    with _workplace(out) as name:
        book = Path(name) / "book.sqlite"
        with collecting_later():
            _let_go(build_book(folder, book, progress, cancelled), cancelled)
        manifest = manifest_of(book)
        # What a reader would refuse is told to its author, not to the readers.
        verify_book(
            book, manifest.content_hash, lambda done, of_all: progress("Checking", done, of_all), cancelled
        )

        def told(done: int, of_all: int) -> None:
            progress("Writing the pack", done, of_all)

        write_pack(book, manifest, out, key, told, cancelled)
    return manifest


def _let_go(content: Content, cancelled: Callable[[], bool]) -> None:
    """Drop what was built, piece by piece: all of a large book at once could not be stopped for a while."""
    for records in (content.examples, content.translations):
        while records:
            del records[-_RECORDS:]
            if cancelled():
                raise Cancelled
    while content.places:
        for _ in range(min(_RECORDS, len(content.places))):
            content.places.popitem()
        if cancelled():
            raise Cancelled


def _workplace(out: Path) -> "tempfile.TemporaryDirectory[str]":
    """A folder beside the pack that goes away again: where the pack has room, its book has."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=".esscollab-", dir=out.parent)
    except OSError as bad:
        raise UserError(f"The pack can't be written to {out}: {bad.strerror}. Name another file.") from bad


def take_book(
    pack: Pack,
    to: Path,
    progress: Progress = tell_nobody,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Unpack the book into the new file `to` and verify all of it; where anything is amiss, `to` is gone.

    Raises UserError, and Cancelled where `cancelled` says so.
    """
    unpack_book(pack, to, lambda done, of_all: progress("Unpacking", done, of_all), cancelled)
    try:
        verify_book(
            to,
            pack.manifest.content_hash,
            lambda done, of_all: progress("Verifying", done, of_all),
            cancelled,
        )
        _compare(manifest_of(to), pack)
    except BaseException:
        to.unlink(missing_ok=True)
        raise


def _compare(told: Manifest, pack: Pack) -> None:
    if told != pack.manifest:
        raise refuse(pack.path.name, "says something else of itself than its book does")
