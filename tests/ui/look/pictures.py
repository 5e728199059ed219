"""Small pictures of what a painting function draws, and what a photocopy would keep of them."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QImage, QPainter


def painted(draw: Callable[[QPainter], object], ground: str = "#FFFFFF", ratio: float = 1.0) -> QImage:
    """120 by 60 logical pixels of `ground`, painted on."""
    image = QImage(round(120 * ratio), round(60 * ratio), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(ground))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def ink_of(image: QImage) -> list[bool]:
    """Where the picture differs clearly from its ground, in lightness alone."""
    ground = image.pixelColor(image.width() - 1, image.height() - 1).lightness()
    places = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return [abs(image.pixelColor(x, y).lightness() - ground) > 60 for x, y in places]


def differing(a: QImage, b: QImage) -> int:
    """How many pixels are ink in one picture and ground in the other."""
    return sum(x != y for x, y in zip(ink_of(a), ink_of(b), strict=True))


def is_near(a: QColor, b: str) -> bool:
    """Within three steps of a channel: premultiplied pixels lose the last bits."""
    other = QColor(b)
    parts = (a.red() - other.red(), a.green() - other.green(), a.blue() - other.blue())
    return max(abs(part) for part in parts) <= 3


def shows(image: QImage, color: str) -> bool:
    """Whether a color is anywhere in the picture, on its own."""
    places = ((x, y) for y in range(image.height()) for x in range(image.width()))
    found = (image.pixelColor(x, y) for x, y in places)
    return any(pixel.alpha() > 120 and is_near(pixel, color) for pixel in found)
