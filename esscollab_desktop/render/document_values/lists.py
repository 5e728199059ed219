"""Lists and sources as values."""

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.render.document import Entry, List, ListStyle, Sources
from esscollab_desktop.render.document_values.heads import heading
from esscollab_desktop.render.document_values.maker import Maker
from esscollab_desktop.render.document_values.texts import Values


def entries(maker: Maker, block: List) -> Values:
    sizes = maker.theme.sizes
    em = maker.em(sizes.name if block.in_full else sizes.entry) - 3.0
    items = [_entry(maker, entry, em) for entry in block.entries]
    turned = maker.texts.begins_right(block.entries)
    if block.style is ListStyle.NUMBERS:
        labels = [maker.texts.fitted(label, 6.0) for label in block.labels]
        labels += [f"{n}." for n in range(len(labels) + 1, len(items) + 1)]
        return {"k": "numbers", "items": items, "labels": labels, "turned": turned}
    if block.style is ListStyle.CODED and not maker.place.size:
        kind = next((entry.kind for entry in block.entries if entry.kind), Kind.PUBLISHED)
        return {"k": "coded", "kind": kind.value, "items": items, "in_full": block.in_full}
    return {"k": "bullets", "items": items, "turned": turned}


def _entry(maker: Maker, entry: Entry, em: float) -> Values:
    link = maker.texts.target(entry.link) or (maker.texts.target(f"#{entry.anchor}") if entry.anchor else "")
    return {
        "label": maker.texts.spans(entry.label, em),
        "text": maker.texts.spans(entry.text, em),
        "code": maker.code(maker.texts.plain(entry.code)),
        "kind": entry.kind.value if entry.kind else None,
        "address": maker.texts.address(entry.address, em),
        "link": link,
    }


def sources(maker: Maker, block: Sources) -> Values:
    em = maker.em(maker.theme.sizes.source) - 2.0
    return {
        "k": "sources",
        "heading": heading(maker, block.heading) if block.heading else None,
        "lines": [
            {
                "number": line.number,
                "anchor": maker.anchor(line.anchor),
                "text": maker.texts.line(line.text, em),
                "seen": maker.texts.line(line.seen, em),
                "address": maker.texts.address(line.address, em),
                "link": maker.texts.target(line.link),
            }
            for line in block.lines
        ],
    }
