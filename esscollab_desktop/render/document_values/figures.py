"""Drawings and pictures as the templates take them: all are SVG, a picture within one of its own size."""

import base64
import re
from typing import Any

from esscollab_desktop.render.document import Figure

_SIZE = re.compile(r'<svg[^>]*?\swidth="([0-9.]+)(?:px|pt)?"[^>]*?\sheight="([0-9.]+)')


def figure(texts: Any, block: Figure, room: float, depth: float) -> dict[str, Any]:
    """As wide as is asked, as the room and as lets it stand on one sheet with some words."""
    if block.media == "image/svg+xml":
        svg = block.data.decode()
        found = _SIZE.search(svg)
        width, height = (float(found[1]), float(found[2])) if found else (room, room)
    else:
        width, height = _pixels(block.data)
        coded = base64.b64encode(block.data).decode()
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
            f'<image width="{width}" height="{height}" href="data:image/png;base64,{coded}"/></svg>'
        )
    shown = min(block.width or room, room, 0.85 * depth * width / max(height, 1.0))
    return {"k": "figure", "svg": svg, "width": shown, "alt": texts.plain(block.alternative) or "–"}


def _pixels(data: bytes) -> tuple[float, float]:
    """Width and height, from the head of a PNG."""
    return float(int.from_bytes(data[16:20], "big")), float(int.from_bytes(data[20:24], "big"))
