"""What a built book says of itself, as the manifest of its pack."""

from pathlib import Path

from esscollab_desktop.domain.packs import Manifest
from esscollab_desktop.storage.catalogue.connections import Connections, damaged


def title_page(path: Path) -> Manifest:
    """Raises UserError where the file is no book of this program, or is damaged."""
    connections = Connections(path)
    try:
        with connections.lent() as connection:
            meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
            examples = connection.execute("SELECT count(*) FROM example").fetchone()[0]
    finally:
        connections.close()
    try:
        return Manifest(
            name=meta["name"],
            title=meta["title"],
            edition=meta["edition"],
            edition_date=meta["edition_date"],
            publisher=meta["publisher"],
            languages=tuple(meta["languages"].split(",")),
            rights=meta["rights"],
            needs=meta["needs"],
            changes=tuple(meta["changes"].split("\n")) if meta["changes"] else (),
            content_hash=meta["content_hash"],
            examples=examples,
        )
    except KeyError as bad:
        raise damaged(path) from bad
