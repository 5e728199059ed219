"""A handout of two pages once the program runs, beside Typst alone on a document of two pages."""

from collections.abc import Iterator
from datetime import date
from itertools import cycle

import typst

from bench.figures import Figure, Limit, side_by_side
from esscollab_desktop import bootstrap
from esscollab_desktop.domain.packets import PacketLook
from esscollab_desktop.render.document import Document
from esscollab_desktop.services.handout_choice import chosen
from esscollab_desktop.services.library import Library, Reading
from esscollab_desktop.services.packet_handouts import Press, prepared

TIMES = 12
PLAIN = "#set document(title: [Two pages])\n= First\n{}\n#pagebreak()\n== Second\n{}\n"


def figures(library: Library) -> Iterator[Figure]:
    press = bootstrap.open_press()
    try:
        press.warm().result()
        codes = _of_two_pages(library, press)
        examples, numbers = cycle(codes), iter(range(1_000_000))

        def ours() -> None:
            # Another choice each time, as Typst remembers what it has set.
            made = press.compile(laid_out(library, [next(examples)]))
            assert made.pages == 2

        def alone() -> None:
            words = f"Words {next(numbers)}. " * 60
            typst.compile(PLAIN.format(words, words).encode(), format="pdf", pdf_standards=["ua-1"])

        ours()
        alone()
        taken, beside = side_by_side([ours] * TIMES, [alone] * TIMES)
    finally:
        press.close()
    yardstick = "Typst alone, two plain pages"
    yield Figure("Handout", "two pages, tagged PDF", "median", taken, yardstick, beside, Limit(seconds=0.1))


def laid_out(library: Reading, codes: list[str], look: PacketLook = PacketLook()) -> Document:  # noqa: B008
    """As `esscollab handout` does it; no code is the whole book."""
    return prepared(library, None, None, None, chosen(library, codes, look), date.today()).document


def _of_two_pages(library: Library, press: Press) -> list[str]:
    """Examples whose handout has two pages."""
    found = []
    for example in library.examples():
        if press(laid_out(library, [example.code])).pages == 2:
            found.append(example.code)
        if len(found) == TIMES:
            break
    return found
