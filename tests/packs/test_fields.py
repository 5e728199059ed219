"""The quick reader of YAML says what the thorough one says, or leaves the text to it."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.packs.faults import Faults
from esscollab_desktop.packs.fields import quickly_composed, read_list, read_mapping

PIECES = st.sampled_from([
    "a", "b: ", "a: b\n", "- ", "- c\n", "\n", "\n  ", "\n\n", "[", "]", "{", "}", ", ", "'", '"', "# x", " ",
    "|\n  ", ">-\n  ", ":", "?", "? ", "&a ", "*a ", "!t ", "---\n", "...", "\t", "’", "\\", "%", "@", "\x85",
    "\u2028", "\ufeff", "0", "~", "\x07", "\U0001f600", "no", "2017-01-01",
])  # fmt: skip


def told(node: yaml.Node | None, above: tuple[int, ...] = ()) -> object:
    """A node with its lines, as plain values; an anchor that holds itself ends there."""
    if node is None or id(node) in above:
        return None
    line, above = node.start_mark.line, (*above, id(node))
    if isinstance(node, yaml.MappingNode):
        return line, [(told(key, above), told(value, above)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return line, [told(item, above) for item in node.value]
    return line, node.value


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_quick_reader_agrees_with_the_thorough_one(text: str) -> None:
    quick = quickly_composed(text)
    if quick is not None:
        assert told(quick) == told(yaml.compose(text, Loader=yaml.BaseLoader))


def test_usual_fields_are_read_quickly() -> None:
    assert told(quickly_composed("a: b\nc:\n  - d\n")) == (
        0,
        [((0, "a"), (0, "b")), ((1, "c"), (2, [(2, "d")]))],
    )


@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "[{a: ", "- - [", "&a [", "!t - "])
@pytest.mark.parametrize("count", [99, 100_000])
def test_lists_within_lists_without_end_do_no_harm(piece: str, count: int) -> None:
    faults = Faults()
    read_mapping(piece * count, "a.md", faults)
    read_list(piece * count, "a.md", faults)
    assert faults.found
