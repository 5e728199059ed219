"""The privacy page names every file that the program leaves in the data folder."""

import re
from pathlib import Path

import pytest

from esscollab_desktop import cli, logs
from esscollab_desktop.storage.notebook import copies, erasing, marks

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE))


def test_every_file_after_work_is_on_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    for arguments in (
        ("notes", "add", "4.MA", "--text", "x", "--letter", "b"),
        ("meetings", "add", "Evening", "--use"),
        ("own", "add", "--practice", "4", "--state", "KS", "--headline", "x", "--text", "x"),
        ("backups", "create"),
        ("notes", "export", str(tmp_path / "x.zip")),
        ("backups", "restore", "newest", "--yes"),
        ("notes", "list"),
    ):
        assert cli.main(["--data-dir", str(data), *arguments]) == 0, capsys.readouterr().err
    log = logs.start(data)
    names = {path.name for path in data.iterdir()}
    log.close(clean=True)
    assert {"backups", "log", "notebook.sqlite"} <= names
    assert names - NAMED <= {"notebook.sqlite-shm", "notebook.sqlite-wal"}


def test_every_name_that_the_program_uses_is_on_the_page() -> None:
    used = {marks.FILE_NAME, marks.ERASING, marks.RESTORE, erasing.REPAIR, copies.BACKUPS}
    used |= {"window.ini", "window.lock", "notebook.lock", "notebook-damaged-…"}
    assert used <= NAMED
    assert set(marks.SIDE_FILES) == {"-wal", "-shm", "-journal"}
    assert "`notebook.sqlite-wal`, `-shm`, `-journal`" in PAGE
