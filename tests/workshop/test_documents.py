"""The documents are true: links lead somewhere, and every menu action and make target is named in them."""

import re
from pathlib import Path

import pytest

from esscollab_desktop.ui.commands import MENUS, THEMES

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", document.read_text("utf-8"))
    gone = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert gone == []


def test_every_menu_action_is_in_the_guide_with_its_key() -> None:
    guide = _text("docs/guide.md")
    rows = re.findall(r"^\| *\w* *\| (.+?) \| *(.*?) *\|$", guide, re.MULTILINE)
    told = {words.partition(":")[0]: key for words, key in rows}
    actions = {
        command.words.replace("&", ""): command.key
        for commands in MENUS.values()
        for command in commands
        if command is not None
    }
    assert {words: told.get(words) for words in actions} == actions
    for _, words in THEMES:
        assert words.replace("&", "") in guide


def test_help_lists_every_target_of_the_makefile() -> None:
    makefile = _text("Makefile")
    (targets,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    described = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert set(targets.split()) - described == {"ready", "ready-dev"}
    for target in re.findall(r"`make ([a-z-]+)", "\n".join(path.read_text("utf-8") for path in DOCUMENTS)):
        assert target in described
