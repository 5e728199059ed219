"""Where things are: files that came with the program, and the user's own folder."""

import os
import sys
from pathlib import Path

APP_NAME = "ESSCollab"
DATA_DIR_VARIABLE = "ESSCOLLAB_DATA_DIR"


def is_frozen() -> bool:
    """Whether this runs from a PyInstaller build."""
    return bool(getattr(sys, "frozen", False))


def bundle_root() -> Path:
    """The folder that holds `resources/` and `db/`: of a frozen build, an installed wheel or a checkout."""
    if is_frozen():
        return Path(getattr(sys, "_MEIPASS", "") or Path(sys.executable).parent)
    package = Path(__file__).resolve().parent
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent


def book_path(bundle: Path | None = None) -> Path:
    return (bundle or bundle_root()) / "db" / "practices.sqlite"


def register_path(data: Path) -> Path:
    """What says which content packs are installed; not there as long as none is."""
    return data / "packs" / "register.sqlite"


def data_dir(override: Path | None = None) -> Path:
    """The user's folder, absolute; it is not created here.

    First that is given: `--data-dir`, ESSCOLLAB_DATA_DIR, a file `portable` beside a frozen program,
    the system's local (never the roaming) data folder.
    """
    chosen = override or os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        return Path(os.path.abspath(Path(chosen).expanduser()))  # noqa: PTH100 - keeps symbolic links
    if is_frozen():
        beside = Path(sys.executable).parent
        if (beside / "portable").exists():
            return beside / "data"
    import platformdirs

    return platformdirs.user_data_path(APP_NAME, appauthor=False, roaming=False)
