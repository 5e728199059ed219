"""Qt is loaded without its own way of importing, which reads the source of all that comes after it."""

import subprocess
import sys

LOADS = """
import builtins
from esscollab_desktop.ui.loading import load_qt
load_qt()
assert builtins.__import__ is not builtins.__feature_import__
load_qt()
from PySide6.QtCore import QObject, Signal
class Teller(QObject):
    told = Signal(int)
heard = []
teller = Teller()
teller.told.connect(heard.append)
teller.told.emit(3)
assert heard == [3]
from esscollab_desktop.ui.models.book_tree import BookTreeModel
print(BookTreeModel.__name__)
"""


def test_no_source_is_read_for_features_any_more() -> None:
    done = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("BookTreeModel\n", "")


def test_pyside_still_puts_its_own_import_in_place() -> None:
    """Where it no longer does, load_qt is not needed any more."""
    asks = "import builtins as b, PySide6.QtCore; print(b.__import__ is b.__feature_import__)"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
