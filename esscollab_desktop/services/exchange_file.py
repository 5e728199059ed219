"""The file that notes travel in: a zip with annotations, meetings and a list of what it holds."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import EXCHANGE_ENDING, History
from esscollab_desktop.services import exchange_reading
from esscollab_desktop.services.exchange_format import collection, meetings_file
from esscollab_desktop.services.exchange_reading import MisshapenError

ENDING = EXCHANGE_ENDING
FORMAT, VERSION = "esscollab-notes", 1
ANNOTATIONS, MEETINGS, MANIFEST = "annotations.jsonld", "notebook.json", "manifest.json"
MOST_BYTES = 256 * 1024 * 1024

# The one time that a zip can hold and that says nothing.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNCHANGED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Package:
    """What one file holds."""

    histories: tuple[History, ...]
    meetings: tuple[Meeting, ...]


def packed(histories: Sequence[History], meetings: Sequence[Meeting], with_private: bool = False) -> bytes:
    """The file for these notes; the same notes give the same bytes, on every system.

    Stored and not compressed: how something is compressed differs between versions of zlib.
    """
    parts = {ANNOTATIONS: _json(collection(histories, with_private))}
    if meetings:
        parts[MEETINGS] = _json(meetings_file(meetings))
    listed = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in parts.items()
    }
    manifest = {"format": FORMAT, "version": VERSION, "files": listed}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, data in {MANIFEST: _json(manifest), **parts}.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return out.getvalue()


def unpacked(path: Path) -> Package:
    """What a file holds. Raises UserError in one sentence for anything but a whole file of ours."""
    try:
        return _unpacked(path)
    except MisshapenError as fault:
        raise UserError(f"{path.name} can’t be read: {fault}. {_UNCHANGED}") from fault
    except OSError as fault:
        told = "there is no such file" if isinstance(fault, FileNotFoundError) else "it can’t be opened"
        raise UserError(f"{path.name} can’t be read: {told}. {_UNCHANGED}") from fault


def _unpacked(path: Path) -> Package:
    try:
        with zipfile.ZipFile(path) as package:
            parts = _parts(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as fault:
        raise MisshapenError("it is not a file of notes, or is damaged") from fault
    manifest = _loaded(parts.pop(MANIFEST), MANIFEST)
    _check(manifest, parts)
    told = {name: _loaded(data, name) for name, data in parts.items()}
    histories = exchange_reading.histories(told[ANNOTATIONS])
    meetings = exchange_reading.meetings(told[MEETINGS]) if MEETINGS in told else []
    return Package(tuple(histories), tuple(meetings))


def _parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    """The files in it, read no further than is allowed; names that are not ours are refused."""
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or not {MANIFEST, ANNOTATIONS} <= set(names) <= _OURS:
        raise MisshapenError("it does not hold what a file of notes holds")
    parts, left = {}, MOST_BYTES
    for entry in entries:
        with package.open(entry) as part:
            parts[entry.filename] = part.read(left + 1)
        left -= len(parts[entry.filename])
        if left < 0:
            raise MisshapenError(f"it is larger than {MOST_BYTES // 1024**2} MB")
    return parts


_OURS = {MANIFEST, ANNOTATIONS, MEETINGS}


def _check(manifest: Any, parts: dict[str, bytes]) -> None:
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise MisshapenError("it is not a file of notes")
    if manifest.get("version") != VERSION:
        raise MisshapenError("it was written by a newer version of the program; update this one first")
    listed = manifest.get("files")
    if not isinstance(listed, dict) or listed.keys() != parts.keys():
        raise MisshapenError("its list of contents does not fit what it holds")
    for name, data in parts.items():
        told = listed[name]
        if not isinstance(told, dict) or told.get("sha256") != hashlib.sha256(data).hexdigest():
            raise MisshapenError("it was damaged on the way; ask for it again")


def _json(told: Any) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _loaded(data: bytes, name: str) -> Any:
    def refuse(constant: str) -> Any:
        raise ValueError(constant)

    try:
        return json.loads(data.decode("utf-8"), parse_constant=refuse)
    except (ValueError, RecursionError) as fault:
        raise MisshapenError(f"{name} in it is not written as it has to be") from fault
