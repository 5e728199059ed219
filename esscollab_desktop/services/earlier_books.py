"""Books of editions that are not open any more: their words, and how pages were renamed."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.anchors import text_hash
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import HOME
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.storage.catalogue.reader import CatalogueReader


class EarlierBooks:
    """Opened when first asked for. Callable from any thread; `close` it.

    `places` gives the files of earlier books of a pack, the likeliest first; `names` the packs there are.
    """

    def __init__(
        self, places: Callable[[str], list[Path]] = lambda _name: [], names: Callable[[], list[str]] = list
    ) -> None:
        self._places = places
        self._names = names
        self._open: dict[str, list[Catalogue]] = {}
        self._lock = Lock()

    def text(self, code: str, made_on: str) -> str | None:
        """The reading text with this hash, of a page that has this code or had a former one."""
        name, wanted = codes.pack_of(code) or HOME, codes.bare(code)
        with self._lock:
            former = [old for old, new in self._aliases_of(name) if new == wanted]
            for catalogue in self._books(name):
                for each in (wanted, *former):
                    with suppress(UserError):
                        if catalogue.resolve(each) == each:
                            text = reading_text(catalogue.page(each))
                            if text_hash(text) == made_on:
                                return text
        return None

    def aliases(self) -> Iterator[tuple[str, str]]:
        """(former code, code) of all earlier books, named as beside other packs."""
        with self._lock:
            for name in self._names():
                pack = "" if name == HOME else name
                for old, new in self._aliases_of(name):
                    yield codes.in_pack(old, pack), codes.in_pack(new, pack)

    def close(self) -> None:
        with self._lock:
            for books in self._open.values():
                for catalogue in books:
                    catalogue.close()
            self._open.clear()

    def _aliases_of(self, name: str) -> list[tuple[str, str]]:
        found: dict[tuple[str, str], None] = {}
        for catalogue in self._books(name):
            with suppress(UserError):
                found |= dict.fromkeys(catalogue.aliases().items())
        return list(found)

    def _books(self, name: str) -> list[Catalogue]:
        if name not in self._open:
            self._open[name] = []
            for path in self._places(name):
                # An earlier book only makes places surer; without it there is less to go by.
                with suppress(UserError):
                    self._open[name].append(Catalogue(CatalogueReader(path)))
        return self._open[name]
