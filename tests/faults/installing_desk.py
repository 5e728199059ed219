"""A process that installs, goes back and takes out without end, and says what it is at; there to be killed.

python tests/faults/installing_desk.py DESK PACKS SEED
"""

import os
import random
import sys
from pathlib import Path

from plugin_packs import PackDesk

from esscollab_desktop.domain.packs import HOME

OHIO, TEXAS = "ohio-office", "texas-office"


def say(doing: str) -> None:
    os.write(1, f"{doing}\n".encode())


def install(desk: PackDesk, file: Path, name: str) -> None:
    say(f"looking at {name}")
    offer, _preview = desk.content.look_at(file, desk.notes)
    try:
        say(f"installing {name}")
        desk.content.install(offer, desk.notes)
    finally:
        offer.close()


def turn(desk: PackDesk, packs: Path, name: str) -> None:
    """Bring a pack into its other state: the other edition, in or out."""
    held = {pack.name: pack for pack in desk.packs.installed()}.get(name)
    if held is None:
        install(desk, packs / f"{name}-1.esspack", name)
    elif name == TEXAS:
        say(f"removing {name}")
        desk.content.remove(name, desk.notes)
    elif held.current.manifest.edition == "2026.2":
        say(f"going back in {name}")
        desk.content.step_back(name, desk.notes)
    else:
        install(desk, packs / f"{name}-2.esspack", name)


def main(folder: Path, packs: Path, seed: int) -> None:
    chance = random.Random(seed)
    desk = PackDesk.again(folder)
    desk.content.keep_up(desk.notebook)
    say("begun")
    while True:
        turn(desk, packs, chance.choice((HOME, OHIO, TEXAS)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
