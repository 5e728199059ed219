"""What the window remembers, and what it makes of a file that makes no sense."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plugin_desk import Desks
from PySide6.QtCore import QByteArray
from shelves import entries_of

from esscollab_desktop.ui.look.theme import CHOICES
from esscollab_desktop.ui.models.book_rows import Pivot
from esscollab_desktop.ui.settings import (
    OPENINGS,
    READING_FACES,
    READING_WIDTHS,
    WINDOW_TEXTS,
    ZOOMS,
    WindowSettings,
)

KEYS = (
    "geometry", "pivot", "code", "zoom", "windowText", "theme", "readingWidth", "readingFace", "favorites",
)  # fmt: skip


def test_nothing_kept_yet_means_the_defaults(tmp_path: Path) -> None:
    kept = WindowSettings(tmp_path)
    assert kept.geometry.isEmpty()
    assert (kept.pivot, kept.code, kept.zoom) == (Pivot.PRACTICE, "", 100)
    assert (kept.window_text, kept.theme) == (100, "system")
    assert (kept.reading_width, kept.reading_face, kept.favorites) == (32, "serif", ())


def test_what_is_stored_is_read_by_the_next_start(tmp_path: Path) -> None:
    kept = WindowSettings(tmp_path)
    kept.geometry = QByteArray(b"\x00\x01 place")
    kept.pivot, kept.code, kept.zoom = Pivot.STATE, "4.MA", 250
    kept.window_text, kept.theme = 150, "dark"
    kept.reading_width, kept.reading_face = 28, "sans"
    kept.store()
    del kept
    again = WindowSettings(tmp_path)
    assert again.geometry == QByteArray(b"\x00\x01 place")
    assert (again.pivot, again.code, again.zoom) == (Pivot.STATE, "4.MA", 250)
    assert (again.window_text, again.theme) == (150, "dark")
    assert (again.reading_width, again.reading_face) == (28, "sans")


def test_favorites_are_on_the_disk_at_once(tmp_path: Path) -> None:
    kept = WindowSettings(tmp_path)
    for codes in (("4.MA",), ("4.MA", "4.MA@ohio-office", "state:MI"), ()):
        kept.favorites = codes
        assert WindowSettings(tmp_path).favorites == codes
        assert all(code in (tmp_path / "window.ini").read_text("utf-8") for code in codes)


def _all(kept: WindowSettings) -> None:
    assert isinstance(kept.geometry, QByteArray)
    assert kept.pivot in Pivot
    assert isinstance(kept.code, str)
    assert kept.zoom in ZOOMS
    assert kept.window_text in WINDOW_TEXTS
    assert kept.theme in CHOICES
    assert kept.reading_width in READING_WIDTHS
    assert kept.reading_face in READING_FACES
    assert kept.opens_on in OPENINGS
    assert not kept.exports_notes
    assert all(isinstance(code, str) for code in kept.favorites)


@pytest.mark.parametrize(
    "value",
    ["", "0", "-1", "99999999999999999999", "²", "1e2", "@ByteArray(x)", "@Invalid()", "a, b", "[]", '"'],
)
def test_values_without_sense_are_the_defaults(tmp_path: Path, value: str) -> None:
    lines = "".join(f"{key}={value}\n" for key in KEYS)
    (tmp_path / "window.ini").write_text(f"[General]\n{lines}", "utf-8")
    kept = WindowSettings(tmp_path)
    _all(kept)
    assert (kept.pivot, kept.zoom, kept.window_text, kept.theme) == (Pivot.PRACTICE, 100, 100, "system")


@given(garbage=st.binary(max_size=300))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_can_be_read(tmp_path: Path, garbage: bytes) -> None:
    (tmp_path / "window.ini").write_bytes(garbage)
    _all(WindowSettings(tmp_path))


def test_the_window_opens_on_a_file_of_garbage(desks: Desks, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    geometry = "@ByteArray(\\x1\\xd9\\xd0\\xcb nothing like a place)"
    (data / "window.ini").write_text(
        f"[General]\ngeometry={geometry}\ncode=9.ZZ\nzoom=17\npivot=8\nwindowText=3\ntheme=plaid\n", "utf-8"
    )
    desk = desks.open(data, size=None)
    assert desk.window.reading.code in {e.code for e in entries_of(desk.window.shelf)}
    assert desk.window.isVisible()
