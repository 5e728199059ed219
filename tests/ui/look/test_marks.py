"""The kinds are told apart by line and shape alone: in grey, in any theme, at any pixel ratio."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.ui.look.marks import code_label_size, paint_code_label, paint_mark, paint_rail
from esscollab_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens
from esscollab_desktop.ui.look.type import Type
from look.pictures import differing, ink_of, painted, shows

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
RATIOS = pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
Draw = Callable[[Kind | None, Tokens, float], QImage]


def label(kind: Kind | None, tokens: Tokens, ratio: float = 1.0) -> QImage:
    font = Type().label()
    return painted(
        lambda p: paint_code_label(p, QPointF(4, 4), "4.MA", kind, tokens, font), tokens.paper, ratio
    )


def mark(kind: Kind | None, tokens: Tokens, ratio: float = 1.0) -> QImage:
    assert kind is not None
    return painted(lambda p: paint_mark(p, QPointF(20, 20), 4.5, kind, tokens), tokens.paper, ratio)


def rail(kind: Kind | None, tokens: Tokens, ratio: float = 1.0) -> QImage:
    return painted(lambda p: paint_rail(p, 10, 0, 60, kind, tokens), tokens.paper, ratio)


@THEMES
@RATIOS
@pytest.mark.parametrize(
    ("draw", "least"), [(label, 20), (mark, 8), (rail, 16)], ids=["label", "mark", "rail"]
)
def test_three_kinds_are_three_pictures_without_color(
    families: object, tokens: Tokens, ratio: float, draw: Draw, least: int
) -> None:
    pictures = [draw(kind, tokens, ratio) for kind in Kind]
    for a, b in combinations(pictures, 2):
        assert differing(a, b) >= least


@THEMES
def test_no_kind_has_the_solid_line(families: object, tokens: Tokens) -> None:
    assert label(None, tokens) == label(Kind.PUBLISHED, tokens)
    assert rail(None, tokens) == rail(Kind.PUBLISHED, tokens)


def test_a_label_goes_where_it_is_put_and_is_as_large_as_it_says(families: object) -> None:
    font = Type().label()
    size = code_label_size("4.MA", font)
    boxes: list[QRectF] = []
    painted(lambda p: boxes.append(paint_code_label(p, QPointF(3, 5), "4.MA", None, LIGHT, font)))
    painted(lambda p: boxes.append(paint_code_label(p, QRectF(0, 0, 120, 60), "4.MA", None, LIGHT, font)))
    assert boxes[0] == QRectF(QPointF(3, 5), size)
    assert boxes[1].size() == size
    assert abs(boxes[1].center().x() - 60) <= 1
    assert abs(boxes[1].center().y() - 30) <= 1
    assert code_label_size("11.MA-2", font).width() > size.width()


def test_nothing_of_a_label_is_drawn_outside_its_box(families: object) -> None:
    font = Type().label()
    box = QRectF(QPointF(4, 4), code_label_size("4.MA", font))
    ink = ink_of(label(Kind.PUBLISHED, LIGHT))
    outside = [
        i for i, is_ink in enumerate(ink) if is_ink and not box.contains(i % 120 + 0.5, i // 120 + 0.5)
    ]
    assert outside == []


def test_another_ground_may_ask_for_another_ink(families: object) -> None:
    font = Type().label()
    ink, ground = CONTRAST.selection_ink, CONTRAST.selection
    place = QPointF(4, 4)
    for picture in (
        painted(lambda p: paint_code_label(p, place, "4.MA", None, CONTRAST, font, ink), ground),
        painted(lambda p: paint_mark(p, QPointF(90, 20), 4.5, Kind.PUBLISHED, CONTRAST, ink), ground),
    ):
        assert shows(picture, ink)
        assert not shows(picture, CONTRAST.ink)


def test_painting_leaves_the_painter_as_it_was(families: object) -> None:
    states = []

    def draw(painter: object) -> None:
        from PySide6.QtGui import QPainter

        assert isinstance(painter, QPainter)
        before = (painter.pen(), painter.brush(), painter.font(), painter.renderHints())
        paint_code_label(painter, QPointF(4, 4), "4.MA", Kind.OWN, LIGHT, Type().label())
        paint_mark(painter, QPointF(90, 20), 4.5, Kind.RELATED, LIGHT)
        paint_rail(painter, 80, 0, 60, Kind.RELATED, LIGHT)
        states.append((before, (painter.pen(), painter.brush(), painter.font(), painter.renderHints())))

    painted(draw)
    assert states[0][0] == states[0][1]
