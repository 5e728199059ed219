"""The made-up large pack, in small: the same each time, sound, built once."""

from pathlib import Path

from bench import big_pack

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.packs.sources import read_content


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_it_is_the_same_each_time_and_like_the_real_content(tmp_path: Path) -> None:
    big_pack.write_folder(tmp_path / "one", 900)
    big_pack.write_folder(tmp_path / "two", 900)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    content = read_content(tmp_path / "one")
    assert (len(content.examples), len(content.practices), len(content.jurisdictions)) == (900, 5, 57)
    assert (len(content.sources), len(content.organizations)) == (big_pack.SOURCES, big_pack.ORGANIZATIONS)
    assert {"4.MA", "4.MA-2", "4.MA-3"} <= {example.code for example in content.examples}
    assert {example.kind for example in content.examples} == {Kind.PUBLISHED, Kind.RELATED}
    words = sum(len(path.read_text("utf-8").split()) for path in (tmp_path / "one").rglob("?.*.md"))
    assert 100 < words / 900 < 220


def test_it_is_built_once(tmp_path: Path) -> None:
    book = big_pack.build(tmp_path, 60)
    written = book.stat().st_mtime_ns
    assert big_pack.build(tmp_path, 60) == book
    assert book.stat().st_mtime_ns == written
    big_pack.build(tmp_path, 61)
    assert book.stat().st_mtime_ns != written
