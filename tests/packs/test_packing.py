"""From a folder to a pack and back to a book: all of it, or nothing at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hostile_zips import packed
from small_book import FILES

from esscollab_desktop.domain.errors import Cancelled, UserError
from esscollab_desktop.packs.faults import ContentError
from esscollab_desktop.packs.pack_file import manifest_of, read_pack, write_pack
from esscollab_desktop.packs.pack_layout import BOOK, MANIFEST
from esscollab_desktop.packs.packing import pack_folder, take_book
from esscollab_desktop.packs.signing import new_key
from esscollab_desktop.storage.catalogue.edition import content_hash


def test_a_folder_becomes_a_pack_that_can_be_taken(small_content: Path, tmp_path: Path) -> None:
    signer = new_key(tmp_path / "key.pem")
    stages: list[str] = []
    out = tmp_path / "out" / "small.esspack"
    manifest = pack_folder(small_content, out, tmp_path / "key.pem", lambda stage, *_: stages.append(stage))
    assert [path.name for path in out.parent.iterdir()] == ["small.esspack"]
    assert {"Checking", "Writing the pack"} <= set(stages)
    pack = read_pack(out)
    assert (pack.manifest, pack.signer) == (manifest, signer)
    take_book(pack, tmp_path / "book.sqlite", lambda stage, *_: stages.append(stage))
    assert {"Unpacking", "Verifying"} < set(stages)
    assert manifest_of(tmp_path / "book.sqlite") == manifest


def test_the_same_folder_and_key_give_the_same_bytes(small_content: Path, tmp_path: Path) -> None:
    new_key(tmp_path / "key.pem")
    for name in ("a.esspack", "b.esspack"):
        pack_folder(small_content, tmp_path / name, tmp_path / "key.pem")
    assert (tmp_path / "a.esspack").read_bytes() == (tmp_path / "b.esspack").read_bytes()


def test_a_faulty_folder_leaves_the_last_pack_as_it_was(small_content: Path, tmp_path: Path) -> None:
    out = tmp_path / "packs" / "small.esspack"
    pack_folder(small_content, out, None)
    before = out.read_bytes()
    (small_content / "sources.yaml").write_text("")
    with pytest.raises(ContentError):
        pack_folder(small_content, out, None)
    with pytest.raises(UserError, match=r"There is no key .*absent\.pem"):
        pack_folder(small_content, out, tmp_path / "absent.pem")
    assert out.read_bytes() == before
    assert list(out.parent.iterdir()) == [out]


def test_what_readers_would_refuse_is_told_to_its_author(small_content: Path, tmp_path: Path) -> None:
    spoiled = FILES["jurisdictions.csv"].replace("New York State", "New\x07York State")
    (small_content / "jurisdictions.csv").write_text(spoiled, "utf-8")
    with pytest.raises(UserError, match=r"holds characters that are not plain text\."):
        pack_folder(small_content, tmp_path / "a.esspack", None)
    assert not (tmp_path / "a.esspack").exists()


def test_nothing_is_left_where_it_is_stopped(small_content: Path, tmp_path: Path) -> None:
    out = tmp_path / "packs" / "small.esspack"
    with pytest.raises(Cancelled):
        pack_folder(small_content, out, None, cancelled=lambda: True)
    assert list(out.parent.iterdir()) == []
    pack_folder(small_content, out, None)
    for allowed in (0, 1, 2, 5):
        asked = iter(range(allowed))
        with pytest.raises(Cancelled):
            take_book(
                read_pack(out),
                tmp_path / "book.sqlite",
                cancelled=lambda asked=asked: next(asked, None) is None,  # type: ignore[misc]
            )
        assert not (tmp_path / "book.sqlite").exists()


def test_a_manifest_that_tells_another_story_than_its_book(small_content: Path, tmp_path: Path) -> None:
    out = tmp_path / "small.esspack"
    pack_folder(small_content, out, None)
    whole = out.read_bytes()
    book = whole[whole.index(b"SQLite format 3\0") : whole.index(b"PK\1\2")]
    told = whole[30 + len(MANIFEST) : whole.index(b"PK\3\4", 30)].replace(b"A small book", b"A great book")
    out.write_bytes(packed({MANIFEST: told, BOOK: book}))
    with pytest.raises(UserError, match="says something else of itself than its book does"):
        take_book(read_pack(out), tmp_path / "book.sqlite")
    assert not (tmp_path / "book.sqlite").exists()


def test_a_spoiled_book_is_not_left_behind(small_book_file: Path, tmp_path: Path) -> None:
    book = tmp_path / "spoiled.sqlite"
    book.write_bytes(small_book_file.read_bytes())
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER t AFTER UPDATE ON meta BEGIN DELETE FROM fact; END")
        assert content_hash(connection) == manifest_of(book).content_hash
    write_pack(book, manifest_of(book), tmp_path / "a.esspack")
    with pytest.raises(UserError, match="has tables, views or triggers that are not those of a book"):
        take_book(read_pack(tmp_path / "a.esspack"), tmp_path / "book.sqlite")
    assert not (tmp_path / "book.sqlite").exists()


def test_where_nothing_can_be_written(small_content: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match=r"The pack can't be written to .*\. Name another file\."):
        pack_folder(small_content, tmp_path / "file" / "a.esspack", None)
    with pytest.raises(UserError, match=r"a\.zip does not end in \.esspack\. Name the file so\."):
        pack_folder(small_content, tmp_path / "a.zip", None)
    with pytest.raises(UserError, match=r"would lie among the sources of the pack\. Name a file outside of"):
        pack_folder(small_content, small_content / "packs" / "a.esspack", None)
    assert {path.name for path in tmp_path.iterdir()} == {"content", "file"}
