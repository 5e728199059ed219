"""Paragraphs, headings and the heads of items as values."""

from esscollab_desktop.render.breaks import fit
from esscollab_desktop.render.document import Heading, Opening, Paragraph, Reference, Style
from esscollab_desktop.render.document_values.maker import Maker
from esscollab_desktop.render.document_values.texts import Values
from esscollab_desktop.render.fonts import widest


def _paragraph(maker: Maker, block: Paragraph) -> Values:
    sizes = maker.theme.sizes
    size = {Style.GUIDANCE: sizes.guidance, Style.SMALL: sizes.small, Style.PROMPT: sizes.prompt}.get(
        block.style, sizes.body
    )
    em = maker.em(size)
    shown: Values = {
        "k": "paragraph",
        "style": block.style.value,
        "text": maker.texts.spans(block.text, em),
    }
    if block.letter:
        shown["letter"] = fit(maker.texts.plain(block.letter), max(maker.theme.rail, 20.0) / sizes.letter)
    if block.run_in:
        shown["run_in"] = maker.texts.spans(block.run_in, em)
    if block.references:
        shown["refs"] = [_reference(maker, reference) for reference in block.references]
    return shown


def _reference(maker: Maker, reference: Reference) -> list[str]:
    return [str(reference.number), maker.texts.target(f"#{reference.anchor}")[1:]]


def paragraph(maker: Maker, block: Paragraph) -> Values | None:
    shown = _paragraph(maker, block)
    return shown if shown["text"] or shown.keys() & {"run_in", "refs", "letter"} else None


def heading(maker: Maker, block: Heading) -> Values:
    level = maker.next_level(block.level)
    em = maker.em(maker.theme.sizes.heading) - 2.0
    words = maker.texts.spans(block.text, em) or [maker.words["untitled"]]
    return {
        "k": "heading",
        "level": level,
        "text": words,
        "mark": block.kind.value if block.kind else None,
        "anchor": maker.anchor(block.anchor),
    }


def opening(maker: Maker, block: Opening) -> Values:
    sizes = maker.theme.sizes
    level = maker.next_level(block.level) if block.level else 0
    small = maker.em(sizes.small)
    code = maker.texts.plain(block.code)
    title = maker.texts.spans(block.title, maker.em(sizes.title))
    running = maker.texts.plain(block.running or "".join(span.text for span in block.title))
    in_head = code if block.kind else ""
    if in_head:
        running = running.removeprefix(in_head).strip() or running
    # Its code stands before it, semibold.
    share = 1.0 if maker.theme.large else 0.55
    head = share * maker.theme.print / sizes.running - (widest(maker.code(in_head)) + 1.0 if in_head else 0.0)
    return {
        "k": "opening",
        "level": level,
        "anchor": maker.anchor(block.anchor),
        "title": title or [code or maker.words["untitled"]],
        "code": maker.code(code),
        "kind": block.kind.value if block.kind else None,
        "trail": maker.texts.line(block.trail, small),
        "mark": maker.texts.line(block.mark, small - 2.0),
        "mark_is_short": widest(block.mark) <= small / 2,
        "agency": maker.texts.line(block.agency, small / 2),
        "lead": maker.all(block.lead),
        "head_code": maker.code(in_head) if block.running else "",
        "head": _running(running, head) if block.running else None,
    }


def _running(text: str, em: float) -> Values:
    """A text at the head of the sheet: as long as it may get, and one that fits at all events."""
    return {"long": fit(text, 1.8 * em), "short": fit(text, em)}
