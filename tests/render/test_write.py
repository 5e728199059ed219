"""A file is written whole or not at all, and each obstacle has its sentence."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.render.write import check_name, write_whole


def said(path: Path, data: bytes = b"new") -> str:
    with pytest.raises(UserError) as told:
        write_whole(path, data)
    return str(told.value)


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    assert write_whole(path, b"first") == path
    path.chmod(0o640)
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["handout.pdf"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.pdf", tmp_path / "b.pdf"
    target.write_bytes(b"old")
    link.symlink_to(target)
    assert write_whole(link, b"new") == target
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(
    call: str, fault: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as patched:
        patched.setattr(f"os.{call}" if call == "fsync" else f"pathlib.Path.{call}", refuse)
        told = said(path)
    assert told.startswith("The file handout.pdf could not be written: ")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["handout.pdf"]


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    assert "the disk is full" in said(tmp_path / "a.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on file sizes is set the Linux way")
def test_a_real_limit_on_space_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(b"old")
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from esscollab_desktop.render.write import write_whole, UserError\n"
        "try: write_whole(Path(sys.argv[1]), b'x' * 100000)\n"
        "except UserError as told: print(told)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert "the disk is full" in done.stdout
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["handout.pdf"]


def test_what_is_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    assert "is a folder. Add a file name" in said(tmp_path / "folder")
    assert "is not there. Choose another folder" in said(tmp_path / "missing" / "a.pdf")
    assert "is not there" in said(tmp_path / "file" / "a.pdf")
    assert "too long" in said(tmp_path / ("n" * 300 + ".pdf"))
    assert "no file name can have" in said(tmp_path / "a\0.pdf")
    assert "no file name can have" in said(tmp_path / "a\ud800.pdf")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_a_read_only_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, for whom no folder is read-only.
    real = open

    def refuse(path: object, mode: str = "r") -> object:
        if "x" in mode:
            raise PermissionError(errno.EROFS, "Read-only file system")
        return real(str(path), mode)

    monkeypatch.setattr("builtins.open", refuse)
    assert "the folder is read-only. Choose another folder." in said(tmp_path / "a.pdf")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="only some systems have it")
def test_a_device_is_not_replaced() -> None:
    assert "not an ordinary file" in said(Path("/dev/null"))


@pytest.mark.parametrize("name", ["CON", "nul.pdf", "Aux .txt", "com1.pdf", "LPT³", "a.pdf.", "a ", ""])
def test_names_that_windows_keeps_or_changes(name: str) -> None:
    with pytest.raises(UserError):
        check_name(name)


def test_signs_that_only_windows_forbids() -> None:
    check_name("a:b?.pdf", on_windows=False)
    with pytest.raises(UserError, match="which Windows does not allow"):
        check_name("a:b?.pdf", on_windows=True)


@settings(deadline=None, max_examples=80)
@given(st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=80))
def test_any_name_is_written_whole_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / name.replace("/", "-")
    try:
        written = write_whole(path, b"data")
    except UserError:
        assert list(folder.iterdir()) == []
    else:
        assert written.read_bytes() == b"data"
        assert len(list(folder.iterdir())) == 1
