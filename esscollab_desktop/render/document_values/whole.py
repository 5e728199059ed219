"""A whole document as values for `document.typ`: its sheets, upright and lying, and what stands on each."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from esscollab_desktop.render.breaks import fit, run
from esscollab_desktop.render.document import (
    Beside,
    Block,
    Cover,
    Document,
    Fields,
    Group,
    Heading,
    Opening,
    Paragraph,
    Rail,
    Style,
    Table,
    walk,
)
from esscollab_desktop.render.document_survey import anchors_of, has_own_title
from esscollab_desktop.render.document_values.blocks import MAKERS
from esscollab_desktop.render.document_values.figures import figure
from esscollab_desktop.render.document_values.maker import Maker
from esscollab_desktop.render.document_values.place import Place
from esscollab_desktop.render.document_values.texts import Texts, Values, language_values
from esscollab_desktop.render.document_values.theme import Theme, theme_of
from esscollab_desktop.render.printable import Coverage
from esscollab_desktop.render.words import WORDS


class _Placed(NamedTuple):
    block: Block
    language: str


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
        self.texts = Texts(coverage, frozenset(anchors_of(document.blocks)), document.language)

    def values(self) -> tuple[Values, Values]:
        """How paper looks, and what stands on it."""
        document, theme = self._document, self.theme
        cover = document.cover or (None if has_own_title(document) else Cover(document.title))
        listed = sum(isinstance(block, Opening) and block.level > 0 for block in walk(document.blocks))
        maker = Maker(self.texts, theme, self._words, Place(theme.room), MAKERS, openings=listed)
        title = self.texts.plain(document.title) or WORDS["untitled"]
        sheets = [self._sheet(maker, lies, blocks) for lies, blocks in _runs(document)]
        em = theme.print / theme.sizes.running
        share = 1.0 if theme.large else 0.45
        head = self.texts.plain(document.head)
        running = {
            "foot": self._foot(document.foot, em),
            "words": {name: self.texts.plain(self._words[name]) for name in ("page", "of")},
        }
        # Apart, since what knows a value is set anew whenever it changes.
        data = {
            **running,
            "lying": theme.lying().values(),
            "title": title,
            "turns": self.texts.turns,
            "language": language_values(document.language) or {"g": "en"},
            "head": {"long": fit(head, 1.8 * em * share), "short": fit(head, em * share)},
            "key": {name: self.texts.line(words, em - 3) for name, words in document.key.items()},
            "cover": self._cover(cover) if cover else None,
            "sheets": sheets,
        }
        return {**theme.values(), **running, "families": self._families}, data

    def _foot(self, foot: str, em: float) -> Any:
        shown = self.texts.plain(foot)
        # In large print it has two lines to itself.
        long = run(fit(shown, 1.8 * em), em) if self.theme.large else fit(shown, 1.3 * em)
        return {"long": long, "short": fit(shown, em - 9.0)}

    def _sheet(self, maker: Maker, lies: bool, blocks: list[_Placed]) -> Values:
        theme = self.theme.lying() if lies else self.theme
        place = Place(theme.room, is_wide=True)
        made: list[Values] = []
        before: Block | None = None
        for block, language in blocks:
            values = maker.all((block,), place)
            # What names are written on heads its item's sheet.
            if values and _starts_page(block) and not isinstance(before, Fields):
                values[0] = {**values[0], "fresh": True}
            if told := language_values(language):
                values = [{"k": "language", "blocks": [value], **told} for value in values]
            made += values
            before = block
        return {"lies": lies, "blocks": _together(made)}

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


def _together(values: list[Values]) -> list[Values]:
    """Lists of letters that follow each other, as one; so is what follows in one language."""
    made: list[Values] = []
    for value in values:
        before = made[-1] if made else {}
        kept = {"k", "g", "r"}
        if value["k"] in _JOINED and {k: before.get(k) for k in kept} == {k: value.get(k) for k in kept}:
            name = _JOINED[value["k"]]
            made[-1] = {**before, name: [*before[name], *value[name]]}
        else:
            made.append(value)
    return [
        {**value, "blocks": _together(value["blocks"])} if value["k"] == "language" else value
        for value in made
    ]


_JOINED = {"letters": "items", "language": "blocks"}


def _starts_page(block: Block) -> bool:
    """Whether it begins with an opening that asks for a fresh sheet."""
    while isinstance(block, Rail | Group | Beside) and block.blocks:
        block = block.blocks[0]
    return isinstance(block, Opening) and block.starts_page


def _runs(document: Document) -> list[tuple[bool, list[_Placed]]]:
    """The blocks by the way their paper lies. What heads a lying table stands on its sheet."""
    runs: list[tuple[bool, list[_Placed]]] = []
    for placed in _opened(document.blocks, ""):
        lies = isinstance(placed.block, Table) and placed.block.lies and not document.lies
        heads: list[_Placed] = []
        while lies and runs and not runs[-1][0] and runs[-1][1] and _heads(runs[-1][1][-1].block):
            heads.insert(0, runs[-1][1].pop())
        runs = [run for run in runs if run[1]]
        if not runs or runs[-1][0] != lies or heads:
            runs.append((lies, []))
        runs[-1][1].extend([*heads, placed])
    return runs or [(False, [])]


def _opened(blocks: tuple[Block, ...], language: str) -> Iterator[_Placed]:
    """The blocks that stand on the sheets themselves, each in its language: sheets begin in groups too."""
    for block in blocks:
        if isinstance(block, Group) and not block.is_together:
            yield from _opened(block.blocks, block.language or language)
        else:
            yield _Placed(block, language)


def _heads(block: Block) -> bool:
    return isinstance(block, Opening | Heading) or (
        isinstance(block, Paragraph) and block.style is Style.SMALL
    )


__all__ = ["DocumentValues", "Theme"]
