"""What many tests share: the real book, built once, and a small one of which every word is known."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from program import Program, copy_of_program
from small_book import write_content

from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

pytest_plugins = ["plugin_desk", "plugin_bench", "plugin_packs"]

CONTENT = Path(__file__).resolve().parent.parent / "resources" / "content"


@pytest.fixture(scope="session")
def book_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real book, built from resources/content. Not to be changed; copy it where a test must."""
    out = tmp_path_factory.mktemp("book") / "practices.sqlite"
    build_book(CONTENT, out)
    return out


@pytest.fixture(scope="session")
def catalogue(book_file: Path) -> Iterator[Catalogue]:
    """The real book, open."""
    opened = Catalogue(CatalogueReader(book_file))
    yield opened
    opened.close()


@pytest.fixture
def small_content(tmp_path: Path) -> Path:
    """A small content folder of one's own, free to be changed."""
    return write_content(tmp_path / "content")


@pytest.fixture(scope="session")
def small_book_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book built from the small content folder. Not to be changed."""
    folder = tmp_path_factory.mktemp("small")
    out = folder / "db" / "practices.sqlite"
    build_book(write_content(folder / "content"), out)
    return out


@pytest.fixture
def small_catalogue(small_book_file: Path) -> Iterator[Catalogue]:
    """The small book, open."""
    opened = Catalogue(CatalogueReader(small_book_file))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def program_root(tmp_path_factory: pytest.TempPathFactory, book_file: Path) -> Path:
    """A copy of the program without its window, with the real book. Not to be changed."""
    root = tmp_path_factory.mktemp("program")
    copy_of_program(root, book_file)
    return root


@pytest.fixture
def program(program_root: Path, tmp_path: Path) -> Program:
    """The command line with a folder and a notebook of its own."""
    home = tmp_path / "home"
    home.mkdir()
    return Program(program_root, home)
