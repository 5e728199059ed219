"""The window's door: what stands in the way is said in a sentence, and a crash is remembered."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from plugin_desk import CONTROL, ROOT, Answers, Boxes, Desks, Keyboard
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from esscollab_desktop import bootstrap, paths
from esscollab_desktop.app import CrashHook, run_window
from esscollab_desktop.ui.main_window import MainWindow

REAL_EXEC = QMessageBox.exec
Run = Callable[..., int]


@pytest.fixture
def run(
    plain_application: QApplication,
    own_garbage: None,
    bundled: Path,
    boxes: Boxes,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """The window in this process: shown, a step taken with it, closed; the exit code."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the window has a hook of its own
    monkeypatch.delenv("ESSCOLLAB_CLOSE_AFTER", raising=False)

    def run_on(folder: Path, step: Callable[[MainWindow], object] = lambda _window: None) -> int:
        def look() -> None:
            tops = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
            if tops:
                tops[0].shown.connect(lambda: QTimer.singleShot(0, lambda: take(tops[0])))

        def take(window: MainWindow) -> None:
            QTimer.singleShot(0, window.close)
            step(window)

        QTimer.singleShot(0, look)
        return run_window(folder)

    return run_on


@pytest.fixture
def start(built_book: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A process of the program, with a home of its own."""

    def begin(*words: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "HOME": str(tmp_path / "home"), "ESSCOLLAB_CLOSE_AFTER": "1"}
        environment.pop("XDG_DATA_HOME", None)
        environment.pop("ESSCOLLAB_DATA_DIR", None)
        for name, value in changes.items():
            if value is None:
                environment.pop(name, None)
            else:
                environment[name] = value
        command = [sys.executable, "-m", *words]
        return subprocess.run(
            command, check=False, cwd=ROOT, env=environment, text=True, capture_output=True, timeout=120
        )

    return begin


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that takes no change, not even from root."""
    folder = tmp_path / "locked"
    folder.mkdir()
    tool, lock, unlock = ("chattr", "+i", "-i") if os.geteuid() == 0 else ("chmod", "555", "755")
    if subprocess.run([tool, lock, str(folder)], check=False, capture_output=True).returncode:
        yield Path("/proc/self")  # root on a volume that knows no chattr
        return
    yield folder
    subprocess.run([tool, unlock, str(folder)], check=True)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


# --- coming and going ---


def test_a_clean_run_leaves_the_notebook_and_no_log(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path / "data") == 0
    left = files(tmp_path / "data")
    assert {"notebook.sqlite", "window.ini"} <= left
    assert not any(name.startswith("log/") or name == "window.lock" for name in left)


def test_the_smoke_tests_open_and_close_it(
    start: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    ended = start("esscollab_desktop", "--data-dir", str(tmp_path / "data"))
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "Traceback" not in ended.stderr
    assert (tmp_path / "data" / "notebook.sqlite").exists()


def test_the_folder_is_the_users_alone(run: Run, tmp_path: Path) -> None:
    run(tmp_path / "a" / "data")
    assert (tmp_path / "a" / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "data" / "notebook.sqlite").stat().st_mode & 0o777 == 0o600


# --- what can stand in the way ---


def test_a_damaged_notebook_is_set_aside_and_said(
    desks: Desks, boxes: Boxes, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "notebook.sqlite").write_bytes(b"no notebook at all" * 500)
    desk = desks.open(data, notebook=False)
    qtbot.waitUntil(lambda: bool(boxes.shown))
    ((title, sentence),) = boxes.take()
    assert title == "Your notebook"
    assert sentence.startswith("The notebook was damaged, so a new one was started.")
    (kept,) = data.glob("notebook-damaged-*.sqlite")
    assert kept.read_bytes() == b"no notebook at all" * 500
    assert str(kept) in sentence
    keys.press(Qt.Key.Key_N, CONTROL)
    keys.type("goes on")
    qtbot.waitUntil(lambda: [d.stored for d in desk.notes.shown] == ["goes on"])


def test_a_notebook_that_can_not_be_used_is_said_and_the_book_still_read(
    desks: Desks, boxes: Boxes, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    (data / "notebook.sqlite").mkdir(parents=True)
    desk = desks.open(data, notebook=False)
    qtbot.waitUntil(lambda: bool(desk.window.status_line.currentMessage()))
    sentence = desk.window.status_line.currentMessage()
    assert sentence.endswith(".")
    assert "Error" not in sentence
    keys.press(Qt.Key.Key_L, CONTROL)
    keys.type("4.mi")
    keys.press(Qt.Key.Key_Return)
    assert desk.window.reading.code == "4.MI"


def test_words_without_a_notebook_hold_the_window_until_they_are_let_go(
    desks: Desks,
    keys: Keyboard,
    answers: Answers,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "data" / "notebook.sqlite").mkdir(parents=True)
    desk = desks.open(tmp_path / "data", notebook=False)
    qtbot.waitUntil(lambda: bool(desk.window.status_line.currentMessage()))
    keys.press(Qt.Key.Key_N, CONTROL)
    keys.type("dear words")
    monkeypatch.setattr(QMessageBox, "exec", REAL_EXEC)
    told: list[str] = []

    def stay(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        keys.press(Qt.Key.Key_Escape)

    answers.to_next(stay)
    keys.press(Qt.Key.Key_Q, CONTROL)
    assert told == ["1 text is not saved."]
    assert desk.window.isVisible()
    assert desk.notes.shown[0].text == "dear words"

    def copy_and_leave(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        button = next(b for b in box.buttons() if b.text().replace("&", "") == "Copy the words and quit")
        button.setFocus()
        keys.press(Qt.Key.Key_Space)

    answers.to_next(copy_and_leave)
    keys.press(Qt.Key.Key_Q, CONTROL)
    assert not desk.window.isVisible()
    assert "dear words" in QGuiApplication.clipboard().text()
    desk.notes.type(desk.notes.shown[0].key, "")


@pytest.mark.parametrize("place", ["a file", "below a file", "nowhere at all"])
def test_a_folder_that_can_not_be_made_is_said(
    start: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    folder = {
        "a file": tmp_path / "file",
        "below a file": tmp_path / "file" / "data",
        "nowhere at all": Path("/proc/esscollab"),
    }[place]
    ended = start("esscollab_desktop", "--data-dir", str(folder))
    assert ended.returncode == 1
    assert re.search(
        rf"ESSCollab keeps your notes in {re.escape(str(folder))}.* can’t be written", ended.stderr
    )
    assert "--data-dir" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (tmp_path / "file").read_text("utf-8") == "not a folder"


def test_a_read_only_folder_is_said(run: Run, read_only: Path, boxes: Boxes) -> None:
    assert run(read_only) == 1
    ((title, sentence),) = boxes.take()
    assert title == "ESSCollab"
    assert sentence.startswith(
        f"ESSCollab keeps your notes in {read_only}, and that folder can’t be written ("
    )
    assert "Make it writable, or start with --data-dir and another folder." in sentence
    assert not (read_only / "log").exists()


@pytest.mark.parametrize("what", ["missing", "damaged", "a folder"])
def test_a_book_that_can_not_be_read_is_said(
    run: Run, boxes: Boxes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    bundle = tmp_path / "bundle"
    (bundle / "db").mkdir(parents=True)
    (bundle / "resources").symlink_to(ROOT / "resources")
    book = bundle / "db" / "practices.sqlite"
    if what == "damaged":
        book.write_bytes(b"SQLite format 3\0" + b"nothing more" * 400)
    elif what == "a folder":
        book.mkdir()
    for module in (paths, bootstrap):
        monkeypatch.setattr(module, "bundle_root", lambda: bundle)
    assert run(tmp_path / "data") == 1
    ((title, sentence),) = boxes.take()
    assert title == "ESSCollab"
    assert sentence.endswith(".")
    assert "book" in sentence
    assert not any(name.startswith("log/") for name in files(tmp_path / "data"))


def test_no_display_is_a_sentence(
    start: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    ended = start(
        "esscollab_desktop",
        "--data-dir",
        str(tmp_path / "data"),
        DISPLAY=None,
        WAYLAND_DISPLAY=None,
        QT_QPA_PLATFORM=None,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("There is no display to open the window on.")
    assert ended.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_without_a_display_the_main_job_is_done(
    start: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ended = start(
        "esscollab_desktop.headless", str(out), DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None
    )
    assert ended.returncode == 0, ended.stderr
    assert "4.MA" in ended.stdout
    assert "xvfb-run make run" in ended.stdout
    with pikepdf.open(out / "esscollab-handout.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) > 10
    picture = QImage(str(out / "esscollab-window.png"))
    assert (picture.width(), picture.height()) == (1366, 768)
    colors = {picture.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}
    assert len(colors) > 8
    assert not (tmp_path / "home").exists()


# --- crashes ---


def boom() -> None:
    raise LookupError("a bug of the program")


def test_a_crash_is_said_logged_and_told_by_the_next_start(run: Run, boxes: Boxes, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, lambda _window: boom()) == 0
    ((title, sentence),) = boxes.take()
    assert title == "ESSCollab"
    assert sentence.startswith(
        "Something unexpected happened inside the program. Your notes are safe on disk."
    )
    log = (data / "log" / "esscollab.log").read_text("utf-8")
    assert "LookupError: a bug of the program" in log
    assert "Traceback" in log

    said: list[str] = []
    assert run(data, lambda window: said.append(window.status_line.currentMessage())) == 0
    (kept,) = (data / "log").glob("esscollab-died-*.log")
    assert said == [f"ESSCollab ended unexpectedly last time. Its log is kept: {kept}"]
    assert "LookupError" in kept.read_text("utf-8")
    assert not (data / "log" / "esscollab.log").exists()

    run(data, lambda window: said.append(window.status_line.currentMessage()))
    assert said[-1] == ""


def test_a_run_that_was_killed_is_told_by_the_next_start(
    run: Run, built_book: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    data = tmp_path / "data"
    environment = {k: v for k, v in os.environ.items() if k != "ESSCOLLAB_CLOSE_AFTER"}
    command = [sys.executable, "-m", "esscollab_desktop", "--data-dir", str(data)]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        qtbot.waitUntil((data / "notebook.sqlite").exists, timeout=30_000)
        process.kill()
    said: list[str] = []
    assert run(data, lambda window: said.append(window.status_line.currentMessage())) == 0
    assert said[0].startswith("ESSCollab ended unexpectedly last time. Its log is kept: ")


def test_a_bug_that_repeats_itself_shows_one_box(
    plain_application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = CrashHook()
    shown: list[str] = []

    def box(_parent: None, _title: str, text: str) -> None:
        shown.append(text)
        if len(shown) < 5:
            hook(LookupError, LookupError("again"), None)

    monkeypatch.setattr(QMessageBox, "critical", box)
    hook(LookupError, LookupError("first"), None)
    assert len(shown) == 1
    assert hook.seen
    hook(LookupError, LookupError("later"), None)
    assert len(shown) == 2


def test_an_interrupt_from_the_terminal_is_no_crash(plain_application: QApplication, boxes: Boxes) -> None:
    hook = CrashHook()
    hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not hook.seen


def test_a_bug_in_opening_the_notebook_is_a_crash_and_the_window_stays(
    run: Run, boxes: Boxes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_folder: Path) -> None:
        raise LookupError("a bug")

    monkeypatch.setattr(bootstrap, "open_notebook", broken)
    assert run(tmp_path / "data") == 0
    ((_title, sentence),) = boxes.take()
    assert sentence.startswith("Something unexpected happened")
    assert "LookupError: a bug" in (tmp_path / "data" / "log" / "esscollab.log").read_text("utf-8")
