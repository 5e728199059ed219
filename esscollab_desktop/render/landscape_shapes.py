"""What map and matrix are drawn with: colours, faces, marks, corner, legend."""

from dataclasses import dataclass

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.render.fonts import widest
from esscollab_desktop.render.svg import element, words

SANS = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Helvetica, Arial, sans-serif"
SERIF = "'Source Serif 4', 'Source Serif Pro', Georgia, 'Times New Roman', serif"
# So many marks stand for as many examples; past them stands the number.
MOST_MARKS = 3
_LEGEND_GAP, _LEGEND_LINE = 16.0, 24.0
# An em of the legend, less what the bound on a word's width is usually too wide by.
_LEGEND_WIDE = 12.5 * 0.85


@dataclass(frozen=True)
class Palette:
    """`tints`: fills for none, one, two and more examples; `on_tints`: the ink on each."""

    paper: str
    ink: str
    quiet: str
    line: str
    edge: str
    tints: tuple[str, str, str, str]
    on_tints: tuple[str, str, str, str]


LIGHT = Palette(
    *("#FDFDFB", "#1A2321", "#56625F", "#CDD5D2", "#76827E"),
    ("#FDFDFB", "#DCECE7", "#A8D0C5", "#0B5A50"),
    ("#56625F", "#1A2321", "#1A2321", "#FFFFFF"),
)
GREY = Palette(
    *("#FFFFFF", "#1A2321", "#45514E", "#CDD5D2", "#76827E"),
    ("#FFFFFF", "#EDEFEE", "#C9CECC", "#3F4A47"),
    ("#45514E", "#1A2321", "#1A2321", "#FFFFFF"),
)


def text(x: float, y: float, told: str, size: float, fill: str, **given: object) -> str:
    named = {"font_family": SANS, **given}
    return element("text", words(told), x=x, y=y, font_size=size, fill=fill, **named)


def mark(kind: Kind, x: float, y: float, ink: str, radius: float = 4.5) -> str:
    """A kind's mark around its middle: a disk, a ring or a triangle."""
    if kind is Kind.PUBLISHED:
        return element("circle", cx=x, cy=y, r=radius, fill=ink)
    if kind is Kind.RELATED:
        return element(
            "circle", cx=x, cy=y, r=radius - 0.6, fill="none", stroke=ink, stroke_width=radius * 0.27
        )
    points = f"{x - radius:g},{y + radius:g} {x:g},{y - radius:g} {x + radius:g},{y + radius:g}"
    return element("polygon", points=points, fill=ink)


def marks_of(counts: Counts) -> list[Kind]:
    """One mark for each example as long as there are few, else one for each kind that is there."""
    if counts.total <= MOST_MARKS:
        return [kind for kind in Kind for _ in range(counts.of(kind))]
    return [kind for kind in Kind if counts.of(kind)]


def corner(right: float, top: float, ink: str, size: float = 12.0) -> str:
    """The folded corner of what has notes."""
    return element(
        "polygon", points=f"{right - size:g},{top:g} {right:g},{top:g} {right:g},{top + size:g}", fill=ink
    )


def numbers(counts: Counts, has_notes: bool) -> dict[str, object]:
    """The counts as attributes, for programs that read the picture."""
    told: dict[str, object] = {f"data_{kind}": counts.of(kind) for kind in Kind}
    return {**told, "data_notes": counts.notes} if has_notes else told


def legend(
    x: float, y: float, width: float, colors: Palette, groups: list[list[tuple[str, str]]]
) -> tuple[str, float]:
    """Signs with their words, each group in as many lines as it needs, and how high all are."""
    drawn, line = [], y - _LEGEND_LINE
    for group in groups:
        at, line = x, line + _LEGEND_LINE
        for sign, told in group:
            wide = 20 + widest(told) * _LEGEND_WIDE
            if at > x and at + wide > x + width:
                at, line = x, line + _LEGEND_LINE
            drawn.append(_sign(sign, at, line, colors) + text(at + 20, line + 4.5, told, 12.5, colors.quiet))
            at += wide + _LEGEND_GAP
    return "".join(drawn), line + _LEGEND_LINE - y


def _sign(sign: str, x: float, y: float, colors: Palette) -> str:
    if sign in set(Kind):
        return mark(Kind(sign), x + 7, y, colors.ink)
    box: dict[str, object] = {"x": x, "y": y - 7, "width": 14, "height": 14, "rx": 2}
    if sign == "none":
        return element("rect", **box, fill="none", stroke=colors.edge, stroke_dasharray="3 2.4")
    if sign == "notes":
        frame = element("rect", **box, fill="none", stroke=colors.quiet)
        return frame + corner(x + 14, y - 7, colors.ink, 9)
    return element("rect", **box, fill=colors.tints[int(sign)], stroke=colors.quiet)
