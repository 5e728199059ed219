"""The only place where parts are put together: paths, then storage, then services."""

from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.paths import book_path, bundle_root
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

if TYPE_CHECKING:
    from esscollab_desktop.render.worker import HandoutWorker
    from esscollab_desktop.services.notebook import Notebook


def open_catalogue(bundle: Path) -> Catalogue:
    """The book that came with the program. Raises UserError where it is missing, damaged or foreign."""
    return Catalogue(CatalogueReader(book_path(bundle)))


def open_notebook(folder: Path, bundle: Path | None = None) -> "Notebook":
    """The user's notebook in the data folder, made on first use.

    SQLAlchemy costs as much time as Qt, so it is imported here and not before.
    """
    from esscollab_desktop.services.notebook import Notebook
    from esscollab_desktop.storage.notebook.repository import open_notebook as open_repository

    return Notebook(open_repository(folder, (bundle or bundle_root()) / "db" / "migrations"))


def open_press(bundle: Path | None = None) -> "HandoutWorker":
    """The child process that makes PDFs; it starts with the first handout."""
    from esscollab_desktop.render.worker import HandoutWorker

    return HandoutWorker((bundle or bundle_root()) / "resources")
