"""Texts as HTML: their styles, languages, directions, links, figures of sources, words with notes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from itertools import groupby

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.render.chips import Key, chip, parted, settled
from esscollab_desktop.render.document import Document, NoteText, Reference, Span, Text
from esscollab_desktop.render.document_html.markup import Places, classes, tag
from esscollab_desktop.render.document_survey import anchors_of
from esscollab_desktop.render.held import held, one_line
from esscollab_desktop.render.languages import goes_left, is_right_to_left, tag_of
from esscollab_desktop.render.links import followed

GROUPS = {
    NoteKind.COMMENT: "say",
    NoteKind.IDEA: "say",
    NoteKind.QUESTION: "ask",
    NoteKind.CONCERN: "ask",
    NoteKind.HEARD: "heard",
    NoteKind.RESPONSE: "heard",
    NoteKind.ACTION: "do",
    NoteKind.DECISION: "do",
}

# Where the chip before a note stands, until it is known where its words are.
_BACK = re.compile("\1(\\d+) (\\d+) (\\w+)\1")


class Texts:
    """Knows what language it is in, which item is open, and what is linked to where."""

    def __init__(self, document: Document) -> None:
        self.places = Places(anchors_of(document.blocks))
        self.language = tag_of(document.language) or "en"
        self.goes_left = goes_left(self.language)
        self._item = 0
        self._first_figures: dict[str, str] = {}
        self._notes: dict[tuple[int, int], str] = {}
        self._chips: dict[tuple[int, int], str] = {}

    def begin_item(self) -> None:
        """Notes are counted anew."""
        self._item += 1

    @contextmanager
    def within(self, language: str) -> Iterator[dict[str, str | None]]:
        """What is written meanwhile is in that language, where one is given; gives what its element says."""
        before = self.language, self.goes_left
        tongue = tag_of(language)
        if tongue and tongue != self.language:
            self.language, self.goes_left = tongue, goes_left(tongue)
            turned = self.goes_left != before[1]
            yield {"lang": tongue, "dir": self._direction(self.goes_left) if turned else None}
        else:
            yield {}
        self.language, self.goes_left = before

    def element(self, name: str, text: Text, before: str = "", after: str = "", **given: str | None) -> str:
        """An element with a text in it, in the language that all of it is in, running as its letters do."""
        spoken = {span.language for span in text}
        with self.within(next(iter(spoken)) if len(spoken) == 1 else "") as told:
            return self.around(name, text, before + self.text(text) + after, **given, **told)

    def around(self, name: str, text: Text, inside: str, **given: str | None) -> str:
        """An element around markup, running as the letters of the text do that it has."""
        turned = is_right_to_left("".join(span.text for span in text), self.language)
        if turned != self.goes_left:
            given["dir"] = self._direction(turned)
        return tag(name, inside, **given)

    def plain(self, name: str, words: str, before: str = "", after: str = "", **given: str | None) -> str:
        return self.element(name, (Span(words),), before, after, **given)

    def words(self, words: str) -> str:
        return self.text((Span(words),))

    def inline(self, name: str, words: str, class_: str | None = None) -> str:
        return tag(name, self.words(words), class_=class_)

    def code(self, code: str, kind: Kind | None) -> str:
        """A code in its box; a practice's is drawn as that of what is published."""
        return self.inline("span", one_line(code), classes("code", kind or Kind.PUBLISHED))

    def text(self, text: Text) -> str:
        made = ""
        for link, linked in groupby(text, lambda span: span.link):
            inside = ""
            for mark, marked in groupby(linked, lambda span: span.mark):
                words = "".join(map(self._span, marked))
                if mark:
                    group = GROUPS[mark.kind]
                    words = tag("mark", words, class_=group) if words else ""
                    words += chip(self._item, mark.number, group)
                inside += words
            made += self.link(link, inside)
        return made

    def link(self, link: str, inside: str) -> str:
        """The words as a link, chips behind it; as they are where it leads nowhere, or has no words."""
        address = self.places.to(link[1:]) if link.startswith("#") else followed(link)
        words, chips = parted(inside)
        if not address or not re.sub("<[^>]*>", "", words).strip():
            return inside
        return tag("a", words, href=address) + chips

    def references(self, references: tuple[Reference, ...]) -> str:
        """Raised figures, each a link to its source; the first to lead there is led back to."""
        made = []
        for reference in references:
            address = self.places.to(reference.anchor)
            shown = str(reference.number)
            if address:
                name = self.places.fresh("figure")
                self._first_figures.setdefault(reference.anchor, name)
                shown = tag("a", shown, id=name, href=address, role="doc-noteref")
            made.append(shown)
        return tag("sup", " ".join(made), class_="figures") if made else ""

    def way_back(self, anchor: str, words: str) -> str:
        """From a source to the first figure that led there; shown as an arrow, said in words."""
        name = self._first_figures.get(anchor)
        if not name:
            return ""
        said = self.inline("span", words, "said")
        return " " + tag("a", said, class_="back", href=f"#{name}", role="doc-backlink")

    def note_name(self, note: NoteText) -> str | None:
        """The name of a note's place, for its chips to lead to."""
        if not note.number:
            return None
        name = self.places.fresh(f"note-{self._item}-{note.number}")
        self._notes.setdefault((self._item, note.number), name)
        return name

    def note_chip(self, note: NoteText) -> str:
        """Before the note; it leads back to the words."""
        return f"\1{self._item} {note.number} {GROUPS[note.kind]}\1" if note.number else ""

    def with_chips(self, html: str) -> str:
        """The whole with each chip at its place: behind the last of its note's words."""
        names: dict[Key, str] = {}

        def after(key: Key, group: str) -> str:
            names[key] = self.places.fresh(f"chip-{key[0]}-{key[1]}")
            note = self._notes.get((int(key[0]), int(key[1])))
            made = _chip(key[1], group, names[key], note, "doc-noteref")
            return tag("span", "\u00a0", made, class_="after")

        def before(found: re.Match[str]) -> str:
            return _chip(found[2], found[3], None, names.get((found[1], found[2])), "doc-backlink") + " "

        return _BACK.sub(before, settled(html, after))

    def _span(self, span: Span) -> str:
        words = "<br>\n".join(map(escape, held(span.text).split("\n")))
        if not words:
            return ""
        words = tag("em", words) if span.is_emphasis else words
        words = tag("strong", words) if span.is_strong else words
        with self.within(span.language) as told:
            return tag("span", words, **told) if told else words

    @staticmethod
    def _direction(is_left: bool) -> str:
        return "rtl" if is_left else "ltr"


def _chip(number: str, group: str, name: str | None, to: str | None, role: str) -> str:
    named = classes("chip", group)
    if not to:
        return tag("span", f"N{number}", class_=named, id=name)
    return tag("a", f"N{number}", class_=named, id=name, href=f"#{to}", role=role)
