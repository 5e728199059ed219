"""The built book: the same bytes everywhere, written whole or not at all, every fact with a source."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from small_book import FILES, write_content
from worded_book import MA_2, SPANISH, WORDED, write_worded_content

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.__main__ import main
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.faults import ContentError
from esscollab_desktop.storage.catalogue.edition import content_hash

REAL = Path(__file__).resolve().parents[2] / "resources" / "content"

# Another zone, locale, hash seed, clock, order of files on disk, age of the files.
ELSEWHERE = [
    ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, 86_400, False),
    (
        {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
        4_000_000_000,
        True,
    ),
]
BUILD_ELSEWHERE = """
import os, sys, time
source, out, clock, backwards = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "True"
time.time = lambda: float(clock)
time.time_ns = lambda: clock * 10**9
listed = os.listdir
os.listdir = lambda *a: sorted(listed(*a), reverse=backwards)
from pathlib import Path
walked = Path.iterdir
Path.iterdir = lambda self: iter(sorted(walked(self), reverse=backwards))
from esscollab_desktop.packs.__main__ import main
sys.exit(main([source, out]))
"""


def built_elsewhere(source: Path, folder: Path, number: int) -> bytes:
    """The book built from a copy of the sources, under the surroundings of this number."""
    surroundings, clock, backwards = ELSEWHERE[number]
    place = folder / f"folder {number}é"
    shutil.copytree(source, place / "content")
    for path in place.rglob("*"):
        os.utime(path, (clock, clock))
    out = place / "out" / "book.sqlite"
    given = [str(place / "content"), str(out), str(clock), str(backwards)]
    subprocess.run(
        [sys.executable, "-c", BUILD_ELSEWHERE, *given],
        env=os.environ | surroundings,
        cwd=folder,
        check=True,
        capture_output=True,
    )
    assert [path.name for path in out.parent.iterdir()] == ["book.sqlite"]
    return out.read_bytes()


@pytest.mark.parametrize("which", ["small", "worded", "real"])
def test_the_same_sources_give_the_same_bytes(tmp_path: Path, which: str) -> None:
    source = REAL
    if which != "real":
        write = write_content if which == "small" else write_worded_content
        source = write(tmp_path / "source")
    first, second = (built_elsewhere(source, tmp_path, number) for number in range(2))
    assert first == second


def test_the_content_hash_is_over_the_content_alone(tmp_path: Path) -> None:
    """Whatever a reader sees counts; lines moved about in a file, and what built the book, do not."""

    def hash_of(name: str, **changes: str) -> str:
        write_worded_content(tmp_path / name, **changes)
        build_book(tmp_path / name, tmp_path / f"{name}.sqlite")
        connection = sqlite3.connect(tmp_path / f"{name}.sqlite")
        connection.execute("UPDATE meta SET value = ? WHERE key = 'built_by'", (name,))
        stored = connection.execute("SELECT value FROM meta WHERE key = 'content_hash'").fetchone()[0]
        assert content_hash(connection) == stored
        connection.close()
        return str(stored)

    plain = hash_of("plain")
    files = FILES | WORDED
    assert hash_of("moved", **{"glossary.yaml": f"\n\n{files['glossary.yaml']}"}) == plain
    changed = {
        hash_of("topic", **{"topics.yaml": files["topics.yaml"].replace("Formal", "Informal")}),
        hash_of("term", **{"glossary.yaml": files["glossary.yaml"].replace("An open", "One open")}),
        hash_of("alias", **{"aliases.yaml": "1.NJ: 1.NY\n"}),
        hash_of("spanish", **{SPANISH: files[SPANISH].replace("Vinieron.", "Sí.", 1)}),
        hash_of("dates", **{MA_2: files[MA_2].replace("May 2016", "June 2016")}),
        hash_of("stage", **{MA_2: files[MA_2].replace("comment and review, ", "")}),
    }
    assert len(changed | {plain}) == 7


def test_a_fact_without_a_source_stops_the_build_and_is_named(tmp_path: Path) -> None:
    shutil.copytree(REAL, tmp_path / "content")
    name = "4-maximize-your-resources/4.MA.md"
    path = tmp_path / "content" / name
    lines = path.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if "“crowdsource”" in text)
    lines[line - 1] = lines[line - 1].replace(" [^pp-4]", "")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        build_book(tmp_path / "content", tmp_path / "book.sqlite")
    told = f"{name}:{line}: this paragraph names no source; end it with [^id]."
    assert [str(fault) for fault in caught.value.faults] == [told]
    assert not (tmp_path / "book.sqlite").exists()


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
        "UPDATE alias SET code = '9.ZZ'",
        "UPDATE topic SET broader = id",
        "UPDATE topic SET kind = 'place'",
        "UPDATE example_stage SET stage = 'later' WHERE position = 0",
        "UPDATE example_topic SET topic = 'nothing'",
        "UPDATE glossary SET meaning = ''",
        "UPDATE glossary_see SET code = 'org:nobody'",
        "UPDATE translation SET language = 'fr'",
        "INSERT INTO translated_fact VALUES ('1.MA', 'es', 3, 'x')",
        "UPDATE record SET line = 0",
    ],
)
def test_the_schema_refuses_what_makes_no_sense(tmp_path: Path, statement: str) -> None:
    build_book(write_worded_content(tmp_path / "content"), tmp_path / "book.sqlite")
    connection = sqlite3.connect(tmp_path / "book.sqlite")
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
