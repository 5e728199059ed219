"""A whole document as values for `document.typ`: its sheets, upright and lying, and what stands on each."""

from typing import Any

from esscollab_desktop.render.breaks import fit
from esscollab_desktop.render.document import (
    Beside,
    Block,
    Cover,
    Document,
    Group,
    Heading,
    Opening,
    Paragraph,
    Rail,
    Sources,
    Style,
    Table,
    walk,
)
from esscollab_desktop.render.document_values.blocks import MAKERS
from esscollab_desktop.render.document_values.figures import figure
from esscollab_desktop.render.document_values.maker import Maker
from esscollab_desktop.render.document_values.place import Place
from esscollab_desktop.render.document_values.texts import Texts, Values, language_values
from esscollab_desktop.render.document_values.theme import Theme, theme_of
from esscollab_desktop.render.printable import Coverage
from esscollab_desktop.render.words import WORDS


class DocumentValues:
    """The values of one document; what was replaced in them stands in `texts`.

    `families` are the fonts that are asked for what ours lack.
    """

    def __init__(
        self, document: Document, coverage: Coverage | None = None, families: tuple[str, ...] = ()
    ) -> None:
        self._document = document
        self._families = families
        self._words = {**WORDS, **document.words}
        self.theme = theme_of(document)
        self.texts = Texts(coverage, frozenset(_anchors(document.blocks)), document.language)

    def values(self) -> dict[str, Values]:
        """By the name of the input: what all sheets need, and the sheets."""
        document, theme = self._document, self.theme
        cover = self._cover(document.cover) if document.cover else None
        maker = Maker(self.texts, theme, self._words, Place(theme.room), MAKERS)
        title = self.texts.plain(document.title) or WORDS["untitled"]
        sheets = [self._sheet(maker, lies, blocks) for lies, blocks in _runs(document)]
        em = theme.wide / theme.sizes.running
        share = 1.0 if theme.large else 0.45
        head = self.texts.plain(document.head)
        return {
            "theme": theme.values(),
            "lying": theme.lying().values(),
            "title": title,
            "families": self._families,
            "language": language_values(document.language) or {"g": "en"},
            "head": {"long": fit(head, 1.8 * em * share), "short": fit(head, em * share)},
            "foot": self._foot(document.foot, em),
            "words": {name: self.texts.plain(self._words[name]) for name in ("page", "of")},
            "key": {name: self.texts.line(words, em - 3) for name, words in document.key.items()},
            "cover": cover,
            "sheets": sheets,
        }

    def _foot(self, foot: str, em: float) -> Any:
        shown = self.texts.plain(foot)
        return {"long": fit(shown, 1.3 * em), "short": fit(shown, em - 9.0)}

    def _sheet(self, maker: Maker, lies: bool, blocks: list[Block]) -> Values:
        theme = self.theme.lying() if lies else self.theme
        place = Place(theme.room, is_wide=True)
        made: list[Values] = []
        for block in blocks:
            value = maker.all((block,), place)
            if value and _starts_page(block):
                value[0] = {**value[0], "fresh": True}
            made += value
        return {"lies": lies, "blocks": _lettered(made)}

    def _cover(self, cover: Cover) -> Values:
        theme, texts = self.theme, self.texts
        small, body = theme.room / theme.sizes.small, theme.room / theme.sizes.body
        return {
            "title": texts.line(cover.title, theme.room / theme.sizes.title) or WORDS["untitled"],
            "subtitle": texts.line(cover.subtitle, body),
            "organization": texts.line(cover.organization, body),
            "logo": figure(texts, cover.logo, theme.room, theme.depth) if cover.logo else None,
            "meeting": [texts.line(line, body) for line in cover.meeting if line.strip()],
            "edition": texts.line(cover.edition, small),
        }


def _lettered(values: list[Values]) -> list[Values]:
    """Lists of letters that follow each other, as one."""
    made: list[Values] = []
    for value in values:
        if made and value["k"] == made[-1]["k"] == "letters":
            made[-1] = {**made[-1], "items": [*made[-1]["items"], *value["items"]]}
        else:
            made.append(value)
    return made


def _anchors(blocks: tuple[Block, ...]) -> set[str]:
    """Every place that a link may lead to."""
    found: set[str] = set()
    for block in walk(blocks):
        if isinstance(block, Opening | Heading):
            found.add(block.anchor)
        elif isinstance(block, Sources):
            found.update(line.anchor for line in block.lines)
    return found - {""}


def _starts_page(block: Block) -> bool:
    """Whether it begins with an opening that asks for a fresh sheet."""
    while isinstance(block, Rail | Group | Beside) and block.blocks:
        block = block.blocks[0]
    return isinstance(block, Opening) and block.starts_page


def _runs(document: Document) -> list[tuple[bool, list[Block]]]:
    """The blocks by the way their paper lies. What heads a lying table stands on its sheet."""
    runs: list[tuple[bool, list[Block]]] = []
    for block in document.blocks:
        lies = isinstance(block, Table) and block.lies and not document.lies
        heads: list[Block] = []
        while lies and runs and not runs[-1][0] and runs[-1][1] and _heads(runs[-1][1][-1]):
            heads.insert(0, runs[-1][1].pop())
        runs = [run for run in runs if run[1]]
        if not runs or runs[-1][0] != lies or heads:
            runs.append((lies, []))
        runs[-1][1].extend([*heads, block])
    return runs or [(False, [])]


def _heads(block: Block) -> bool:
    return isinstance(block, Opening | Heading) or (
        isinstance(block, Paragraph) and block.style is Style.SMALL
    )


__all__ = ["DocumentValues", "Theme"]
