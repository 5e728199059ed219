"""Reads many example files; from some thousand on, several processes share them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from esscollab_desktop.domain.book import Example, Fact, Kind, Partner
from esscollab_desktop.domain.content import Place
from esscollab_desktop.domain.long_work import LongWork
from esscollab_desktop.packs.entries import Known, read_example
from esscollab_desktop.packs.faults import Fault, Faults
from esscollab_desktop.packs.file_text import read_text
from esscollab_desktop.packs.workers import Workers

# So many files take as long to read as processes take to start.
_WORTH_PROCESSES = 2_000
_CHUNK = 40
_MOST_PROCESSES = 4

Placed = tuple[int, Example]
Names = tuple[str, list[str]]  # a practice's folder, and files in it
# How examples and faults travel: plain tuples, which cross to another process several times as quickly.
_Sent = tuple[
    list[tuple[object, ...]],
    list[tuple[str, str, int]],
    list[tuple[str, int, str, str]],
    dict[str, Fault],
    set[str],
]
T = TypeVar("T")


def processes_for(files: int) -> int:
    """How many processes to share so many files among; 0: this one reads them itself."""
    cores = os.cpu_count() or 1
    return min(cores, _MOST_PROCESSES) if files >= _WORTH_PROCESSES and cores > 1 else 0


@dataclass(frozen=True, slots=True)
class _Chunks:
    """What a process knows from its start, and does with each chunk of names that it is handed."""

    folder: Path
    known: Known

    def __call__(self, names: Names) -> _Sent:
        faults = Faults()
        placed = [_read(self.folder, names[0], name, self.known, faults) for name in names[1]]
        return (
            [_packed(order, example) for order, example in placed],
            [(record, place.file, place.line) for record, place in faults.places.items()],
            [(fault.file, fault.line, fault.field, fault.remedy) for fault in faults.found],
            faults.lost,
            faults.fieldless,
        )


@dataclass(slots=True)
class ExampleFiles:
    """The example files of one content folder. Used as a context, so that no process is left behind."""

    folder: Path
    known: Known
    faults: Faults
    work: LongWork
    processes: int = 0
    _workers: Workers[Names, _Sent] | None = None
    _shared: dict[object, object] = field(default_factory=dict)

    def __enter__(self) -> "ExampleFiles":
        if self.processes:
            self._workers = Workers(_Chunks(self.folder, self.known), self.processes)
        return self

    def __exit__(self, *_: object) -> None:
        if self._workers:
            self._workers.stop()

    def read(self, practice: str, names: Sequence[str]) -> Iterator[Placed]:
        """The examples of one practice's folder, in the order of the names."""
        if self._workers is None:
            for name in names:
                yield _read(self.folder, practice, name, self.known, self.faults)
                self.work.step()
            return
        chunks = [(practice, list(names[at : at + _CHUNK])) for at in range(0, len(names), _CHUNK)]
        for sent in self._workers.map(chunks, self.work.ask):
            yield from self._received(sent)
            self.work.step(len(sent[0]))

    def _received(self, sent: _Sent) -> Iterator[Placed]:
        examples, places, found, lost, fieldless = sent
        file = ""
        for record, name, line in places:
            # Records of one file come one after the other; they share its name.
            file = file if name == file else name
            self.faults.places.setdefault(record, Place(file, line))
        self.faults.found += [Fault(*fault) for fault in found]
        self.faults.lost |= {name: lost[name] for name in lost if name not in self.faults.lost}
        self.faults.fieldless |= fieldless
        return (self._unpacked(example) for example in examples)

    def _unpacked(self, packed: tuple[object, ...]) -> Placed:
        order, told, kind, facts, partners, lists = cast(
            tuple[int, list[str], str, list[tuple[str, tuple[str, ...], str, bool]], list[tuple[str, ...]],
                  tuple[tuple[str, ...], tuple[str, ...]]], packed)  # fmt: skip
        code, practice, jurisdiction, heading, headline, summary, as_of, dates = told
        return order, Example(
            code,
            self._one(practice),
            self._one(jurisdiction),
            _KINDS[kind],
            heading,
            headline,
            summary,
            tuple(Fact("", text, self._one(cited), _KINDS[of], broke) for text, cited, of, broke in facts),
            tuple(self._partner(*partner) for partner in partners),
            self._one(as_of),
            self._one(lists[0]),
            self._one(lists[1]),
            dates,
        )

    def _partner(self, organization: str, name: str, role: str, kind: str) -> Partner:
        return Partner(self._one(organization), self._one(name), role, _KINDS[kind] if kind else None)

    def _one(self, value: T) -> T:
        """The first of all equal values: what a hundred thousand examples repeat is held once."""
        return cast(T, self._shared.setdefault(value, value))


_KINDS = {str(kind): kind for kind in Kind}


def _read(folder: Path, practice: str, name: str, known: Known, faults: Faults) -> Placed:
    file = f"{practice}/{name}"
    text = read_text(folder / file, file, faults)
    return read_example(text, file, name.removesuffix(".md"), known, faults)


def _packed(order: int, e: Example) -> tuple[object, ...]:
    return (
        order,
        [e.code, e.practice, e.jurisdiction, e.heading, e.headline, e.summary, e.as_of, e.dates],
        str(e.kind),
        [(fact.text, fact.sources, str(fact.kind), fact.broke_off) for fact in e.facts],
        _partners(e.partners),
        (e.topics, e.stages),
    )


def _partners(partners: Iterable[Partner]) -> list[tuple[str, str, str, str]]:
    return [(p.organization, p.name, p.role, str(p.kind) if p.kind else "") for p in partners]
