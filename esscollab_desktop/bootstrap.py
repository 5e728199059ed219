"""The only place where parts are put together: paths, then storage, then services."""

from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.paths import book_path, bundle_root
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library, Reading
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

if TYPE_CHECKING:
    from esscollab_desktop.render.worker import HandoutWorker
    from esscollab_desktop.services.backups import Backups
    from esscollab_desktop.services.meetings import Meetings
    from esscollab_desktop.services.notebook import Notebook
    from esscollab_desktop.services.own_examples import OwnExamples


def open_catalogue(bundle: Path) -> Catalogue:
    """The book that came with the program. Raises UserError where it is missing, damaged or foreign."""
    return Catalogue(CatalogueReader(book_path(bundle)))


def open_library(bundle: Path, data: Path | None = None) -> Library:
    """The book with the own examples of a data folder, read the quick way; without a folder, the book alone.

    Raises UserError as `open_catalogue` does; a notebook that can't be read adds nothing.
    """
    from esscollab_desktop.storage.notebook.own_reader import OwnExampleReader

    return Library(open_catalogue(bundle), OwnExampleReader(data) if data else None)


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


def open_backups(folder: Path, bundle: Path | None = None) -> "Backups":
    """The copies of the notebook in a data folder; opens none of them."""
    from esscollab_desktop.services.backups import Backups

    return Backups(folder, (bundle or bundle_root()) / "db" / "migrations")


def open_press(bundle: Path | None = None) -> "HandoutWorker":
    """The child process that makes PDFs; it starts with the first handout."""
    from esscollab_desktop.render.worker import HandoutWorker

    return HandoutWorker((bundle or bundle_root()) / "resources")
