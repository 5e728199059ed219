"""The HTML page of a handout under axe-core in a browser: WCAG 2.1 A and AA, light and dark, and reflow."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_handouts import Desk, spanish_handouts
from pages import Browser

from esscollab_desktop.domain.packets import Layout, NotesPlace
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.document_html import html_of
from esscollab_desktop.services.catalogue import Catalogue

pytestmark = pytest.mark.outside

NAMES = [*(layout.value for layout in Layout), "margin", "large", "one page", "es", "en+es"]


@pytest.fixture(scope="module")
def handouts(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Document]]:
    desk = Desk(catalogue, tmp_path_factory.mktemp("desk"))
    made = {layout.value: desk.handout(layout, NotesPlace.END) for layout in Layout}
    made["margin"] = desk.handout(Layout.REFERENCE, NotesPlace.MARGIN)
    made["large"] = desk.handout(Layout.REFERENCE, NotesPlace.MARGIN, large=True)
    made["one page"] = desk.single("4.MA")
    with spanish_handouts(tmp_path_factory.mktemp("spanish")) as spanish:
        yield made | spanish


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found(browser: Browser, handouts: dict[str, Document], name: str, dark: bool) -> None:
    assert browser.check(html_of(handouts[name]), dark).violations == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_unsure(browser: Browser, handouts: dict[str, Document], name: str) -> None:
    """On a page so wide that no table hides anything, or stands out of its place."""
    wide = re.sub("max-width:[0-9]+rem|margin-inline-end:-20rem", "color:inherit", html_of(handouts[name]))
    assert browser.check(wide, width=2600).unsure == []


@pytest.mark.parametrize("name", [Layout.REFERENCE.value, Layout.CARDS.value, "en+es"])
def test_good_practice_too(browser: Browser, handouts: dict[str, Document], name: str) -> None:
    assert browser.check(html_of(handouts[name]), rules=["best-practice"]).violations == []


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_moved_sideways_at_320_pixels(
    browser: Browser, handouts: dict[str, Document], name: str
) -> None:
    whole, shown = browser.width_at(html_of(handouts[name]), 320)
    assert whole == shown
    assert 300 <= shown <= 320


def test_a_long_word_breaks(browser: Browser, handouts: dict[str, Document]) -> None:
    document = handouts["one page"]
    long = replace(document, title="x" * 500, foot="y" * 500)
    whole, shown = browser.width_at(html_of(long), 320)
    assert whole == shown


@pytest.mark.parametrize("name", ["margin", "large", Layout.WORKSHEET.value])
def test_printed_all_of_it_is_on_the_paper(
    browser: Browser, handouts: dict[str, Document], name: str
) -> None:
    words = browser.printed(html_of(handouts[name]))
    assert {"4.MA", "4.AK", "a", "b"} <= {word for word, _, _ in words}
    assert [word for word, left, right in words if left < 0 or right > 612] == []


@pytest.mark.parametrize(
    ("whole", "broken", "rule"),
    [
        (' alt="', ' data-alt="', "image-alt"),
        ('<html lang="en"', "<html", "html-has-lang"),
        ('lang="es"', 'lang="none-such"', "valid-lang"),
        ("<title>", "<title></title><title>", "document-title"),
        ('--accent:#0B5A50', "--accent:#C0E0DC", "color-contrast"),
        ("a{color", "a{text-decoration:none;color", "link-in-text-block"),
        ('role="doc-noteref"', 'role="listitem"', "aria-required-parent"),
    ],
)  # fmt: skip
def test_a_page_broken_on_purpose_is_caught(
    browser: Browser, handouts: dict[str, Document], whole: str, broken: str, rule: str
) -> None:
    """So that finding nothing means something."""
    page = html_of(handouts["en+es" if "es" in whole else Layout.REFERENCE.value])
    assert whole in page
    found = browser.check(page.replace(whole, broken)).violations
    assert rule in {line.partition(":")[0] for line in found}
