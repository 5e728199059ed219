"""The only place where parts are put together: paths, then storage, then services."""

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.paths import book_path, bundle_root, register_path
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library, Reading
from esscollab_desktop.services.shelf import Shelf
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

if TYPE_CHECKING:
    from esscollab_desktop.domain.search import Answer, FilterChoices
    from esscollab_desktop.render.worker import HandoutWorker
    from esscollab_desktop.services.backups import Backups
    from esscollab_desktop.services.content import Content
    from esscollab_desktop.services.earlier_books import EarlierBooks
    from esscollab_desktop.services.installing import Packs
    from esscollab_desktop.services.meetings import Meetings
    from esscollab_desktop.services.notebook import Notebook
    from esscollab_desktop.services.own_examples import OwnExamples
    from esscollab_desktop.services.packets import Drawing, Packets
    from esscollab_desktop.services.search.search import Search


def open_catalogue(bundle: Path) -> Catalogue:
    """The book that came with the program. Raises UserError where it is missing, damaged or foreign."""
    return Catalogue(CatalogueReader(book_path(bundle)))


def open_book(path: Path) -> Catalogue:
    """A built book at any place. Raises UserError where it is missing, damaged or foreign."""
    return Catalogue(CatalogueReader(path))


def open_library(bundle: Path, data: Path | None = None) -> Library:
    """The book with the own examples of a data folder, read the quick way; without a folder, the book alone.

    Raises UserError as `open_catalogue` does; a notebook that can't be read adds nothing.
    """
    from esscollab_desktop.storage.notebook.own_reader import OwnExampleReader

    if data is None:
        return Library(open_catalogue(bundle))
    books, troubles = open_books(bundle, data)
    return Library(books, OwnExampleReader(data), troubles)


def search_in(library: Library, data: Path) -> "Search":
    """The search over a library and the notes of a data folder."""
    from esscollab_desktop.services.search.search import Search
    from esscollab_desktop.storage.notebook.note_finder import NoteFinder

    return Search(library, NoteFinder(data))


def open_search(library: Library, data: Path) -> "SearchWhenAsked":
    """What the window asks while words are typed."""
    return SearchWhenAsked(library, data)


class SearchWhenAsked:
    """The search of the window: loaded with the first question, on the thread that asks it."""

    def __init__(self, library: Library, data: Path) -> None:
        self._library = library
        self._data = data

    def ask(self, question: str, limit: int = 50) -> "Answer":
        return self._search.ask(question, limit)

    def choices(self) -> "FilterChoices":
        return self._search.choices()

    def warm(self) -> None:
        """Load now what the first question would wait for."""
        self._search.warm()

    @cached_property
    def _search(self) -> "Search":
        return search_in(self._library, self._data)


def open_books(bundle: Path, data: Path) -> tuple[Catalogue | Shelf, tuple[str, ...]]:
    """The book, with the installed packs where there are any; and a sentence for each that can't be opened.

    Raises UserError where the book itself can't be read. A pack that can't be never keeps the book closed.
    """
    if not register_path(data).is_file():
        return open_catalogue(bundle), ()
    from esscollab_desktop.storage.pack_folder import PackFolder

    with suppress(UserError):
        if not PackFolder(data).installed():
            return open_catalogue(bundle), ()
    return packs_in(data, bundle).open_all()


def packs_in(data: Path, bundle: Path | None = None) -> "Packs":
    """The content packs of a data folder."""
    from esscollab_desktop.services.installing import Packs
    from esscollab_desktop.storage.pack_folder import PackFolder

    return Packs(PackFolder(data), book_path(bundle))


def earlier_books(data: Path, bundle: Path | None = None) -> "EarlierBooks":
    """The books of editions that are not open any more; nothing is opened before it is asked for."""
    from esscollab_desktop.services.earlier_books import EarlierBooks

    return EarlierBooks(
        lambda name: packs_in(data, bundle).earlier_books(name), lambda: packs_in(data, bundle).names()
    )


def content_in(
    data: Path, library: Library, earlier: "EarlierBooks", bundle: Path | None = None
) -> "Content":
    """What a person does with content packs, on a library that shows them at once."""
    from esscollab_desktop.services.content import Content

    return Content(packs_in(data, bundle), library, earlier)


def own_examples_in(notebook: "Notebook", book: Reading) -> "OwnExamples":
    """The own examples of an open notebook, to change and, by `Library.attach`, to read."""
    from esscollab_desktop.services.own_examples import OwnExamples

    return OwnExamples(notebook.repository.own_examples, book)


def open_notebook(folder: Path, bundle: Path | None = None) -> "Notebook":
    """The user's notebook in the data folder, made on first use.

    SQLAlchemy costs as much time as Qt, so it is imported here and not before.
    """
    from esscollab_desktop.services.notebook import Notebook
    from esscollab_desktop.storage.notebook.repository import open_notebook as open_repository

    return Notebook(open_repository(folder, (bundle or bundle_root()) / "db" / "migrations"))


def meetings_in(notebook: "Notebook") -> "Meetings":
    """The meetings of an open notebook."""
    from esscollab_desktop.services.meetings import Meetings

    return Meetings(notebook.repository.meetings)


def packets_in(notebook: "Notebook", draw: "Drawing | None" = None) -> "Packets":
    """The packets of an open notebook. `draw` makes PNGs of logos; without it this process does."""
    from esscollab_desktop.services.packets import Packets

    return Packets(notebook.repository.packets, draw)


def open_backups(folder: Path, bundle: Path | None = None) -> "Backups":
    """The copies of the notebook in a data folder; opens none of them."""
    from esscollab_desktop.services.backups import Backups

    return Backups(folder, (bundle or bundle_root()) / "db" / "migrations")


def open_press(bundle: Path | None = None) -> "HandoutWorker":
    """The child process that makes PDFs; it starts with the first handout."""
    from esscollab_desktop.render.worker import HandoutWorker

    return HandoutWorker((bundle or bundle_root()) / "resources")
