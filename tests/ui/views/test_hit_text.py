"""Text with its hits: as many lines as there may be, cut between words, the first hit always in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from esscollab_desktop.domain.search import spans
from esscollab_desktop.ui.look.tokens import CONTRAST, LIGHT, Tokens
from esscollab_desktop.ui.look.type import sans
from esscollab_desktop.ui.views.hit_text import HitText

LONG = "Parents and teachers met in each district of the state to talk about a plan, and funding came late."


def text_of(words: str, width: float = 200, lines: int = 2, pattern: str = "") -> HitText:
    return HitText(words, spans(words, [pattern] if pattern else []), sans(10.5), width, lines)


def test_what_has_room_is_whole(qapp: QApplication) -> None:
    laid = text_of(LONG, 2_000)
    assert laid.text == LONG
    assert laid.line_count == 1
    assert laid.height == laid.line_height


def test_what_is_too_long_ends_between_words(qapp: QApplication) -> None:
    laid = text_of(LONG)
    assert laid.line_count == 2
    kept = laid.text.removesuffix(" …")
    assert kept != laid.text
    assert LONG.startswith(kept)
    assert LONG[len(kept)] == " "
    assert laid.widest() <= 200


def test_a_text_that_was_cut_already_is_marked_once(qapp: QApplication) -> None:
    whole = text_of(LONG)
    before = whole.text.removesuffix(" …")
    laid = text_of(f"{before}… and more words than there is room for")
    assert laid.text.count("…") == 1


def test_a_hit_that_stands_late_is_brought_into_view(qapp: QApplication) -> None:
    laid = text_of(LONG, pattern="funding")
    assert laid.line_count <= 2
    assert laid.text.startswith("… ")
    assert "funding" in laid.text


@pytest.mark.parametrize("width", range(80, 700, 40))
@pytest.mark.parametrize("pattern", ["late", "came", "a*", "district", "parents"])
def test_a_hit_at_any_place_is_seen_at_any_width(qapp: QApplication, width: int, pattern: str) -> None:
    """What is left from a late hit on may be a single line."""
    laid = text_of(LONG, width, pattern=pattern)
    assert laid.line_count <= 2
    assert spans(laid.text, [pattern])
    assert laid._boxes(QPointF(0, 0))


def test_a_word_longer_than_a_line_is_broken(qapp: QApplication) -> None:
    laid = text_of("x" * 400, 100)
    assert laid.line_count == 2
    assert laid.text.endswith("…")


@given(
    words=st.lists(st.text("abcdef ø😀é\u0301", max_size=14), max_size=30).map(" ".join),
    width=st.integers(60, 400),
    pattern=st.sampled_from(["", "a*", "b*", "ab"]),
)
@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
def test_no_text_has_more_lines_than_it_may(qapp: QApplication, words: str, width: int, pattern: str) -> None:
    laid = text_of(words, width, 2, pattern)
    assert laid.line_count <= 2
    picture = QImage(420, 60, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    laid.paint(painter, QPointF(0, 0), LIGHT.ink, LIGHT.hit, LIGHT)
    painter.end()


def pixels(words: str, pattern: str, tokens: Tokens) -> set[str]:
    picture = QImage(300, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor(tokens.desk))
    painter = QPainter(picture)
    fill = tokens.desk if tokens.is_contrast else tokens.hit
    text_of(words, 290, pattern=pattern).paint(painter, QPointF(2, 2), tokens.ink, fill, tokens)
    painter.end()
    return {picture.pixelColor(x, y).name().upper() for x in range(300) for y in range(40)}


def test_a_hit_is_filled_and_underlined_and_nothing_else_is(qapp: QApplication) -> None:
    assert {LIGHT.hit, LIGHT.accent} <= pixels("the hit here", "hit", LIGHT)
    assert not {LIGHT.hit, LIGHT.accent} & pixels("the hit here", "miss", LIGHT)


def test_letters_that_take_two_places_do_not_move_a_hit(qapp: QApplication) -> None:
    laid = text_of("😀😀 hit", 290, pattern="hit")
    (box,) = laid._boxes(QPointF(0, 0))
    plain = text_of("😀😀 ", 290)
    assert box.left() >= plain.widest() - 4


def test_in_contrast_a_hit_is_inverse(qapp: QApplication) -> None:
    picture = QImage(300, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.black)
    painter = QPainter(picture)
    laid = text_of("one hit", 290, pattern="hit")
    laid.paint(painter, QPointF(2, 2), CONTRAST.ink, CONTRAST.desk, CONTRAST)
    painter.end()
    (box,) = laid._boxes(QPointF(2, 2))
    corner = picture.pixelColor(int(box.right()) - 1, int(box.top()) + 1).name().upper()
    assert corner == CONTRAST.ink
    assert CONTRAST.accent not in pixels("one hit", "hit", CONTRAST)


@pytest.mark.parametrize("text", ["", " "])
def test_no_text_has_no_height_to_speak_of(qapp: QApplication, text: str) -> None:
    assert text_of(text).line_count <= 1
