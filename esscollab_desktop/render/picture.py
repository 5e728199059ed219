"""A drawing as a PNG, made by Typst with the bundled fonts."""

from pathlib import Path

from esscollab_desktop.render.pdf import template_compiler

# A pixel of the drawing is a pixel of the picture at this resolution.
_AT_ONE = 96
SCALES = (0.5, 8.0)
"""How much smaller and larger than the drawing a picture may be."""


def png(svg: str, scale: float = 2.0, resources: Path | None = None) -> bytes:
    """The drawing with `scale` pixels for each of its own. Raises ValueError outside of SCALES."""
    if not SCALES[0] <= scale <= SCALES[1]:
        raise ValueError(f"no picture of scale {scale}")
    compiler = template_compiler("picture.typ", resources)
    drawn = compiler.compile(format="png", ppi=_AT_ONE * scale, sys_inputs={"data": svg})
    assert isinstance(drawn, bytes)
    return drawn
