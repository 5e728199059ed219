"""Own examples held in memory, and a book with them beside its own."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.own import OwnExample
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library

AT = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


@dataclass
class Shelf:
    """Own examples held in memory."""

    held: tuple[OwnExample, ...] = ()

    def list(self) -> tuple[OwnExample, ...]:
        return self.held


def own(
    code: str, headline: str = "ten potlucks", text: str = "They were held.", **more: object
) -> OwnExample:
    example = OwnExample(
        id=code,
        code=code,
        practice=codes.practice_of(code),
        jurisdiction=codes.jurisdiction_of(code),
        district="",
        headline=headline,
        text=text,
        partners=(),
        source_title="",
        source_publisher="",
        source_address="",
        created_at=AT,
        updated_at=AT,
    )
    return replace(example, **more)  # type: ignore[arg-type]


def library_of(catalogue: Catalogue, *examples: OwnExample) -> Library:
    return Library(catalogue, Shelf(examples))


FULL = own(
    "4.KS-own",
    text="Ten potlucks were held.\n\nOne was in Conexión hall.",
    district="Wichita",
    partners=(("Public Library", "rooms"), ("Rotary", "")),
    source_title="Minutes",
    source_publisher="The district",
    source_address="https://example.org/minutes",
)
