"""Notes as values: after the text, and beside it."""

from esscollab_desktop.render.document import Beside, Notes, NoteText, texts
from esscollab_desktop.render.document_values.heads import heading
from esscollab_desktop.render.document_values.maker import Maker
from esscollab_desktop.render.document_values.place import Place
from esscollab_desktop.render.document_values.texts import GROUPS, Values, language_values


def notes(maker: Maker, block: Notes) -> Values:
    return {
        "k": "notes",
        "heading": heading(maker, block.heading),
        "notes": [one_note(maker, note, maker.place) for note in block.notes],
    }


def one_note(maker: Maker, note: NoteText, place: Place) -> Values:
    em = place.room / (place.size or maker.theme.sizes.body)
    sign = maker.texts.plain(note.sign)
    language = note.language or maker.texts.language_of(maker.texts.printed("\n".join(texts(note.body))))
    with maker.texts.speaking(language):
        blocks = maker.all(note.body, place)
    kind, comma, rest = sign.partition(",")
    return {
        "group": GROUPS[note.kind],
        "number": note.number,
        "sign": [maker.texts.line(kind, em), maker.texts.line(comma + rest, em)],
        "about": maker.texts.line(note.about, em),
        "quote": maker.texts.line(note.quote, em),
        "blocks": blocks,
        **language_values(language),
    }


def beside(maker: Maker, block: Beside) -> Values:
    column = Place(maker.theme.beside, maker.theme.sizes.margin)
    return {
        "k": "beside",
        "blocks": maker.all(block.blocks),
        "notes": [one_note(maker, note, column) for note in block.notes],
    }
