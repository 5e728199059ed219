"""A process is killed while it installs, goes back or takes out: what is open is whole, and no note is lost.

ESSCOLLAB_PACK_KILLS says how often (`make kills` takes 100).
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from installing_desk import OHIO, TEXAS, turn
from plugin_packs import PackDesk, Press
from small_book import FILES

from esscollab_desktop import bootstrap
from esscollab_desktop.domain import codes
from esscollab_desktop.domain.packs import HOME
from esscollab_desktop.services.shelf import Shelf

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("ESSCOLLAB_PACK_KILLS", "10"))
NY, MA_2 = "1-reach-out/1.NY.md", "1-reach-out/1.MA-2.md"
# The second edition: words changed, a page renamed, one gone into another.
SECOND = {
    NY: "",
    "1-reach-out/1.NY-2.md": FILES[NY]
    .replace("1.NY", "1.NY-2")
    .replace("polled parents", "asked 40 parents"),
    MA_2: "",
    "aliases.yaml": "1.NY: 1.NY-2\n1.MA-2: 1.MA\n",
}
NOTED = (
    ("1.NY", ""), ("1.NY", "A coalition polled parents"), ("1.NY", "It asked for time"), ("1.MA-2", ""),
    ("1.MA-2", "A second round followed"), ("1.MA", "They came"), ("org:massinc", ""),
)  # fmt: skip

Stands = dict[str, tuple[object, ...]]


@dataclass
class Kill:
    """One kill: what was going on, what was open afterwards, and how many notes were still on their way."""

    doing: str
    is_open: dict[str, str]
    followed_later: bool


@dataclass(frozen=True)
class Desks:
    """A desk to be copied, the packs, and where the notes of each pack stand in each of its states."""

    desk: Path
    packs: Path
    expected: dict[tuple[str, str], Stands]
    bodies: Counter[str]
    hashes: dict[tuple[str, str], str]


def stands(desk: PackDesk, name: str) -> Stands:
    """The notes of one pack by their texts: page, words and how they stand on them."""
    wanted = "" if name == HOME else name
    return {
        note.body: (note.target, note.anchor and (note.anchor.state, note.anchor.selectors.exact))
        for note in desk.notebook.notes()
        if codes.pack_of(note.target) == wanted
    }


def open_now(desk: PackDesk) -> dict[str, str]:
    found = {pack.name: pack.current.manifest.edition for pack in desk.packs.installed()}
    return {name: found.get(name, "") for name in (HOME, OHIO, TEXAS)}


@pytest.fixture(scope="module")
def desks(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Desks:
    folder = tmp_path_factory.mktemp("kills")
    packs = folder / "packs"
    packs.mkdir()
    for name, edition, changes in (
        (HOME, "2", SECOND), (OHIO, "1", {}), (OHIO, "2", SECOND), (TEXAS, "1", {}),
    ):  # fmt: skip
        shutil.copy(press.pack(name, edition, **changes), packs)
    desk = PackDesk(folder / "desk", press.book())
    hashes = {(HOME, "2026.1"): desk.library.info.content_hash}
    for name in (OHIO, TEXAS):
        turn(desk, packs, name)
    for name in (HOME, OHIO, TEXAS):
        for number, (code, words) in enumerate(NOTED):
            desk.note_on(codes.in_pack(code, "" if name == HOME else name), words, f"{name} {number}")
    bodies = Counter(note.body for note in desk.notebook.notes())
    expected: dict[tuple[str, str], Stands] = {}
    # Through all states and back to the first.
    for _state in range(2):
        for name, edition in open_now(desk).items():
            expected[name, edition] = stands(desk, name)
        hashes |= {(p.name, p.current.manifest.edition): p.current.manifest.content_hash
                   for p in desk.packs.installed()}  # fmt: skip
        for name in (HOME, OHIO, TEXAS):
            turn(desk, packs, name)
    desk.close()
    return Desks(folder / "desk", packs, expected, bodies, hashes)


def kill_one(folder: Path, packs: Path, seed: int) -> str:
    """Let a process work, and kill it at a moment drawn from the seed; gives what it was at."""
    command = [sys.executable, str(Path(__file__).with_name("installing_desk.py")), str(folder), str(packs)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    said: list[str] = []
    with subprocess.Popen(
        [*command, str(seed)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = process.stdout
        begun = threading.Event()

        def read() -> None:
            for line in lines:
                said.append(line.strip())
                begun.set()

        reader = threading.Thread(target=read)
        reader.start()
        began = begun.wait(60)
        if began:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(random.Random(seed).uniform(0.02, 1.5))
        process.kill()
        reader.join()
        assert began, "nothing was begun"
    return said[-1]


def check(folder: Path, desks: Desks, doing: str) -> Kill:
    """Open all again after a kill; everything there is whole."""
    with closing(sqlite3.connect(folder / "data" / "packs" / "register.sqlite")) as register:
        assert register.execute("PRAGMA integrity_check").fetchall() == [("ok",)], doing
    opened, troubles = bootstrap.packs_in(folder / "data", folder / "program").open_all()
    opened.close()
    assert troubles == (), doing
    desk = PackDesk.again(folder)
    try:
        assert desk.notebook.notice == "", doing
        is_open = open_now(desk)
        check_whole(desk, desks, is_open)
        followed = desk.content.keep_up(desk.notebook)
        notes = desk.notebook.notes()
        assert Counter(note.body for note in notes) == desks.bodies, doing
        for name, edition in is_open.items():
            assert stands(desk, name) == desks.expected[name, edition], (doing, name, edition)
        assert list(desk.packs_folder.glob("register-damaged*")) == []
        used = {e.folder for p in desk.packs.installed() for e in (p.current, p.former) if e and e.folder}
        assert {path.name for path in desk.packs_folder.iterdir() if path.is_dir()} == used, doing
    finally:
        desk.close()
    return Kill(doing, is_open, bool(followed.sentence))


def check_whole(desk: PackDesk, desks: Desks, is_open: dict[str, str]) -> None:
    """Each open pack is exactly one of its editions, and every page of it reads."""
    opened, _troubles = desk.packs.open_all()
    try:
        for name, edition in is_open.items():
            if not edition:
                continue
            home = opened.home if isinstance(opened, Shelf) else opened
            held = home if name == HOME else isinstance(opened, Shelf) and opened.catalogue_of(f"1@{name}")
            assert held
            assert held.info.content_hash == desks.hashes[name, edition]
            for code in held.reader.codes():
                assert held.page(code).title
    finally:
        opened.close()


def many(folder: Path, desks: Desks, seeds: range) -> list[Kill]:
    """One kill after the other on the same desk."""
    shutil.copytree(desks.desk, folder, symlinks=True)
    return [check(folder, desks, kill_one(folder, desks.packs, seed)) for seed in seeds]


@pytest.mark.timeout(60 + 10 * KILLS)
def test_what_is_open_after_a_kill_is_whole_and_no_note_is_lost(
    desks: Desks, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half = KILLS // 2
    runs = [(tmp_path / "one", range(half)), (tmp_path / "two", range(half, KILLS))]
    with ThreadPoolExecutor(2) as two_at_a_time:
        kills = [kill for found in two_at_a_time.map(lambda run: many(run[0], desks, run[1]), runs)
                 for kill in found]  # fmt: skip
    with capsys.disabled():
        print(table(kills))
    assert len(kills) == KILLS


def table(kills: list[Kill]) -> str:
    rows: dict[str, int] = {"kills, none of which broke anything": len(kills)}
    rows |= dict(sorted(Counter(kill.doing for kill in kills).items()))
    rows["notes followed at the next start"] = sum(kill.followed_later for kill in kills)
    return "\n" + "\n".join(f"  {name:<40} {value}" for name, value in rows.items())
