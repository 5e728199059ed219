"""Lists, and the lines of sources."""

import re
from collections.abc import Callable

from docx.document import Document as WordDocument

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.render.document import Entry, List, ListStyle, SourceLine, Sources
from esscollab_desktop.render.document_docx.paper import Paper
from esscollab_desktop.render.document_docx.xml import Element, text_element, w
from esscollab_desktop.render.held import one_line
from esscollab_desktop.render.word_file import numbering

_LABEL = re.compile(r"(\d{1,9})\.")

Coded = Callable[[str, Kind | None], list[Element]]


class ListWriter:
    """Numbers are Word's own where they count on, so that a list can be gone on with."""

    def __init__(self, word: WordDocument, paper: Paper, code: Coded) -> None:
        self._word = word
        self._paper = paper
        self._runs = paper.runs
        self._code = code

    def write(self, listed: List) -> None:
        if listed.style is ListStyle.CODED:
            for entry in listed.entries:
                self._coded(entry, listed.in_full)
        elif listed.style is ListStyle.NUMBERS:
            self._numbered(listed)
        else:
            for entry in listed.entries:
                self._paper.paragraph(self._paper.voice.bullet, self._entry(entry))

    def sources(self, sources: Sources) -> None:
        for line in sources.lines:
            self._source(line)

    def _numbered(self, listed: List) -> None:
        expected, count = -1, 0
        labels = [*listed.labels, *[""] * len(listed.entries)]
        for entry, label in zip(listed.entries, labels, strict=False):
            found = _LABEL.fullmatch(label)
            if found is None:
                expected = -1
                typed = [*self._runs.plain(one_line(label)), w("r", w("tab"))]
                none = w("numPr", w("ilvl", val=0), w("numId", val=0))
                self._paper.paragraph(self._paper.voice.number, [*typed, *self._entry(entry)], none)
                continue
            number = int(found[1])
            if number != expected:
                count = numbering(self._word, number)
            expected = number + 1
            chosen = w("numPr", w("ilvl", val=0), w("numId", val=count))
            self._paper.paragraph(self._paper.voice.number, self._entry(entry), chosen)

    def _coded(self, entry: Entry, in_full: bool) -> None:
        code = self._code(entry.code, entry.kind) if entry.code else []
        if not in_full:
            tab = [w("r", w("tab"))]
            self._paper.paragraph("Handout Coded Line", [*code, *tab, *self._entry(entry)])
            return
        with self._paper.along(entry.kind):
            gap = [w("r", text_element("\u2003"))] if code else []
            name = self._to(entry, self._runs.text(entry.label, "Handout Run In"))
            self._paper.paragraph("Handout Coded Name", [*code, *gap, *name])
            told = [*self._runs.text(entry.text), *self._address(entry, bool(entry.text))]
            if told:
                self._paper.paragraph(self._paper.voice.text, told)

    def _entry(self, entry: Entry) -> list[Element]:
        runs = self._runs.text(entry.label, "Handout Run In")
        text = self._runs.text(entry.text)
        if runs:
            runs = [*self._to(entry, runs), *([w("r", text_element(" "))] if text else [])]
        else:
            text = self._to(entry, text)
        return [*runs, *text, *self._address(entry, bool(runs or text))]

    def _to(self, entry: Entry, runs: list[Element]) -> list[Element]:
        if not entry.anchor or any(run.tag.endswith("}hyperlink") for run in runs):
            return runs
        return self._runs.linked(runs, f"#{entry.anchor}")

    def _address(self, entry: Entry, has_text: bool) -> list[Element]:
        if not entry.address:
            return []
        shown = self._runs.plain(one_line(entry.address), "Hyperlink" if entry.link else "")
        gap = [w("r", text_element(" "))] if has_text else []
        return [*gap, *self._runs.linked(shown, entry.link)] if entry.link else [*gap, *shown]

    def _source(self, line: SourceLine) -> None:
        number = self._runs.plain(str(line.number), "Handout Source Number")
        runs = [*self._runs.bookmarked(line.anchor, number), w("r", w("tab"))]
        told = " ".join(filter(None, (one_line(line.text), one_line(line.seen))))
        runs += self._runs.plain(told)
        if line.address:
            runs += [w("r", text_element(" "))] if told else []
            shown = self._runs.plain(one_line(line.address))
            runs += self._runs.linked(shown, line.link) if line.link else shown
        self._paper.paragraph(self._paper.voice.source, runs)
