"""Meetings from the command line: noted down, begun, shown with their notes."""

from program import Program
from test_note_commands import added, told


def test_a_meeting_stamps_new_notes_until_it_ends(program: Program) -> None:
    meeting = told(
        program,
        *("meetings", "add", "Budget evening", "--date", "2026-03-31", "--place", "Library", "--use"),
        *("--audience", "families", "--group", "parents", "--group", "students"),
        *("--agenda", "Welcome\nBudget"),
    )
    assert (meeting["date"], meeting["groups"]) == ("2026-03-31", ["parents", "students"])
    assert meeting["is_current"]
    assert added(program, "4", "in it")["meeting"] == meeting["id"]
    assert told(program, "meetings", "use", "--end") is None
    assert added(program, "4", "after it")["meeting"] == ""
    shown = told(program, "meetings", "show", "budget evening")
    assert [note["body"] for note in shown["notes"]] == ["in it"]
    assert (shown["note_count"], shown["is_current"]) == (1, False)
    text = program.run("meetings", "show", meeting["id"][:8]).out
    assert text.startswith("2026-03-31  Budget evening (1 note)\n")
    assert (
        "    Place: Library\n    For: families\n    There: parents, students\n    Agenda: Welcome\n" in text
    )
    assert "    in it\n" in text
    assert "meeting “" not in text


def test_the_newest_stands_first(program: Program) -> None:
    assert program.run("meetings", "list").out.startswith("No meeting yet.")
    for title, day in (("Old", "2025-01-01"), ("New", "2026-01-01"), ("Open", "")):
        told(program, "meetings", "add", title, *(("--date", day) if day else ()))
    assert [one["title"] for one in told(program, "meetings", "list")] == ["New", "Old", "Open"]
    assert program.run("meetings", "use", "old").out == "New notes belong to “Old” from now on.\n"
    listed = program.run("meetings", "list").out.splitlines()
    assert listed[0] == "2026-01-01  New (0 notes)"
    assert listed[2] == "2025-01-01  Old (0 notes, going on)"
    assert listed[4] == "no date     Open (0 notes)"
    assert told(program, "meetings", "show")["title"] == "Old"
