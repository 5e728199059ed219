"""Own examples on the command line, in real processes: kept, shown beside the book's, printed, exported."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program import Done, Program

from esscollab_desktop.packs.sources import read_content

ADD = ("own", "add", "--practice", "4", "--state", "KS", "--headline", "ten potlucks")
FULL = (
    *ADD,
    *("--district", "Wichita", "--text", "Ten were held.\nOne in Conexión hall."),
    *("--partner", "Public Library: rooms", "--partner", "Rotary"),
    *("--source-title", "Minutes", "--source-publisher", "The district"),
    *("--source-address", "https://example.org/minutes"),
)


def answer(program: Program, *arguments: str) -> Any:
    done = program.run(*arguments)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def said(program: Program, *arguments: str | Path, text: bytes = b"") -> str:
    done = program.run(*arguments, text=text)
    assert (done.code, done.err) == (0, "")
    return done.out


def refused(done: Done) -> str:
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    return done.err.rstrip("\n")


def test_an_example_through_its_life(program: Program) -> None:
    assert said(program, "own", "list").startswith("No example of your own yet.")
    assert said(program, *FULL) == "Added 4.KS-own: Wichita, Kansas: ten potlucks\n"
    assert (
        said(program, *ADD, text=b"From standard input.\r\nTwice.\n")
        == "Added 4.KS-own2: Kansas: ten potlucks\n"
    )
    first, second = answer(program, "own", "list", "--json")
    assert {name: first[name] for name in first if not name.endswith("_at")} == {
        "code": "4.KS-own",
        "title": "Wichita, Kansas: ten potlucks",
        "kind": "own",
        "practice": "4",
        "jurisdiction": "KS",
        "district": "Wichita",
        "headline": "ten potlucks",
        "text": "Ten were held.\nOne in Conexión hall.",
        "partners": [{"name": "Public Library", "role": "rooms"}, {"name": "Rotary", "role": ""}],
        "source_title": "Minutes",
        "source_publisher": "The district",
        "source_address": "https://example.org/minutes",
    }
    assert second["text"] == "From standard input.\nTwice."

    edit = ("own", "edit", "4.ks-own", "--headline", "eleven potlucks", "--partner", "Rotary: soup")
    assert said(program, *edit) == "Saved 4.KS-own: Wichita, Kansas: eleven potlucks\n"
    (changed,) = [e for e in answer(program, "own", "list", "--json") if e["code"] == "4.KS-own"]
    assert changed["partners"] == [{"name": "Rotary", "role": "soup"}]
    assert changed["text"] == first["text"]
    assert refused(program.run(*edit)) == "Nothing changes in 4.KS-own. Name a field, such as --headline."

    told = "Deleted 4.KS-own. `esscollab own restore 4.KS-own` brings it back.\n"
    assert said(program, "own", "delete", "4.KS-own") == told
    assert refused(program.run("show", "4.KS-own")) == (
        "4.KS-own is not an example of your own. Near it: 4.KS-own2."
    )
    assert said(program, *ADD, "--text", "x") == "Added 4.KS-own3: Kansas: ten potlucks\n"
    assert said(program, "own", "restore", "4.KS-own") == (
        "Brought back 4.KS-own: Wichita, Kansas: eleven potlucks\n"
    )
    assert [e["code"] for e in answer(program, "own", "list", "--json")] == [
        "4.KS-own",
        "4.KS-own2",
        "4.KS-own3",
    ]
    assert "▲ 4.KS-own  Wichita, Kansas: eleven potlucks" in said(program, "own", "list")


def test_they_stand_beside_the_books(program: Program) -> None:
    said(program, *FULL)
    tree = answer(program, "tree", "--json")
    assert tree[3]["examples"][-1] == {
        "code": "4.KS-own",
        "title": "Wichita, Kansas: ten potlucks",
        "kind": "own",
        "practice": "4",
        "jurisdiction": "KS",
        "headline": "ten potlucks",
    }
    lines = said(program, "tree").splitlines()
    assert lines[lines.index("  Own") + 1] == "    ▲ 4.KS-own Wichita, Kansas: ten potlucks"
    assert lines[-1] == "5 practices, 57 examples: ● 14 published, ○ 42 related, ▲ 1 own"
    by_state = {
        place["code"]: place["examples"] for place in answer(program, "tree", "--by", "state", "--json")
    }
    assert [e["code"] for e in by_state["state:KS"]] == ["4.KS-own"]
    assert "  ▲ 4.KS-own own        Maximize Your Resources" in said(program, "tree", "--by", "state")

    page = answer(program, "show", "4.ks-own", "--json")
    assert (page["code"], page["kind"], page["mark"]) == ("4.KS-own", "own", "Own example")
    shown = said(program, "show", "4.KS-own")
    assert "▲ Own example, written in this office" in shown
    assert "b  One in Conexión hall. [1]" in shown
    assert "▲ 4.KS-own  Wichita, Kansas: ten potlucks" in said(program, "show", "4")
    assert "▲ 4.KS-own  Wichita, Kansas: ten potlucks" in said(program, "show", "kansas")

    hit = answer(program, "search", "conexion", "hall", "--json")[0]
    assert (hit["code"], hit["kind"], hit["letter"]) == ("4.KS-own", "own", "b")
    assert hit["reason"] == "Your words, in paragraph b"
    found = said(program, "search", "potlucks")
    assert found.startswith("4.KS-own, a  Wichita, Kansas: ten potlucks (own)\n")


def test_notes_on_them_outlive_them(program: Program) -> None:
    said(program, *FULL)
    assert said(program, "notes", "add", "4.ks-own", "--text", "Ask Rotary").startswith("Saved on 4.KS-own: ")
    assert said(program, "notes", "list", "4.KS-own").startswith("4.KS-own  Wichita, Kansas: ten potlucks\n")
    said(program, "own", "delete", "4.KS-own")
    for listed in (said(program, "notes", "list"), said(program, "notes", "list", "4.KS-own")):
        assert listed.startswith("4.KS-own  an own example that is not there any more\n")
        assert "Ask Rotary" in listed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((*ADD[:3], "9", *ADD[4:], "--text", "x"), "9 is not a practice of this book. Take 1, 2, 3, 4 or 5."),
        (
            (*ADD[:5], "Kanzas", *ADD[6:], "--text", "x"),
            "Kanzas is not a jurisdiction of this book. Near it: KS",
        ),
        ((*ADD[:7], " ", "--text", "x"), "The example has no headline."),
        ((*ADD[:7], "x" * 71, "--text", "x"), "The headline has 71 characters."),
        (ADD, "The example does not say what was done."),
        ((*ADD, "--text", "x", "--source-address", "https://example.org"), "The source has no title."),
        (
            (*ADD, "--text", "x", "--source-title", "x", "--source-address", "x y"),
            "“x y” is not a web address.",
        ),
        ((*ADD, "--text", "x", "--partner", ": rooms"), "A partner has the role “rooms” but no name."),
        (
            ("own", "edit", "4.KS-own", "--text", "x"),
            "4.KS-own is not an example of your own. There is none.",
        ),
        (("own", "delete", "4.MA"), "4.MA is not an example of your own. There is none."),
        (("own", "restore", "4.KS-own"), "4.KS-own is not a deleted example of your own. There is none."),
        (("own", "export", "out"), "There is no example of your own yet, so there is nothing to export."),
    ],
)
def test_what_is_refused(program: Program, arguments: tuple[str, ...], told: str) -> None:
    assert refused(program.run(*arguments)).startswith(told)
    assert answer(program, "own", "list", "--json") == []


@pytest.mark.parametrize(
    "arguments", [("own",), ("own", "add", "--practice", "4"), ("own", "edit"), ADD[:-2]]
)
def test_wrong_usage(program: Program, arguments: tuple[str, ...]) -> None:
    assert program.run(*arguments).code == 2


def test_what_is_exported_passes_the_check(program: Program) -> None:
    said(program, *FULL)
    said(program, *ADD, "--text", 'With [^marks], **bold** and "quotes" | pipes')
    folder = program.home / "our pack"
    out = said(program, "own", "export", folder)
    first = folder / "4-maximize-your-resources" / "4.KS.md"
    assert out.splitlines()[0] == f"4.KS-own  {first}"
    assert said(program, "packs", "check", folder)
    assert [example.code for example in read_content(folder).examples] == ["4.KS", "4.KS-2"]
    assert "Name a new folder" in refused(program.run("own", "export", folder))


def test_they_are_printed_with_their_mark(program: Program) -> None:
    said(program, *FULL)
    for number in range(12):
        said(program, *ADD[:5], "BIE", "--headline", f"number {number}", "--text", "x")
    for codes in (["4.KS-own"], ["4"]):
        said(program, "handout", *codes, "-o", "out.pdf")
        with closing(pypdfium2.PdfDocument(program.home / "out.pdf")) as document:
            pages = []
            for page in document:
                with closing(page), closing(page.get_textpage()) as text:
                    pages.append(" ".join(text.get_text_range().split()))
        printed = " ".join(pages)
        assert "Wichita, Kansas: ten potlucks" in printed
        assert "Own: written in this office" in printed
        assert "One in Conexión hall." in printed
        assert "“Minutes”, The district. example.org/minutes" in printed
        assert "4.KS-own" in printed
        if codes == ["4"]:
            # No code is cut, however long.
            assert {f"4.BIE-own{number}" for number in range(2, 13)} <= set(printed.split())


def test_reading_does_without_a_notebook_that_is_missing_old_or_damaged(program: Program) -> None:
    bare = said(program, "tree")
    assert not (program.home / "data").exists()
    said(program, *FULL)
    notebook = program.home / "data" / "notebook.sqlite"
    assert said(program, "tree") != bare
    whole = notebook.read_bytes()
    with closing(sqlite3.connect(notebook)) as connection:
        connection.executescript("DROP TABLE own_example; PRAGMA user_version = 1")
    older = notebook.read_bytes()
    for bad in (older, b"x" * 9000, b"", whole[:5000]):
        notebook.write_bytes(bad)
        assert said(program, "tree") == bare
        assert said(program, "show", "4.MA")
        assert notebook.read_bytes() == bad


HOSTILE = st.text(st.characters(blacklist_characters="\0", codec="utf-8"), min_size=1, max_size=40)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(HOSTILE.filter(str.strip), HOSTILE.filter(str.strip), HOSTILE)
def test_any_text_goes_in_and_comes_out(program: Program, headline: str, text: str, name: str) -> None:
    given_ = (f"--headline={headline}", f"--text={text}", f"--partner={name}", f"--district={name}")
    done = program.run("own", "add", "--practice", "4", "--state", "KS", *given_)
    if done.code == 1:
        # ": role" alone.
        assert "but no name" in done.err
        return
    assert (done.code, done.err) == (0, "")
    kept = answer(program, "own", "list", "--json")[-1]
    assert (kept["headline"], kept["text"].split()) == (" ".join(headline.split()), text.split())
    assert answer(program, "show", kept["code"], "--json")["title"].endswith(kept["headline"])
    assert program.run("handout", kept["code"], "-o", "out.pdf").code == 0
