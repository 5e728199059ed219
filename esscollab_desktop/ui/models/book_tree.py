"""The book as a tree in two pivots, practice > state and state > practice; it translates, nothing more."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from esscollab_desktop.domain.book import ExampleEntry, Kind
from esscollab_desktop.domain.codes import pack_of
from esscollab_desktop.domain.landscape import practice_row
from esscollab_desktop.domain.own import place_name
from esscollab_desktop.ui.models.book_rows import (
    Node,
    NodeType,
    Pivot,
    Shelf,
    build_nodes,
    holds,
)

Index = QModelIndex | QPersistentModelIndex

CODE_ROLE = Qt.ItemDataRole.UserRole + 1
NODE_ROLE = Qt.ItemDataRole.UserRole + 2
NOTES_ROLE = Qt.ItemDataRole.UserRole + 3

# Put together once: a view asks for them with every row.
_BRANCH = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF = _BRANCH | Qt.ItemFlag.ItemNeverHasChildren

_KIND_WORDS = {Kind.PUBLISHED: "published example", Kind.RELATED: "related example", Kind.OWN: "own example"}


class BookTreeModel(QAbstractItemModel):
    """One column. An index carries the node's place in the flat list, never a Python pointer.

    How many rows stand where is known from the start; a list of examples is read when one of them is first
    asked for what it shows.
    """

    def __init__(self, shelf: Shelf, pivot: Pivot = Pivot.PRACTICE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._pivot = pivot
        self._notes: Mapping[str, int] = {}
        self._build()

    def _build(self) -> None:
        self._nodes = build_nodes(self._shelf, self._pivot)
        self._titles = {practice.code: practice.title for practice in self._shelf.practices}
        self._names = {place.code: place.name for place in self._shelf.jurisdictions}
        self._places: dict[str, list[int]] = {}  # where the rows stand that have a code, by it
        for place, node in enumerate(self._nodes):
            if node.code:
                self._places.setdefault(node.code, []).append(place)

    @property
    def shelf(self) -> Shelf:
        return self._shelf

    @property
    def pivot(self) -> Pivot:
        return self._pivot

    def show(self, pivot: Pivot) -> None:
        """Rebuild for a pivot."""
        if pivot is self._pivot:
            return
        self.beginResetModel()
        self._pivot = pivot
        self._build()
        self.endResetModel()

    def set_shelf(self, shelf: Shelf) -> None:
        """Take up what was added or taken away; the pivot stays."""
        self.beginResetModel()
        self._shelf = shelf
        self._build()
        self.endResetModel()

    def set_note_counts(self, counts: Mapping[str, int]) -> None:
        changed = [code for code in {*self._notes, *counts} if self._notes.get(code) != counts.get(code)]
        self._notes = dict(counts)
        for place in sorted(place for code in changed for place in self._places.get(code, ())):
            here = self.createIndex(self._nodes[place].row, 0, place)
            self.dataChanged.emit(here, here, [NOTES_ROLE, Qt.ItemDataRole.AccessibleTextRole])

    def find(self, code: str) -> QModelIndex:
        """The first row that opens this code; an invalid index where none does."""
        if code and code not in self._places:
            self._make_way_to(code)
        if code not in self._places:
            return QModelIndex()
        place = self._places[code][0]
        return self.createIndex(self._nodes[place].row, 0, place)

    def _make_way_to(self, code: str) -> None:
        """Read the list that an example stands in."""
        try:
            example = self._shelf.entry(code)
        except KeyError:
            return
        for place, node in enumerate(self._nodes):
            if holds(node, example, self._titles):
                self._read(place)
                return

    def _children(self, place: int) -> list[int]:
        """The rows below a row; those of examples are made here, still without what they show."""
        node = self._nodes[place]
        if len(node.children) < node.size:
            first = len(self._nodes)
            level, kind = node.level + 1, node.wanted.kind if node.wanted else None
            self._nodes += [
                Node(NodeType.EXAMPLE, "", "", "", place, row, level, kind) for row in range(node.size)
            ]
            node.children = list(range(first, first + node.size))
        return node.children

    def _read(self, place: int) -> None:
        """Give the examples below a row what they show. What was deleted meanwhile stays without a code."""
        node = self._nodes[place]
        wanted = node.wanted
        if wanted is None or node.is_read:
            return
        node.is_read = True
        held = self._shelf.entries(wanted.practice, wanted.jurisdiction, wanted.kind, wanted.pack)
        for child, example in zip(self._children(place), held, strict=False):
            row = self._nodes[child]
            row.text, row.kind = self._text(example), example.kind
            row.code = row.key = example.code
            self._places.setdefault(example.code, []).append(child)

    def _text(self, example: ExampleEntry) -> str:
        if self._pivot is Pivot.PRACTICE:
            return place_name(example.district, self._names.get(example.jurisdiction, example.jurisdiction))
        practice = practice_row(example.practice, self._titles)
        title, pack = self._titles.get(practice, practice), pack_of(example.code)
        return f"{title} · {self._shelf.packs.get(pack, pack)}" if pack else title

    def node(self, index: Index) -> Node:
        """The row with what it shows."""
        place = index.internalId() if index.isValid() else 0
        node = self._nodes[place]
        if node.type is NodeType.EXAMPLE and not node.code:
            self._read(node.parent)
        return node

    def _raw(self, index: Index) -> Node:
        return self._nodes[index.internalId() if index.isValid() else 0]

    def first_code(self) -> str:
        """The first example in view, or the first row that opens anything; empty where there is none."""
        for place in self._lists(0):
            children = self._children(place)
            self._read(place)
            if children and self._nodes[children[0]].code:
                return self._nodes[children[0]].code
        return next((node.code for node in self._nodes if node.code), "")

    def _lists(self, place: int) -> Iterator[int]:
        """The rows that hold examples, from the top down."""
        node = self._nodes[place]
        if node.wanted is not None:
            yield place
        else:
            for child in node.children:
                yield from self._lists(child)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return self._raw(parent).size

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        place = parent.internalId() if parent.isValid() else 0
        node = self._nodes[place]
        if column != 0 or not 0 <= row < node.size:
            return QModelIndex()
        children = node.children if len(node.children) == node.size else self._children(place)
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._raw(index).parent if index.isValid() else -1
        return self.createIndex(self._nodes[above].row, 0, above) if above > 0 else QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _BRANCH if self._nodes[index.internalId()].size else _LEAF

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The header is hidden, yet a screen reader hears the column's name."""
        return "Name" if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                node = self.node(index)
                return f"{node.code}  {node.text}" if node.type is NodeType.PRACTICE else node.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(self.node(index))
            case _ if role == CODE_ROLE:
                return self.node(index).code
            case _ if role == NODE_ROLE:
                return self.node(index)
            case _ if role == NOTES_ROLE:
                code = self.node(index).code
                return self._notes.get(code, 0) if code else 0
        return None

    def _spoken(self, node: Node) -> str:
        """Kind, counts, level and place in words: Qt's tree items reach a screen reader as flat cells."""
        parts = [f"Practice {node.code}, {node.text}" if node.type is NodeType.PRACTICE else node.text]
        if node.type is NodeType.EXAMPLE and node.kind:
            parts += [node.code, _KIND_WORDS[node.kind]]
        elif node.counts_states:
            parts.append(f"{node.count} states")
        elif node.count or node.type is NodeType.PRACTICE:
            parts.append(f"{node.count} example{'' if node.count == 1 else 's'}")
        elif node.type is NodeType.STATE:
            parts.append("no example yet")
        if notes := self._notes.get(node.code, 0) if node.code else 0:
            parts.append(f"{notes} note{'' if notes == 1 else 's'}")
        parts.append(f"level {node.level}")
        return ", ".join([*parts, f"{node.row + 1} of {self._nodes[node.parent].size}"])
