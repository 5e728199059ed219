"""What every command is handed: where to look, and how to answer."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.cli import terminal
from esscollab_desktop.paths import bundle_root, data_dir

if TYPE_CHECKING:
    from esscollab_desktop.services.library import Library
    from esscollab_desktop.services.notebook import Notebook


@dataclass(slots=True)
class Invocation:
    """One run of one command. What it says is gathered and written at the end, in one piece."""

    data_override: Path | None = None
    bundle: Path = field(default_factory=bundle_root)
    said: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return data_dir(self.data_override)

    def say(self, text: str) -> None:
        """Add text to the answer; a line break ends it where there is none."""
        self.said.append(terminal.harmless(text.removesuffix("\n")) + "\n")

    def say_json(self, value: object) -> None:
        from esscollab_desktop.cli.json_text import as_json

        self.said.append(as_json(value, ascii_only=not terminal.carries_all(sys.stdout)))

    def remark(self, text: str) -> None:
        """Add a line for standard error, beside the answer."""
        self.remarks.append(terminal.harmless(text))

    def library(self) -> "Library":
        """The book with packs and the user's own examples; a notebook that can't be read adds none.

        A pack that can't be opened becomes a remark.
        """
        from esscollab_desktop.bootstrap import open_library

        library = open_library(self.bundle, self.data)
        for words in library.troubles:
            self.remark(words)
        return library

    def notebook(self) -> "Notebook":
        """The user's notebook; what it has to tell about its repair becomes a remark."""
        from esscollab_desktop.bootstrap import open_notebook

        notebook = open_notebook(self.data, self.bundle)
        if notebook.notice:
            self.remark(notebook.notice)
        return notebook
