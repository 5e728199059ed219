"""The neutral document as PDF: PDF/UA-1 and PDF/A-2a in one, made by Typst from the bundled templates."""

import json
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.render.document import Document
from esscollab_desktop.render.document_values.texts import Values
from esscollab_desktop.render.document_values.whole import DocumentValues
from esscollab_desktop.render.font_files import fonts_with
from esscollab_desktop.render.fonts_needed import fonts_needed
from esscollab_desktop.render.marks import speak_once
from esscollab_desktop.render.pdf import CompiledPdf, template_compiler
from esscollab_desktop.render.places import places
from esscollab_desktop.render.printable import Coverage
from esscollab_desktop.render.raster import page_count
from esscollab_desktop.render.refusals import answered
from esscollab_desktop.render.row_heads import with_row_heads

if TYPE_CHECKING:
    import typst


def compile_document(
    document: Document, resources: Path | None = None, system_fonts: Path | None = None
) -> CompiledPdf:
    """Make the PDF. It depends on nothing but the document, the bundled files and, where the document may
    have them and ours lack a letter, the computer's fonts (or those in the folder `system_fonts`).

    Text never makes it fail: what the fonts lack is replaced beforehand, and what Typst refuses all the
    same is replaced and tried again. `resources` is the folder with `fonts` and `handouts`.
    """
    found = fonts_needed(document, resources, system_fonts)

    def make(coverage: Coverage | None) -> CompiledPdf:
        maker = DocumentValues(document, coverage, found.families)
        theme, data_values = maker.values()
        day = datetime.combine(document.printed, time(12), tzinfo=UTC)
        data = _compiler(found.families, found.files, resources).compile(
            input=_calling(data_values),
            format="pdf",
            sys_inputs={"theme": json.dumps(theme)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=day,
        )
        assert isinstance(data, bytes)
        if maker.texts.has_marks:
            data = speak_once(data)
        data = with_row_heads(data)
        return CompiledPdf(data, page_count(data), tuple(maker.texts.replaced), places(data, document))

    return answered(make, resources, found.coverage)


def _calling(values: Values) -> bytes:
    """The values as a literal in plain letters, so that nothing of them can be read as markup.

    Typst lays out anew all that stands on a sheet when `sys.inputs` changes, however little of them.
    """
    literal = json.dumps(values).replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "document.typ": whole\n#whole(json(bytes("{literal}")))'.encode("ascii")


@lru_cache(maxsize=2)
def _compiler(families: tuple[str, ...], files: tuple[str, ...], resources: Path | None) -> "typst.Compiler":
    """Kept, so that what did not change since the last document is not laid out again."""
    return template_compiler("document.typ", resources, fonts_with(families, files, resources))
