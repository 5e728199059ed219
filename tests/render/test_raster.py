"""Pages as pictures: size, order, colours, one at a time."""

from itertools import islice

import pytest
from sample_pages import EXAMPLE, PRACTICE, handout

from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.raster import page_count, page_images

PDF = compile_document(handout(PRACTICE, EXAMPLE)).data


def test_every_page_is_drawn_at_the_asked_fineness() -> None:
    pages = list(page_images(PDF, 72))
    assert len(pages) == page_count(PDF) == 3
    for page in pages:
        assert (page.width, page.height) == (612, 792)
        assert page.stride >= 3 * page.width
        assert len(page.data) == page.stride * page.height
        assert page.data[:3] == b"\xff\xff\xff"
        assert min(page.data) < 80


def test_only_the_wanted_pages_in_their_order() -> None:
    whole = list(page_images(PDF, 40))
    assert list(page_images(PDF, 40, [2, 0])) == [whole[2], whole[0]]


def test_red_green_and_blue_stand_in_that_order() -> None:
    accent = bytes.fromhex("0b5a50")
    page = next(iter(page_images(compile_document(handout(EXAMPLE)).data, 200)))
    rows = range(0, len(page.data), page.stride)
    pixels = {page.data[i : i + 3] for row in rows for i in range(row, row + 3 * page.width, 3)}
    assert accent in pixels


def test_pages_left_undrawn_cost_nothing() -> None:
    images = page_images(PDF, 40)
    assert len(list(islice(images, 1))) == 1
    images.close()  # type: ignore[attr-defined]


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        list(page_images(PDF, 40, [9]))
