"""What stands in the tree of the book: rows for practices, states and groups, and lists of examples below."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from esscollab_desktop.domain.book import ExampleEntry, Group, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.domain.codes import in_pack, pack_of
from esscollab_desktop.domain.landscape import practice_row

# A longer list of examples is divided, by state or by practice.
MOST = 200

_GROUPS = ((Kind.PUBLISHED, "Published"), (Kind.RELATED, "Related"), (Kind.OWN, "Own"))


class Pivot(StrEnum):
    PRACTICE = "practice"
    STATE = "state"


class NodeType(StrEnum):
    ROOT = "root"
    PRACTICE = "practice"
    GROUP = "group"
    EXAMPLE = "example"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which examples stand under a row; what is empty does not narrow. `pack`: None for all packs."""

    practice: str = ""
    jurisdiction: str = ""
    kind: Kind | None = None
    pack: str | None = None


@dataclass(slots=True)
class Node:
    """One row. `code` is empty for groups; `key` names a row across rebuilds, also where codes repeat.

    `size` is how many rows stand below it; where they are examples, `wanted` says which. These are made when
    they are first asked for, and read when one is asked for what it shows. `is_open`: opens with its parent.
    """

    type: NodeType
    text: str
    code: str
    key: str
    parent: int
    row: int
    level: int
    kind: Kind | None = None
    count: int = 0
    size: int = 0
    wanted: Wanted | None = None
    is_open: bool = False
    is_read: bool = False
    children: list[int] = field(default_factory=list)

    @property
    def counts_states(self) -> bool:
        """Whether it is the row of the states without an example."""
        return self.type is NodeType.GROUP and self.wanted is None and not self.is_open


@dataclass(frozen=True)
class Shelf:
    """What the tree is made from: how many examples stand where, and how to get at those of one place.

    `entries` takes practice, jurisdiction, kind and pack as a library does; `entry` raises KeyError
    for a code that no example has. `packs`: the titles of installed packs, by name.
    """

    practices: Sequence[PracticeEntry]
    groups: Sequence[Group]
    jurisdictions: Sequence[Jurisdiction]
    entries: Callable[[str, str, Kind | None, str | None], tuple[ExampleEntry, ...]]
    entry: Callable[[str], ExampleEntry]
    packs: Mapping[str, str] = field(default_factory=dict)


def build_nodes(shelf: Shelf, pivot: Pivot) -> list[Node]:
    """All rows but those of examples, in one list, the root first."""
    rows = _Rows(shelf)
    if pivot is Pivot.PRACTICE:
        rows.by_practice()
    else:
        rows.by_state()
    return rows.nodes


class _Rows:
    """Builds the list of nodes."""

    def __init__(self, shelf: Shelf) -> None:
        self.nodes = [Node(NodeType.ROOT, "", "", "", -1, 0, 0)]
        self._shelf = shelf
        self._known = {practice.code for practice in shelf.practices}

    def by_practice(self) -> None:
        under = self._grouped(lambda group: practice_row(group.practice, self._known))
        taken: dict[str, set[str]] = {}
        for group in self._shelf.groups:
            taken.setdefault(practice_row(group.practice, self._known), set()).add(group.jurisdiction)
        for practice in self._shelf.practices:
            code = practice.code
            held = under.get(code, [])
            top = self._add(0, NodeType.PRACTICE, practice.title, code, code)
            self.nodes[top].count = _total(held)
            for kind, words in _GROUPS:
                mine = [group for group in held if group.kind is kind and not group.pack]
                self._add_group(top, words, f"{code}/{kind}", Wanted(code, "", kind, ""), mine)
            for pack in dict.fromkeys(group.pack for group in held if group.pack):
                mine = [group for group in held if group.pack == pack]
                wanted = Wanted(mine[0].practice, "", None, pack)
                self._add_group(top, self._shelf.packs.get(pack, pack), f"{code}/@{pack}", wanted, mine)
            self._add_empty_states(top, code, taken.get(code, set()))

    def _add_group(self, top: int, text: str, key: str, wanted: Wanted, held: list[Group]) -> None:
        if not held:
            return
        group = self._add(top, NodeType.GROUP, text, "", key, wanted.kind)
        self.nodes[group].count, self.nodes[group].is_open = _total(held), True
        if _total(held) <= MOST:
            self._hold(group, wanted)
            return
        for place in self._shelf.jurisdictions:
            if count := _total([one for one in held if one.jurisdiction == place.code]):
                row = self._add(group, NodeType.GROUP, place.name, "", f"{key}/{place.code}", wanted.kind)
                self.nodes[row].count = count
                self._hold(row, Wanted(wanted.practice, place.code, wanted.kind, wanted.pack))

    def _add_empty_states(self, top: int, practice: str, taken: set[str]) -> None:
        empty = [place for place in self._shelf.jurisdictions if place.code not in taken]
        if not empty:
            return
        group = self._add(top, NodeType.GROUP, "No example yet", "", f"{practice}/none")
        self.nodes[group].count = len(empty)
        for place in empty:
            key = f"{practice}/none/{place.code}"
            self._add(group, NodeType.STATE, place.name, f"state:{place.code}", key)

    def by_state(self) -> None:
        under = self._grouped(lambda group: group.jurisdiction)
        for place in self._shelf.jurisdictions:
            code, held = f"state:{place.code}", under.get(place.code, [])
            top = self._add(0, NodeType.STATE, place.name, code, code)
            self.nodes[top].count = _total(held)
            if _total(held) <= MOST:
                self._hold(top, Wanted(jurisdiction=place.code))
                continue
            for practice in self._shelf.practices:
                mine = [g for g in held if practice_row(g.practice, self._known) == practice.code]
                if mine:
                    self._add_practice(top, f"{practice.code}  {practice.title}", place.code, mine)

    def _add_practice(self, top: int, text: str, place: str, held: list[Group]) -> None:
        """The examples of one practice in a state, those of each pack in a row of their own."""
        for pack in dict.fromkeys(group.pack for group in held):
            mine = [group for group in held if group.pack == pack]
            named = f"{text} · {self._shelf.packs.get(pack, pack)}" if pack else text
            key = f"state:{place}/{in_pack(mine[0].practice, pack)}"
            row = self._add(top, NodeType.GROUP, named, "", key)
            self.nodes[row].count = _total(mine)
            self._hold(row, Wanted(mine[0].practice, place, None, pack))

    def _grouped(self, key: Callable[[Group], str]) -> dict[str, list[Group]]:
        found: dict[str, list[Group]] = {}
        for group in self._shelf.groups:
            found.setdefault(key(group), []).append(group)
        return found

    def _add(
        self, parent: int, type_: NodeType, text: str, code: str, key: str, kind: Kind | None = None
    ) -> int:
        above = self.nodes[parent]
        self.nodes.append(Node(type_, text, code, key, parent, above.size, above.level + 1, kind))
        above.children.append(len(self.nodes) - 1)
        above.size += 1
        return len(self.nodes) - 1

    def _hold(self, place: int, wanted: Wanted) -> None:
        self.nodes[place].size, self.nodes[place].wanted = self.nodes[place].count, wanted


def _total(groups: Iterable[Group]) -> int:
    return sum(group.count for group in groups)


def holds(node: Node, example: ExampleEntry, known: Iterable[str]) -> bool:
    """Whether this is the row under which an example stands."""
    wanted = node.wanted
    if wanted is None:
        return False
    practice = practice_row(example.practice, known)
    return (
        wanted.jurisdiction in ("", example.jurisdiction)
        and wanted.kind in (None, example.kind)
        and wanted.pack in (None, pack_of(example.code))
        and (not wanted.practice or practice_row(wanted.practice, known) == practice)
    )
