"""Paper from a real queue: what the window prints goes through CUPS and arrives, page by page."""

import math
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from printers import Printer, printer

from esscollab_desktop.render.pdf import compile_pdf
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.handouts import HandoutOptions, handout_for

pytestmark = pytest.mark.outside

CODES = {"reference": ["4.MA"], "comparison": ["4.MA", "2.IL"]}
# Pages are laid upon each other as pictures: the same page drawn twice is far above, two others far below.
ALIKE, UNLIKE = 0.6, 0.4
PAPERS = {"letter": (612, 792), "legal": (612, 1008), "a4": (595, 842)}
Picture = list[int]


@pytest.fixture(scope="module")
def queue() -> Iterator[Printer]:
    with printer() as made:
        yield made


@dataclass(frozen=True)
class Wanted:
    """Handouts as they are written into files, without a printer."""

    folder: Path
    catalogue: Catalogue

    def __call__(self, paper: str = "letter", layout: str = "reference") -> Path:
        out = self.folder / f"{layout}-{paper}.pdf"
        if not out.exists():
            options = HandoutOptions(date.today(), paper=paper, layout=layout)
            made = compile_pdf(handout_for(self.catalogue, None, CODES[layout], options))
            out.write_bytes(made.data)
        return out


@pytest.fixture(scope="module")
def wanted(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Wanted:
    return Wanted(tmp_path_factory.mktemp("wanted"), catalogue)


def sizes(path: Path) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path)
    found = [(round(width), round(height)) for width, height in (page.get_size() for page in document)]
    document.close()
    return found


def pictures(path: Path) -> list[Picture]:
    """Each page as greys, standing, small enough that a hair's breadth does not count."""
    document = pypdfium2.PdfDocument(path)
    drawn = []
    for page in document:
        bitmap = page.render(
            scale=0.5, grayscale=True, rotation=270 if page.get_width() > page.get_height() else 0
        )
        rows, columns = range(bitmap.height), range(bitmap.width)
        drawn.append([bitmap.buffer[y * bitmap.stride + x] for y in rows for x in columns])
    document.close()
    return drawn


def likeness(one: Picture, other: Picture) -> float:
    """Of -1 to 1: how far dark stands on dark."""
    middle, middle2 = sum(one) / len(one), sum(other) / len(other)
    together = sum((a - middle) * (b - middle2) for a, b in zip(one, other, strict=True))
    apart = sum((a - middle) ** 2 for a in one) * sum((b - middle2) ** 2 for b in other)
    return together / math.sqrt(apart)


def check_pages(arrived: Path, wanted: Path, numbers: Sequence[int]) -> None:
    """That these pages arrived, from 1, in this order, and each of them as it was."""
    made, shown = pictures(wanted), pictures(arrived)
    assert len(shown) == len(numbers)
    for page, number in zip(shown, numbers, strict=True):
        alike = [likeness(page, other) for other in made]
        assert alike[number - 1] > ALIKE
        assert max((a for n, a in enumerate(alike, 1) if n != number), default=0.0) < UNLIKE


def title() -> str:
    return f"handout-{secrets.token_hex(4)}"


def asked(paper: str = "letter", layout: str = "reference") -> dict[str, object]:
    return {"what": "handout", "codes": CODES[layout], "paper": paper, "layout": layout}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_arrives_as_it_is(queue: Printer, wanted: Wanted, tmp_path: Path, paper: str) -> None:
    name = title()
    pages = len(sizes(wanted(paper)))
    said = queue.print(tmp_path / name, **asked(paper))
    assert said.splitlines()[-1] == f"Sent to the printer: {pages} pages."
    arrived = queue.arrived(name)
    assert sizes(arrived) == [PAPERS[paper]] * pages
    check_pages(arrived, wanted(paper), range(1, pages + 1))
    copies, options = queue.job()
    assert (copies, options["sides"]) == (1, "one-sided")


@pytest.mark.parametrize(
    ("sides", "told"), [("long", "two-sided-long-edge"), ("short", "two-sided-short-edge")]
)
def test_range_copies_and_sides_reach_the_job(
    queue: Printer, wanted: Wanted, tmp_path: Path, sides: str, told: str
) -> None:
    name = title()
    said = queue.print(tmp_path / name, **asked(), copies=2, pages="2-3", sides=sides)
    assert said.splitlines()[-1] == "Sent to the printer: 2 pages."
    arrived = queue.arrived(name)
    copies, options = queue.job()
    assert (copies, options["sides"]) == (2, told)
    check_pages(arrived, wanted(), [2, 3, 2, 3])


def test_pages_apart_are_the_only_ones_that_arrive(queue: Printer, wanted: Wanted, tmp_path: Path) -> None:
    name = title()
    queue.print(tmp_path / name, what="pdf", path=str(wanted()), pages="1,3")
    check_pages(queue.arrived(name), wanted(), [1, 3])


def test_lying_pages_arrive_lying(queue: Printer, wanted: Wanted, tmp_path: Path) -> None:
    name = title()
    queue.print(tmp_path / name, **asked(layout="comparison"))
    arrived, lying = queue.arrived(name), wanted(layout="comparison")
    check_pages(arrived, lying, range(1, len(sizes(lying)) + 1))


def test_lying_pages_among_standing_ones_are_turned(queue: Printer, wanted: Wanted, tmp_path: Path) -> None:
    name, both = title(), tmp_path / "both.pdf"
    with pikepdf.Pdf.open(wanted()) as made, pikepdf.Pdf.open(wanted(layout="comparison")) as more:
        made.pages.extend(more.pages)
        made.save(both)
    queue.print(tmp_path / name, what="pdf", path=str(both))
    arrived = queue.arrived(name)
    assert set(sizes(arrived)) == {PAPERS["letter"]}
    check_pages(arrived, both, range(1, len(sizes(both)) + 1))


def test_a_packet_is_printed_from_its_preview(queue: Printer, tmp_path: Path) -> None:
    name = title()
    said = queue.print(tmp_path / name, what="packet", copies=2, sides="long")
    pages = int(said.splitlines()[-1].removeprefix("Sent to the printer: ").split()[0])
    assert pages >= 3
    arrived = queue.arrived(name)
    copies, options = queue.job()
    assert (copies, options["sides"]) == (2, "two-sided-long-edge")
    a_copy = pages + pages % 2  # the second begins on a sheet of its own
    assert sizes(arrived) == [PAPERS["letter"]] * 2 * a_copy
    drawn = pictures(arrived)
    for first, second in zip(drawn[:pages], drawn[a_copy:], strict=False):
        assert likeness(first, second) > 0.99
