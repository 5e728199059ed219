"""Backups from the command line: made, listed, looked through, gone back to."""

import json
from pathlib import Path

from program import Program
from test_note_commands import added, bodies, told


def test_back_to_a_backup_and_forth_again(program: Program) -> None:
    assert program.run("backups", "list").out == "No backup yet. `esscollab backups create` makes one.\n"
    added(program, "4", "before")
    made = told(program, "backups", "create", "--reason", "before the hearing")
    assert (made["notes"], made["reason"], made["is_sound"]) == (1, "before the hearing", True)
    assert Path(made["path"]).is_file()
    added(program, "4", "after")
    asked = program.run("backups", "restore", made["name"])
    assert (asked.code, asked.out) == (1, "")
    assert asked.err.endswith("There is no one to ask here: add --yes, and it is done.\n")
    assert bodies(program) == ["before", "after"]
    done = told(program, "backups", "restore", made["name"], "--yes")
    assert bodies(program) == ["before"]
    assert program.run("backups", "restore", Path(done["before"]).stem, "--yes").code == 0
    assert bodies(program) == ["before", "after"]
    assert len(told(program, "backups", "list")) == 3


def test_a_damaged_backup_is_told_and_never_restored(program: Program) -> None:
    added(program, "4", "x" * 5000)
    made = told(program, "backups", "create")
    path = Path(made["path"])
    whole = path.read_bytes()
    path.write_bytes(whole[:5000] + b"\xff" * 5000 + whole[10000:])
    looked = program.run("backups", "verify", "--json")
    assert looked.code == 1
    assert [one["is_sound"] for one in json.loads(looked.out)] == [False]
    assert looked.err == "1 backup is damaged. Make a new one: esscollab backups create\n"
    assert ", damaged\n" not in program.run("backups", "list").out
    refused = program.run("backups", "restore", "newest", "--yes")
    assert (refused.code, refused.err.partition(".sqlite ")[2][:42]) == (
        1,
        "is damaged, so nothing was changed. Choose",
    )
    assert bodies(program) == ["x" * 5000]


def test_doctor_tells_of_backups_and_of_notes_without_their_passage(program: Program) -> None:
    assert "Backups: none yet\n" in program.run("doctor").out
    note = added(program, "4.MA", "x", "--letter", "b")
    made = told(program, "backups", "create")
    told_by_doctor = program.run("doctor")
    assert told_by_doctor.code == 0
    assert f"Backups: 1, the newest {made['name']}, all sound\n" in told_by_doctor.out
    assert "Notes without their passage: 0\n" in told_by_doctor.out
    assert note["id"] not in told_by_doctor.out
    Path(made["path"]).write_bytes(b"torn")
    told_by_doctor = program.run("doctor")
    assert told_by_doctor.code == 1
    assert "Backups: 1, damaged: " in told_by_doctor.out
