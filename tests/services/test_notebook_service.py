"""What the window and the command line are promised of notes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    notebook = Notebook(open_notebook(tmp_path, MIGRATIONS))
    yield notebook
    notebook.close()


def test_a_text_is_kept_with_its_spaces(notebook: Notebook) -> None:
    added = notebook.add("4.MA", "  two lines\n\n")
    assert added.body == "  two lines\n\n"
    assert notebook.notes("4.MA") == [added]
    assert notebook.save(added.id, "\n", added.revision).body == "\n"


@pytest.mark.parametrize("body", ["", " ", "\n\t\r\n", "\u00a0\u2003"])
def test_nothing_but_space_is_no_note(notebook: Notebook, body: str) -> None:
    with pytest.raises(UserError, match="The note has no text"):
        notebook.add("4.MA", body)
    assert notebook.counts() == {}


def test_a_note_through_its_life(notebook: Notebook) -> None:
    added = notebook.add("4.MA", "one")
    saved = notebook.save(added.id, "two", added.revision)
    assert notebook.get(added.id) == saved
    notebook.delete(added.id)
    assert (notebook.notes(), notebook.counts()) == ([], {})
    back = notebook.restore(added.id)
    assert back.body == saved.body
    assert (notebook.notes(), notebook.counts()) == ([back], {"4.MA": 1})
    assert notebook.notice == ""


def test_a_replaced_notebook_is_said(tmp_path: Path) -> None:
    (tmp_path / "notebook.sqlite").write_bytes(b"x" * 9000)
    notebook = Notebook(open_notebook(tmp_path, MIGRATIONS))
    assert "The notebook was damaged, so a new one was started." in notebook.notice
    notebook.close()


def test_the_service_alone_imports_no_sqlalchemy() -> None:
    code = "import sys, esscollab_desktop.services.notebook; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
