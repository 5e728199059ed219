"""The built book: the same bytes everywhere, written whole or not at all, every fact with a source."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from small_book import write_content

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.__main__ import main
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.faults import ContentError
from esscollab_desktop.storage.catalogue.edition import content_hash

ELSEWHERE = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
]


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for number, surroundings in enumerate(ELSEWHERE):
        folder = tmp_path / f"folder {number}é"
        write_content(folder / "content")
        out = folder / "out" / "book.sqlite"
        subprocess.run(
            [sys.executable, "-m", "esscollab_desktop.packs", str(folder / "content"), str(out)],
            env=os.environ | surroundings,
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        built.append(out.read_bytes())
        assert [path.name for path in out.parent.iterdir()] == ["book.sqlite"]
    assert built[0] == built[1]


def test_the_book_is_sound(small_book_file: Path) -> None:
    connection = sqlite3.connect(small_book_file)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    unsourced = "SELECT count(*) FROM fact WHERE id NOT IN (SELECT fact FROM fact_source)"
    assert connection.execute(unsourced).fetchone() == (0,)
    stored = connection.execute("SELECT value FROM meta WHERE key = 'content_hash'").fetchone()[0]
    assert content_hash(connection) == stored
    connection.execute("UPDATE fact SET text = text || '!' WHERE id = 0")
    assert content_hash(connection) != stored
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO fact_source VALUES (0, 5, 'nowhere')",
        "INSERT INTO fact VALUES (99, NULL, NULL, 0, 'related', 'x', 0)",
        "INSERT INTO fact VALUES (99, '1.MA', '1', 9, 'related', 'x', 0)",
        "INSERT INTO fact VALUES (99, '1.MA', NULL, 9, 'own', 'x', 0)",
        "UPDATE example SET headline = ''",
        "UPDATE example SET code = '2.MA' WHERE code = '1.MA-2'",
        "UPDATE jurisdiction SET kind = 'island'",
        "UPDATE partner SET organization = 'nobody'",
    ],
)
def test_the_schema_refuses_what_makes_no_sense(small_book_file: Path, statement: str) -> None:
    connection = sqlite3.connect(small_book_file)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()


def test_a_fault_leaves_the_former_book_alone(small_content: Path, tmp_path: Path) -> None:
    out = tmp_path / "book.sqlite"
    build_book(small_content, out)
    former = out.read_bytes()
    path = small_content / "1-reach-out" / "1.NY.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[^paper]", "[^papre]"), encoding="utf-8")
    with pytest.raises(ContentError):
        build_book(small_content, out)
    assert out.read_bytes() == former


def test_a_file_where_the_folder_should_be(small_content: Path, tmp_path: Path) -> None:
    (tmp_path / "db").touch()
    with pytest.raises(UserError, match=r"The book can't be written to .*\. Name another file\."):
        build_book(small_content, tmp_path / "db" / "book.sqlite")


def test_a_folder_where_the_file_should_be(small_content: Path, tmp_path: Path) -> None:
    (tmp_path / "db" / "book.sqlite").mkdir(parents=True)
    with pytest.raises(UserError, match=r"The book can't be written to .*\. Name another file\."):
        build_book(small_content, tmp_path / "db" / "book.sqlite")
    assert [path.name for path in (tmp_path / "db").iterdir()] == ["book.sqlite"]


def test_the_command_tells_counts_and_faults(
    small_content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "book.sqlite"
    assert main([str(small_content), str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: 2 practices, 3 examples, 3 sources\n"
    (small_content / "book.yaml").unlink()
    assert main([str(small_content), str(out)]) == 1
    assert "book.yaml:1: this file is missing; add it." in capsys.readouterr().err


def test_the_real_book_holds_what_the_issue_asks(book_file: Path) -> None:
    connection = sqlite3.connect(book_file)
    assert connection.execute("SELECT count(*) FROM practice").fetchone() == (5,)
    assert connection.execute("SELECT count(*) FROM jurisdiction").fetchone() == (57,)
    published = connection.execute(
        "SELECT code FROM example WHERE kind = 'published' AND practice = '4' ORDER BY code"
    ).fetchall()
    assert published == [("4.DC",), ("4.MA",), ("4.MI",)]
    unsourced = "SELECT count(*) FROM fact WHERE id NOT IN (SELECT fact FROM fact_source)"
    assert connection.execute(unsourced).fetchone() == (0,)
    connection.close()
