"""A handout of two pages once the program runs, beside Typst alone on a document of two pages."""

from collections.abc import Iterator
from datetime import date
from itertools import cycle

import typst

from bench.figures import Figure, Limit, side_by_side
from esscollab_desktop import bootstrap
from esscollab_desktop.services.handouts import HandoutOptions, handout_for
from esscollab_desktop.services.library import Library

TIMES = 12
PLAIN = "#set document(title: [Two pages])\n= First\n{}\n#pagebreak()\n== Second\n{}\n"


def figures(library: Library) -> Iterator[Figure]:
    press = bootstrap.open_press()
    try:
        press.warm().result()
        codes = _of_two_pages(library)
        examples, numbers = cycle(codes), iter(range(1_000_000))

        def ours() -> None:
            # Another choice each time, as Typst remembers what it has set.
            made = press.compile(handout_for(library, None, [next(examples)], HandoutOptions(date.today())))
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


def _of_two_pages(library: Library) -> list[str]:
    """Examples whose handout has two pages."""
    from esscollab_desktop.render.pdf import compile_pdf

    found = []
    for example in library.examples():
        if compile_pdf(handout_for(library, None, [example.code], HandoutOptions(date.today()))).pages == 2:
            found.append(example.code)
        if len(found) == TIMES:
            break
    return found
