"""A PDF's text as a screen reader goes through it, and whether it is that of the document."""

import re
from collections.abc import Iterator

from esscollab_desktop.render.document import Document
from esscollab_desktop.render.document_text import reading_lines
from esscollab_desktop.render.printable import Coverage, printable
from papers.paper_file import Marked, PaperFile, Tag

_FIGURES = re.compile(r"( \[\d+\])+$")
_NUMBER = re.compile(r"^(\d+)\.")
_GAP = 60  # letters at most between two lines: a mark’s words, a chip, the number of a page
INLINE = frozenset(["Span", "Link", "Reference", "Quote", "Em", "Strong"])


class _Anything(Coverage):
    """Fonts that have every letter but the barred ones."""

    def covers(self, cluster: str) -> bool:
        return not {ord(c) for c in cluster} & self.barred


def structure_text(file: PaperFile) -> list[tuple[str, str]]:
    """Each stretch of text with the role of the block that it stands in, in reading order.

    What is drawn in a figure is told by its words instead.
    """
    return [(role, text) for role, text in _told(file, file.tree) if text.strip()]


def _told(file: PaperFile, tag: Tag) -> Iterator[tuple[str, str]]:
    text = ""
    for kid in tag.kids:
        if isinstance(kid, Marked):
            text += file.words.get(kid, "")
        elif isinstance(kid, Tag) and kid.standard in INLINE:
            text += file.text_of(kid)
        elif isinstance(kid, Tag) and kid.standard != "Figure":
            yield tag.standard, text
            text = ""
            yield from _told(file, kid)
    yield tag.standard, text


def expected(document: Document, replaced: tuple[str, ...]) -> list[str]:
    """The document's lines as they are printed; `replaced` is what no font had, as U+XXXX."""
    everything = _Anything((), frozenset(int(name[2:], 16) for name in replaced))
    return [printable(line, everything).text for line in reading_lines(document)]


def squeezed(text: str) -> str:
    """Without any white space: where lines end is no part of the text."""
    return "".join(text.split())


def _forms(line: str) -> set[str]:
    """A line as it is, or with its figures raised (`1,2` for `[1] [2]`), or its number as a source's."""
    raised = _FIGURES.sub(lambda found: ",".join(re.findall(r"\d+", found[0])), line)
    return {squeezed(one) for one in (line, raised, _NUMBER.sub(r"\1", line))}


def between(document: Document, file: PaperFile, replaced: tuple[str, ...]) -> list[str]:
    """Looks for every line in order; gives what stands between them. Raises AssertionError for a lost one."""
    text = squeezed("".join(words for _role, words in structure_text(file)))
    place, found = 0, []
    for line in expected(document, replaced):
        if not squeezed(line):
            continue
        places = [(text.find(form, place, place + len(form) + _GAP), -len(form)) for form in _forms(line)]
        at, length = min((one for one in places if one[0] >= 0), default=(-1, 0))
        assert at >= 0, f"{line[:80]!r} is not in {text[place : place + 200]!r}"
        found.append(text[place:at])
        place = at - length
    return [*found, text[place:]]
