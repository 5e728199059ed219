"""Paper from a real queue: what the window prints goes through CUPS and arrives, page by page."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from printers import Printer, printer
from programs import esscollab

pytestmark = pytest.mark.outside

CODE = "4.MA"
UNLIKE = 6.0  # of 255, on the average of a sheet: what fineness and rounding do to the same page


@pytest.fixture(scope="module")
def queue() -> Iterator[Printer]:
    with printer() as made:
        yield made


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> list[list[int]]:
    """The pages as the command line writes them."""
    folder = tmp_path_factory.mktemp("handout")
    esscollab("--data-dir", folder / "data", "handout", CODE, "-o", folder / "handout.pdf")
    return pictures(folder / "handout.pdf")


def pictures(path: Path) -> list[list[int]]:
    """Each page as greys, small enough that a hair's breadth does not count."""
    document = pypdfium2.PdfDocument(path)
    drawn = []
    for page in document:
        assert [round(side) for side in page.get_size()] == [612, 792]
        bitmap = page.render(scale=0.25, grayscale=True)
        drawn.append(
            [bitmap.buffer[y * bitmap.stride + x] for y in range(bitmap.height) for x in range(bitmap.width)]
        )
    document.close()
    return drawn


def unlike(one: list[int], other: list[int]) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def title() -> str:
    return f"handout-{secrets.token_hex(4)}"


def test_every_page_arrives_as_it_is(queue: Printer, handout: list[list[int]], tmp_path: Path) -> None:
    name = title()
    said = queue.print(tmp_path / name, 1, 0, 0, "none", CODE)
    assert said.splitlines()[-1] == f"Sent to the printer: {len(handout)} pages."
    arrived = pictures(queue.arrived(name))
    assert len(arrived) == len(handout) > 1
    likeness = [[unlike(page, other) for other in handout] for page in arrived]
    for number, row in enumerate(likeness):
        assert row[number] < UNLIKE
        assert row.index(min(row)) == number
    copies, options = queue.job()
    assert (copies, options["sides"]) == (1, "one-sided")


@pytest.mark.parametrize(
    ("sides", "asked"), [("long", "two-sided-long-edge"), ("short", "two-sided-short-edge")]
)
def test_range_copies_and_sides_reach_the_job(
    queue: Printer, handout: list[list[int]], tmp_path: Path, sides: str, asked: str
) -> None:
    name = title()
    said = queue.print(tmp_path / name, 2, 2, 3, sides, CODE)
    assert said.splitlines()[-1] == "Sent to the printer: 2 pages."
    arrived = pictures(queue.arrived(name))
    copies, options = queue.job()
    assert (copies, options["sides"]) == (2, asked)
    assert len(arrived) == 4
    for page, wanted in zip(arrived, [*handout[1:3], *handout[1:3]], strict=True):
        assert unlike(page, wanted) < UNLIKE
