"""The book as a tree in two pivots, practice > state and state > practice; it translates, nothing more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from esscollab_desktop.domain.book import ExampleEntry, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.domain.own import place_name

Index = QModelIndex | QPersistentModelIndex

CODE_ROLE = Qt.ItemDataRole.UserRole + 1
NODE_ROLE = Qt.ItemDataRole.UserRole + 2
NOTES_ROLE = Qt.ItemDataRole.UserRole + 3

_KIND_WORDS = {Kind.PUBLISHED: "published example", Kind.RELATED: "related example", Kind.OWN: "own example"}
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


@dataclass(slots=True)
class Node:
    """One row. `code` is empty for groups; `key` names a row across rebuilds, also where codes repeat."""

    type: NodeType
    text: str
    code: str
    key: str
    parent: int
    row: int
    level: int
    kind: Kind | None = None
    count: int = 0
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Shelf:
    """What the tree is made from."""

    practices: Sequence[PracticeEntry]
    examples: Sequence[ExampleEntry]
    jurisdictions: Sequence[Jurisdiction]


def build_nodes(shelf: Shelf, pivot: Pivot, wanted: frozenset[str] | None = None) -> list[Node]:
    """All rows in one list, the root first. With `wanted`, only rows on the way to these codes."""
    nodes = [Node(NodeType.ROOT, "", "", "", -1, 0, 0)]
    if pivot is Pivot.PRACTICE:
        _by_practice(nodes, shelf, wanted)
    else:
        _by_state(nodes, shelf, wanted)
    return nodes


def _add(
    nodes: list[Node], parent: int, type_: NodeType, text: str, code: str, key: str, kind: Kind | None
) -> int:
    siblings = nodes[parent].children
    nodes.append(Node(type_, text, code, key, parent, len(siblings), nodes[parent].level + 1, kind))
    siblings.append(len(nodes) - 1)
    return len(nodes) - 1


def _by_practice(nodes: list[Node], shelf: Shelf, wanted: frozenset[str] | None) -> None:
    names = {j.code: j.name for j in shelf.jurisdictions}
    under: dict[str, list[ExampleEntry]] = {}
    for example in shelf.examples:
        under.setdefault(example.practice, []).append(example)
    for practice in shelf.practices:
        mine = under.get(practice.code, [])
        shown = [e for e in mine if wanted is None or e.code in wanted]
        if wanted is not None and not shown and practice.code not in wanted:
            continue
        top = _add(nodes, 0, NodeType.PRACTICE, practice.title, practice.code, practice.code, None)
        nodes[top].count = len(shown)
        for kind, words in _GROUPS:
            of_kind = [e for e in shown if e.kind is kind]
            if of_kind:
                group = _add(nodes, top, NodeType.GROUP, words, "", f"{practice.code}/{kind}", kind)
                nodes[group].count = len(of_kind)
                for example in of_kind:
                    name = place_name(example.district, names.get(example.jurisdiction, example.jurisdiction))
                    _add(nodes, group, NodeType.EXAMPLE, name, example.code, example.code, kind)
        if wanted is None:
            _add_empty_states(nodes, top, practice.code, {e.jurisdiction for e in mine}, shelf.jurisdictions)


def _add_empty_states(
    nodes: list[Node], top: int, practice: str, taken: set[str], jurisdictions: Sequence[Jurisdiction]
) -> None:
    empty = [j for j in jurisdictions if j.code not in taken]
    if not empty:
        return
    group = _add(nodes, top, NodeType.GROUP, "No example yet", "", f"{practice}/none", None)
    nodes[group].count = len(empty)
    for j in empty:
        _add(nodes, group, NodeType.STATE, j.name, f"state:{j.code}", f"{practice}/none/{j.code}", None)


def _by_state(nodes: list[Node], shelf: Shelf, wanted: frozenset[str] | None) -> None:
    titles = {p.code: p.title for p in shelf.practices}
    under: dict[str, list[ExampleEntry]] = {}
    for example in shelf.examples:
        under.setdefault(example.jurisdiction, []).append(example)
    for j in shelf.jurisdictions:
        code = f"state:{j.code}"
        shown = [e for e in under.get(j.code, []) if wanted is None or e.code in wanted]
        if wanted is not None and not shown and code not in wanted:
            continue
        top = _add(nodes, 0, NodeType.STATE, j.name, code, code, None)
        nodes[top].count = len(shown)
        for example in shown:
            _add(
                nodes,
                top,
                NodeType.EXAMPLE,
                titles[example.practice],
                example.code,
                example.code,
                example.kind,
            )


class BookTreeModel(QAbstractItemModel):
    """One column. An index carries the node's place in the flat list, never a Python pointer."""

    def __init__(self, shelf: Shelf, pivot: Pivot = Pivot.PRACTICE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._pivot = pivot
        self._wanted: frozenset[str] | None = None
        self._notes: Mapping[str, int] = {}
        self._nodes = build_nodes(shelf, pivot)

    @property
    def pivot(self) -> Pivot:
        return self._pivot

    @property
    def is_filtered(self) -> bool:
        return self._wanted is not None

    def show(self, pivot: Pivot, wanted: frozenset[str] | None) -> None:
        """Rebuild for a pivot, and a filter where there is one."""
        if (pivot, wanted) == (self._pivot, self._wanted):
            return
        self.beginResetModel()
        self._pivot, self._wanted = pivot, wanted
        self._nodes = build_nodes(self._shelf, pivot, wanted)
        self.endResetModel()

    def set_shelf(self, shelf: Shelf) -> None:
        """Take up what was added or taken away; pivot and filter stay."""
        self.beginResetModel()
        self._shelf = shelf
        self._nodes = build_nodes(shelf, self._pivot, self._wanted)
        self.endResetModel()

    def set_note_counts(self, counts: Mapping[str, int]) -> None:
        changed = {code for code in {*self._notes, *counts} if self._notes.get(code) != counts.get(code)}
        self._notes = dict(counts)
        for place, node in enumerate(self._nodes):
            if node.code in changed:
                here = self.createIndex(node.row, 0, place)
                self.dataChanged.emit(here, here, [NOTES_ROLE, Qt.ItemDataRole.AccessibleTextRole])

    def find(self, code: str) -> QModelIndex:
        """The first row that opens this code; an invalid index where none does."""
        for place, node in enumerate(self._nodes):
            if code and node.code == code:
                return self.createIndex(node.row, 0, place)
        return QModelIndex()

    def node(self, index: Index) -> Node:
        return self._nodes[index.internalId() if index.isValid() else 0]

    def first_code(self) -> str:
        """The first example in view, or the first row that opens anything; empty where there is none."""
        coded = [node for node in self._nodes if node.code]
        examples = (node for node in coded if node.type is NodeType.EXAMPLE)
        first = next(examples, coded[0] if coded else None)
        return first.code if first else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.node(parent).children)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self.node(parent).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else -1
        return self.createIndex(self._nodes[above].row, 0, above) if above > 0 else QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        leaf = Qt.ItemFlag.NoItemFlags if self.node(index).children else Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | leaf

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self.node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{node.code}  {node.text}" if node.type is NodeType.PRACTICE else node.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(node)
            case _ if role == CODE_ROLE:
                return node.code
            case _ if role == NODE_ROLE:
                return node
            case _ if role == NOTES_ROLE:
                return self._notes.get(node.code, 0) if node.code else 0
        return None

    def _spoken(self, node: Node) -> str:
        """Level, kind and counts in words: Qt's tree items reach a screen reader as flat cells."""
        parts = [f"Practice {node.code}, {node.text}" if node.type is NodeType.PRACTICE else node.text]
        if node.type is NodeType.EXAMPLE and node.kind:
            parts += [node.code, _KIND_WORDS[node.kind]]
        elif node.type is NodeType.GROUP and not node.kind:
            parts.append(f"{node.count} states")
        elif node.count or node.type is NodeType.PRACTICE:
            parts.append(f"{node.count} example{'' if node.count == 1 else 's'}")
        elif node.type is NodeType.STATE:
            parts.append("no example yet")
        if notes := self._notes.get(node.code, 0) if node.code else 0:
            parts.append(f"{notes} note{'' if notes == 1 else 's'}")
        return ", ".join([*parts, f"level {node.level}"])
