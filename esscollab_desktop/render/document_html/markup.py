"""Elements of HTML as text: everything escaped, every name of a place given once."""

import re
from collections.abc import Iterable
from html import escape

_ID = re.compile("[A-Za-z][A-Za-z0-9_.-]*")


def tag(name: str, /, *inside: str, **given: str | None) -> str:
    """`tag("p", "text", class_="small")`; `inside` is markup, attributes without a value are left out."""
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in given.items()
        if value is not None
    )
    return f"<{name}{named}>{''.join(inside)}</{name}>"


def void(name: str, /, **given: str | None) -> str:
    """An element that holds nothing."""
    return tag(name, **given).removesuffix(f"</{name}>")


def classes(*names: str | None) -> str | None:
    return " ".join(name for name in names if name) or None


class Places:
    """Names that links lead to: the document's own anchors and what is given here, all different."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self._given: set[str] = set()
        self._named: dict[str, str] = {}
        self._set: set[str] = set()
        for anchor in anchors:
            if anchor not in self._named:
                self._named[anchor] = self.fresh(anchor if _ID.fullmatch(anchor) else "place")

    def fresh(self, wanted: str) -> str:
        """A name that nothing else has."""
        name, count = wanted, 1
        while name in self._given:
            count += 1
            name = f"{wanted}.{count}"
        self._given.add(name)
        return name

    def set(self, anchor: str) -> str | None:
        """The name for the place of an anchor; the first of several places has it."""
        if not anchor or anchor in self._set:
            return None
        self._set.add(anchor)
        return self._named[anchor]

    def to(self, anchor: str) -> str | None:
        """Where a link to the anchor leads, if it leads anywhere."""
        name = self._named.get(anchor)
        return f"#{name}" if name else None
