"""Starts the program with one name taken out: the tree's. For the test that must notice it."""

import sys

from esscollab_desktop.__main__ import main
from esscollab_desktop.ui.views.tree_pane import BookTree

BookTree.setAccessibleName = lambda _tree, _name: None  # type: ignore[method-assign]

if __name__ == "__main__":
    sys.exit(main())
