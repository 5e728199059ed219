"""`esscollab map` as a process: table, data, files, notes and what stands in the way."""

import json
from pathlib import Path
from typing import Any

import pytest
from program import Program

from esscollab_desktop.domain.book import Kind


def test_the_table_has_a_row_for_each_jurisdiction_and_the_sums(program: Program) -> None:
    lines = program.run("map").out.splitlines()
    assert lines[0] == "38 of 57 jurisdictions have an example"
    assert lines[2].split() == ["Jurisdiction", "Code", "Published", "Related", "Own", "All"]
    assert "Massachusetts               MA    1          1        0    2" in lines
    assert lines[-1].split() == ["All", "14", "42", "0", "56"] and len(lines) == 3 + 57 + 1


def test_the_matrix_tells_the_kinds_by_their_signs(program: Program) -> None:
    lines = program.run("map", "--matrix").out.splitlines()
    assert "4 Maximize Your Resources" in lines
    assert next(line.split() for line in lines if line.startswith("Massachusetts")) == [
        *("Massachusetts", "MA", "-", "-", "-", "●1", "○1", "2")
    ]
    assert max(map(len, lines)) <= 88


def test_json_tells_what_the_tree_holds(program: Program) -> None:
    told = json.loads(program.run("map", "--json").out)
    tree = json.loads(program.run("tree", "--by", "state", "--json").out)
    assert told["with_example"] == sum(bool(place["examples"]) for place in tree)
    for place, held in zip(told["jurisdictions"], tree, strict=True):
        kinds = [example["kind"] for example in held["examples"]]
        assert place["code"] == held["code"]
        assert [place[kind] for kind in Kind] == [kinds.count(kind) for kind in Kind]
        for practice, numbers in place["practices"].items():
            assert numbers["total"] == sum(e["practice"] == practice for e in held["examples"])
    assert sum(practice["total"] for practice in told["practices"]) == told["total"]["total"] == 56
    assert "notes" not in told["total"]


def test_files_are_written_and_named(program: Program) -> None:
    names = {"svg": "m.svg", "png": "m.png", "csv": "m.csv", "pdf": "m.pdf"}
    options = [word for name, file in names.items() for word in (f"--{name}", file)]
    done = program.run("map", *options, "--scale", "1", "--paper", "a4")
    assert (done.code, done.err) == (0, "")
    assert [Path(line).name for line in done.out.splitlines()] == list(names.values())
    begin = {"svg": b"<svg", "png": b"\x89PNG", "csv": b"\xef\xbb\xbf", "pdf": b"%PDF"}
    for name, file in names.items():
        assert (program.home / file).read_bytes().startswith(begin[name])
    drawn = (program.home / "m.svg").read_text("utf-8")
    told = json.loads(program.run("map", "--matrix", "--svg", "m.svg", "--json").out)
    assert told == {"svg": str(program.home / "m.svg")}
    assert "data-practice" in (program.home / "m.svg").read_text("utf-8") and "data-practice" not in drawn


def test_notes_are_counted_when_asked_for_and_private_ones_when_asked_twice(program: Program) -> None:
    for visibility in ("team", "private", "record"):
        program.run("notes", "add", "4.MA", "--text", "secret words", "--visibility", visibility)

    def notes(*options: str) -> Any:
        return json.loads(program.run("map", "--json", *options).out)["total"].get("notes")

    assert (notes(), notes("--notes"), notes("--notes", "--with-private")) == (None, 2, 3)
    program.run("map", "--svg", "m.svg", "--csv", "m.csv")
    assert "note" not in (program.home / "m.svg").read_text("utf-8").lower()
    program.run("map", "--svg", "m.svg", "--csv", "m.csv", "--pdf", "m.pdf", "--notes", "--with-private")
    for file in ("m.svg", "m.csv", "m.pdf"):
        assert b"secret" not in (program.home / file).read_bytes()
    assert "3 notes" in (program.home / "m.svg").read_text("utf-8")


def test_own_examples_are_counted(program: Program) -> None:
    program.run(*("own", "add", "--practice", "4", "--state", "KS", "--headline", "x", "--text", "y"))
    told = json.loads(program.run("map", "--json").out)
    assert told["with_example"] == 39 and told["total"]["own"] == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--svg", "gone/m.svg"), "The folder"),
        (("--png", "m.png", "--scale", "99"), "A picture can be 0.5 to 8 times"),
        (("--png", "m.png", "--scale", "nan"), "A picture can be 0.5 to 8 times"),
        (("--with-private",), "--with-private goes with --notes"),
        (("--csv", "m.csv."), "The file name ends in a dot"),
    ],
)
def test_what_is_in_the_way_is_said_in_a_sentence(
    program: Program, options: tuple[str, ...], words: str
) -> None:
    done = program.run("map", *options)
    assert (done.code, done.out) == (1, "") and done.err.startswith(words)
    assert not list(program.home.glob("m.*"))
