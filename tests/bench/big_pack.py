"""Writes a content folder of 100,000 made-up examples, the same in every run: `python -m bench.big_pack`."""

import argparse
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from esscollab_desktop.domain.book import STAGES
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.storage.catalogue import edition, schema

EXAMPLES = 100_000
SOURCES = 700
ORGANIZATIONS = 500
WORDS = 6_000
BUILT = "big.sqlite"
REAL = Path(__file__).parents[2] / "resources" / "content"
PRACTICES = (
    "reach-the-unreached",
    "show-your-work",
    "stick-with-it",
    "maximize-your-resources",
    "double-down",
)
_SYLLABLES = ("ba", "con", "der", "el", "fa", "gra", "hen", "im", "jus", "ka", "lin", "mer", "nor", "op",
              "par", "que", "ras", "ster", "tion", "un", "ver", "wil")  # fmt: skip
_BOOK = """name: big-pack
title: A big pack
edition: "1"
edition_date: "2026-11-23"
publisher: The bench
language: en
rights: Made up for measuring.
about:
  - title: Made up
    text: Nothing in this pack tells of anything real.
    sources: [source-0]
"""


@dataclass(slots=True)
class Writer:
    """Words of a language, and texts made of them: a few words are everywhere, most are rare."""

    chance: random.Random
    topics: list[str]
    words: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        known: dict[str, None] = {}
        while len(known) < WORDS:
            known["".join(self.chance.choices(_SYLLABLES, k=self.chance.choice((1, 2, 2, 3, 3, 4))))] = None
        self.words = list(known)
        self.weights = list(accumulate(1 / (place + 2) for place in range(WORDS)))

    def some(self, count: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=count))

    def sentences(self, count: int) -> str:
        """About so many words, with the signs of real sentences; a good half is plain Latin text."""
        text = self.some(count // 2)
        closing = self.chance.choice((" the state’s ", " “open” ", ", and then ", " in 2016, ", "; it was "))
        return f"{text.capitalize()}{closing}{self.some(count - count // 2)}."

    def cited(self, count: int) -> str:
        numbers = self.chance.sample(range(SOURCES), self.chance.choice((1, 1, 1, 2)))
        return f"{self.sentences(count)} {' '.join(f'[^source-{number}]' for number in numbers)}\n"


def write_folder(folder: Path, count: int = EXAMPLES, seed: int = 20261123) -> None:
    """Write the folder file by file. It must be new or empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("jurisdictions.csv", "topics.yaml"):
        shutil.copyfile(REAL / name, folder / name)
    places = [line.split(",")[0] for line in (REAL / "jurisdictions.csv").read_text("utf-8").splitlines()[1:]]
    topics = [line[:-1] for line in (REAL / "topics.yaml").read_text("utf-8").splitlines() if _is_id(line)]
    writer = Writer(random.Random(seed), topics)
    _write(folder / "book.yaml", _BOOK)
    _write(folder / "sources.yaml", "".join(_source(writer, number) for number in range(SOURCES)))
    organizations = "".join(_organization(writer, number) for number in range(ORGANIZATIONS))
    _write(folder / "organizations.yaml", organizations)
    _write(folder / "resources.yaml", "".join(_resource(writer, number) for number in range(20)))
    for number, name in enumerate(PRACTICES, 1):
        (folder / f"{number}-{name}").mkdir()
        _write(folder / f"{number}-{name}" / "practice.md", _practice(writer, number, name))
    for place, code in enumerate(_codes(places, count)):
        number = int(code[0])
        _write(folder / f"{number}-{PRACTICES[number - 1]}" / f"{code}.md", _example(writer, code, place))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _is_id(line: str) -> bool:
    return line.endswith(":") and not line.startswith((" ", "#"))


def _codes(places: list[str], count: int) -> Iterator[str]:
    """`1.AL`, `1.AK` … `5.WY`, then `1.AL-2` and so on."""
    for number in range(count):
        turn, rest = divmod(number, len(PRACTICES) * len(places))
        practice, place = divmod(rest, len(places))
        yield f"{practice + 1}.{places[place]}{f'-{turn + 1}' if turn else ''}"


def _source(writer: Writer, number: int) -> str:
    return (
        f"source-{number}:\n  title: Page on {writer.some(5)}\n  publisher: {writer.some(3).title()}\n"
        f"  address: https://example.org/{number}\n\n"
    )


def _organization(writer: Writer, number: int) -> str:
    name = writer.some(3).title()
    return f"org-{number}:\n  name: {name} {number}\n  also:\n    - The {name}\n\n"


def _resource(writer: Writer, number: int) -> str:
    return (
        f"- title: Reading {number}\n  publisher: {writer.some(2).title()}\n"
        f'  address: https://example.org/reading/{number}\n  practices: ["{number % 5 + 1}"]\n'
    )


def _practice(writer: Writer, number: int, name: str) -> str:
    return (
        f'---\ncode: "{number}"\ntheme: {writer.some(1).title()}\ntitle: {name.replace("-", " ").title()}\n'
        f"view: full page seen\n---\n\n{writer.cited(40)}\n## Background\n\n{writer.cited(30)}\n"
        f"## Room for growth for all states\n\n### {writer.some(4).title()}\n\n{writer.cited(30)}"
    )


def _example(writer: Writer, code: str, place: int) -> str:
    chance = writer.chance
    is_published = chance.random() < 0.2
    lines = ["---", f"code: {code}", f"kind: {'published' if is_published else 'related'}"]
    lines.append(f"jurisdiction: {code[2:].partition('-')[0]}")
    if is_published:
        lines += [f"order: {chance.randint(1, 400)}", f"heading: {writer.some(3)}"]
    # The number keeps headlines apart; a long word at the end must not make one too long.
    lines.append(f"headline: {writer.some(7)[:55].strip()} no. {place}")
    partners = chance.sample(range(ORGANIZATIONS), chance.choice((0, 1, 1, 2, 3)))
    if partners:
        lines.append("partners:")
    for number in partners:
        lines += [f"  - organization: org-{number}", f"    role: {writer.some(6)}"]
    lines.append(f"topics: [{', '.join(chance.sample(writer.topics, chance.randint(1, 4)))}]")
    lines.append(f"stage: [{', '.join(chance.sample(STAGES, chance.randint(1, 2)))}]")
    lines += [f"as_of: {chance.choice(('2016', '2017', '2016 to 2017'))}", "---", ""]
    lines += [writer.sentences(24), "", "## What the state did", ""]
    lines += [writer.cited(32) for _ in range(2)]
    if is_published:
        lines += ["## Related facts", ""]
    lines.append(writer.cited(32))
    return "\n".join(lines)


def checksum(count: int) -> str:
    """Changes with whatever makes another folder or another kind of book of it."""
    texts = [Path(file).read_bytes() for file in (__file__, schema.__file__, edition.__file__)]
    texts += [(REAL / name).read_bytes() for name in ("jurisdictions.csv", "topics.yaml")]
    return sha256(b"\0".join([*texts, str(count).encode()])).hexdigest()


def written(folder: Path, count: int = EXAMPLES) -> Path:
    """The content folder below `folder`, made where it is not there or is another one."""
    content, mark = folder / "content", folder / "content.sha256"
    if not (mark.exists() and mark.read_text("ascii") == checksum(count)):
        mark.unlink(missing_ok=True)
        shutil.rmtree(content, ignore_errors=True)
        write_folder(content, count)
        mark.write_text(checksum(count), "ascii")
    return content


def build(folder: Path, count: int = EXAMPLES) -> Path:
    """The built book below `folder`, made where it is not there or is another one."""
    book, mark = folder / BUILT, folder / f"{BUILT}.sha256"
    if not (book.exists() and mark.exists() and mark.read_text("ascii") == checksum(count)):
        mark.unlink(missing_ok=True)
        build_book(written(folder, count), book)
        mark.write_text(checksum(count), "ascii")
    return book


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.big_pack", description=__doc__)
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("count", type=int, nargs="?", default=EXAMPLES, help="how many examples")
    given = parser.parse_args()
    write_folder(given.folder, given.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
