"""What a Markdown file says, read back by a reader of CommonMark with tables."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_READER = MarkdownIt("commonmark").enable("table")


class MarkdownFile:
    def __init__(self, text: str) -> None:
        self.text = text
        body, mark, foot = text.rpartition("\n* * *\n")
        self.tree = SyntaxTreeNode(_READER.parse(body if mark else text))
        self.foot = list(_lines(SyntaxTreeNode(_READER.parse(foot)))) if mark else []

    def lines(self) -> list[str]:
        """The text of each block; without names of columns said again."""
        return [line for line in _lines(self.tree) if line]

    def headings(self) -> list[tuple[int, str]]:
        return [(int(node.tag[1]), _words(node)) for node in self.tree.walk() if node.type == "heading"]

    def links(self) -> list[str]:
        return [str(node.attrs["href"]) for node in self.tree.walk() if node.type == "link"]

    def kinds(self) -> set[str]:
        return {node.type for node in self.tree.walk()}

    def styled(self, kind: str) -> list[str]:
        return [_words(node) for node in self.tree.walk() if node.type == kind]


def squashed(lines: list[str]) -> str:
    """All of it, without white space and what joins the parts of a cell or a line."""
    return re.sub(r"[\s,]", "", "".join(lines))


def _lines(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type in {"paragraph", "heading", "th", "td"}:
        yield _words(node)
        return
    number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for place, child in enumerate(node.children):
        if child.type == "list_item":
            held = list(child.children)
            if len(held) > 1 and _is_name(held[0]):
                held = held[1:]
            inside = [line for part in held for line in _lines(part)]
            if node.type == "ordered_list":
                inside[:1] = [f"{number + place}. {inside[0] if inside else ''}".strip()]
            yield from inside
        else:
            yield from _lines(child)


def _is_name(node: SyntaxTreeNode) -> bool:
    """Whether all of a paragraph is strong."""
    if node.type != "paragraph":
        return False
    (held,) = node.children
    return [child.type for child in held.children if child.content or child.children] == ["strong"]


def _words(node: SyntaxTreeNode) -> str:
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type in {"softbreak", "hardbreak"}:
        yield "\n"
    elif node.type == "text":
        yield node.content
    assert node.type not in {"html_inline", "html_block", "code_inline", "code_block", "fence", "image"}
    for child in node.children:
        yield from _pieces(child)
