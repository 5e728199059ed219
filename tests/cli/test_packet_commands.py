"""Packets from the command line: put together, set, handed on."""

import json
from pathlib import Path
from typing import Any

import pytest
from made_pictures import svg
from program import Program
from test_note_commands import told

NIGHT = "Family night"


def refused(program: Program, *words: str, text: bytes = b"") -> str:
    done = program.run(*words, text=text)
    assert (done.code, done.out) == (1, "")
    return done.err.strip()


def items(packet: dict[str, Any]) -> list[tuple[str, list[str], str]]:
    return [(item["kind"], item["codes"], item["title"]) for item in packet["items"]]


def test_a_packet_is_put_together_from_all_kinds_of_items(program: Program) -> None:
    meeting = told(program, "meetings", "add", "Spring forum")
    packet = told(
        program,
        *("packet", "new", NIGHT, "4", " 4.ma ", "State:mi", "examples:4", "compare:4.ma, 4.mi", "map"),
        *("matrix", "glossary", "meeting", "meeting:spring", "text: Welcome: all", "--meeting", "spring"),
        *("--body", "**All** of you"),
    )
    assert items(packet) == [
        ("page", ["4"], ""),
        ("page", ["4.MA"], ""),
        ("page", ["state:MI"], ""),
        ("examples", ["4"], ""),
        ("comparison", ["4.MA", "4.MI"], ""),
        ("map", [], ""),
        ("matrix", [], ""),
        ("glossary", [], ""),
        ("meeting", [], ""),
        ("meeting", [meeting["id"]], ""),
        ("text", [], "Welcome: all"),
    ]
    assert packet["items"][-1]["body"] == "**All** of you"
    assert (packet["meeting"], packet["meeting_title"]) == (meeting["id"], "Spring forum")
    assert told(program, "packet", "show", "family") == packet
    assert told(program, "packet", "list") == [packet]


def test_a_packet_is_told_with_numbers(program: Program) -> None:
    assert program.run("packet", "list").out.startswith("No packet yet.")
    program.run("packet", "new", NIGHT, "4.MA", "meeting", "text:Hello", "--body", "-", text=b"One\n\nTwo\n")
    shown = program.run("packet", "show", NIGHT).out
    assert shown.startswith("Family night (3 items)\n    ")
    assert "reference; letter; notes: none; sources: full; contents" in shown
    assert "\n  1  4.MA Massachusetts: " in shown
    assert "\n  2  Notes of the packet’s meeting\n  3  Text page “Hello”\n     One\n     Two\n" in shown
    assert program.run("packet", "list").out.startswith("Family night (3 items)\n    ")


def test_items_are_added_moved_and_taken_out_by_number(program: Program) -> None:
    told(program, "packet", "new", NIGHT, "1", "2", "3")
    assert items(told(program, "packet", "add", NIGHT, "map"))[3][0] == "map"
    added = told(program, "packet", "add", NIGHT, "glossary", "matrix", "--at", "1")
    assert [kind for kind, _codes, _title in items(added)] == [
        "glossary", "matrix", "page", "page", "page", "map"
    ]  # fmt: skip
    moved = told(program, "packet", "move", NIGHT, "6", "2")
    assert [kind for kind, _codes, _title in items(moved)][:3] == ["glossary", "map", "matrix"]
    left = told(program, "packet", "remove", NIGHT, "1", "2", "3", "3")
    assert [codes for _kind, codes, _title in items(left)] == [["1"], ["2"], ["3"]]
    assert [item["id"] for item in left["items"]] == [item["id"] for item in moved["items"][3:]]
    assert "has no item 4. Its items are 1 to 3" in refused(program, "packet", "remove", NIGHT, "1", "4")
    assert "has no item 4" in refused(program, "packet", "move", NIGHT, "1", "4")
    assert told(program, "packet", "show", NIGHT) == left


def test_the_look_changes_where_it_is_named(program: Program) -> None:
    (program.home / "seal.svg").write_bytes(svg('<rect width="40" height="20"/>'))
    made = told(program, "packet", "new", NIGHT, "--large", "--organization", "PTA", "--logo", "seal.svg")
    assert made["look"]["visibilities"] == ["record", "team"]
    changed = told(program, "packet", "look", NIGHT, "--layout", "cards", "--cards", "4", "--notes", "end")
    assert changed["look"] == {**made["look"], "layout": "cards", "cards": 4, "notes": "end"}
    assert len(changed["look"]["logo"]) == 64
    shown = program.run("packet", "show", NIGHT).out
    assert "cards; 4 to a page; letter; large print; notes: end (record, team)" in shown
    assert "organization: PTA; with a logo" in " ".join(shown.split())
    off = told(program, "packet", "look", NIGHT, "--no-logo", "--no-large", "--organization", "")
    assert (off["look"]["logo"], off["look"]["large"], off["look"]["organization"]) == ("", False, "")
    assert refused(program, "packet", "look", NIGHT).startswith("Nothing changes.")
    meeting = told(program, "meetings", "add", "Spring forum")
    assert told(program, "packet", "look", NIGHT, "--meeting", "spring")["meeting"] == meeting["id"]
    assert told(program, "packet", "look", NIGHT, "--no-meeting")["meeting"] == ""


def test_a_packet_is_renamed_duplicated_deleted_and_brought_back(program: Program) -> None:
    first = told(program, "packet", "new", NIGHT, "4")
    second = told(program, "packet", "duplicate", NIGHT)
    assert (second["name"], items(second)) == ("Family night, copy", items(first))
    assert told(program, "packet", "rename", NIGHT, "FAMILY Night!")["id"] == first["id"]
    assert "There is a packet “FAMILY NIGHT!” already" in refused(
        program, "packet", "rename", second["id"], "FAMILY NIGHT!"
    )
    gone = program.run("packet", "delete", first["id"])
    assert gone.out == "Deleted “FAMILY Night!”. `esscollab packet restore` brings it back.\n"
    assert [one["id"] for one in told(program, "packet", "list")] == [second["id"]]
    assert [one["id"] for one in told(program, "packet", "list", "--deleted")] == [first["id"]]
    assert "There is no deleted packet “x”." in refused(program, "packet", "restore", "x")
    assert told(program, "packet", "restore", "family night!")["deleted_at"] is None
    assert program.run("packet", "list", "--deleted").out == "No packet is deleted.\n"


def test_a_packet_goes_to_another_notebook(program: Program) -> None:
    told(program, "own", "list")
    program.run("own", "add", "--practice", "4", "--state", "KS", "--headline", "potlucks", "--text", "x")
    (program.home / "seal.svg").write_bytes(svg('<rect width="40" height="20"/>'))
    told(program, "packet", "new", NIGHT, "4.ks-own", "meeting", "--logo", "seal.svg")
    done = program.run("packet", "export", NIGHT, "-o", "night.esspacket")
    assert (done.code, done.out) == (0, f"{program.home / 'night.esspacket'}\n")
    assert done.err.startswith("Your own examples do not travel along: 4.KS-own.")
    elsewhere = str(program.home / "elsewhere")
    done = program.run("packet", "import", "night.esspacket", "--json", ESSCOLLAB_DATA_DIR=elsewhere)
    taken = json.loads(done.out)
    assert items(taken) == [("page", ["4.KS-own"], ""), ("meeting", [], "")]
    assert len(taken["look"]["logo"]) == 64
    listed = program.run("packet", "show", NIGHT, ESSCOLLAB_DATA_DIR=elsewhere).out
    assert "4.KS-own (not in this book)" in listed
    assert told(program, "packet", "import", "night.esspacket")["name"] == "Family night, copy"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("new", " "), "The packet has no name."),
        (("new", "a", "9.ZZ"), "9.ZZ is not a code in this book."),
        (("new", "a", "examples:4.MA"), "4.MA is not a practice. Write examples:4"),
        (("new", "a", "examples:"), "This is not a practice."),
        (("new", "a", "compare:4.MA"), "Compare"),
        (("new", "a", "text:"), "A text page has a title"),
        (("new", "a", "meeting:gala"), "There is no meeting “gala”."),
        (("new", "a", "--meeting", "gala"), "There is no meeting “gala”."),
        (("new", "a", "map", "--body", "x"), "--body holds the words of one text:TITLE. There is none here."),
        (("new", "a", "text:x", "text:y", "--body", "x"), "Here are 2; add one at a time."),
        (("new", "a", "--logo", "none.png"), "none.png can’t be read: there is no such file."),
        (("show", "none"), "There is no packet “none”. There is none yet."),
        (("import", "none.esspacket"), "none.esspacket can’t be read: there is no such file."),
    ],
)
def test_what_can_not_be_is_said_in_a_sentence(
    program: Program, words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in refused(program, "packet", *words)
    assert told(program, "packet", "list") == []


def test_a_second_packet_of_a_name_is_refused_where_one_types_it(program: Program, tmp_path: Path) -> None:
    told(program, "packet", "new", NIGHT)
    assert refused(program, "packet", "new", "family  NIGHT") == (
        "There is a packet “family NIGHT” already. Choose another name."
    )
