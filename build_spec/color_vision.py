"""Pictures as people without red or green cones see them, into build/color-vision, for looking at.

    python build_spec/color_vision.py docs/pictures/overview-light-100.png …

The matrices are those of Machado, Oliveira and Fernandes (2009) for full protanopia and deuteranopia; they
hold for linear light.
"""

import sys
from pathlib import Path

from PySide6.QtGui import QImage

OUT = Path("build/color-vision")
Matrix = tuple[tuple[float, float, float], ...]
KINDS: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "greyscale": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def encoded(light: float) -> int:
    light = min(max(light, 0.0), 1.0)
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(part * 255)


def seen(color: tuple[int, int, int], matrix: Matrix) -> tuple[int, int, int]:
    """A color of the screen as it looks to those eyes."""
    light = [linear(value) for value in color]
    red, green, blue = (encoded(sum(a * b for a, b in zip(row, light, strict=True))) for row in matrix)
    return red, green, blue


def simulated(image: QImage, matrix: Matrix) -> QImage:
    """Each color once: a picture of a window has few."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.bits()).cast("I")
    known: dict[int, int] = {}
    for place, pixel in enumerate(pixels):
        if pixel not in known:
            red, green, blue = seen((pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255), matrix)
            known[pixel] = 255 << 24 | red << 16 | green << 8 | blue
        pixels[place] = known[pixel]
    return plain


def main(paths: list[str]) -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    for path in map(Path, paths):
        image = QImage(str(path))
        if image.isNull():
            sys.stderr.write(f"{path} is no picture.\n")
            return 1
        for kind, matrix in KINDS.items():
            out = OUT / f"{path.stem}-{kind}.png"
            simulated(image, matrix).save(str(out))
            sys.stdout.write(f"{out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
