"""Packets that pair every choice, each looked at: `python -m papers [COUNT] [SEED]`; 1 for a fault."""

import multiprocessing
import shutil
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

from papers.desk import make_book
from papers.looking import begin, look
from papers.packets import FACTORS
from papers.pairing import cases

COUNT, SEED = 300, 20261124
_PER_PROCESS = 20  # Typst keeps what it made up, so a process is let go after so many packets
_AT_ONCE = 2


def main(count: int, seed: int) -> int:
    qpdf = shutil.which("qpdf") or ""
    if not qpdf:
        print("qpdf is not installed: it is not asked.")
    chosen = cases(FACTORS, count, seed)
    tally: Counter[str] = Counter()
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        book = make_book(Path(folder))
        # Not an executor: before Python 3.12 that waits for ever when all of its processes go at once.
        with spawn.Pool(_AT_ONCE, begin, (book,), maxtasksperchild=_PER_PROCESS) as pool:
            for number, found in enumerate(pool.imap(partial(look, qpdf), chosen)):
                if found:
                    print(f"{number}: {chosen[number]}", *found, sep="\n    ", flush=True)
                if sys.stderr.isatty():
                    print(f"\r{number + 1} of {len(chosen)}", end="", file=sys.stderr)
                tally.update({fault.split()[0] for fault in found})
    told = ", ".join(f"{count} {name}" for name, count in sorted(tally.items())) or "no fault"
    print(f"{len(chosen)} packets, each two of {sum(map(len, FACTORS.values()))} choices together: {told}")
    return 1 if tally else 0


if __name__ == "__main__":
    given = [int(value) for value in sys.argv[1:]]
    sys.exit(main(*[*given, *(COUNT, SEED)[len(given) :]]))
