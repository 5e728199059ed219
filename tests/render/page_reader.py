"""What an HTML page says, read back without the code that wrote it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from lxml import html  # type: ignore[import-untyped]

_VOID = frozenset(("meta", "img", "br"))
_LEAVES = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset(("a", "span", "strong", "em", "sup", "mark", "br"))


class _Balance(HTMLParser):
    """Every element that begins ends, in the right order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        if self.open and self.open[-1] in _LEAVES:
            assert tag in _INLINE or (self.open[-1] == "li" and tag in {"ul", "ol"}), (self.open, tag)
        assert not (tag == "a" and "a" in self.open), self.open
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class PageFile:
    def __init__(self, text: str) -> None:
        text.encode("utf-8")
        balance = _Balance()
        balance.feed(text)
        assert not balance.open
        self.root = html.document_fromstring(text)
        self.body = self.root.find("body")

    def all(self, path: str) -> list[Any]:
        return list(self.root.xpath(path))

    def lines(self) -> list[str]:
        """The text of each block, in order; what only points is left out, as are chips behind words."""
        return [line for line in _lines(self.body) if line]

    def headings(self) -> list[tuple[int, str]]:
        found = []
        for element in self.body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            level = int(element.get("aria-level") or element.tag[1])
            found.append((level, _words(element)))
        return found

    def check(self) -> None:
        """Names are given once, links lead somewhere, nothing is loaded and nothing runs."""
        names = [element.get("id") for element in self.root.iter() if element.get("id") is not None]
        assert len(names) == len(set(names))
        assert not any(name == "" or " " in name for name in names)
        for link in self.root.iter("a"):
            href = link.get("href")
            assert link.text_content().strip()
            if href.startswith("#"):
                assert href[1:] in names
            else:
                assert href.startswith(("http://", "https://", "mailto:")), href
        assert not list(self.root.iter("script", "link", "iframe", "object", "base", "form"))
        for element in self.root.iter():
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
            assert (element.get("src") or "data:image/").startswith("data:image/")
        assert [main.tag for main in self.root.iter("main")] == ["main"]


def _lines(element: Any) -> Iterator[str]:
    if element.tag in {"footer", "caption"}:
        return
    if element.tag in _LEAVES:
        number = f"{element.get('value')}. " if element.get("value") else ""
        yield f"{number}{_words(element)}".strip()
        return
    assert not (element.text or "").strip(), element.tag
    for child in element:
        yield from _lines(child)


def _words(element: Any) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        named = (child.get("class") or "").split()
        if "chip" in named:
            yield f"[{child.text}] "
        elif "figures" in named:
            yield "".join(f" [{number}]" for number in child.text_content().split())
        elif child.tag == "br":
            yield "\n"
        elif not {"back", "after"} & set(named):
            yield from _pieces(child)
        yield child.tail or ""
