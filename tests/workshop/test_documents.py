"""The documents are true: links lead somewhere, and every menu action and make target is named in them."""

import re
from pathlib import Path

import pytest

from esscollab_desktop import cli
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
    rows = re.findall(r"^\| *[\w ]*\| (.+?) \| *(.*?) *\|$", guide, re.MULTILINE)
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


def test_every_command_and_option_is_in_the_guide_and_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    def told(*arguments: str) -> str:
        assert cli.main([*arguments, "--help"]) == 0
        return capsys.readouterr().out

    guide, readme = _text("docs/guide.md"), _text("README.md")
    general = set(re.findall(r"--[a-z-]+", told()))
    commands = re.findall(r"^    ([a-z]+) ", told(), re.MULTILINE)
    assert set(re.findall(r"^### `esscollab ([a-z]+)`", guide, re.MULTILINE)) == set(commands) != set()
    for command in commands:
        (chapter,) = re.findall(rf"^### `esscollab {command}`\n(.*?)^#", guide, re.MULTILINE | re.DOTALL)
        # Verbs stand in the usage line: `notes [-h] [--data-dir DIR] add|edit|… ...`.
        verbs = re.search(
            r"([a-z-]+(?:\|[a-z-]+)+) \.\.\.$", " ".join(told(command).split("\n\n")[0].split())
        )
        steps = verbs[1].split("|") if verbs else []
        if steps:
            assert re.findall(r"^    ([a-z-]+)  ", told(command), re.MULTILINE) == steps
        for words in [told(command), *(told(command, step) for step in steps)]:
            options = set(re.findall(r"--[a-z-]+", words)) - general
            assert [option for option in options if option not in chapter] == []
        assert [step for step in steps if f"esscollab {command} {step}" not in chapter + readme] == []
        assert f"| `esscollab {command} " in readme.replace("`esscollab doctor`", "`esscollab doctor `")
    assert [option for option in general if option not in guide] == []


def test_help_lists_every_target_of_the_makefile() -> None:
    makefile = _text("Makefile")
    (targets,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    described = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert set(targets.split()) - described == {"ready", "ready-dev"}
    for target in re.findall(r"`make ([a-z-]+)", "\n".join(path.read_text("utf-8") for path in DOCUMENTS)):
        assert target in described


def test_the_profile_of_a_start_tells_each_step_that_is_measured() -> None:
    measured = re.findall(
        r'steps\.(?:done|watch)\((?:.*, )?"([^"]+)"\)', _text("tests/bench/start_profile.py")
    )
    profile = _text("docs/start.md")
    assert len(measured) > 10
    assert [step for step in measured if f"| {step} |" not in profile] == []
