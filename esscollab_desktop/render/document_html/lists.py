"""Lists, and the lines of sources."""

import re

from esscollab_desktop.render.document import Entry, List, ListStyle, SourceLine, Sources
from esscollab_desktop.render.document_html.markup import classes, tag
from esscollab_desktop.render.document_html.texts import Texts
from esscollab_desktop.render.document_text import source_text
from esscollab_desktop.render.held import one_line

_NUMBER = re.compile(r"(0|[1-9][0-9]{0,8})\.")


class ListWriter:
    """`back`: what leads from a source to the text is called."""

    def __init__(self, texts: Texts, back: str) -> None:
        self.texts = texts
        self._back = back

    def write(self, listed: List) -> str:
        if not listed.entries:
            return ""
        if listed.style is ListStyle.BULLETS:
            return tag("ul", *(self._entry("li", entry) for entry in listed.entries))
        if listed.style is ListStyle.NUMBERS:
            return self._numbered(listed)
        named = "coded full" if listed.in_full else "coded"
        rows = []
        for entry in listed.entries:
            code = f"{self.texts.code(entry.code, entry.kind)} " if entry.code else ""
            rows.append(self._entry("li", entry, code, class_=classes(entry.kind)))
        return tag("ul", *rows, class_=named, role="list")

    def sources(self, sources: Sources) -> str:
        return tag("ol", *map(self._source, sources.lines), class_="sources") if sources.lines else ""

    def _numbered(self, listed: List) -> str:
        labels = [*listed.labels, *[""] * len(listed.entries)]
        rows = []
        for entry, label in zip(listed.entries, labels, strict=False):
            if found := _NUMBER.fullmatch(label):
                rows.append(self._entry("li", entry, value=found[1]))
            else:
                typed = f"{self.texts.inline('span', one_line(label))} " if label else ""
                rows.append(self._entry("li", entry, typed, class_="typed"))
        return tag("ol", *rows)

    def _entry(self, name: str, entry: Entry, before: str = "", **given: str | None) -> str:
        """A line of a list; its name, or else its text, leads to its item."""
        label, text = self.texts.text(entry.label), self.texts.text(entry.text)
        if entry.anchor and not any(span.link for span in entry.label or entry.text):
            label, text = self._led(entry.anchor, label, text)
        label = tag("strong", label, class_="name") if label else ""
        address = self.texts.link(entry.link, self.texts.words(one_line(entry.address)))
        words = (*entry.label, *entry.text)
        inside = " ".join(filter(None, (before.strip(), label, text, address)))
        return self.texts.around(name, words, inside, **given)

    def _led(self, anchor: str, label: str, text: str) -> tuple[str, str]:
        if label:
            return self.texts.link(f"#{anchor}", label), text
        return label, self.texts.link(f"#{anchor}", text)

    def _source(self, line: SourceLine) -> str:
        told = self.texts.words(source_text(line))
        address = self.texts.link(line.link, self.texts.words(one_line(line.address)))
        inside = " ".join(filter(None, (told, address)))
        inside += self.texts.way_back(line.anchor, self._back)
        return tag("li", inside, id=self.texts.places.set(line.anchor), value=str(line.number))
