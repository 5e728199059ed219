"""PDF/A-2a, as far as it goes beyond PDF/UA: named, with its colours told, and whole in itself."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from papers.paper_file import PaperFile

_ACTIONS = {"/GoTo", "/URI"}
_DEVICES = {"/DeviceRGB", "/DeviceGray", "/DeviceCMYK"}
_PAINTED = {"g", "G", "rg", "RG", "k", "K"}


def not_named(file: PaperFile) -> Iterator[str]:
    for part in ("<pdfaid:part>2</", "<pdfaid:conformance>A</"):
        if part not in file.metadata:
            yield f"no {part}"


def not_marked(file: PaperFile) -> Iterator[str]:
    if not bool(file.root.get("/MarkInfo", {}).get("/Marked", False)) or not file.tags:
        yield "no MarkInfo, or no structure"


def colours_untold(file: PaperFile) -> Iterator[str]:
    """Colours of a device need an output intent with a profile."""
    intents = file.root.get("/OutputIntents", [])
    if any(i.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in i for i in intents):
        return
    if any(str(node.get("/ColorSpace", "")) in _DEVICES for node in file.dictionaries):
        yield "a picture or a form"
    for n, page in enumerate(file.pages):
        instructions: Any = pikepdf.parse_content_stream(page)
        for operands, operator in instructions:
            named = str(operator) in {"cs", "CS"} and str(operands[0]) in _DEVICES
            if str(operator) in _PAINTED or named:
                yield f"page {n + 1}: {operator}"
                break


def profile_missing(file: PaperFile) -> Iterator[str]:
    """Stricter: there is always a profile, also where every colour has its own."""
    if not any("/DestOutputProfile" in one for one in file.root.get("/OutputIntents", [])):
        yield "no output intent"


def scripts(file: PaperFile) -> Iterator[str]:
    """Stricter: an action leads somewhere; nothing is run, sent or opened by itself."""
    for node in file.dictionaries:
        for one in (node, node.get("/A"), node.get("/OpenAction")):
            if isinstance(one, pikepdf.Dictionary) and _is_other_action(one):
                yield f"{node.objgen}: {one.get('/S', 'JS')}"
        if "/AA" in node:
            yield f"{node.objgen}: AA"


def _is_other_action(one: Any) -> bool:
    named = one.get("/Type") == "/Action" or "/JS" in one
    return named and str(one.get("/S")) not in _ACTIONS


def old_compression(file: PaperFile) -> Iterator[str]:
    for node in file.dictionaries:
        filters = node.get("/Filter", [])
        names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
        if {"/LZWDecode", "/LZW", "/Crypt"} & set(names):
            yield f"{node.objgen}"


def outside(file: PaperFile) -> Iterator[str]:
    """Streams kept elsewhere, files carried along, and links to what is not of the web."""
    for node in file.dictionaries:
        if isinstance(node, pikepdf.Stream) and ({"/F", "/FFilter"} & set(node.keys())):
            yield f"{node.objgen}: kept elsewhere"
        if "/EF" in node or node.get("/Type") == "/Filespec":
            yield f"{node.objgen}: a file"
    for page, note in file.annotations:
        address = str(note.get("/A", {}).get("/URI", "https://"))
        if not re.match(r"(https?://|mailto:)", address):
            yield f"page {page + 1}: {address}"


def hidden_annotations(file: PaperFile) -> Iterator[str]:
    """Each is printed, and neither hidden nor shown on the screen alone."""
    for page, note in file.annotations:
        flags = int(note.get("/F", 0))
        if not flags & 4 or flags & (1 | 2 | 32):
            yield f"page {page + 1}: {flags}"


def private_characters(file: PaperFile) -> Iterator[str]:
    """What is read must not be of a private use, unless other words stand for it."""
    for one in file.drawn:
        spoken = any("/ActualText" in around.given for around in one.around)
        if one.font is None or one.is_artifact or spoken:
            continue
        text = "".join(one.font.meanings.get(code, "") for code in one.codes)
        if any(0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 for c in text):
            yield f"page {one.page + 1}: {text!a}"


def smoothed_pictures(file: PaperFile) -> Iterator[str]:
    yield from (f"{node.objgen}" for node in file.dictionaries if bool(node.get("/Interpolate", False)))


def nameless(file: PaperFile) -> Iterator[str]:
    if "/ID" not in file.pdf.trailer:
        yield "no ID in the trailer"
