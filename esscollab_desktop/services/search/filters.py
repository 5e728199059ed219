"""What the filters of a question leave: `state:MI kind:related practice:4 topic:tribes meeting:Spring`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esscollab_desktop.domain.book import Jurisdiction, Topic
from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.domain.search import ResultKind, fold
from esscollab_desktop.storage.catalogue.search import Narrowed

# What `kind:` takes, and what the rows of the index call it.
KINDS: dict[str, frozenset[str]] = {
    **{kind.value: frozenset({kind.value}) for kind in ResultKind},
    "state": frozenset({"jurisdiction"}),
    "partner": frozenset({"organization"}),
    "term": frozenset({"glossary"}),
    "example": frozenset({"published", "related", "own"}),
    "fact": frozenset({"published", "related", "fact"}),
    **{kind.value: frozenset({f"note:{kind.value}"}) for kind in NoteKind},
}


@dataclass(frozen=True, slots=True)
class Meeting:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Filters:
    """`meetings`: ids, any of which will do; None where the question names no meeting."""

    narrowed: Narrowed
    meetings: tuple[str, ...] | None = None
    ignored: tuple[str, ...] = ()

    @property
    def asks_for_notes(self) -> bool:
        return self.meetings is not None or any(kind.startswith("note") for kind in self.narrowed.kinds)

    @property
    def is_empty(self) -> bool:
        return self.narrowed == Narrowed() and self.meetings is None


def read(
    typed: Iterable[tuple[str, str]],
    places: Sequence[Jurisdiction],
    topics: Sequence[Topic],
    meetings: Sequence[Meeting],
) -> Filters:
    """Later filters of one name replace earlier ones; what names nothing is told as ignored."""
    values: dict[str, object] = {}
    ignored: list[str] = []
    for name, value in typed:
        wanted = " ".join(fold(value).split())
        found: object = None
        if name == "state":
            found = next((p.code for p in places if wanted in (fold(p.code), fold(p.name))), None)
        elif name == "kind":
            found = KINDS.get(wanted) or KINDS.get(wanted.removesuffix("s"))
        elif name == "practice":
            found = wanted or None
        elif name == "topic":
            found = _topics(wanted, topics)
        elif name == "meeting":
            found = tuple(m.id for m in meetings if fold(m.title).startswith(wanted)) or None
        if found is None:
            ignored.append(f"{name}:{value}")
        else:
            values[name] = found
    return Filters(_narrowed(values), values.get("meeting"), tuple(ignored))  # type: ignore[arg-type]


def _narrowed(values: dict[str, object]) -> Narrowed:
    topics = values.get("topic")
    held = topics if isinstance(topics, list) else []
    kinds = values.get("kind")
    return Narrowed(
        kinds if isinstance(kinds, frozenset) else frozenset(),
        str(values.get("practice", "")),
        str(values.get("state", "")),
        tuple(topic.id for topic in held),
        tuple(topic.label for topic in held if topic.group == "stage"),
    )


def _topics(wanted: str, topics: Sequence[Topic]) -> list[Topic] | None:
    """The topic with this id, label or other name, and those under it."""
    found = [t for t in topics if wanted in (fold(t.id), fold(t.label), *map(fold, t.names))]
    if not found:
        return None
    held = {found[0].id: found[0]}
    for _ in topics:  # as deep as the topics can go
        under = [t for t in topics if t.broader in held and t.id not in held]
        if not under:
            break
        held.update((t.id, t) for t in under)
    return list(held.values())
