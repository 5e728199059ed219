"""Paper from a real queue: what the window prints goes through CUPS and arrives, page by page."""

import math
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest
from made_packets import numbered_pages
from printers import Printer, printer

pytestmark = pytest.mark.outside

CODES = {"reference": ["4.MA"], "comparison": ["4.MA", "2.IL"]}
# Pages are laid upon each other as pictures: the same page twice is alike, and nearer than any other.
ALIKE, NEARER = 0.6, 0.1
PAPERS = {"letter": (612, 792), "legal": (612, 1008), "a4": (595, 842)}
Picture = list[int]


@pytest.fixture(scope="module")
def queue() -> Iterator[Printer]:
    with printer() as made:
        yield made


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
        others = [likely for n, likely in enumerate(alike, 1) if n != number]
        assert max(others) < alike[number - 1] - NEARER


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The program's folder, whose name is the job's title."""
    return tmp_path / f"handout-{secrets.token_hex(4)}"


def asked(paper: str = "letter", layout: str = "reference") -> dict[str, object]:
    return {"what": "handout", "codes": CODES[layout], "paper": paper, "layout": layout}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_arrives_as_it_is(queue: Printer, data: Path, paper: str) -> None:
    """Also where the printer's own paper is another."""
    said = queue.print(data, **asked(paper))
    arrived, wanted = queue.arrived(data.name), data / "pages.pdf"
    pages = len(sizes(wanted))
    assert said.splitlines()[-1] == f"Sent to the printer: {pages} pages."
    assert sizes(arrived) == sizes(wanted) == [PAPERS[paper]] * pages
    check_pages(arrived, wanted, range(1, pages + 1))
    copies, options = queue.job()
    assert (copies, options["sides"]) == (1, "one-sided")


@pytest.mark.parametrize(
    ("sides", "told"), [("long", "two-sided-long-edge"), ("short", "two-sided-short-edge")]
)
def test_range_copies_and_sides_reach_the_job(queue: Printer, data: Path, sides: str, told: str) -> None:
    said = queue.print(data, **asked(), copies=2, pages="2-3", sides=sides)
    assert said.splitlines()[-1] == "Sent to the printer: 2 pages."
    arrived = queue.arrived(data.name)
    copies, options = queue.job()
    assert (copies, options["sides"]) == (2, told)
    check_pages(arrived, data / "pages.pdf", [2, 3, 2, 3])


def test_pages_apart_are_the_only_ones_that_arrive(queue: Printer, data: Path) -> None:
    queue.print(data, **asked(), pages="1,3")
    check_pages(queue.arrived(data.name), data / "pages.pdf", [1, 3])


def test_lying_pages_arrive(queue: Printer, data: Path) -> None:
    queue.print(data, **asked(layout="comparison"))
    wanted = data / "pages.pdf"
    assert set(sizes(wanted)) == {(792, 612)}
    check_pages(queue.arrived(data.name), wanted, range(1, len(sizes(wanted)) + 1))


def test_lying_pages_among_standing_ones_are_turned(queue: Printer, data: Path, tmp_path: Path) -> None:
    both = tmp_path / "both.pdf"
    both.write_bytes(numbered_pages([(612, 792), (792, 612), (612, 792)]))
    queue.print(data, what="pdf", path=str(both))
    arrived = queue.arrived(data.name)
    assert sizes(arrived) == [PAPERS["letter"]] * 3
    check_pages(arrived, both, [1, 2, 3])


def test_a_packet_is_printed_from_its_preview(queue: Printer, data: Path) -> None:
    said = queue.print(data, what="packet", copies=2, sides="long")
    arrived, wanted = queue.arrived(data.name), data / "pages.pdf"
    pages = len(sizes(wanted))
    assert said.splitlines()[-1] == f"Sent to the printer: {pages} pages."
    copies, options = queue.job()
    assert (copies, options["sides"]) == (2, "two-sided-long-edge")
    a_copy = pages + pages % 2  # the second begins on a sheet of its own
    assert sizes(arrived) == [PAPERS["letter"]] * 2 * a_copy
    made, drawn = pictures(wanted), pictures(arrived)
    for one, first, second in zip(made, drawn[:pages], drawn[a_copy:], strict=False):
        assert min(likeness(one, first), likeness(one, second)) > ALIKE
