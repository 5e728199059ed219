"""Texts as runs of characters: their styles, languages, directions, links and notes."""

import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from esscollab_desktop.render.document import Mark, Span, Text
from esscollab_desktop.render.document_docx.look import GROUPS
from esscollab_desktop.render.document_docx.styled import style_id
from esscollab_desktop.render.document_docx.xml import Element, on, text_element, w
from esscollab_desktop.render.held import held
from esscollab_desktop.render.languages import goes_left, tag_of
from esscollab_desktop.render.links import web_address

_EAST_ASIAN = frozenset(("zh", "ja", "ko"))


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of one direction, and whether it goes to the left; signs go with what is before them."""
    start, goes = 0, False
    for i, character in enumerate(text):
        direction = unicodedata.bidirectional(character)
        turned = direction in {"R", "AL"} if direction in {"L", "R", "AL"} else goes
        if turned != goes:
            if start < i:
                yield text[start:i], goes
            start, goes = i, turned
    if start < len(text):
        yield text[start:], goes


class Runs:
    """Writes texts, and remembers where each note's words end, so that its chip can stand there."""

    def __init__(self, word: WordDocument, language: str, targets: frozenset[str]) -> None:
        self.part = word.part
        self.language = language
        self._document_language = language
        self._targets = targets
        self._bookmarks: dict[str, str] = {}
        self._set: set[str] = set()
        self._last_marked: dict[int, tuple[Mark, Element]] = {}

    def text(self, text: Text, style: str = "") -> list[Element]:
        made: list[Element] = []
        for link, spans in groupby(text, lambda span: span.link):
            inside: list[Element] = []
            for span in spans:
                runs = self._span(span, style, bool(link))
                inside += runs
                if span.mark and runs:
                    self._last_marked[span.mark.number] = (span.mark, runs[-1])
            linked = self._link(link, inside) if link else None
            made += inside if linked is None else [linked]
        return made

    def plain(self, text: str, style: str = "", language: str = "", *more: Element) -> list[Element]:
        """A text of one style; a line end becomes one on paper."""
        tag = tag_of(language or self.language)
        made = []
        for piece, goes_left_ in stretches(held(text)):
            properties = w(
                "rPr",
                w("rStyle", val=style_id(style)) if style else None,
                *map(deepcopy, more),  # an element stands in one place only
                on("rtl", goes_left_),
                self._lang(tag, goes_left_),
            )
            run = w("r", properties) if len(properties) else w("r")
            for place, line in enumerate(piece.split("\n")):
                if place:
                    run.append(w("br"))
                if line:
                    run.append(text_element(line))
            made.append(run)
        return made

    def linked(self, runs: list[Element], link: str) -> list[Element]:
        """The runs as a link, or as they are where it leads nowhere."""
        made = self._link(link, runs)
        return runs if made is None else [made]

    def bookmarked(self, anchor: str, runs: list[Element]) -> list[Element]:
        """What links to the anchor lead to; the first of a name has it."""
        if not anchor or anchor in self._set:
            return runs
        self._set.add(anchor)
        number = len(self._set)
        return [w("bookmarkStart", id=number, name=self.bookmark(anchor)), *runs, w("bookmarkEnd", id=number)]

    def bookmark(self, anchor: str) -> str:
        """Word's own names are 40 letters, digits and low lines, so ours are counted."""
        return self._bookmarks.setdefault(anchor, f"handout_{len(self._bookmarks) + 1}")

    def leads(self, anchor: str) -> bool:
        return anchor in self._targets

    def set_chips(self) -> None:
        """Put the chip of each note behind the last of its words; called at the end of each item."""
        for number in sorted(self._last_marked):
            mark, run = self._last_marked[number]
            above = run.getparent()
            while above is not None and above.tag.endswith("}hyperlink"):
                run, above = above, above.getparent()
            for chip in reversed(self.chip(mark.number, mark)):
                run.addnext(chip)
        self._last_marked.clear()

    def chip(self, number: int, mark: Mark) -> list[Element]:
        """`[N1]`, with a space that keeps it on the line of what is before it."""
        style = f"Handout Chip {GROUPS[mark.kind].name}"
        return [w("r", text_element("\u00a0")), *self.plain(f"[N{number}]", style, self._document_language)]

    def _span(self, span: Span, style: str, is_linked: bool) -> list[Element]:
        named, extra = style, []
        strong = [w("b"), w("bCs")] if span.is_strong else []
        emphasis = [w("i"), w("iCs")] if span.is_emphasis else []
        if span.mark:
            named, extra = f"Handout {GROUPS[span.mark.kind].name}", [*strong, *emphasis]
        elif is_linked and (span.link[:1] != "#" or self.leads(span.link[1:])):
            named, extra = "Hyperlink", [*strong, *emphasis]
        elif span.is_strong:
            named, extra = "Strong", emphasis
        elif span.is_emphasis:
            named = "Emphasis"
        return self.plain(span.text, named, span.language, *extra)

    def _lang(self, tag: str, is_left: bool) -> Element | None:
        """Only where it is not the document's; nothing is said twice."""
        if not tag or tag == self._document_language:
            return None
        if is_left or goes_left(tag):
            return w("lang", bidi=tag)
        return w("lang", eastAsia=tag) if tag.partition("-")[0] in _EAST_ASIAN else w("lang", val=tag)

    def _link(self, link: str, runs: list[Element]) -> Element | None:
        if link.startswith("#"):
            anchor = link[1:]
            return w("hyperlink", *runs, anchor=self.bookmark(anchor)) if self.leads(anchor) else None
        address = web_address(link)
        if not address or not runs:
            return None
        made: Any = w("hyperlink", *runs)
        made.set(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
            self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        )
        return made
