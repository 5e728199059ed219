"""HTML pages in a real browser: what axe-core finds in them, and how wide they are."""

import json
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]
from programs import run, tool

AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

_CHECK = """
axe.run(document, {runOnly: {type: "tag", values: %s}, resultTypes: ["violations", "incomplete"]})
.then(found => tell(found), refused => tell({refused: String(refused)}));
"""
_TELL = """
function tell(value) {
  const told = document.createElement("pre");
  told.id = "told";
  told.textContent = JSON.stringify(value);
  document.body.append(told);
}
"""
_MEASURE = """
addEventListener("load", () => {
  const inside = document.querySelector("iframe").contentDocument;
  tell([inside.documentElement.scrollWidth, inside.documentElement.clientWidth]);
});
"""


@dataclass(frozen=True)
class Checked:
    """What does not hold, and what axe can't tell; each as `rule: element`."""

    violations: list[str]
    unsure: list[str]
    passes: int


class Browser:
    """Headless Chromium, with a folder of its own for all that it writes."""

    def __init__(self, folder: Path) -> None:
        if not AXE.exists():
            pytest.skip("axe-core is not there; `make test-outside` fetches it")
        self._folder = folder
        self._command = (
            *(tool("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions"),
            f"--user-data-dir={folder / 'profile'}",
        )

    def check(self, page: str, dark: bool = False, rules: list[str] = WCAG, width: int = 1100) -> Checked:
        """axe-core over a copy of the page that lets it run."""
        script = AXE.read_text("utf-8").replace("</script", "<\\/script")
        told = self._told(_opened(page, script, _TELL, _CHECK % json.dumps(rules)), dark, width)
        assert "refused" not in told, told
        return Checked(_named(told["violations"]), _named(told["incomplete"]), len(told.get("passes", [])))

    def width_at(self, page: str, width: int) -> tuple[int, int]:
        """How wide the page is in a window of that width, and how much of it is shown."""
        frame = f'<iframe width="{width}" height="700" style="border:0" srcdoc="{escape(page)}"></iframe>'
        around = f'<!DOCTYPE html><html lang="en"><title>x</title><body>{frame}</body></html>'
        told = self._told(_opened(around, _TELL, _MEASURE), dark=False, width=1100)
        return told[0], told[1]

    def printed(self, page: str) -> list[tuple[str, float, float]]:
        """Each word of the printed page, and where it begins and ends from the left edge, in points."""
        file, paper = self._folder / "page.html", self._folder / "page.pdf"
        file.write_text(page, "utf-8")
        run(*self._command, "--no-pdf-header-footer", f"--print-to-pdf={paper}", file.as_uri())
        boxes = html.document_fromstring(run(tool("pdftotext"), "-bbox", paper, "-").encode())
        return [
            (word.text_content(), float(word.get("xmin")), float(word.get("xmax")))
            for word in boxes.iter("word")
        ]

    def _told(self, page: str, dark: bool, width: int) -> Any:
        file = self._folder / "page.html"
        file.write_text(page, "utf-8")
        shown = run(
            *self._command, f"--window-size={width},900",
            f"--blink-settings=preferredColorScheme={0 if dark else 1}",
            "--virtual-time-budget=20000", "--dump-dom", file.as_uri(),
        )  # fmt: skip
        (told,) = html.document_fromstring(shown).xpath("//pre[@id='told']")
        return json.loads(told.text_content())


def _opened(page: str, *scripts: str) -> str:
    """The page with scripts at its end, and without what keeps scripts from running."""
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    body, _, rest = free.rpartition("</body>")
    return f"{body}{''.join(f'<script>{script}</script>' for script in scripts)}</body>{rest}"


def _named(found: list[dict[str, Any]]) -> list[str]:
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]
