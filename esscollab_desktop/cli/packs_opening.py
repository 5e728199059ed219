"""Opens the book that an argument names: installed content by its name, a pack file, or a built book."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import NAME

if TYPE_CHECKING:
    from esscollab_desktop.services.catalogue import Catalogue

_REMEDY = "Name a pack (.esspack), a built book (.sqlite) or installed content."


@contextmanager
def opening(invocation: Invocation) -> Iterator[Callable[[str], "Catalogue"]]:
    """What opens a book by its argument; pack files are unpacked beside, and gone at the end.

    The callable raises UserError where there is no such content or file, or where it is not sound.
    """
    with tempfile.TemporaryDirectory(prefix="esscollab-", ignore_cleanup_errors=True) as name:
        workplace = Path(name)
        yield lambda text: _opened(text, workplace, invocation)


def _opened(text: str, workplace: Path, invocation: Invocation) -> "Catalogue":
    from esscollab_desktop.bootstrap import open_book, packs_in
    from esscollab_desktop.packs.pack_file import read_pack
    from esscollab_desktop.packs.packing import take_book

    if NAME.fullmatch(text) and not Path(text).exists():
        packs = packs_in(invocation.data, invocation.bundle)
        return packs.open_edition(packs.named(text).current)
    if not text or "\0" in text:
        raise UserError(f"That is no file’s name. {_REMEDY}")
    if not Path(text).is_file():
        raise UserError(f"There is no file {text}. {_REMEDY}")
    if not text.lower().endswith(".esspack"):
        try:
            return open_book(Path(text))
        except UserError as bad:
            # The remedy for the program's own book, to install it again, is none for a file from elsewhere.
            raise UserError(f"{str(bad).rpartition('. ')[0]}. {_REMEDY}") from bad
    book = workplace / f"{len(list(workplace.iterdir()))}.sqlite"
    take_book(read_pack(Path(text)), book)
    return open_book(book)
