"""`esscollab packs list|show|install|rollback|remove` as people type them: answers, exit codes, questions."""

import json
from pathlib import Path
from typing import Any

import pytest
from plugin_packs import Press
from program import Done, Program
from small_book import FILES

NAME = "ohio-office"
NY = "1-reach-out/1.NY.md"
ASKS = "There is no one to ask here: add --yes, and it is done.\n"


def said(program: Program, *arguments: str | Path) -> str:
    done = program.run(*arguments)
    assert (done.code, done.err) == (0, "")
    return done.out


def answer(program: Program, *arguments: str | Path) -> Any:
    return json.loads(said(program, *arguments, "--json"))


def refused(done: Done) -> str:
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    return done.err


def second(press: Press, key: str = "") -> Path:
    changed = FILES[NY].replace("polled parents", "asked 40 parents")
    return press.pack(NAME, "2", key, **{NY: changed})


def test_before_anything_is_installed(program: Program) -> None:
    lines = said(program, "packs", "list").splitlines()
    assert lines[0] == "essa-practices"
    assert len(lines) == 2
    (book,) = answer(program, "packs", "list")
    assert (book["name"], book["installed_at"], book["former_edition"]) == ("essa-practices", None, None)
    assert said(program, "packs", "show", "essa-practices").startswith("essa-practices: ")
    assert not (program.home / "data").exists()


def test_a_file_is_shown_before_it_is_installed(program: Program, press: Press) -> None:
    told = said(program, "packs", "show", press.pack(NAME)).splitlines()
    assert told == [
        "ohio-office: An office book",
        "Edition 2026.1 of January 31, 2026, 3 examples",
        "Publisher: The test",
        "Languages: en",
        "Rights: Free to copy.",
        "Not signed",
    ]
    assert (
        said(program, "packs", "show", press.pack(NAME, key="ohio"))
        .splitlines()[-1]
        .startswith("Signed with")
    )
    shown = answer(program, "packs", "show", press.pack(NAME, key="ohio"))
    assert (shown["name"], shown["examples"], shown["former_edition"]) == (NAME, 3, None)
    assert len(shown["signed_with"]) == 64
    assert not (program.home / "data").exists()


def test_install_roll_back_and_remove(program: Program, press: Press) -> None:
    preview = said(program, "packs", "install", press.pack(NAME), "--preview")
    assert preview.startswith(
        "“An office book” by The test is new here: edition 2026.1 of January 31, 2026, with 3"
    )
    assert "Its codes end with @ohio-office." in preview
    assert "This file is not signed" in preview
    assert [pack["name"] for pack in answer(program, "packs", "list")] == ["essa-practices"]

    told = said(program, "packs", "install", press.pack(NAME), "--yes")
    assert told.splitlines()[-2:] == [
        "“An office book”, edition 2026.1, is installed.",
        "To go back: esscollab packs rollback ohio-office",
    ]
    assert "polled parents" in said(program, "show", "1.NY@ohio-office")
    assert (
        said(program, "packs", "install", press.pack(NAME))
        .splitlines()[0]
        .endswith("is installed already. Nothing would change.")
    )
    said(program, "notes", "add", "1.NY@ohio-office", "--text", "seen", "--quote", "polled parents")

    told = said(program, "packs", "install", second(press), "--yes")
    assert "1 loses its place; it is kept and listed with its old words." in told
    assert "1 note lost its place; the notebook lists them with their old words." in told
    assert "asked 40" in said(program, "show", "1.NY@ohio-office")
    assert said(program, "packs", "list").splitlines()[-1] == (
        "    The edition before, 2026.1, can be restored."
    )
    assert said(program, "packs", "rollback", NAME, "--yes") == (
        "“An office book” is back at edition 2026.1.\n"
    )
    assert "polled parents" in said(program, "show", "1.NY@ohio-office")
    assert answer(program, "packs", "rollback", NAME, "--yes")["done"].startswith(
        "“An office book” is back at edition 2026.2."
    )
    assert said(program, "packs", "remove", NAME, "--yes") == (
        "“An office book” is taken out. Your notes on it are kept.\n"
    )
    assert "seen" in said(program, "notes", "list", "1.NY@ohio-office")
    assert [pack["name"] for pack in answer(program, "packs", "list")] == ["essa-practices"]


def test_what_is_installed_as_data(program: Program, press: Press) -> None:
    previewed = answer(program, "packs", "install", press.pack(NAME), "--preview")
    assert (previewed["installed"], previewed["notes"]) == (False, None)
    assert previewed["warning"].startswith("This file is not signed")
    assert answer(program, "packs", "install", press.pack(NAME), "--yes")["installed"] is True
    assert answer(program, "packs", "install", press.pack(NAME), "--yes")["installed"] is False
    said(program, "notes", "add", "1.NY@ohio-office", "--text", "seen")
    told = answer(program, "packs", "install", second(press), "--yes")
    assert (told["installed"], told["notes"]["notes"], told["notes"]["stay"]) == (True, 1, 1)
    _book, pack = answer(program, "packs", "list")
    assert (pack["edition"], pack["former_edition"], pack["signed_with"]) == ("2026.2", "2026.1", None)
    assert answer(program, "packs", "remove", NAME, "--yes")["done"].startswith("“An office book” is taken")


def test_nothing_is_done_without_a_yes(program: Program, press: Press) -> None:
    told = refused(program.run("packs", "install", press.pack(NAME)))
    assert told == f"Install ohio-office 2026.1? {ASKS}"
    assert [pack["name"] for pack in answer(program, "packs", "list")] == ["essa-practices"]
    said(program, "packs", "install", press.pack(NAME), "--yes")
    said(program, "packs", "install", second(press), "--yes")
    told = refused(program.run("packs", "rollback", NAME, text=b"yes\n"))
    assert told == f"Go back to the edition before of ohio-office? {ASKS}"
    told = refused(program.run("packs", "remove", NAME, text=b"yes\n"))
    assert told == f"Take ohio-office out? {ASKS}"
    assert answer(program, "packs", "list")[1]["edition"] == "2026.2"


def test_an_older_edition_needs_a_word_more(program: Program, press: Press) -> None:
    said(program, "packs", "install", second(press), "--yes")
    told = refused(program.run("packs", "install", press.pack(NAME), "--yes"))
    assert told.startswith("This edition is older than the one installed. To go back a step: esscollab packs")
    assert told.endswith("To install it all the same, add --older.\n")
    assert answer(program, "packs", "list")[1]["edition"] == "2026.2"
    said(program, "packs", "install", press.pack(NAME), "--yes", "--older")
    assert answer(program, "packs", "list")[1]["edition"] == "2026.1"


def test_a_key_is_trusted_only_when_told_so(program: Program, press: Press) -> None:
    signed = press.pack(NAME, key="ohio")
    told = refused(program.run("packs", "install", signed, "--yes"))
    assert told.startswith("This file is signed, with a key that is new to you.")
    assert told.endswith("Nothing was changed. To trust it all the same, add --trust-key.\n")
    said(program, "packs", "install", signed, "--yes", "--trust-key")
    for file in (second(press), second(press, "else")):
        told = refused(program.run("packs", "install", file, "--yes"))
        assert told.startswith("STOP AND CHECK: ")
        assert said(program, "packs", "install", file, "--preview").count("STOP AND CHECK: ") == 1
    assert answer(program, "packs", "list")[1]["edition"] == "2026.1"
    said(program, "packs", "install", second(press, "ohio"), "--yes")
    said(program, "packs", "install", press.pack(NAME, "3", "else"), "--yes", "--trust-key")
    assert answer(program, "packs", "list")[1]["edition"] == "2026.3"


def test_a_damaged_edition_is_put_right_by_its_file(program: Program, press: Press) -> None:
    said(program, "packs", "install", press.pack(NAME), "--yes")
    (book,) = (program.home / "data" / "packs").glob("*/book.sqlite")
    book.write_bytes(b"gone")
    assert "is installed but can't be opened" in said(program, "packs", "install", press.pack(NAME), "--yes")
    assert "polled parents" in said(program, "show", "1.NY@ohio-office")


@pytest.mark.parametrize("typed", ["OHIO-Office", " ohio-office"])
def test_a_name_in_any_case(program: Program, press: Press, typed: str) -> None:
    said(program, "packs", "install", press.pack(NAME), "--yes")
    assert said(program, "packs", "show", typed).startswith("ohio-office: ")
    assert said(program, "packs", "remove", typed, "--yes").startswith("“An office book” is taken out.")
