"""Packs that mean harm, at seeded random, and what becomes of each: refused in one sentence, or harmless.

    python tests/packs/fuzz_packs.py [COUNT] [SEED] [PAGE]

Prints a table by kind and ends with 1 where a pack did anything else. PAGE, a Markdown file, gets the table
with the machine and the method.
"""

import dataclasses
import json
import os
import platform
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
import tracemalloc
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import hostile_books
import hostile_zips
from hostile_zips import Sample
from worded_book import write_worded_content

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs import signing
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.pack_file import manifest_of, read_pack, write_pack
from esscollab_desktop.packs.pack_layout import BOOK, MANIFEST
from esscollab_desktop.packs.packing import take_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

MOST_MEMORY = 80_000_000  # bytes that Python holds at once
MOST_TIME = 10.0  # seconds of the processor for one pack
WORDS = ["conexión", "partners", "x", "script", "1.MA", "breakfasts", "alert", "evil example"]
# What no text may hold that people see.
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
INSIDE = ("broken page", "foreign database")
KINDS = (*hostile_zips.KINDS, *hostile_books.KINDS, *INSIDE)


@dataclass
class Tally:
    """What became of the packs of one kind; `most_memory` in bytes, `longest` in seconds of the processor."""

    packs: int = 0
    refused: int = 0
    harmless: int = 0
    failed: list[str] = field(default_factory=list)
    most_memory: int = 0
    longest: float = 0.0

    def add(self, other: "Tally") -> None:
        self.packs += other.packs
        self.refused += other.refused
        self.harmless += other.harmless
        self.failed += other.failed
        self.most_memory = max(self.most_memory, other.most_memory)
        self.longest = max(self.longest, other.longest)


def make_sample(folder: Path) -> Sample:
    book = folder / "sample.sqlite"
    build_book(write_worded_content(folder / "content"), book)
    keys = [signing.PrivateKey(bytes([number]) * 32) for number in (1, 2)]
    write_pack(book, manifest_of(book), folder / "sample.esspack")
    data = book.read_bytes()
    told = (folder / "sample.esspack").read_bytes()
    return Sample(data, told[30 + len(MANIFEST) : told.index(b"}\n") + 2], *keys)


def make_pack(kind: str, chance: random.Random, sample: Sample, folder: Path) -> bytes:
    """A pack of this kind. `folder` is free to work in, and is emptied afterwards."""
    if kind in hostile_zips.KINDS:
        return hostile_zips.KINDS[kind](chance, sample)
    book = folder / "book.sqlite"
    if kind == "foreign database":
        hostile_books.foreign_database(chance, book)
        digest = ""
    elif kind == "broken page":
        book.write_bytes(hostile_books.broken_page(chance, sample.book))
        digest = ""
    else:
        book.write_bytes(sample.book)
        digest = hostile_books.spoil(book, hostile_books.KINDS[kind], chance)
    data = book.read_bytes()
    changes = {"content_hash": digest} if digest else {}
    told = sample.told(book_size=len(data), book_sha256=sha256(data).hexdigest(), **changes)
    return hostile_zips.packed({MANIFEST: told, BOOK: data})


def take(pack: Path, target: Path) -> str:
    """Take a pack in as the program does: "refused", "harmless", or what it did instead."""
    to = target / "book.sqlite"
    try:
        take_book(read_pack(pack), to)
    except UserError as told:
        return "refused" if is_one_answer(str(told)) else f"was refused with the words {told!r}"
    except BaseException:
        return traceback.format_exc()
    try:
        bad = [text for text in read_all(to) if UNSEEN.search(text)]
    except BaseException:
        return traceback.format_exc()
    finally:
        to.unlink()
    return f"was taken with {bad[0]!r}" if bad else "harmless"


def is_one_answer(told: str) -> bool:
    """Whether it is one line of plain text: what is, and what to do."""
    return (
        bool(told) and len(told) < 500 and not UNSEEN.search(told) and "\n" not in told and told.endswith(".")
    )


def read_all(book: Path) -> Iterator[str]:
    """All texts that the program shows of a book: every page, and what a search finds."""
    catalogue = Catalogue(CatalogueReader(book))
    try:
        reader = CatalogueReader(book)
        try:
            codes = reader.codes()
            yield from texts_in(
                [reader.meta(), reader.topics(), reader.organizations(), reader.glossary_terms()]
            )
        finally:
            reader.close()
        for code in codes:
            yield from texts_in(catalogue.page(code))
        search = Search(Library(catalogue))
        for words in WORDS:
            yield from texts_in(search.ask(words))
    finally:
        catalogue.close()


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for spec in dataclasses.fields(value):
            yield from texts_in(getattr(value, spec.name))
    elif isinstance(value, Mapping):
        yield from texts_in([*value, *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from texts_in(item)


def run(count: int, seed: int, part: int = 0, parts: int = 1) -> dict[str, Tally]:
    """Make and take in `count` packs, all kinds in turn; gives what became of them by kind.

    With several `parts`, only every second, third … one: each part can run in a process of its own.
    """
    tallies = {kind: Tally() for kind in KINDS}
    with tempfile.TemporaryDirectory(prefix="esscollab-") as name:
        root = Path(name)
        (root / "sample").mkdir()
        sample = make_sample(root / "sample")
        sound = root / "sound.esspack"
        sound.write_bytes(hostile_zips.packed(sample.parts()))
        (root / "target").mkdir()
        if (told := take(sound, root / "target")) != "harmless":
            raise AssertionError(f"the sound pack {told}")
        for number in range(part, count, parts):
            kind = KINDS[number % len(KINDS)]
            chance = random.Random(f"{seed} {number}")
            _one(kind, chance, sample, root, tallies[kind], number)
    return tallies


def _one(kind: str, chance: random.Random, sample: Sample, root: Path, tally: Tally, number: int) -> None:
    work, room = root / "work", root / "room"
    for folder in (work, room / "target"):
        folder.mkdir(parents=True)
    pack = room / "pack.esspack"
    pack.write_bytes(make_pack(kind, chance, sample, work))
    shutil.rmtree(work)
    before, data = seen(root), pack.read_bytes()
    tracemalloc.start()
    begun = time.process_time()
    told = take(pack, room / "target")
    took = time.process_time() - begun
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    tally.packs += 1
    tally.refused += told == "refused"
    tally.harmless += told == "harmless"
    tally.most_memory = max(tally.most_memory, memory)
    tally.longest = max(tally.longest, took)
    wrong = [] if told in {"refused", "harmless"} else [told]
    if seen(root) != before or pack.read_bytes() != data or Path("/tmp/esspack-escaped.txt").exists():
        wrong.append(f"left something behind: {sorted(set(seen(root)) ^ set(before))}")
    if memory > MOST_MEMORY:
        wrong.append(f"took {memory / 1e6:.0f} MB")
    if took > MOST_TIME:
        wrong.append(f"took {took:.1f} s")
    if wrong:
        tally.failed.append(f"{kind}, number {number}: {'; '.join(wrong)}")
    shutil.rmtree(room)


def seen(root: Path) -> list[str]:
    """All files and folders below the root, and those beside it that hostile names aim at."""
    return sorted([*map(str, root.rglob("*")), *map(str, root.parent.glob("*escaped*"))])


def run_on_all_cores(count: int, seed: int) -> dict[str, Tally]:
    """The same packs as `run` makes, in several processes."""
    parts = max(2, os.cpu_count() or 2)
    whole = {kind: Tally() for kind in KINDS}
    with ProcessPoolExecutor(parts, get_context("spawn")) as pool:
        for tallies in pool.map(run, [count] * parts, [seed] * parts, range(parts), [parts] * parts):
            for kind, tally in tallies.items():
                whole[kind].add(tally)
    return whole


def table(tallies: Mapping[str, Tally]) -> str:
    rows = [["kind", "packs", "refused", "harmless", "anything else", "most memory, MB", "longest, ms"]]
    whole = Tally()
    for kind, tally in tallies.items():
        rows.append([kind, *_cells(tally)])
        whole.add(tally)
    rows.append(["all", *_cells(whole)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = [
        [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], rule, *lines[1:]])


def _cells(tally: Tally) -> list[str]:
    counts = [str(tally.packs), str(tally.refused), str(tally.harmless), str(len(tally.failed))]
    return [*counts, f"{tally.most_memory / 1e6:.1f}", f"{tally.longest * 1000:.0f}"]


METHOD = f"""
A small book with one of everything is built, and each pack is made from it with one thing wrong, chosen by
the seed. The kinds from “trigger” on have a sound pack around a book that is wrong inside: size, SHA-256 and,
where it can be, the content hash are those of the spoiled book, as someone who knows the format makes them.

Each pack is taken in as the program does it (`read_pack`, then `take_book`: unpack, verify, compare with the
manifest), in a folder of its own.

- **refused**: with one line of plain text that says what is and what to do; nothing is left in the folder.
- **harmless**: it was taken; then every page was opened and {len(WORDS)} searches made, and all that they
  gave is plain text without control characters. HTML, links and other markup count as plain text: they are
  shown as they stand.
- **anything else** is a failure: another exception, a file that appeared or changed anywhere in or beside
  the folder, a pack that changed, more than {MOST_MEMORY / 1e6:.0f} MB held by Python at once, more than
  {MOST_TIME:.0f} s of the processor. Memory is traced, which makes everything several times slower.

What SQLite itself allocates is not traced; its cache is held to 16 MB while a book is verified, and no value
may be larger than 32 MB. The packs are taken in on the system named above and on no other.
"""


def page(tallies: Mapping[str, Tally], seed: int, begun: datetime) -> str:
    took = (datetime.now(UTC) - begun).total_seconds()
    machine = f"{os.cpu_count()} cores ({_processor()}), {platform.system()} {platform.release()}"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    failed = [line for tally in tallies.values() for line in tally.failed]
    told = "\n".join(f"- {json.dumps(line, ensure_ascii=False)}" for line in failed[:20])
    return (
        "# Pack files under fire\n\nWhat becomes of packs that mean harm, or came to harm. `make fuzz` does "
        "this again and writes this page; `make test` does a short run of it.\n\n"
        f"{begun:%Y-%m-%d}, {took:.0f} s, seed {seed}. {machine}; {versions}.\n\n{table(tallies)}\n{METHOD}"
        + (f"\nFailures:\n\n{told}\n" if told else "")
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.machine()


def main(arguments: list[str]) -> int:
    count, seed = int(arguments[0]) if arguments else 400, int(arguments[1]) if arguments[1:] else 20261123
    begun = datetime.now(UTC)
    tallies = run_on_all_cores(count, seed)
    print(table(tallies))
    failed = [line for tally in tallies.values() for line in tally.failed]
    if failed:
        print("\n".join(failed[:20]), file=sys.stderr)
    if arguments[2:]:
        Path(arguments[2]).write_text(page(tallies, seed, begun), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
