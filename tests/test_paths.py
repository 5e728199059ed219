"""Where the program looks for its files and keeps the user's."""

import sys
from pathlib import Path

import platformdirs
import pytest

from esscollab_desktop import paths


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.DATA_DIR_VARIABLE, raising=False)


def test_the_checkout_is_the_bundle() -> None:
    assert (paths.bundle_root() / "pyproject.toml").is_file()
    assert paths.book_path(Path("x")) == Path("x/db/practices.sqlite")


def test_an_installed_wheel_has_its_own_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bundled").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "paths.py"))
    assert paths.bundle_root() == tmp_path.resolve() / "bundled"


def test_override_variable_and_system_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = platformdirs.user_data_path("ESSCollab", appauthor=False, roaming=False)
    assert paths.data_dir(None) == system
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(tmp_path / "v"))
    assert paths.data_dir(None) == tmp_path / "v"
    assert paths.data_dir(tmp_path / "o") == tmp_path / "o"
    monkeypatch.chdir(tmp_path)
    assert paths.data_dir(Path("here")) == tmp_path / "here"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert paths.data_dir(Path("~/notes")) == tmp_path / "notes"


def test_a_frozen_program_keeps_data_beside_it_when_marked_portable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "esscollab"))
    assert paths.bundle_root() == tmp_path / "_internal"
    assert paths.data_dir(None) != tmp_path / "data"
    (tmp_path / "portable").touch()
    assert paths.data_dir(None) == tmp_path / "data"
    assert paths.data_dir(tmp_path / "o") == tmp_path / "o"
