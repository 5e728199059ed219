"""Cards as values: what stands on each, in type that surely fits it."""

from esscollab_desktop.render.breaks import fit, run
from esscollab_desktop.render.document import Card, Cards
from esscollab_desktop.render.document_text import part_words
from esscollab_desktop.render.document_values.heights import surely_high
from esscollab_desktop.render.document_values.maker import Maker
from esscollab_desktop.render.document_values.place import Place
from esscollab_desktop.render.document_values.texts import Values
from esscollab_desktop.render.fonts import widest

_HIGH = 342.0
# By cards to a page: width, the room left and right of the text, size of text and of title.
_SHAPES = {2: (504.0, 22.0, 12.0, 15.0), 4: (244.8, 17.0, 10.5, 13.0)}
_TITLE_LINES, _SMALL_LINES = 5.0, 3.0


def cards(maker: Maker, block: Cards) -> Values:
    to_a_page = 4 if block.to_a_page == 4 and not maker.theme.large else 2
    width, inset, size, title_size = _SHAPES[to_a_page]
    if maker.theme.large:
        size = title_size = maker.theme.sizes.card
    place = Place(width - 2 * inset, size)
    shown = [_card(maker, card, place, title_size) for card in block.cards]
    return {
        "k": "cards",
        "to_a_page": to_a_page,
        "width": width,
        "height": _HIGH,
        "inset": inset,
        "size": size,
        "title_size": title_size,
        "cards": shown,
    }


def _card(maker: Maker, card: Card, place: Place, title_size: float) -> Values:
    opening = card.opening
    sizes = maker.theme.sizes
    em = place.room / title_size
    title = maker.texts.plain("".join(span.text for span in opening.title)) or maker.words["untitled"]
    small = place.room / sizes.source
    code = maker.code(maker.texts.plain(opening.code))
    part = maker.texts.plain(part_words(card, maker.words))
    return {
        "level": maker.next_level(opening.level or 1),
        "anchor": maker.anchor(opening.anchor),
        "code": code,
        "kind": opening.kind.value if opening.kind else None,
        "mark": fit(maker.texts.plain(opening.mark), (place.room - 75) / sizes.small),
        "title": run(fit(title, em * _TITLE_LINES), em),
        "agency": run(fit(maker.texts.plain(opening.agency), small * _SMALL_LINES), small),
        "part": part,
        "blocks": maker.all(card.blocks, place),
        "source": run(fit(maker.texts.plain(card.source), small * _SMALL_LINES), small),
        "fits": _surely_fits(title, card, place, em),
    }


def _surely_fits(title: str, card: Card, place: Place, em: float) -> bool:
    """A short title above a short text; other cards are measured."""
    return widest(title) < em and surely_high(card.blocks, place.room, place.size) < _HIGH / 2
