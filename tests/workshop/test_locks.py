"""The locks hold names, versions and hashes of every package, and no address."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("run", "dev", "uv")


def entries(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Name to (version, hashes) of a lock; a line that is neither makes the test fail."""
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8").splitlines():
        if package := re.fullmatch(r"([a-z0-9-]+)==(\S+)( ; [^\\]+)? \\", line):
            name = package[1]
            found[name] = (package[2], [])
        else:
            digest = re.fullmatch(r"    --hash=sha256:([0-9a-f]{64})( \\)?", line)
            assert digest, f"{lock}.txt: {line}"
            found[name][1].append(digest[1])
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_hashes_and_no_address(lock: str) -> None:
    found = entries(lock)
    assert found
    assert [name for name, (_, hashes) in found.items() if not hashes] == []
    assert "://" not in (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")


def test_work_and_use_have_the_same_versions() -> None:
    run, dev = entries("run"), entries("dev")
    assert {name: dev.get(name) for name in run} == run


def test_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for lock, wanted in [
        ("run", project["project"]["dependencies"]),
        ("dev", project["dependency-groups"]["dev"]),
    ]:
        names = {re.split(r"[<>=~! ]", line)[0].lower() for line in wanted}
        assert names - set(entries(lock)) == set()
