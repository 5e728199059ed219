"""A logo out of a file: what is seen of it is kept, and nothing else gets in."""

import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pictures import SIGN, SVG, chunk, chunks, png, size, svg
from PySide6.QtGui import QImage

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.render import logo
from esscollab_desktop.render.logo import logo_png
from esscollab_desktop.render.picture import png as drawn
from esscollab_desktop.render.worker import HandoutWorker

RED = '<rect width="40" height="20" fill="#c00"/>'


def kept(data: bytes) -> bytes:
    return logo_png(data, drawn)


def pixels(data: bytes) -> set[bytes]:
    image = QImage.fromData(data)
    return {
        image.pixelColor(x, y).name().encode() for x in range(image.width()) for y in range(image.height())
    }


def test_a_png_keeps_its_pixels_and_loses_all_else() -> None:
    told = chunk(b"tEXt", b"Author\0Jane Roe") + chunk(b"eXIf", b"II*\0somewhere") + chunk(b"iCCP", b"x\0\0y")
    made = kept(png(4, 3, more=told))
    assert size(made) == (4, 3)
    assert set(chunks(made)) <= {b"IHDR", b"IDAT", b"IEND", b"pHYs"}
    assert b"Jane" not in made
    assert pixels(made) == {b"#ff0000"}


def test_what_is_kept_stays_the_same_when_it_is_kept_again() -> None:
    made = kept(svg(RED))
    assert kept(made) == made


def test_what_is_transparent_stands_on_white() -> None:
    assert pixels(kept(png(pixel=b"\xff\0\0\x80"))) == {b"#ff7f7f"}


def test_what_nobody_would_see_on_paper_is_told() -> None:
    white = '<rect width="40" height="20" fill="#fff"/>'
    for data in (png(pixel=b"\0\0\0\0"), png(pixel=b"\xff" * 4), svg(white), svg("")):
        with pytest.raises(UserError, match="Nothing of this picture would be seen on white paper"):
            kept(data)


def test_a_large_picture_becomes_as_small_as_paper_needs() -> None:
    assert size(kept(png(2400, 1200))) == (1000, 500)


def test_an_interlaced_picture_and_one_with_few_colours_pass() -> None:
    head = struct.pack(">IIBBBBB", 3, 3, 2, 3, 0, 0, 1)
    # Passes of an interlaced picture of three by three: 1x1, none, none, 1x1 left over, 2x1, 1x2, 3x1.
    rows = zlib.compress(b"\0\0" * 1 + b"\0\0" * 1 + b"\0\0" * 1 + b"\0\0" * 2 + b"\0\0" * 1)
    data = SIGN + chunk(b"IHDR", head) + chunk(b"PLTE", b"\0\0\xff") + chunk(b"IDAT", rows)
    assert pixels(kept(data + chunk(b"IEND", b""))) == {b"#0000ff"}


@pytest.mark.parametrize(
    "data",
    [
        png()[:-20],
        png()[:40],
        png().replace(b"IDAT", b"IDAU"),
        SIGN,
        SIGN + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 6, 0, 0, 0)) + chunk(b"IEND", b""),
        png() [:33] + chunk(b"IDAT", zlib.compress(b"\0" * 10_000)) + chunk(b"IEND", b""),
        png()[:33] + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b""),
        SIGN + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 7, 6, 0, 0, 0)) + chunk(b"IEND", b""),
    ],
)  # fmt: skip
def test_a_damaged_png_is_told(data: bytes) -> None:
    with pytest.raises(UserError, match="damaged"):
        kept(data)


def test_a_picture_that_swells_is_never_unpacked() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    bomb = SIGN + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10**7), 9)) + chunk(b"IEND", b"")
    with pytest.raises(UserError, match="60000 × 60000 pixels"):
        kept(bomb)
    with pytest.raises(UserError, match="over 8 MB"):
        kept(SIGN + bytes(logo.MOST_BYTES))
    with pytest.raises(UserError, match="a line"):
        kept(png(4000, 2))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xd8\xff\xe0", "a JPEG"),
        (b"GIF89a", "a GIF"),
        (b"%PDF-1.7", "a PDF"),
        (b"hello", "neither a PNG nor an SVG"),
        (b"", "neither a PNG nor an SVG"),
        (b"\xff\xff\xff", "neither a PNG nor an SVG"),
        (b"<html/>", "neither a PNG nor an SVG"),
        (b"<svg", "neither a PNG nor an SVG"),
    ],
)
def test_what_is_no_such_picture_is_named(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        kept(data)


@pytest.mark.parametrize(
    "data",
    [
        svg(RED),
        svg(RED.replace("40", "192"), 'width="2in" height="1in" version="1.1"').replace(b'"20"', b'"100%"'),
        svg(f"<g><a href='https://example.org/'>{RED}</a></g>"),
        svg(f"<style>.a{{fill:url(#b)}}</style><linearGradient id='b'/>{RED}"),
        svg(f'<defs><g id="r">{RED}</g></defs><use href="#r"/>'),
        svg(f"<title>Jane</title><metadata>Roe</metadata><!-- hidden -->{RED}"),
        b'<?xml version="1.0" encoding="UTF-16"?>\n' + svg(RED),
        svg(RED).decode().encode("utf-16"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        + svg(RED),
        svg(RED).replace(SVG.encode(), b""),
        svg(f'<x:view xmlns:x="urn:x" x:a="1"/><g style="filter:none">{RED}</g>'),
    ],
)
def test_a_drawing_of_shapes_is_drawn(data: bytes) -> None:
    made = kept(data)
    assert size(made) == (1000, 500)
    assert pixels(made) == {b"#cc0000"}


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", "a script"),
        ('<rect onload="alert(1)"/>', "a script"),
        ('<image href="file:///etc/passwd"/>', "another picture"),
        ('<image href="data:image/png;base64,AAAA"/>', "another picture"),
        ('<use href="https://example.org/a.svg#x"/>', "link to another file"),
        ('<use xmlns:l="http://www.w3.org/1999/xlink" l:href="other.svg#x"/>', "link to another file"),
        ('<rect fill="url(https://example.org/)"/>', "link to another file"),
        ("<rect fill=\"URL( 'x.svg#a' )\"/>", "link to another file"),
        ("<style>@import 'a.css';</style>", "link to another file"),
        ("<style>@font-face{src:url(a.ttf)}</style>", "link to another file"),
        (r"<style>rect{fill:\75rl(a)}</style>", "a style sheet"),
        ("<foreignObject/>", "a page inside"),
        ('<filter id="a"/>', "an effect"),
        ('<rect style="filter:blur(9999px)"/>', "an effect"),
        ("<style>rect{filter : blur(9px)}</style>", "an effect"),
        ("<marker/>", "no logo needs"),
        ("<g>" * 60 + "</g>" * 60, "too many layers"),
        ("<rect/>" * 20_001, "more shapes"),
        ('<g id="a"><use href="#a"/></g>', "made of itself"),
    ],
)
def test_what_runs_or_reaches_out_is_refused_in_words(inside: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        kept(svg(inside))


def test_a_drawing_that_swells_is_refused_at_once() -> None:
    levels = "".join(f'<g id="l{n}">{f"""<use href="#l{n + 1}"/>""" * 10}</g>' for n in range(12))
    begun = time.monotonic()
    with pytest.raises(UserError, match="more shapes"):
        kept(svg(f'<defs>{levels}<g id="l12">{RED}</g></defs><use href="#l0"/>'))
    with pytest.raises(UserError, match="shorthands"):
        kept(b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<text>&b;</text>"))
    with pytest.raises(UserError):
        kept(svg("<g>" * 100_000))
    with pytest.raises(UserError, match="too many layers"):
        kept(svg("<g>" * 100_000 + "</g>" * 100_000))
    assert time.monotonic() - begun < 10


def test_a_drawing_without_a_size_is_told() -> None:
    for attributes in ("", 'width="100%" height="100%"', 'viewBox="0 0 0 0"', 'viewBox="0 0 nan 1"'):
        with pytest.raises(UserError, match="how large"):
            kept(svg(RED, attributes))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_bytes_that_were_hit_give_a_picture_or_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([png(9, 9), svg(RED), svg("<g><text>x</text></g>")])))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert kept(bytes(whole)).startswith(SIGN)
    except UserError as told:
        assert str(told).endswith(".")


def test_a_child_process_draws_it_too_and_tells_what_it_can_not_draw() -> None:
    worker = HandoutWorker()
    try:
        assert logo_png(svg(RED), worker.picture) == kept(svg(RED))
        with pytest.raises(UserError, match="could not be drawn"):
            logo_png(svg(RED), lambda _svg, scale: worker.picture("<svg", scale))
    finally:
        worker.close()
