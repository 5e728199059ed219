"""Packs of small books, made once, and a desk to install them at: data folder, library and notebook."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from small_book import FILES, write_content

from esscollab_desktop import bootstrap
from esscollab_desktop.domain.content import Content as BookContent
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.packs import HOME
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.pack_file import manifest_of, write_pack
from esscollab_desktop.packs.packing import pack_folder
from esscollab_desktop.packs.signing import new_key
from esscollab_desktop.services.content import Desk as Notes
from esscollab_desktop.services.installing import Offer
from esscollab_desktop.services.standing import new_anchor
from esscollab_desktop.storage.catalogue.writer import write_book

MIGRATIONS = Path(__file__).resolve().parents[1] / "db" / "migrations"
DATES = {"1": "2026-01-31", "2": "2026-06-30", "3": "2026-12-01"}


def book_yaml(name: str, edition: str, title: str) -> str:
    """The small book's own words of itself, with another name, edition ("2" is 2026.2) and title."""
    text = FILES["book.yaml"].replace("name: small-book", f"name: {name}")
    text = text.replace('"2026.1"', f'"2026.{edition}"').replace("2026-01-31", DATES[edition])
    return re.sub("^title: .*", f"title: {title}", text)


class Press:
    """Makes pack files and books of the small content; each is made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[object, Path] = {}

    def pack(
        self, name: str = "small-book", edition: str = "1", key: str = "", title: str = "", **changes: str
    ) -> Path:
        """A pack file. A change replaces a file of the content, an empty one takes it away."""
        wanted = (name, edition, key, title, tuple(sorted(changes.items())))
        if wanted not in self._made:
            out = self._folder / str(len(self._made)) / f"{name}-{edition}.esspack"
            content = self._content(name, edition, title, changes)
            pack_folder(content, out, self._key(key) if key else None)
            self._made[wanted] = out
        return self._made[wanted]

    def book(self, edition: str = "1", **changes: str) -> Path:
        """A built book of the home pack."""
        wanted = ("book", edition, tuple(sorted(changes.items())))
        if wanted not in self._made:
            out = self._folder / str(len(self._made)) / "practices.sqlite"
            build_book(self._content(HOME, edition, "", changes), out)
            self._made[wanted] = out
        return self._made[wanted]

    def _content(self, name: str, edition: str, title: str, changes: dict[str, str]) -> Path:
        folder = self._folder / f"content {len(self._made)}"
        told = book_yaml(name, edition, title or ("A small book" if name == HOME else "An office book"))
        write_content(folder, **({"book.yaml": told} | changes))
        for gone in (file for file, text in changes.items() if not text):
            (folder / gone).unlink()
        return folder

    def _key(self, name: str) -> Path:
        path = self._folder / f"{name}.pem"
        if not path.exists():
            new_key(path)
        return path


class PackDesk:
    """What a person has: a data folder, the program with a book of its own, the notebook open."""

    def __init__(self, folder: Path, book: Path) -> None:
        self.data, self.bundle = folder / "data", folder / "program"
        self.update_program(book)
        if not (self.bundle / "db" / "migrations").exists():
            (self.bundle / "db" / "migrations").symlink_to(MIGRATIONS)
        self.open()

    @classmethod
    def again(cls, folder: Path) -> "PackDesk":
        """The desk of another process in the same folder."""
        return cls(folder, folder / "program" / "db" / "practices.sqlite")

    @property
    def packs_folder(self) -> Path:
        return self.data / "packs"

    def update_program(self, book: Path) -> None:
        """Put another book where the program's is, as an update does."""
        place = self.bundle / "db" / "practices.sqlite"
        if book == place:
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(book, place.with_suffix(".new"))
        place.with_suffix(".new").replace(place)

    def open(self) -> None:
        self.notebook = bootstrap.open_notebook(self.data, self.bundle)
        self.library = bootstrap.open_library(self.bundle, self.data)
        self.earlier = bootstrap.earlier_books(self.data, self.bundle)
        self.content = bootstrap.content_in(self.data, self.library, self.earlier, self.bundle)
        self.packs = self.content.packs
        self.notes = Notes(self.notebook, bootstrap.open_backups(self.data, self.bundle), {})

    def close(self) -> None:
        self.earlier.close()
        self.library.close()
        self.notebook.close()

    def start_again(self) -> None:
        """Close the window, open it, and let it finish what was cut off."""
        self.close()
        self.open()
        self.content.keep_up(self.notebook)

    def install(self, file: Path) -> Offer:
        """Look at a file and take it in; gives the closed offer."""
        offer, _preview = self.content.look_at(file, self.notes)
        try:
            self.content.install(offer, self.notes)
        finally:
            offer.close()
        return offer

    def note_on(self, code: str, words: str = "", body: str = "…") -> Note:
        """A note on a page, or on these words of it."""
        if not words:
            return self.notebook.add(code, body)
        text = reading_text(self.library.page(code))
        start = text.index(words)
        held = new_anchor(text, start, start + len(words), self.library.edition_of(code))
        return self.notebook.add(code, body, anchor=held)

    def is_there(self, code: str) -> bool:
        try:
            return self.library.resolve(code) == code
        except UserError:
            return False


def packed_content(content: BookContent, name: str, edition: str, out: Path) -> Path:
    """A content in memory as a pack file."""
    book = out.with_suffix(".sqlite")
    told = replace(content.book, name=name, edition=f"2026.{edition}", edition_date=DATES[edition])
    write_book(replace(content, book=told, places={}), book)
    write_pack(book, manifest_of(book), out)
    return out


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(tmp_path_factory.mktemp("press"))


@pytest.fixture
def pack_desk(press: Press, tmp_path: Path) -> Iterator[PackDesk]:
    """A desk with edition 2026.1 of the small book as the program's own."""
    made = PackDesk(tmp_path / "desk", press.book())
    yield made
    made.close()
