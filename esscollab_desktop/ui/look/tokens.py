"""The roles of colour and their values: light (paper), dark (slate), high contrast (ours, on black)."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tokens:
    """One value, `#RRGGBB`, for each role. Code names the role, never the value.

    `selection` and `selection_ink` are a selected row, `text_selection` and its ink selected
    words. `say`, `ask`, `heard` and `do` fill the user's highlights, the same names with `_u` underline them.
    """

    desk: str
    paper: str
    sunk: str
    wash: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    disabled: str
    accent: str
    onaccent: str
    alert: str
    caution: str
    selection: str
    selection_ink: str
    text_selection: str
    text_selection_ink: str
    say: str
    ask: str
    heard: str
    do: str
    hit: str
    hit_ink: str
    say_u: str
    ask_u: str
    heard_u: str
    do_u: str
    m0: str
    m1: str
    m2: str
    m3: str
    m3_ink: str
    ring_width: int = 2
    is_dark: bool = False
    is_contrast: bool = False
    is_system: bool = False

    def colors(self) -> dict[str, str]:
        """Every role of colour with its value."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.type in (str, "str")}


LIGHT = Tokens(
    desk="#EBEFED",
    paper="#FDFDFB",
    sunk="#E0E6E3",
    wash="#D5E8E3",
    line="#CDD5D2",
    edge="#76827E",
    ink="#1A2321",
    ink2="#45514E",
    ink3="#56625F",
    disabled="#56625F",
    accent="#0B5A50",
    onaccent="#FFFFFF",
    alert="#9B2A1E",
    caution="#7A4A00",
    selection="#D5E8E3",
    selection_ink="#1A2321",
    text_selection="#0B5A50",
    text_selection_ink="#FFFFFF",
    say="#FFEBA3",
    ask="#D3E5FF",
    heard="#EBDFFB",
    do="#FFDFCC",
    hit="#C9E6DE",
    hit_ink="#1A2321",
    say_u="#8A6A00",
    ask_u="#2460BD",
    heard_u="#7A41B3",
    do_u="#AF480E",
    m0="#FDFDFB",
    m1="#DCECE7",
    m2="#A8D0C5",
    m3="#0B5A50",
    m3_ink="#FFFFFF",
)

DARK = Tokens(
    desk="#121917",
    paper="#1B2421",
    sunk="#0B100F",
    wash="#234039",
    line="#37433F",
    edge="#818F8A",
    ink="#E7ECE9",
    ink2="#BAC5C1",
    ink3="#A5B1AC",
    disabled="#A5B1AC",
    accent="#86D5C3",
    onaccent="#07201B",
    alert="#FFA597",
    caution="#F0C274",
    selection="#234039",
    selection_ink="#E7ECE9",
    text_selection="#86D5C3",
    text_selection_ink="#07201B",
    say="#4B4010",
    ask="#1A3A63",
    heard="#3E2A5A",
    do="#56301A",
    hit="#24534A",
    hit_ink="#E7ECE9",
    say_u="#E7C94F",
    ask_u="#8FBCFF",
    heard_u="#CFABF4",
    do_u="#FFB58E",
    m0="#1B2421",
    m1="#223B35",
    m2="#2F6156",
    m3="#86D5C3",
    m3_ink="#07201B",
    is_dark=True,
)

# Fills fall away on black: box and underline tell highlights, inversion tells a search hit and a full tile.
CONTRAST = Tokens(
    desk="#000000",
    paper="#000000",
    sunk="#000000",
    wash="#000000",
    line="#FFFFFF",
    edge="#FFFFFF",
    ink="#FFFFFF",
    ink2="#FFFFFF",
    ink3="#FFFFFF",
    disabled="#B8B8B8",  # the one grey: without it a button that is off looks like one that is on
    accent="#FFE74A",
    onaccent="#000000",
    alert="#FFB3A7",
    caution="#FFE74A",
    selection="#1AEBFF",
    selection_ink="#000000",
    text_selection="#1AEBFF",
    text_selection_ink="#000000",
    say="#000000",
    ask="#000000",
    heard="#000000",
    do="#000000",
    hit="#FFFFFF",
    hit_ink="#000000",
    say_u="#FFE74A",
    ask_u="#8FC7FF",
    heard_u="#E2BDFF",
    do_u="#FFB98F",
    m0="#000000",
    m1="#000000",
    m2="#000000",
    m3="#FFFFFF",
    m3_ink="#000000",
    ring_width=3,
    is_dark=True,
    is_contrast=True,
)


def from_system(
    *, desk: str, paper: str, text: str, link: str, highlight: str, highlighted: str, disabled: str
) -> Tokens:
    """Tokens made only of the colors of the system's own contrast theme."""
    return Tokens(
        desk=desk,
        paper=paper,
        sunk=desk,
        wash=desk,
        line=text,
        edge=text,
        ink=text,
        ink2=text,
        ink3=text,
        disabled=disabled,
        accent=link,
        onaccent=desk,
        alert=text,
        caution=text,
        selection=highlight,
        selection_ink=highlighted,
        text_selection=highlight,
        text_selection_ink=highlighted,
        say=paper,
        ask=paper,
        heard=paper,
        do=paper,
        hit=text,
        hit_ink=paper,
        say_u=text,
        ask_u=text,
        heard_u=text,
        do_u=text,
        m0=paper,
        m1=paper,
        m2=paper,
        m3=text,
        m3_ink=paper,
        ring_width=3,
        is_dark=_luminance(desk) < _luminance(text),
        is_contrast=True,
        is_system=True,
    )


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colors, 1 to 21 (WCAG 2.1, "contrast ratio")."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    """Relative luminance (WCAG 2.1): each channel made linear, then weighed as the eye does."""
    value = color.removeprefix("#")
    channels = [int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
