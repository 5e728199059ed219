"""Every pair of colors that the look uses reaches its limit, and has the ratio that was promised."""

from math import floor

import pytest
from PySide6.QtWidgets import QStyle

from esscollab_desktop.ui.look.buttons import _primary_fill
from esscollab_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens, contrast, from_system

TEXT, MARK = 4.5, 3.0
GROUNDS = ("paper", "desk", "sunk", "wash", "say", "ask", "heard", "do", "hit")
# Ratios on the grounds above, rounded down; None: the pair is not used.
LIGHT_RATIOS = {
    "ink": (15.7, 13.8, 12.7, 12.6, 13.5, 12.5, 12.6, 12.7, 12.1),
    "ink2": (8.1, 7.1, 6.5, 6.4, 6.9, 6.4, 6.4, 6.5, 6.2),
    "ink3": (6.2, 5.4, 5.0, 4.9),
    "accent": (7.9, 6.9, 6.4, 6.3, 6.8, 6.3, 6.3, 6.4, 6.1),
    "alert": (7.5, 6.5, 6.0, 6.0),
    "caution": (7.3, 6.4, 5.9, 5.8),
    "edge": (3.9, 3.4, 3.1, 3.1),
    "say_u": (4.9, 4.3, None, None, 4.2, 3.9, 3.9, 4.0),
    "ask_u": (5.9, 5.1, None, None, 5.0, 4.7, 4.7, 4.7),
    "heard_u": (6.3, 5.5, None, None, 5.4, 5.0, 5.0, 5.1),
    "do_u": (5.4, 4.8, None, None, 4.7, 4.3, 4.3, 4.4),
}
DARK_RATIOS = {
    "ink": (13.3, 14.9, 16.0, 9.4, 8.6, 9.6, 10.4, 9.5, 7.2),
    "ink2": (8.9, 10.0, 10.8, 6.3, 5.8, 6.4, 7.0, 6.4, 4.9),
    "ink3": (7.1, 8.0, 8.6, 5.0),
    "accent": (9.3, 10.4, 11.2, 6.6, 6.0, 6.7, 7.3, 6.7, 5.1),
    "alert": (8.3, 9.4, 10.1, 5.9),
    "caution": (9.5, 10.7, 11.5, 6.7),
    "edge": (4.7, 5.2, 5.6, 3.3),
    "say_u": (9.7, 10.9, None, None, 6.3, 7.0, 7.6, 7.0),
    "ask_u": (8.1, 9.1, None, None, 5.2, 5.9, 6.4, 5.8),
    "heard_u": (8.1, 9.1, None, None, 5.2, 5.8, 6.4, 5.8),
    "do_u": (9.2, 10.4, None, None, 6.0, 6.6, 7.2, 6.6),
}
LIGHT_PAIRS = {
    ("onaccent", "accent"): 8.1,
    ("paper", "say_u"): 4.9,
    ("paper", "ask_u"): 5.9,
    ("paper", "heard_u"): 6.3,
    ("paper", "do_u"): 5.4,
    ("ink", "m0"): 15.7,
    ("ink", "m1"): 13.1,
    ("ink", "m2"): 9.5,
    ("m3_ink", "m3"): 8.1,
    ("ink3", "m0"): 6.2,
    ("ink3", "m1"): 5.1,
    ("ink3", "m2"): 3.7,
    ("edge", "m0"): 3.9,
}
DARK_PAIRS = {
    ("onaccent", "accent"): 10.0,
    ("paper", "say_u"): 9.7,
    ("paper", "ask_u"): 8.1,
    ("paper", "heard_u"): 8.1,
    ("paper", "do_u"): 9.2,
    ("ink", "m0"): 13.3,
    ("ink", "m1"): 10.0,
    ("ink", "m2"): 5.9,
    ("m3_ink", "m3"): 10.0,
    ("ink3", "m0"): 7.1,
    ("ink3", "m1"): 5.4,
    ("ink3", "m2"): 3.1,
    ("edge", "m0"): 4.7,
}
CONTRAST_PAIRS = {
    ("ink", "paper"): 21.0,
    ("accent", "paper"): 16.7,
    ("onaccent", "accent"): 16.7,
    ("selection_ink", "selection"): 14.3,
    ("alert", "paper"): 12.2,
    ("say_u", "paper"): 16.7,
    ("ask_u", "paper"): 11.7,
    ("heard_u", "paper"): 12.9,
    ("do_u", "paper"): 12.5,
}
MARKS = ("edge", "say_u", "ask_u", "heard_u", "do_u")


def _pairs() -> list[tuple[str, Tokens, str, str, float]]:
    found = []
    for name, tokens, rows, extra in (
        ("light", LIGHT, LIGHT_RATIOS, LIGHT_PAIRS),
        ("dark", DARK, DARK_RATIOS, DARK_PAIRS),
        ("contrast", CONTRAST, {}, CONTRAST_PAIRS),
    ):
        for role, ratios in rows.items():
            for ground, ratio in zip(GROUNDS, ratios, strict=False):
                if ratio is not None:
                    found.append((name, tokens, role, ground, ratio))
        found += [(name, tokens, a, b, ratio) for (a, b), ratio in extra.items()]
    return found


PAIRS = _pairs()


@pytest.mark.parametrize(
    ("tokens", "role", "ground", "promised"),
    [pair[1:] for pair in PAIRS],
    ids=[f"{name}-{role}-{ground}" for name, _, role, ground, _ in PAIRS],
)
def test_each_pair_has_its_promised_ratio_and_reaches_its_limit(
    tokens: Tokens, role: str, ground: str, promised: float
) -> None:
    ratio = contrast(getattr(tokens, role), getattr(tokens, ground))
    assert floor(ratio * 10) / 10 == promised
    is_tile_border = role == "ink3" and ground.startswith("m")
    assert ratio >= (MARK if role in MARKS or is_tile_border else TEXT)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_selection_hits_and_chips_can_be_read_in_every_theme(tokens: Tokens) -> None:
    for ink, ground in (
        ("selection_ink", "selection"),
        ("text_selection_ink", "text_selection"),
        ("hit_ink", "hit"),
        ("m3_ink", "m3"),
        ("onaccent", "accent"),
        ("disabled", "paper"),
        ("disabled", "desk"),
        ("ink3", "paper"),
        ("ink3", "desk"),
        ("ink3", "sunk"),
    ):
        assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= TEXT, (ink, ground)
    for mark in ("edge", *MARKS):
        assert contrast(getattr(tokens, mark), tokens.desk) >= MARK, mark


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_what_stands_on_a_hit_can_be_read(tokens: Tokens) -> None:
    """Every color that the page writes with, and the lines of a note's highlight that a hit lies on."""
    for ink in ("ink", "ink2", "accent", "caution", "hit_ink"):
        assert contrast(getattr(tokens, ink), tokens.hit) >= TEXT, ink
    for line in ("accent", "say_u", "ask_u", "heard_u", "do_u"):
        assert contrast(getattr(tokens, line), tokens.hit) >= MARK, line
    # The current hit's box runs on its fill and on the page around it.
    assert contrast(tokens.accent, tokens.paper) >= MARK


def test_on_black_every_pair_of_the_other_themes_reaches_its_limit() -> None:
    for role, ratios in LIGHT_RATIOS.items():
        for ground, ratio in zip(GROUNDS, ratios, strict=False):
            if ratio is not None and ground != "hit":  # inverse: its words have an ink of their own
                limit = MARK if role in MARKS else TEXT
                assert contrast(getattr(CONTRAST, role), getattr(CONTRAST, ground)) >= limit, (role, ground)
    for role, ground in LIGHT_PAIRS:
        assert contrast(getattr(CONTRAST, role), getattr(CONTRAST, ground)) >= TEXT, (role, ground)
    # A hit, and the box around the current one, against the page.
    assert contrast(CONTRAST.hit, CONTRAST.paper) >= TEXT
    assert contrast(CONTRAST.accent, CONTRAST.paper) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_a_filled_button_can_be_read_when_it_is_met_and_pressed(tokens: Tokens) -> None:
    state = QStyle.StateFlag
    for how in (state.State_None, state.State_MouseOver, state.State_Sunken):
        fill = _primary_fill(tokens, how).name().upper()
        assert contrast(tokens.onaccent, fill) >= TEXT, how


def test_every_role_of_color_is_in_a_pair() -> None:
    """A role that comes to be used must be measured; `line` alone is only for decoration."""
    measured = {"selection", "selection_ink", "text_selection", "text_selection_ink", "hit_ink", "disabled"}
    measured |= {*LIGHT_RATIOS, *GROUNDS, *(role for pair in LIGHT_PAIRS for role in pair)}
    assert set(LIGHT.colors()) - measured == {"line"}
    assert set(LIGHT_RATIOS) == set(DARK_RATIOS)
    assert set(LIGHT_PAIRS) == set(DARK_PAIRS)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)
    assert contrast("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.005)


def test_tokens_of_a_system_contrast_theme_hold_only_its_colors() -> None:
    given = {
        "desk": "#101010",
        "paper": "#202020",
        "text": "#F0F0F0",
        "link": "#75E9FC",
        "highlight": "#8EE3F0",
        "highlighted": "#263B50",
        "disabled": "#A6A6A6",
    }
    tokens = from_system(**given)
    assert set(tokens.colors().values()) == set(given.values())
    assert tokens.is_system
    assert tokens.is_contrast
    assert tokens.is_dark
    assert tokens.edge == given["text"]
    assert tokens.accent == given["link"]
    assert (tokens.selection, tokens.selection_ink) == (given["highlight"], given["highlighted"])


def test_every_color_is_written_out_in_full() -> None:
    for tokens in (LIGHT, DARK, CONTRAST):
        for role, value in tokens.colors().items():
            assert len(value) == 7 and value[0] == "#" and int(value[1:], 16) >= 0, role
