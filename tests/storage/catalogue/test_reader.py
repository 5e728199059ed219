"""What the reader refuses, and that reading works from many threads at once."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from worded_book import write_worded_content

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search
from esscollab_desktop.storage.catalogue.edition import SCHEMA
from esscollab_desktop.storage.catalogue.reader import CatalogueReader


def _set(pragma: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA {pragma}")
        connection.close()

    return change


def _run(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return change


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _overwrite(text: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_bytes(text)

    return change


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


REFUSED = [
    (Path.unlink, "The book is missing at {}. Install ESSCollab again to put it back."),
    (_folder, "The book {} can't be read: "),
    (_overwrite(b""), "{} is not a book. Install ESSCollab again to put the book back."),
    (_overwrite(b"A letter, not a book. " * 200), "{} is not a book."),
    (_set("application_id = 0"), "{} is not a book."),
    (_truncate, "The book {} is damaged. Install ESSCollab again to put it right; your notes are safe."),
    (_set(f"user_version = {SCHEMA + 1}"), "The book {} is for a newer ESSCollab. Install the newer"),
    (_set("user_version = 0"), "The book {} is from an older ESSCollab. Install ESSCollab again to renew"),
    (_run("DELETE FROM meta WHERE key = 'edition'"), "The book {} is damaged."),
    (_run("UPDATE meta SET value = 'x' WHERE key = 'schema'"), "The book {} is damaged."),
    (_run("DROP TABLE meta"), "The book {} is damaged."),
]


@pytest.mark.parametrize(("spoil", "told"), REFUSED)
def test_a_bad_book_is_refused_with_a_sentence(
    small_book_file: Path, tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    path = tmp_path / "book.sqlite"
    shutil.copy(small_book_file, path)
    spoil(path)
    with pytest.raises(UserError) as caught:
        CatalogueReader(path)
    assert str(caught.value).startswith(told.format(path))


def _read_all(path: Path) -> None:
    reader = CatalogueReader(path)
    catalogue = Catalogue(reader)
    try:
        for code in reader.codes():
            catalogue.page(code)
        for example in catalogue.examples():
            reader.translations(example.code)
        Search(Library(catalogue)).ask("parents second 1.ny")
    finally:
        catalogue.close()


def test_flipped_bytes_are_harmless_or_told(tmp_path: Path) -> None:
    """Whatever byte is damaged: the pages come, or one sentence; never another exception."""
    build_book(write_worded_content(tmp_path / "content"), tmp_path / "whole.sqlite")
    whole = (tmp_path / "whole.sqlite").read_bytes()
    path = tmp_path / "book.sqlite"
    chance = random.Random(7)
    told = 0
    for _ in range(300):
        spoiled = bytearray(whole)
        at = chance.randrange(100, len(whole))
        spoiled[at : at + 8] = chance.randbytes(8)
        path.write_bytes(spoiled)
        try:
            _read_all(path)
        except UserError as bad:
            assert str(bad).startswith(f"The book {path} is damaged.")
            told += 1
    assert told > 0


def test_odd_folder_names(small_book_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a b?c#d%41é;&"
    folder.mkdir()
    path = folder / "book.sqlite"
    shutil.copy(small_book_file, path)
    reader = CatalogueReader(path)
    assert reader.info.title == "A small book"
    reader.close()


def test_opened_read_only_it_leaves_no_trace(small_book_file: Path) -> None:
    before = small_book_file.read_bytes()
    _read_all(small_book_file)
    assert small_book_file.read_bytes() == before
    assert [path.name for path in small_book_file.parent.iterdir()] == [small_book_file.name]


def test_many_threads_read_at_once(small_catalogue: Catalogue) -> None:
    search = Search(Library(small_catalogue))

    def work(number: int) -> tuple[str, int]:
        page = small_catalogue.page(["1.MA", "1.NY", "1", "state:VT"][number % 4])
        return page.code, len(search.ask("parents").results)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(work, range(200)))
    assert [code for code, _count in answers] == ["1.MA", "1.NY", "1", "state:VT"] * 50
    assert len({count for _code, count in answers}) == 1


def test_closing_twice_and_unknown_codes(small_book_file: Path) -> None:
    reader = CatalogueReader(small_book_file)
    with pytest.raises(KeyError):
        reader.practice("9")
    with pytest.raises(KeyError):
        reader.example("9.ZZ")
    reader.close()
    reader.close()


def test_records_of_the_small_book(small_book_file: Path) -> None:
    reader = CatalogueReader(small_book_file)
    example = reader.example("1.MA")
    assert [(fact.letter, fact.broke_off) for fact in example.facts] == [
        ("a", False),
        ("b", True),
        ("c", False),
    ]
    assert [partner.name for partner in example.partners] == ["Mass, Inc. (MassINC)", "The Rennie Center"]
    assert example.as_of == "2017"
    practice = reader.practice("1")
    assert practice.growth[0].sources == ("page-1", "law")
    assert practice.resources_note_sources == ("page-1",)
    assert reader.practice("2").growth_note == "Not seen for this practice."
    assert reader.jurisdictions()[1].neighbors == ("MA", "VT")
    assert reader.missing() == ("The rest of practice 2.",)
    assert reader.about()[0].sources == ("law",)
    assert [resource.title for resource in reader.general_resources()] == ["A guide for all"]
    reader.close()
