"""YAML as named fields with their line numbers; every value is plain text (`NO` and `2017` stay text)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import yaml

from esscollab_desktop.domain.content import Place
from esscollab_desktop.packs.faults import MISSING, Faults
from esscollab_desktop.packs.prose import check_plain

_MOST_BRACKETS = 300
# Signs that the quick reader takes otherwise than the thorough one, and lists within lists without end.
_UNUSUAL = re.compile(r"[\t\ufeff\x85\u2028\u2029]|\?(?:\s|$)|^(?:---|\.\.\.)|^[ -]{100}", re.MULTILINE)


@dataclass(slots=True)
class Fields:
    """One YAML mapping. Asking for a field checks it; faults are added, an empty value comes back."""

    place: Place
    nodes: dict[str, tuple[int, yaml.Node]]
    faults: Faults
    first_line: int

    def line(self, name: str) -> int:
        return self.nodes[name][0] if name in self.nodes else self.place.line

    def fault(self, name: str, remedy: str) -> None:
        self.faults.add(self.place.file, self.line(name), name, remedy)

    def only(self, known: Collection[str]) -> None:
        for name in self.nodes:
            if name not in known:
                self.fault(name, f"this field is not known here; use one of {', '.join(known)}.")

    def text(self, name: str, *, required: bool = True, plain: bool = True) -> str:
        """The field's text, white space folded; `plain` checks it as text that people read."""
        if name not in self.nodes:
            if required:
                self.fault(name, MISSING)
            return ""
        node = self.nodes[name][1]
        if not isinstance(node, yaml.ScalarNode):
            self.fault(name, "must be plain text on one line.")
            return ""
        value = " ".join(node.value.split())
        if required and not value:
            self.fault(name, "is empty; fill it in.")
        if plain:
            check_plain(value, self.faults, self.place.file, self.line(name), name)
        return value

    def texts(self, name: str) -> list[tuple[str, int]]:
        """The texts of a list, each with its line; a missing field is an empty list."""
        found = []
        for node in self._items(name):
            if isinstance(node, yaml.ScalarNode):
                value = " ".join(node.value.split())
                check_plain(value, self.faults, self.place.file, self._line_of(node), name)
                found.append((value, self._line_of(node)))
            else:
                self.faults.add(self.place.file, self._line_of(node), name, "must be a list of plain texts.")
        return found

    def text_or_texts(self, name: str) -> list[str]:
        """The texts of a field that is one text or a list of them; a missing field is an empty list."""
        if name in self.nodes and isinstance(self.nodes[name][1], yaml.ScalarNode):
            text = self.text(name, required=False)
            return [text] if text else []
        return [text for text, _line in self.texts(name)]

    def maps(self, name: str) -> Iterator["Fields"]:
        """The mappings of a list; a missing field is an empty list."""
        for node in self._items(name):
            yield _fields(node, self.place.file, self.faults, self.first_line)

    def named_maps(self) -> Iterator[tuple[str, "Fields"]]:
        """Every field of this mapping as a mapping of its own (`id: {title: ...}`)."""
        for name, (line, node) in self.nodes.items():
            fields = _fields(node, self.place.file, self.faults, self.first_line)
            yield name, replace(fields, place=Place(self.place.file, line))

    def _items(self, name: str) -> list[yaml.Node]:
        if name not in self.nodes:
            return []
        node = self.nodes[name][1]
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        if not (isinstance(node, yaml.ScalarNode) and not node.value):
            self.fault(name, "must be a list, each entry on a line that begins with “- ”.")
        return []

    def _line_of(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self.first_line


def read_mapping(text: str, file: str, faults: Faults, first_line: int = 1) -> Fields:
    """Read a YAML text that is one mapping. `first_line`: the line of the file at which the text begins."""
    node = _compose(text, file, faults, first_line)
    if node is None:
        return Fields(Place(file, first_line), {}, faults, first_line)
    return _fields(node, file, faults, first_line)


def read_list(text: str, file: str, faults: Faults) -> list[Fields]:
    """Read a YAML text that is a list of mappings."""
    node = _compose(text, file, faults, 1)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        faults.add(file, 1, "", "must be a list, each entry beginning with “- ”.")
        return []
    return [_fields(item, file, faults, 1) for item in node.value]


class _Quick(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """libyaml, where PyYAML was built with it, as its wheels are. Nobody asks for tags, so none are found."""

    def descend_resolver(self, _node: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        return ""


def quickly_composed(text: str) -> yaml.Node | None:
    """The same in a twentieth of the time, where it may be done; None where the thorough reader must look."""
    # The quick one would crash on brackets within brackets without end; who needs so many can wait.
    if text.count("[") + text.count("{") > _MOST_BRACKETS or _UNUSUAL.search(text):
        return None
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_Quick)
    except yaml.YAMLError:
        return None
    return node


def _compose(text: str, file: str, faults: Faults, first_line: int) -> yaml.Node | None:
    if quickly := quickly_composed(text):
        return quickly
    try:
        # Composing alone builds no values, so nothing in a file can become anything but text.
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as bad:
        mark = bad.problem_mark or bad.context_mark
        line = mark.line if mark else 0
        faults.lose_fields(file, line + first_line, f"can't be read as YAML ({bad.problem}); mend this line.")
        return None
    except yaml.reader.ReaderError as bad:
        line = text[: bad.position].count("\n")
        faults.lose_fields(file, line + first_line, "holds a control character; delete it.")
        return None
    except RecursionError:
        faults.lose_fields(file, first_line, "holds brackets within brackets without end; take them out.")
        return None
    return node


def _fields(node: yaml.Node, file: str, faults: Faults, first_line: int) -> Fields:
    place = Place(file, int(node.start_mark.line) + first_line)
    fields = Fields(place, {}, faults, first_line)
    if not isinstance(node, yaml.MappingNode):
        faults.add(file, place.line, "", "must be fields of the form “name: value”.")
        return fields
    for key, value in node.value:
        line = int(key.start_mark.line) + first_line
        name = str(key.value)
        if name in fields.nodes:
            faults.add(file, line, name, "stands here a second time; delete one of the two.")
        fields.nodes[name] = (line, value)
    return fields
