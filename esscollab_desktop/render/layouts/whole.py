"""A whole handout as the neutral document: cover, contents, items in the chosen layout, sources."""

from esscollab_desktop.domain.codes import is_practice
from esscollab_desktop.domain.packets import Language, Layout, PacketLook, SourcesForm
from esscollab_desktop.render.document import (
    Block,
    Contents,
    Cover,
    Document,
    Figure,
    Group,
    Heading,
    NewSheet,
    plain,
)
from esscollab_desktop.render.layouts.card_blocks import cards_of
from esscollab_desktop.render.layouts.comparison_blocks import comparison_blocks
from esscollab_desktop.render.layouts.content import (
    ComparisonItem,
    Content,
    GlossaryItem,
    Item,
    LandscapeItem,
    MeetingItem,
    PageItem,
    TextItem,
)
from esscollab_desktop.render.layouts.landscape_blocks import landscape_blocks
from esscollab_desktop.render.layouts.languages import BOOKS, OTHER
from esscollab_desktop.render.layouts.other_blocks import glossary_blocks, meeting_blocks, text_blocks
from esscollab_desktop.render.layouts.page_blocks import PageLayout
from esscollab_desktop.render.layouts.source_blocks import SourceBook
from esscollab_desktop.render.layouts.worksheet_blocks import worksheet_blocks
from esscollab_desktop.render.words import day_in, key_in, words_in


def document_of(content: Content) -> Document:
    """The handout, laid out. A packet of one item without a cover takes that item's title as its own."""
    look = content.look
    words = words_in(look.language)
    title = content.title.strip() or _own_title(content, words)
    has_cover = bool(look.organization or content.logo or content.meeting)
    is_single = len(content.items) == 1 and not has_cover and look.layout is not Layout.CARDS
    layout = PageLayout(look, words, SourceBook(_form(look)), is_single, _anchors(content.items))
    blocks = _blocks(layout, content)
    blocks += layout.sources.at_the_end(Heading(1, plain(words["sources"])))
    edition = f"{words['product']}, {words['edition']} {'; '.join(content.editions)}"
    return Document(
        title=title,
        language=OTHER if look.language is Language.SPANISH else content.language,
        blocks=tuple(blocks),
        printed=content.printed,
        head=title if not is_single else content.book or title,
        foot=f"{edition}. {words['printed']} {day_in(look.language, content.printed)}",
        words=words,
        key={kind.value: told for kind, told in key_in(look.language).items()},
        cover=None if is_single else _cover(content, title, edition),
        paper=look.paper,
        large=look.large,
        sans=look.sans,
        fonts=look.fonts,
        is_tight=look.layout is Layout.ONE_PAGER and not look.large,
    )


def _own_title(content: Content, words: dict[str, str]) -> str:
    """Of a handout without a name: that of its one table, else the book's."""
    if len(content.items) == 1:
        (item,) = content.items
        if isinstance(item, ComparisonItem):
            return item.comparison.title
        if isinstance(item, LandscapeItem):
            return words["matrix" if item.is_matrix else "map"]
    return content.book.strip() or words["untitled"]


def _form(look: PacketLook) -> SourcesForm:
    """On the one sheet of a practice there is room for titles alone."""
    is_full = look.sources is SourcesForm.FULL
    return SourcesForm.SHORT if is_full and look.layout is Layout.ONE_PAGER else look.sources


def _cover(content: Content, title: str, edition: str) -> Cover:
    look = content.look
    logo = (
        Figure(content.logo, "image/png", look.organization or words_in(look.language)["logo"])
        if content.logo
        else None
    )
    return Cover(title, content.subtitle, look.organization, logo, content.meeting, edition)


def _blocks(layout: PageLayout, content: Content) -> list[Block]:
    look = content.look
    blocks: list[Block] = []
    if look.contents and len(content.items) > 1:
        blocks.append(Contents(Heading(1, plain(layout.words["contents"]))))
    if look.layout is Layout.CARDS:
        cards = [item for item in content.items if isinstance(item, PageItem)]
        rest = [item for item in content.items if not isinstance(item, PageItem)]
        if cards:
            blocks += [NewSheet(), cards_of(layout, cards)]
        return blocks + [block for item in rest for block in _item(layout, item)]
    for place, item in enumerate(content.items):
        starts = place == 0 or look.layout in {Layout.WORKSHEET, Layout.ONE_PAGER}
        if starts and not layout.is_single:
            blocks.append(NewSheet())
        blocks += _item(layout, item)
    return blocks


def _anchors(items: tuple[Item, ...]) -> dict[str, str]:
    return {item.page.code: item.anchor for item in items if isinstance(item, PageItem)}


def _item(layout: PageLayout, item: Item) -> tuple[Block, ...]:
    """What has not been put into the handout's language stands as a whole in its own."""
    has_own_way = layout.look.layout is Layout.WORKSHEET and isinstance(item, PageItem)
    if layout.look.language is Language.SPANISH and _is_the_books(item) and not has_own_way:
        return (Group(_blocks_of(layout.in_english, item), BOOKS),)
    return _blocks_of(layout, item)


def _is_the_books(item: Item) -> bool:
    if isinstance(item, PageItem):
        return item.translated is None
    return not isinstance(item, MeetingItem | TextItem)


def _blocks_of(layout: PageLayout, item: Item) -> tuple[Block, ...]:
    if isinstance(item, PageItem):
        return _page(layout, item)
    if isinstance(item, ComparisonItem):
        return comparison_blocks(layout, item)
    if isinstance(item, LandscapeItem):
        return landscape_blocks(layout, item)
    if isinstance(item, GlossaryItem):
        return glossary_blocks(layout, item)
    if isinstance(item, MeetingItem):
        return meeting_blocks(layout, item)
    return text_blocks(layout, item)


def _page(layout: PageLayout, item: PageItem) -> tuple[Block, ...]:
    is_word = not is_practice(item.page.code) and item.page.kind is None
    if layout.look.layout is Layout.WORKSHEET and not is_word:
        return worksheet_blocks(layout, item)
    return layout.blocks(item)
