"""`esscollab compare`: the same rows as in the window, as text, as data, as a PDF."""

import json
from pathlib import Path

from program import Program

from esscollab_desktop.bootstrap import open_library
from esscollab_desktop.cli.json_text import plain
from esscollab_desktop.services.side_by_side import ROWS, comparison


def test_row_by_row_with_every_example_in_it(program: Program) -> None:
    made = program.run(
        *(
            "own",
            "add",
            "--practice",
            "4",
            "--state",
            "KS",
            "--headline",
            "ten potlucks",
            "--text",
            "12 came.",
        )
    )
    assert made.code == 0, made.err
    done = program.run("compare", "4.ma", "4.KS-own", "1.RI")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:3] == [
        "● 4.MA  Massachusetts: enlisted help (published example)",
        "▲ 4.KS-own  Kansas: ten potlucks (own example)",
        "○ 1.RI  Rhode Island (related example)",
    ]
    assert [line for line in lines if line in ROWS] == list(ROWS)
    assert lines.count("4.KS-own Kansas") == len(ROWS)
    assert "    a  12 came." in lines
    assert all(len(line) <= 80 or "://" in line for line in lines)


def test_as_data_it_is_what_the_window_shows(program: Program) -> None:
    done = program.run("compare", "4.MA", "2.IL", "--json")
    assert (done.code, done.err) == (0, "")
    library = open_library(program.root, program.home / "data")
    assert json.loads(done.out) == json.loads(json.dumps(plain(comparison(library, ["4.MA", "2.IL"]))))
    library.close()


def test_onto_paper_with_notes_only_where_they_are_asked_for(program: Program) -> None:
    assert program.run("notes", "add", "4.MA", "--text", "Ask the library").code == 0
    for options, name in (((), "without.pdf"), (("--notes", "end", "--paper", "a4"), "with.pdf")):
        done = program.run("compare", "4.MA", "2.IL", "--pdf", name, *options)
        assert (done.code, done.err) == (0, "")
        first, *more = done.out.splitlines()
        assert first.startswith(f"{program.home / name} (")
        assert more == (["Holds 1 team note."] if options else [])
        assert (program.home / name).read_bytes().startswith(b"%PDF-")
    text = {name: _text(program.home / name) for name in ("without.pdf", "with.pdf")}
    assert "Ask the library" not in text["without.pdf"]
    assert "Ask the library" in text["with.pdf"]


def _text(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    found = []
    for page in document:
        told = page.get_textpage()
        found.append(told.get_text_range())
        told.close()
        page.close()
    document.close()
    return "\n".join(found)


def test_what_cannot_be_compared(program: Program) -> None:
    for codes, told in (
        (("4.MA",), "Compare needs two examples. Add another code.\n"),
        (("4.MA", "4.MQ"), "4.MQ is not a code in this book. Near it: 4.MA, 4.MI, 4.NM.\n"),
        (("4.MA", "4"), "4 is not an example. Compare takes examples, by a code such as 4.MA.\n"),
    ):
        done = program.run("compare", *codes)
        assert (done.code, done.out, done.err) == (1, "", told)
    assert program.run("compare").code == 2
    done = program.run("compare", "4.MA", "2.IL", "--pdf", "no/such/folder.pdf")
    assert done.code == 1
    assert "is not there" in done.err
