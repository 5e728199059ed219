"""Sources as the layouts print them: under each item, in short, or all of them at the very end."""

from collections.abc import Sequence

from esscollab_desktop.domain.book import Source
from esscollab_desktop.domain.packets import SourcesForm
from esscollab_desktop.render.document import Block, Heading, Reference, SourceLine, Sources


class SourceBook:
    """Numbers sources: from 1 on each page, or through the whole handout where they stand at its end."""

    def __init__(self, form: SourcesForm) -> None:
        self._form = form
        self._numbers: dict[tuple[str, str, str, str, str], int] = {}
        self._sources: list[Source] = []

    def references(
        self, anchor: str, sources: Sequence[Source], refs: Sequence[int]
    ) -> tuple[Reference, ...]:
        """The raised figures of a paragraph; `refs` count the page's `sources` from 1."""
        found = []
        for ref in refs:
            if not 1 <= ref <= len(sources):
                found.append(Reference(ref))
            elif self._form is SourcesForm.LIST:
                number = self._number(sources[ref - 1])
                found.append(Reference(number, f"source-{number}"))
            else:
                found.append(Reference(ref, f"{anchor}-source-{ref}"))
        return tuple(found)

    def figures(self, anchor: str, refs: Sequence[int]) -> tuple[Reference, ...]:
        """Raised figures into a list whose lines are not known here."""
        return tuple(Reference(ref, f"{anchor}-source-{ref}") for ref in refs)

    def of_item(self, anchor: str, sources: Sequence[Source], heading: Heading | None) -> tuple[Block, ...]:
        """What stands under an item: nothing where the sources come at the end."""
        if self._form is SourcesForm.LIST or not sources:
            return ()
        lines = (self._line(n, f"{anchor}-source-{n}", source) for n, source in enumerate(sources, 1))
        return (Sources(tuple(lines), heading),)

    def at_the_end(self, heading: Heading) -> tuple[Block, ...]:
        lines = (self._line(n, f"source-{n}", source) for n, source in enumerate(self._sources, 1))
        return (Sources(tuple(lines), heading),) if self._sources else ()

    def _number(self, source: Source) -> int:
        key = (source.title, source.publisher, source.address, source.date, source.seen)
        if key not in self._numbers:
            self._sources.append(source)
            self._numbers[key] = len(self._sources)
        return self._numbers[key]

    def _line(self, number: int, anchor: str, source: Source) -> SourceLine:
        if self._form is SourcesForm.SHORT:
            return SourceLine(number, anchor, f"“{source.title}”.")
        about = ", ".join(part for part in (source.publisher, source.date) if part)
        text = f"“{source.title}”, {about}." if about else f"“{source.title}”."
        seen = source.seen[:1].upper() + source.seen[1:]
        seen = seen if not seen or seen[-1] in ".?!" else f"{seen}."
        shown, link = address(source.address)
        return SourceLine(number, anchor, text, seen, shown, link)


def address(text: str) -> tuple[str, str]:
    """An address as it is shown, without its scheme, and where it leads: only a web address is a link."""
    scheme, mark, rest = text.partition("://")
    is_web = mark and scheme.lower() in {"http", "https"} and rest.isascii() and not set(rest) & set(' "<>')
    return (rest.removesuffix("/"), text) if is_web and rest else (text, "")
